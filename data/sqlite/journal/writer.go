package journal

import (
	"context"
	"database/sql"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// writer applies an edit in a transaction: begin, each part of it, finish.
type writer struct {
	ctx context.Context
	tx  *sql.Tx
	// fresh: the edit is new, and a row to change must have the Rev of Before; for one
	// from the journal, it must have its content.
	fresh bool
	// undoable: the edit gets an entry of its own in the journal.
	undoable bool

	who        string // the process that makes the edit
	rev        int64  // stamps the rows
	changers   map[data.Kind]*changer
	references references
	changed    []changedRow // the first of them, at most one more than the feed lists
	count      int          // of all
	done       data.Edit    // the part as made, with the rows that were stored as Before
	entry      int64        // in the journal, 0 until something has changed
	record     statement
}

const recordChange = "INSERT INTO journal_change (journal, kind, before, after) VALUES (?, ?, ?, ?)"

// begin gives the edit its revision.
func (w *writer) begin() error {
	w.changers = map[data.Kind]*changer{}
	w.references = references{writer: w, known: map[data.Kind]map[data.ID]bool{}}
	w.record.text = recordChange
	const next = "UPDATE library SET revision = revision + 1 RETURNING revision"
	return w.tx.QueryRowContext(w.ctx, next).Scan(&w.rev)
}

// part makes some changes; done is what was made.
func (w *writer) part(e *data.Edit) error {
	w.done = data.Edit{Label: e.Label, Merge: e.Merge, Pages: e.Pages}
	for _, p := range e.Pages {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if err := rows.KeepPage(w.tx, p); err != nil {
			return err
		}
	}
	for _, t := range rows.All() {
		if err := w.change(t, e); err != nil {
			return err
		}
	}
	return w.references.look(&w.done)
}

// finish checks what can only be known at the end, and reports what was changed.
func (w *writer) finish() error {
	if err := w.references.settle(); err != nil {
		return err
	}
	return w.feed()
}

// write applies an edit that has one part.
func (w *writer) write(e data.Edit) error {
	if err := w.begin(); err != nil {
		return err
	}
	if err := w.part(&e); err != nil {
		return err
	}
	return w.finish()
}

// change applies the changes of one kind.
func (w *writer) change(t *rows.Table, e *data.Edit) error {
	if t.Count(e) == 0 {
		return nil
	}
	c := w.changers[t.Kind]
	if c == nil {
		var err error
		if c, err = newChanger(w, t); err != nil {
			return err
		}
		w.changers[t.Kind] = c
	}
	batch := make([]data.RowChange, 0, min(t.Count(e), c.batchSize()))
	for asked := range t.Changes(e) {
		if len(batch) == cap(batch) {
			if err := c.all(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
		batch = append(batch, asked)
	}
	return c.all(batch)
}

// report notes that a row was changed, for the feed.
func (w *writer) report(t *rows.Table, row data.Row) {
	if w.count++; w.count <= fedRows+1 {
		w.changed = append(w.changed, changedRow{t.Name, t.ID(row)})
	}
}

// journalChange adds a change to the journal.
func (w *writer) journalChange(t *rows.Table, c data.RowChange) (err error) {
	if w.entry == 0 {
		if w.entry, err = open(w.ctx, w.tx, w.done.Label, w.done.Merge); err != nil {
			return err
		}
	}
	if err := w.nameBodies(t, c); err != nil {
		return err
	}
	before, after := t.EncodeChange(c)
	_, err = w.record.exec(w, w.entry, t.Name, before, after)
	return err
}

// nameBodies stores the texts that a change needs to be undone and redone, and records
// that the journal refers to them and to pages.
func (w *writer) nameBodies(t *rows.Table, c data.RowChange) error {
	for _, row := range []data.Row{c.Before, c.After} {
		if row == nil {
			continue
		}
		named := []rows.Sum{t.Page(row)}
		if b := t.Body(row); b != nil && !t.SameText(c) {
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
	w.record.close()
	for _, c := range w.changers {
		c.close()
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
