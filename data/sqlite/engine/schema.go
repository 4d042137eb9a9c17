package engine

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"sync"

	"github.com/mattn/go-sqlite3"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/file"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// Migrations returns the steps from an empty file to the newest version, in
// order: step i leads from user_version i to i+1.
func Migrations() ([]string, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql") // sorted
	if err != nil {
		return nil, err
	}
	steps := make([]string, len(names))
	for i, name := range names {
		text, err := fs.ReadFile(migrationFiles, name)
		if err != nil {
			return nil, err
		}
		steps[i] = string(text)
	}
	return steps, nil
}

// Migrate brings db to the given version, in one transaction: it stays as it is, byte
// for byte, or has that version. began, unless nil, is called when that has begun.
func Migrate(ctx context.Context, db *sql.DB, steps []string, began func(tx *sql.Tx, version int) error) error {
	version, err := Pragma[int](ctx, db, "user_version")
	if err != nil || version >= len(steps) {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if began != nil {
		if err := began(tx, version); err != nil {
			return err
		}
	}
	for ; version < len(steps); version++ {
		if _, err := tx.ExecContext(ctx, steps[version]); err != nil {
			return fmt.Errorf("bring it to version %d: %w", version+1, err)
		}
	}
	for _, setting := range []string{
		fmt.Sprintf("PRAGMA application_id = %d", file.ApplicationID), fmt.Sprintf("PRAGMA user_version = %d", version),
	} {
		if _, err := tx.ExecContext(ctx, setting); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// Filling is the table that a library has until it is filled.
const Filling = "filling"

// Inspect refuses a library of an unknown version, and one whose tables are not exactly
// those that its version has: a damaged one, or one with triggers or views that were
// added to it.
func (s *Schemas) Inspect(ctx context.Context, db Querier, steps []string) error {
	id, err := Pragma[int64](ctx, db, "application_id")
	if err != nil {
		return err
	}
	version, err := Pragma[int](ctx, db, "user_version")
	if err != nil {
		return err
	}
	switch {
	case id != file.ApplicationID:
		return fmt.Errorf("%w: it belongs to another program", data.ErrForeign)
	case version > len(steps):
		return file.Newer(version, len(steps))
	case version < 1:
		return fmt.Errorf("%w: it has version %d", data.ErrCorrupt, version)
	}
	have, err := objects(ctx, db)
	if err != nil {
		return err
	}
	want, err := s.of(ctx, steps[:version])
	if err != nil {
		return err
	}
	if _, half := have[object{"table", Filling, Filling}]; half {
		return fmt.Errorf("%w: a copy into it has not ended: make it again, and it goes on where it was", data.ErrBusy)
	}
	if !maps.Equal(have, want) {
		return fmt.Errorf("%w: its tables are not those of version %d", data.ErrCorrupt, version)
	}
	var rows int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM library").Scan(&rows); err != nil {
		return err
	}
	if rows != 1 {
		return fmt.Errorf("%w: it says nothing of itself", data.ErrCorrupt)
	}
	return nil
}

// Unusable turns errors of SQLite about the schema into data.ErrCorrupt.
func Unusable(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && e.Code == sqlite3.ErrError {
		return fmt.Errorf("%w (%v)", data.ErrCorrupt, err)
	}
	return err
}

// object is an entry of the schema, apart from where its pages are.
type object struct{ kind, name, table string }

func objects(ctx context.Context, db Querier) (map[object]string, error) {
	// SQLite's internal tables vary. Their prefix proves nothing: a file written by
	// other means can have a trigger named sqlite_anything.
	rows, err := db.QueryContext(ctx, `SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema
		WHERE coalesce(sql, '') NOT IN ('CREATE TABLE sqlite_stat1(tbl,idx,stat)',
			'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)', 'CREATE TABLE sqlite_sequence(name,seq)')
		AND NOT (type = 'index' AND sql IS NULL AND name LIKE 'sqlite\_autoindex\_%' ESCAPE '\')`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[object]string{}
	for rows.Next() {
		var o object
		var text string
		if err := rows.Scan(&o.kind, &o.name, &o.table, &text); err != nil {
			return nil, err
		}
		out[o] = text
	}
	return out, rows.Err()
}

// Schemas are those of versions that were asked for: making one takes longer than
// all else in opening a small library.
type Schemas struct {
	mu        sync.Mutex
	byVersion map[int]map[object]string
}

// of returns the schema that the steps make.
func (s *Schemas) of(ctx context.Context, steps []string) (map[object]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known := s.byVersion[len(steps)]; known != nil {
		return known, nil
	}
	made, err := expectedObjects(ctx, steps)
	if err != nil {
		return nil, err
	}
	if s.byVersion == nil {
		s.byVersion = map[int]map[object]string{}
	}
	s.byVersion[len(steps)] = made
	return made, nil
}

// VersionOf returns the version whose tables a library has, whatever its header says; 0
// if there is none.
func (s *Schemas) VersionOf(ctx context.Context, db Querier, steps []string) (int, error) {
	have, err := objects(ctx, db)
	if err != nil {
		return 0, err
	}
	for version := len(steps); version > 0; version-- {
		want, err := s.of(ctx, steps[:version])
		if err != nil {
			return 0, err
		}
		if maps.Equal(have, want) {
			return version, nil
		}
	}
	return 0, nil
}

func expectedObjects(ctx context.Context, steps []string) (map[object]string, error) {
	db := openMemory()
	defer db.Close()
	if err := Migrate(ctx, db, steps, nil); err != nil {
		return nil, err
	}
	return objects(ctx, db)
}
