package rows

import (
	"bytes"
	"cmp"
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

// ReadPage returns the page of a hash; sql.ErrNoRows where there is none.
func ReadPage(ctx context.Context, q engine.Querier, of Sum) (p data.Page, err error) {
	p.Hash = of
	if err = q.QueryRowContext(ctx, "SELECT media, url, fetched FROM page WHERE hash = ?", of[:]).Scan(&p.Media, &p.URL, &p.Fetched); err == nil {
		p.Body, err = ReadBody(ctx, q, of)
	}
	return p, err
}

// ReadBody returns a body, or ErrCorrupt if it does not match its hash.
func ReadBody(ctx context.Context, q engine.Querier, of Sum) ([]byte, error) {
	var body []byte
	err := findBody(ctx, q, "body", "hash = ?", of[:], func(b packedBody) (err error) {
		var ok bool
		if body, ok = Unpack(b.packed, b.length, of); !ok {
			err = fmt.Errorf("%w: a text or page is not what it was (%x)", data.ErrCorrupt, of[:8])
		}
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%w: a text or page is missing (%x)", data.ErrCorrupt, of[:8])
	}
	if err != nil {
		return nil, err
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
	n = after
	err = findBody(ctx, q, "body", "n > ? ORDER BY n LIMIT 1", after, func(b packedBody) error {
		if n = b.n; !b.sound() {
			return fmt.Errorf("%w: a text, page or picture is not what it was (%x)", data.ErrCorrupt, b.hash[:min(8, len(b.hash))])
		}
		return nil
	})
	if errors.Is(err, sql.ErrNoRows) {
		return after, false, nil
	}
	return n, err == nil, err
}

// ReadPacked returns a body as it is packed, by n, of a table of bodies, or ErrCorrupt if it
// does not match its hash.
func ReadPacked(ctx context.Context, q engine.Querier, table string, n int64) (packed []byte, err error) {
	err = findBody(ctx, q, table, "n = ?", n, func(b packedBody) error {
		if !b.sound() {
			return fmt.Errorf("%w: a text or page is not what it was (%x)", data.ErrCorrupt, b.hash[:min(8, len(b.hash))])
		}
		packed = bytes.Clone(b.packed)
		return nil
	})
	return packed, err
}

// packedBody is a row of a body.
type packedBody struct {
	n, length    int64 // of the whole
	hash, packed []byte
}

// findBody calls use with a body while the driver has it in memory, so that it is copied out of
// SQLite only once; sql.ErrNoRows if there is none.
func findBody(ctx context.Context, q engine.Querier, table, where string, of any, use func(packedBody) error) error {
	found, err := q.QueryContext(ctx, "SELECT n, length, hash, packed FROM "+table+" WHERE "+where, of)
	if err != nil {
		return err
	}
	defer found.Close()
	if !found.Next() {
		return cmp.Or(found.Err(), sql.ErrNoRows)
	}
	var b packedBody
	var hash, packed sql.RawBytes
	if err := found.Scan(&b.n, &b.length, &hash, &packed); err != nil {
		return err
	}
	b.hash, b.packed = hash, packed
	if err := use(b); err != nil {
		return err
	}
	return found.Close()
}

// sound reports whether a body has its length and hash. It trusts no stored length: of what
// unpacks to more no more is unpacked.
func (b packedBody) sound() bool {
	if b.length < 0 || b.length > data.MaxArticle {
		return false
	}
	hash := sha256.New()
	n, err := io.Copy(hash, io.LimitReader(flate.NewReader(bytes.NewReader(b.packed)), b.length+1))
	return err == nil && n == b.length && bytes.Equal(hash.Sum(nil), b.hash)
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
