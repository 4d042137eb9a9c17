package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// mender makes a library of rows that came out of a damaged one. Rows that are
// in the journal alone come back; what cannot be stored is changed as little as
// makes it possible; who refers to a row that is lost gets another one or lets
// go of it. What the reader wrote himself is never dropped.
type mender struct {
	ctx   context.Context
	db    *sql.DB // one connection
	found *data.Salvaged
	name  string // of the library where that is lost
	now   int64  // Unix seconds

	journal, dropped map[string]int // rows by kind
	torn             bool           // the journal is not whole
}

func (m *mender) mend() error {
	m.journal, m.dropped = map[string]int{}, map[string]int{}
	for _, step := range []func() error{
		m.lists, m.revisions, m.bodies, m.fromJournal, m.library, m.tracks, m.events, m.articles, m.excerpts, m.annotations,
		m.editions, m.others, m.references, m.history, m.counts,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (m *mender) exec(statements ...string) error {
	for _, statement := range statements {
		if _, err := m.db.ExecContext(m.ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// lists empties lists of values that are no lists of the right kind.
func (m *mender) lists() error {
	strs := func() any { return &[]string{} }
	for _, l := range []struct {
		table, column, empty string
		into                 func() any
	}{
		{"event", "tags", "[]", strs},
		{"annotation", "tags", "[]", strs},
		{"annotation", "links", "[]", func() any { return &[]data.Link{} }},
		{"article", "blocks", "[]", func() any { return &[]data.Block{} }},
		{"edition", "blocks", "[]", func() any { return &[]data.Block{} }},
		{"library", "colour_names", "{}", func() any { return &map[string]string{} }},
	} {
		if err := m.list(l.table, l.column, l.empty, l.into); err != nil {
			return err
		}
	}
	return nil
}

func (m *mender) list(table, column, empty string, into func() any) error {
	rows, err := m.db.QueryContext(m.ctx, "SELECT n, "+column+" FROM "+table+" WHERE "+column+" <> ?", empty)
	if err != nil {
		return err
	}
	defer rows.Close()
	var bad []int64
	for rows.Next() {
		var n int64
		var text string
		if err := rows.Scan(&n, &text); err != nil {
			return err
		}
		if json.Unmarshal([]byte(text), into()) != nil {
			bad = append(bad, n)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, n := range bad {
		if _, err := m.db.ExecContext(m.ctx, "UPDATE "+table+" SET "+column+" = ? WHERE n = ?", empty, n); err != nil {
			return err
		}
		m.found.Doubtful++
	}
	return nil
}

// bodies drops texts and pages that are not what they were.
func (m *mender) bodies() error {
	rows, err := m.db.QueryContext(m.ctx, "SELECT n, hash FROM body ORDER BY n")
	if err != nil {
		return err
	}
	defer rows.Close()
	of := map[int64][]byte{}
	for rows.Next() {
		var n int64
		var key []byte
		if err := rows.Scan(&n, &key); err != nil {
			return err
		}
		of[n] = key
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for n, key := range of {
		_, err := readBody(m.ctx, m.db, hash(key))
		if m.ctx.Err() != nil {
			return m.ctx.Err()
		}
		if err == nil {
			continue
		}
		m.torn = true
		if _, err := m.db.ExecContext(m.ctx, "DELETE FROM body WHERE n = ?", n); err != nil {
			return err
		}
	}
	return nil
}

// kinds are the tables of rows with an ID, in the order of the report.
func kinds() []string {
	return []string{"track", "event", "article", "excerpt", "annotation", "edition", "dismissal", "view"}
}

// revisions makes sense of those that have none.
func (m *mender) revisions() error {
	for _, table := range append(kinds(), "library") {
		if err := m.exec("UPDATE " + table + " SET rev = 1 WHERE rev < 1 OR rev > 1000000000000"); err != nil {
			return err
		}
	}
	return nil
}

// mendRows changes the rows of a table that cannot be stored; fix returns false
// for one that nothing can be made of.
func mendRows[T any](m *mender, t *table[T], rest string, validate func(T) error, fix func(*T) bool) error {
	var bad []T
	if err := t.each(m.ctx, m.db, rest, func(row T) bool {
		if validate(row) != nil {
			bad = append(bad, row)
		}
		return true
	}); err != nil {
		return err
	}
	for _, row := range bad {
		if err := keepOrDrop(m, t, row, fix(&row) && validate(row) == nil); err != nil {
			return err
		}
	}
	return nil
}

func keepOrDrop[T any](m *mender, t *table[T], row T, keep bool) error {
	if keep {
		m.found.Doubtful++
		_, err := m.db.ExecContext(m.ctx, t.updateOf(t.allColumns()), t.values(row)...)
		return err
	}
	m.dropped[t.name]++
	_, err := m.db.ExecContext(m.ctx, t.deleteFrom(), key(t.id(row)))
	return err
}

func (m *mender) library() error {
	row, err := libraries().one(m.ctx, m.db, "")
	if engine.IsNotFound(err) {
		row = data.Library{ID: data.NewID(), Rev: 1, Title: m.name, Created: m.now}
		_, err = m.db.ExecContext(m.ctx, "INSERT INTO library (n, id, rev, title, created, revision) VALUES (1, ?, ?, ?, ?, 1)",
			row.ID[:], row.Rev, row.Title, row.Created)
		return err
	}
	if err != nil || row.Validate() == nil {
		return err
	}
	row.Title, row.ColourNames = orElse(clean(row.Title, data.MaxTitle), m.name), nil
	return keepOrDrop(m, libraries(), row, true)
}

func (m *mender) tracks() error {
	return mendRows(m, tracks(), "", data.Track.Validate, func(t *data.Track) bool {
		t.Name = orElse(clean(t.Name, data.MaxTitle), unknown)
		if !known(t.Colour) {
			t.Colour = data.Colours()[0]
		}
		return true
	})
}

func (m *mender) events() error {
	return mendRows(m, events(), "", data.Event.Validate, func(e *data.Event) bool {
		e.Title, e.Place, e.Source = orElse(clean(e.Title, data.MaxTitle), unknown), clean(e.Place, data.MaxTitle), clean(e.Source, data.MaxTitle)
		e.Description, e.Tags = clean(e.Description, data.MaxText), cleanTags(e.Tags)
		e.Importance = max(data.MinImportance, min(e.Importance, data.MaxImportance))
		e.Date = m.date(e.Date)
		return true
	})
}

func (m *mender) articles() error {
	sound := func(a data.Article) error {
		if a.Length != len(a.Text) {
			return data.ErrCorrupt
		}
		return a.Validate()
	}
	return mendRows(m, articles(), "", sound, func(a *data.Article) bool {
		text := strings.ReplaceAll(clean(a.Text, data.MaxArticle), "\r", "\n")
		a.Published = m.date(a.Published)
		if !a.Changed.IsZero() {
			a.Changed = m.date(a.Changed)
		}
		a.Byline, a.Publisher = clean(a.Byline, data.MaxTitle), clean(a.Publisher, data.MaxTitle)
		a.URL, a.Lang = clean(a.URL, data.MaxTitle), clean(a.Lang, data.MaxTitle)
		a.Title = orElse(clean(a.Title, data.MaxTitle), unknown)
		blocks := a.Blocks
		*a = a.WithText(strings.TrimPrefix(text, "\ufeff"))
		if whole := *a; len(blocks) > 0 {
			if whole.Blocks = blocks; whole.Validate() == nil {
				*a = whole
			}
		}
		return true
	})
}

// editions keeps those whose text is there and what it was.
func (m *mender) editions() error {
	list, err := editions().all(m.ctx, m.db, "ORDER BY n")
	if err != nil {
		return err
	}
	for _, v := range list {
		text, err := readText(m.ctx, m.db, v.Hash)
		if err == nil {
			v.Text = text
			err = v.Validate()
		}
		if err == nil {
			continue
		}
		if m.ctx.Err() != nil {
			return m.ctx.Err()
		}
		if err := keepOrDrop(m, editions(), v, false); err != nil {
			return err
		}
	}
	return nil
}

func (m *mender) others() error {
	none := func(*data.Dismissal) bool { return false }
	return errors.Join(
		mendRows(m, dismissals(), "", data.Dismissal.Validate, none),
		mendRows(m, views(), "", data.View.Validate, func(v *data.View) bool {
			v.Name, v.Query = orElse(clean(v.Name, data.MaxTitle), unknown), clean(v.Query, data.MaxText)
			if v.Lo > v.Hi {
				v.Lo, v.Hi = 0, 0
			}
			return true
		}),
	)
}

// history keeps the journal if nothing at all was lost: else its edits do not fit
// the rows any more.
func (m *mender) history() error {
	var lost bool
	const missing = "SELECT EXISTS (SELECT 1 FROM journal_body AS j WHERE NOT EXISTS (SELECT 1 FROM body WHERE body.hash = j.hash))"
	if err := m.db.QueryRowContext(m.ctx, missing).Scan(&lost); err != nil {
		return err
	}
	m.torn = m.torn || lost
	m.found.History = !m.torn && m.found.Lost == 0 && m.found.Doubtful == 0 && len(m.dropped) == 0 && len(m.journal) == 0
	if !m.found.History {
		if err := m.exec("DELETE FROM journal_body", "DELETE FROM journal_change", "DELETE FROM journal",
			"DELETE FROM page WHERE NOT EXISTS (SELECT 1 FROM body WHERE body.hash = page.hash)"); err != nil {
			return err
		}
	}
	// Words are looked for anew where none are indexed.
	if err := m.exec("UPDATE indexed SET upto = 0, changed = 0"); err != nil {
		return err
	}
	revision := "SELECT max(rev) AS rev FROM library"
	for _, table := range kinds() {
		revision += " UNION ALL SELECT max(rev) FROM " + table
	}
	return m.exec("UPDATE library SET revision = max(CASE WHEN revision BETWEEN 1 AND 1000000000000 THEN revision ELSE 1 END, (SELECT max(rev) FROM (" + revision + ")))")
}

func (m *mender) counts() error {
	for _, table := range kinds() {
		k := data.SalvagedKind{Kind: table, Journal: m.journal[table], Dropped: m.dropped[table]}
		if err := m.db.QueryRowContext(m.ctx, "SELECT count(*) FROM "+table).Scan(&k.Saved); err != nil {
			return err
		}
		if k.Saved+k.Dropped > 0 {
			m.found.Kinds = append(m.found.Kinds, k)
		}
	}
	return nil
}

// unknown stands for a name or title that is lost.
const unknown = "?"

// clean makes text of what was one: letters that are none become U+FFFD, and
// what is too long is cut at a letter.
func clean(s string, most int) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "")
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

func orElse(s, fallback string) string {
	if strings.TrimSpace(s) == "" {
		return fallback
	}
	return s
}

func cleanTags(tags []string) (out []string) {
	seen := map[string]bool{}
	for _, tag := range tags {
		if tag = clean(tag, data.MaxTitle); strings.TrimSpace(tag) != "" && !seen[tag] {
			seen[tag] = true
			out = append(out, tag)
		}
	}
	return out
}

func known(colour string) bool { return slices.Contains(data.Colours(), colour) }

// date makes a date of one that is not sound: that of its text, else the day on
// which its bounds begin, else today.
func (m *mender) date(d dates.Date) dates.Date {
	if parsed, err := dates.Parse(d.EDTF); err == nil {
		return parsed
	}
	const farthest = 250_000_000_000 // some thousand years
	at := d.Lo
	if at < -farthest || at > farthest {
		at = m.now
	}
	return day(at)
}

// day is the date of a time in Unix seconds.
func day(at int64) dates.Date {
	c := dates.CivilFromUnix(at)
	text := fmt.Sprintf("%04d-%02d-%02d", c.Year, c.Month, c.Day)
	if c.Year < 0 {
		text = fmt.Sprintf("-%04d-%02d-%02d", -c.Year, c.Month, c.Day)
	}
	d, err := dates.Parse(text)
	if err != nil {
		return dates.Date{}
	}
	return d
}
