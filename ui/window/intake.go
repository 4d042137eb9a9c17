package window

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/pane"
	"tarikh.org/tarikh/ui/session"
)

// This file brings articles in from outside: chosen and dropped files, addresses,
// and the clipboard.

// intake is what the panes need for it.
func (w *Window) intake() *pane.Intake {
	reader := intake.Reader{Files: w.Files, Now: w.Now}
	return &pane.Intake{Read: reader.Read, Files: w.Files, Dir: w.dir, Post: w.Post}
}

// intakeCommands are the actions of bringing in, and of the page as it was received.
func (w *Window) intakeCommands(writable func() bool) []command.Command {
	article := w.session.Article
	return []command.Command{
		{ID: "article.add", Title: "command.article.add", Keys: []command.Key{command.CtrlShift(fyne.KeyA)}, Enabled: writable, Run: w.env.AddArticles},
		{ID: "article.paste", Title: "command.article.paste", Keys: []command.Key{command.Ctrl(fyne.KeyV)}, Enabled: writable, Run: w.pasteArticle},
		{ID: "article.page", Title: "command.article.page", Enabled: func() bool {
			a := article()
			return a != nil && a.Page != (data.Page{}).Hash
		}, Run: func() { w.env.SavePage(w.page) }},
		{ID: "article.source", Title: "command.article.source", Enabled: func() bool {
			a := article()
			return a != nil && feature.WebLink(a.URL) != nil
		}, Run: w.openSource},
	}
}

// page fetches a page of the library.
func (w *Window) page(hash [32]byte, done func(data.Page, error)) {
	session.Ask(w.session, func(ctx context.Context, store data.Store) (data.Page, error) { return store.Page(ctx, hash) }, done)
}

// openSource opens where the open article is from.
func (w *Window) openSource() {
	if link := feature.WebLink(w.session.Article().URL); link != nil {
		if err := w.env.OpenURL(link); err != nil {
			w.fail(err)
		}
	}
}

// pasteArticle brings in what is in the clipboard.
func (w *Window) pasteArticle() {
	text := w.App.Clipboard().Content()
	go func() {
		html := intake.ClipboardHTML(context.Background())
		w.Post(func() {
			source, ok := pane.Pasted(text, html)
			if !ok {
				k := w.env.Kit
				k.Tell(w.win.Canvas(), k.T("command.article.paste"), k.T("bringin.clipboard.empty"), k.T("button.ok"))
				return
			}
			w.env.BringIn([]intake.Source{source})
		})
	}()
}

// dropped opens what is dropped on the window: a library, or files and addresses
// of articles. While a dialog is open, nothing is taken.
func (w *Window) dropped(_ fyne.Position, dropped []fyne.URI) {
	if w.win.Canvas().Overlays().Top() != nil {
		return
	}
	var sources []intake.Source
	for _, u := range dropped {
		switch u.Scheme() {
		case "file":
			if strings.EqualFold(u.Extension(), ext) {
				w.Open(u.Path())
				return
			}
			sources = append(sources, intake.File(u.Path()))
		case "http", "https":
			sources = append(sources, intake.Address(u.String()))
		}
	}
	if ro, _ := w.session.ReadOnly(); ro && len(sources) > 0 {
		w.fail(data.ErrReadOnly)
		return
	}
	w.env.BringIn(sources)
}
