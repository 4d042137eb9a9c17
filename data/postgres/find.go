package postgres

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// find looks for rows of one kind.
type find struct {
	kind   data.Kind
	asked  []query.Asked
	match  match
	where  string // what the fields say, of r; "" if there are none
	args   []any
	tester *query.Tester
	then   *find // for what happened on a date that the words name, nil for none

	found          // the rows so far, the newest or the best first
	complete bool  // they are all, or as many as were asked for
	window   int   // how many of the newest rows were looked at
	looked   int   // how many of these match
	last     int64 // the number of the newest row
	count    int   // of all that match, as far as they were counted
}

// shape is the query for rows with their ID, number and rank, and its arguments.
type shape struct {
	text string
	args []any
}

func (s *shape) arg(v any) string {
	s.args = append(s.args, v)
	return fmt.Sprintf("$%d", len(s.args))
}

func (f *find) words() string { return "$." + f.kind.String() + "_words" }

// conditions is what the fields say, true for nothing.
func (f *find) conditions() string {
	if f.where == "" {
		return "true"
	}
	return f.where
}

// without is the condition that a row has none of the words that must not be there, by
// the rows of its words that are such.
func (f *find) without(s *shape, id, and string) string {
	if len(f.match.not) == 0 {
		return ""
	}
	return fmt.Sprintf(" AND NOT EXISTS (SELECT 1 FROM %s x WHERE x.id = %s%s AND x.v @@ %s::tsquery)", f.words(), id, and, s.arg(f.match.none()))
}

// long is the condition of the rows w whose words are in parts: each word may be in
// another one.
func (f *find) long(s *shape) string {
	text := "w.parted"
	for _, word := range f.match.must {
		text += fmt.Sprintf(" AND w.id IN (SELECT id FROM %s WHERE parted AND v @@ %s::tsquery)", f.words(), s.arg(word))
	}
	return text + f.without(s, "w.id", " AND x.parted")
}

// recent is the query for those of some of the newest rows that match, and how many do.
func (f *find) recent(window, most int) (s shape) {
	s.args = slices.Clone(f.args)
	const columns = "SELECT %[1]s.id, %[1]s.n, 0::float4, count(*) OVER () FROM "
	if len(f.match.must) == 0 {
		rows := fmt.Sprintf("(SELECT * FROM $.%[1]s ORDER BY n DESC LIMIT %[2]d) r", f.kind, window)
		from := rows + strings.TrimPrefix(joined(f.kind), fmt.Sprintf("$.%s r", f.kind))
		s.text = fmt.Sprintf(columns, "r") + from + " WHERE " + f.conditions() + f.without(&s, "r.id", "")
	} else {
		rows := fmt.Sprintf("(SELECT id, n, parted, v FROM %s WHERE part = 0 ORDER BY n DESC LIMIT %d) w", f.words(), window)
		if f.where != "" {
			rows += " JOIN " + joinedOn(f.kind)
		}
		s.text = fmt.Sprintf(columns, "w") + rows + fmt.Sprintf(" WHERE (NOT w.parted AND w.v @@ %s::tsquery OR %s) AND %s", s.arg(f.match.all()), f.long(&s), f.conditions())
	}
	s.text += " ORDER BY 2 DESC LIMIT " + s.arg(most)
	return s
}

// whole is the query for all rows that match.
func (f *find) whole(score bool) (s shape) {
	s.args = slices.Clone(f.args)
	if len(f.match.must) == 0 {
		s.text = "SELECT r.id, r.n, 0::float4 AS score FROM " + joined(f.kind) + " WHERE " + f.conditions() + f.without(&s, "r.id", "")
		return s
	}
	from := f.words() + " w"
	if f.where != "" {
		from += " JOIN " + joinedOn(f.kind)
	}
	all := s.arg(f.match.all()) + "::tsquery"
	rank := "0::float4"
	if score {
		rank = "ts_rank(w.v, " + all + ", 1)"
	}
	columns := fmt.Sprintf("SELECT w.id, w.n, %s AS score FROM %s WHERE w.part = 0 AND %s AND ", rank, from, f.conditions())
	s.text = columns + "NOT w.parted AND w.v @@ " + all + " UNION ALL " + columns + f.long(&s)
	return s
}

// all puts in a batch that all rows are found, at most so many.
func (f *find) all(b *batch, most int) {
	s := f.whole(false)
	f.ask(b, fmt.Sprintf("%s LIMIT %s", s.text, s.arg(most)), s.args)
}

// latest puts in a batch that the newest of all rows are found.
func (f *find) latest(b *batch, most int) {
	s := f.whole(false)
	f.ask(b, fmt.Sprintf("WITH m AS MATERIALIZED (%s) SELECT * FROM m ORDER BY n DESC LIMIT %s", s.text, s.arg(most)), s.args)
}

// ranked puts in a batch that the best of all rows are found.
func (f *find) ranked(b *batch, most int) {
	s := f.whole(true)
	f.ask(b, fmt.Sprintf("SELECT * FROM (%s) x ORDER BY score DESC, n DESC LIMIT %s", s.text, s.arg(most)), s.args)
}

// counted puts in a batch that all rows are counted, up to a number.
func (f *find) counted(b *batch, most int) {
	s := f.whole(false)
	text := fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM (%s) x LIMIT %s) y", s.text, s.arg(most))
	b.each(text, func(r pgx.Rows) error { return r.Scan(&f.count) }, s.args...)
}

// ask puts in a batch that a query finds the rows.
func (f *find) ask(b *batch, text string, args []any) {
	f.rows = nil
	b.each(text, func(r pgx.Rows) error {
		var row scored
		var score float32
		err := r.Scan(&row.id, &row.n, &score)
		row.score = float64(score)
		f.rows = append(f.rows, row)
		return err
	}, args...)
}

// ids are the rows that were found, and those of then.
func (f *find) ids() (out []data.ID) {
	for x := f; x != nil; x = x.then {
		for _, row := range x.rows {
			out = append(out, row.id)
		}
	}
	slices.SortFunc(out, compareIDs)
	return slices.Compact(out)
}

// either puts what happened on a date that the words name before what has the words.
func (f *find) either(limit int) found {
	if f.then == nil {
		return f.found
	}
	out := f.then.found
	for i := range out.rows {
		out.rows[i].score = 1
	}
	for _, row := range f.rows {
		if !slices.ContainsFunc(out.rows, func(o scored) bool { return o.id == row.id }) {
			out.rows = append(out.rows, row)
		}
	}
	out.newest = f.newest
	out.partial = f.partial || out.partial || len(out.rows) > limit
	out.rows = out.rows[:min(limit, len(out.rows))]
	return out
}
