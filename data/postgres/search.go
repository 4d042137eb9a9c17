package postgres

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/text/query"
)

const (
	// maxRanked is how many rows of a kind are ranked; more are shown newest first.
	maxRanked = 5000
	// titled is how many of the best rows, for each that is asked for, are looked at
	// once more for words in their titles, and titleWeight how much more one counts then.
	titled, titleWeight = 4, 1.5
	// newestLooked is how many of the newest rows are looked at before all are: to walk
	// all of a large table backwards for a rare word takes seconds.
	newestLooked = 10_000
)

// SearchNewest returns what Search finds, the newest first, see [data.Searcher].
func (s *Store) SearchNewest(ctx context.Context, q query.Query, limit int, kinds ...data.Kind) (data.Results, error) {
	return s.search(ctx, q, limit, kinds, (*find).newest)
}

// Search returns the best hits, see [data.Searcher].
func (s *Store) Search(ctx context.Context, q query.Query, limit int, kinds ...data.Kind) (data.Results, error) {
	return s.search(ctx, q, limit, kinds, (*find).best)
}

func (s *Store) search(ctx context.Context, q query.Query, limit int, kinds []data.Kind, look looker) (data.Results, error) {
	if q.Empty() || limit <= 0 {
		return data.Results{}, ctx.Err()
	}
	if len(kinds) == 0 {
		kinds = data.Searched()
	}
	return ask(ctx, s, "search", func(ctx context.Context, tx pgx.Tx) (r data.Results, err error) {
		finds, err := s.finds(ctx, tx, q, kinds)
		if err != nil {
			return r, err
		}
		all := make([]found, len(finds))
		for i, f := range finds {
			if all[i], err = f.either(look, limit); err != nil {
				return r, err
			}
		}
		all = share(all, limit)
		r, err = s.hits(ctx, tx, q, all)
		for _, f := range all {
			r.Newest = r.Newest || f.newest
			r.Partial = r.Partial || f.partial
		}
		return r, err
	})
}

// SearchIDs returns all rows of one kind that Search could find.
func (s *Store) SearchIDs(ctx context.Context, q query.Query, kind data.Kind) ([]data.ID, error) {
	if q.Empty() {
		return nil, ctx.Err()
	}
	return ask(ctx, s, "search", func(ctx context.Context, tx pgx.Tx) ([]data.ID, error) {
		finds, err := s.finds(ctx, tx, q, []data.Kind{kind})
		if err != nil {
			return nil, err
		}
		return finds[0].ids(math.MaxInt32)
	})
}

// SearchCounts returns how many rows of each kind Search could find.
func (s *Store) SearchCounts(ctx context.Context, q query.Query) (counts [data.SearchedKinds]data.Count, err error) {
	if q.Empty() {
		return counts, ctx.Err()
	}
	err = s.asking(ctx, "count what was found", func(ctx context.Context, tx pgx.Tx) error {
		finds, err := s.finds(ctx, tx, q, data.Searched())
		if err != nil {
			return err
		}
		for i, f := range finds {
			n, err := f.count(data.CountCap + 1)
			if err != nil {
				return err
			}
			counts[i] = data.Count{N: min(n, data.CountCap), More: n > data.CountCap}
		}
		return nil
	})
	return counts, err
}

// SearchArticle returns every find of a query's words in one article's text.
func (s *Store) SearchArticle(ctx context.Context, q query.Query, article data.ID) ([]data.Range, error) {
	a, err := s.Article(ctx, article)
	if err != nil {
		return nil, err
	}
	return slices.Collect(q.Finder().Ranges(a.Text)), ctx.Err()
}

// scored is a row that was found.
type scored struct {
	id    data.ID
	n     int64 // greater: added later
	score float64
}

// found are the rows of one kind, best first.
type found struct {
	kind    data.Kind
	rows    []scored
	newest  bool // there were too many to rank
	partial bool // there are more
}

// share cuts what was found of each kind so that there are limit in all: none has more
// than its part while another could fill it.
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
	tx     pgx.Tx
	store  *Store
	kind   data.Kind
	match  match
	where  string // what the fields say, of r; "" if there are none
	args   []any
	tester *query.Tester
	then   *find // for what happened on a date that the words name, nil for none
}

