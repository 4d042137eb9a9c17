package journal

import (
	"database/sql"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/sqlite/words"
)

// changer applies changes of one kind. Its statements run without the context: watching
// it would cost more than a row; all looks at it before each, and database/sql ends the
// transaction when it is cancelled.
type changer struct {
	*writer
	table           *rows.Table
	insert, delete_ statement
	updates         map[rows.ColumnSet]*statement
	words           *words.Index

	fetched map[data.ID]storedRow // those that the batch changes
	gone    []int64               // rows to be deleted, by n
}

// storedRow is a row as it is stored, with its key n.
type storedRow struct {
	n   int64
	row data.Row
}

func newChanger(w *writer, t *rows.Table) (c *changer, err error) {
	c = &changer{writer: w, table: t, updates: map[rows.ColumnSet]*statement{}, fetched: map[data.ID]storedRow{}}
	c.insert.text = t.Insert()
	c.delete_.text = "DELETE FROM " + t.Name + " WHERE n" + rows.InNumbers
	if c.words, err = words.IndexOf(w.ctx, w.tx, t, w.rev); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *changer) close() {
	for _, s := range []*statement{&c.insert, &c.delete_} {
		s.close()
	}
	for _, s := range c.updates {
		s.close()
	}
	c.words.Close()
}

// batchSize is how many rows are read, or deleted, by one statement; of those with texts
// there are fewer in memory.
func (c *changer) batchSize() int {
	if c.table.Body(c.table.New()) != nil {
		return 16
	}
	return 512
}

// all applies a batch of changes, in their order.
func (c *changer) all(batch []data.RowChange) error {
	if err := c.fetch(batch); err != nil {
		return err
	}
	for _, asked := range batch {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		made, err := c.make(asked)
		if err != nil {
			return err
		}
		c.table.Add(&c.done, made)
	}
	return c.drop()
}

// fetch reads the rows that a batch changes.
func (c *changer) fetch(batch []data.RowChange) error {
	clear(c.fetched)
	var ids []data.ID
	for _, asked := range batch {
		if asked.Before != nil {
			ids = append(ids, c.table.ID(asked.Before))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return c.table.EachNumbered(c.ctx, c.tx, "WHERE "+rows.IsListed, func(n int64, row data.Row) bool {
		c.fetched[c.table.ID(row)] = storedRow{n, c.table.Copy(row)}
		return true
	}, rows.Listed(ids))
}

// drop deletes the rows that are gone.
func (c *changer) drop() error {
	if len(c.gone) == 0 {
		return nil
	}
	list := string(rows.Encode(c.gone))
	c.gone = c.gone[:0]
	if _, err := c.delete_.exec(c.writer, list); err != nil {
		return err
	}
	return c.words.Drop(list)
}

// statement is prepared when it is first run: most edits need one or two.
type statement struct {
	text string
	stmt *sql.Stmt
	err  error
}

func (s *statement) prepare(w *writer) error {
	if s.stmt == nil && s.err == nil {
		s.stmt, s.err = w.tx.PrepareContext(w.ctx, s.text)
	}
	return s.err
}

// exec runs a statement that gives no rows.
func (s *statement) exec(w *writer, args ...any) (sql.Result, error) {
	if err := s.prepare(w); err != nil {
		return nil, err
	}
	return s.stmt.Exec(args...)
}

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
		if err = c.drop(); err == nil { // one with the same ID may have gone before
			n, err = c.insertRow(made.After)
		}
	case made.After == nil:
		c.gone = append(c.gone, c.fetched[c.table.ID(made.Before)].n)
	default:
		rev := c.table.Rev(made.After)
		*rev = *c.table.Rev(made.Before)
		if c.table.Same(made.Before, made.After) {
			return made, nil // nothing to write, and no new Rev
		}
		*rev = c.rev
		n = c.fetched[c.table.ID(made.Before)].n
		err = c.updateRow(made.Before, made.After)
	}
	if err == nil && made.After != nil {
		err = c.words.Change(n, made)
	}
	if err != nil {
		return made, err
	}
	c.report(c.table, made.Row())
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
	result, err := c.insert.exec(c.writer, c.table.Values(row)...)
	if engine.IsUnique(err) {
		return 0, engine.Conflict("%s %q exists already", c.table.Name, c.name(row))
	}
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// updateRow sets the columns that differ: indexes of other columns, and a text that
// stays, are not touched.
func (c *changer) updateRow(before, after data.Row) error {
	set, args := c.table.Differing(before, after)
	if c.updates[set] == nil {
		c.updates[set] = &statement{text: c.table.Update(set)}
	}
	_, err := c.updates[set].exec(c.writer, args...)
	return err
}

// stored returns the row to change, if it is still what the caller has seen.
func (c *changer) stored(before data.Row) (data.Row, error) {
	found, ok := c.fetched[c.table.ID(before)]
	if !ok {
		return nil, fmt.Errorf("%s %q: %w", c.table.Name, c.name(before), data.ErrNotFound)
	}
	row := found.row
	if c.table.Apart {
		b := c.table.Body(row)
		var err error
		if *b.Text, err = rows.ReadText(c.ctx, c.tx, *b.Hash); err != nil {
			return nil, err
		}
	}
	unchanged := *c.table.Rev(before) == *c.table.Rev(row)
	if c.fresh {
		unchanged = unchanged && *c.table.Rev(row) != c.rev // or an earlier part wrote it
	} else {
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
