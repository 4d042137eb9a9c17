package libraries

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// newLibrary asks for the title and the folder of a new library.
func (o *opener) newLibrary() {
	k, folder := o.host.Kit(), o.documents()
	title := k.Entry(1, k.T("library.untitled"), "")
	place := k.Name("", text.LabelStyle{Size: control.SizeSmall, Lines: 2})
	path := func() string {
		return filepath.Join(folder, feature.FileName(title.Text(), k.T("library.untitled"))+Extension)
	}
	show := func(string) { place.SetText(path()) }
	title.OnChanged = show
	show("")
	change := k.Button(control.Link, k.T("library.place.change"), nil, func() {
		what := feature.Choice{Title: k.T("library.place"), Button: k.T("library.place.here"), Dir: folder, Folder: true}
		o.host.ChooseFile(what, func(chosen string) {
			folder = chosen
			show("")
		})
	})
	var d *control.Dialog
	busy := false
	create := func() bool {
		text := strings.TrimSpace(title.Text())
		switch {
		case text == "":
			d.Fail(k.T("error.field.title"))
		case !busy:
			busy = true
			o.Notes.Leave(func() {
				feature.Background(o.host, func(ctx context.Context) (data.File, error) { return o.Libraries.Create(ctx, path(), text) }, func(st data.File, err error) {
					if busy = false; err != nil {
						d.Fail(o.host.Say(err))
						return
					}
					d.Close()
					o.Show(st)
				})
			}, func() { busy = false })
		}
		return false
	}
	body := control.Column(12, control.Column(4, k.Muted(k.T("field.title")), title),
		control.Column(4, k.Muted(k.T("library.place")), k.Row(10, 0, place, change)))
	d = k.ShowDialog(o.host.Canvas, k.T("command.library.new"), 520, body,
		control.Action{Text: k.T("button.create"), Primary: true, Run: create}, control.Action{Text: k.T("button.cancel")})
	d.Attach(title)
	title.Do(text.SelectAll)
}

// documents is the folder that is proposed for new libraries: the user's documents,
// else the home folder.
func (o *opener) documents() string {
	if o.Documents != "" && o.exists(o.Documents) {
		return o.Documents
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return o.host.Dir()
	}
	return home
}
