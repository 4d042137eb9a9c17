package postgres

import (
	"context"
	"math"
	"slices"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/text/query"
)

// SearchNewest returns what Search finds, the newest first, see [data.Searcher].
func (s *Store) SearchNewest(ctx context.Context, q query.Query, limit int, kinds ...data.Kind) (data.Results, error) {
	return s.search(ctx, q, limit, kinds, (*search).newest)
}

// Search returns the best hits, see [data.Searcher].
func (s *Store) Search(ctx context.Context, q query.Query, limit int, kinds ...data.Kind) (data.Results, error) {
	return s.search(ctx, q, limit, kinds, (*search).best)
}

func (s *Store) search(ctx context.Context, q query.Query, limit int, kinds []data.Kind, look func(*search, int) error) (r data.Results, err error) {
	if q.Empty() || limit <= 0 {
		return r, ctx.Err()
	}
	if len(kinds) == 0 {
		kinds = data.Searched()
	}
	defer s.keepRecent()
	err = s.asked(ctx, "search", q, kinds, func(x *search) error {
		if err := look(x, limit); err != nil {
			return err
		}
		all := make([]found, len(x.finds))
		for i, f := range x.finds {
			all[i] = f.either(limit)
		}
		all = share(all, limit)
		r, err = s.hits(x.ctx, x.tx, q, all)
		for _, f := range all {
			r.Newest = r.Newest || f.newest
			r.Partial = r.Partial || f.partial
		}
		return err
	})
	if err != nil {
		return data.Results{}, err
	}
	return r, nil
}

// SearchIDs returns all rows of one kind that Search could find.
func (s *Store) SearchIDs(ctx context.Context, q query.Query, kind data.Kind) (out []data.ID, err error) {
	if q.Empty() {
		return nil, ctx.Err()
	}
	err = s.asked(ctx, "search", q, []data.Kind{kind}, func(x *search) error {
		err := x.batched(x.each(), func(b *batch, f *find) { f.all(b, math.MaxInt32) })
		out = x.finds[0].ids()
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// SearchCounts returns how many rows of each kind Search could find.
func (s *Store) SearchCounts(ctx context.Context, q query.Query) (counts [data.SearchedKinds]data.Count, err error) {
	if q.Empty() {
		return counts, ctx.Err()
	}
	const most = data.CountCap + 1
	err = s.asked(ctx, "count what was found", q, data.Searched(), func(x *search) error {
		if err := x.look(surely); err != nil {
			return err
		}
		err := x.batched(x.finds, func(b *batch, f *find) {
			switch {
			case f.surelyMore(data.CountCap):
				f.count = most
			case f.then != nil:
				f.all(b, most)
				f.then.all(b, most)
			case f.complete:
				f.count = f.looked
			default:
				f.counted(b, most)
			}
		})
		for i, f := range x.finds {
			if f.then != nil && f.count < most {
				f.count = min(len(f.ids()), most)
			}
			counts[i] = data.Count{N: min(f.count, data.CountCap), More: f.count > data.CountCap}
		}
		return err
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

// asked runs do with what looks for rows of some kinds.
func (s *Store) asked(ctx context.Context, action string, q query.Query, kinds []data.Kind, do func(*search) error) error {
	within := s.asking
	if !matchOf(q.Patterns()).empty() {
		within = s.searching
	}
	return within(ctx, action, func(ctx context.Context, tx pgx.Tx) error {
		x := &search{ctx: ctx, tx: tx, store: s}
		if err := x.prepare(q, kinds); err != nil {
			return err
		}
		return do(x)
	})
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
