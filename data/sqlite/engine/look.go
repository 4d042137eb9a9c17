package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
)

// QuickCheck checks the structure of a whole file; nil if it is sound.
func QuickCheck(ctx context.Context, db Querier) error {
	verdict, err := Pragma[string](ctx, db, "quick_check(1)")
	if err != nil {
		return err
	}
	return judge(verdict)
}

// QuickCheckRows checks the structure of all tables and their indexes but those of texts
// and pages, which can be most of a file; also the list of free pages, of which an edit
// takes what it writes on.
func QuickCheckRows(ctx context.Context, db Querier) error {
	found, err := db.QueryContext(ctx, "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name <> 'body' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
	if err != nil {
		return err
	}
	defer found.Close()
	tables := []string{"sqlite_schema"} // with this one the free pages are checked
	for found.Next() {
		var name string
		if err := found.Scan(&name); err != nil {
			return err
		}
		tables = append(tables, name)
	}
	if err := errors.Join(found.Err(), found.Close()); err != nil {
		return err
	}
	for _, name := range tables {
		verdict, err := Pragma[string](ctx, db, "quick_check('"+name+"')")
		if err == nil {
			err = judge(verdict)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// judge turns the first row of a check into an error, nil if all is well.
func judge(verdict string) error {
	if lines := Damage(verdict); len(lines) > 0 {
		return fmt.Errorf("%w: %s", data.ErrCorrupt, lines[0])
	}
	return nil
}

// Damage returns the lines of a row of PRAGMA integrity_check or quick_check; none if
// it reports no damage. The first row begins with a line that names the database, and
// has all that is wrong with the pages.
func Damage(verdict string) []string {
	if verdict == "ok" {
		return nil
	}
	var out []string
	for line := range strings.Lines(verdict) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "*** in database") {
			out = append(out, line)
		}
	}
	return out
}

// RefreshIndexes drops what a connection has cached of the full-text indexes: a check
// of the file, unlike a query, uses the cache, and reports as damage what another
// connection has written since.
func RefreshIndexes(ctx context.Context, q Querier) error {
	rows, err := q.QueryContext(ctx, "SELECT name FROM main.sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE %'")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		var none bool
		if err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM "+name+" WHERE rowid = 0)").Scan(&none); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Shrink gives back what a connection has cached of the file, after something large was read
// that will not soon be read again. Where that fails nothing is lost.
func Shrink(ctx context.Context, tx *sql.Tx) { _, _ = tx.ExecContext(ctx, "PRAGMA shrink_memory") }

// Settle checkpoints the write-ahead log and makes the library one file. It does not
// wait for readers: then the log stays for the last to close.
func Settle(db *sql.DB) error {
	ctx := context.Background()
	if _, err := db.ExecContext(ctx, "PRAGMA busy_timeout = 0"); err != nil {
		return Translate(err)
	}
	for _, step := range []string{"wal_checkpoint(TRUNCATE)", "journal_mode = DELETE"} {
		if _, err := db.ExecContext(ctx, "PRAGMA "+step); err != nil {
			if err = Translate(err); errors.Is(err, data.ErrBusy) {
				return nil
			}
			return err
		}
	}
	return nil
}
