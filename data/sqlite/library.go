package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"

	"tarikh.org/tarikh/data"
)

func libraries() *table[data.Library] {
	return &table[data.Library]{
		name:    "library",
		columns: []string{"id", "rev", "title", "created", "colour_names"},
		values: func(l data.Library) []any {
			return []any{key(l.ID), l.Rev, l.Title, l.Created, string(encodeJSON(coalesce(l.ColourNames)))}
		},
		scan: func(row scanner, l *data.Library) error {
			var names string
			if err := row.Scan(&l.ID, &l.Rev, &l.Title, &l.Created, &names); err != nil {
				return err
			}
			if err := json.Unmarshal([]byte(names), &l.ColourNames); err != nil {
				return fmt.Errorf("%w: the names of colours: %v", data.ErrCorrupt, err)
			}
			if len(l.ColourNames) == 0 {
				l.ColourNames = nil
			}
			return nil
		},
		id:    func(l data.Library) data.ID { return l.ID },
		rev:   func(l *data.Library) *int64 { return &l.Rev },
		title: func(l data.Library) string { return l.Title },
		same: func(a, b data.Library) bool {
			return a.ID == b.ID && a.Rev == b.Rev && a.Title == b.Title && a.Created == b.Created &&
				maps.Equal(a.ColourNames, b.ColourNames)
		},
		encode: func(l data.Library) any { return libraryJSON(l) },
		decode: decoder(func(l libraryJSON) data.Library { return data.Library(l) }),
	}
}

// coalesce makes an empty map of none: JSON has "null" for that.
func coalesce(names map[string]string) map[string]string {
	if names == nil {
		return map[string]string{}
	}
	return names
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
