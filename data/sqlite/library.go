package sqlite

import (
	"context"
	"database/sql"

	"tarikh.org/tarikh/data"
)

func libraries() *table[data.Library] {
	return &table[data.Library]{
		name:    "library",
		columns: []string{"id", "rev", "title", "created"},
		values:  func(l data.Library) []any { return []any{key(l.ID), l.Rev, l.Title, l.Created} },
		scan: func(row scanner, l *data.Library) error {
			return row.Scan(&l.ID, &l.Rev, &l.Title, &l.Created)
		},
		id:     func(l data.Library) data.ID { return l.ID },
		rev:    func(l *data.Library) *int64 { return &l.Rev },
		title:  func(l data.Library) string { return l.Title },
		same:   func(a, b data.Library) bool { return a == b },
		encode: func(l data.Library) any { return libraryJSON(l) },
		decode: decoder(func(l libraryJSON) data.Library { return data.Library(l) }),
	}
}

// Library returns what the library says of itself.
func (s *Store) Library(ctx context.Context) (l data.Library, err error) {
	err = s.reading(ctx, "read the library", func(tx *sql.Tx) error {
		l, err = libraries().one(ctx, tx, "")
		return err
	})
	return l, err
}

// Counts returns the numbers of rows.
func (s *Store) Counts(ctx context.Context) (c data.Counts, err error) {
	err = s.reading(ctx, "count rows", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM track), (SELECT count(*) FROM event),
			(SELECT count(*) FROM article), (SELECT count(*) FROM excerpt), (SELECT count(*) FROM annotation)`).
			Scan(&c.Tracks, &c.Events, &c.Articles, &c.Excerpts, &c.Annotations)
	})
	return c, err
}
