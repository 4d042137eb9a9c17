package postgres

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/text/query"
)

// What the fields of a query say of rows, in SQL. In each condition, r is the row of its
// kind, and for excerpts and annotations e and a are the event and the article that they
// belong to.

// joined is how a row of a kind comes with what its fields look at.
func joined(kind data.Kind) string {
	switch kind {
	case data.KindExcerpt:
		return "$.excerpt r JOIN $.event e ON e.id = r.event JOIN $.article a ON a.id = r.article"
	case data.KindAnnotation:
		return `$.annotation r LEFT JOIN $.annotation p ON p.id = r.parent
			LEFT JOIN $.event e ON e.id = coalesce(r.event, p.event) LEFT JOIN $.article a ON a.id = coalesce(r.article, p.article)`
	}
	return fmt.Sprintf("$.%s r", kind)
}

// joinedOn is the same behind the words w of the row.
func joinedOn(kind data.Kind) string {
	first := fmt.Sprintf("$.%s r", kind)
	return first + " ON r.id = w.id" + strings.TrimPrefix(joined(kind), first)
}

const (
	// notesOf are the notes on an event, and the replies to them; notesIn are those in an
	// article.
	notesOf = "$.annotation m WHERE (m.event = %[2]s.id OR m.parent IN (SELECT id FROM $.annotation WHERE event = %[2]s.id))"
	notesIn = "$.annotation m WHERE (m.article = %[2]s.id OR m.parent IN (SELECT id FROM $.annotation WHERE article = %[2]s.id))"
	// sourcesOf are the articles that report an event.
	sourcesOf = "$.excerpt x JOIN $.article y ON y.id = x.article WHERE x.event = %[2]s.id"
	// eventsIn are the events that an article reports.
	eventsIn = "$.excerpt x JOIN $.event y ON y.id = x.event WHERE x.article = %[2]s.id"
)

// conditions makes SQL of the fields of a query for rows of one kind. The first error is
// kept in err.
type conditions struct {
	ctx   context.Context
	tx    pgx.Tx
	store *Store
	kind  data.Kind
	axis  dates.Axis
	args  []any
	err   error
}

func (c *conditions) arg(v any) string {
	c.args = append(c.args, v)
	return fmt.Sprintf("$%d", len(c.args))
}

// all returns what all terms with a field say; "" if there are none.
func (c *conditions) all(q query.Query) string {
	if c.kind > data.KindAnnotation {
		return c.owned(q)
	}
	var out []string
	for _, t := range q.Terms {
		if t.Field == query.Words || t.Not && c.unread(t) {
			continue
		}
		text := "coalesce((" + c.one(t) + "), false)"
		if t.Not {
			text = "NOT " + text
		}
		out = append(out, text)
	}
	return strings.Join(out, " AND ")
}

// owned returns what the fields say of rows that have none of their own: all of them hold
// of one event, or one article, to which the row belongs.
func (c *conditions) owned(q query.Query) string {
	own := c.kind
	defer func() { c.kind = own }()
	return sift.Owned(own, func(o sift.Owner) string {
		c.kind = o.Of
		where := c.all(q)
		if where == "" {
			return ""
		}
		return fmt.Sprintf("EXISTS (SELECT 1 FROM $.%[1]s own WHERE own.%[2]s = r.id AND EXISTS (SELECT 1 FROM $.%[3]s r WHERE r.id = own.%[3]s AND %[4]s))", o.Through, o.By, o.Of, where)
	})
}

// unread reports whether a term asks of articles what was read. That is not in the
// library: both answers are left to those that show articles.
func (c *conditions) unread(t query.Term) bool {
	return c.kind == data.KindArticle && t.Field == query.Is && slices.Contains(t.Values, "unread")
}

func (c *conditions) one(t query.Term) string {
	switch t.Field {
	case query.From, query.To, query.On, query.Within:
		return c.dated(t)
	case query.Has, query.Is:
		flags := []string{"false"}
		for _, v := range t.Values {
			flags = append(flags, c.flag(t.Field, v))
		}
		return strings.Join(flags, " OR ")
	case query.Known:
		return c.known(t.Date)
	case query.Status:
		return c.standing(t)
	case query.Place:
		return c.placed(t)
	case query.Actor:
		return c.acts(t)
	}
	return c.named(t)
}

