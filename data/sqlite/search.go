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
	look func(context.Context, *sql.Tx, query.Query, int, []data.Kind) (data.Results, error),
) (r data.Results, err error) {
	if q.Empty() || limit <= 0 {
		return data.Results{}, ctx.Err()
	}
	err = s.reading(ctx, "search", func(tx *sql.Tx) error {
		r, err = look(ctx, tx, q, limit, kinds)
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
	err = s.reading(ctx, "search", func(tx *sql.Tx) error {
		out, err = search.IDs(ctx, tx, q, kind)
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
	err = s.reading(ctx, "count what was found", func(tx *sql.Tx) error {
		counts, err = search.Counts(ctx, tx, q)
		return err
	})
	if err != nil {
		return [data.SearchedKinds]data.Count{}, err
	}
	return counts, nil
}

// SearchArticle returns every find of a query's words in one article's text.
func (s *Store) SearchArticle(ctx context.Context, q query.Query, article data.ID) (out []data.Range, err error) {
	var text string
	err = s.reading(ctx, "search article "+article.String(), func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT text FROM article WHERE id = ?", article[:]).Scan(&text)
	})
	if err != nil {
		return nil, err
	}
	return slices.Collect(q.Finder().Ranges(text)), ctx.Err()
}

// Matching returns which events match a query, see [data.Searcher].
func (s *Store) Matching(ctx context.Context, q query.Query, cols data.Columns, tracks []data.Track) (out []int32, err error) {
	err = s.reading(ctx, "filter events", func(tx *sql.Tx) error {
		out, err = s.catalogs.Matching(ctx, tx, q, cols, tracks)
		return err
	})
	return out, err
}

// Facets counts events by value, see [data.Searcher].
func (s *Store) Facets(ctx context.Context, q query.Query, cols data.Columns, tracks []data.Track) (out map[query.Field][]data.FacetCount, err error) {
	err = s.reading(ctx, "count events by value", func(tx *sql.Tx) error {
		out, err = s.catalogs.Facets(ctx, tx, q, cols, tracks)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// EventOrder sorts events by a column of a table, see [data.Store].
func (s *Store) EventOrder(ctx context.Context, cols data.Columns, places []int32, by data.EventKey, descending bool) (out []int32, err error) {
	err = s.reading(ctx, "sort events", func(tx *sql.Tx) error {
		out, err = s.catalogs.Order(ctx, tx, cols, places, by, descending)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Reindex makes the search index anew, see [data.File].
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

// keepIndexed indexes in the background what an older program, or one with other
// rules, has left unindexed. Edits have their turn between; Close ends it, and the
// next opening goes on where it was.
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
		// Where it fails, search says that it is not ready, and Reindex says why.
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
