// Package bringin adds articles to the library: files, addresses, and texts from the
// clipboard.
//
// The one idea behind it: sources are read into drafts on other goroutines, some at a
// time, and a report has a line for each. Nothing is added to the library before the
// reader has confirmed its form, or accepted all of them as they are.
package bringin

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Feature adds articles.
type Feature struct {
	outside
	offered *control.Dialog // a page of a browser that is asked about; nil for none
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature; read makes a draft of a source.
func New(h *feature.Host, read app.Read, texts Texts, i Imports, w Window) *Feature {
	return &Feature{outside: outside{host: h, read: read, texts: texts, imports: i, window: w}}
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	h, writable := f.host, f.host.Library.Writable
	reference := func() bool { a := h.Library.Article(); return writable() && a != nil && a.IsReference() }
	return []command.Command{
		{ID: "article.add", Title: "command.article.add", Keys: []command.Key{command.CtrlShift(fyne.KeyA)}, Enabled: writable, Run: f.ask},
		{ID: "article.files", Title: "command.article.files", Enabled: writable, Run: func() { f.chooseFiles(func() {}) }},
		{ID: "reference.text", Title: "command.reference.text", Enabled: reference, Run: func() { f.askFor(h.Library.Article().Article) }},
		{ID: "reference.fetch", Title: "command.reference.fetch", Enabled: func() bool { return reference() && feature.Address(h.Library.Article().Article) != nil }, Run: func() {
			a := h.Library.Article().Article
			f.bringInFor(&a, []intake.Source{intake.Address(feature.Address(a).String())})
		}},
		{ID: "article.paste", Title: "command.article.paste", Keys: []command.Key{command.Ctrl(fyne.KeyV)}, Enabled: writable, Run: f.paste},
		{ID: "article.bookmarklet", Title: "command.article.bookmarklet", Run: f.copyBookmarklet},
	}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// BringIn reads sources and asks for each that could be read.
func (f *Feature) BringIn(sources []intake.Source) { f.bringInFor(nil, sources) }

// bringInFor is BringIn of sources that are the text of a reference, unless that is nil.
func (f *Feature) bringInFor(reference *data.Article, sources []intake.Source) {
	if len(sources) > 0 {
		begin(f.outside, reference, sources)
	}
}

// Drop adds what was dropped on the window: files and addresses.
func (f *Feature) Drop(dropped []fyne.URI) {
	var sources []intake.Source
	for _, u := range dropped {
		switch u.Scheme() {
		case "file":
			sources = append(sources, intake.File(u.Path()))
		case "http", "https":
			sources = append(sources, intake.Address(u.String()))
		}
	}
	if len(sources) > 0 && !f.host.Library.Writable() {
		f.host.Fail(data.ErrReadOnly)
		return
	}
	f.BringIn(sources)
}

// folder is where choosing files begins, "" for anywhere.
func (f *Feature) folder() string {
	if path := f.host.Library.Path(); path != "" {
		return filepath.Dir(path)
	}
	return ""
}

func files(paths []string) []intake.Source {
	sources := make([]intake.Source, len(paths))
	for i, p := range paths {
		sources[i] = intake.File(p)
	}
	return sources
}

// suffixes are those of the files that can be read.
func suffixes() []string {
	return []string{".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".docx", ".odt"}
}

// choice is how files of articles are asked for.
func (f *Feature) choice() feature.Choice {
	k := f.host.Kit()
	return feature.Choice{Title: k.T("bringin.title"), Button: k.T("button.open"), Dir: f.folder(), Suffix: suffixes(), Kind: k.T("choose.articles")}
}

// chooseFiles asks for files and adds them; chosen is called first.
func (f *Feature) chooseFiles(chosen func()) {
	f.host.ChooseFiles(f.choice(), func(paths []string) {
		chosen()
		f.BringIn(files(paths))
	})
}

// askFor asks for the text of a reference: a file, or what is pasted.
func (f *Feature) askFor(reference data.Article) {
	const lines = 10
	k := f.host.Kit()
	text := k.Entry(lines, "", k.T("bringin.paste.hint"))
	var d *control.Dialog
	choose := k.Button(control.Outline, k.T("retext.file"), nil, func() {
		f.host.ChooseFile(f.choice(), func(path string) {
			d.Close()
			f.bringInFor(&reference, []intake.Source{intake.File(path)})
		})
	})
	body := control.Column(12, k.Muted(k.T("reference.ask", "title", k.Given(control.OneLine(reference.Title, 80)))), k.Wrap(8, choose), k.Pad(0, 0, 0, 2, k.Field("bringin.paste", text)))
	d = k.ShowDialog(f.host.Canvas, k.T("command.reference.text"), 560, body,
		control.Action{Text: k.T("bringin.read") + "  (Ctrl+Enter)", Primary: true, Run: func() bool {
			if strings.TrimSpace(text.Text()) == "" {
				d.Fail(k.T("error.field.text"))
				return false
			}
			d.Close()
			f.bringInFor(&reference, []intake.Source{intake.Pasted(text.Text())})
			return false
		}}, control.Action{Text: k.T("button.cancel")})
	f.host.Guard(d, func() bool { return strings.TrimSpace(text.Text()) != "" })
	d.Attach(text)
}

// ask asks what to add: files, an address, or a text.
func (f *Feature) ask() {
	k := f.host.Kit()
	link, text := k.Entry(1, "", "https://"), k.Entry(7, "", k.T("bringin.paste.hint"))
	link.SetDirection(uax9.LTR)
	var d *control.Dialog
	choose := k.Button(control.Outline, k.T("bringin.files"), nil, func() { f.chooseFiles(func() { d.Close() }) })
	body := control.Column(12,
		control.Column(6, k.Wrap(8, choose), k.Muted(k.T("bringin.files.hint"))),
		k.Field("bringin.address", link), k.Pad(0, 0, 0, 2, k.Field("bringin.paste", text)))
	d = k.ShowDialog(f.host.Canvas, k.T("command.article.add"), 560, body,
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
			f.BringIn(sources)
			return false
		}}, control.Action{Text: k.T("button.cancel")})
	f.host.Guard(d, func() bool { return strings.TrimSpace(text.Text()) != "" })
	d.Attach(link, text)
}

// paste adds what is in the clipboard.
func (f *Feature) paste() {
	text := f.host.Clipboard.Content()
	if !f.imports.Offer(text, func() { f.pasteArticle(text) }) {
		f.pasteArticle(text)
	}
}

// pasteArticle adds a text of the clipboard as an article.
func (f *Feature) pasteArticle(text string) {
	go func() {
		html := intake.ClipboardHTML(context.Background())
		f.host.Post(func() {
			source, ok := pasted(text, html)
			if !ok {
				k := f.host.Kit()
				k.Tell(f.host.Canvas, k.T("command.article.paste"), k.T("bringin.clipboard.empty"), k.T("button.ok"))
				return
			}
			f.BringIn([]intake.Source{source})
		})
	}()
}
