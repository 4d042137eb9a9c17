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
	b, err := findBody(ctx, q, "body", "hash = ?", of[:])
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%w: a text or page is missing (%x)", data.ErrCorrupt, of[:8])
	}
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if b.length >= 0 && b.length <= data.MaxArticle {
		out.Grow(int(b.length) + bytes.MinRead) // or it would be doubled in the end
	}
	ok, err := b.unpack(ctx, q, &out)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%w: a text or page is not what it was (%x)", data.ErrCorrupt, of[:8])
	}
	return out.Bytes(), nil
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
	b, err := findBody(ctx, q, "body", "n > ? ORDER BY n LIMIT 1", after)
	if errors.Is(err, sql.ErrNoRows) {
		return after, false, nil
	}
	if err != nil {
		return b.n, false, err
	}
	ok, err := b.unpack(ctx, q, io.Discard)
	if err == nil && !ok {
		err = fmt.Errorf("%w: a text, page or picture is not what it was (%x)", data.ErrCorrupt, b.hash[:min(8, len(b.hash))])
	}
	return b.n, err == nil, err
}

// ReadPacked returns a body as it is packed, by n, of a table of bodies, or ErrCorrupt if it
// does not match its hash.
func ReadPacked(ctx context.Context, q engine.Querier, table string, n int64) ([]byte, error) {
	b, err := findBody(ctx, q, table, "n = ?", n)
	if err != nil {
		return nil, err
	}
	packed := make([]byte, 0, b.size)
	r := b.reader(ctx, q)
	for {
		piece, err := r.next()
		if packed = append(packed, piece...); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, errors.Join(err, r.Close())
		}
	}
	if err := r.Close(); err != nil {
		return nil, err
	}
	b.small, b.size = packed, 0
	if ok, err := b.unpack(ctx, q, io.Discard); err != nil || !ok {
		return nil, errors.Join(err, fmt.Errorf("%w: a text or page is not what it was (%x)", data.ErrCorrupt, b.hash[:min(8, len(b.hash))]))
	}
	return packed, nil
}

// piece is how many bytes of a packed body are copied out of SQLite at once: the driver
// copies each value that it returns.
const piece = 64 << 10

// packedBody is a row of a body, without what is packed where that is more than a piece.
type packedBody struct {
	table           string
	n, length, size int64 // of the whole, and as it is packed
	hash, small     []byte
}

func findBody(ctx context.Context, q engine.Querier, table, where string, of any) (b packedBody, err error) {
	b.table = table
	err = q.QueryRowContext(ctx, fmt.Sprintf(`SELECT n, hash, length, octet_length(packed), CASE WHEN octet_length(packed) <= %d THEN packed END
		FROM %s WHERE %s`, piece, table, where), of).Scan(&b.n, &b.hash, &b.length, &b.size, &b.small)
	return b, err
}

// unpack writes a body, and reports whether it has its length and hash. It trusts no stored
// length: what unpacks to more is refused before it is written.
func (b packedBody) unpack(ctx context.Context, q engine.Querier, into io.Writer) (bool, error) {
	if b.length < 0 || b.length > data.MaxArticle {
		return false, nil
	}
	r := b.reader(ctx, q)
	hash := sha256.New()
	n, bad := io.Copy(io.MultiWriter(into, hash), io.LimitReader(flate.NewReader(r), b.length+1))
	if err := errors.Join(r.err, r.Close()); err != nil {
		return false, err
	}
	return bad == nil && n == b.length && bytes.Equal(hash.Sum(nil), b.hash), nil
}

func (b packedBody) reader(ctx context.Context, q engine.Querier) *pieces {
	return &pieces{ctx: ctx, q: q, body: b}
}

// pieces reads what is packed, piece by piece. SQLite has all of it in memory meanwhile, once.
type pieces struct {
	ctx   context.Context
	q     engine.Querier
	body  packedBody
	found *sql.Rows
	left  []byte
	err   error // of SQLite, other than that all is read
}

// Read is part of io.Reader.
func (r *pieces) Read(into []byte) (int, error) {
	if len(r.left) == 0 {
		next, err := r.next()
		if err != nil {
			return 0, err
		}
		r.left = next
	}
	n := copy(into, r.left)
	r.left = r.left[n:]
	return n, nil
}

// next returns the next piece, which is valid until it is called again, or io.EOF.
func (r *pieces) next() ([]byte, error) {
	if r.body.size <= piece {
		if r.body.small == nil {
			return nil, io.EOF
		}
		small := r.body.small
		r.body.small = nil
		return small, nil
	}
	if r.found == nil {
		r.found, r.err = r.q.QueryContext(r.ctx, `WITH RECURSIVE piece (at) AS (SELECT 1 UNION ALL SELECT at + ?2 FROM piece WHERE at + ?2 <= ?3)
			SELECT substr(packed, at, ?2) FROM `+r.body.table+` CROSS JOIN piece WHERE n = ?1`, r.body.n, piece, r.body.size)
		if r.err != nil {
			return nil, r.err
		}
	}
	if !r.found.Next() {
		if r.err = r.found.Err(); r.err != nil {
			return nil, r.err
		}
		return nil, io.EOF
	}
	var next sql.RawBytes
	r.err = r.found.Scan(&next)
	return next, r.err
}

// Close ends reading.
func (r *pieces) Close() error {
	if r.found == nil {
		return nil
	}
	return r.found.Close()
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