// looker finds rows of one kind, at most limit.
type looker func(f *find, limit int) (found, error)

// finds prepares to look for rows of some kinds.
func (s *Store) finds(ctx context.Context, tx pgx.Tx, q query.Query, kinds []data.Kind) ([]*find, error) {
	axis, err := s.axis(ctx, tx)
	if err != nil {
		return nil, err
	}
	out := make([]*find, len(kinds))
	for i, kind := range kinds {
		either := q.Either()
		if kind > data.KindAnnotation {
			either = either[:1] // what has no date of its own is found by its words alone
		}
		for _, q := range slices.Backward(either) {
			c := conditions{ctx: ctx, tx: tx, store: s, kind: kind, axis: axis}
			f := &find{ctx: ctx, tx: tx, store: s, kind: kind, match: matchOf(q.Patterns()), tester: q.Tester(), then: out[i]}
			if f.where, f.args = c.all(q), c.args; c.err != nil {
				return nil, c.err
			}
			out[i] = f
		}
	}
	return out, nil
}

// from is the query for the rows with their ID, number and rank, and its arguments. and
// is one more condition of the number n.
func (f *find) from(score bool, and string) (text string, args []any) {
	args = slices.Clone(f.args)
	arg := func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	}
	where := "true"
	if f.where != "" {
		where = f.where
	}
	if and != "" {
		where += " AND %[1]s.n " + and
	}
	table := "$." + f.kind.String() + "_words"
	if len(f.match.must) == 0 {
		if len(f.match.not) > 0 {
			where += " AND NOT EXISTS (SELECT 1 FROM " + table + " w WHERE w.id = r.id AND w.v @@ " + arg(f.match.none()) + "::tsquery)"
		}
		return "SELECT r.id, r.n, 0::float4 AS score FROM " + joined(f.kind) + " WHERE " + replaced(where, "r"), args
	}
	from := table + " w"
	if f.where != "" {
		from += " JOIN " + joinedOn(f.kind)
	}
	all := arg(f.match.all()) + "::tsquery"
	rank := "0::float4"
	if score {
		rank = "ts_rank(w.v, " + all + ", 1)"
	}
	text = fmt.Sprintf("SELECT w.id, w.n, %s AS score FROM %s WHERE w.part = 0 AND NOT w.parted AND w.v @@ %s AND %s", rank, from, all, replaced(where, "w"))
	// Of a long row each word may be in another part.
	long := "w.part = 0 AND w.parted"
	for _, t := range f.match.must {
		long += " AND w.id IN (SELECT id FROM " + table + " WHERE parted AND v @@ " + arg(t) + "::tsquery)"
	}
	if len(f.match.not) > 0 {
		long += " AND w.id NOT IN (SELECT id FROM " + table + " WHERE parted AND v @@ " + arg(f.match.none()) + "::tsquery)"
	}
	return text + fmt.Sprintf(" UNION ALL SELECT w.id, w.n, %s FROM %s WHERE %s AND %s", rank, from, long, replaced(where, "w")), args
}

