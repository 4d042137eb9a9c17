package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"tarikh.org/tarikh/data"
)

// Apply writes an edit, see [data.Store].
func (s *Store) Apply(ctx context.Context, e data.Edit) (data.Edit, error) {
	if err := e.Validate(); err != nil {
		return data.Edit{}, fmt.Errorf("apply the edit: %w", err)
	}
	var done data.Edit
	err := s.writing(ctx, "apply the edit", func(tx *sql.Tx) error {
		w := &writer{ctx: ctx, tx: tx, fresh: true}
		defer w.close()
		if err := w.write(e); err != nil {
			return err
		}
		done = w.done
		if w.entry == 0 {
			return errUnchanged
		}
		return nil
	})
	if err != nil {
		return data.Edit{}, err
	}
	return done, nil
}

// Undo takes back the newest edit that is not undone, see [data.Store].
func (s *Store) Undo(ctx context.Context) (data.Edit, error) {
	return s.replay(ctx, "undo", nextUndo, data.Edit.Invert, 1)
}

// Redo makes the oldest edit that is undone again, see [data.Store].
func (s *Store) Redo(ctx context.Context) (data.Edit, error) {
	return s.replay(ctx, "redo", nextRedo, func(e data.Edit) data.Edit { return e }, 0)
}

func (s *Store) replay(ctx context.Context, action string,
	next func(context.Context, querier) (*entry, error), turn func(data.Edit) data.Edit, undone int,
) (data.Edit, error) {
	var done data.Edit
	err := s.writing(ctx, action, func(tx *sql.Tx) error {
		j, err := next(ctx, tx)
		if err != nil {
			return err
		}
		if j == nil {
			return data.ErrNothing
		}
		e, err := j.load(ctx, tx)
		if err != nil {
			return err
		}
		w := &writer{ctx: ctx, tx: tx}
		if err := w.write(turn(e)); err != nil {
			return err
		}
		done = w.done
		_, err = tx.ExecContext(ctx, "UPDATE journal SET undone = ? WHERE n = ?", undone, j.n)
		return err
	})
	if err != nil {
		return data.Edit{}, err
	}
	return done, nil
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

// errUnchanged ends a transaction that has nothing to write.
var errUnchanged = errors.New("unchanged")

// writing runs f in a transaction that has the write lock from its start, and
// commits it if f succeeds.
func (s *Store) writing(ctx context.Context, action string, f func(tx *sql.Tx) error) error {
	if err := s.gate.enter(); err != nil {
		return err
	}
	defer s.gate.leave()
	if s.write == nil {
		return fmt.Errorf("library %q: %w: %s", filepath.Base(s.path), data.ErrReadOnly, s.access.Reason)
	}
	if err := s.editable(ctx); err != nil {
		return err
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.fail(ctx, action, err)
	}
	defer tx.Rollback()
	switch err := f(tx); {
	case errors.Is(err, errUnchanged):
		return nil
	case err != nil:
		return s.fail(ctx, action, err)
	}
	return s.fail(ctx, action, tx.Commit())
}

// writer makes the changes of one edit in a transaction.
type writer struct {
	ctx context.Context
	tx  *sql.Tx
	// fresh: the edit is new. It is written down, and a row to change must have
	// the Rev of Before; one from the journal must have its content.
	fresh bool

	rev    int64     // stamps the rows
	done   data.Edit // as made, with the rows that were stored as Before
	entry  int64     // in the journal, 0 until something has changed
	record *sql.Stmt
}

func (w *writer) write(e data.Edit) error {
	const next = "UPDATE library SET revision = revision + 1 RETURNING revision"
	if err := w.tx.QueryRowContext(w.ctx, next).Scan(&w.rev); err != nil {
		return err
	}
	w.done.Label = e.Label
	steps := []func() error{
		func() (err error) { w.done.Library, err = change(w, libraries(), e.Library); return err },
		func() (err error) { w.done.Tracks, err = change(w, tracks(), e.Tracks); return err },
		func() (err error) { w.done.Events, err = change(w, events(), e.Events); return err },
		func() (err error) { w.done.Articles, err = change(w, articles(), e.Articles); return err },
		func() (err error) { w.done.Excerpts, err = change(w, excerpts(), e.Excerpts); return err },
		func() (err error) { w.done.Annotations, err = change(w, annotations(), e.Annotations); return err },
		func() error { return w.checkReferences() },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// change makes the changes of one kind and returns them as made.
func change[T any](w *writer, t *table[T], changes []data.Change[T]) ([]data.Change[T], error) {
	if len(changes) == 0 {
		return nil, nil
	}
	c := changer[T]{writer: w, table: t}
	if err := c.prepare(); err != nil {
		return nil, err
	}
	defer c.close()
	out := make([]data.Change[T], len(changes))
	for i, asked := range changes {
		if err := w.ctx.Err(); err != nil {
			return nil, err
		}
		made, err := c.make(asked)
		if err != nil {
			return nil, err
		}
		out[i] = made
	}
	return out, nil
}

// changer makes changes of one kind. Its statements run without the context:
// watching it would cost more than a row; change looks at it before each, and
// database/sql ends the transaction when it is cancelled.
type changer[T any] struct {
	*writer
	table                         *table[T]
	find, insert, update, delete_ *sql.Stmt
}

func (c *changer[T]) prepare() (err error) {
	for _, p := range []struct {
		stmt **sql.Stmt
		text string
	}{
		{&c.find, c.table.selectFrom("WHERE id = ?")},
		{&c.insert, c.table.insertInto()},
		{&c.update, c.table.updateAll()},
		{&c.delete_, c.table.deleteFrom()},
	} {
		if *p.stmt, err = c.tx.PrepareContext(c.ctx, p.text); err != nil {
			c.close()
			return err
		}
	}
	return nil
}

func (c *changer[T]) close() {
	for _, stmt := range []*sql.Stmt{c.find, c.insert, c.update, c.delete_} {
		if stmt != nil {
			_ = stmt.Close()
		}
	}
}

// make makes one change. What it returns and what the journal keeps as Before
// is the row that was stored, whatever the caller had of it: an article from a
// listing has no text.
func (c *changer[T]) make(asked data.Change[T]) (made data.Change[T], err error) {
	if asked.After != nil {
		row := *asked.After
		made.After = &row
	}
	if asked.Before != nil {
		if made.Before, err = c.stored(*asked.Before); err != nil {
			return made, err
		}
	}
	switch {
	case made.Before == nil:
		*c.table.rev(made.After) = c.rev
		err = c.insertRow(*made.After)
	case made.After == nil:
		_, err = c.delete_.Exec(key(c.table.id(*made.Before)))
	default:
		rev := c.table.rev(made.After)
		*rev = *c.table.rev(made.Before)
		if c.table.same(*made.Before, *made.After) {
			return made, nil // nothing to write, and no new Rev
		}
		*rev = c.rev
		_, err = c.update.Exec(c.table.values(*made.After)...)
	}
	if err != nil {
		return made, err
	}
	if c.fresh {
		before, after := encodeChange(c.table, made)
		err = c.writeDown(c.table.name, before, after)
	}
	return made, err
}

func (c *changer[T]) insertRow(row T) error {
	_, err := c.insert.Exec(c.table.values(row)...)
	if isUnique(err) {
		return conflictf("%s %q is there already", c.table.name, c.name(row))
	}
	return err
}

// stored returns the row to change, if it is still what the caller has seen.
func (c *changer[T]) stored(before T) (*T, error) {
	var row T
	err := c.table.read(c.find.QueryRow(key(c.table.id(before))), &row)
	switch {
	case isNotFound(err):
		return nil, fmt.Errorf("%s %q: %w", c.table.name, c.name(before), err)
	case err != nil:
		return nil, err
	}
	rev := c.table.rev(&before)
	unchanged := *rev == *c.table.rev(&row)
	if !c.fresh {
		*rev = *c.table.rev(&row)
		unchanged = c.table.same(before, row)
	}
	if !unchanged {
		return nil, conflictf("%s %q was changed meanwhile", c.table.name, c.name(row))
	}
	return &row, nil
}

// name calls a row by its title, cut to a length for a message.
func (c *changer[T]) name(row T) string { return shorten(c.table.title(row)) }

func shorten(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// writeDown adds a change to the journal.
func (w *writer) writeDown(kind string, before, after any) (err error) {
	if w.entry == 0 {
		if w.entry, err = openEntry(w.ctx, w.tx, w.done.Label); err != nil {
			return err
		}
		const insert = "INSERT INTO journal_change (journal, kind, before, after) VALUES (?, ?, ?, ?)"
		if w.record, err = w.tx.PrepareContext(w.ctx, insert); err != nil {
			return err
		}
	}
	_, err = w.record.Exec(w.entry, kind, before, after)
	return err
}

func (w *writer) close() {
	if w.record != nil {
		_ = w.record.Close()
	}
}
