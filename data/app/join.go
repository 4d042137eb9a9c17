package app

import (
	"context"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data"
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

// Write applies an edit. Where others have changed its rows since they were read, it is
// joined with that; moved are the notes that are kept in another place, since what they were
// on is gone. Errors: *ConflictError where that has to be decided, the store's.
func Write(ctx context.Context, store data.Store, edit data.Edit) (made data.Edit, moved []data.Annotation, err error) {
	for range joins {
		if made, err = store.Apply(ctx, edit); !errors.Is(err, data.ErrConflict) && !errors.Is(err, data.ErrNotFound) {
			return made, moved, err
		}
		joined, joinErr := reconcile.Join(edit, reconcile.Of(ctx, store))
		switch {
		case errors.Is(joinErr, data.ErrNotFound): // of what it refers to nothing is known
			return data.Edit{}, nil, err
		case joinErr != nil:
			return data.Edit{}, nil, joinErr
		case len(joined.Conflicts) > 0:
			return data.Edit{}, nil, &ConflictError{joined, fmt.Errorf("%w: by others", data.ErrConflict)}
		}
		moved = append(moved, joined.Moved...)
		decided := joined.Decide(nil)
		if len(decided) == 0 {
			return data.Edit{Label: edit.Label}, moved, nil
		}
		edit = decided[0]
	}
	return data.Edit{}, nil, err
}

// write is Write for use cases that change what somebody has seen.
func (l *Library) write(ctx context.Context, edit data.Edit) (data.Edit, error) {
	made, _, err := Write(ctx, l, edit)
	return made, err
}

// Deleted is that of [data.Recaller], where the store is one.
func (l *Library) Deleted(ctx context.Context, kind data.Kind, id data.ID) (data.Row, error) {
	return reconcile.Of(ctx, l.Store).Past(kind, id)
}
