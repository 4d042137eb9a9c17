package sqlite

import (
	"context"
	"database/sql"

	"tarikh.org/tarikh/data"
)

func dismissals() *table[data.Dismissal] {
	return &table[data.Dismissal]{
		name:    "dismissal",
		columns: []string{"id", "rev", "article", "anchor_start", "anchor_end", "exact", "prefix", "suffix", "edtf"},
		values: func(d data.Dismissal) []any {
			return []any{
				key(d.ID), d.Rev, key(d.Article),
				d.Anchor.Start, d.Anchor.End, d.Anchor.Exact, d.Anchor.Prefix, d.Anchor.Suffix, d.EDTF,
			}
		},
		scan: func(row scanner, d *data.Dismissal) error {
			return row.Scan(&d.ID, &d.Rev, &d.Article,
				&d.Anchor.Start, &d.Anchor.End, &d.Anchor.Exact, &d.Anchor.Prefix, &d.Anchor.Suffix, &d.EDTF)
		},
		id:     func(d data.Dismissal) data.ID { return d.ID },
		rev:    func(d *data.Dismissal) *int64 { return &d.Rev },
		title:  func(d data.Dismissal) string { return d.Anchor.Exact },
		same:   func(a, b data.Dismissal) bool { return a == b },
		encode: func(d data.Dismissal) any { return dismissalJSON(d) },
		decode: decoder(func(d dismissalJSON) data.Dismissal { return data.Dismissal(d) }),
	}
}

func views() *table[data.View] {
	return &table[data.View]{
		name:    "view",
		columns: []string{"id", "rev", "name", "query", "lo", "hi", "place"},
		values: func(v data.View) []any {
			return []any{key(v.ID), v.Rev, v.Name, v.Query, v.Lo, v.Hi, v.Order}
		},
		scan: func(row scanner, v *data.View) error {
			return row.Scan(&v.ID, &v.Rev, &v.Name, &v.Query, &v.Lo, &v.Hi, &v.Order)
		},
		id:     func(v data.View) data.ID { return v.ID },
		rev:    func(v *data.View) *int64 { return &v.Rev },
		title:  func(v data.View) string { return v.Name },
		same:   func(a, b data.View) bool { return a == b },
		encode: func(v data.View) any { return viewJSON(v) },
		decode: decoder(func(v viewJSON) data.View { return data.View(v) }),
	}
}

// Dismissals returns what was dismissed in an article, by Anchor.Start.
func (s *Store) Dismissals(ctx context.Context, article data.ID) (out []data.Dismissal, err error) {
	err = s.reading(ctx, "list what was dismissed in article "+article.String(), func(tx *sql.Tx) error {
		out, err = dismissals().all(ctx, tx, "WHERE article = ? ORDER BY anchor_start, anchor_end, id", article[:])
		return err
	})
	return out, err
}

// Views returns the saved views by Order, then ID.
func (s *Store) Views(ctx context.Context) (out []data.View, err error) {
	err = s.reading(ctx, "list the saved views", func(tx *sql.Tx) error {
		out, err = views().all(ctx, tx, "ORDER BY place, id")
		return err
	})
	return out, err
}
