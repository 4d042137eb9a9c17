package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

const (
	// fedAtMost is how many rows are listed at once; whoever is farther behind
	// reads everything anew.
	fedAtMost = 10_000
	// feedPause is how often Wait looks.
	feedPause = time.Second
)

// Revision returns a number that grows with every edit, see [data.Feed].
func (s *Store) Revision(ctx context.Context) (revision int64, err error) {
	err = s.reading(ctx, "read the revision", func(tx *sql.Tx) error {
		revision, err = rows.Revision(ctx, tx)
		return err
	})
	return revision, err
}

// Changes returns what was changed after a revision, see [data.Feed].
func (s *Store) Changes(ctx context.Context, since int64) (c data.Changes, err error) {
	err = s.reading(ctx, "read what was changed", func(tx *sql.Tx) error {
		c = data.Changes{}
		if c.Revision, err = rows.Revision(ctx, tx); err != nil || c.Revision == since {
			return err
		}
		edits, err := readFeed(ctx, tx, since, &c)
		// Without gaps there is an edit for every revision. A lower one is that of
		// an earlier state that somebody has brought back.
		if c.All = c.All || int64(edits) != c.Revision-since; c.All {
			c.Rows = nil
		}
		return err
	})
	return c, err
}

// readFeed reads the edits after a revision and returns how many there are.
func readFeed(ctx context.Context, tx *sql.Tx, since int64, c *data.Changes) (edits int, err error) {
	found, err := tx.QueryContext(ctx, "SELECT revision, who, changed FROM feed WHERE revision > ? ORDER BY revision", since)
	if err != nil {
		return 0, err
	}
	defer found.Close()
	for ; found.Next(); edits++ {
		var revision int64
		var who string
		var text sql.NullString
		if err := found.Scan(&revision, &who, &text); err != nil {
			return edits, err
		}
		if c.All = c.All || !text.Valid || len(c.Rows) > fedAtMost; c.All {
			continue
		}
		var byKind map[string][]data.ID
		if err := json.Unmarshal([]byte(text.String), &byKind); err != nil {
			return edits, fmt.Errorf("%w: what revision %d changed: %v", data.ErrCorrupt, revision, err)
		}
		for name, ids := range byKind {
			kind, ok := data.KindNamed(name)
			c.All = c.All || !ok
			for _, id := range ids {
				c.Rows = append(c.Rows, data.ChangedRow{Kind: kind, ID: id, Revision: revision, By: who})
			}
		}
	}
	return edits, found.Err()
}

// Wait returns when the library has another revision, see [data.Feed]. Nothing tells
// of what another process commits: it is looked for.
func (s *Store) Wait(ctx context.Context, revision int64) (int64, error) {
	tick := time.NewTicker(feedPause)
	defer tick.Stop()
	for {
		if err := s.stays(); err != nil {
			return 0, err
		}
		// What cannot be read now can be the next time.
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

// stays reports whether the library is open, and its file where it was.
func (s *Store) stays() error {
	if err := s.gate.enter(); err != nil {
		return err
	}
	defer s.gate.leave()
	return s.inPlace()
}
