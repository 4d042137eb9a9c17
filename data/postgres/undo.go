package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
	"tarikh.org/tarikh/data/sift"
)

// ownStep is a step of this login that can be undone, or made again.
type ownStep struct {
	n     int64
	label string
	rows  int
}

// direction is undo or redo.
type direction struct {
	act  string
	next string // the query for the step that is next, of the login $1
}

func undoing() direction {
	return direction{"undo", "SELECT n, label FROM $.history WHERE who = session_user AND NOT undone ORDER BY n DESC LIMIT 1"}
}

func redoing() direction {
	return direction{"redo", "SELECT n, label FROM $.history WHERE who = session_user AND undone ORDER BY n LIMIT 1"}
}

// oneCall is how many rows a step may have changed to be undone by one call.
const oneCall = 500

// Undo reverts the newest edit of this login that is not undone, see [data.Store]. It
// fails with ErrConflict, and says by whom, where somebody has changed one of its rows
// since.
func (s *Store) Undo(ctx context.Context) (data.Edit, error) {
	e, err := s.replay(ctx, undoing())
	return e, fail(ctx, "undo", err)
}

// Redo reapplies the oldest edit of this login that is undone, see [data.Store].
func (s *Store) Redo(ctx context.Context) (data.Edit, error) {
	e, err := s.replay(ctx, redoing())
	return e, fail(ctx, "redo", err)
}

func (s *Store) replay(ctx context.Context, d direction) (made data.Edit, err error) {
	if err := s.enter(); err != nil {
		return made, err
	}
	defer s.running.Done()
	done, err := s.turn(ctx)
	if err != nil {
		return made, err
	}
	defer done()
	if known, ok := s.own.next(d); ok {
		e := known.edit
		if d.act == "undo" {
			e = e.Invert()
		}
		made, err := s.replayOne(ctx, d, known.n, e)
		if err == nil {
			s.own.moved(d, known)
			return made, nil
		}
		// Another program of this login may have made steps, or undone them.
		if s.own.forget(); !errors.Is(translate(err), data.ErrConflict) && !errors.Is(translate(err), data.ErrNotFound) && !errors.Is(translate(err), data.ErrNothing) {
			return made, err
		}
	}
	step, e, err := s.nextStep(ctx, d)
	if err != nil {
		return made, err
	}
	if step.rows <= oneCall && !repeats(&e) {
		return s.replayOne(ctx, d, step.n, e)
	}
	err = s.inParts(ctx, func(w *parted) error {
		made, err = w.replay(step, d)
		return err
	})
	if err != nil {
		return data.Edit{}, err
	}
	return made, nil
}

// replayOne makes e, which undoes a step or makes it again, by one call.
func (s *Store) replayOne(ctx context.Context, d direction, n int64, e data.Edit) (made data.Edit, err error) {
	p, err := payloadOf(ctx, new(sift.Words), &e, true)
	if err != nil {
		return made, err
	}
	p["act"], p["of"], p["whole"] = d.act, n, true
	a, err := s.send(ctx, data.NewID(), p)
	if err != nil {
		return made, err
	}
	return s.madeOf(ctx, e, a)
}

// nextStep reads the step that is next, and its edit where it is done by one call.
func (s *Store) nextStep(ctx context.Context, d direction) (step ownStep, e data.Edit, err error) {
	err = s.asking(ctx, "read the journal", func(ctx context.Context, tx pgx.Tx) error {
		err := tx.QueryRow(ctx, s.sql(d.next)).Scan(&step.n, &step.label)
		if errors.Is(err, pgx.ErrNoRows) {
			return data.ErrNothing
		}
		if err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, s.sql("SELECT count(*) FROM $.change WHERE n = $1"), step.n).Scan(&step.rows); err != nil || step.rows > oneCall {
			return err
		}
		if e, _, err = s.changes(ctx, tx, step, d, 0); err != nil {
			return err
		}
		return s.texts(ctx, tx, &e)
	})
	return step, e, err
}

