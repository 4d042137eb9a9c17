package search

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/query"
)

// What the fields of a query say of rows, in SQL. In each condition, r is the row
// of its kind, and for excerpts and annotations e and a are the event and the
// article that they belong to.

// joined is how a row of each kind comes with what its fields look at.
func joined() [data.SearchedKinds]string {
	return [data.SearchedKinds]string{
		"event AS r",
		"article AS r",
		"excerpt AS r JOIN event AS e ON e.id = r.event JOIN article AS a ON a.id = r.article",
		`annotation AS r LEFT JOIN annotation AS p ON p.id = r.parent
			LEFT JOIN event AS e ON e.id = coalesce(r.event, p.event)
			LEFT JOIN article AS a ON a.id = coalesce(r.article, p.article)`,
		"entity AS r", "picture AS r", "story AS r", "step AS r",
	}
}

const (
	// notesOf are the notes on an event, and the replies to them; noteIn are those
	// in an article.
	notesOf = "annotation AS m WHERE (m.event = %[1]s.id OR m.parent IN (SELECT id FROM annotation WHERE event = %[1]s.id))"
	notesIn = "annotation AS m WHERE (m.article = %[1]s.id OR m.parent IN (SELECT id FROM annotation WHERE article = %[1]s.id))"
	// sourcesOf are the articles that report an event.
	sourcesOf = "excerpt AS x JOIN article AS y ON y.id = x.article WHERE x.event = %[1]s.id"
	// eventsIn are the events that an article reports.
	eventsIn = "excerpt AS x JOIN event AS y ON y.id = x.event WHERE x.article = %[1]s.id"
	// doubtful and lasting are what a date's text says; the indexes event_doubtful
	// and event_span are on these conditions.
	doubtful = "(edtf GLOB '*[[?~%XS]*' OR edtf GLOB '/*' OR edtf GLOB '*/')"
	lasting  = "instr(edtf, '/') > 0"
)

// conditions makes SQL of the fields of a query for rows of one kind.
type conditions struct {
	kind  data.Kind
	names *names
	axis  dates.Axis
	args  []any
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
		text := c.one(t)
		if t.Not {
			text = "NOT coalesce((" + text + "), 0)"
		}
		out = append(out, "("+text+")")
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
		return fmt.Sprintf("EXISTS (SELECT 1 FROM %[1]s AS own WHERE own.%[2]s = r.id AND EXISTS (SELECT 1 FROM %[3]s AS r WHERE r.id = own.%[3]s AND %[4]s))", o.Through, o.By, o.Of, where)
	})
}

// unread reports whether a term asks of articles what was read. That is not in the
// library: both answers are left to those that show articles.
func (c *conditions) unread(t query.Term) bool {
	return c.kind == data.KindArticle && t.Field == query.Is && slices.Contains(t.Values, "unread")
}

func (c *conditions) one(t query.Term) string {
	switch t.Field {
	case query.From, query.To, query.On:
		from, to := c.dated(t.Date)
		switch t.Field {
		case query.From:
			return from
		case query.To:
			return to
		}
		return from + " AND " + to
	case query.Within:
		return c.within(t.Date)
	case query.Known:
		return c.known(t.Date)
	case query.Status:
		return c.standing(t)
	case query.Has, query.Is:
		var flags []string
		for _, v := range t.Values {
			flags = append(flags, c.flag(t.Field, v))
		}
		return strings.Join(flags, " OR ")
	case query.Place:
		return c.placed(t)
	case query.Actor:
		return c.acts(t)
	}
	return c.named(t)
}

