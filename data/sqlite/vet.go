package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/check"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// Vet checks a library from an untrusted source, see [data.Rescuer].
//
// Opening for reading has already refused files that are no library: those with another
// application_id, or with a schema that differs from that of their version, so that
// there are no triggers, views, virtual tables, generated columns, defaults or checks
// but ours. What remains to be checked is the amount of data. The texts and pages of a large
// library are looked at once it is open, as with any.
func (o *Opener) Vet(ctx context.Context, path string, known data.ID, progress func(done float64)) (data.ID, error) {
	s, err := o.readStore(ctx, path, false)
	if err != nil {
		return data.ID{}, fmt.Errorf("open library %q: %w", path, engine.Plain(err))
	}
	id, err := s.vet(ctx, known, progress)
	return id, errors.Join(err, s.Close())
}

func (s *Store) vet(ctx context.Context, known data.ID, progress func(done float64)) (data.ID, error) {
	library, err := s.Library(ctx)
	if err != nil || library.ID == known {
		return library.ID, err
	}
	s.examine()
	if err := s.lookedOver(ctx); err != nil {
		return library.ID, err
	}
	const structure = 0.8 // of the work
	tell := engine.Part(progress, structure, 1)
	tell(0)
	return library.ID, s.reading(ctx, fmt.Sprintf("library %q", filepath.Base(s.path)), func(tx *sql.Tx) error {
		over, err := check.Sizes(ctx, tx, engine.MaxValue, tell)
		if err == nil && len(over) > 0 {
			err = fmt.Errorf("%w: %s", data.ErrUnsafe, over[0])
		}
		return err
	})
}