// changes reads some of the changes of a step, as d makes them, after number from in
// that direction (0: from the first), without their texts.
func (s *Store) changes(ctx context.Context, tx pgx.Tx, step ownStep, d direction, from int64) (e data.Edit, last int64, err error) {
	e.Label = step.label
	text := "SELECT i, kind, before, after FROM $.change WHERE n = $1 AND i > $2 ORDER BY i LIMIT $3"
	if d.act == "undo" {
		text = "SELECT i, kind, after, before FROM $.change WHERE n = $1 AND i < $2 ORDER BY i DESC LIMIT $3"
		if from == 0 {
			from = math.MaxInt64
		}
	}
	err = s.each(ctx, tx, text, func(r pgx.Rows) error {
		var kind string
		var before, after json.RawMessage
		if err := r.Scan(&last, &kind, &before, &after); err != nil {
			return err
		}
		k, ok := data.KindNamed(kind)
		if !ok || before == nil && after == nil {
			return fmt.Errorf("%w: a change of step %d", data.ErrCorrupt, step.n)
		}
		var c data.RowChange
		if before != nil {
			if c.Before, err = schema.Decode(k.Shape(), before); err != nil {
				return err
			}
		}
		if after != nil {
			if c.After, err = schema.Decode(k.Shape(), after); err != nil {
				return err
			}
		}
		k.Shape().Add(&e, c)
		return nil
	}, step.n, from, oneCall)
	return e, last, err
}

// texts gives the rows of an edit the texts that they had.
func (s *Store) texts(ctx context.Context, tx pgx.Tx, e *data.Edit) error {
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(e) {
			if c.After == nil {
				continue
			}
			if err := s.withText(ctx, tx, shape, c.After); err != nil {
				return err
			}
		}
	}
	return nil
}

// repeats reports whether a row is changed twice: it goes and comes again.
func repeats(e *data.Edit) bool {
	for _, shape := range data.Shapes() {
		seen := map[data.ID]bool{}
		for c := range shape.Changes(e) {
			if id := shape.ID(c.Row()); seen[id] {
				return true
			}
			seen[shape.ID(c.Row())] = true
		}
	}
	return false
}

// replay undoes or redoes a step in parts. Of many rows the edit has the label alone.
func (w *parted) replay(step ownStep, d direction) (made data.Edit, err error) {
	if err := w.begin(data.NewID()); err != nil {
		return made, err
	}
	made.Label = step.label
	for at := int64(0); ; {
		var e data.Edit
		err := w.within(func(ctx context.Context) (err error) {
			if e, at, err = w.store.changes(ctx, w.tx, step, d, at); err != nil {
				return err
			}
			return w.store.texts(ctx, w.tx, &e)
		})
		if err != nil {
			return made, err
		}
		if e.Empty() {
			break
		}
		for _, part := range apart(e) {
			a, err := w.part(&part, true)
			if err != nil {
				return made, err
			}
			if step.rows > data.ManyRows {
				continue
			}
			its, err := w.store.madeOf(w.ctx, part, a)
			if err != nil {
				return made, err
			}
			for _, shape := range data.Shapes() {
				for c := range shape.Changes(&its) {
					shape.Add(&made, c)
				}
			}
		}
		data.TellProgress(w.ctx, min(1, float64(w.rows)/float64(max(step.rows, 1))))
	}
	_, err = w.finish(payload{"act": d.act, "of": step.n, "label": step.label})
	return made, err
}

// apart divides an edit so that no part changes a row twice.
func apart(e data.Edit) []data.Edit {
	if !repeats(&e) {
		return []data.Edit{e}
	}
	var out []data.Edit
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(&e) {
			part := data.Edit{Label: e.Label}
			shape.Add(&part, c)
			out = append(out, part)
		}
	}
	return out
}

// GoTo undoes or redoes own steps until step n is the newest that is not undone, see
// [data.Store].
func (s *Store) GoTo(ctx context.Context, n int64) ([]data.Edit, error) {
	done, err := s.goTo(ctx, n)
	return done, fail(ctx, "go to a step", err)
}

