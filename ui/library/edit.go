package library

import (
	"context"
	"errors"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
)

// Do writes an edit and calls done on the interface's goroutine with the result; if
// done is nil, an error is shown like any other.
func (l *Library) Do(edit data.Edit, done func(error)) {
	var told func(data.Edit, error)
	if done != nil {
		told = func(_ data.Edit, err error) { done(err) }
	}
	l.Apply(edit, told)
}

// Apply is Do for callers that need the result: done gets the edit with its rows as
// stored.
func (l *Library) Apply(edit data.Edit, done func(made data.Edit, err error)) {
	l.Commit(func(ctx context.Context, store data.Store) (data.Edit, error) { return store.Apply(ctx, edit) }, done)
}

// Undo undoes the newest edit.
func (l *Library) Undo() {
	l.Commit(func(ctx context.Context, st data.Store) (data.Edit, error) { return st.Undo(ctx) }, nil)
}

// Redo redoes the edit that was undone last.
func (l *Library) Redo() {
	l.Commit(func(ctx context.Context, st data.Store) (data.Edit, error) { return st.Redo(ctx) }, nil)
}

// Commit runs one change of the store after those before it; then what has changed
// is loaded. Its context is not the library's: an edit that
// was asked for is written even if the library is being closed.
func (l *Library) Commit(change func(context.Context, data.Store) (data.Edit, error), done func(data.Edit, error)) {
	store, open := l.store, l.open
	if store == nil {
		return
	}
	l.enqueue(func() (answered func()) {
		made, err := change(context.Background(), open)
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

// Use runs a use case of the open library that writes, after the edits before it, and
// calls done on the interface's goroutine with the result; then what has changed is
// loaded. It runs even if the library is being closed. If done is nil, an error is
// shown like any other.
func Use[T any](l *Library, use func(context.Context, *app.Library) (T, error), done func(T, error)) {
	open := l.open
	var made T
	var told func(data.Edit, error)
	if done != nil {
		told = func(_ data.Edit, err error) { done(made, err) }
	}
	l.Commit(func(ctx context.Context, _ data.Store) (data.Edit, error) {
		var err error
		made, err = use(ctx, open)
		return data.Edit{}, err
	}, told)
}