// event is what the row's event is called in SQL; an article has many.
func (c *conditions) event() string {
	if c.kind == data.KindEvent {
		return "r"
	}
	return "e"
}

// dateOf is a date in SQL: its row and the beginning of its columns.
type dateOf struct {
	row, field string
	table      data.Kind
}

func (d dateOf) column(name string) string { return d.row + "." + d.field + "_" + name }

// dated is the condition of a date of the query, on the date that a row is filtered by.
func (c *conditions) dated(t query.Term) string {
	event := dateOf{c.event(), "date", data.KindEvent}
	switch c.kind {
	case data.KindArticle:
		return c.on(t, dateOf{"r", "published", data.KindArticle})
	case data.KindAnnotation:
		return fmt.Sprintf("CASE WHEN r.span_edtf <> '' THEN %s WHEN e.id IS NOT NULL THEN %s ELSE %s END",
			c.on(t, dateOf{"r", "span", data.KindAnnotation}), c.on(t, event), c.on(t, dateOf{"a", "published", data.KindArticle}))
	}
	return c.on(t, event)
}

func (c *conditions) on(t query.Term, d dateOf) string {
	lo, hi := c.axis.Bounds(t.Date)
	switch t.Field {
	case query.From:
		return c.compare(d, "hi", ">", lo)
	case query.To:
		return c.compare(d, "lo", "<", hi)
	case query.On:
		return c.compare(d, "hi", ">", lo) + " AND " + c.compare(d, "lo", "<", hi)
	}
	// Within: it begins there, and ends there or lasts.
	return fmt.Sprintf("NOT %s AND %s AND (NOT %s OR %s)", c.compare(d, "lo", "<", lo), c.compare(d, "lo", "<", hi), c.compare(d, "hi", ">", hi), lasting(d.column("edtf")))
}

// compare is the comparison of a bound, on the axis, with a time. On the axis of a zone
// only the bounds near that are worked out, here: the others are on the same side by any
// clock.
func (c *conditions) compare(d dateOf, bound, than string, t int64) string {
	own := d.column(bound)
	if c.axis.Zone() == "" || c.err != nil {
		return fmt.Sprintf("(%s %s %d)", own, than, t)
	}
	before, after := away(t, -dates.Farthest), away(t, dates.Farthest)
	ids := []data.ID{}
	text := fmt.Sprintf("SELECT r.id, %[2]s FROM $.%[1]s r WHERE (%[3]s IS NOT NULL OR %[4]s IS NOT NULL) AND r.%[5]s_%[6]s BETWEEN $1 AND $2",
		d.table, dateOf{"r", d.field, d.table}.column("edtf"), dateOf{"r", d.field, d.table}.column("lo_utc"), dateOf{"r", d.field, d.table}.column("hi_utc"), d.field, bound)
	c.err = c.store.each(c.ctx, c.tx, text, func(r pgx.Rows) error {
		var id data.ID
		var edtf string
		if err := r.Scan(&id, &edtf); err != nil {
			return err
		}
		date, err := dates.Parse(edtf)
		if err != nil {
			return fmt.Errorf("%w: the date of %s %s: %v", data.ErrCorrupt, d.table, id, err)
		}
		lo, hi := c.axis.Bounds(date)
		if bound == "lo" && lo < t || bound == "hi" && hi > t {
			ids = append(ids, id)
		}
		return nil
	}, before, after)
	surely, maybe := before, after
	if than == ">" {
		surely, maybe = after, before
	}
	return fmt.Sprintf("(%[1]s %[2]s %[3]d OR %[1]s %[2]s %[4]d AND CASE WHEN %[5]s IS NULL AND %[6]s IS NULL THEN %[1]s %[2]s %[7]d ELSE %[8]s.id = ANY(%[9]s) END)",
		own, than, surely, maybe, d.column("lo_utc"), d.column("hi_utc"), t, d.row, c.arg(ids))
}