func (s *Store) goTo(ctx context.Context, n int64) (made []data.Edit, err error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.running.Done()
	way, d, err := s.wayTo(ctx, n)
	if err != nil || len(way) == 0 {
		return nil, err
	}
	done, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	s.own.forget()
	err = s.inParts(ctx, func(w *parted) error {
		for _, step := range way {
			e, err := w.replay(step, d)
			if err != nil {
				return err
			}
			made = append(made, e)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}

// wayTo are the steps to undo or to redo, in order.
func (s *Store) wayTo(ctx context.Context, n int64) (way []ownStep, d direction, err error) {
	d = undoing()
	err = s.asking(ctx, "read the journal", func(ctx context.Context, tx pgx.Tx) error {
		undone := false
		if n != 0 {
			if err := tx.QueryRow(ctx, s.sql("SELECT undone FROM $.history WHERE n = $1 AND who = session_user"), n).Scan(&undone); err != nil {
				return err
			}
		}
		text := "SELECT n, label, (SELECT count(*) FROM $.change c WHERE c.n = s.n) FROM $.history s WHERE who = session_user AND NOT undone AND n > $1 ORDER BY n"
		if undone {
			text, d = "SELECT n, label, (SELECT count(*) FROM $.change c WHERE c.n = s.n) FROM $.history s WHERE who = session_user AND undone AND n <= $1 ORDER BY n", redoing()
		}
		return s.each(ctx, tx, text, func(r pgx.Rows) error {
			var step ownStep
			err := r.Scan(&step.n, &step.label, &step.rows)
			way = append(way, step)
			return err
		}, n)
	})
	if d.act == "undo" {
		slices.Reverse(way)
	}
	return way, d, err
}

// History returns the labels of what Undo and Redo would act on; "" for none.
func (s *Store) History(ctx context.Context) (undo, redo string, err error) {
	err = s.asking(ctx, "read the journal", func(ctx context.Context, tx pgx.Tx) error {
		for d, label := range map[string]*string{undoing().next: &undo, redoing().next: &redo} {
			var n int64
			if err := tx.QueryRow(ctx, s.sql(d)).Scan(&n, label); err != nil && !errors.Is(err, pgx.ErrNoRows) {
				return err
			}
		}
		return nil
	})
	return undo, redo, err
}

// Steps returns the journal of all people, newest first, see [data.Store].
func (s *Store) Steps(ctx context.Context, before int64, limit int) ([]data.Step, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	return ask(ctx, s, "read the journal", func(ctx context.Context, tx pgx.Tx) (out []data.Step, err error) {
		err = s.each(ctx, tx, `SELECT n, at, label, undone, who, (SELECT count(*) FROM $.change c WHERE c.n = s.n)
			FROM $.history s WHERE n < $1 ORDER BY n DESC LIMIT $2`, func(r pgx.Rows) error {
			var step data.Step
			err := r.Scan(&step.N, &step.Time, &step.Label, &step.Undone, &step.Who, &step.Rows)
			out = append(out, step)
			return err
		}, before, max(limit, 0))
		if err != nil {
			return nil, err
		}
		for i, step := range out {
			if step.Rows > mostNamed {
				continue
			}
			e, _, err := s.changes(ctx, tx, ownStep{step.N, step.Label, step.Rows}, redoing(), 0)
			if err != nil {
				return nil, err
			}
			out[i].Title = s.subject(ctx, tx, e)
		}
		return out, nil
	})
}

// mostNamed is how many rows an edit may have changed to be named by one of them.
const mostNamed = 64

// subject is what the one row is called that an edit was about, "" for none.
func (s *Store) subject(ctx context.Context, tx pgx.Tx, e data.Edit) string {
	kind, id, title := e.Subject()
	if title != "" || id == (data.ID{}) || kind != data.KindEvent && kind != data.KindArticle {
		return title
	}
	// As it is called now.
	found, err := valuesIn[string](ctx, s, tx, fmt.Sprintf("SELECT title FROM $.%s WHERE id = $1", kind), id)
	if err != nil || len(found) == 0 {
		return ""
	}
	return found[0]
}
