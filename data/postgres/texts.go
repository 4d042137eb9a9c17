package postgres

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
)

// hashOf is SHA-256 of a text or page.
type hashOf = [sha256.Size]byte

// Article returns one article with its text, or ErrNotFound.
func (s *Store) Article(ctx context.Context, id data.ID) (data.Article, error) {
	return withText(ctx, s, "read article "+id.String(), id, func(a *data.Article) (hashOf, *string) { return a.Hash, &a.Text })
}

// Edition returns one earlier text of an article, or ErrNotFound.
func (s *Store) Edition(ctx context.Context, id data.ID) (data.Edition, error) {
	return withText(ctx, s, "read edition "+id.String(), id, func(v *data.Edition) (hashOf, *string) { return v.Hash, &v.Text })
}

// withText reads a row with its text, and checks both together.
func withText[T any](ctx context.Context, s *Store, action string, id data.ID, text func(*T) (hashOf, *string)) (T, error) {
	return ask(ctx, s, action, func(ctx context.Context, tx pgx.Tx) (row T, err error) {
		found, err := listIn[T](ctx, s, tx, "WHERE id = $1", id)
		switch {
		case err != nil:
			return row, err
		case len(found) == 0:
			return row, data.ErrNotFound
		}
		row = found[0]
		of, into := text(&row)
		body, err := s.body(ctx, tx, of)
		if err != nil {
			return row, err
		}
		if *into = string(body); any(&row).(data.Row).Validate() != nil {
			return row, fmt.Errorf("%w: %v", data.ErrCorrupt, any(&row).(data.Row).Validate())
		}
		return row, nil
	})
}

// Articles returns all articles without their text, newest first.
func (s *Store) Articles(ctx context.Context) ([]data.Article, error) {
	out, err := list[data.Article](ctx, s, "list articles", "ORDER BY published_edtf = '', published_lo DESC, published_hi, id")
	for i := range out {
		out[i].Blocks = nil
	}
	return out, err
}

// Editions returns the earlier texts of an article without their text, newest first.
func (s *Store) Editions(ctx context.Context, article data.ID) ([]data.Edition, error) {
	out, err := list[data.Edition](ctx, s, "list editions of article "+article.String(), "WHERE article = $1 ORDER BY replaced DESC, n DESC", article)
	for i := range out {
		out[i].Blocks = nil
	}
	return out, err
}

// Page returns a page as it was received, or ErrNotFound.
func (s *Store) Page(ctx context.Context, of [32]byte) (data.Page, error) {
	return ask(ctx, s, "read a page", func(ctx context.Context, tx pgx.Tx) (data.Page, error) {
		p := data.Page{Hash: of}
		err := tx.QueryRow(ctx, s.sql("SELECT media, url, fetched FROM $.page WHERE hash = $1"), of[:]).Scan(&p.Media, &p.URL, &p.Fetched)
		if err != nil {
			return p, err
		}
		if p.Body, err = s.body(ctx, tx, of); err == nil && p.Validate() != nil {
			err = fmt.Errorf("%w: %v", data.ErrCorrupt, p.Validate())
		}
		return p, err
	})
}

// body returns what a hash names, or ErrCorrupt if it is not that.
func (s *Store) body(ctx context.Context, tx pgx.Tx, of hashOf) ([]byte, error) {
	var length int64
	var packed []byte
	err := tx.QueryRow(ctx, s.sql("SELECT length, packed FROM $.body WHERE hash = $1"), of[:]).Scan(&length, &packed)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, fmt.Errorf("%w: a text or page is missing (%x)", data.ErrCorrupt, of[:8])
	}
	if err != nil {
		return nil, err
	}
	return unpacked(of, packed, length)
}

// unpacked is the body of a hash, or ErrCorrupt.
func unpacked(of hashOf, packed []byte, length int64) ([]byte, error) {
	body, ok := unpack(packed, length)
	if !ok || sha256.Sum256(body) != of {
		return nil, fmt.Errorf("%w: a text or page is not what it was (%x)", data.ErrCorrupt, of[:8])
	}
	return body, nil
}

// scanBody reads a body from its row: the ID of what it belongs to, its hash, its length
// and what is held.
func scanBody(r pgx.Rows) (id data.ID, body []byte, err error) {
	var hash, packed []byte
	var length int64
	if err := r.Scan(&id, &hash, &length, &packed); err != nil {
		return id, nil, err
	}
	if len(hash) != sha256.Size {
		return id, nil, fmt.Errorf("%w: a hash that cannot be read", data.ErrCorrupt)
	}
	body, err = unpacked(hashOf(hash), packed, length)
	return id, body, err
}

// unpack trusts no stored length: what unpacks to more is refused before it is in memory.
func unpack(packed []byte, length int64) ([]byte, bool) {
	if length < 0 || length > data.MaxArticle {
		return nil, false
	}
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(flate.NewReader(bytes.NewReader(packed)), length+1))
	return out.Bytes(), err == nil && n == length
}

// pack compresses a body.
func pack(body []byte) ([]byte, error) {
	var packed bytes.Buffer
	compressor, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := compressor.Write(body); err != nil {
		return nil, err
	}
	err = compressor.Close()
	return packed.Bytes(), err
}
