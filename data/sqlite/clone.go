package sqlite

import (
	"context"

	"tarikh.org/tarikh/data/sqlite/engine"
)

// clone makes a temporary file one with the content of the library that shares its blocks
// on the disk, if the file system can do that; false if it cannot be done now, and the
// file is still empty. It never waits for readers.
//
// The clone is made from the descriptor that watches the file: another one would drop
// SQLite's locks when it is closed. All of the log is in the file, and nothing can write
// meanwhile: there is one connection that writes, and it is taken.
func (s *Store) clone(ctx context.Context, temporary string) (bool, error) {
	if s.write == nil || s.mayWrite() != nil {
		return false, nil
	}
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return false, nil
	}
	defer conn.Close()
	if !s.unlogged {
		var busy, log, home int
		err := s.page.During(func() error {
			return conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &log, &home)
		})
		if err != nil || busy != 0 || home != log {
			return false, nil
		}
	}
	tx, err := conn.BeginTx(ctx, nil) // has the write lock
	if err != nil {
		return false, nil
	}
	defer tx.Rollback()
	if s.page.Clone(temporary) != nil || s.mayWrite() != nil {
		return false, nil
	}
	db := engine.Open(temporary, engine.Alone)
	defer db.Close()
	_, err = engine.Pragma[string](ctx, db, "journal_mode = DELETE") // a copy is one file
	return true, err
}
