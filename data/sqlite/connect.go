package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
)

// connect opens the pools. What is refused here has not been written to.
func (s *Store) connect(ctx context.Context, steps []string, accepted bool) error {
	// A hot journal is rolled back by the writer only; reading cannot see past it, so
	// the tables are inspected after that.
	late := file.Filled(s.path + "-journal")
	if !accepted && !late {
		if err := s.inspectFile(ctx, steps); err != nil {
			return err
		}
	}
	if s.owner != nil {
		if err := s.connectWriter(ctx, steps, late); err != nil {
			s.withdraw()
			if err := s.readInstead(err); err != nil {
				return err
			}
		}
	}
	s.read = engine.Open(s.path, s.readMode())
	if s.write == nil && !accepted && late {
		if err := s.tables(ctx, s.read, steps); err != nil {
			return err
		}
	}
	return checkVersion(ctx, s.read, len(steps))
}

// inspectFile inspects the tables before anything can write. With nothing pending and
// the lock ours, the file is read without its log; a log left by a crash is read too,
// but not checkpointed.
func (s *Store) inspectFile(ctx context.Context, steps []string) error {
	m := s.readMode()
	if s.owner != nil && !file.Filled(s.path+"-wal") {
		m = engine.Still
	}
	db := engine.Open(s.path, m)
	defer db.Close()
	if err := s.tables(ctx, db, steps); err != nil {
		return err
	}
	if s.owner == nil {
		return nil
	}
	version, err := engine.Pragma[int](ctx, db, "user_version")
	if err != nil || s.info.Size() > checkedFirst && version == len(steps) {
		return err
	}
	look, whole := engine.QuickCheck, true
	if s.hasBulk(ctx, db) {
		look, whole = engine.QuickCheckRows, false
	}
	err = engine.Plain(look(ctx, db))
	if err == nil && whole {
		s.health.decide(nil)
	} else if errors.Is(err, data.ErrCorrupt) {
		err = s.distrust(err)
	}
	return err
}

// tables inspects those of a library. One that is being filled has one more, by which it is
// refused by whoever does not fill it.
func (s *Store) tables(ctx context.Context, db engine.Querier, steps []string) error {
	if s.filling {
		return nil
	}
	return s.schemas.Inspect(ctx, db, steps)
}

// checkedFirst is up to which size, in bytes, a file is checked as a whole before
// anything writes to it: that takes a few milliseconds. So is one of any size that is
// to be migrated, but for texts and pages where these are most of it: no migration changes
// them. Others are checked in the background, see health; until then nothing but their
// header is written.
const checkedFirst = 16 << 20

// distrust opens a damaged library for reading only.
func (s *Store) distrust(found error) error {
	s.access, s.settles = data.Access{ReadOnly: true, Reason: damagedReason}, false
	s.health.decide(fmt.Errorf("library %q: %w", filepath.Base(s.path), found))
	err := s.owner.Release()
	s.owner = nil
	return err
}

// checkVersion refuses to read a library of a newer version, to which its owner may
// have migrated it meanwhile. An older one is read as it is, see olderViews.
func checkVersion(ctx context.Context, q engine.Querier, known int) error {
	version, err := engine.Pragma[int](ctx, q, "user_version")
	if err == nil && version > known {
		return file.Newer(version, known)
	}
	return err
}

// connectWriter opens the one connection that writes.
func (s *Store) connectWriter(ctx context.Context, steps []string, late bool) error {
	if !file.Writable(s.path) {
		return fs.ErrPermission
	}
	page, err := file.OpenPage(s.path)
	if err != nil {
		return err
	}
	s.page, s.pages, s.write = page, append(s.pages, page), engine.Open(s.path, engine.Write)
	tx, err := s.write.BeginTx(ctx, nil) // takes the write lock, and rolls back what a crash left
	if err != nil {
		return err
	}
	if err := tx.Rollback(); err != nil {
		return err
	}
	if late {
		if err := s.tables(ctx, s.write, steps); err != nil {
			return err
		}
		if err := s.owner.HasRoom(s.room); err != nil {
			return err
		}
	}
	if err := engine.Migrate(ctx, s.write, steps, func(tx *sql.Tx, version int) error { return s.marked(ctx, tx, version) }); err != nil {
		return err
	}
	journal := "WAL"
	if file.Shared(s.path) || s.synced != "" {
		journal, s.unlogged = "TRUNCATE", true
	}
	if _, err = engine.Pragma[string](ctx, s.write, "journal_mode = "+journal); err != nil {
		return err
	}
	// The first read of the log creates its index: better here than in an edit.
	_, err = engine.Pragma[int](ctx, s.write, "user_version")
	if err == nil && !s.unlogged {
		err = s.watchRow(ctx)
	}
	s.page.Look()
	s.markLog() // one that a crash has left stays in use
	return err
}

