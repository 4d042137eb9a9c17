package libraries

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
)

// saveCopy asks for a name and saves a copy of the open library as that; then goes on
// with it.
func (o *opener) saveCopy(then func(app.Copied)) {
	k := o.host.Kit()
	base := strings.TrimSuffix(o.host.Library.Name(), Extension)
	what := feature.Choice{Title: k.T("command.library.copy"), Button: k.T("button.save"), Dir: o.host.Dir(), Name: k.T("library.copyname", "name", base) + Extension, Suffix: []string{Extension}, Kind: k.T("choose.libraries"), Save: true}
	o.host.ChooseFile(what, func(path string) {
		saved := func(made app.Copied, err error) {
			switch {
			case errors.Is(err, context.Canceled) && o.host.Library.Path() == "":
				k.Tell(o.host.Canvas, k.T("command.library.copy"), k.T("library.copy.cancelled", "file", filepath.Base(path)), k.T("button.ok"))
				return
			case err != nil:
				o.host.FailFile(path, err)
				return
			}
			then(made)
		}
		if o.host.Library.Path() == "" { // of a server
			o.askHistory(func(history bool) { o.copyTo(path, history, saved) })
			return
		}
		o.host.Library.SaveCopy(path, func(err error) { saved(app.Copied{Place: path}, err) })
	})
}

// askHistory asks whether the history of edits goes along, and goes on with the answer.
func (o *opener) askHistory(then func(history bool)) {
	k := o.host.Kit()
	answer := func(history bool) func() bool {
		return func() bool { o.host.Later(func() { then(history) }); return true }
	}
	k.ShowDialog(o.host.Canvas, k.T("command.library.copy"), 480, k.Muted(k.T("share.history.text")),
		control.Action{Text: k.T("share.history.along"), Primary: true, Run: answer(true)},
		control.Action{Text: k.T("share.history.behind"), Run: answer(false)}, control.Action{Text: k.T("button.cancel")})
}

// tellCopied tells where a copy is, and how much of the history of edits is in it.
func (o *opener) tellCopied(made app.Copied) {
	k := o.host.Kit()
	words := k.T("library.copied", "file", made.Place)
	switch {
	case made.Left > 0:
		words += "\n\n" + k.T("library.copied.newest", "n", made.Steps, "all", made.Steps+made.Left)
	case made.Steps > 0:
		words += "\n\n" + k.Locale.TN("library.copied.history", made.Steps)
	}
	k.Tell(o.host.Canvas, k.T("command.library.copy"), words, k.T("button.ok"))
}

// Linked tells that the file of the open library has a second name, and offers to go on
// with a copy.
func (o *opener) Linked() {
	k := o.host.Kit()
	words := k.T("linked.text", "file", filepath.Base(o.host.Library.Path()))
	k.Confirm(o.host.Canvas, k.T("linked.title"), words, k.T("linked.copy"), k.T("button.ok"), func() {
		o.saveCopy(func(made app.Copied) { o.Open(made.Place) })
	})
}
