package sqlite

import (
	"context"
	"database/sql"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/journal"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// feedPause is how often Wait polls.
const feedPause = time.Second

// Revision returns a number that grows with every edit, see [data.Feed].
func (s *Store) Revision(ctx context.Context) (int64, error) {
	return ask(ctx, s, "read the revision", func(tx *sql.Tx) (int64, error) { return rows.Revision(ctx, tx) })
}

// Changes returns what was changed after a revision, see [data.Feed].
func (s *Store) Changes(ctx context.Context, since int64) (data.Changes, error) {
	return ask(ctx, s, "read what was changed", func(tx *sql.Tx) (data.Changes, error) { return journal.Changes(ctx, tx, since) })
}

// Wait returns when the library has another revision, see [data.Feed]. Commits of
// another process are found by polling.
func (s *Store) Wait(ctx context.Context, revision int64) (int64, error) {
	tick := time.NewTicker(feedPause)
	defer tick.Stop()
	for {
		if err := s.stays(); err != nil {
			return 0, err
		}
		// A read that fails now may succeed next time.
		if now, err := s.Revision(ctx); err == nil && now != revision {
			return now, nil
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-tick.C:
		}
	}
}

// stays reports whether the library is open, and its file at its path and no other.
func (s *Store) stays() error {
	if err := s.gate.enter(); err != nil {
		return err
	}
	defer s.gate.leave()
	return s.mayWrite()
}
