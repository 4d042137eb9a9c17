package sqlite

import (
	"context"
	"database/sql"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// SearchIDs returns all rows of one kind that Search could find.
func (s *Store) SearchIDs(ctx context.Context, q query.Query, kind data.Kind) (out []data.ID, err error) {
	if q.Empty() {
		return nil, ctx.Err()
	}
	err = s.reading(ctx, "search", func(tx *sql.Tx) error {
		finds, err := newFinds(ctx, tx, q, []data.Kind{kind})
		if err != nil {
			return err
		}
		text, args := finds[0].from()
		rows, err := tx.QueryContext(ctx, "SELECT id FROM "+finds[0].table+" WHERE n IN (SELECT "+finds[0].n()+text+")", args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id data.ID
			if err := rows.Scan(&id); err != nil {
				return err
			}
			out = append(out, id)
		}
		return rows.Err()
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
		finds, err := newFinds(ctx, tx, q, []data.Kind{data.KindEvent, data.KindArticle, data.KindExcerpt, data.KindAnnotation})
		if err != nil {
			return err
		}
		for i, f := range finds {
			many, err := f.estimate()
			if err != nil {
				return err
			}
			n := data.CountCap + 1
			if !many {
				if n, err = f.count(n); err != nil {
					return err
				}
			}
			counts[i] = data.Count{N: min(n, data.CountCap), More: n > data.CountCap}
		}
		return nil
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
