package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// Undo takes back the newest edit that is not undone, see [data.Store].
func (s *Store) Undo(ctx context.Context) (data.Edit, error) {
	return s.replay(ctx, "undo", nextUndo, undo)
}

// Redo makes the oldest edit that is undone again, see [data.Store].
func (s *Store) Redo(ctx context.Context) (data.Edit, error) {
	return s.replay(ctx, "redo", nextRedo, redo)
}

func (s *Store) replay(ctx context.Context, action string,
	next func(context.Context, engine.Querier) (*entry, error), turn direction,
) (done data.Edit, err error) {
	err = s.writing(ctx, action, func(tx *sql.Tx) error {
		j, err := next(ctx, tx)
		if err != nil {
			return err
		}
		if j == nil {
			return data.ErrNothing
		}
		done, err = turn(ctx, tx, s.opener.who, j)
		return err
	})
	if err != nil {
		return data.Edit{}, err
	}
	return done, nil
}

// direction takes an entry of the journal back or makes it again.
type direction func(ctx context.Context, tx *sql.Tx, who string, j *entry) (data.Edit, error)

func undo(ctx context.Context, tx *sql.Tx, who string, j *entry) (data.Edit, error) {
	return j.make(ctx, tx, who, data.Edit.Invert, 1)
}

func redo(ctx context.Context, tx *sql.Tx, who string, j *entry) (data.Edit, error) {
	return j.make(ctx, tx, who, func(e data.Edit) data.Edit { return e }, 0)
}

func (j *entry) make(ctx context.Context, tx *sql.Tx, who string, turn func(data.Edit) data.Edit, undone int) (data.Edit, error) {
	e, err := j.load(ctx, tx)
	if err != nil {
		return data.Edit{}, err
	}
	w := &writer{ctx: ctx, tx: tx, who: who}
	if err := w.write(turn(e)); err != nil {
		return data.Edit{}, err
	}
	_, err = tx.ExecContext(ctx, "UPDATE journal SET undone = ? WHERE n = ?", undone, j.n)
	return w.done, err
}

// History returns the labels of what Undo and Redo would act on; "" for none.
func (s *Store) History(ctx context.Context) (undo, redo string, err error) {
	err = s.reading(ctx, "read the journal", func(tx *sql.Tx) error {
		u, err := nextUndo(ctx, tx)
		if err != nil {
			return err
		}
		r, err := nextRedo(ctx, tx)
		if err != nil {
			return err
		}
		if u != nil {
			undo = u.label
		}
		if r != nil {
			redo = r.label
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
		rows, err := tx.QueryContext(ctx, `SELECT n, time, label, undone,
				(SELECT count(*) FROM journal_change WHERE journal = journal.n)
			FROM journal WHERE n < ? ORDER BY n DESC LIMIT ?`, before, max(limit, 0))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var step data.Step
			if err := rows.Scan(&step.N, &step.Time, &step.Label, &step.Undone, &step.Rows); err != nil {
				return err
			}
			out = append(out, step)
		}
		return rows.Err()
	})
	return out, err
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
			e, err := turn(ctx, tx, s.opener.who, &j)
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

// wayTo returns the entries to undo or to redo, in order, so that entry n is the
// newest that is not undone.
func wayTo(ctx context.Context, tx *sql.Tx, n int64) (list []entry, turn direction, err error) {
	var undone bool
	switch err := tx.QueryRowContext(ctx, "SELECT undone FROM journal WHERE n = ?", n).Scan(&undone); {
	case errors.Is(err, sql.ErrNoRows) && n != 0:
		return nil, nil, fmt.Errorf("step %d: %w", n, data.ErrNotFound)
	case err != nil && n != 0:
		return nil, nil, err
	}
	if undone {
		list, err = listEntries(ctx, tx, "WHERE undone = 1 AND n <= ? ORDER BY n", n)
		return list, redo, err
	}
	list, err = listEntries(ctx, tx, "WHERE undone = 0 AND n > ? ORDER BY n DESC", n)
	return list, undo, err
}
