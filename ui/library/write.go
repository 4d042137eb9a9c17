package library

import (
	"context"

	"tarikh.org/tarikh/data"
)

// writing is the layer of the queue of writes.
type writing struct {
	*core
	written           chan struct{} // closed once the last of the queue is done; nil if there was none
	saving, gathering int           // edits being written, and edits being made by Gather
}

// Saving reports whether an edit is being made or written.
func (w *writing) Saving() bool { return w.saving+w.gathering > 0 }

// SaveCopy writes the library as it is to a new file, after the edits that are
// under way, and calls done on the interface's goroutine.
func (w *writing) SaveCopy(path string, done func(error)) {
	store, ok := w.store.(data.File)
	if !ok {
		return
	}
	w.enqueue(func() (answered func()) {
		err := store.SaveCopy(context.Background(), path)
		return func() { done(err) }
	})
}

// enqueue runs work in the order of the queue on another goroutine, and what it
// returns on the interface's. Saving is true until then.
func (w *writing) enqueue(work func() func()) {
	w.saving++
	w.tell(Change{Kind: SavingChanged})
	w.after(func() {
		answered := work()
		w.post(func() {
			w.saving--
			w.tell(Change{Kind: SavingChanged})
			answered()
		})
	})
}

// after runs work on another goroutine once the work given to it before is done.
func (w *writing) after(work func()) {
	before, done := w.written, make(chan struct{})
	w.written = done
	go func() {
		defer close(done)
		if before != nil {
			<-before
		}
		work()
	}()
}

// Gather makes an edit out of what the library holds, off this goroutine, and calls
// ready with it; nothing is written. Saving is true until then.
func (w *writing) Gather(make func(context.Context, data.Store) (data.Edit, error), ready func(data.Edit)) {
	if w.store == nil {
		return
	}
	w.gathering++
	w.tell(Change{Kind: SavingChanged})
	ask(w.core, nil, make, func(edit data.Edit, err error) {
		w.gathering--
		w.tell(Change{Kind: SavingChanged})
		if err != nil {
			w.fail(err)
			return
		}
		ready(edit)
	})
}

// InTurn runs f on another goroutine once the edits that were asked for so far are written;
// what is asked for later waits for it. On Closing, the file is closed behind it.
func (w *writing) InTurn(f func()) { w.after(f) }

// AfterWrites runs f on a goroutine of its own once the edits that were asked for so
// far are written, and the file is closed if Close was called.
func (w *writing) AfterWrites(f func()) {
	w.after(func() { go f() })
}