// away returns the time that is by seconds from t, at the most the ends of int64.
func away(t, by int64) int64 {
	switch {
	case by > 0 && t > dates.OpenHi-by:
		return dates.OpenHi
	case by < 0 && t < dates.OpenLo-by:
		return dates.OpenLo
	}
	return t + by
}

// edtf is the text of the row's date.
func (c *conditions) edtf() string {
	switch c.kind {
	case data.KindArticle:
		return "r.published_edtf"
	case data.KindExcerpt:
		return "e.date_edtf"
	case data.KindAnnotation:
		return "coalesce(nullif(r.span_edtf, ''), e.date_edtf, a.published_edtf)"
	}
	return "r.date_edtf"
}

// doubtful and lasting are what a date's text says.
func doubtful(edtf string) string { return edtf + " ~ '[[?~%XS]|^/|/$'" }
func lasting(edtf string) string  { return "position('/' IN " + edtf + ") > 0" }

// someRow says that there is a row such as one of the constants above describes.
func someRow(what, of, and string) string {
	return "EXISTS (SELECT 1 FROM " + strings.ReplaceAll(what, "%[2]s", of) + and + ")"
}

// named is the condition of a field whose values are names that people gave.
func (c *conditions) named(t query.Term) string {
	e := c.event()
	of := func(column string) string { return column + " = ANY(" + c.stored(t) + ")" }
	tags := func(row string) string { return row + ".tags && " + c.stored(t) }
	written := func(row string) string {
		return of(row+".byline") + " OR " + row + ".id = ANY(" + c.cited(t) + ")"
	}
	switch c.kind {
	case data.KindArticle:
		switch t.Field {
		case query.Track:
			return someRow(eventsIn, "r", " AND y.track = ANY("+c.tracks(t)+")")
		case query.Source:
			return of("r.publisher")
		case query.Author:
			return written("r") + " OR " + someRow(notesIn, "r", " AND "+of("m.author"))
		case query.Tag:
			return someRow(notesIn, "r", " AND "+tags("m"))
		case query.Colour:
			return someRow(notesIn, "r", " AND "+of("m.colour"))
		}
	case data.KindAnnotation:
		switch t.Field {
		case query.Track:
			return "e.track = ANY(" + c.tracks(t) + ")"
		case query.Source:
			return of("a.publisher") + " OR " + of("e.source")
		case query.Author:
			return of("r.author")
		case query.Tag:
			return tags("r")
		case query.Colour:
			return of("r.colour")
		}
	}
	switch t.Field {
	case query.Track:
		return e + ".track = ANY(" + c.tracks(t) + ")"
	case query.Source:
		return of(e+".source") + " OR " + someRow(sourcesOf, e, " AND "+of("y.publisher"))
	case query.Author:
		return someRow(notesOf, e, " AND "+of("m.author")) + " OR " + someRow(sourcesOf, e, " AND ("+written("y")+")")
	case query.Tag:
		return tags(e) + " OR " + someRow(notesOf, e, " AND "+tags("m"))
	case query.Colour:
		return someRow(notesOf, e, " AND "+of("m.colour"))
	}
	return "false"
}

// tracks are the tracks that are called as the term says, as an argument.
func (c *conditions) tracks(t query.Term) string {
	ids := []data.ID{}
	same := sift.SameName(t.Values)
	c.eachValue("SELECT id, name FROM $.track", func(id data.ID, name string) {
		if same(name) {
			ids = append(ids, id)
		}
	})
	return c.arg(ids)
}

// cited are the articles whose citations name an author as the term says.
func (c *conditions) cited(t query.Term) string {
	ids := []data.ID{}
	same := sift.SameName(t.Values)
	if c.err == nil {
		c.err = c.store.eachRow(c.ctx, c.tx, data.KindArticle.Shape(), "WHERE citation IS NOT NULL", func(row data.Row) bool {
			if a := row.(*data.Article); slices.ContainsFunc(a.Citation.Called(), same) {
				ids = append(ids, a.ID)
			}
			return true
		})
	}
	return c.arg(ids)
}

