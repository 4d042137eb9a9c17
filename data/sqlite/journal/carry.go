package journal

import (
	"context"
	"database/sql"
	"errors"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// carried is which steps go to other libraries: that one was made as a copy is none.
const carried = "undone = 0 AND label <> 'edit.copy'"

// Steps is how many steps go to other libraries, see [Carried].
func Steps(ctx context.Context, q engine.Querier) (n int, err error) {
	err = q.QueryRowContext(ctx, "SELECT count(*) FROM journal WHERE "+carried).Scan(&n)
	return n, err
}

// Carried are the steps that are not undone, from the oldest, as they go to other libraries:
// those behind number after, without the first skip of these, at most most.
func Carried(ctx context.Context, q engine.Querier, after int64, skip, most int) (out []data.JournalPart, err error) {
	found, err := q.QueryContext(ctx, `SELECT n, time, label, merge, coalesce((SELECT who FROM journal_who WHERE journal = journal.n), '')
		FROM journal WHERE n > ? AND `+carried+` ORDER BY n LIMIT ? OFFSET ?`, after, most, skip)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var p data.JournalPart
		if err := found.Scan(&p.N, &p.Time, &p.Label, &p.Merge, &p.Who); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, found.Err()
}

// Load adds the texts and pages that a change names to the edit that it is to be part of, as
// far as they are there, and returns how many bytes these have.
func Load(ctx context.Context, q engine.Querier, e *data.Edit, s *data.Shape, c data.RowChange) (bytes int, err error) {
	t := rows.Of(s.Kind)
	texts := t.Body(c.Row()) != nil && !t.SameText(c)
	var before rows.Sum
	for _, row := range []data.Row{c.Before, c.After} {
		if row == nil {
			continue
		}
		if texts {
			if err := loadText(ctx, q, t.Body(row)); err != nil {
				return 0, err
			}
			bytes += *t.Body(row).Length
		}
		of := t.Page(row)
		if of == (rows.Sum{}) || of == before {
			continue
		}
		before = of
		page, err := rows.ReadPage(ctx, q, of)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return 0, err
		}
		e.Pages = append(e.Pages, page)
		bytes += len(page.Body)
	}
	return bytes + 512, nil
}

// Last is the number of the last step, 0 if there is none.
func Last(ctx context.Context, q engine.Querier) (n int, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(max(n), 0) FROM journal").Scan(&n)
	return n, err
}

// Carry adds a part of a step of another journal, whose number here is entry; begins is
// whether it is the first of that step. Steps are numbered as they come there, those counted
// that are too old to be taken over: so the last number says where a copy goes on.
func Carry(ctx context.Context, tx *sql.Tx, entry int64, begins bool, p data.JournalPart) error {
	w := &writer{ctx: ctx, tx: tx, entry: entry, changers: map[data.Kind]*changer{}}
	w.record.text = recordChange
	defer w.close()
	if begins {
		const insert = "INSERT INTO journal (n, time, label, undone, merge) VALUES (?, ?, ?, 0, ?)"
		if _, err := tx.ExecContext(ctx, insert, entry, p.Time, p.Label, p.Merge); err != nil {
			return err
		}
		if p.Who != "" {
			if _, err := tx.ExecContext(ctx, "INSERT INTO journal_who (journal, who) VALUES (?, ?)", entry, p.Who); err != nil {
				return err
			}
		}
	}
	for _, page := range p.Edit.Pages {
		if err := rows.KeepPage(tx, page); err != nil {
			return err
		}
	}
	for _, t := range rows.All() {
		for c := range t.Changes(&p.Edit) {
			if err := w.journalChange(t, c); err != nil {
				return err
			}
		}
	}
	return nil
}
