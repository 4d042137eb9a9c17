package journal

import (
	"context"
	"database/sql"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// writer applies the changes of one edit in a transaction.
type writer struct {
	ctx context.Context
	tx  *sql.Tx
	// fresh: the edit is new, and a row to change must have the Rev of Before; for one
	// from the journal, it must have its content.
	fresh bool
	// undoable: the edit gets an entry of its own in the journal.
	undoable bool

	who     string // the process that makes the edit
	rev     int64  // stamps the rows
	changed []changedRow
	done    data.Edit // as made, with the rows that were stored as Before
	entry   int64     // in the journal, 0 until something has changed
	record  *sql.Stmt
}

// journalChange adds a change to the journal.
func (w *writer) journalChange(t *rows.Table, c data.RowChange) (err error) {
	if w.entry == 0 {
		if w.entry, err = open(w.ctx, w.tx, w.done.Label, w.done.Merge); err != nil {
			return err
		}
		const insert = "INSERT INTO journal_change (journal, kind, before, after) VALUES (?, ?, ?, ?)"
		if w.record, err = w.tx.PrepareContext(w.ctx, insert); err != nil {
			return err
		}
	}
	if t.Body(c.Row()) != nil {
		if err := w.nameBodies(t, c); err != nil {
			return err
		}
	}
	before, after := t.EncodeChange(c)
	_, err = w.record.Exec(w.entry, t.Name, before, after)
	return err
}

// nameBodies stores the texts that a change needs to be undone and redone, and records
// that the journal refers to them.
func (w *writer) nameBodies(t *rows.Table, c data.RowChange) error {
	unchanged := t.SameText(c)
	for _, row := range []data.Row{c.Before, c.After} {
		if row == nil {
			continue
		}
		b := t.Body(row)
		named := []rows.Sum{b.Page}
		if !unchanged {
			kept, err := rows.Keep(w.tx, []byte(*b.Text))
			if err != nil {
				return err
			}
			*b.Hash = kept // a damaged row may have had another
			named = append(named, kept)
		}
		for _, h := range named {
			if h == (rows.Sum{}) {
				continue
			}
			const insert = "INSERT INTO journal_body (journal, hash) VALUES (?, ?) ON CONFLICT DO NOTHING"
			if _, err := w.tx.Exec(insert, w.entry, h[:]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) close() {
	if w.record != nil {
		_ = w.record.Close()
	}
}

// Shorten cuts a title for a message.
func Shorten(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// changedRow is a row that an edit has changed.
type changedRow struct {
	kind string
	id   data.ID
}

// open begins the entry of a new edit: what was undone can no longer be redone, and
// the oldest entries go.
func open(ctx context.Context, tx *sql.Tx, label, merge string) (int64, error) {
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
	_, err = tx.ExecContext(ctx, "DELETE FROM journal WHERE n <= ?", n-Kept)
	return n, err
}

// Kept is how many edits can be undone at least.
const Kept = 10_000
