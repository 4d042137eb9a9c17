// Package check looks a whole library over: the file's structure, then what the
// database cannot know, row by row.
package check

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/journal"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/anchor"
)

// maxDamage bounds the sentences about damaged pages: one torn page can give
// thousands.
const maxDamage = 100

// Library returns what is wrong with the library at path, one clear sentence each.
// readable says whether its values may be read at all: longer ones than a library may
// have are not.
func Library(ctx context.Context, tx *sql.Tx, path string, progress func(done float64)) (problems []string, readable bool, err error) {
	const sizing = 0.05 // of the work
	c := &checker{ctx: ctx, tx: tx, path: path}
	if over, err := Sizes(ctx, tx, engine.MaxRead, engine.Part(progress, 0, sizing)); err == nil && len(over) > 0 {
		for _, what := range over {
			c.found("The library has %s.", what)
		}
		c.found("The rest was not checked.")
		return c.problems, false, nil
	} else if err := engine.Translate(err); err != nil && !errors.Is(err, data.ErrCorrupt) {
		return nil, false, err // damage is found below
	}
	done := sizing
	for _, look := range []struct {
		at    func() error
		share float64 // of the work, about
	}{
		{c.structure, 0.3},
		{c.tail, 0},
		{c.references, 0.05},
		{c.rows, 0.2},
		{c.instants, 0.05},
		{c.revisions, 0.02},
		{c.replies, 0.01},
		{c.origins, 0.01},
		{c.links, 0},
		{c.articles, 0.14},
		{c.editions, 0.02},
		{c.bodies, 0.1},
		{c.journal, 0.05},
	} {
		c.tell = engine.Part(progress, done, done+look.share)
		err := engine.Translate(look.at())
		done += look.share
		c.tell(1)
		// A row that every library has may be what the damage took.
		if (errors.Is(err, data.ErrCorrupt) || errors.Is(err, data.ErrNotFound)) && ctx.Err() == nil {
			c.found("%v.", err)
			err = nil
		}
		if err != nil {
			return nil, false, err
		}
	}
	return c.problems, true, nil
}

type checker struct {
	ctx      context.Context
	tx       *sql.Tx
	path     string
	tell     func(done float64) // how much of the present step is done, 0 to 1
	problems []string
}

