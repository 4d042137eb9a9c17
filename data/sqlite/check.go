package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/text/anchor"
)

// maxDamage bounds the sentences about damaged pages: one torn page can give
// thousands.
const maxDamage = 100

// Check looks the whole library over, see [data.Store]: the file's structure,
// then what the database cannot know, row by row.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	c := &checker{ctx: ctx, path: s.path}
	err := s.reading(ctx, "check the library", func(tx *sql.Tx) error {
		c.tx = tx
		for _, look := range []func() error{
			c.structure, c.tail, c.references, c.library, c.tracks, c.events, c.annotations, c.replies, c.articles,
			c.editions, c.views, c.bodies, c.journal,
		} {
			err := engine.Translate(look())
			// A row that every library has may be what the damage took.
			if (errors.Is(err, data.ErrCorrupt) || errors.Is(err, data.ErrNotFound)) && ctx.Err() == nil {
				c.found("%v.", err)
				err = nil
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	// Damage is found already; this is for what only a comparison shows.
	if problem, err := s.checkPacked(ctx); err == nil && problem != "" {
		c.found("%s", problem)
	}
	if problems, err := s.checkIndex(ctx); err == nil {
		c.problems = append(c.problems, problems...)
	}
	return c.problems, ctx.Err()
}

type checker struct {
	ctx      context.Context
	tx       *sql.Tx
	path     string
	problems []string
}

func (c *checker) found(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

func (c *checker) structure() error {
	if err := engine.RefreshIndexes(c.ctx, c.tx); err != nil {
		return err
	}
	rows, err := c.tx.QueryContext(c.ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", maxDamage))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var verdict string
		if err := rows.Scan(&verdict); err != nil {
			return err
		}
		for _, what := range engine.Damage(verdict) {
			c.found("The file is damaged: %s.", what)
		}
	}
	return rows.Err()
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
	rows, err := c.tx.QueryContext(c.ctx, `SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var from, to string
		var n int64
		if err := rows.Scan(&from, &n, &to); err != nil {
			return err
		}
		c.found("Row %d of table %s refers to a row of table %s that is not there.", n, from, to)
	}
	return rows.Err()
}

func (c *checker) library() error     { return checkRows(c, libraries(), data.Library.Validate) }
func (c *checker) tracks() error      { return checkRows(c, tracks(), data.Track.Validate) }
func (c *checker) events() error      { return checkRows(c, events(), data.Event.Validate) }
func (c *checker) annotations() error { return checkRows(c, annotations(), data.Annotation.Validate) }
func (c *checker) views() error       { return checkRows(c, views(), data.View.Validate) }

// replies finds replies to replies; that what they answer is there the references
// tell.
func (c *checker) replies() error {
	return annotations().each(c.ctx, c.tx, `WHERE EXISTS (SELECT 1 FROM annotation AS note
		WHERE note.id = annotation.parent AND note.parent IS NOT NULL) ORDER BY n`, func(n data.Annotation) bool {
		c.found("%s: is a reply to a reply.", describe(annotations(), n))
		return true
	})
}

// editions checks the earlier texts one by one.
func (c *checker) editions() error {
	list, err := editions().all(c.ctx, c.tx, "ORDER BY n")
	if err != nil {
		return err
	}
	for _, v := range list {
		if v.Text, err = readText(c.ctx, c.tx, v.Hash); errors.Is(err, data.ErrCorrupt) {
			checkRow(c, editions(), v, err)
			continue
		}
		if err != nil {
			return err
		}
		checkRow(c, editions(), v, v.Validate())
		if v.Length != len(v.Text) {
			c.found("%s: length is %d, but the text has %d bytes.", describe(editions(), v), v.Length, len(v.Text))
		}
	}
	return nil
}

// bodies unpacks all texts and pages and compares them with their hashes.
func (c *checker) bodies() error {
	rows, err := c.tx.QueryContext(c.ctx, "SELECT hash FROM body ORDER BY n")
	if err != nil {
		return err
	}
	defer rows.Close()
	var named []hash
	for rows.Next() {
		var raw sql.RawBytes
		if err := rows.Scan(&raw); err != nil {
			return err
		}
		var of hash
		copy(of[:], raw)
		named = append(named, of)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, of := range named {
		_, err := readBody(c.ctx, c.tx, of)
		if errors.Is(err, data.ErrCorrupt) {
			c.found("%v.", err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// checkRows asks every row of a table whether it could be stored today: that
// includes whether the bounds of a date are those of its text.
func checkRows[T any](c *checker, t *table[T], validate func(T) error) error {
	return t.each(c.ctx, c.tx, "ORDER BY n", func(row T) bool {
		checkRow(c, t, row, validate(row))
		return true
	})
}

func checkRow[T any](c *checker, t *table[T], row T, err error) {
	if err == nil {
		return
	}
	what := err.Error()
	if invalid := (*data.InvalidError)(nil); errors.As(err, &invalid) {
		what = invalid.Field + " " + invalid.Reason
	}
	c.found("%s: %s.", describe(t, row), what)
}

func describe[T any](t *table[T], row T) string {
	return fmt.Sprintf("%s %q (%s)", t.name, shorten(t.title(row)), t.id(row))
}

// articles checks articles one by one, each with the passages taken from it:
// only one text is in memory.
func (c *checker) articles() error {
	list, err := listedArticles().all(c.ctx, c.tx, "ORDER BY n")
	if err != nil {
		return err
	}
	for _, listed := range list {
		a, err := articles().one(c.ctx, c.tx, "WHERE id = ?", key(listed.ID))
		if err != nil {
			return err
		}
		checkRow(c, articles(), a, a.Validate())
		if a.Length != len(a.Text) {
			c.found("%s: length is %d, but the text has %d bytes.", describe(articles(), a), a.Length, len(a.Text))
		}
		err = excerpts().each(c.ctx, c.tx, "WHERE article = ? ORDER BY n", func(x data.Excerpt) bool {
			checkRow(c, excerpts(), x, x.Validate())
			if x.Doubt.State != data.Orphan {
				checkRow(c, excerpts(), x, inPlace(a, x.Anchor))
			}
			return true
		}, key(a.ID))
		if err != nil {
			return err
		}
		err = annotations().each(c.ctx, c.tx, "WHERE article = ? ORDER BY n", func(n data.Annotation) bool {
			if n.Doubt.State != data.Orphan {
				checkRow(c, annotations(), n, inPlace(a, n.Anchor))
			}
			return true
		}, key(a.ID))
		if err != nil {
			return err
		}
		err = dismissals().each(c.ctx, c.tx, "WHERE article = ? ORDER BY n", func(d data.Dismissal) bool {
			checkRow(c, dismissals(), d, d.Validate())
			checkRow(c, dismissals(), d, inPlace(a, d.Anchor))
			return true
		}, key(a.ID))
		if err != nil {
			return err
		}
	}
	return nil
}

// inPlace says whether a quote stands where its anchor says.
func inPlace(a data.Article, s anchor.Selector) error {
	switch {
	case s.Start < 0 || s.Start > s.End || s.End > len(a.Text):
		return fmt.Errorf("its passage, %d to %d, lies outside the text of %s", s.Start, s.End, describe(articles(), a))
	case a.Text[s.Start:s.End] != s.Exact:
		return fmt.Errorf("its quote is not what stands at %d in %s", s.Start, describe(articles(), a))
	}
	return nil
}

func (c *checker) journal() error {
	list, err := listEntries(c.ctx, c.tx, "ORDER BY n")
	if err != nil {
		return err
	}
	for _, j := range list {
		_, err := j.decode(c.ctx, c.tx)
		if errors.Is(err, data.ErrCorrupt) {
			c.found("Edit %d cannot be undone: %v.", j.n, err)
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}
