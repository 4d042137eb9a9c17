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
		joined, joinErr := reconcile.Join(edit, stored{ctx, store})
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
	return stored{ctx, l.Store}.Past(kind, id)
}

// stored is a library as reconcile sees it.
type stored struct {
	context.Context
	data.Store
}

func (s stored) Row(kind data.Kind, id data.ID) (data.Row, error) {
	rows, err := s.RowsByID(s, kind, []data.ID{id})
	if err == nil && rows[0] == nil {
		return nil, fmt.Errorf("%w: %s %s", data.ErrNotFound, kind, id)
	}
	if err != nil {
		return nil, err
	}
	return rows[0], nil
}

func (s stored) Past(kind data.Kind, id data.ID) (data.Row, error) {
	if r, ok := s.Store.(data.Recaller); ok {
		return r.Deleted(s, kind, id)
	}
	return nil, fmt.Errorf("%w: what was %s %s", data.ErrNotFound, kind, id)
}