// watchRow watches the page of the row that every edit writes. It is the only one of its
// table, and without a log a long edit may write it before its end.
func (s *Store) watchRow(ctx context.Context) error {
	var number, size int64
	const query = "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE type = 'table' AND name = 'library'"
	if err := s.write.QueryRowContext(ctx, query).Scan(&number, &size); err != nil {
		return err
	}
	s.page.Also((number - 1) * size)
	return nil
}

// withdraw closes the writer and, if it has created an empty log, deletes that: a file
// without room for a log's index could not even be read. What cannot be deleted is
// left; nothing is lost by it.
func (s *Store) withdraw() {
	if s.write == nil {
		return
	}
	_ = s.write.Close()
	s.write = nil
	switch wal, err := os.Stat(s.path + "-wal"); {
	case err != nil:
		// The file may need a log already, and there was no room to make it.
		db := engine.Open(s.path, engine.Read)
		_, err := engine.Pragma[int](context.Background(), db, "user_version")
		s.still = err != nil && !file.Filled(s.path+"-journal")
		_ = db.Close()
		if now, err := os.Stat(s.path); err == nil {
			s.info = now
		}
		return
	case wal.Size() > 0:
		s.still = false
		return
	}
	db := engine.Open(s.path, engine.Alone)
	defer db.Close()
	s.still = true // unless the file no longer needs a log, it is read without one
	if _, err := engine.Pragma[int](context.Background(), db, "user_version"); err == nil {
		_ = os.Remove(s.path + "-shm") // frees space for the next step
		journal, _ := engine.Pragma[string](context.Background(), db, "journal_mode = DELETE")
		s.still = journal != "delete"
	}
	if now, err := os.Stat(s.path); err == nil {
		s.info = now
	}
}

// readMode is how the readers open the file. A file that was left in WAL mode needs a
// log even for reading: if none can be created, and there is none with content, the
// file is read alone.
func (s *Store) readMode() engine.Mode {
	if s.write == nil && s.still {
		return engine.Still
	}
	return engine.Read
}

// disconnect closes what connect has opened, readers first, so that the writer
// checkpoints.
func (s *Store) disconnect() error {
	var err error
	aside := false
	if s.write != nil && s.read != nil && s.mayWrite() != nil {
		// While there is another connection, closing the writer does not checkpoint: the
		// log stays what it is, beside a file that is not the library or has two names.
		err, s.settles = s.keepLog(), false
		aside = !s.unlogged && s.replaced()
	}
	if s.read != nil {
		err = errors.Join(err, s.read.Close())
	}
	if s.write != nil {
		err = errors.Join(err, engine.Settle(s.write), s.write.Close())
	}
	if aside {
		err = errors.Join(err, s.setLogAside())
	}
	if s.owner != nil {
		err = errors.Join(err, s.owner.Release())
	}
	s.read, s.write, s.owner = nil, nil, nil
	return err
}

// replaced reports whether another file is at the library's path, to which its log does
// not belong: SQLite would take it for that file's. One that was cut short is the
// library as far as it goes.
func (s *Store) replaced() bool {
	there, err := os.Stat(s.path)
	return err == nil && (!os.SameFile(there, s.info) || s.page.Changed() && !s.page.Cut())
}

// setLogAside gives the log of a library that was replaced another name.
func (s *Store) setLogAside() (err error) {
	if file.Filled(s.path + "-wal") {
		_, err = file.SetAside(s.fs, s.path, "log "+time.Now().Format("2006-01-02 15-04"), "-wal")
	}
	if file.Exists(s.path + "-shm") { // its index
		err = errors.Join(err, s.fs.Remove(s.path+"-shm"))
	}
	return err
}

// keepLog closes the writer while a reader has the file open.
func (s *Store) keepLog() error {
	conn, err := s.read.Conn(context.Background())
	if err != nil {
		return err
	}
	_, err = engine.Pragma[int](context.Background(), conn, "user_version")
	if s.gate.why() != nil { // what cannot be read of another file is no failure
		err = nil
	}
	err = errors.Join(engine.Translate(err), s.write.Close(), conn.Close())
	s.write = nil
	return err
}

// Close waits for what is running, checkpoints the write-ahead log and leaves one file,
// unless another process still reads it: then the last to close does that. An error
// means that the log could not be checkpointed; no edit is lost, the next Open finds it
// in the log. A health check that is under way is cancelled, and edits that wait for it
// fail.
func (s *Store) Close() error {
	s.health.cancel()
	if !s.gate.shut() {
		return nil
	}
	s.tidy()
	err := errors.Join(s.disconnect(), s.closed(s))
	if err != nil {
		return fmt.Errorf("close library %q: %w", s.path, engine.Translate(err))
	}
	return nil
}
