package library

import (
	"context"
	"errors"

	"tarikh.org/tarikh/data"
)

// Saving reports whether an edit is being made or on its way to the file.
func (l *Library) Saving() bool { return l.saving+l.gathering > 0 }

// Do writes an edit and calls done on the interface's goroutine with what came of
// it; where done is nil, an error is shown like any other.
func (l *Library) Do(edit data.Edit, done func(error)) {
	var told func(data.Edit, error)
	if done != nil {
		told = func(_ data.Edit, err error) { done(err) }
	}
	l.Apply(edit, told)
}

// Apply is Do for those who go on with what was made: done is given the edit with
// its rows as they are stored now.
func (l *Library) Apply(edit data.Edit, done func(made data.Edit, err error)) {
	l.Commit(func(ctx context.Context, store data.Store) (data.Edit, error) { return store.Apply(ctx, edit) }, done)
}

// Undo takes the newest edit back.
func (l *Library) Undo() {
	l.Commit(func(ctx context.Context, st data.Store) (data.Edit, error) { return st.Undo(ctx) }, nil)
}

// Redo makes it again.
func (l *Library) Redo() {
	l.Commit(func(ctx context.Context, st data.Store) (data.Edit, error) { return st.Redo(ctx) }, nil)
}

// GoTo undoes or redoes until step n is the newest that is not undone (0: undoes
// all) and calls done with what came of it.
func (l *Library) GoTo(n int64, done func(error)) {
	l.Commit(func(ctx context.Context, st data.Store) (data.Edit, error) {
		_, err := st.GoTo(ctx, n)
		return data.Edit{}, err
	}, func(_ data.Edit, err error) { done(err) })
}

// Commit runs one change of the store after those before it; then what has changed
// is loaded. Its context is not the library's: an edit that
// was asked for is written even if the library is being closed.
func (l *Library) Commit(change func(context.Context, data.Store) (data.Edit, error), done func(data.Edit, error)) {
	store := l.store
	if store == nil {
		return
	}
	l.enqueue(func() (answered func()) {
		made, err := change(context.Background(), store)
		return func() {
			if errors.Is(err, data.ErrNothing) {
				err = nil
			}
			if done != nil {
				done(made, err)
			} else if err != nil {
				l.fail(err)
			}
			if err == nil && store == l.store {
				l.reload()
			}
		}
	})
}

// SaveCopy writes the library as it is to a new file, after the edits that are
// under way, and calls done on the interface's goroutine.
func (l *Library) SaveCopy(path string, done func(error)) {
	store, ok := l.store.(data.File)
	if !ok {
		return
	}
	l.enqueue(func() (answered func()) {
		err := store.SaveCopy(context.Background(), path)
		return func() { done(err) }
	})
}

// enqueue runs work in the order of the queue on another goroutine, and what it
// returns on the interface's. Saving is true until then.
func (l *Library) enqueue(work func() func()) {
	l.saving++
	l.tell(Change{Kind: SavingChanged})
	l.after(func() {
		answered := work()
		l.post(func() {
			l.saving--
			l.tell(Change{Kind: SavingChanged})
			answered()
		})
	})
}

// after runs work on another goroutine once what was given before is done.
func (l *Library) after(work func()) {
	before, done := l.written, make(chan struct{})
	l.written = done
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
func (l *Library) Gather(make func(context.Context, data.Store) (data.Edit, error), ready func(data.Edit)) {
	if l.store == nil {
		return
	}
	l.gathering++
	l.tell(Change{Kind: SavingChanged})
	Ask(l, nil, make, func(edit data.Edit, err error) {
		l.gathering--
		l.tell(Change{Kind: SavingChanged})
		if err != nil {
			l.fail(err)
			return
		}
		ready(edit)
	})
}

// AfterWrites runs f on a goroutine of its own after the edits that were asked for so
// far are written and what was closed is closed.
func (l *Library) AfterWrites(f func()) {
	l.after(func() { go f() })
}
