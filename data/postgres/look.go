package postgres

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// What was found is shown while one types, and mostly the newest are enough: a word is
// looked for among these first, in memory or by the server, and only where they do not
// have it often enough in the index. Then it is rare.

const (
	// maxRanked is how many rows of a kind are ranked; more are shown newest first.
	maxRanked = 5000
	// mostTitles is how many of the best rows, for each that is asked for, are looked at
	// once more for words in their titles, and titleWeight how much more one counts then.
	mostTitles, titleWeight = 4, 1.5
	// surely is how many of the newest rows must match to tell by them how many do.
	surely = 50
)

// windowOf is how many of the newest rows of a kind the server looks at first: the words
// of articles are many.
func windowOf(kind data.Kind) int {
	if kind == data.KindArticle {
		return 60
	}
	return 1000
}

// search looks for rows of some kinds.
type search struct {
	ctx   context.Context
	tx    pgx.Tx
	store *Store
	finds []*find
}

func (x *search) prepare(q query.Query, kinds []data.Kind) (err error) {
	c := conditions{ctx: x.ctx, tx: x.tx, store: x.store}
	either := q.Either()
	if len(either) > 1 || slices.ContainsFunc(q.Terms, func(t query.Term) bool { return t.Field != query.Words }) {
		if c.axis, err = x.store.axis(x.ctx, x.tx); err != nil {
			return err
		}
	}
	for _, kind := range kinds {
		either := either
		if kind > data.KindAnnotation {
			either = either[:1] // what has no date of its own is found by its words alone
		}
		var made *find
		for _, q := range slices.Backward(either) {
			c := c
			c.kind = kind
			made = &find{kind: kind, asked: q.Patterns(), match: matchOf(q.Patterns()), tester: q.Tester(), then: made}
			made.found.kind = kind
			if made.where, made.args = c.all(q), c.args; c.err != nil {
				return c.err
			}
		}
		x.finds = append(x.finds, made)
	}
	return nil
}

// each are all finds, with those for dates.
func (x *search) each() (out []*find) {
	for _, f := range x.finds {
		for ; f != nil; f = f.then {
			out = append(out, f)
		}
	}
	return out
}

// batched asks together what put asks of each of some finds.
func (x *search) batched(finds []*find, put func(*batch, *find)) error {
	b := x.store.newBatch()
	for _, f := range finds {
		put(b, f)
	}
	return b.run(x.ctx, x.tx)
}

// look looks at the newest rows, for so many that match: in memory where their words are
// known, else the server does.
func (x *search) look(enough int) error {
	b := x.store.newBatch()
	last := x.numbers(b)
	since := x.recent(b)
	var known []*find
	for _, f := range x.each() {
		if since != nil && f.where == "" && !f.match.empty() && len(f.asked) <= maxWords {
			known = append(known, f)
		} else {
			f.among(b, enough+1)
		}
	}
	if err := b.run(x.ctx, x.tx); err != nil {
		return err
	}
	kept, err := x.present(since)
	if err != nil {
		return err
	}
	err = x.batched(known, func(b *batch, f *find) {
		if kept == nil || !kept.kinds[f.kind].look(f, enough+1) {
			f.among(b, enough+1)
		}
	})
	if err != nil {
		return err
	}
	if len(*last) != len(x.finds) {
		return fmt.Errorf("%w: a row that is not as it was asked for", data.ErrCorrupt)
	}
	for i, f := range x.finds {
		for ; f != nil; f = f.then {
			f.last = (*last)[i]
			f.complete = f.complete || f.last <= int64(f.window)
		}
	}
	return nil
}

// numbers puts in a batch that the number of the newest row of each kind is read.
func (x *search) numbers(b *batch) *[]int64 {
	var text []string
	for _, f := range x.finds {
		text = append(text, fmt.Sprintf("(SELECT coalesce(max(n), 0) FROM $.%q)", f.kind))
	}
	var last []int64
	b.each("SELECT ARRAY["+strings.Join(text, ", ")+"]", func(r pgx.Rows) error { return r.Scan(&last) })
	return &last
}

