package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
	"tarikh.org/tarikh/data/sift"
)

// answer is what the server says of an edit that was written.
type answer struct {
	Revision int64    `json:"revision"`
	N        int64    `json:"n"` // the rev of its rows; 0: it changed nothing
	Rows     int      `json:"rows"`
	Again    bool     `json:"again"` // it had been written before
	Step     int64    `json:"step"`
	Written  []writen `json:"written"`
}

// writen is a row that was changed: its kind, ID and what it was before.
type writen struct {
	kind   data.Kind
	id     data.ID
	before json.RawMessage // nil for none
}

// UnmarshalJSON reads an array of the three.
func (w *writen) UnmarshalJSON(text []byte) error {
	var kind string
	if err := json.Unmarshal(text, &[]any{&kind, &w.id, &w.before}); err != nil {
		return err
	}
	var ok bool
	if w.kind, ok = data.KindNamed(kind); !ok {
		return fmt.Errorf("a change of unknown kind %q", kind)
	}
	if string(w.before) == "null" {
		w.before = nil
	}
	return nil
}

// turn waits until this program's other edits are written.
func (s *Store) turn(ctx context.Context) (done func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if a := s.Access(); a.ReadOnly {
		return nil, fmt.Errorf("%w: %s", data.ErrReadOnly, a.Reason)
	}
	select {
	case s.writing <- struct{}{}:
		return func() { <-s.writing }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Apply writes an edit, see [data.Store].
func (s *Store) Apply(ctx context.Context, e data.Edit) (data.Edit, error) {
	made, err := s.apply(ctx, e)
	return made, fail(ctx, "apply the edit", err)
}

func (s *Store) apply(ctx context.Context, e data.Edit) (made data.Edit, err error) {
	if err := s.enter(); err != nil {
		return made, err
	}
	defer s.running.Done()
	if err := e.Validate(); err != nil {
		return made, err
	}
	done, err := s.turn(ctx)
	if err != nil {
		return made, err
	}
	defer done()
	p, err := payloadOf(ctx, new(sift.Words), &e, false)
	if err != nil {
		return made, err
	}
	a, err := s.send(ctx, data.NewID(), p)
	if err != nil {
		s.own.forget()
		return made, err
	}
	if made, err = s.madeOf(ctx, e, a); err == nil {
		s.own.made(made, a)
	}
	return made, err
}

// madeOf is an edit as it was applied: Before as it was stored, After with its new Rev.
func (s *Store) madeOf(ctx context.Context, e data.Edit, a answer) (made data.Edit, err error) {
	written := map[data.ID]writen{}
	for _, w := range a.Written {
		written[w.id] = w
	}
	made = data.Edit{Label: e.Label, Merge: e.Merge, Pages: e.Pages}
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(&e) {
			var out data.RowChange
			w, changed := written[shape.ID(c.Row())]
			changed = changed && w.kind == shape.Kind
			switch {
			case changed && w.before != nil:
				if out.Before, err = s.image(ctx, shape, w.before, c); err != nil {
					return made, err
				}
			case c.Before != nil && c.After != nil && !a.Again: // it was the same already
				out.Before = shape.Copy(c.After)
				*shape.Rev(out.Before) = *shape.Rev(c.Before)
			case c.Before != nil:
				out.Before = shape.Copy(c.Before)
			}
			if c.After != nil {
				out.After = shape.Copy(c.After)
				derive(shape, out.After)
				if *shape.Rev(out.After) = a.N; !changed && !a.Again && c.Before != nil {
					*shape.Rev(out.After) = *shape.Rev(c.Before)
				}
			}
			shape.Add(&made, out)
		}
	}
	return made, nil
}

// derive gives a row what follows from its text.
func derive(s *data.Shape, row data.Row) {
	text, _ := textOf(s, row)
	if text == nil {
		return
	}
	for _, f := range s.Fields {
		if length, ok := f.At(row).(*int); ok && f.Name == "length" {
			*length = len(*text)
		}
	}
}

// image is a row as the server has it, with the text that the change has of it, or else
// the server.
func (s *Store) image(ctx context.Context, shape *data.Shape, stored []byte, c data.RowChange) (data.Row, error) {
	row, err := schema.Decode(shape, stored)
	if err != nil {
		return nil, err
	}
	text, of := textOf(shape, row)
	if text == nil {
		return row, nil
	}
	for _, known := range []data.Row{c.Before, c.After} {
		if known == nil {
			continue
		}
		if had, its := textOf(shape, known); *its == *of && len(*had) > 0 {
			*text = *had
			return row, nil
		}
	}
	return row, s.fillTexts(ctx, []*string{text}, []hashOf{*of})
}

// fillTexts reads texts by their hashes.
func (s *Store) fillTexts(ctx context.Context, texts []*string, of []hashOf) error {
	return s.asking(ctx, "read texts", func(ctx context.Context, tx pgx.Tx) error {
		for i, text := range texts {
			body, err := s.body(ctx, tx, of[i])
			if err != nil {
				return err
			}
			*text = string(body)
		}
		return nil
	})
}

// ApplyAll writes the edits of parts as one step, see [data.Store].
func (s *Store) ApplyAll(ctx context.Context, label string, parts iter.Seq2[data.Edit, error], progress func(rows int)) (data.Step, error) {
	step, err := s.applyAll(ctx, label, parts, progress)
	return step, fail(ctx, "apply the edit", err)
}

func (s *Store) applyAll(ctx context.Context, label string, parts iter.Seq2[data.Edit, error], progress func(rows int)) (step data.Step, err error) {
	if err := s.enter(); err != nil {
		return step, err
	}
	defer s.running.Done()
	done, err := s.turn(ctx)
	if err != nil {
		return step, err
	}
	defer done()
	s.own.forget()
	var a answer
	err = s.inParts(ctx, func(w *parted) error {
		if err := w.begin(data.NewID()); err != nil {
			return err
		}
		for e, err := range parts {
			if err == nil {
				err = e.Validate()
			}
			if err == nil {
				_, err = w.part(&e, false)
			}
			if err != nil {
				return err
			}
			if progress != nil {
				progress(w.rows)
			}
		}
		a, err = w.finish(payload{"label": label})
		return err
	})
	if err != nil || a.N == 0 {
		return data.Step{}, err
	}
	return data.Step{N: a.Step, Time: time.Now().Unix(), Label: label, Rows: a.Rows, Who: s.user}, nil
}

// parted writes edits in parts, in one transaction.
type parted struct {
	ctx   context.Context
	store *Store
	tx    pgx.Tx
	maker sift.Words
	id    data.ID // of the edit that was begun
	n     int64
	rows  int // that were changed by it
}

// inParts runs do in a transaction whose references are looked at when an edit is
// finished. Where the line is lost as it is committed, the server is asked what became
// of it.
func (s *Store) inParts(ctx context.Context, do func(*parted) error) error {
	w := &parted{ctx: ctx, store: s}
	finished := false
	err := pgx.BeginTxFunc(ctx, s.pool, pgx.TxOptions{}, func(tx pgx.Tx) error {
		w.tx = tx
		if _, err := tx.Exec(ctx, "SET CONSTRAINTS ALL DEFERRED"); err != nil {
			return err
		}
		err := do(w)
		finished = err == nil
		return err
	})
	if err != nil && finished && w.n != 0 {
		if _, known := s.fate(w.id); known {
			err = nil
		}
	}
	if err == nil {
		s.tell()
	}
	return err
}

// within limits one statement.
func (w *parted) within(do func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeoutCause(w.ctx, 2*patience, errPatience)
	defer cancel()
	return do(ctx)
}

func (w *parted) begin(id data.ID) error {
	w.id, w.rows = id, 0
	return w.within(func(ctx context.Context) error {
		return w.tx.QueryRow(ctx, w.store.sql("SELECT $.begin()")).Scan(&w.n)
	})
}

// part writes a part of the edit, and returns the rows that it changed.
func (w *parted) part(e *data.Edit, expected bool) (a answer, err error) {
	p, err := payloadOf(w.ctx, &w.maker, e, expected)
	if err != nil {
		return a, err
	}
	text, err := json.Marshal(p)
	if err != nil {
		return a, err
	}
	err = w.within(func(ctx context.Context) error {
		var list []byte
		if err := w.tx.QueryRow(ctx, w.store.sql("SELECT $.part($1, $2)::text"), w.n, text).Scan(&list); err != nil || list == nil {
			return err
		}
		return json.Unmarshal(list, &a.Written)
	})
	a.N = w.n
	w.rows += len(a.Written)
	return a, err
}

func (w *parted) finish(p payload) (a answer, err error) {
	text, err := json.Marshal(p)
	if err != nil {
		return a, err
	}
	err = w.within(func(ctx context.Context) error {
		var said []byte
		if err := w.tx.QueryRow(ctx, w.store.sql("SELECT $.finish($1, $2, $3)::text"), w.id, w.n, text).Scan(&said); err != nil {
			return err
		}
		return json.Unmarshal(said, &a)
	})
	return a, err
}

// errUnknown says that the fate of an edit is not known.
var errUnknown = errors.New("what became of the edit is not known yet")
