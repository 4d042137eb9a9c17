package journal

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// mergeTarget returns the entry that an edit with the given Merge becomes part of; nil
// if it gets its own.
func mergeTarget(ctx context.Context, tx *sql.Tx, merge string) (*Entry, error) {
	if merge == "" {
		return nil, nil
	}
	var j Entry
	var now, then int64 = time.Now().Unix(), 0
	var with string
	var undone bool
	var changes int
	const query = `SELECT n, label, time, merge, undone, (SELECT count(*) FROM (SELECT 1 FROM journal_change WHERE journal = journal.n LIMIT ?))
		FROM journal ORDER BY n DESC LIMIT 1`
	err := tx.QueryRowContext(ctx, query, data.MergeRows+1).Scan(&j.N, &j.Label, &then, &with, &undone, &changes)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil || undone || with != merge || now-then > data.MergeWindow || changes > data.MergeRows {
		return nil, err
	}
	return &j, nil
}

// mergeInto makes the edit that was written part of an earlier entry. If the two
// together change nothing, both are deleted.
func (w *writer) mergeInto(j *Entry) error {
	earlier, err := j.load(w.ctx, w.tx)
	if err != nil {
		return err
	}
	named, err := namedBodies(w.ctx, w.tx, j.N, w.entry)
	if err != nil {
		return err
	}
	for _, statement := range []string{
		"DELETE FROM journal WHERE n = ?2", "DELETE FROM journal_change WHERE journal = ?1", "DELETE FROM journal_body WHERE journal = ?1",
	} {
		if _, err := w.tx.ExecContext(w.ctx, statement, j.N, w.entry); err != nil {
			return err
		}
	}
	w.entry = j.N
	changes := 0
	for _, t := range rows.All() {
		n, err := w.mergeChanges(t, &earlier)
		if err != nil {
			return err
		}
		changes += n
	}
	settle, args := "UPDATE journal SET time = ?2 WHERE n = ?1", []any{j.N, time.Now().Unix()}
	if changes == 0 {
		settle, args = "DELETE FROM journal WHERE n = ?", args[:1]
	}
	if _, err := w.tx.ExecContext(w.ctx, settle, args...); err != nil {
		return err
	}
	// Texts that were typed in between belong to no step any more.
	for _, h := range named {
		if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM body WHERE hash = ? AND "+rows.UnnamedBodies, h); err != nil {
			return err
		}
	}
	return nil
}

// mergeChanges writes the combined changes of a kind, of an earlier edit and of this
// one, and returns how many there are.
func (w *writer) mergeChanges(t *rows.Table, earlier *data.Edit) (n int, err error) {
	all := slices.Collect(t.Changes(earlier))
	at := make(map[data.ID]int, len(all))
	for i, c := range all {
		at[t.ID(c.Row())] = i
	}
	for c := range t.Changes(&w.done) {
		i, ok := at[t.ID(c.Row())]
		if !ok {
			all = append(all, c)
			continue
		}
		before := all[i].Before
		if before != nil && c.Before != nil && t.Body(before) != nil && t.SameText(all[i]) {
			text, was := t.Body(before), t.Body(c.Before)
			*text.Text, *text.Length = *was.Text, *was.Length
		}
		all[i] = data.RowChange{Before: before, After: c.After}
	}
	for _, c := range all {
		if c.Row() == nil {
			continue
		}
		if c.Before != nil && c.After != nil {
			row := t.Copy(c.After)
			*t.Rev(row) = *t.Rev(c.Before)
			if t.Same(c.Before, row) {
				continue
			}
		}
		if err := w.journalChange(t, c); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// namedBodies returns the hashes of the bodies that entries of the journal refer to.
func namedBodies(ctx context.Context, tx *sql.Tx, entries ...int64) (out [][]byte, err error) {
	for _, n := range entries {
		found, err := tx.QueryContext(ctx, "SELECT hash FROM journal_body WHERE journal = ?", n)
		if err != nil {
			return nil, err
		}
		defer found.Close()
		for found.Next() {
			var h []byte
			if err := found.Scan(&h); err != nil {
				return nil, err
			}
			out = append(out, h)
		}
		if err := found.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}
