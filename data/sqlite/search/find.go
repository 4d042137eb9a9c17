package search

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/sqlite/words"
	"tarikh.org/tarikh/data/text/query"
)

const (
	// maxRanked is how many rows of a kind are ranked; more are shown newest first.
	maxRanked = 5000
	// titled is how many of the best rows, for each that is asked for, are looked at
	// once more for words in their titles.
	titled = 4
	// titleWeight is how much more a row counts with a word in its title.
	titleWeight = 1.5
)

// scored is a row that was found.
type scored struct {
	n     int64
	score float64
}

// found are the rows of one kind, best first.
type found struct {
	kind    data.Kind
	rows    []scored
	newest  bool // there were too many to rank
	partial bool // there are more
	part    bool // only a part was looked for
}

// share cuts what was found of each kind so that there are limit in all: none has
// more than its part while another could fill it.
func share(all []found, limit int) []found {
	sizes := make([]int, len(all))
	for i, f := range all {
		sizes[i] = len(f.rows)
	}
	for i, n := range sift.Share(sizes, limit) {
		all[i].partial = all[i].partial || n < len(all[i].rows)
		all[i].rows = all[i].rows[:n]
	}
	return all
}

// find looks for rows of one kind.
type find struct {
	ctx    context.Context
	tx     *sql.Tx
	kind   data.Kind
	table  string
	match  match
	where  string // what the fields say, of r; "" if there are none
	args   []any  // of where
	tester *query.Tester
	asked  []query.Asked
	recent *Recent
	one    *query.Finder // of the only word, nil where there are others
	broad  bool          // see isBroad
	then   *find         // for what happened on a date that the words name, nil for none
}

// newFinds prepares to look for rows of some kinds.
func newFinds(ctx context.Context, tx *sql.Tx, recent *Recent, q query.Query, kinds []data.Kind) ([]*find, error) {
	m := matchOf(q.Patterns())
	if m.text != "" || m.not != "" {
		if err := words.NeedComplete(ctx, tx, kinds); err != nil {
			return nil, err
		}
	}
	axis, err := rows.Axis(ctx, tx)
	if err != nil {
		return nil, err
	}
	names := &names{ctx: ctx, tx: tx, verified: recent.verified}
	finds := make([]*find, len(kinds))
	either := q.Either()
	for i, kind := range kinds {
		either := either
		if kind > data.KindAnnotation {
			either = either[:1] // what has no date of its own is found by its words alone
		}
		for _, q := range slices.Backward(either) {
			finds[i] = newFind(ctx, tx, q, kind, names, axis, finds[i])
			finds[i].recent = recent
		}
	}
	return finds, names.err
}

func newFind(ctx context.Context, tx *sql.Tx, q query.Query, kind data.Kind, names *names, axis dates.Axis, then *find) *find {
	c := conditions{kind: kind, names: names, axis: axis}
	f := &find{ctx: ctx, tx: tx, kind: kind, table: rows.Of(kind).Name, match: matchOf(q.Patterns()), asked: q.Patterns(), tester: q.Tester(), then: then}
	f.where, f.args = c.all(q), c.args
	f.broad = isBroad(q)
	if len(q.Words()) == 1 && f.broad {
		f.one = q.Finder()
	}
	return f
}

// from is FROM and WHERE of the query for the rows, with arguments numbered from
// those of the fields on.
func (f *find) from() (text string, args []any) {
	args = slices.Clone(f.args)
	var where []string
	if f.where != "" {
		where = append(where, f.where)
	}
	index := f.table + "_words"
	next := fmt.Sprintf("?%d", len(args)+1)
	switch {
	case f.match.text != "":
		text = " FROM " + index
		if f.where != "" {
			text += " CROSS JOIN " + strings.Replace(joined()[f.kind], " AS r", " AS r ON r.n = "+index+".rowid", 1)
		}
		where, args = append(where, index+" MATCH "+next), append(args, f.match.text)
	case f.match.not != "":
		text = " FROM " + joined()[f.kind]
		where = append(where, "r.n NOT IN (SELECT rowid FROM "+index+" WHERE "+index+" MATCH "+next+")")
		args = append(args, f.match.not)
	default:
		text = " FROM " + joined()[f.kind]
	}
	if len(where) == 0 { // of such rows the fields say nothing, see unread
		where = []string{"true"}
	}
	return text + " WHERE " + strings.Join(where, " AND "), args
}

// n is the row's number in the query that from begins.
func (f *find) n() string {
	if f.match.text != "" {
		return f.table + "_words.rowid"
	}
	return "r.n"
}

// count returns the number of rows, at most.
func (f *find) count(most int) (n int, err error) {
	text, args := f.from()
	err = f.tx.QueryRowContext(f.ctx, fmt.Sprintf("SELECT count(*) FROM (SELECT 1%s LIMIT %d)", text, most), args...).Scan(&n)
	return n, err
}

// countEither is count with the rows of then.
func (f *find) countEither(most int) (int, error) {
	if f.then == nil {
		return f.count(most)
	}
	numbers, err := f.numbers(most)
	return min(len(numbers), most), err
}

// numbers returns the rows, at most so many of its own and so many of then.
func (f *find) numbers(most int) (out []int64, err error) {
	text, args := f.from()
	rows, err := f.rows(fmt.Sprintf("SELECT %s, 0.0%s LIMIT %d", f.n(), text, most), args)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		out = append(out, row.n)
	}
	if f.then == nil {
		return out, nil
	}
	more, err := f.then.numbers(most)
	out = append(out, more...)
	slices.Sort(out)
	return slices.Compact(out), err
}

func (f *find) rows(text string, args []any) (out []scored, err error) {
	found, err := f.tx.QueryContext(f.ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var row scored
		if err := found.Scan(&row.n, &row.score); err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, found.Err()
}
