package window

import "tarikh.org/tarikh/ui/session"

// run runs a command by its ID, and writes that down. While a dialog is open, none
// runs.
func (w *Window) run(id string) bool {
	if w.dialogs.Top() != nil {
		return false
	}
	if w.Program.Ran != nil {
		w.Program.Ran(id)
	}
	ran := w.commands.Run(id)
	w.Log.Info("command", "id", id, "ran", ran)
	return ran
}

// log writes down what the reader sees, so that tests from outside can tell; the
// log that is kept has none of it.
func (w *Window) log(t session.Topic) {
	switch t {
	case session.TopicEvent:
		if e := w.session.Event(); e != nil {
			w.Log.Debug("event shown", "id", e.ID, "title", e.Title, "excerpts", len(e.Excerpts))
		}
	case session.TopicFocus:
		if a := w.session.Article(); a != nil {
			active := w.session.Active()
			w.Log.Debug("excerpt shown", "article", a.Title, "excerpt", active.Excerpt, "text", a.Text[min(active.Start, len(a.Text)):min(active.End, len(a.Text))])
		}
	case session.TopicLibrary:
		if n := w.session.Library(); n != nil {
			w.Log.Debug("library shown", "events", n.Counts.Events, "notes", n.Counts.Annotations, "undo", n.UndoLabel)
		}
	case session.TopicArticle, session.TopicSaving, session.TopicTitles:
	}
}
