// Package journal applies edits: it changes the rows of an edit and writes the entry by
// which they can be undone, in one transaction.
//
// The one idea behind it: the rows of all kinds are written the same way, by their
// shapes, and the journal keeps what was stored before, so that an entry can be undone
// and redone independently of the caller.
package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// Entry is an edit in the journal.
type Entry struct {
	N     int64
	Label string
}

// NextUndo and NextRedo find the edit to undo or redo; nil if there is none.
func NextUndo(ctx context.Context, q engine.Querier) (*Entry, error) {
	return first(ctx, q, "WHERE undone = 0 ORDER BY n DESC LIMIT 1")
}

func NextRedo(ctx context.Context, q engine.Querier) (*Entry, error) {
	return first(ctx, q, "WHERE undone = 1 ORDER BY n LIMIT 1")
}

func first(ctx context.Context, q engine.Querier, rest string) (*Entry, error) {
	list, err := List(ctx, q, rest)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// List reads entries; rest is the rest of the query.
func List(ctx context.Context, q engine.Querier, rest string, args ...any) (out []Entry, err error) {
	found, err := q.QueryContext(ctx, "SELECT n, label FROM journal "+rest, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var e Entry
		if err := found.Scan(&e.N, &e.Label); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, found.Err()
}

// load reads the edit of an entry with the texts that it changed; a text that it left
// as it was is empty.
func (j *Entry) load(ctx context.Context, q engine.Querier) (data.Edit, error) {
	e, err := j.Decode(ctx, q)
	if err != nil {
		return e, err
	}
	return e, LoadTexts(ctx, q, &e)
}

// LoadTexts reads the texts that an edit changed, as far as they are there.
func LoadTexts(ctx context.Context, q engine.Querier, e *data.Edit) (err error) {
	for _, t := range rows.All() {
		for c := range t.Changes(e) {
			if t.Body(c.Row()) == nil || t.SameText(c) {
				continue
			}
			for _, row := range []data.Row{c.Before, c.After} {
				if row != nil {
					err = errors.Join(err, loadText(ctx, q, t.Body(row)))
				}
			}
		}
	}
	return err
}

func loadText(ctx context.Context, q engine.Querier, b *rows.Text) (err error) {
	if *b.Text != "" || *b.Hash == (rows.Sum{}) {
		return nil
	}
	if *b.Text, err = rows.ReadText(ctx, q, *b.Hash); err == nil {
		*b.Length = len(*b.Text)
	}
	return err
}

// Decode reads the edit of an entry without texts.
func (j *Entry) Decode(ctx context.Context, q engine.Querier) (data.Edit, error) {
	e := data.Edit{Label: j.Label}
	_, err := j.read(ctx, q, &e, math.MaxInt, "SELECT n, kind, before, after FROM journal_change WHERE journal = ? ORDER BY n", j.N)
	return e, err
}

// size is how many rows an entry has changed, at most most.
func (j *Entry) size(ctx context.Context, q engine.Querier, most int) (n int, err error) {
	const count = "SELECT count(*) FROM (SELECT 1 FROM journal_change WHERE journal = ? LIMIT ?)"
	err = q.QueryRowContext(ctx, count, j.N, most).Scan(&n)
	return n, err
}

// partRows and partBytes are how many changes there are in a part of an entry, and about
// how much JSON.
const (
	partRows  = 500
	partBytes = 4 << 20
)

// Parts yields the edit of an entry in parts, without texts, each behind the one before;
// back yields those of its inverse, the last change first. The order of the changes of a
// kind is kept.
func (j *Entry) Parts(ctx context.Context, q engine.Querier, back bool) iter.Seq2[data.Edit, error] {
	query, from := "SELECT n, kind, before, after FROM journal_change WHERE journal = ? AND n > ? ORDER BY n LIMIT ?", int64(math.MinInt64)
	if back {
		query, from = "SELECT n, kind, after, before FROM journal_change WHERE journal = ? AND n < ? ORDER BY n DESC LIMIT ?", math.MaxInt64
	}
	return func(yield func(data.Edit, error) bool) {
		for {
			e := data.Edit{Label: j.Label}
			last, err := j.read(ctx, q, &e, partBytes, query, j.N, from, partRows)
			if err == nil && last == 0 || !yield(e, err) || err != nil {
				return
			}
			from = last
		}
	}
}

// read adds the changes that a query finds to an edit, until they take so many bytes,
// and returns the number of the last one; 0 if there is none.
func (j *Entry) read(ctx context.Context, q engine.Querier, e *data.Edit, bytes int, query string, args ...any) (last int64, err error) {
	found, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	defer found.Close()
	for bytes > 0 && found.Next() {
		var name string
		var before, after sql.Null[[]byte]
		if err := found.Scan(&last, &name, &before, &after); err != nil {
			return last, err
		}
		apart, err := addChange(e, name, before, after)
		if err != nil {
			return last, fmt.Errorf("%w: entry %d of the journal: %v", data.ErrCorrupt, j.N, err)
		}
		if bytes -= len(before.V) + len(after.V); apart {
			bytes -= partBytes / 16
		}
	}
	return last, found.Err()
}

// addChange adds a change of a row, and reports whether that has a text, which is
// elsewhere.
func addChange(e *data.Edit, name string, before, after sql.Null[[]byte]) (apart bool, err error) {
	kind, ok := data.KindNamed(name)
	if !ok {
		return false, fmt.Errorf("a change of unknown kind %q", name)
	}
	t := rows.Of(kind)
	c, err := t.DecodeChange(before, after)
	if err != nil {
		return false, err
	}
	t.Add(e, c)
	return t.Body(c.Row()) != nil, nil
}
