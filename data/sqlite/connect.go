package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tarikh.org/tarikh/data"
)

// connect opens the pools. What is refused here has not been written to.
func (s *Store) connect(ctx context.Context, steps []string, accepted bool) error {
	// A journal to roll back is the writer's matter; reading alone cannot see
	// through it, so the tables are looked at when that is done.
	late := filled(s.path + "-journal")
	if !accepted && !late {
		if err := s.inspectFile(ctx, steps); err != nil {
			return err
		}
	}
	if s.owner != nil {
		if err := s.connectWriter(ctx, steps, late); err != nil {
			s.withdraw()
			if err := s.retreat(err); err != nil {
				return err
			}
		}
	}
	s.read = openPool(s.path, s.readMode())
	if s.write == nil && !accepted && late {
		if err := s.opener.inspect(ctx, s.read, steps); err != nil {
			return err
		}
	}
	return checkVersion(ctx, s.read, len(steps))
}

// inspectFile looks at the tables before anything can write. With nothing
// pending and the lock ours, the file is read as it lies; a log left by a crash
// is read along, but not brought home.
func (s *Store) inspectFile(ctx context.Context, steps []string) error {
	m := s.readMode()
	if s.owner != nil && !filled(s.path+"-wal") {
		m = modeStill
	}
	db := openPool(s.path, m)
	defer db.Close()
	if err := s.opener.inspect(ctx, db, steps); err != nil {
		return err
	}
	if s.owner == nil {
		return nil
	}
	version, err := pragma[int](ctx, db, "user_version")
	if err != nil || s.info.Size() > lookedAtFirst && version == len(steps) {
		return err
	}
	err = plain(quickCheckOf(ctx, db))
	if err == nil {
		s.health.known(nil)
	} else if errors.Is(err, data.ErrCorrupt) {
		err = s.distrust(err)
	}
	return err
}

// lookedAtFirst is up to which size, in bytes, a file is looked at as a whole
// before anything writes to it: that takes a few milliseconds. So is one of any
// size that is to be brought up to date. Others are looked at meanwhile, see
// health; until then nothing but their header is written.
const lookedAtFirst = 16 << 20

// distrust opens a damaged library for reading only.
func (s *Store) distrust(found error) error {
	s.access, s.settles = data.Access{ReadOnly: true, Reason: damagedReason}, false
	s.health.known(fmt.Errorf("library %q: %w", filepath.Base(s.path), found))
	err := s.owner.release()
	s.owner = nil
	return err
}

// checkVersion refuses to read along in a library of a newer version, which its
// owner may have made meanwhile. An older one is read as it is, see olderViews.
func checkVersion(ctx context.Context, q querier, known int) error {
	version, err := pragma[int](ctx, q, "user_version")
	if err == nil && version > known {
		return newer(version, known)
	}
	return err
}

// connectWriter opens the one connection that writes.
func (s *Store) connectWriter(ctx context.Context, steps []string, late bool) error {
	if !writable(s.path) {
		return fs.ErrPermission
	}
	s.write = openPool(s.path, modeWrite)
	tx, err := s.write.BeginTx(ctx, nil) // takes the write lock, and rolls back what a crash left
	if err != nil {
		return err
	}
	if err := tx.Rollback(); err != nil {
		return err
	}
	if late {
		if err := s.opener.inspect(ctx, s.write, steps); err != nil {
			return err
		}
		if err := s.owner.hasRoom(s.opener.room); err != nil {
			return err
		}
	}
	if err := migrate(ctx, s.write, steps); err != nil {
		return err
	}
	journal := "WAL"
	if shared(s.path) || s.synced != "" {
		journal, s.unlogged = "TRUNCATE", true
	}
	if _, err = pragma[string](ctx, s.write, "journal_mode = "+journal); err != nil {
		return err
	}
	// The first look at the log makes its index: better here than in an edit.
	_, err = pragma[int](ctx, s.write, "user_version")
	return err
}

// withdraw closes the writer and, where it has got as far as making a log that
// holds nothing, puts that away: a file without room for a log's index could
// not even be read. What cannot be undone is left; nothing is lost by it.
func (s *Store) withdraw() {
	if s.write == nil {
		return
	}
	_ = s.write.Close()
	s.write = nil
	switch wal, err := os.Stat(s.path + "-wal"); {
	case err != nil:
		// The file may need a log already, and there was no room to make it.
		db := openPool(s.path, modeRead)
		_, err := pragma[int](context.Background(), db, "user_version")
		s.still = err != nil && !filled(s.path+"-journal")
		_ = db.Close()
		if now, err := os.Stat(s.path); err == nil {
			s.info = now
		}
		return
	case wal.Size() > 0:
		s.still = false
		return
	}
	db := openPool(s.path, modeAlone)
	defer db.Close()
	s.still = true // unless the file comes to need no log, it is read as it lies
	if _, err := pragma[int](context.Background(), db, "user_version"); err == nil {
		_ = os.Remove(s.path + "-shm") // makes room for the step to come
		journal, _ := pragma[string](context.Background(), db, "journal_mode = DELETE")
		s.still = journal != "delete"
	}
	if now, err := os.Stat(s.path); err == nil {
		s.info = now
	}
}

// readMode is how the readers open the file. A file that was left in the mode
// of a write-ahead log needs files beside it even for reading: where none can be
// made, and none holds anything, it is read as it lies.
func (s *Store) readMode() mode {
	if s.write == nil && s.still {
		return modeStill
	}
	return modeRead
}

// disconnect closes what connect has opened, readers first: the writer is the
// last to leave.
func (s *Store) disconnect() error {
	var err error
	if s.read != nil {
		err = s.read.Close()
	}
	if s.write != nil {
		err = errors.Join(err, settle(s.write), s.write.Close())
	}
	if s.owner != nil {
		err = errors.Join(err, s.owner.release())
	}
	s.read, s.write, s.owner = nil, nil, nil
	return err
}

// settle brings the write-ahead log home and makes the library one file. It
// does not wait for others who read: then the log stays for the last to close.
func settle(db *sql.DB) error {
	ctx := context.Background()
	if _, err := db.ExecContext(ctx, "PRAGMA busy_timeout = 0"); err != nil {
		return translate(err)
	}
	for _, step := range []string{"wal_checkpoint(TRUNCATE)", "journal_mode = DELETE"} {
		if _, err := db.ExecContext(ctx, "PRAGMA "+step); err != nil {
			if err = translate(err); errors.Is(err, data.ErrBusy) {
				return nil
			}
			return err
		}
	}
	return nil
}
