package rows

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// Sum is SHA-256 of a text or page.
type Sum = [sha256.Size]byte

type hash = Sum

// bodyFields are those of a row that has a text.
type bodyFields struct {
	text, length, hash data.Field
}

// Text is what a row has of its text.
type Text struct {
	Text   *string
	Length *int
	Hash   *Sum
}

func bodyOf(s *data.Shape) *bodyFields {
	b := &bodyFields{}
	for _, f := range s.Fields {
		switch {
		case f.Use == data.UseBody:
			b.text = f
		case f.Use == data.UseHash:
			b.hash = f
		case f.Name == "length":
			b.length = f
		}
	}
	if b.text.Name == "" {
		return nil
	}
	return b
}

// Bodies are texts and pages, stored once by their content, whatever refers to them:
// editions, pages, and the journal, which would otherwise hold every text of an article
// twice for each change of it.

// Keep stores a body if it is not there yet, and returns its hash.
func Keep(tx *sql.Tx, body []byte) (Sum, error) {
	of := sha256.Sum256(body)
	var found bool
	err := tx.QueryRow("SELECT EXISTS (SELECT 1 FROM body WHERE hash = ?)", of[:]).Scan(&found)
	if err != nil || found {
		return of, err
	}
	packed, err := Pack(body)
	if err != nil {
		return of, err
	}
	_, err = tx.Exec("INSERT INTO body (hash, length, packed) VALUES (?, ?, ?)", of[:], len(body), packed)
	return of, err
}

// Pack compresses a body.
func Pack(body []byte) ([]byte, error) {
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

// KeepPage stores a page if it is not there yet.
func KeepPage(tx *sql.Tx, p data.Page) error {
	of, err := Keep(tx, p.Body)
	if err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO page (hash, media, url, fetched) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		of[:], p.Media, p.URL, p.Fetched)
	return err
}

// ReadBody returns a body, or ErrCorrupt if it does not match its hash.
func ReadBody(ctx context.Context, q engine.Querier, of Sum) ([]byte, error) {
	var length int64
	var packed []byte
	err := q.QueryRowContext(ctx, "SELECT length, packed FROM body WHERE hash = ?", of[:]).Scan(&length, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%w: a text or page is missing (%x)", data.ErrCorrupt, of[:8])
	}
	if err != nil {
		return nil, err
	}
	body, ok := Unpack(packed, length, of)
	if !ok {
		return nil, fmt.Errorf("%w: a text or page is not what it was (%x)", data.ErrCorrupt, of[:8])
	}
	return body, nil
}

// Unpack returns the body that is packed, if it has that length and hash.
func Unpack(packed []byte, length int64, of Sum) ([]byte, bool) {
	body, ok := unpackBody(packed, length)
	return body, ok && sha256.Sum256(body) == of
}

// unpackBody trusts no stored length: what unpacks to more is refused before it is in
// memory.
func unpackBody(packed []byte, length int64) ([]byte, bool) {
	if length < 0 || length > data.MaxArticle {
		return nil, false
	}
	var out bytes.Buffer
	out.Grow(int(length) + bytes.MinRead) // or it would be doubled in the end
	n, err := io.Copy(&out, io.LimitReader(flate.NewReader(bytes.NewReader(packed)), length+1))
	return out.Bytes(), err == nil && n == length
}

// CheckBody compares the next body after one, by n, with its hash, and returns which that
// is; more is false if there is none. It returns ErrCorrupt if they differ.
func CheckBody(ctx context.Context, q engine.Querier, after int64) (n int64, more bool, err error) {
	var length int64
	var of, packed []byte
	err = q.QueryRowContext(ctx, "SELECT n, hash, length, packed FROM body WHERE n > ? ORDER BY n LIMIT 1", after).Scan(&n, &of, &length, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		return after, false, nil
	}
	if err != nil {
		return n, false, err
	}
	hash := sha256.New()
	size, err := io.Copy(hash, io.LimitReader(flate.NewReader(bytes.NewReader(packed)), data.MaxArticle+1))
	if err != nil || size != length || !bytes.Equal(hash.Sum(nil), of) {
		return n, false, fmt.Errorf("%w: a text, page or picture is not what it was (%x)", data.ErrCorrupt, of[:min(8, len(of))])
	}
	return n, true, nil
}

func ReadText(ctx context.Context, q engine.Querier, of Sum) (string, error) {
	body, err := ReadBody(ctx, q, of)
	return string(body), err
}

// UnnamedPages and UnnamedBodies are the conditions under which nothing names a page or a body.
const (
	UnnamedPages = `NOT EXISTS (SELECT 1 FROM article WHERE article.page = page.hash)
		AND NOT EXISTS (SELECT 1 FROM edition WHERE edition.page = page.hash)
		AND NOT EXISTS (SELECT 1 FROM picture WHERE picture.page = page.hash)
		AND NOT EXISTS (SELECT 1 FROM journal_body WHERE journal_body.hash = page.hash)`
	UnnamedBodies = `NOT EXISTS (SELECT 1 FROM page WHERE page.hash = body.hash)
		AND NOT EXISTS (SELECT 1 FROM edition WHERE edition.hash = body.hash)
		AND NOT EXISTS (SELECT 1 FROM journal_body WHERE journal_body.hash = body.hash)`
)

// DropBodies removes pages and bodies that nothing names any more.
func DropBodies(ctx context.Context, tx *sql.Tx) error {
	for _, statement := range []string{
		"DELETE FROM page WHERE " + UnnamedPages, "DELETE FROM body WHERE " + UnnamedBodies,
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
