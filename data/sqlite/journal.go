package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// keptEdits is how many edits at least can be undone.
const keptEdits = 10_000

// entry is an edit in the journal.
type entry struct {
	n     int64
	label string
}

// nextUndo and nextRedo find the edit to take back or to make again; nil if
// there is none.
func nextUndo(ctx context.Context, q engine.Querier) (*entry, error) {
	return findEntry(ctx, q, "WHERE undone = 0 ORDER BY n DESC LIMIT 1")
}

func nextRedo(ctx context.Context, q engine.Querier) (*entry, error) {
	return findEntry(ctx, q, "WHERE undone = 1 ORDER BY n LIMIT 1")
}

func findEntry(ctx context.Context, q engine.Querier, rest string) (*entry, error) {
	list, err := listEntries(ctx, q, rest)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

func listEntries(ctx context.Context, q engine.Querier, rest string, args ...any) (out []entry, err error) {
	rows, err := q.QueryContext(ctx, "SELECT n, label FROM journal "+rest, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var e entry
		if err := rows.Scan(&e.n, &e.label); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, rows.Err()
}

// load reads the edit of an entry with the texts that it changed; a text that
// it left as it was is empty.
func (j *entry) load(ctx context.Context, q engine.Querier) (data.Edit, error) {
	e, err := j.decode(ctx, q)
	if err != nil {
		return e, err
	}
	return e, errors.Join(loadTexts(ctx, q, articles(), e.Articles), loadTexts(ctx, q, editions(), e.Editions))
}

// loadTexts reads the texts that changes name.
func loadTexts[T any](ctx context.Context, q engine.Querier, t *table[T], changes []data.Change[T]) error {
	for _, c := range changes {
		if sameText(t, c) {
			continue
		}
		for _, row := range []*T{c.Before, c.After} {
			if row == nil {
				continue
			}
			text, length, of, _ := t.bodies(row)
			if *text != "" || *of == (hash{}) {
				continue
			}
			var err error
			if *text, err = readText(ctx, q, *of); err != nil {
				return err
			}
			*length = len(*text)
		}
	}
	return nil
}

// decode reads the edit of an entry without texts.
func (j *entry) decode(ctx context.Context, q engine.Querier) (data.Edit, error) {
	e := data.Edit{Label: j.label}
	rows, err := q.QueryContext(ctx, "SELECT kind, before, after FROM journal_change WHERE journal = ? ORDER BY n", j.n)
	if err != nil {
		return e, err
	}
	defer rows.Close()
	for rows.Next() {
		var kind string
		var before, after sql.Null[[]byte]
		if err := rows.Scan(&kind, &before, &after); err != nil {
			return e, err
		}
		if err := appendChange(&e, kind, before, after); err != nil {
			return e, fmt.Errorf("%w: entry %d of the journal: %v", data.ErrCorrupt, j.n, err)
		}
	}
	return e, rows.Err()
}

func appendChange(e *data.Edit, kind string, before, after sql.Null[[]byte]) error {
	switch kind {
	case "library":
		return decodeInto(&e.Library, libraries(), before, after)
	case "track":
		return decodeInto(&e.Tracks, tracks(), before, after)
	case "event":
		return decodeInto(&e.Events, events(), before, after)
	case "article":
		return decodeInto(&e.Articles, articles(), before, after)
	case "excerpt":
		return decodeInto(&e.Excerpts, excerpts(), before, after)
	case "annotation":
		return decodeInto(&e.Annotations, annotations(), before, after)
	case "edition":
		return decodeInto(&e.Editions, editions(), before, after)
	case "dismissal":
		return decodeInto(&e.Dismissals, dismissals(), before, after)
	case "view":
		return decodeInto(&e.Views, views(), before, after)
	}
	return fmt.Errorf("a change of unknown kind %q", kind)
}

func decodeInto[T any](changes *[]data.Change[T], t *table[T], before, after sql.Null[[]byte]) error {
	c, err := decodeChange(t, before, after)
	*changes = append(*changes, c)
	return err
}

// openEntry begins the journal entry of a new edit: what was undone can no
// longer be redone, and the oldest entries go.
func openEntry(ctx context.Context, tx *sql.Tx, label, merge string) (int64, error) {
	if _, err := tx.ExecContext(ctx, "DELETE FROM journal WHERE undone = 1"); err != nil {
		return 0, err
	}
	result, err := tx.ExecContext(ctx, "INSERT INTO journal (time, label, undone, merge) VALUES (?, ?, 0, ?)",
		time.Now().Unix(), label, merge)
	if err != nil {
		return 0, err
	}
	n, err := result.LastInsertId()
	if err != nil {
		return 0, err
	}
	// Numbers have no gaps: only the newest entries are ever deleted, and a
	// number is one more than the highest.
	_, err = tx.ExecContext(ctx, "DELETE FROM journal WHERE n <= ?", n-keptEdits)
	return n, err
}
