package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// Opener opens and creates library files. A process uses one Opener for all of
// them: it knows which files are open here and must not be touched by other
// means.
type Opener struct {
	fs  afero.Fs
	who string

	mu   sync.Mutex
	open []*Store
}

// NewOpener returns an Opener. Copies are synced and temporary files removed
// through fsys, which must be the operating system's (or wrap it): SQLite
// itself knows no other. program names the program in words ("Tarikh"), for
// others who find the library in use.
func NewOpener(fsys afero.Fs, program string) *Opener {
	return &Opener{fs: fsys, who: identify(program)}
}

// Open opens a library, see [data.Opener].
func (o *Opener) Open(ctx context.Context, path string) (data.Store, error) {
	s, err := o.openStore(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open library %q: %w", path, plain(err))
	}
	return s, nil
}

// Create makes a library, see [data.Opener]. The file is made under a temporary
// name in the same folder and given its own when it is complete.
func (o *Opener) Create(ctx context.Context, path, title string) (data.Store, error) {
	s, err := o.create(ctx, path, title)
	if err != nil {
		return nil, fmt.Errorf("create library %q: %w", path, plain(err))
	}
	return s, nil
}

func (o *Opener) create(ctx context.Context, path, title string) (*Store, error) {
	library := data.Library{ID: data.NewID(), Rev: 1, Title: title, Created: time.Now().Unix()}
	if err := library.Validate(); err != nil {
		return nil, err
	}
	err := o.writeNew(ctx, path, func(temporary string) error {
		steps, err := migrations()
		if err != nil {
			return err
		}
		db := openPool(temporary, modeCreate)
		defer db.Close()
		if err := migrate(ctx, db, steps); err != nil {
			return err
		}
		_, err = db.ExecContext(ctx, "INSERT INTO library (n, id, rev, title, created, revision) VALUES (1, ?, ?, ?, ?, 1)",
			library.ID[:], library.Rev, library.Title, library.Created)
		return errors.Join(err, db.Close())
	})
	if err != nil {
		return nil, err
	}
	return o.openStore(ctx, path)
}

func (o *Opener) openStore(ctx context.Context, path string) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	// The lock and SQLite's logs lie beside the file itself, not beside a link.
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return nil, err
	}
	info, err := statFile(path)
	if err != nil {
		return nil, err
	}
	steps, err := migrations()
	if err != nil {
		return nil, err
	}

	o.mu.Lock()
	defer o.mu.Unlock()
	s := &Store{path: path, info: info, opener: o}
	who, held := holder(lockPath(path))
	accepted := held || o.has(info) // who has it open has looked at it; and see checkHeader
	if !accepted {
		logged, err := checkHeader(path, len(steps))
		if err != nil {
			return nil, err
		}
		s.still = logged && !pendingLog(path)
	}
	if !held {
		s.owner, err = acquire(lockPath(path), o.who)
		if errors.Is(err, errHeld) { // somebody was faster
			who, _ = holder(lockPath(path))
			s.still, accepted = false, true
		}
	}
	if s.owner == nil {
		s.access = data.Access{ReadOnly: true, Holder: who}
	}
	if err := s.connect(ctx, steps, accepted); err != nil {
		return nil, errors.Join(unusable(err), s.disconnect())
	}
	o.open = append(o.open, s)
	return s, nil
}

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
		writable, err := s.connectWriter(ctx, steps, late)
		if err != nil {
			return err
		}
		if !writable {
			if err := s.disconnect(); err != nil {
				return err
			}
			s.access = data.Access{ReadOnly: true}
		}
	}
	s.read = openPool(s.path, s.readMode())
	s.version = s.write
	if s.write == nil {
		conn, err := s.read.Conn(ctx)
		if err != nil {
			return err
		}
		s.version = conn
	}
	return checkVersion(ctx, s.read, len(steps))
}

// inspectFile looks at the tables before anything can write. With nothing
// pending the file is read as it lies; a log left by a crash is read along, but
// not brought home.
func (s *Store) inspectFile(ctx context.Context, steps []string) error {
	m := modeStill
	if filled(s.path + "-wal") {
		m = modeRead
	}
	db := openPool(s.path, m)
	return errors.Join(inspect(ctx, db, steps), db.Close())
}

// checkVersion refuses to read along in a library of another version, which its
// owner may have made, or nobody could bring to ours.
func checkVersion(ctx context.Context, q querier, known int) error {
	version, err := pragma[int](ctx, q, "user_version")
	switch {
	case err != nil:
		return err
	case version > known:
		return newer(version, known)
	case version < known:
		return fmt.Errorf("%w: it has version %d and would have to be brought to %d", data.ErrReadOnly, version, known)
	}
	return nil
}

// connectWriter opens the one connection that writes; false if the file or its
// folder cannot be written.
func (s *Store) connectWriter(ctx context.Context, steps []string, look bool) (writable bool, err error) {
	s.write = openPool(s.path, modeWrite)
	tx, err := s.write.BeginTx(ctx, nil) // takes the write lock, and rolls back what a crash left
	if err == nil {
		err = tx.Rollback()
	}
	if unwritable(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if look {
		if err := inspect(ctx, s.write, steps); err != nil {
			return false, err
		}
	}
	if err := migrate(ctx, s.write, steps); err != nil {
		return false, err
	}
	journal := "WAL"
	if shared(s.path) {
		journal = "TRUNCATE"
	}
	_, err = pragma[string](ctx, s.write, "journal_mode = "+journal)
	if unwritable(err) {
		return false, nil
	}
	return err == nil, err
}

func unwritable(err error) bool {
	err = translate(err)
	return errors.Is(err, data.ErrReadOnly) || errors.Is(err, fs.ErrPermission)
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
	if conn, ok := s.version.(*sql.Conn); ok {
		err = conn.Close()
	}
	if s.read != nil {
		err = errors.Join(err, s.read.Close())
	}
	if s.write != nil {
		err = errors.Join(err, settle(s.write), s.write.Close())
	}
	if s.owner != nil {
		err = errors.Join(err, s.owner.release())
	}
	s.read, s.write, s.owner, s.version = nil, nil, nil, nil
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

// settleLast settles a library that its owner has closed before us.
func (o *Opener) settleLast(path string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, err := statFile(path + "-wal"); err != nil {
		return nil
	}
	lock, err := acquire(lockPath(path), o.who)
	if err != nil {
		return nil // its owner is still there, or a new one
	}
	db := openPool(path, modeWrite)
	return errors.Join(settle(db), db.Close(), lock.release())
}

// has reports whether the file is open in this process.
func (o *Opener) has(info fs.FileInfo) bool {
	return slices.ContainsFunc(o.open, func(s *Store) bool { return os.SameFile(s.info, info) })
}

func (o *Opener) forget(s *Store) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.open = slices.DeleteFunc(o.open, func(other *Store) bool { return other == s })
}

func lockPath(library string) string { return library + ".lock" }
