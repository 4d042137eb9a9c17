package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/journal"
)

// Apply writes an edit, see [data.Store].
func (s *Store) Apply(ctx context.Context, e data.Edit) (data.Edit, error) {
	if err := e.Validate(); err != nil {
		return data.Edit{}, fmt.Errorf("apply the edit: %w", err)
	}
	var made data.Edit
	err := s.writing(ctx, "apply the edit", func(tx *sql.Tx) (err error) {
		changed := false
		if s.filling {
			return journal.Fill(ctx, tx, s.who, e)
		}
		if made, changed, err = journal.Write(ctx, tx, s.who, e); err == nil && !changed {
			return errUnchanged
		}
		return err
	})
	if err != nil {
		return data.Edit{}, err
	}
	return made, nil
}

// ApplyAll writes the edits of parts as one step, see [data.Store].
func (s *Store) ApplyAll(ctx context.Context, label string, parts iter.Seq2[data.Edit, error], progress func(rows int)) (step data.Step, err error) {
	err = s.writing(ctx, "apply the edit", func(tx *sql.Tx) (err error) {
		if step, err = journal.WriteAll(ctx, tx, s.who, label, parts, progress); err == nil && step.N == 0 {
			return errUnchanged
		}
		return err
	})
	if err != nil {
		return data.Step{}, err
	}
	return step, nil
}

// Undo reverts the newest edit that is not undone, see [data.Store].
func (s *Store) Undo(ctx context.Context) (data.Edit, error) {
	return s.replay(ctx, "undo", journal.NextUndo, (*journal.Entry).Undo)
}

// Redo reapplies the oldest edit that is undone, see [data.Store].
func (s *Store) Redo(ctx context.Context) (data.Edit, error) {
	return s.replay(ctx, "redo", journal.NextRedo, (*journal.Entry).Redo)
}

// direction undoes or redoes an entry of the journal.
type direction func(j *journal.Entry, ctx context.Context, tx *sql.Tx, who string) (data.Edit, error)

func (s *Store) replay(ctx context.Context, action string,
	next func(context.Context, engine.Querier) (*journal.Entry, error), turn direction,
) (done data.Edit, err error) {
	err = s.writing(ctx, action, func(tx *sql.Tx) error {
		j, err := next(ctx, tx)
		if err != nil {
			return err
		}
		if j == nil {
			return data.ErrNothing
		}
		done, err = turn(j, ctx, tx, s.who)
		return err
	})
	if err != nil {
		return data.Edit{}, err
	}
	return done, nil
}

// GoTo undoes or redoes until step n is the newest that is not undone, see
// [data.Store].
func (s *Store) GoTo(ctx context.Context, n int64) (done []data.Edit, err error) {
	err = s.writing(ctx, "go to a step", func(tx *sql.Tx) error {
		list, turn, err := wayTo(ctx, tx, n)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return errUnchanged
		}
		for _, j := range list {
			e, err := turn(&j, ctx, tx, s.who)
			if err != nil {
				return err
			}
			done = append(done, e)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// wayTo returns the entries to undo or to redo, in order, so that entry n becomes the
// newest that is not undone.
func wayTo(ctx context.Context, tx *sql.Tx, n int64) (list []journal.Entry, turn direction, err error) {
	var undone bool
	switch err := tx.QueryRowContext(ctx, "SELECT undone FROM journal WHERE n = ?", n).Scan(&undone); {
	case errors.Is(err, sql.ErrNoRows) && n != 0:
		return nil, nil, fmt.Errorf("step %d: %w", n, data.ErrNotFound)
	case err != nil && n != 0:
		return nil, nil, err
	}
	if undone {
		list, err = journal.List(ctx, tx, "WHERE undone = 1 AND n <= ? ORDER BY n", n)
		return list, (*journal.Entry).Redo, err
	}
	list, err = journal.List(ctx, tx, "WHERE undone = 0 AND n > ? ORDER BY n DESC", n)
	return list, (*journal.Entry).Undo, err
}

// History returns the labels of what Undo and Redo would act on; "" for none.
func (s *Store) History(ctx context.Context) (undo, redo string, err error) {
	err = s.reading(ctx, "read the journal", func(tx *sql.Tx) error {
		u, err := journal.NextUndo(ctx, tx)
		if err != nil {
			return err
		}
		r, err := journal.NextRedo(ctx, tx)
		if err != nil {
			return err
		}
		if u != nil {
			undo = u.Label
		}
		if r != nil {
			redo = r.Label
		}
		return nil
	})
	return undo, redo, err
}

// Steps returns the journal, newest first, see [data.Store].
func (s *Store) Steps(ctx context.Context, before int64, limit int) (out []data.Step, err error) {
	if before == 0 {
		before = math.MaxInt64
	}
	err = s.reading(ctx, "read the journal", func(tx *sql.Tx) error {
		found, err := tx.QueryContext(ctx, `SELECT n, time, label, undone, coalesce((SELECT who FROM journal_who WHERE journal = journal.n), ''),
				(SELECT count(*) FROM journal_change WHERE journal = journal.n)
			FROM journal WHERE n < ? ORDER BY n DESC LIMIT ?`, before, max(limit, 0))
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			var step data.Step
			if err := found.Scan(&step.N, &step.Time, &step.Label, &step.Undone, &step.Who, &step.Rows); err != nil {
				return err
			}
			out = append(out, step)
		}
		if err := found.Close(); err != nil {
			return err
		}
		for i, step := range out {
			out[i].Title = journal.Title(ctx, tx, journal.Entry{N: step.N, Label: step.Label}, step.Rows)
		}
		return found.Err()
	})
	return out, err
}
