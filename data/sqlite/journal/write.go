package journal

import (
	"context"
	"database/sql"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// Write applies a new edit, as a part of the newest entry if its Merge allows that. It
// returns the edit as made, with the rows that were stored as Before, and whether it
// has changed anything: if not, the transaction is to be rolled back.
func Write(ctx context.Context, tx *sql.Tx, who string, e data.Edit) (made data.Edit, changed bool, err error) {
	into, err := mergeTarget(ctx, tx, e.Merge)
	if err != nil {
		return made, false, err
	}
	w := &writer{ctx: ctx, tx: tx, who: who, fresh: true, undoable: true}
	defer w.close()
	if err := w.write(e); err != nil {
		return made, false, err
	}
	if w.entry != 0 && into != nil {
		err = w.mergeInto(into)
	}
	return w.done, w.entry != 0, err
}

// Fill applies an edit that a library is made with, without an entry: it is where undo
// ends.
func Fill(ctx context.Context, tx *sql.Tx, who string, e data.Edit) error {
	w := &writer{ctx: ctx, tx: tx, who: who, fresh: true}
	defer w.close()
	return w.write(e)
}

// Undo reverts an entry, Redo reapplies it; both return the edit that was applied.
func (j *Entry) Undo(ctx context.Context, tx *sql.Tx, who string) (data.Edit, error) {
	return j.make(ctx, tx, who, data.Edit.Invert, 1)
}

func (j *Entry) Redo(ctx context.Context, tx *sql.Tx, who string) (data.Edit, error) {
	return j.make(ctx, tx, who, func(e data.Edit) data.Edit { return e }, 0)
}

func (j *Entry) make(ctx context.Context, tx *sql.Tx, who string, turn func(data.Edit) data.Edit, undone int) (data.Edit, error) {
	e, err := j.load(ctx, tx)
	if err != nil {
		return data.Edit{}, err
	}
	w := &writer{ctx: ctx, tx: tx, who: who}
	defer w.close()
	if err := w.write(turn(e)); err != nil {
		return data.Edit{}, err
	}
	_, err = tx.ExecContext(ctx, "UPDATE journal SET undone = ? WHERE n = ?", undone, j.N)
	return w.done, err
}

func (w *writer) write(e data.Edit) error {
	const next = "UPDATE library SET revision = revision + 1 RETURNING revision"
	if err := w.tx.QueryRowContext(w.ctx, next).Scan(&w.rev); err != nil {
		return err
	}
	w.done.Label, w.done.Merge, w.done.Pages = e.Label, e.Merge, e.Pages
	for _, p := range e.Pages {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if err := rows.KeepPage(w.tx, p); err != nil {
			return err
		}
	}
	for _, t := range rows.All() {
		if err := w.change(t, &e); err != nil {
			return err
		}
	}
	if err := checkReferences(w); err != nil {
		return err
	}
	return w.feed()
}