// placed is the condition of rows whose event, or of articles one that they report, is at
// a place of one of some names, or in a box: as its field says, or by a place that it
// mentions. Names in other languages count.
func (c *conditions) placed(t query.Term) string {
	var names, boxes []string
	for _, value := range t.Values {
		b, ok := query.BoxOf(value)
		if !ok {
			names = append(names, value)
			continue
		}
		between := fmt.Sprintf("lon BETWEEN %g AND %g", b.West, b.East)
		if b.West > b.East {
			between = fmt.Sprintf("(lon >= %g OR lon <= %g)", b.West, b.East)
		}
		boxes = append(boxes, fmt.Sprintf("lat BETWEEN %g AND %g AND %s", b.South, b.North, between))
	}
	c.args = append(c.args, string(rows.Encode(c.names.stored(query.Place, names))))
	list := fmt.Sprintf(" IN (SELECT value FROM json_each(?%d))", len(c.args))
	at := []string{"name" + list, "EXISTS (SELECT 1 FROM json_each(names) AS m WHERE m.value ->> '$.text'" + list + ")", "EXISTS (SELECT 1 FROM json_each(aliases) AS m WHERE m.value" + list + ")"}
	at = append(at, boxes...)
	mentioned := "SELECT w.event FROM mention AS w JOIN (SELECT *, position ->> '$.lat' AS lat, position ->> '$.lon' AS lon FROM entity WHERE type = '" + data.Place +
		"') AS n ON n.id = w.entity WHERE w.role = '" + data.RolePlace + "' AND (" + strings.Join(at, " OR ") + ")"
	if c.kind == data.KindArticle {
		return someRow(eventsIn, "r", " AND (y.place"+list+" OR y.id IN ("+mentioned+"))")
	}
	e := c.event()
	return e + ".place" + list + " OR " + e + ".id IN (" + mentioned + ")"
}

// event is what the row's event is called in SQL; an article has many.
func (c *conditions) event() string {
	if c.kind == data.KindEvent {
		return "r"
	}
	return "e"
}

// dated are the conditions of rows that end after a date begins, and that begin before
// it ends. On the axis of a zone only the bounds near it are worked out: the others are
// on the same side by any clock.
func (c *conditions) dated(d dates.Date) (from, to string) {
	date := c.date()
	lo, hi := c.axis.Bounds(d)
	after := func(hi string, t int64) string { return fmt.Sprintf("%s > %d", hi, t) }
	before := func(lo string, t int64) string { return fmt.Sprintf("%s < %d", lo, t) }
	if c.axis.Zone() == "" {
		return after(date("hi"), lo), before(date("lo"), hi)
	}
	axisLo, axisHi := rows.OnAxis(c.axis, date("lo"), date("hi"), date("lo_utc"), date("hi_utc"))
	return near(after, date("hi"), axisHi, lo, away(lo, dates.Farthest), away(lo, -dates.Farthest)),
		near(before, date("lo"), axisLo, hi, away(hi, -dates.Farthest), away(hi, dates.Farthest))
}

