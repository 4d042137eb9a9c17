package sqlite

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

// Bodies are texts and pages, stored once for what they hold, whoever names
// them: editions, pages, and the journal, which would otherwise hold every text
// of an article twice for each change of it.

// keep stores a body if it is not there yet, and returns its hash.
func (w *writer) keep(body []byte) (hash, error) {
	of := sha256.Sum256(body)
	var found bool
	err := w.tx.QueryRow("SELECT EXISTS (SELECT 1 FROM body WHERE hash = ?)", of[:]).Scan(&found)
	if err != nil || found {
		return of, err
	}
	var packed bytes.Buffer
	compressor, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		return of, err
	}
	if _, err := compressor.Write(body); err != nil {
		return of, err
	}
	if err := compressor.Close(); err != nil {
		return of, err
	}
	_, err = w.tx.Exec("INSERT INTO body (hash, length, packed) VALUES (?, ?, ?)", of[:], len(body), packed.Bytes())
	return of, err
}

// keepPages stores the pages of an edit.
func (w *writer) keepPages(pages []data.Page) error {
	for _, p := range pages {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		of, err := w.keep(p.Body)
		if err != nil {
			return err
		}
		_, err = w.tx.Exec("INSERT INTO page (hash, media, url, fetched) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
			of[:], p.Media, p.URL, p.Fetched)
		if err != nil {
			return err
		}
	}
	return nil
}

// readBody returns a body, or ErrCorrupt where it is not what its hash says.
func readBody(ctx context.Context, q engine.Querier, of hash) ([]byte, error) {
	var length int64
	var packed []byte
	err := q.QueryRowContext(ctx, "SELECT length, packed FROM body WHERE hash = ?", of[:]).Scan(&length, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%w: a text or page is missing (%x)", data.ErrCorrupt, of[:8])
	}
	if err != nil {
		return nil, err
	}
	body, ok := unpackBody(packed, length)
	if !ok || sha256.Sum256(body) != of {
		return nil, fmt.Errorf("%w: a text or page is not what it was (%x)", data.ErrCorrupt, of[:8])
	}
	return body, nil
}

// unpackBody trusts no length that it is told: what unpacks to more is refused
// before it is in memory.
func unpackBody(packed []byte, length int64) ([]byte, bool) {
	if length < 0 || length > data.MaxArticle {
		return nil, false
	}
	var out bytes.Buffer
	out.Grow(int(length))
	n, err := io.Copy(&out, io.LimitReader(flate.NewReader(bytes.NewReader(packed)), length+1))
	return out.Bytes(), err == nil && n == length
}

func readText(ctx context.Context, q engine.Querier, of hash) (string, error) {
	body, err := readBody(ctx, q, of)
	return string(body), err
}

// unnamedBodies are the conditions under which nothing names a page or a body.
const (
	unnamedPages = `NOT EXISTS (SELECT 1 FROM article WHERE article.page = page.hash)
		AND NOT EXISTS (SELECT 1 FROM edition WHERE edition.page = page.hash)
		AND NOT EXISTS (SELECT 1 FROM journal_body WHERE journal_body.hash = page.hash)`
	unnamedBodies = `NOT EXISTS (SELECT 1 FROM page WHERE page.hash = body.hash)
		AND NOT EXISTS (SELECT 1 FROM edition WHERE edition.hash = body.hash)
		AND NOT EXISTS (SELECT 1 FROM journal_body WHERE journal_body.hash = body.hash)`
)

// dropBodies removes pages and bodies that nothing names any more.
func dropBodies(ctx context.Context, tx *sql.Tx) error {
	for _, statement := range []string{
		"DELETE FROM page WHERE " + unnamedPages, "DELETE FROM body WHERE " + unnamedBodies,
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// tidy is for the end of an owner's work: it drops what is no longer named, if
// there is anything and the file is known to be sound. It is a convenience:
// where it fails, the next one does it.
func (s *Store) tidy() {
	if s.write == nil {
		return
	}
	select {
	case <-s.health.done:
	default:
		return
	}
	if s.health.err != nil {
		return
	}
	ctx := context.Background()
	var any bool
	err := s.write.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM page WHERE "+unnamedPages+
		") OR EXISTS (SELECT 1 FROM body WHERE "+unnamedBodies+")").Scan(&any)
	if err == nil && any {
		_ = s.inTransaction(ctx, func(tx *sql.Tx) error { return dropBodies(ctx, tx) })
	}
}
