package journal

import (
	"context"
	"database/sql"
	"iter"
	"math"
	"time"

	"tarikh.org/tarikh/data"
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

// WriteAll applies the edits of parts as one, of which no more than a part is in memory,
// and returns its step; where nothing has changed, the zero Step, and the transaction is
// to be rolled back. progress is told how many rows have been changed.
func WriteAll(ctx context.Context, tx *sql.Tx, who, label string, parts iter.Seq2[data.Edit, error], progress func(rows int)) (step data.Step, err error) {
	w := &writer{ctx: ctx, tx: tx, who: who, fresh: true, undoable: true}
	defer w.close()
	if err := w.begin(); err != nil {
		return step, err
	}
	for e, err := range parts {
		if err != nil {
			return step, err
		}
		e.Label, e.Merge = label, ""
		if err := e.Validate(); err != nil {
			return step, err
		}
		if err := w.part(&e); err != nil {
			return step, err
		}
		if progress != nil {
			progress(w.count)
		}
	}
	if err := w.finish(); err != nil || w.entry == 0 {
		return step, err
	}
	return data.Step{N: w.entry, Time: time.Now().Unix(), Label: label, Rows: w.count}, nil
}

// Fill applies an edit that a library is made with, without an entry: it is where undo
// ends.
func Fill(ctx context.Context, tx *sql.Tx, who string, e data.Edit) error {
	w := &writer{ctx: ctx, tx: tx, who: who, fresh: true}
	defer w.close()
	return w.write(e)
}

// Undo reverts an entry, Redo reapplies it; both return the edit that was applied, with
// its label alone if that has many rows (see [data.ManyRows]).
func (j *Entry) Undo(ctx context.Context, tx *sql.Tx, who string) (data.Edit, error) {
	return j.make(ctx, tx, who, true)
}

func (j *Entry) Redo(ctx context.Context, tx *sql.Tx, who string) (data.Edit, error) {
	return j.make(ctx, tx, who, false)
}

func (j *Entry) make(ctx context.Context, tx *sql.Tx, who string, undone bool) (data.Edit, error) {
	w := &writer{ctx: ctx, tx: tx, who: who}
	defer w.close()
	made, err := w.replay(j, undone)
	if err != nil {
		return data.Edit{}, err
	}
	_, err = tx.ExecContext(ctx, "UPDATE journal SET undone = ? WHERE n = ?", undone, j.N)
	return made, err
}

// replay applies an entry, or its inverse.
func (w *writer) replay(j *Entry, back bool) (made data.Edit, err error) {
	size, err := j.size(w.ctx, w.tx, data.ManyRows+1)
	if err != nil {
		return made, err
	}
	if size <= data.ManyRows {
		e, err := j.load(w.ctx, w.tx)
		if err != nil {
			return made, err
		}
		if back {
			e = e.Invert()
		}
		err = w.write(e)
		return w.done, err
	}
	if err := w.begin(); err != nil {
		return made, err
	}
	all, err := j.size(w.ctx, w.tx, math.MaxInt)
	if err != nil {
		return made, err
	}
	for part, err := range j.Parts(w.ctx, w.tx, back) {
		if err == nil {
			err = LoadTexts(w.ctx, w.tx, &part)
		}
		if err == nil {
			err = w.part(&part)
		}
		if err != nil {
			return made, err
		}
		data.TellProgress(w.ctx, float64(w.count)/float64(all))
	}
	return data.Edit{Label: j.Label}, w.finish()
}
