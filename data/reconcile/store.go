package reconcile

import (
	"context"
	"fmt"

	"tarikh.org/tarikh/data"
)

// Of is the library of a store as it is now. What was deleted is known where the store is a
// data.Recaller.
func Of(ctx context.Context, s data.Store) Library { return stored{ctx, s} }

type stored struct {
	context.Context
	data.Store
}

func (s stored) Row(kind data.Kind, id data.ID) (data.Row, error) {
	rows, err := s.RowsByID(s, kind, []data.ID{id})
	if err != nil {
		return nil, err
	}
	if rows[0] == nil {
		return nil, fmt.Errorf("%w: %s %s", data.ErrNotFound, kind, id)
	}
	return rows[0], nil
}

func (s stored) Past(kind data.Kind, id data.ID) (data.Row, error) {
	if r, ok := s.Store.(data.Recaller); ok {
		return r.Deleted(s, kind, id)
	}
	return nil, fmt.Errorf("%w: what was %s %s", data.ErrNotFound, kind, id)
}
