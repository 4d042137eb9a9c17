package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"tarikh.org/tarikh/data"
)

// mergeTarget returns the entry that an edit with the given Merge becomes part
// of; nil if it is to be one of its own.
func mergeTarget(ctx context.Context, tx *sql.Tx, merge string) (*entry, error) {
	if merge == "" {
		return nil, nil
	}
	var j entry
	var now, then int64 = time.Now().Unix(), 0
	var with string
	var undone bool
	var rows int
	const query = `SELECT n, label, time, merge, undone, (SELECT count(*) FROM journal_change WHERE journal = journal.n)
		FROM journal ORDER BY n DESC LIMIT 1`
	err := tx.QueryRowContext(ctx, query).Scan(&j.n, &j.label, &then, &with, &undone, &rows)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil || undone || with != merge || now-then > data.MergeWindow || rows > data.MergeRows {
		return nil, err
	}
	return &j, nil
}

// mergeInto makes the edit that was written part of an earlier entry. Where the
// two together change nothing, neither stays.
func (w *writer) mergeInto(j *entry) error {
	earlier, err := j.load(w.ctx, w.tx)
	if err != nil {
		return err
	}
	named, err := namedBodies(w.ctx, w.tx, j.n, w.entry)
	if err != nil {
		return err
	}
	for _, statement := range []string{
		"DELETE FROM journal WHERE n = ?2", "DELETE FROM journal_change WHERE journal = ?1", "DELETE FROM journal_body WHERE journal = ?1",
	} {
		if _, err := w.tx.ExecContext(w.ctx, statement, j.n, w.entry); err != nil {
			return err
		}
	}
	w.entry = j.n
	rows := 0
	for _, merge := range []func() (int, error){
		func() (int, error) { return mergeChanges(w, libraries(), earlier.Library, w.done.Library) },
		func() (int, error) { return mergeChanges(w, tracks(), earlier.Tracks, w.done.Tracks) },
		func() (int, error) { return mergeChanges(w, events(), earlier.Events, w.done.Events) },
		func() (int, error) { return mergeChanges(w, articles(), earlier.Articles, w.done.Articles) },
		func() (int, error) { return mergeChanges(w, excerpts(), earlier.Excerpts, w.done.Excerpts) },
		func() (int, error) { return mergeChanges(w, annotations(), earlier.Annotations, w.done.Annotations) },
		func() (int, error) { return mergeChanges(w, editions(), earlier.Editions, w.done.Editions) },
		func() (int, error) { return mergeChanges(w, dismissals(), earlier.Dismissals, w.done.Dismissals) },
		func() (int, error) { return mergeChanges(w, views(), earlier.Views, w.done.Views) },
	} {
		n, err := merge()
		if err != nil {
			return err
		}
		rows += n
	}
	settle, args := "UPDATE journal SET time = ?2 WHERE n = ?1", []any{j.n, time.Now().Unix()}
	if rows == 0 {
		settle, args = "DELETE FROM journal WHERE n = ?", args[:1]
	}
	if _, err := w.tx.ExecContext(w.ctx, settle, args...); err != nil {
		return err
	}
	// What was typed in between is a step of nothing any more.
	for _, h := range named {
		if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM body WHERE hash = ? AND "+unnamedBodies, h); err != nil {
			return err
		}
	}
	return nil
}

// mergeChanges writes down what the changes of two edits come to, and returns
// how many that are.
func mergeChanges[T any](w *writer, t *table[T], earlier, later []data.Change[T]) (n int, err error) {
	at := make(map[data.ID]int, len(earlier))
	for i, c := range earlier {
		at[changedID(t, c)] = i
	}
	all := slices.Clone(earlier)
	for _, c := range later {
		i, ok := at[changedID(t, c)]
		if !ok {
			all = append(all, c)
			continue
		}
		before := all[i].Before
		if t.bodies != nil && before != nil && c.Before != nil && sameText(t, all[i]) {
			text, length, _, _ := t.bodies(before)
			was, m, _, _ := t.bodies(c.Before)
			*text, *length = *was, *m
		}
		all[i] = data.Change[T]{Before: before, After: c.After}
	}
	for _, c := range all {
		if c.Before == nil && c.After == nil {
			continue
		}
		if c.Before != nil && c.After != nil {
			row := *c.After
			*t.rev(&row) = *t.rev(c.Before)
			if t.same(*c.Before, row) {
				continue
			}
		}
		if err := writeDown(w, t, c); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func changedID[T any](t *table[T], c data.Change[T]) data.ID {
	if c.After != nil {
		return t.id(*c.After)
	}
	return t.id(*c.Before)
}

// namedBodies returns the hashes of what entries of the journal name.
func namedBodies(ctx context.Context, tx *sql.Tx, entries ...int64) (out [][]byte, err error) {
	for _, n := range entries {
		rows, err := tx.QueryContext(ctx, "SELECT hash FROM journal_body WHERE journal = ?", n)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var h []byte
			if err := rows.Scan(&h); err != nil {
				return nil, err
			}
			out = append(out, h)
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}
