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
		if path := w.session.Path(); path != w.accepted {
			w.damaged(path, err)
		}
		return
	}
	if errors.Is(err, data.ErrMoved) {
		w.backups.now(w.backups.ctx, nil)
	}
	w.Log.Error("failed", "error", err)
	k := w.env.Kit
	k.Tell(w.win.Canvas(), k.T("error.title"), w.env.Say(err), k.T("button.ok"))
}

// failFile shows an error about a file that need not be the open library.
func (w *Window) failFile(path string, err error) {
	w.Log.Error("failed", "file", path, "error", err)
	k := w.env.Kit
	k.Tell(w.win.Canvas(), k.T("error.title"), say(k.Locale, path, err), k.T("button.ok"))
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
		d.Leave(func() { w.settle(w.close) })
		return
	}
	w.settle(w.close)
}

func (w *Window) close() {
	w.leave()
	w.remember()
	last := w.backups.leaving()
	w.session.Close(func(err error) {
		if err != nil {
			w.Log.Error("close the library", "error", err)
		}
		w.win.Hide() // the last backup need not be waited for
		go func() {
			last()
			w.Post(w.win.Close)
		}()
	})
}
