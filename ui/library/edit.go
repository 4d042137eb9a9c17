package library

import (
	"context"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/reconcile"
)

// Do writes an edit and calls done on the interface's goroutine with the result; if
// done is nil, an error is shown like any other.
func (l *Library) Do(edit data.Edit, done func(error)) {
	var told func(data.Edit, error)
	if done != nil {
		told = func(_ data.Edit, err error) { done(err) }
	}
	l.Write(edit, told)
}

// Write is Do for callers that need the result: done gets the edit with its rows as
// stored. Where others have changed these meanwhile, the two are joined.
func (l *Library) Write(edit data.Edit, done func(made data.Edit, err error)) {
	open := l.open
	l.Commit(func(ctx context.Context, _ data.Store) (data.Edit, error) { return open.Write(ctx, edit) }, done)
}

// Conflicts are told of what meets the edits of others.
type Conflicts struct {
	// Decide asks about the Conflicts of an edit, and calls decided with a choice for each, or
	// givenUp.
	Decide func(joined reconcile.Joined, decided func([]reconcile.Choice), givenUp func())
	// Moved is told of notes that are kept in another place, since what they were on is gone.
	Moved func([]data.Annotation)
}

// OnConflicts sets who is told of conflicts.
func (l *Library) OnConflicts(c Conflicts) { l.conflicts = c }

// inTurn applies edits one after the other, and calls done with the last or the first that
// fails.
func (l *Library) inTurn(edits []data.Edit, done func(data.Edit, error)) {
	switch len(edits) {
	case 0:
		l.ended(data.Edit{}, nil, done)
	case 1:
		l.Write(edits[0], done)
	default:
		l.Write(edits[0], func(made data.Edit, err error) {
			if err != nil {
				l.ended(made, err, done)
				return
			}
			l.inTurn(edits[1:], done)
		})
	}
}

// ErrUndecided says that nothing was written, because what met the edits of others was not
// decided.
var ErrUndecided = errors.New("not decided")

// ended tells whoever asked for an edit how it ended.
func (l *Library) ended(made data.Edit, err error, done func(data.Edit, error)) {
	if done != nil {
		done(made, err)
	} else if err != nil {
		l.fail(err)
	}
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
// is loaded. What meets the edits of others is decided by Conflicts.Decide first. Its context is not the library's: an edit that
// was asked for is written even if the library is being closed.
func (l *Library) Commit(change func(context.Context, data.Store) (data.Edit, error), done func(data.Edit, error)) {
	store, open := l.store, l.open
	if store == nil {
		return
	}
	l.enqueue(func() (answered func()) {
		var moved []data.Annotation
		ctx := app.WithMoved(context.Background(), func(notes []data.Annotation) { moved = append(moved, notes...) })
		made, err := change(ctx, open)
		return func() {
			if len(moved) > 0 && l.conflicts.Moved != nil {
				l.conflicts.Moved(moved)
			}
			if errors.Is(err, data.ErrNothing) {
				err = nil
			}
			var conflict *app.ConflictError
			if errors.As(err, &conflict) && l.conflicts.Decide != nil {
				l.conflicts.Decide(conflict.Joined, func(choices []reconcile.Choice) { l.inTurn(conflict.Joined.Decide(choices), done) }, func() { l.ended(made, fmt.Errorf("%w: %w", ErrUndecided, err), done) })
				return
			}
			l.ended(made, err, done)
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
