package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

const (
	// fedRows is how many rows of an edit are listed one by one at most, and fedEdits
	// of how many edits.
	fedRows, fedEdits = 1000, 4096
	// fedAtMost is how many rows are listed at once; with more changes, all is to be
	// read again.
	fedAtMost = 10_000
)

// feed records what an edit has changed.
func (w *writer) feed() error {
	var list any
	if w.count <= fedRows {
		byKind := map[string][]data.ID{}
		for _, r := range w.changed {
			byKind[r.kind] = append(byKind[r.kind], r.id)
		}
		list = string(rows.Encode(byKind))
	}
	if _, err := w.tx.ExecContext(w.ctx, "INSERT INTO feed (revision, who, changed) VALUES (?, ?, ?)", w.rev, w.who, list); err != nil {
		return err
	}
	_, err := w.tx.ExecContext(w.ctx, "DELETE FROM feed WHERE revision <= ?", w.rev-fedEdits)
	return err
}

// Changes returns what was changed after a revision, see [data.Feed].
func Changes(ctx context.Context, tx *sql.Tx, since int64) (c data.Changes, err error) {
	if c.Revision, err = rows.Revision(ctx, tx); err != nil || c.Revision == since {
		return c, err
	}
	edits, err := readFeed(ctx, tx, since, &c)
	// Without gaps there is an edit for every revision. A lower one means that an
	// earlier state of the file was restored.
	if c.All = c.All || int64(edits) != c.Revision-since; c.All {
		c.Rows = nil
	}
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
