package salvage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// repairer makes a valid library from the rows of a damaged one. Rows that are in the
// journal only are restored; what cannot be stored is changed as little as possible; a
// reference to a row that is lost is replaced or removed. What the reader wrote is
// never dropped.
type repairer struct {
	ctx   context.Context
	db    *sql.DB // one connection
	found *data.Salvaged
	name  string // of the library where that is lost
	now   int64  // Unix seconds

	journal, dropped map[string]int // rows by kind
	incomplete       bool           // the journal has lost entries
}

func (m *repairer) exec(statements ...string) error {
	for _, statement := range statements {
		if _, err := m.db.ExecContext(m.ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// tables are those of kinds with any number of rows, in the order of the report.
func tables() []*rows.Table {
	return slices.DeleteFunc(slices.Clone(rows.All()), func(t *rows.Table) bool { return t.Kind == data.KindLibrary })
}

// repairRows changes the rows of a kind that cannot be stored: first each field by
// what its shape says, then by fix. One row is in memory at a time.
func repairRows[T any](m *repairer, sound func(T) error, fix func(*T)) error {
	t := rows.For[T]()
	var bad []data.ID
	if err := rows.Each(m.ctx, m.db, "", func(row T) bool {
		if sound(row) != nil {
			bad = append(bad, t.ID(any(&row).(data.Row)))
		}
		return true
	}); err != nil {
		return err
	}
	for _, id := range bad {
		row, err := rows.One[T](m.ctx, m.db, "WHERE id = ?", rows.Key(id))
		if err != nil {
			return err
		}
		m.clean(t, any(&row).(data.Row))
		fix(&row)
		if err := m.keepOrDrop(t, any(&row).(data.Row), sound(row) == nil); err != nil {
			return err
		}
	}
	return nil
}

// clean makes the fields of a row such as they can be stored.
func (m *repairer) clean(t *rows.Table, row data.Row) {
	for _, f := range t.Fields {
		switch v := f.At(row).(type) {
		case *string:
			if *v = clean(*v, f.Max); f.Needed {
				*v = orElse(*v, unknown)
			}
			if f.Among != nil && !slices.Contains(f.Among, *v) {
				*v = f.Among[0]
			}
			if f.Zone && !dates.IsZone(*v) {
				*v = ""
			}
		case *int:
			if f.Most != 0 {
				*v = max(f.Least, min(*v, f.Most))
			}
		case *dates.Date:
			if f.Needed || !v.IsZero() {
				*v = m.date(*v)
			}
		case *[]string:
			*v = cleanTags(*v)
		case *[]data.Reference:
			*v = cleanLinks(*v)
		case *data.Citation:
			*v = cleanCitation(*v)
		case *data.Verdict:
			*v = cleanVerdict(*v)
		case *data.Claims:
			*v = cleanClaims(*v)
		case *data.EntityNames:
			*v = cleanEntityNames(*v)
		case *data.Position:
			*v = cleanPosition(*v)
		}
	}
}

// keepOrDrop writes a row that was repaired, or deletes one that cannot be.
func (m *repairer) keepOrDrop(t *rows.Table, row data.Row, keep bool) error {
	if keep {
		m.found.Doubtful++
		_, err := m.db.ExecContext(m.ctx, t.Update(t.AllColumns()), t.Values(row)...)
		return err
	}
	m.dropped[t.Name]++
	_, err := m.db.ExecContext(m.ctx, t.Delete(), rows.Key(t.ID(row)))
	return err
}

// unknown replaces a name or title that is lost.
const unknown = "?"

// clean makes a damaged text valid: invalid bytes become U+FFFD, and a text that is too
// long is cut at a letter.
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

func cleanLinks(links []data.Reference) (out []data.Reference) {
	for _, l := range links {
		l.Title = clean(l.Title, data.MaxTitle)
		if l.Validate() == nil && len(out) < data.MaxLinks {
			out = append(out, l)
		}
	}
	return out
}

// cleanCitation keeps what can be stored of a citation.
func cleanCitation(c data.Citation) data.Citation {
	for _, text := range []*string{
		&c.Container, &c.Volume, &c.Issue, &c.Pages, &c.Edition, &c.PublisherPlace, &c.DOI, &c.ISBN, &c.ISSN, &c.Accessed,
	} {
		*text = clean(*text, data.MaxTitle)
	}
	if !slices.Contains(data.CitationTypes(), c.Type) {
		c.Type = ""
	}
	if _, err := dates.Parse(c.Accessed); err != nil {
		c.Accessed = ""
	}
	c.Keywords, c.Abstract = cleanTags(c.Keywords), clean(c.Abstract, data.MaxCitation/2)
	for _, without := range []func(){
		func() { c.Extra = nil },
		func() {
			c.Authors, c.Editors, c.Translators = cleanNames(c.Authors), cleanNames(c.Editors), cleanNames(c.Translators)
		},
		func() { c = data.Citation{} },
	} {
		if c.Validate() == nil {
			break
		}
		without()
	}
	return c
}

// cleanVerdict keeps what the reader wrote; a state that is lost is none.
func cleanVerdict(v data.Verdict) data.Verdict {
	v.By, v.Why = clean(v.By, data.MaxTitle), clean(v.Why, data.MaxReason)
	if v.Validate() != nil {
		v.State = data.StateUnverified
	}
	return v
}

func cleanPosition(p data.Position) data.Position {
	if p.Validate() != nil {
		return data.Position{}
	}
	return p
}

func cleanClaims(claims data.Claims) (out data.Claims) {
	seen := map[string]bool{}
	for _, c := range claims {
		for _, text := range []*string{&c.Subject, &c.Value, &c.By} {
			*text = clean(*text, data.MaxTitle)
		}
		c.Why, c.Subject = clean(c.Why, data.MaxReason), orElse(c.Subject, unknown)
		c.Excerpts = c.Excerpts[:min(len(c.Excerpts), data.MaxClaims)]
		if !seen[c.Subject] && len(out) < data.MaxClaims {
			seen[c.Subject] = true
			out = append(out, c)
		}
	}
	return out
}

func cleanEntityNames(names data.EntityNames) (out data.EntityNames) {
	for _, n := range names {
		n.Text, n.Lang = clean(n.Text, data.MaxTitle), clean(n.Lang, data.MaxTitle)
		if strings.TrimSpace(n.Text) != "" && len(out) < data.MaxEntityNames {
			out = append(out, n)
		}
	}
	return out
}

func cleanNames(names []data.Name) (out []data.Name) {
	for _, n := range names {
		for _, part := range []*string{&n.Family, &n.Given, &n.Literal} {
			*part = clean(*part, data.MaxTitle)
		}
		if n.Family+n.Given != "" {
			n.Literal = ""
		}
		if strings.TrimSpace(n.String()) != "" && len(out) < data.MaxNames {
			out = append(out, n)
		}
	}
	return out
}

// date returns a valid date for one that is not: that of its text, else the day on
// which its bounds begin, else today.
func (m *repairer) date(d dates.Date) dates.Date {
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
