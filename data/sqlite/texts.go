package sqlite

import (
	"context"
	"database/sql"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// Article returns one article with its text, or ErrNotFound.
func (s *Store) Article(ctx context.Context, id data.ID) (data.Article, error) {
	return one[data.Article](ctx, s, "read article "+id.String(), "WHERE id = ?", id[:])
}

// Articles returns all articles without their text, newest first.
func (s *Store) Articles(ctx context.Context) ([]data.Article, error) {
	return ask(ctx, s, "list articles", func(tx *sql.Tx) ([]data.Article, error) {
		return rows.ListOf[data.Article](ctx, tx, rows.For[data.Article]().Without("blocks", "text"), "ORDER BY edtf = '', lo DESC, hi, id")
	})
}

// Editions returns the earlier texts of an article without their text and its
// blocks, newest first.
func (s *Store) Editions(ctx context.Context, article data.ID) (out []data.Edition, err error) {
	err = s.reading(ctx, "list editions of article "+article.String(), func(tx *sql.Tx) error {
		out, err = rows.List[data.Edition](ctx, tx, "WHERE article = ? ORDER BY replaced DESC, n DESC", article[:])
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
		if v, err = rows.One[data.Edition](ctx, tx, "WHERE id = ?", id[:]); err != nil {
			return err
		}
		v.Text, err = rows.ReadText(ctx, tx, v.Hash)
		return err
	})
	return v, err
}

// largePage is from how many bytes of a page on what SQLite has cached of it is given back.
const largePage = 1 << 20

// Page returns a page as it was received, or ErrNotFound.
func (s *Store) Page(ctx context.Context, of [32]byte) (p data.Page, err error) {
	err = s.reading(ctx, "read a page", func(tx *sql.Tx) (err error) {
		p, err = rows.ReadPage(ctx, tx, of)
		if len(p.Body) > largePage {
			engine.Shrink(ctx, tx)
		}
		return err
	})
	if err != nil {
		return data.Page{}, err
	}
	return p, nil
}
