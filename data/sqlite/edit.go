package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// Apply writes an edit, see [data.Store].
func (s *Store) Apply(ctx context.Context, e data.Edit) (data.Edit, error) {
	if err := e.Validate(); err != nil {
		return data.Edit{}, fmt.Errorf("apply the edit: %w", err)
	}
	var done data.Edit
	err := s.writing(ctx, "apply the edit", func(tx *sql.Tx) error {
		into, err := mergeTarget(ctx, tx, e.Merge)
		if err != nil {
			return err
		}
		w := &writer{ctx: ctx, tx: tx, who: s.opener.who, fresh: true}
		defer w.close()
		if err := w.write(e); err != nil {
			return err
		}
		done = w.done
		if w.entry == 0 {
			return errUnchanged
		}
		if into != nil {
			return w.mergeInto(into)
		}
		return nil
	})
	if err != nil {
		return data.Edit{}, err
	}
	return done, nil
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
		return s.unwritable()
	}
	if err := s.editable(ctx); err != nil {
		return err
	}
	if s.unlogged {
		s.copying.Lock()
		defer s.copying.Unlock()
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
	if err := s.inPlace(); err != nil {
		return err
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

	who     string // makes the edit
	rev     int64  // stamps the rows
	changed []changedRow
	done    data.Edit // as made, with the rows that were stored as Before
	entry   int64     // in the journal, 0 until something has changed
	record  *sql.Stmt
}

func (w *writer) write(e data.Edit) error {
	const next = "UPDATE library SET revision = revision + 1 RETURNING revision"
	if err := w.tx.QueryRowContext(w.ctx, next).Scan(&w.rev); err != nil {
		return err
	}
	w.done.Label, w.done.Merge, w.done.Pages = e.Label, e.Merge, e.Pages
	steps := []func() error{
		func() error { return w.keepPages(e.Pages) },
		func() (err error) { w.done.Library, err = change(w, libraries(), e.Library); return err },
		func() (err error) { w.done.Tracks, err = change(w, tracks(), e.Tracks); return err },
		func() (err error) { w.done.Events, err = change(w, events(), e.Events); return err },
		func() (err error) { w.done.Articles, err = change(w, articles(), e.Articles); return err },
		func() (err error) { w.done.Excerpts, err = change(w, excerpts(), e.Excerpts); return err },
		func() (err error) { w.done.Annotations, err = change(w, annotations(), e.Annotations); return err },
		func() (err error) { w.done.Editions, err = change(w, editions(), e.Editions); return err },
		func() (err error) { w.done.Dismissals, err = change(w, dismissals(), e.Dismissals); return err },
		func() (err error) { w.done.Views, err = change(w, views(), e.Views); return err },
		w.checkReferences,
		w.feed,
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
	table                 *table[T]
	find, insert, delete_ statement
	updates               map[columnSet]*statement
	words                 *wordIndex
}

func (c *changer[T]) prepare() (err error) {
	c.find.text = c.table.selectFrom("WHERE id = ?")
	c.insert.text = c.table.insertInto() + " RETURNING n"
	c.delete_.text = c.table.deleteFrom() + " RETURNING n"
	c.updates = map[columnSet]*statement{}
	if c.words, err = indexOf(c.ctx, c.tx, c.table.name, c.rev); err != nil {
		c.close()
	}
	return err
}

func (c *changer[T]) close() {
	for _, s := range []*statement{&c.find, &c.insert, &c.delete_} {
		s.close()
	}
	for _, s := range c.updates {
		s.close()
	}
	c.words.close()
}

// statement is prepared when it is run first: most edits need one or two.
type statement struct {
	text string
	stmt *sql.Stmt
	err  error
}

func (s *statement) run(w *writer, args ...any) scanner {
	if s.stmt == nil && s.err == nil {
		s.stmt, s.err = w.tx.PrepareContext(w.ctx, s.text)
	}
	if s.err != nil {
		return s
	}
	return s.stmt.QueryRow(args...)
}

// Scan tells why a statement could not be prepared.
func (s *statement) Scan(...any) error { return s.err }

func (s *statement) close() {
	if s.stmt != nil {
		_ = s.stmt.Close()
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
	if err = c.fillText(made); err != nil {
		return made, err
	}
	var n int64
	switch {
	case made.Before == nil:
		*c.table.rev(made.After) = c.rev
		n, err = c.insertRow(*made.After)
	case made.After == nil:
		err = c.delete_.run(c.writer, key(c.table.id(*made.Before))).Scan(&n)
	default:
		rev := c.table.rev(made.After)
		*rev = *c.table.rev(made.Before)
		if c.table.same(*made.Before, *made.After) {
			return made, nil // nothing to write, and no new Rev
		}
		*rev = c.rev
		n, err = c.updateRow(*made.Before, *made.After)
	}
	if err == nil {
		err = changeWords(c.words, n, made)
	}
	if err != nil {
		return made, err
	}
	c.changed = append(c.changed, changedRow{c.table.name, changedID(c.table, made)})
	if c.fresh {
		err = writeDown(c.writer, c.table, made)
	}
	return made, err
}

// fillText gives a row from the journal the text that its edit left as it was,
// and stores a text that is no column of its table.
func (c *changer[T]) fillText(made data.Change[T]) error {
	if c.table.bodies == nil || made.After == nil {
		return nil
	}
	text, length, _, _ := c.table.bodies(made.After)
	if sameText(c.table, made) {
		was, n, _, _ := c.table.bodies(made.Before)
		*text, *length = *was, *n
		return nil
	}
	*length = len(*text)
	if !c.table.apart {
		return nil
	}
	_, err := c.keep([]byte(*text))
	return err
}

// insertRow inserts a row and returns its n.
func (c *changer[T]) insertRow(row T) (n int64, err error) {
	err = c.insert.run(c.writer, c.table.values(row)...).Scan(&n)
	if engine.IsUnique(err) {
		return 0, engine.Conflict("%s %q is there already", c.table.name, c.name(row))
	}
	return n, err
}

// updateRow sets the columns that differ and returns the row's n: indexes of
// other columns, and a text that stays, are not touched.
func (c *changer[T]) updateRow(before, after T) (n int64, err error) {
	was, now := c.table.values(before), c.table.values(after)
	set, args := columnSet(0), now[:1:1]
	for i := 1; i < len(now); i++ {
		if !sameValue(was[i], now[i]) {
			set |= 1 << i
			args = append(args, now[i])
		}
	}
	if c.updates[set] == nil {
		c.updates[set] = &statement{text: c.table.updateOf(set) + " RETURNING n"}
	}
	err = c.updates[set].run(c.writer, args...).Scan(&n)
	return n, err
}

// stored returns the row to change, if it is still what the caller has seen.
func (c *changer[T]) stored(before T) (*T, error) {
	var row T
	err := c.table.read(c.find.run(c.writer, key(c.table.id(before))), &row)
	switch {
	case engine.IsNotFound(err):
		return nil, fmt.Errorf("%s %q: %w", c.table.name, c.name(before), err)
	case err != nil:
		return nil, err
	}
	if c.table.apart {
		text, _, of, _ := c.table.bodies(&row)
		if *text, err = readText(c.ctx, c.tx, *of); err != nil {
			return nil, err
		}
	}
	rev := c.table.rev(&before)
	unchanged := *rev == *c.table.rev(&row)
	if !c.fresh {
		*rev = *c.table.rev(&row)
		unchanged = c.table.same(before, row)
	}
	if !unchanged {
		return nil, engine.Conflict("%s %q was changed meanwhile", c.table.name, c.name(row))
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
func writeDown[T any](w *writer, t *table[T], c data.Change[T]) (err error) {
	if w.entry == 0 {
		if w.entry, err = openEntry(w.ctx, w.tx, w.done.Label, w.done.Merge); err != nil {
			return err
		}
		const insert = "INSERT INTO journal_change (journal, kind, before, after) VALUES (?, ?, ?, ?)"
		if w.record, err = w.tx.PrepareContext(w.ctx, insert); err != nil {
			return err
		}
	}
	if t.bodies != nil {
		if err := nameBodies(w, t, c); err != nil {
			return err
		}
	}
	before, after := encodeChange(t, c)
	_, err = w.record.Exec(w.entry, t.name, before, after)
	return err
}

// nameBodies stores the texts that a change needs to be undone and made again,
// and writes down that the journal names them.
func nameBodies[T any](w *writer, t *table[T], c data.Change[T]) error {
	unchanged := sameText(t, c)
	for _, row := range []*T{c.Before, c.After} {
		if row == nil {
			continue
		}
		text, _, of, page := t.bodies(row)
		named := []hash{page}
		if !unchanged {
			kept, err := w.keep([]byte(*text))
			if err != nil {
				return err
			}
			*of = kept // of a damaged row it may have been another
			named = append(named, kept)
		}
		for _, h := range named {
			if h == (hash{}) {
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
	if w.record != nil {
		_ = w.record.Close()
	}
}
