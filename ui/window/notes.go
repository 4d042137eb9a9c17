package window

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/reading"
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
		Settle: w.settle,
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
	words := func() bool { _, ok := w.reading.Selection(); return ok }
	active := func() bool { return writable() && e.ActiveNote() != nil }
	var highlights []command.Command
	for i, colour := range reading.Highlights() {
		c := command.Command{
			ID: reading.HighlightCommand(colour), Title: "selection.highlight", Enabled: func() bool { return writable() && words() },
			Detail: func() string { return w.tags.ColourName(colour) }, Run: func() { w.highlight(colour) },
		}
		if i == 0 {
			c.Keys = []command.Key{command.Plain(fyne.KeyH)}
		}
		highlights = append(highlights, c)
	}
	return append(highlights, []command.Command{
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
		{ID: "note.event", Title: "command.note.event", Enabled: func() bool { return writable() && s.Event() != nil }, Run: e.NoteOnEvent},
		{ID: "tags.edit", Title: "command.tags.edit", Keys: []command.Key{command.Plain(fyne.KeyT)}, Enabled: func() bool {
			return writable() && (words() || e.ActiveNote() != nil || s.Event() != nil)
		}, Run: w.editTags},
	}...)
}

// editTags asks for the tags of the selected words, else of the note that is shown,
// else of the event.
func (w *Window) editTags() {
	if sel, ok := w.reading.Selection(); ok {
		w.env.TagPassage(sel, w.reading.ClearSelection)
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
