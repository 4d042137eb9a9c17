package window

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/pane"
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
	return []command.Command{
		{ID: "article.add", Title: "command.article.add", Keys: []command.Key{command.CtrlShift(fyne.KeyA)}, Enabled: writable, Run: w.env.AddArticles},
		{ID: "article.paste", Title: "command.article.paste", Keys: []command.Key{command.Ctrl(fyne.KeyV)}, Enabled: writable, Run: w.pasteArticle},
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
