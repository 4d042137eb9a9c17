// Package apart keeps the rows of a library and its texts and pages in different places,
// and puts them together again.
//
// The one idea behind it: texts and pages do not change and are known by their hashes,
// so many copies of a library need them only once. What is left, the rows, is copied
// without indexes into a file that is no library: no program opens it by mistake.
package apart

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/sqlite/words"
)

// applicationID is that of the files, in SQLite's header ("TRKA").
const applicationID = 0x54524B41

// derived are tables of which nothing is copied: they are made of the others.
func derived() []string { return []string{"packed", "indexed"} }

// column returns the column of a table that is kept apart, "" if there is none.
func column(table string) string {
	switch table {
	case "article":
		return "text"
	case "body":
		return "packed"
	}
	return ""
}

// Save writes the rows of the library at a path, which is opened in that mode, to a new
// file, and its texts and pages to bodies, all as of one moment. version and tables are
// the library's.
func Save(ctx context.Context, from string, mode engine.Mode, into string, version int, tables []engine.Table, bodies data.Bodies) (err error) {
	db := engine.Open(into, engine.Create)
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := begin(ctx, db, from, mode)
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, t := range tables {
		if slices.Contains(derived(), t.Name) {
			continue
		}
		text := fmt.Sprintf("CREATE TABLE main.%[1]s AS SELECT %[2]s FROM source.%[1]s", t.Name, strings.Join(columns(t), ", "))
		if _, err := conn.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	if err := give(ctx, conn, bodies); err != nil {
		return err
	}
	for _, text := range []string{
		"CREATE TABLE main.apart (version INTEGER)", fmt.Sprintf("INSERT INTO main.apart VALUES (%d)", version),
		fmt.Sprintf("PRAGMA main.application_id = %d", applicationID), "COMMIT",
	} {
		if _, err := conn.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return nil
}

// begin begins a transaction in a new database that has another one attached, "source".
// The new one is synced when it is whole; one that a crash leaves is nothing.
func begin(ctx context.Context, db *sql.DB, source string, mode engine.Mode) (*sql.Conn, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	for _, text := range []string{"PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA journal_mode = OFF"} {
		if _, err := conn.ExecContext(ctx, text); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	if _, err := conn.ExecContext(ctx, "ATTACH ? AS source", engine.URI(source, mode)); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// columns are those of a table that are not kept apart.
func columns(t engine.Table) (names []string) {
	for _, c := range t.Columns {
		if c.Name != column(t.Name) {
			names = append(names, c.Name)
		}
	}
	return names
}

// named is a text or page as a row names it.
type named struct {
	n, length int64
	hash      rows.Sum
}

// list returns what the rows of a table name.
func list(ctx context.Context, q engine.Querier, table string) (out []named, err error) {
	found, err := q.QueryContext(ctx, "SELECT n, length, hash FROM "+table+" ORDER BY n")
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var b named
		var hash []byte
		if err := found.Scan(&b.n, &b.length, &hash); err != nil {
			return nil, err
		}
		if len(hash) != len(b.hash) {
			return nil, fmt.Errorf("%w: a hash of %d bytes in table %s", data.ErrCorrupt, len(hash), table)
		}
		b.hash = rows.Sum(hash)
		out = append(out, b)
	}
	return out, found.Err()
}

// give gives all texts and pages to bodies, each once.
func give(ctx context.Context, conn *sql.Conn, bodies data.Bodies) error {
	given := map[rows.Sum]bool{}
	for _, table := range []string{"body", "article"} {
		all, err := list(ctx, conn, "source."+table)
		if err != nil {
			return err
		}
		for _, b := range all {
			if given[b.hash] {
				continue
			}
			given[b.hash] = true
			err := bodies.Put(b.hash, func() (packed []byte, err error) {
				if table == "body" {
					return rows.ReadPacked(ctx, conn, "source.body", b.n)
				}
				var text []byte
				err = conn.QueryRowContext(ctx, "SELECT text FROM source.article WHERE n = ?", b.n).Scan(&text)
				if err != nil {
					return nil, err
				}
				if sha256.Sum256(text) != b.hash {
					return nil, fmt.Errorf("%w: the text of an article is not what it was (%x)", data.ErrCorrupt, b.hash[:8])
				}
				return rows.Pack(text)
			})
			if err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// Join makes a library in a new file of what Save wrote. body returns texts and pages as
// they were put. Of those that are missing or damaged it returns which they are; then
// the library is one that is to be salvaged.
func Join(ctx context.Context, from, into string, steps []string, body func(rows.Sum) ([]byte, error)) (lost []data.LostBody, err error) {
	db := engine.Open(into, engine.Create)
	defer func() { err = errors.Join(err, db.Close()) }()
	version, err := versionOf(ctx, from, len(steps))
	if err != nil {
		return nil, err
	}
	if err := engine.Migrate(ctx, db, steps[:version], nil); err != nil {
		return nil, err
	}
	conn, err := begin(ctx, db, from, engine.Still)
	if err != nil {
		return nil, err
	}
	j := joining{ctx: ctx, conn: conn, body: body}
	if err := errors.Join(j.all(), conn.Close()); err != nil {
		return nil, err
	}
	if err := engine.Migrate(ctx, db, steps, nil); err != nil || len(j.lost) > 0 {
		return j.lost, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	if err := words.Reindex(ctx, tx, nil); err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return nil, tx.Commit()
}

// versionOf is the version of the library whose rows a file holds.
func versionOf(ctx context.Context, from string, newest int) (version int, err error) {
	db := engine.Open(from, engine.Still)
	defer db.Close()
	id, err := engine.Pragma[int64](ctx, db, "application_id")
	if err != nil {
		return 0, err
	}
	if id != applicationID {
		return 0, fmt.Errorf("%w: it is no backup", data.ErrForeign)
	}
	if err := engine.QuickCheck(ctx, db); err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "SELECT version FROM apart").Scan(&version); err != nil {
		return 0, err
	}
	if version < 1 || version > newest {
		return 0, fmt.Errorf("%w: it has version %d, and this program knows %d", data.ErrNewer, version, newest)
	}
	return version, nil
}

// joining is a Join that is under way.
type joining struct {
	ctx  context.Context
	conn *sql.Conn
	body func(rows.Sum) ([]byte, error)
	lost []data.LostBody
}

func (j *joining) all() error {
	tables, err := engine.Tables(j.ctx, j.conn)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if slices.Contains(derived(), t.Name) {
			continue
		}
		names := strings.Join(columns(t), ", ")
		into, values := names, names
		if apart := column(t.Name); apart != "" {
			into, values = into+", "+apart, values+", "+map[string]string{"text": "''", "packed": "x''"}[apart]
		}
		if err := j.exec(fmt.Sprintf("INSERT INTO main.%[1]s (%[2]s) SELECT %[3]s FROM source.%[1]s", t.Name, into, values)); err != nil {
			return err
		}
	}
	if err := j.bodies(); err != nil {
		return err
	}
	if err := j.texts(); err != nil {
		return err
	}
	return j.exec("COMMIT")
}

func (j *joining) exec(text string, args ...any) error {
	_, err := j.conn.ExecContext(j.ctx, text, args...)
	return err
}

// bodies fills in pages and earlier texts.
func (j *joining) bodies() error {
	all, err := list(j.ctx, j.conn, "main.body")
	if err != nil {
		return err
	}
	for _, b := range all {
		packed, err := j.body(b.hash)
		if err := j.ctx.Err(); err != nil {
			return err
		}
		if _, ok := rows.Unpack(packed, b.length, b.hash); err == nil && ok {
			err = j.exec("UPDATE main.body SET packed = ? WHERE n = ?", packed, b.n)
		} else {
			err = errors.Join(j.lose(b.hash), j.exec("DELETE FROM main.body WHERE n = ?", b.n))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lose adds to what is lost a page or an earlier text.
func (j *joining) lose(hash rows.Sum) error {
	lost := data.LostBody{Hash: hash}
	err := j.conn.QueryRowContext(j.ctx, `SELECT EXISTS (SELECT 1 FROM main.page WHERE hash = ?1), coalesce(
		(SELECT title FROM main.article WHERE page = ?1), (SELECT title FROM main.article WHERE id IN
		(SELECT article FROM main.edition WHERE hash = ?1 OR page = ?1)), (SELECT coalesce((SELECT title FROM main.event WHERE id = p.event),
		(SELECT title FROM main.article WHERE id = p.article), (SELECT name FROM main.story WHERE id = p.story)) FROM main.picture AS p WHERE p.page = ?1), '')`, hash[:]).Scan(&lost.Page, &lost.Article)
	j.lost = append(j.lost, lost)
	return err
}

// loseText adds to what is lost the text of an article.
func (j *joining) loseText(b named) error {
	lost := data.LostBody{Hash: b.hash}
	err := j.conn.QueryRowContext(j.ctx, "SELECT title FROM main.article WHERE n = ?", b.n).Scan(&lost.Article)
	j.lost = slices.DeleteFunc(j.lost, func(l data.LostBody) bool { return l.Hash == b.hash && l.Article == "" })
	j.lost = append(j.lost, lost)
	return err
}

// texts fills in the texts of articles.
func (j *joining) texts() error {
	all, err := list(j.ctx, j.conn, "main.article")
	if err != nil {
		return err
	}
	for _, b := range all {
		packed, err := j.body(b.hash)
		if err := j.ctx.Err(); err != nil {
			return err
		}
		if text, ok := rows.Unpack(packed, b.length, b.hash); err == nil && ok {
			if err := j.exec("UPDATE main.article SET text = ? WHERE n = ?", string(text), b.n); err != nil {
				return err
			}
			continue
		}
		if err := j.loseText(b); err != nil {
			return err
		}
	}
	return nil
}
