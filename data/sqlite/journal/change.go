package journal

import (
	"database/sql"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/sqlite/words"
)

// change applies the changes of one kind.
func (w *writer) change(t *rows.Table, e *data.Edit) error {
	if t.Count(e) == 0 {
		return nil
	}
	c := changer{writer: w, table: t}
	if err := c.prepare(); err != nil {
		return err
	}
	defer c.close()
	for asked := range t.Changes(e) {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		made, err := c.make(asked)
		if err != nil {
			return err
		}
		t.Add(&w.done, made)
	}
	return nil
}

// changer applies changes of one kind. Its statements run without the context: watching
// it would cost more than a row; change looks at it before each, and database/sql ends
// the transaction when it is cancelled.
type changer struct {
	*writer
	table                 *rows.Table
	find, insert, delete_ statement
	updates               map[rows.ColumnSet]*statement
	words                 *words.Index
}

func (c *changer) prepare() (err error) {
	c.find.text = c.table.Select("WHERE id = ?")
	c.insert.text = c.table.Insert() + " RETURNING n"
	c.delete_.text = c.table.Delete() + " RETURNING n"
	c.updates = map[rows.ColumnSet]*statement{}
	if c.words, err = words.IndexOf(c.ctx, c.tx, c.table, c.rev); err != nil {
		c.close()
	}
	return err
}

func (c *changer) close() {
	for _, s := range []*statement{&c.find, &c.insert, &c.delete_} {
		s.close()
	}
	for _, s := range c.updates {
		s.close()
	}
	c.words.Close()
}

// statement is prepared when it is first run: most edits need one or two.
type statement struct {
	text string
	stmt *sql.Stmt
	err  error
}

func (s *statement) run(w *writer, args ...any) rows.Scanner {
	if s.stmt == nil && s.err == nil {
		s.stmt, s.err = w.tx.PrepareContext(w.ctx, s.text)
	}
	if s.err != nil {
		return s
	}
	return s.stmt.QueryRow(args...)
}

// Scan returns why a statement could not be prepared.
func (s *statement) Scan(...any) error { return s.err }

func (s *statement) close() {
	if s.stmt != nil {
		_ = s.stmt.Close()
	}
}

// make applies one change. What it returns and what the journal keeps as Before is the
// stored row, even if the caller had only a part of it: an article from a listing has
// no text.
func (c *changer) make(asked data.RowChange) (made data.RowChange, err error) {
	if asked.After != nil {
		made.After = c.table.Copy(asked.After)
	}
	if asked.Before != nil {
		if made.Before, err = c.stored(asked.Before); err != nil {
			return made, err
		}
	}
	if err = c.fillText(made); err != nil {
		return made, err
	}
	var n int64
	switch {
	case made.Before == nil:
		*c.table.Rev(made.After) = c.rev
		n, err = c.insertRow(made.After)
	case made.After == nil:
		err = c.delete_.run(c.writer, rows.Key(c.table.ID(made.Before))).Scan(&n)
	default:
		rev := c.table.Rev(made.After)
		*rev = *c.table.Rev(made.Before)
		if c.table.Same(made.Before, made.After) {
			return made, nil // nothing to write, and no new Rev
		}
		*rev = c.rev
		n, err = c.updateRow(made.Before, made.After)
	}
	if err == nil {
		err = c.words.Change(n, made)
	}
	if err != nil {
		return made, err
	}
	c.changed = append(c.changed, changedRow{c.table.Name, c.table.ID(made.Row())})
	if c.undoable {
		err = c.journalChange(c.table, made)
	}
	return made, err
}

// fillText gives a row from the journal the text that its edit left as it was,
// and stores a text that is no column of its table.
func (c *changer) fillText(made data.RowChange) error {
	if made.After == nil || c.table.Body(made.After) == nil {
		return nil
	}
	b := c.table.Body(made.After)
	if c.table.SameText(made) {
		was := c.table.Body(made.Before)
		*b.Text, *b.Length = *was.Text, *was.Length
		return nil
	}
	*b.Length = len(*b.Text)
	if !c.table.Apart {
		return nil
	}
	_, err := rows.Keep(c.tx, []byte(*b.Text))
	return err
}

// insertRow inserts a row and returns its n.
func (c *changer) insertRow(row data.Row) (n int64, err error) {
	err = c.insert.run(c.writer, c.table.Values(row)...).Scan(&n)
	if engine.IsUnique(err) {
		return 0, engine.Conflict("%s %q exists already", c.table.Name, c.name(row))
	}
	return n, err
}

// updateRow sets the columns that differ and returns the row's n: indexes of
// other columns, and a text that stays, are not touched.
func (c *changer) updateRow(before, after data.Row) (n int64, err error) {
	set, args := c.table.Differing(before, after)
	if c.updates[set] == nil {
		c.updates[set] = &statement{text: c.table.Update(set) + " RETURNING n"}
	}
	err = c.updates[set].run(c.writer, args...).Scan(&n)
	return n, err
}

// stored returns the row to change, if it is still what the caller has seen.
func (c *changer) stored(before data.Row) (data.Row, error) {
	row, err := c.table.Reader().Read(c.find.run(c.writer, rows.Key(c.table.ID(before))))
	switch {
	case engine.IsNotFound(err):
		return nil, fmt.Errorf("%s %q: %w", c.table.Name, c.name(before), err)
	case err != nil:
		return nil, err
	}
	if c.table.Apart {
		b := c.table.Body(row)
		if *b.Text, err = rows.ReadText(c.ctx, c.tx, *b.Hash); err != nil {
			return nil, err
		}
	}
	unchanged := *c.table.Rev(before) == *c.table.Rev(row)
	if !c.fresh {
		seen := c.table.Copy(before)
		*c.table.Rev(seen) = *c.table.Rev(row)
		unchanged = c.table.Same(seen, row)
	}
	if !unchanged {
		return nil, engine.Conflict("%s %q was changed meanwhile", c.table.Name, c.name(row))
	}
	return row, nil
}

// name calls a row by its title, cut to a length for a message.
func (c *changer) name(row data.Row) string { return Shorten(c.table.Title(row)) }
