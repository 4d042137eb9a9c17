package search

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/sqlite/words"
	"tarikh.org/tarikh/data/text/query"
)

const (
	// maxRanked is how many rows of a kind are ranked; more are shown newest first.
	maxRanked = 20_000
	// titled is how many of the best rows, for each that is asked for, are looked at
	// once more for words in their titles.
	titled = 4
	// titleWeight is how much more a row counts with a word in its title.
	titleWeight = 1.5
)

// Newest returns what Best finds, the newest first.
func Newest(ctx context.Context, tx *sql.Tx, q query.Query, limit int, kinds []data.Kind) (data.Results, error) {
	return search(ctx, tx, q, limit, kinds, (*find).newest)
}

// Best returns the best hits.
func Best(ctx context.Context, tx *sql.Tx, q query.Query, limit int, kinds []data.Kind) (data.Results, error) {
	return search(ctx, tx, q, limit, kinds, (*find).best)
}

func search(ctx context.Context, tx *sql.Tx, q query.Query, limit int, kinds []data.Kind, look looker) (data.Results, error) {
	if len(kinds) == 0 {
		kinds = []data.Kind{data.KindEvent, data.KindArticle, data.KindExcerpt, data.KindAnnotation}
	}
	finds, err := newFinds(ctx, tx, q, kinds)
	if err != nil {
		return data.Results{}, err
	}
	all, err := lookAll(finds, limit, look)
	if err != nil {
		return data.Results{}, err
	}
	r, err := hits(ctx, tx, q, share(all, limit))
	for _, f := range all {
		r.Newest = r.Newest || f.newest
		r.Partial = r.Partial || f.partial
	}
	return r, err
}

// looker finds rows of one kind, at most limit; but part of them will do where
// that is faster.
type looker func(f *find, part, limit int) (found, error)

// lookAll looks for rows of each kind, and for more of those of which only a part
// was looked for, where the others leave room.
func lookAll(finds []*find, limit int, look looker) ([]found, error) {
	all := make([]found, len(finds))
	left := limit
	for i, f := range finds {
		var err error
		if all[i], err = look(f, (limit+len(finds)-1)/len(finds), limit); err != nil {
			return nil, err
		}
		left -= len(all[i].rows)
	}
	for i, f := range finds {
		if left <= 0 || !all[i].part {
			continue
		}
		had := len(all[i].rows)
		var err error
		if all[i], err = look(f, had+left, limit); err != nil {
			return nil, err
		}
		left -= len(all[i].rows) - had
	}
	return all, nil
}

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
	for left := limit; left > 0; {
		hungry := 0
		for i, f := range all {
			if sizes[i] < len(f.rows) {
				hungry++
			}
		}
		if hungry == 0 {
			break
		}
		part := max(left/hungry, 1)
		for i, f := range all {
			more := min(part, len(f.rows)-sizes[i], left)
			sizes[i] += more
			left -= more
		}
	}
	for i := range all {
		all[i].partial = all[i].partial || sizes[i] < len(all[i].rows)
		all[i].rows = all[i].rows[:sizes[i]]
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
	one    *query.Finder // of the only word, nil where there are others
	broad  bool          // see isBroad
}

// newFinds prepares to look for rows of some kinds.
func newFinds(ctx context.Context, tx *sql.Tx, q query.Query, kinds []data.Kind) ([]*find, error) {
	m := matchOf(q)
	if m.text != "" || m.not != "" {
		if err := words.NeedComplete(ctx, tx, kinds); err != nil {
			return nil, err
		}
	}
	names := &names{ctx: ctx, tx: tx}
	finds := make([]*find, len(kinds))
	for i, kind := range kinds {
		c := conditions{kind: kind, names: names}
		f := &find{ctx: ctx, tx: tx, kind: kind, table: rows.Of(kind).Name, match: m, tester: q.Tester()}
		f.where, f.args = c.all(q), c.args
		f.broad = isBroad(q)
		if len(q.Words()) == 1 && f.broad {
			f.one = q.Finder()
		}
		finds[i] = f
	}
	return finds, names.err
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
	return text + " WHERE " + strings.Join(where, " AND "), args
}

// n is the row's number in the query that from begins.
func (f *find) n() string {
	if f.match.text != "" {
		return f.table + "_words.rowid"
	}
	return "r.n"
}

// newest returns the rows that were added last.
func (f *find) newest(part, limit int) (out found, err error) {
	out.kind = f.kind
	if rows, ok, err := f.scan(part); ok || err != nil {
		out.rows, out.partial, out.part = rows, true, part < limit
		return out, err
	}
	text, args := f.from()
	out.rows, err = f.rows("SELECT "+f.n()+", 0.0"+text+" ORDER BY "+f.n()+" DESC LIMIT "+fmt.Sprint(limit+1), args)
	if out.partial = len(out.rows) > limit; out.partial {
		out.rows = out.rows[:limit]
	}
	return out, err
}

// best returns the rows by rank, or the newest where there are too many.
func (f *find) best(part, limit int) (found, error) {
	if f.match.text == "" {
		return f.newest(part, limit)
	}
	many, err := f.many()
	if err != nil {
		return found{}, err
	}
	if many {
		out, err := f.newest(part, limit)
		out.newest = true
		return out, err
	}
	text, args := f.from()
	index := f.table + "_words"
	rows, err := f.rows(fmt.Sprintf("SELECT %[1]s, -bm25(%[2]s, 4.0, 1.0) AS score%[3]s ORDER BY score DESC, 1 DESC LIMIT %[4]d",
		f.n(), index, text, titled*limit+1), args)
	if err != nil {
		return found{}, err
	}
	out := found{kind: f.kind, rows: rows, partial: len(rows) > limit}
	err = f.preferTitles(out.rows)
	out.rows = out.rows[:min(limit, len(out.rows))]
	for i, best := 0, 0.0; i < len(out.rows); i++ {
		// What words are worth differs from kind to kind: the best of each counts 1.
		if i == 0 {
			best = out.rows[0].score
		}
		out.rows[i].score /= best
	}
	return out, err
}

// many reports whether there are too many rows to rank.
func (f *find) many() (bool, error) {
	if likely, err := f.estimate(); likely || err != nil {
		return likely, err
	}
	n, err := f.count(maxRanked + 1)
	return n > maxRanked, err
}

// count returns the number of rows, at most.
func (f *find) count(most int) (n int, err error) {
	text, args := f.from()
	err = f.tx.QueryRowContext(f.ctx, fmt.Sprintf("SELECT count(*) FROM (SELECT 1%s LIMIT %d)", text, most), args...).Scan(&n)
	return n, err
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

// preferTitles moves rows up that have words of the query in their title.
func (f *find) preferTitles(list []scored) error {
	if f.kind != data.KindEvent && f.kind != data.KindArticle {
		return nil
	}
	numbers := make([]int64, len(list))
	place := make(map[int64]int, len(list))
	for i, row := range list {
		numbers[i], place[row.n] = row.n, i
	}
	titles, err := f.tx.QueryContext(f.ctx, "SELECT n, title FROM "+f.table+" WHERE n IN (SELECT value FROM json_each(?))", string(rows.Encode(numbers)))
	if err != nil {
		return err
	}
	defer titles.Close()
	for titles.Next() {
		var n int64
		var title string
		if err := titles.Scan(&n, &title); err != nil {
			return err
		}
		if slices.Contains(f.tester.Found([]string{title}), true) {
			list[place[n]].score *= titleWeight
		}
	}
	if err := titles.Err(); err != nil {
		return err
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return nil
}