// among puts in a batch that rows are found among some of the newest.
func (f *find) among(b *batch, most int) {
	f.window = windowOf(f.kind)
	s := f.recent(f.window, most)
	b.each(s.text, func(r pgx.Rows) error {
		var row scored
		var score float32
		err := r.Scan(&row.id, &row.n, &score, &f.looked)
		f.rows = append(f.rows, row)
		return err
	}, s.args...)
}

// surelyMore reports whether there are surely more rows than so many, by those among the
// newest.
func (f *find) surelyMore(most int) bool {
	return !f.complete && f.looked >= surely && float64(f.looked)*float64(f.last)/float64(f.window) > 1.5*float64(most)
}

// newest finds the rows that were added last.
func (x *search) newest(limit int) error {
	if err := x.look(limit); err != nil {
		return err
	}
	return x.newestOf(x.each(), limit)
}

// newestOf finds the rows of some finds that were added last, where a look has not found
// enough.
func (x *search) newestOf(finds []*find, limit int) error {
	err := x.batched(finds, func(b *batch, f *find) {
		if !f.complete && len(f.rows) <= limit {
			f.latest(b, limit+1)
		}
	})
	for _, f := range finds {
		if f.partial = len(f.rows) > limit; f.partial {
			f.rows = f.rows[:limit]
		}
	}
	return err
}

// best finds the rows by rank, or the newest where there are too many.
func (x *search) best(limit int) error {
	if err := x.look(max(limit, surely)); err != nil {
		return err
	}
	all := x.each()
	err := x.batched(all, func(b *batch, f *find) {
		switch {
		case len(f.match.must) == 0:
		case f.surelyMore(maxRanked):
			f.count = maxRanked + 1
		case f.complete:
			f.count = f.looked
		case f.last > maxRanked:
			f.counted(b, maxRanked+1)
		}
	})
	if err != nil {
		return err
	}
	var byTime, byRank []*find
	for _, f := range all {
		if f.newest = f.count > maxRanked; f.newest || len(f.match.must) == 0 {
			byTime = append(byTime, f)
		} else {
			byRank = append(byRank, f)
		}
	}
	if err := x.newestOf(byTime, limit); err != nil {
		return err
	}
	return x.rank(byRank, limit)
}

// rank finds the best rows of some finds.
func (x *search) rank(finds []*find, limit int) error {
	if err := x.batched(finds, func(b *batch, f *find) { f.ranked(b, mostTitles*limit+1) }); err != nil {
		return err
	}
	err := x.batched(finds, func(b *batch, f *find) {
		f.partial = len(f.rows) > limit
		f.preferTitles(b)
	})
	for _, f := range finds {
		slices.SortStableFunc(f.rows, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
		f.rows = f.rows[:min(limit, len(f.rows))]
		for i, best := 0, 0.0; i < len(f.rows); i++ {
			if i == 0 { // scores differ from kind to kind: the best of each counts 1
				best = max(f.rows[i].score, math.SmallestNonzeroFloat32)
			}
			f.rows[i].score /= best
		}
	}
	return err
}

// preferTitles puts in a batch that rows count more that have words of the query in their
// title.
func (f *find) preferTitles(b *batch) {
	if f.kind != data.KindEvent && f.kind != data.KindArticle || len(f.rows) == 0 {
		return
	}
	place := make(map[data.ID]int, len(f.rows))
	ids := make([]data.ID, len(f.rows))
	for i, row := range f.rows {
		place[row.id], ids[i] = i, row.id
	}
	b.each(fmt.Sprintf("SELECT id, title FROM $.%s WHERE id = ANY($1)", f.kind), func(r pgx.Rows) error {
		var id data.ID
		var title string
		if err := r.Scan(&id, &title); err != nil {
			return err
		}
		if at, ok := place[id]; ok && slices.Contains(f.tester.Found([]string{title}), true) {
			f.rows[at].score *= titleWeight
		}
		return nil
	}, ids)
}
