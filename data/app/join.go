package app

import (
	"context"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/placing"
	"tarikh.org/tarikh/data/reconcile"
)

// ConflictError is why an edit could not be written: others have changed its rows, and
// somebody has to decide. It wraps data.ErrConflict.
type ConflictError struct {
	Joined reconcile.Joined
	err    error // of the store
}

func (e *ConflictError) Error() string { return e.err.Error() }
func (e *ConflictError) Unwrap() error { return e.err }

// joins is how often an edit is joined with what others write meanwhile.
const joins = 5

// Write writes an edit of a person: all that use cases, the window and commands write goes
// through here. What follows from the places of events and from another text of an article
// is part of the edit. Where others have changed its rows since they were read, which Before
// says, it is joined with that field by field. Errors: *ConflictError where something has to
// be decided, the store's.
func (l *Library) Write(ctx context.Context, edit data.Edit) (made data.Edit, err error) {
	for range joins {
		if made, err = l.attempt(ctx, edit); !errors.Is(err, data.ErrConflict) && !errors.Is(err, data.ErrNotFound) {
			return made, err
		}
		joined, joinErr := reconcile.Join(edit, reconcile.Of(ctx, l))
		switch {
		case errors.Is(joinErr, data.ErrNotFound): // of what it refers to nothing is known
			return data.Edit{}, err
		case joinErr != nil:
			return data.Edit{}, joinErr
		case len(joined.Conflicts) > 0:
			return data.Edit{}, &ConflictError{joined, fmt.Errorf("%w: by others", data.ErrConflict)}
		}
		tellMoved(ctx, joined.Moved)
		decided := joined.Decide(nil)
		if len(decided) == 0 {
			return data.Edit{Label: edit.Label}, nil
		}
		edit = decided[0]
	}
	return data.Edit{}, err
}

// attempt writes an edit with what follows from it.
func (l *Library) attempt(ctx context.Context, edit data.Edit) (data.Edit, error) {
	edit, err := placing.Complete(ctx, l.Store, edit)
	if err != nil {
		return data.Edit{}, err
	}
	if edit, err = l.reattached(ctx, edit); err != nil {
		return data.Edit{}, err
	}
	return l.Apply(ctx, edit)
}

// Deleted is that of [data.Recaller], where the store is one.
func (l *Library) Deleted(ctx context.Context, kind data.Kind, id data.ID) (data.Row, error) {
	return reconcile.Of(ctx, l.Store).Past(kind, id)
}

// movedKey is under which a context has who is told of notes that were moved.
type movedKey struct{}

// WithMoved returns a context for Write and all that writes, in which told is called with the
// notes that are kept in another place, since what they were on is gone.
func WithMoved(ctx context.Context, told func([]data.Annotation)) context.Context {
	return context.WithValue(ctx, movedKey{}, told)
}

func tellMoved(ctx context.Context, notes []data.Annotation) {
	if told, ok := ctx.Value(movedKey{}).(func([]data.Annotation)); ok && len(notes) > 0 {
		told(notes)
	}
}