func (c *conditions) eachValue(text string, f func(id data.ID, value string)) {
	if c.err != nil {
		return
	}
	c.err = c.store.each(c.ctx, c.tx, text, func(r pgx.Rows) error {
		var id data.ID
		var value string
		err := r.Scan(&id, &value)
		f(id, value)
		return err
	})
}

// stepping is the query for what events have in a column, each value once: the index makes
// it cheap to step from one to the next.
func stepping(column string) string {
	return strings.ReplaceAll(`WITH RECURSIVE v (x) AS (SELECT min(column) FROM $.event WHERE column <> '' UNION ALL
		SELECT (SELECT min(column) FROM $.event WHERE column <> '' AND column > x) FROM v WHERE x IS NOT NULL) SELECT x FROM v WHERE x IS NOT NULL`, "column", column)
}

// distinct are queries for what the columns of a field hold, each once.
func distinct(f query.Field) []string {
	switch f {
	case query.Tag:
		return []string{"SELECT DISTINCT unnest(tags) FROM $.event WHERE tags <> '{}'", "SELECT DISTINCT unnest(tags) FROM $.annotation WHERE tags <> '{}'"}
	case query.Source:
		return []string{stepping("source"), "SELECT DISTINCT publisher FROM $.article"}
	case query.Place:
		return []string{stepping("place")}
	case query.Author:
		return []string{"SELECT DISTINCT author FROM $.annotation", "SELECT DISTINCT byline FROM $.article"}
	case query.Colour:
		return []string{"SELECT DISTINCT colour FROM $.annotation"}
	}
	return nil
}

// stored is what the columns of a field hold where that is one of the values, as an
// argument: names are compared by their folded letters, which the server does not know.
func (c *conditions) stored(t query.Term) string {
	out := []string{}
	same := sift.SameName(t.Values)
	for _, text := range distinct(t.Field) {
		if c.err != nil {
			break
		}
		var all []string
		all, c.err = valuesIn[string](c.ctx, c.store, c.tx, text)
		for _, stored := range all {
			if stored != "" && same(stored) {
				out = append(out, stored)
			}
		}
	}
	return c.arg(out) + "::text[]"
}

// flag is the condition of a value of has: or is:.
func (c *conditions) flag(f query.Field, value string) string {
	e := c.event()
	switch f + ":" + query.Field(value) {
	case "is:uncertain":
		return doubtful(c.edtf())
	case "is:certain":
		return "NOT " + doubtful(c.edtf())
	case "is:span":
		return lasting(c.edtf())
	case "is:unread":
		return fmt.Sprint(c.kind == data.KindArticle) // see unread
	case "is:reference":
		return c.textless("= 0")
	case "has:text":
		return c.textless("> 0")
	}
	switch c.kind {
	case data.KindArticle:
		switch value {
		case "note":
			return someRow(notesIn, "r", "")
		case "article":
			return someRow(eventsIn, "r", "")
		case "tag":
			return someRow(notesIn, "r", " AND m.tags <> '{}'")
		}
		return "false"
	case data.KindAnnotation:
		switch value {
		case "note":
			return "true"
		case "article":
			return "a.id IS NOT NULL"
		case "tag":
			return "r.tags <> '{}'"
		}
		return "e.place <> '' OR " + atPlace(e)
	}
	switch value {
	case "note":
		return someRow(notesOf, e, "")
	case "article":
		return someRow(sourcesOf, e, "")
	case "tag":
		return e + ".tags <> '{}' OR " + someRow(notesOf, e, " AND m.tags <> '{}'")
	}
	return e + ".place <> '' OR " + atPlace(e)
}

// atPlace is the condition of an event that mentions a place.
func atPlace(event string) string {
	return "EXISTS (SELECT 1 FROM $.mention w WHERE w.event = " + event + ".id AND w.role = '" + data.RolePlace + "')"
}

// textless is the condition of rows whose article, or of events one that reports them,
// has a text of such a length.
func (c *conditions) textless(length string) string {
	switch c.kind {
	case data.KindArticle:
		return "r.length " + length
	case data.KindAnnotation:
		return "a.length " + length
	}
	return someRow(sourcesOf, c.event(), " AND y.length "+length)
}
