package pane

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Intake is what bringing articles in needs of the outside.
type Intake struct {
	Read  func(context.Context, intake.Source, intake.Progress) (intake.Draft, error)
	Files afero.Fs
	Dir   func() string // where to begin choosing files
	Post  func(func())  // runs a function on the interface's goroutine
}

// suffixes are those of the files that can be brought in.
func suffixes() []string {
	return []string{".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".docx", ".odt"}
}

// AddArticles asks for what is to be brought in: files, an address, or a text.
func (e *Env) AddArticles() {
	k := e.Kit
	link, text := k.Entry(1, "", "https://"), k.Entry(7, "", k.T("bringin.paste.hint"))
	link.SetDirection(uax9.LTR)
	var d *control.Dialog
	files := k.Button(control.Outline, k.T("bringin.files"), nil, func() {
		e.Host.ChooseFiles(feature.Choice{
			Title: k.T("bringin.title"), Button: k.T("button.open"), Dir: e.Intake.Dir(), Suffix: suffixes(),
		}, func(paths []string) {
			d.Close()
			e.bringInFiles(paths)
		})
	})
	body := control.Column(12,
		control.Column(6, k.Wrap(8, files), k.Muted(k.T("bringin.files.hint"))),
		e.Kit.Field("bringin.address", link), k.Pad(0, 0, 0, 2, e.Kit.Field("bringin.paste", text)))
	d = k.ShowDialog(e.Canvas, k.T("command.article.add"), 560, body,
		control.Action{Text: k.T("bringin.read") + "  (Ctrl+Enter)", Primary: true, Run: func() bool {
			sources := typedAddresses(link.Text())
			if pasted := text.Text(); strings.TrimSpace(pasted) != "" {
				sources = append(sources, intake.Pasted(pasted))
			}
			if len(sources) == 0 {
				d.Fail(k.T("bringin.nothing"))
				return false
			}
			d.Close()
			e.BringIn(sources)
			return false
		}}, control.Action{Text: k.T("button.cancel")})
	e.Host.Guard(d, func() bool { return strings.TrimSpace(text.Text()) != "" })
	d.Attach(link, text)
}

// typedAddresses are the addresses that stand in the field for them, or the text
// that was put there instead: several words, one of which is none.
func typedAddresses(typed string) []intake.Source {
	words := strings.Fields(typed)
	sources := make([]intake.Source, len(words))
	for i, word := range words {
		if len(words) > 1 && !strings.Contains(strings.TrimRight(word, "."), ".") && !strings.Contains(word, "://") {
			return []intake.Source{intake.Pasted(typed)}
		}
		sources[i] = intake.Address(word)
	}
	return sources
}

// bringInFiles brings files in.
func (e *Env) bringInFiles(paths []string) {
	sources := make([]intake.Source, len(paths))
	for i, p := range paths {
		sources[i] = intake.File(p)
	}
	e.BringIn(sources)
}

// Pasted is what a clipboard's text is: an address where it is nothing else, the
// page that it was copied from where that is known, else the text. It reports
// false where there is nothing.
func Pasted(text string, html []byte) (intake.Source, bool) {
	trimmed := strings.TrimSpace(text)
	if !strings.ContainsAny(trimmed, " \t\n\r") && feature.WebLink(trimmed) != nil {
		return intake.Address(trimmed), true
	}
	switch {
	case len(html) > 0:
		return intake.PastedHTML(html), true
	case trimmed != "":
		return intake.Pasted(text), true
	}
	return intake.Source{}, false
}

// sourceName is what a source is called in a report.
func (e *Env) sourceName(s intake.Source) string {
	switch {
	case s.Path != "":
		return filepath.Base(s.Path)
	case s.URL != "":
		return s.URL
	}
	return e.Kit.T("bringin.pasted")
}