// count returns the number of rows, at most.
func (f *find) count(most int) (n int, err error) {
	if f.then != nil {
		ids, err := f.ids(most)
		return min(len(ids), most), err
	}
	text, args := f.from(false, "")
	err = f.tx.QueryRow(f.ctx, f.store.sql(fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM (%s) x LIMIT %d) y", text, most)), args...).Scan(&n)
	return n, err
}

// ids returns the rows, at most so many of its own and so many of then.
func (f *find) ids(most int) (out []data.ID, err error) {
	text, args := f.from(false, "")
	rows, err := f.rows(fmt.Sprintf("%s LIMIT %d", text, most), args)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		out = append(out, row.id)
	}
	if f.then == nil {
		return out, nil
	}
	more, err := f.then.ids(most)
	out = append(out, more...)
	slices.SortFunc(out, func(a, b data.ID) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(out), err
}

func (f *find) rows(text string, args []any) (out []scored, err error) {
	err = f.store.each(f.ctx, f.tx, text, func(r pgx.Rows) error {
		var row scored
		var score float32
		err := r.Scan(&row.id, &row.n, &score)
		row.score = float64(score)
		out = append(out, row)
		return err
	}, args...)
	return out, err
}

// newest returns the rows that were added last, in two steps: among the newest, and only
// where these hold too few among all.
func (f *find) newest(limit int) (out found, err error) {
	out.kind = f.kind
	var last int64
	if err := f.tx.QueryRow(f.ctx, f.store.sql(fmt.Sprintf("SELECT coalesce(max(n), 0) FROM $.%q", f.kind))).Scan(&last); err != nil {
		return out, err
	}
	if last > newestLooked {
		text, args := f.from(false, fmt.Sprintf("> %d", last-newestLooked))
		if out.rows, err = f.rows(fmt.Sprintf("SELECT * FROM (%s) x ORDER BY n DESC LIMIT %d", text, limit+1), args); err != nil {
			return out, err
		}
	}
	if len(out.rows) <= limit {
		text, args := f.from(false, "")
		if out.rows, err = f.rows(fmt.Sprintf("WITH m AS MATERIALIZED (%s) SELECT * FROM m ORDER BY n DESC LIMIT %d", text, limit+1), args); err != nil {
			return out, err
		}
	}
	if out.partial = len(out.rows) > limit; out.partial {
		out.rows = out.rows[:limit]
	}
	return out, nil
}

// best returns the rows by rank, or the newest where there are too many.
func (f *find) best(limit int) (found, error) {
	if len(f.match.must) == 0 {
		return f.newest(limit)
	}
	own := *f
	own.then = nil
	if n, err := own.count(maxRanked + 1); err != nil {
		return found{}, err
	} else if n > maxRanked {
		out, err := f.newest(limit)
		out.newest = true
		return out, err
	}
	text, args := f.from(true, "")
	rows, err := f.rows(fmt.Sprintf("SELECT * FROM (%s) x ORDER BY score DESC, n DESC LIMIT %d", text, titled*limit+1), args)
	if err != nil {
		return found{}, err
	}
	out := found{kind: f.kind, rows: rows, partial: len(rows) > limit}
	err = f.preferTitles(out.rows)
	out.rows = out.rows[:min(limit, len(out.rows))]
	for i, best := 0, 0.0; i < len(out.rows); i++ {
		if i == 0 { // scores differ from kind to kind: the best of each counts 1
			best = max(out.rows[i].score, math.SmallestNonzeroFloat32)
		}
		out.rows[i].score /= best
	}
	return out, err
}

// preferTitles moves rows up that have words of the query in their title.
func (f *find) preferTitles(list []scored) error {
	if f.kind != data.KindEvent && f.kind != data.KindArticle {
		return nil
	}
	place := make(map[data.ID]int, len(list))
	ids := make([]data.ID, len(list))
	for i, row := range list {
		place[row.id], ids[i] = i, row.id
	}
	err := f.store.each(f.ctx, f.tx, fmt.Sprintf("SELECT id, title FROM $.%s WHERE id = ANY($1)", f.kind), func(r pgx.Rows) error {
		var id data.ID
		var title string
		if err := r.Scan(&id, &title); err != nil {
			return err
		}
		if slices.Contains(f.tester.Found([]string{title}), true) {
			list[place[id]].score *= titleWeight
		}
		return nil
	}, ids)
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	return err
}

// either puts what happened on a date that the words name before what has the words.
func (f *find) either(look looker, limit int) (found, error) {
	out, err := look(f, limit)
	if err != nil || f.then == nil {
		return out, err
	}
	then, err := look(f.then, limit)
	if err != nil {
		return out, err
	}
	for i := range then.rows {
		then.rows[i].score = 1
	}
	for _, row := range out.rows {
		if !slices.ContainsFunc(then.rows, func(o scored) bool { return o.id == row.id }) {
			then.rows = append(then.rows, row)
		}
	}
	out.partial = out.partial || then.partial || len(then.rows) > limit
	out.rows = then.rows[:min(limit, len(then.rows))]
	return out, nil
}
