package window

import (
	"errors"

	"tarikh.org/tarikh/data"
)

// fail shows an error in plain words.
func (w *Window) fail(err error) {
	if err == nil {
		return
	}
	if errors.Is(err, data.ErrCorrupt) && w.session.Damaged() {
		w.backups.FoundDamage(err)
		return
	}
	if errors.Is(err, data.ErrMoved) {
		w.backups.Now(nil)
	}
	w.Log.Error("failed", "error", err)
	w.tell(w.host.Say(err))
}

// tell shows an error, unless one is shown already: what fails next to it mostly
// fails for the same reason, and all of them are in the log.
func (w *Window) tell(sentence string) {
	if w.over || w.telling != nil {
		return
	}
	k := w.host.Kit()
	w.telling = k.Tell(w.win.Canvas(), k.T("error.title"), sentence, k.T("button.ok"))
	w.telling.OnClosed(func() { w.telling = nil })
}

// failFile shows an error about a file that need not be the open library.
func (w *Window) failFile(path string, err error) {
	w.Log.Error("failed", "file", path, "error", err)
	w.tell(say(w.host.Kit().Locale, path, err))
}

// remember writes down what is remembered of this person.
func (w *Window) remember() {
	w.keepSize()
	if err := w.State.Save(w.Files, w.StatePath); err != nil {
		w.Log.Warn("not remembered", "error", err)
	}
}

// quit closes the library after its edits are written, then the window. A form
// that would lose what was typed asks first.
func (w *Window) quit() {
	if d := w.dialogs.Top(); d != nil {
		d.Leave(func() { w.notes.Leave(w.close, func() {}) })
		return
	}
	w.notes.Leave(w.close, func() {})
}

func (w *Window) close() {
	w.SavePosition()
	w.remember()
	w.session.Close(func(err error) {
		if err != nil {
			w.Log.Error("close the library", "error", err)
		}
		w.win.Hide() // nobody need wait for the last backup
		w.backups.AfterLast(w.win.Close)
	})
}

// End writes what is typed, closes what is open, and calls done, after the window
// has gone: at a logout or a shutdown nobody has closed it, and nobody is asked.
// Where it was closed before, it waits for that.
func (w *Window) End(done func()) {
	w.over = true
	w.session.Reset() // there is nothing left to show it in
	if w.session.Store() == nil {
		w.session.AfterWrites(func() { w.Post(done) })
		return
	}
	if w.session.Library() != nil {
		w.SavePosition()
	}
	w.notes.Settle(func(err error) {
		if err != nil {
			w.Log.Error("a note is lost", "error", err)
		}
		w.remember()
		w.backups.End()
		w.session.Close(func(err error) {
			if err != nil {
				w.Log.Error("close the library", "error", err)
			}
			w.backups.AfterLast(done)
		})
	})
}
