package window

import (
	"context"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/pane"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
)

// This file is what readers write, in the window: notes, tags, colours, earlier
// texts and the history.

// tabNotes is the key of the tabs of notes, in the columns of the lists and of the
// notes.
const tabNotes = pane.NotesTab

// noting gives the panes of notes what they need of the window.
func (w *Window) noting() {
	w.env.Noting = pane.Noting{
		NoteView: &w.noteView,
		ListNotes: func(tag string) {
			w.showList(tabNotes)
			w.allNotes.ShowTag(tag)
			w.allNotes.Focus()
		},
		Settle:   w.settle,
		ReadText: w.readText,
	}
}

// watchNotes says on the tabs of notes how many there are: in all, and of what is
// read.
func (w *Window) watchNotes(c *columns, read *pane.Notes) {
	text := func(n int) string {
		if n == 0 {
			return ""
		}
		return w.env.Kit.Locale.Count(n)
	}
	count := func() {
		all := 0
		if n := w.session.Library(); n != nil {
			all = n.Counts.Annotations
		}
		c.middle.SetCount(tabNotes, text(all))
		c.end.SetCount(tabNotes, text(read.Count()))
	}
	count()
	w.session.Subscribe(func(t session.Topic) {
		switch t {
		case session.TopicLibrary, session.TopicEvent, session.TopicArticle:
			count()
		case session.TopicWriting:
			count()
		default:
		}
	})
}

// noteCommands are the actions on what readers write.
func (w *Window) noteCommands(open, writable func() bool) []command.Command {
	s, e := w.session, w.env
	article := func() bool { return s.Article() != nil }
	words := func() bool { _, ok := w.reader.Selection(); return ok }
	active := func() bool { return writable() && e.ActiveNote() != nil }
	return []command.Command{
		{ID: "notes", Title: "command.notes", Keys: []command.Key{command.CtrlShift(fyne.KeyN)}, Enabled: open, Run: func() {
			w.showList(tabNotes)
			w.allNotes.Focus()
		}},
		{ID: "note.edit", Title: "command.note.edit", Keys: []command.Key{command.Ctrl(fyne.KeyE)}, Enabled: active, Run: func() { e.EditNote(*e.ActiveNote()) }},
		{ID: "note.reply", Title: "note.reply", Enabled: active, Run: func() { e.NewReply(*e.ActiveNote()) }},
		{ID: "note.delete", Title: "command.note.delete", Enabled: active, Run: func() { e.DeleteNote(*e.ActiveNote()) }},
		{ID: "note.article", Title: "command.note.article", Enabled: func() bool { return writable() && article() }, Run: func() {
			e.NewNote(data.Annotation{Article: s.Article().ID})
		}},
		{ID: "tags.edit", Title: "command.tags.edit", Keys: []command.Key{command.Plain(fyne.KeyT)}, Enabled: func() bool {
			return writable() && (words() || e.ActiveNote() != nil || s.Event() != nil)
		}, Run: w.editTags},
		{ID: "passage.attach", Title: "doubt.here", Keys: []command.Key{command.Plain(fyne.KeyP)}, Enabled: func() bool { return s.Placing() != nil && words() }, Run: w.reader.Attach},
		{ID: "doubts", Title: "command.doubts", Enabled: article, Run: e.ReviewDoubts},
		{ID: "article.text", Title: "command.article.text", Enabled: func() bool { return writable() && article() }, Run: e.ReplaceText},
		{ID: "article.delete", Title: "command.article.delete", Enabled: func() bool { return writable() && article() }, Run: e.DeleteArticle},
		{ID: "article.editions", Title: "command.article.editions", Enabled: article, Run: e.ShowEditions},
	}
}

// editTags asks for the tags of the selected words, else of the note that is shown,
// else of the event.
func (w *Window) editTags() {
	if sel, ok := w.reader.Selection(); ok {
		w.env.TagPassage(sel, w.reader.ClearSelection)
		return
	}
	if n := w.env.ActiveNote(); n != nil {
		w.env.TagNote(*n)
		return
	}
	if e := w.session.Event(); e != nil {
		w.tags.AskEvent(e.Event)
	}
}

// readText asks for a file and reads it as the text of an article.
func (w *Window) readText(done func(app.NewText)) {
	k := w.env.Kit
	w.host.ChooseFile(feature.Choice{Title: k.T("retext.file"), Button: k.T("button.open"), Dir: w.dir()}, func(path string) {
		feature.Away(w.host, func(ctx context.Context) (intake.Draft, error) {
			return w.env.Intake.Read(ctx, intake.File(path), nil)
		}, func(draft intake.Draft, err error) {
			if err != nil {
				w.failFile(path, err)
				return
			}
			done(app.NewText{Read: true, Text: draft.Text, Blocks: draft.Blocks, Page: draft.Page})
		})
	})
}

// settle writes the note that is being written before something takes it away, and
// then goes on; where it cannot be written the reader chooses.
func (w *Window) settle(then func()) { w.settleOr(then, func() {}) }

// settleOr is settle that calls stay where the reader stays with the note.
func (w *Window) settleOr(then, stay func()) {
	w.session.Settle(func(err error) {
		if err == nil {
			then()
			return
		}
		w.Log.Error("a note is not saved", "error", err)
		if w.unsaved != nil { // asked already
			stay()
			return
		}
		k := w.env.Kit
		next := stay
		lose := func() bool {
			w.session.DropWriting()
			next = then
			return true
		}
		w.unsaved = k.ShowDialog(w.win.Canvas(), k.T("form.discard.title"), 460, k.Text(k.T("note.unsaved.ask")+"\n\n"+w.env.Say(err), text.LabelStyle{}),
			control.Action{Text: k.T("form.discard.no"), Primary: true}, control.Action{Text: k.T("form.discard.yes"), Run: lose})
		w.unsaved.OnClosed(func() {
			w.unsaved = nil
			next()
		})
	})
}