func (c *checker) found(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

func (c *checker) structure() error {
	if err := engine.RefreshIndexes(c.ctx, c.tx); err != nil {
		return err
	}
	list, err := c.tx.QueryContext(c.ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", maxDamage))
	if err != nil {
		return err
	}
	defer list.Close()
	for list.Next() {
		var verdict string
		if err := list.Scan(&verdict); err != nil {
			return err
		}
		for _, what := range engine.Damage(verdict) {
			c.found("The file is damaged: %s.", what)
		}
	}
	return list.Err()
}

// tail finds what follows the last page. The size of the file can be compared
// with the pages of this transaction: no page is brought home from the log that
// it does not know, and no library shrinks.
func (c *checker) tail() error {
	var pages, size int64
	const query = "SELECT page_count, page_size FROM pragma_page_count, pragma_page_size"
	if err := c.tx.QueryRowContext(c.ctx, query).Scan(&pages, &size); err != nil {
		return err
	}
	info, err := os.Stat(c.path)
	if err != nil {
		return err
	}
	if more := info.Size() - pages*size; more > 0 {
		c.found("%d bytes follow the last page of the file; they are no part of the library.", more)
	}
	return nil
}

func (c *checker) references() error {
	list, err := c.tx.QueryContext(c.ctx, `SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check`)
	if err != nil {
		return err
	}
	defer list.Close()
	for list.Next() {
		var from, to string
		var n int64
		if err := list.Scan(&from, &n, &to); err != nil {
			return err
		}
		c.found("Row %d of table %s refers to a row of table %s that is not there.", n, from, to)
	}
	return list.Err()
}

// rows asks every row without a text whether it could be stored today: that includes
// whether the bounds of a date are those of its text.
func (c *checker) rows() error {
	all, done := c.countRows(), 0
	for _, t := range rows.All() {
		if t.Body(t.New()) != nil {
			continue
		}
		one := t.Kind == data.KindLibrary
		err := t.Each(c.ctx, c.tx, "ORDER BY n", func(row data.Row) bool {
			c.row(t, row, row.Validate())
			one = false
			if done++; done%tellEvery == 0 {
				c.tell(float64(done) / float64(all))
			}
			return true
		})
		if one {
			err = errors.Join(err, fmt.Errorf("the library: %w", data.ErrNotFound))
		}
		if err := engine.Translate(err); errors.Is(err, data.ErrCorrupt) || errors.Is(err, data.ErrNotFound) {
			c.found("%v.", err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// tellEvery is after how many rows progress is told.
const tellEvery = 1000

// countRows counts the rows without a text, those that can be counted: it is for progress
// only.
func (c *checker) countRows() (all int) {
	for _, t := range rows.All() {
		var n int
		if t.Body(t.New()) == nil && c.tx.QueryRowContext(c.ctx, "SELECT count(*) FROM "+t.Name).Scan(&n) == nil {
			all += n
		}
	}
	return max(all, 1)
}

// instants finds events whose bounds in UTC are not those of their date.
func (c *checker) instants() error {
	t := rows.Of(data.KindEvent)
	return t.Each(c.ctx, c.tx, "WHERE "+engine.WrongInstants+" ORDER BY n", func(row data.Row) bool {
		c.found("%s: the instants of its date are not those of the text.", describe(t, row))
		return true
	})
}

// revisions finds rows that claim to be newer than the library: an edit gives both the
// same number, and one that cannot grow ends all edits.
func (c *checker) revisions() error {
	const highest = 1_000_000_000_000
	var now int64
	if err := c.tx.QueryRowContext(c.ctx, "SELECT revision FROM library").Scan(&now); err != nil {
		return err
	}
	if now < 1 || now > highest {
		c.found("The revision of the library is %d, which no number of edits can have made.", now)
	}
	for _, t := range rows.All() {
		if err := t.Each(c.ctx, c.tx, "WHERE rev < 1 OR rev > ? ORDER BY n", func(row data.Row) bool {
			c.found("%s: is of revision %d, the library of %d.", describe(t, row), *t.Rev(row), now)
			return true
		}, now); err != nil {
			return err
		}
	}
	return nil
}

// replies finds replies to replies; that what they answer is there the references
// tell.
func (c *checker) replies() error {
	t := rows.Of(data.KindAnnotation)
	return t.Each(c.ctx, c.tx, `WHERE EXISTS (SELECT 1 FROM annotation AS note
		WHERE note.id = annotation.parent AND note.parent IS NOT NULL) ORDER BY n`, func(row data.Row) bool {
		c.found("%s: is a reply to a reply.", describe(t, row))
		return true
	})
}

// origins finds rows of a source that came in twice.
func (c *checker) origins() error {
	t := rows.Of(data.KindOrigin)
	return t.Each(c.ctx, c.tx, `AS o WHERE EXISTS (SELECT 1 FROM origin AS other
		WHERE other.source = o.source AND other.foreign_id = o.foreign_id AND other.of = o.of AND other.n < o.n) ORDER BY n`, func(row data.Row) bool {
		o := row.(*data.Origin)
		c.found("%s: there is another for the same %s of %q.", describe(t, row), o.Of, journal.Shorten(o.Source))
		return true
	})
}

// links finds links in notes that lead to a row of another kind than they say. One that
// leads nowhere is left by a deletion.
func (c *checker) links() error {
	t := rows.Of(data.KindAnnotation)
	linked := []data.Kind{data.KindEvent, data.KindArticle, data.KindExcerpt, data.KindAnnotation}
	var links []data.Link
	var notes []string // that links belong to
	if err := t.Each(c.ctx, c.tx, `WHERE links LIKE '%"text"%' ORDER BY n`, func(row data.Row) bool {
		for _, l := range row.(*data.Annotation).Links {
			links, notes = append(links, l), append(notes, describe(t, row))
		}
		return true
	}); err != nil {
		return err
	}
	for i, l := range links {
		says, id := l.Target()
		for _, kind := range linked {
			if kind == says {
				continue
			}
			var there bool
			query := "SELECT EXISTS (SELECT 1 FROM " + rows.Of(kind).Name + " WHERE id = ?)"
			if err := c.tx.QueryRowContext(c.ctx, query, rows.Key(id)).Scan(&there); err != nil {
				return err
			}
			if there {
				c.found("%s: its link “%s” is to one of table %s and leads to one of table %s.", notes[i], l.Text, rows.Of(says).Name, rows.Of(kind).Name)
			}
		}
	}
	return nil
}

// articles checks articles one by one, each with the passages in it: only one text is
// in memory.
func (c *checker) articles() error {
	list, err := rows.ListOf[data.Article](c.ctx, c.tx, rows.For[data.Article]().Without("blocks", "text"), "ORDER BY n")
	if err != nil {
		return err
	}
	for i, listed := range list {
		c.tell(float64(i) / float64(len(list)))
		a, err := rows.One[data.Article](c.ctx, c.tx, "WHERE id = ?", rows.Key(listed.ID))
		if err != nil {
			return err
		}
		c.text(rows.For[data.Article](), &a)
		for _, t := range rows.All() {
			if err := c.passages(t, a); err != nil {
				return err
			}
		}
	}
	return nil
}

// passages checks that the passages of a kind in an article are where their anchors
// say.
func (c *checker) passages(t *rows.Table, a data.Article) error {
	var in, at *data.Field
	for _, f := range t.Fields {
		switch _, anchored := f.At(t.New()).(*anchor.Selector); {
		case anchored:
			at = &f
		case f.Refers && f.To == data.KindArticle:
			in = &f
		}
	}
	if in == nil || at == nil {
		return nil
	}
	return t.Each(c.ctx, c.tx, "WHERE "+in.Name+" = ? ORDER BY n", func(row data.Row) bool {
		if s := *at.At(row).(*anchor.Selector); !orphan(t, row) && !a.Awaits(s) {
			c.row(t, row, inPlace(a, s))
		}
		return true
	}, rows.Key(a.ID))
}

func orphan(t *rows.Table, row data.Row) bool {
	for _, f := range t.Fields {
		if doubt, ok := f.At(row).(*data.Doubt); ok {
			return doubt.State == data.Orphan
		}
	}
	return false
}

// inPlace reports whether a quote is where its anchor says.
func inPlace(a data.Article, s anchor.Selector) error {
	describe := describe(rows.For[data.Article](), &a)
	text, part := a.In(s), ""
	if s.Part != "" {
		part = s.Part + " of "
	}
	switch {
	case s.Start < 0 || s.Start > s.End || s.End > len(text):
		return fmt.Errorf("its passage, %d to %d, lies outside the %s of %s", s.Start, s.End, cmp.Or(s.Part, "text"), describe)
	case text[s.Start:s.End] != s.Exact:
		return fmt.Errorf("its quote is not what stands at %d in %s%s", s.Start, part, describe)
	}
	return nil
}

// editions checks the earlier texts one by one.
func (c *checker) editions() error {
	t := rows.For[data.Edition]()
	list, err := rows.List[data.Edition](c.ctx, c.tx, "ORDER BY n")
	if err != nil {
		return err
	}
	for i, v := range list {
		c.tell(float64(i) / float64(len(list)))
		if v.Text, err = rows.ReadText(c.ctx, c.tx, v.Hash); errors.Is(err, data.ErrCorrupt) {
			c.row(t, &v, err)
			continue
		}
		if err != nil {
			return err
		}
		c.text(t, &v)
	}
	return nil
}

// text checks a row with its text.
func (c *checker) text(t *rows.Table, row data.Row) {
	c.row(t, row, row.Validate())
	if b := t.Body(row); *b.Length != len(*b.Text) {
		c.found("%s: length is %d, but the text has %d bytes.", describe(t, row), *b.Length, len(*b.Text))
	}
}

// bodies unpacks all texts and pages and compares them with their hashes.
func (c *checker) bodies() error {
	list, err := c.tx.QueryContext(c.ctx, "SELECT hash FROM body ORDER BY n")
	if err != nil {
		return err
	}
	defer list.Close()
	var named []rows.Sum
	for list.Next() {
		var raw sql.RawBytes
		if err := list.Scan(&raw); err != nil {
			return err
		}
		var of rows.Sum
		copy(of[:], raw)
		named = append(named, of)
	}
	if err := list.Err(); err != nil {
		return err
	}
	for i, of := range named {
		c.tell(float64(i) / float64(len(named)))
		_, err := rows.ReadBody(c.ctx, c.tx, of)
		if errors.Is(err, data.ErrCorrupt) {
			c.found("%v.", err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) row(t *rows.Table, row data.Row, err error) {
	if err == nil {
		return
	}
	what := err.Error()
	if invalid := (*data.InvalidError)(nil); errors.As(err, &invalid) {
		what = invalid.Field + " " + invalid.Reason
	}
	c.found("%s: %s.", describe(t, row), what)
}

func describe(t *rows.Table, row data.Row) string {
	return fmt.Sprintf("%s %q (%s)", t.Name, journal.Shorten(t.Title(row)), t.ID(row))
}

func (c *checker) journal() error {
	list, err := journal.List(c.ctx, c.tx, "ORDER BY n")
	if err != nil {
		return err
	}
	for i, j := range list {
		c.tell(float64(i) / float64(len(list)))
		for _, err := range j.Parts(c.ctx, c.tx, false) {
			if errors.Is(err, data.ErrCorrupt) {
				c.found("Edit %d cannot be undone: %v.", j.N, err)
			} else if err != nil {
				return err
			}
		}
	}
	return nil
}
