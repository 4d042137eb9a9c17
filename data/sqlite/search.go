package sqlite

import (
	"context"
	"database/sql"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/search"
	"tarikh.org/tarikh/data/sqlite/words"
	"tarikh.org/tarikh/data/text/query"
)

// SearchNewest returns what Search finds, the newest first, see [data.Searcher].
func (s *Store) SearchNewest(ctx context.Context, q query.Query, limit int, kinds ...data.Kind) (data.Results, error) {
	return s.search(ctx, q, limit, kinds, search.Newest)
}

// Search returns the best hits, see [data.Searcher].
func (s *Store) Search(ctx context.Context, q query.Query, limit int, kinds ...data.Kind) (data.Results, error) {
	return s.search(ctx, q, limit, kinds, search.Best)
}

func (s *Store) search(ctx context.Context, q query.Query, limit int, kinds []data.Kind,
	look func(context.Context, *sql.Tx, *search.Recent, query.Query, int, []data.Kind) (data.Results, error),
) (data.Results, error) {
	if q.Empty() || limit <= 0 {
		return data.Results{}, ctx.Err()
	}
	defer s.keepRecent()
	return ask(ctx, s, "search", func(tx *sql.Tx) (data.Results, error) { return look(ctx, tx, s.recent, q, limit, kinds) })
}

// SearchIDs returns all rows of one kind that Search could find.
func (s *Store) SearchIDs(ctx context.Context, q query.Query, kind data.Kind) ([]data.ID, error) {
	if q.Empty() {
		return nil, ctx.Err()
	}
	return ask(ctx, s, "search", func(tx *sql.Tx) ([]data.ID, error) { return search.IDs(ctx, tx, s.recent, q, kind) })
}

// SearchCounts returns how many rows of each kind Search could find.
func (s *Store) SearchCounts(ctx context.Context, q query.Query) (counts [data.SearchedKinds]data.Count, err error) {
	if q.Empty() {
		return counts, ctx.Err()
	}
	return ask(ctx, s, "count what was found", func(tx *sql.Tx) ([data.SearchedKinds]data.Count, error) { return search.Counts(ctx, tx, s.recent, q) })
}

// SearchArticle returns every find of a query's words in one article's text.
func (s *Store) SearchArticle(ctx context.Context, q query.Query, article data.ID) ([]data.Range, error) {
	text, err := ask(ctx, s, "search article "+article.String(), func(tx *sql.Tx) (text string, err error) {
		err = tx.QueryRowContext(ctx, "SELECT text FROM article WHERE id = ?", article[:]).Scan(&text)
		return text, err
	})
	if err != nil {
		return nil, err
	}
	return slices.Collect(q.Finder().Ranges(text)), ctx.Err()
}

// Matching returns which events match a query, see [data.Searcher].
func (s *Store) Matching(ctx context.Context, q query.Query, cols data.Columns, tracks []data.Track) ([]int32, error) {
	return ask(ctx, s, "filter events", func(tx *sql.Tx) ([]int32, error) { return s.catalogs.Matching(ctx, tx, q, cols, tracks) })
}

// Reported returns when events were first reported, see [data.Searcher].
func (s *Store) Reported(ctx context.Context, cols data.Columns) (data.Reported, error) {
	return ask(ctx, s, "find when events were first reported", func(tx *sql.Tx) (data.Reported, error) { return s.catalogs.Reported(ctx, tx, cols) })
}

// States returns how well events are verified, see [data.Searcher].
func (s *Store) States(ctx context.Context, cols data.Columns) ([]uint8, error) {
	return ask(ctx, s, "find how well events are verified", func(tx *sql.Tx) ([]uint8, error) { return s.catalogs.States(ctx, tx, cols) })
}

// Facets counts events by value, see [data.Searcher].
func (s *Store) Facets(ctx context.Context, q query.Query, cols data.Columns, tracks []data.Track) (map[query.Field][]data.FacetCount, error) {
	return ask(ctx, s, "count events by value", func(tx *sql.Tx) (map[query.Field][]data.FacetCount, error) {
		return s.catalogs.Facets(ctx, tx, q, cols, tracks)
	})
}

// EventOrder sorts events by a column of a table, see [data.Store].
func (s *Store) EventOrder(ctx context.Context, cols data.Columns, places []int32, by data.EventKey, descending bool) ([]int32, error) {
	return ask(ctx, s, "sort events", func(tx *sql.Tx) ([]int32, error) { return s.catalogs.Order(ctx, tx, cols, places, by, descending) })
}

// Reindex rebuilds the search index, see [data.File].
func (s *Store) Reindex(ctx context.Context, progress func(done float64)) error {
	return s.writing(ctx, "make the search index", func(tx *sql.Tx) error { return words.Reindex(ctx, tx, progress) })
}

// IndexSize returns the bytes that the search index takes and those of the texts
// in it.
func (s *Store) IndexSize(ctx context.Context) (index, text int64, err error) {
	err = s.reading(ctx, "measure the search index", func(tx *sql.Tx) error {
		index, text, err = words.Size(ctx, tx)
		return err
	})
	return index, text, err
}

// keepRecent gathers the words of the newest rows in the background where a search has
// missed them. Without them it is slower.
func (s *Store) keepRecent() {
	if s.gate.enter() != nil {
		return
	}
	if !s.recent.Wanted() {
		s.gate.leave()
		return
	}
	go func() {
		defer s.gate.leave()
		_ = s.reading(s.health.ctx, "gather words", func(tx *sql.Tx) error { return s.recent.Gather(s.health.ctx, tx) })
	}()
}

// keepIndexed indexes in the background what an older program, or one with other rules,
// has left unindexed. Edits run in between; Close stops it, and the next opening
// continues.
func (s *Store) keepIndexed() {
	ctx := s.health.ctx
	if s.write == nil {
		return
	}
	if state, err := words.State(ctx, s.read); err != nil || words.AllComplete(state) || s.gate.enter() != nil {
		return
	}
	go func() {
		defer s.gate.leave()
		if s.editable(ctx) != nil {
			return
		}
		// If it fails, searching reports that the index is not ready, and Reindex
		// reports why.
		for kind := range data.Kind(data.SearchedKinds) {
			for more := true; more; {
				err := s.inTransaction(ctx, func(tx *sql.Tx) (err error) {
					more, err = words.IndexMore(ctx, tx, kind)
					return err
				})
				if err != nil {
					return
				}
			}
		}
	}()
}