// within is the condition of rows that begin and end within a date, or last and begin
// there.
func (c *conditions) within(d dates.Date) string {
	date := c.date()
	lo, hi := c.axis.Bounds(d)
	own, begins, ends := date("lo"), date("lo"), date("hi")
	from, to := lo, hi
	if c.axis.Zone() != "" {
		begins, ends = rows.OnAxis(c.axis, own, ends, date("lo_utc"), date("hi_utc"))
		from, to = away(lo, -dates.Farthest), away(hi, dates.Farthest)
	}
	return fmt.Sprintf("%s >= %d AND %s < %d AND %s >= %d AND %s < %d AND (%s <= %d OR %s)", own, from, own, to, begins, lo, begins, hi,
		ends, hi, strings.ReplaceAll(lasting, "edtf", c.edtf()))
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

// near is a comparison of a bound on the axis with t that looks at the bound by its own
// clock first: it holds surely where that compares with one time, and may where it does
// with the other.
func near(compare func(string, int64) string, own, onAxis string, t, surely, maybe int64) string {
	return fmt.Sprintf("(%s OR (%s AND %s))", compare(own, surely), compare(own, maybe), compare(onAxis, t))
}

// date returns the columns of the date that a row is filtered by.
func (c *conditions) date() func(column string) string {
	of := func(row string) func(string) string { return func(column string) string { return row + "." + column } }
	// Only events have their instants as columns.
	made := func(row string) func(string) string {
		return func(column string) string {
			if bound, ok := strings.CutSuffix(column, "_utc"); ok {
				return fmt.Sprintf("iif(%[1]s.edtf GLOB '*T*', instant_%[2]s(%[1]s.edtf), NULL)", row, bound)
			}
			return fmt.Sprintf("iif(%[1]s.edtf = '', NULL, %[1]s.%[2]s)", row, column) // an article without a date is at no time
		}
	}
	switch c.kind {
	case data.KindEvent:
		return of("r")
	case data.KindExcerpt:
		return of("e")
	case data.KindAnnotation:
		return func(column string) string {
			return fmt.Sprintf("CASE WHEN r.edtf <> '' THEN %s WHEN e.id IS NOT NULL THEN %s ELSE %s END",
				made("r")(column), of("e")(column), made("a")(column))
		}
	}
	return made("r")
}

// edtf is the text of the row's date.
func (c *conditions) edtf() string {
	switch c.kind {
	case data.KindExcerpt:
		return "e.edtf"
	case data.KindAnnotation:
		return "coalesce(nullif(r.edtf, ''), e.edtf, a.edtf)"
	}
	return "r.edtf"
}

// someRow says that there is a row such as one of the constants above describes.
func someRow(what, of, and string) string {
	return "EXISTS (SELECT 1 FROM " + fmt.Sprintf(what, of) + and + ")"
}

// named is the condition of a field whose values are names that people gave.
func (c *conditions) named(t query.Term) string {
	list := c.in(t)
	e := c.event()
	switch c.kind {
	case data.KindArticle:
		switch t.Field {
		case query.Track:
			return someRow(eventsIn, "r", " AND y.track"+list)
		case query.Source:
			return "r.publisher" + list
		case query.Author:
			return "r.byline" + list + " OR r.citation" + list + " OR " + someRow(notesIn, "r", " AND m.author"+list)
		case query.Tag:
			return someRow(notesIn, "r", " AND m.tags"+list)
		case query.Colour:
			return someRow(notesIn, "r", " AND m.colour"+list)
		}
	case data.KindAnnotation:
		switch t.Field {
		case query.Track:
			return "e.track" + list
		case query.Source:
			return "a.publisher" + list + " OR e.source" + list
		case query.Author:
			return "r.author" + list
		case query.Tag:
			return "r.tags" + list
		case query.Colour:
			return "r.colour" + list
		}
	}
	switch t.Field {
	case query.Track:
		return e + ".track" + list
	case query.Source:
		return e + ".source" + list + " OR " + someRow(sourcesOf, e, " AND y.publisher"+list)
	case query.Author:
		return someRow(notesOf, e, " AND m.author"+list) + " OR " + someRow(sourcesOf, e, " AND (y.byline"+list+" OR y.citation"+list+")")
	case query.Tag:
		return e + ".tags" + list + " OR " + someRow(notesOf, e, " AND m.tags"+list)
	case query.Colour:
		return someRow(notesOf, e, " AND m.colour"+list)
	}
	return "0"
}

// in is " IN (...)" with what is stored and called as one of the term's values.
func (c *conditions) in(t query.Term) string {
	if t.Field == query.Track {
		var ids []string
		for _, id := range c.names.tracks(t.Values) {
			ids = append(ids, "x'"+hex.EncodeToString(id[:])+"'")
		}
		return " IN (" + strings.Join(ids, ", ") + ")"
	}
	c.args = append(c.args, string(rows.Encode(c.names.stored(t.Field, t.Values))))
	return fmt.Sprintf(" IN (SELECT value FROM json_each(?%d))", len(c.args))
}

// flag is the condition of a value of has: or is:.
func (c *conditions) flag(f query.Field, value string) string {
	e := c.event()
	in := func(text string) string { return strings.ReplaceAll(text, "edtf", c.edtf()) }
	switch f + ":" + query.Field(value) {
	case "is:uncertain":
		return in(doubtful)
	case "is:certain":
		return "NOT " + in(doubtful)
	case "is:span":
		return in(lasting)
	case "is:unread":
		if c.kind == data.KindArticle {
			return "1" // see unread
		}
		return "0"
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
			return someRow(notesIn, "r", " AND m.tags <> '[]'")
		}
		return "0"
	case data.KindAnnotation:
		switch value {
		case "note":
			return "1"
		case "article":
			return "a.id IS NOT NULL"
		case "tag":
			return "r.tags <> '[]'"
		}
		return "coalesce(e.place, '') <> '' OR " + atPlace(e)
	}
	switch value {
	case "note":
		return someRow(notesOf, e, "")
	case "article":
		return someRow(sourcesOf, e, "")
	case "tag":
		return e + ".tags <> '[]' OR " + someRow(notesOf, e, " AND m.tags <> '[]'")
	}
	return e + ".place <> '' OR " + atPlace(e)
}

