package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"reflect"
	"slices"

	"tarikh.org/tarikh/data"
)

func articles() *table[data.Article] {
	return &table[data.Article]{
		name: "article",
		columns: []string{
			"id", "rev", "title", "byline", "publisher", "url", "lang", "edtf", "lo", "hi",
			"changed_edtf", "changed_lo", "changed_hi", "page", "added", "hash", "length", "blocks", "text",
		},
		values: func(a data.Article) []any {
			return []any{
				key(a.ID), a.Rev, a.Title, a.Byline, a.Publisher, a.URL, a.Lang,
				a.Published.EDTF, a.Published.Lo, a.Published.Hi, a.Changed.EDTF, a.Changed.Lo, a.Changed.Hi,
				hashKey(a.Page), a.Added, a.Hash[:], len(a.Text), listText(a.Blocks), a.Text,
			}
		},
		scan: func(row scanner, a *data.Article) error {
			var blocks string
			if err := scanArticle(row, a, &blocks, &a.Text); err != nil {
				return err
			}
			var err error
			a.Blocks, err = textList[data.Block](blocks, "the blocks of article", a.ID)
			return err
		},
		id:    func(a data.Article) data.ID { return a.ID },
		rev:   func(a *data.Article) *int64 { return &a.Rev },
		title: func(a data.Article) string { return a.Title },
		same: func(a, b data.Article) bool {
			same := slices.Equal(a.Blocks, b.Blocks)
			a.Blocks, b.Blocks = nil, nil
			a.Text, a.Length, b.Text, b.Length = "", 0, "", 0 // the hash is that of the text
			return same && reflect.DeepEqual(a, b)
		},
		encode: encodeArticle,
		decode: decoder(decodeArticle),
		bodies: func(a *data.Article) (*string, *int, *hash, hash) { return &a.Text, &a.Length, &a.Hash, a.Page },
	}
}

// hash is SHA-256 of a text or page.
type hash = [sha256.Size]byte

// hashKey is a hash as it is stored: NULL for none.
func hashKey(h hash) any {
	if h == (hash{}) {
		return nil
	}
	return h[:]
}

// listedArticles is articles without their text and its blocks.
func listedArticles() *table[data.Article] {
	t := articles()
	t.columns = t.columns[:len(t.columns)-2]
	t.scan = func(row scanner, a *data.Article) error { return scanArticle(row, a) }
	return t
}

func scanArticle(row scanner, a *data.Article, text ...any) error {
	var page, hash []byte
	err := row.Scan(append([]any{
		&a.ID, &a.Rev, &a.Title, &a.Byline, &a.Publisher, &a.URL, &a.Lang,
		&a.Published.EDTF, &a.Published.Lo, &a.Published.Hi, &a.Changed.EDTF, &a.Changed.Lo, &a.Changed.Hi,
		&page, &a.Added, &hash, &a.Length,
	}, text...)...)
	copy(a.Page[:], page)
	copy(a.Hash[:], hash)
	return err
}

func excerpts() *table[data.Excerpt] {
	return &table[data.Excerpt]{
		name: "excerpt",
		columns: []string{
			"id", "rev", "event", "article", "anchor_start", "anchor_end", "exact", "prefix", "suffix",
			"doubt", "was", "score", "method",
		},
		values: func(x data.Excerpt) []any {
			return []any{
				key(x.ID), x.Rev, key(x.Event), key(x.Article),
				x.Anchor.Start, x.Anchor.End, x.Anchor.Exact, x.Anchor.Prefix, x.Anchor.Suffix,
				x.Doubt.State, x.Doubt.Was, x.Doubt.Score, x.Doubt.Method,
			}
		},
		scan: func(row scanner, x *data.Excerpt) error {
			return row.Scan(&x.ID, &x.Rev, &x.Event, &x.Article,
				&x.Anchor.Start, &x.Anchor.End, &x.Anchor.Exact, &x.Anchor.Prefix, &x.Anchor.Suffix,
				&x.Doubt.State, &x.Doubt.Was, &x.Doubt.Score, &x.Doubt.Method)
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

// Excerpt returns one excerpt, or ErrNotFound.
func (s *Store) Excerpt(ctx context.Context, id data.ID) (x data.Excerpt, err error) {
	err = s.reading(ctx, "read excerpt "+id.String(), func(tx *sql.Tx) error {
		x, err = excerpts().one(ctx, tx, "WHERE id = ?", id[:])
		return err
	})
	return x, err
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
	return s.countExcerpts(ctx, "SELECT event, count(*) FROM excerpt GROUP BY event")
}

// ArticleExcerptCounts returns the number of excerpts of each article that has any.
func (s *Store) ArticleExcerptCounts(ctx context.Context) (map[data.ID]int, error) {
	return s.countExcerpts(ctx, "SELECT article, count(*) FROM excerpt GROUP BY article")
}

func (s *Store) countExcerpts(ctx context.Context, query string) (map[data.ID]int, error) {
	out := map[data.ID]int{}
	err := s.reading(ctx, "count excerpts", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, query)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var of data.ID
			var count int
			if err := rows.Scan(&of, &count); err != nil {
				return err
			}
			out[of] = count
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
