package sqlite

import (
	"context"
	"database/sql"

	"tarikh.org/tarikh/data"
)

func articles() *table[data.Article] {
	return &table[data.Article]{
		name: "article",
		columns: []string{
			"id", "rev", "title", "byline", "publisher", "url", "lang", "edtf", "lo", "hi", "hash", "length", "text",
		},
		values: func(a data.Article) []any {
			return []any{
				key(a.ID), a.Rev, a.Title, a.Byline, a.Publisher, a.URL, a.Lang,
				a.Published.EDTF, a.Published.Lo, a.Published.Hi, a.Hash[:], len(a.Text), a.Text,
			}
		},
		scan:  func(row scanner, a *data.Article) error { return scanArticle(row, a, &a.Text) },
		id:    func(a data.Article) data.ID { return a.ID },
		rev:   func(a *data.Article) *int64 { return &a.Rev },
		title: func(a data.Article) string { return a.Title },
		same: func(a, b data.Article) bool {
			a.Length, b.Length = 0, 0 // follows from the text
			return a == b
		},
		encode: func(a data.Article) any { return articleJSON(a) },
		decode: decoder(func(a articleJSON) data.Article { return data.Article(a).WithText(a.Text) }),
	}
}

// listedArticles is articles without their text.
func listedArticles() *table[data.Article] {
	t := articles()
	t.columns = t.columns[:len(t.columns)-1]
	t.scan = func(row scanner, a *data.Article) error { return scanArticle(row, a) }
	return t
}

func scanArticle(row scanner, a *data.Article, text ...any) error {
	var hash []byte
	err := row.Scan(append([]any{
		&a.ID, &a.Rev, &a.Title, &a.Byline, &a.Publisher, &a.URL, &a.Lang,
		&a.Published.EDTF, &a.Published.Lo, &a.Published.Hi, &hash, &a.Length,
	}, text...)...)
	copy(a.Hash[:], hash)
	return err
}

func excerpts() *table[data.Excerpt] {
	return &table[data.Excerpt]{
		name: "excerpt",
		columns: []string{
			"id", "rev", "event", "article", "anchor_start", "anchor_end", "exact", "prefix", "suffix",
		},
		values: func(x data.Excerpt) []any {
			return []any{
				key(x.ID), x.Rev, key(x.Event), key(x.Article),
				x.Anchor.Start, x.Anchor.End, x.Anchor.Exact, x.Anchor.Prefix, x.Anchor.Suffix,
			}
		},
		scan: func(row scanner, x *data.Excerpt) error {
			return row.Scan(&x.ID, &x.Rev, &x.Event, &x.Article,
				&x.Anchor.Start, &x.Anchor.End, &x.Anchor.Exact, &x.Anchor.Prefix, &x.Anchor.Suffix)
		},
		id:     func(x data.Excerpt) data.ID { return x.ID },
		rev:    func(x *data.Excerpt) *int64 { return &x.Rev },
		title:  func(x data.Excerpt) string { return x.Anchor.Exact },
		same:   func(a, b data.Excerpt) bool { return a == b },
		encode: func(x data.Excerpt) any { return excerptJSON(x) },
		decode: decoder(func(x excerptJSON) data.Excerpt { return data.Excerpt(x) }),
	}
}

// Article returns one article with its text, or ErrNotFound.
func (s *Store) Article(ctx context.Context, id data.ID) (a data.Article, err error) {
	err = s.reading(ctx, "read article "+id.String(), func(tx *sql.Tx) error {
		a, err = articles().one(ctx, tx, "WHERE id = ?", id[:])
		return err
	})
	return a, err
}

// Articles returns all articles without their text, newest first.
func (s *Store) Articles(ctx context.Context) (out []data.Article, err error) {
	err = s.reading(ctx, "list articles", func(tx *sql.Tx) error {
		out, err = listedArticles().all(ctx, tx, "ORDER BY lo DESC, hi, id")
		return err
	})
	return out, err
}

// EventExcerpts returns the excerpts that report an event, by the article's
// date, then place in the article.
func (s *Store) EventExcerpts(ctx context.Context, event data.ID) (out []data.Excerpt, err error) {
	err = s.reading(ctx, "list excerpts of event "+event.String(), func(tx *sql.Tx) error {
		out, err = excerpts().all(ctx, tx, `AS x WHERE event = ? ORDER BY
			(SELECT lo FROM article AS a WHERE a.id = x.article), article, anchor_start, anchor_end, id`, event[:])
		return err
	})
	return out, err
}

// ArticleExcerpts returns the excerpts of an article by Anchor.Start.
func (s *Store) ArticleExcerpts(ctx context.Context, article data.ID) (out []data.Excerpt, err error) {
	err = s.reading(ctx, "list excerpts of article "+article.String(), func(tx *sql.Tx) error {
		out, err = excerpts().all(ctx, tx, "WHERE article = ? ORDER BY anchor_start, anchor_end, id", article[:])
		return err
	})
	return out, err
}

// ExcerptCounts returns the number of excerpts of each event that has any.
func (s *Store) ExcerptCounts(ctx context.Context) (map[data.ID]int, error) {
	out := map[data.ID]int{}
	err := s.reading(ctx, "count excerpts", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT event, count(*) FROM excerpt GROUP BY event")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var event data.ID
			var count int
			if err := rows.Scan(&event, &count); err != nil {
				return err
			}
			out[event] = count
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