// atPlace is the condition of an event that mentions a place.
func atPlace(event string) string {
	return "EXISTS (SELECT 1 FROM mention AS w WHERE w.event = " + event + ".id AND w.role = '" + data.RolePlace + "')"
}

// textless is the condition of rows whose article, or of events one that reports them, has
// a text of such a length.
func (c *conditions) textless(length string) string {
	switch c.kind {
	case data.KindArticle:
		return "r.length " + length
	case data.KindAnnotation:
		return "coalesce(a.length " + length + ", 0)"
	}
	return someRow(sourcesOf, c.event(), " AND y.length "+length)
}

// names finds what is stored for what was typed: tags, tracks and sources are
// compared by their folded letters, which the database does not know.
// The first error is kept in err.
type names struct {
	ctx      context.Context
	tx       *sql.Tx
	verified *Verified
	err      error
}

// tracks returns the tracks that are called so.
func (n *names) tracks(values []string) (ids []data.ID) {
	var all []data.Track
	if n.err == nil {
		all, n.err = rows.List[data.Track](n.ctx, n.tx, "ORDER BY place, id")
	}
	same := sift.SameName(values)
	for _, t := range all {
		if same(t.Name) {
			ids = append(ids, t.ID)
		}
	}
	return ids
}

// distinct are queries for what the columns of a field hold, each once: where many
// rows hold the same, an index makes it cheap to step from one to the next.
func distinct(f query.Field) []string {
	const steps = `WITH RECURSIVE v (x) AS (SELECT min(%[2]s) FROM %[1]s WHERE %[2]s <> '%[3]s' UNION ALL
		SELECT (SELECT min(%[2]s) FROM %[1]s WHERE %[2]s <> '%[3]s' AND %[2]s > x) FROM v WHERE x IS NOT NULL)
		SELECT x FROM v WHERE x IS NOT NULL`
	switch f {
	case query.Tag:
		return []string{fmt.Sprintf(steps, "event", "tags", "[]"), fmt.Sprintf(steps, "annotation", "tags", "[]")}
	case query.Source:
		return []string{fmt.Sprintf(steps, "event", "source", ""), "SELECT DISTINCT publisher FROM article"}
	case query.Author:
		return []string{"SELECT DISTINCT author FROM annotation", "SELECT DISTINCT byline FROM article", "SELECT DISTINCT citation FROM article WHERE citation <> '{}'"}
	case query.Colour:
		return []string{"SELECT DISTINCT colour FROM annotation"}
	case query.Place:
		const places = " FROM entity, json_each(%[1]s) AS m WHERE entity.type = '" + data.Place + "'"
		return []string{
			fmt.Sprintf(steps, "event", "place", ""), "SELECT DISTINCT name FROM entity WHERE type = '" + data.Place + "'",
			"SELECT DISTINCT m.value ->> '$.text'" + fmt.Sprintf(places, "names"), "SELECT DISTINCT m.value" + fmt.Sprintf(places, "aliases"),
		}
	}
	return nil
}

// stored returns what the columns of a field hold where that is one of the values
// (of tags, a list with one of them; of authors, a citation with one of them, too).
func (n *names) stored(f query.Field, values []string) []string {
	out := []string{}
	same := sift.SameName(values)
	for _, text := range distinct(f) {
		if n.err != nil {
			return out
		}
		n.err = eachText(n.ctx, n.tx, text, func(stored string) error {
			if f == query.Tag {
				tags, err := rows.Tags(stored, "the tags")
				if err == nil && slices.ContainsFunc(tags, same) {
					out = append(out, stored)
				}
				return err
			}
			if strings.Contains(text, " citation ") {
				cited, err := rows.Citation(stored, "the citation of an article")
				if err == nil && slices.ContainsFunc(cited.Called(), same) {
					out = append(out, stored)
				}
				return err
			}
			if same(stored) {
				out = append(out, stored)
			}
			return nil
		})
	}
	return out
}

// eachText calls f for each row of a query that gives one text.
func eachText(ctx context.Context, q engine.Querier, text string, f func(string) error, args ...any) error {
	found, err := q.QueryContext(ctx, text, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var s string
		if err := found.Scan(&s); err != nil {
			return err
		}
		if err := f(s); err != nil {
			return err
		}
	}
	return found.Err()
}
