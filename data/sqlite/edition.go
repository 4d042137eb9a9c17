package sqlite

import (
	"context"
	"database/sql"
	"reflect"
	"slices"

	"tarikh.org/tarikh/data"
)

func editions() *table[data.Edition] {
	return &table[data.Edition]{
		name:    "edition",
		columns: []string{"id", "rev", "article", "replaced", "hash", "length", "blocks", "page"},
		values: func(v data.Edition) []any {
			return []any{
				key(v.ID), v.Rev, key(v.Article), v.Replaced, v.Hash[:], len(v.Text), listText(v.Blocks), hashKey(v.Page),
			}
		},
		scan: func(row scanner, v *data.Edition) error {
			var hash, page []byte
			var blocks string
			err := row.Scan(&v.ID, &v.Rev, &v.Article, &v.Replaced, &hash, &v.Length, &blocks, &page)
			if err != nil {
				return err
			}
			copy(v.Hash[:], hash)
			copy(v.Page[:], page)
			v.Blocks, err = textList[data.Block](blocks, "the blocks of edition", v.ID)
			return err
		},
		id:    func(v data.Edition) data.ID { return v.ID },
		rev:   func(v *data.Edition) *int64 { return &v.Rev },
		title: func(v data.Edition) string { return v.ID.String() },
		same: func(a, b data.Edition) bool {
			same := slices.Equal(a.Blocks, b.Blocks)
			a.Blocks, b.Blocks = nil, nil
			a.Text, a.Length, b.Text, b.Length = "", 0, "", 0 // the hash is that of the text
			return same && reflect.DeepEqual(a, b)
		},
		encode: encodeEdition,
		decode: decoder(decodeEdition),
		bodies: func(v *data.Edition) (*string, *int, *hash, hash) { return &v.Text, &v.Length, &v.Hash, v.Page },
		apart:  true,
	}
}

// Editions returns the earlier texts of an article without their text and its
// blocks, newest first.
func (s *Store) Editions(ctx context.Context, article data.ID) (out []data.Edition, err error) {
	err = s.reading(ctx, "list editions of article "+article.String(), func(tx *sql.Tx) error {
		out, err = editions().all(ctx, tx, "WHERE article = ? ORDER BY replaced DESC, n DESC", article[:])
		for i := range out {
			out[i].Blocks = nil
		}
		return err
	})
	return out, err
}

// Edition returns one earlier text of an article, or ErrNotFound.
func (s *Store) Edition(ctx context.Context, id data.ID) (v data.Edition, err error) {
	err = s.reading(ctx, "read edition "+id.String(), func(tx *sql.Tx) error {
		if v, err = editions().one(ctx, tx, "WHERE id = ?", id[:]); err != nil {
			return err
		}
		v.Text, err = readText(ctx, tx, v.Hash)
		return err
	})
	return v, err
}

// Page returns a page as it was received, or ErrNotFound.
func (s *Store) Page(ctx context.Context, of [32]byte) (p data.Page, err error) {
	err = s.reading(ctx, "read a page", func(tx *sql.Tx) error {
		p.Hash = of
		err := tx.QueryRowContext(ctx, "SELECT media, url, fetched FROM page WHERE hash = ?", of[:]).Scan(&p.Media, &p.URL, &p.Fetched)
		if err != nil {
			return err
		}
		p.Body, err = readBody(ctx, tx, of)
		return err
	})
	if err != nil {
		return data.Page{}, err
	}
	return p, nil
}
