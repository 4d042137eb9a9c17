package sqlite

import (
	"context"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/columns"
	"tarikh.org/tarikh/data/sqlite/journal"
)

// Columns returns what the timeline needs of every event: as they were packed, or
// from their index.
func (s *Store) Columns(ctx context.Context) (out data.Columns, err error) {
	if err := s.gate.enter(); err != nil {
		return data.Columns{}, err
	}
	defer s.gate.leave()
	err = columns.At(ctx, s.read, func(v columns.View) (err error) {
		packed := false
		if out, packed = v.Packed(ctx); packed {
			return nil
		}
		if out, packed = v.Patched(ctx, journal.Changes); packed {
			s.keepPacked(v.Stamp, out)
			return nil
		}
		if out, err = v.Index(ctx); err == nil {
			s.keepPacked(v.Stamp, out)
		}
		return err
	})
	if err != nil {
		return data.Columns{}, s.fail(ctx, "read the timeline", err)
	}
	return out, nil
}

// keepPacked packs columns that were read from the index, in the background; once for
// each opening, since edits make them outdated. Close waits for it.
func (s *Store) keepPacked(of columns.Stamp, c data.Columns) {
	if s.write == nil || c.Len() < columns.PackFrom || !s.packed.CompareAndSwap(false, true) || s.gate.enter() != nil {
		return
	}
	go func() {
		defer s.gate.leave()
		// It is an optimisation only: if it fails, the index is used.
		if s.editable(context.Background()) == nil {
			_ = columns.Write(context.Background(), s.inTransaction, of, c)
		}
	}()
}
