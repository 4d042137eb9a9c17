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
	"syscall"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/sqlite/journal"
	"tarikh.org/tarikh/data/sqlite/pending"
	"tarikh.org/tarikh/data/sqlite/search"
	"tarikh.org/tarikh/data/sqlite/words"
)

var _ data.Opener = (*Opener)(nil)

// Opener opens and creates library files. A process uses one Opener for all of
// them: it knows which files are open here and must not be touched by other
// means.
type Opener struct {
	fs   afero.Fs
	who  string
	room int64 // bytes
	bulk int64 // see bulk

	schemas engine.Schemas
	try     []string // the command of a process that tries a lock; none without one
	// doubtful reports whether locks may not hold where a file is.
	doubtful func(path string) bool

	mu    sync.Mutex
	open  []*Store
	holds map[string]bool // by folder: whether locks hold there
}

// TryLocks makes the Opener try locks where they may not hold: command starts a process
// that calls file.TryLock.
func (o *Opener) TryLocks(command ...string) { o.try = command }

// NewOpener returns an Opener. Copies are synced and temporary files removed through
// fsys, which must be the operating system's (or wrap it): SQLite itself knows no
// other. program names the program in words ("Tarikh"), for other processes that find
// the library in use.
func NewOpener(fsys afero.Fs, program string) *Opener {
	return &Opener{fs: fsys, who: file.Identify(program), room: enoughRoom, bulk: bulk, doubtful: file.LocksMayLie}
}

// enoughRoom is what must be free on the disk for opening a library for writing,
// in bytes: the log's index takes 32 KiB, the log of one small edit about as
// much.
const enoughRoom = 128 << 10

// Open opens a library, see [data.Opener].
func (o *Opener) Open(ctx context.Context, path string) (data.File, error) {
	s, err := o.openStore(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open library %q: %w", path, engine.Plain(err))
	}
	return s, nil
}

// Read opens a library for reading only, see [data.Opener].
func (o *Opener) Read(ctx context.Context, path string) (data.File, error) {
	s, err := o.readStore(ctx, path, false)
	if err != nil {
		return nil, fmt.Errorf("open library %q: %w", path, engine.Plain(err))
	}
	return s, nil
}

// Create makes a library, see [data.Opener]. The file is made under a temporary
// name in the same folder and given its own when it is complete.
func (o *Opener) Create(ctx context.Context, path, title string, first ...data.Edit) (data.File, error) {
	s, err := o.create(ctx, path, title, first, "")
	if err != nil {
		return nil, fmt.Errorf("create library %q: %w", path, engine.Plain(err))
	}
	return s, nil
}

// CreateWith makes a library, and fills it before it gets its name, see [data.Opener].
func (o *Opener) CreateWith(ctx context.Context, path, title string, fill func(data.File) error) error {
	var failed error // of fill, which says itself what failed
	err := file.WriteNew(ctx, o.fs, path, nil, func(temporary string) error {
		made := temporary + ".new" // goes with the unfinished file that it is to become
		defer func() {
			for _, left := range []string{"", "-wal", "-shm", "-journal", ".lock"} {
				_ = o.fs.Remove(made + left) // what is there after a failure, or was locked
			}
		}()
		s, err := o.create(ctx, made, title, nil, "")
		if err != nil {
			return err
		}
		failed = fill(s)
		if err := errors.Join(failed, s.Close()); err != nil {
			return err
		}
		return o.fs.Rename(made, temporary)
	})
	switch {
	case failed != nil:
		return failed
	case err != nil:
		return fmt.Errorf("create library %q: %w", path, engine.Plain(err))
	}
	return nil
}

// create makes a library, and opens it; mark is what is done to the file at last, "" for
// nothing. What is marked is open to be filled.
func (o *Opener) create(ctx context.Context, path, title string, first []data.Edit, mark string) (*Store, error) {
	library := data.Library{ID: data.NewID(), Rev: 1, Title: title, Created: time.Now().Unix()}
	if err := library.Validate(); err != nil {
		return nil, err
	}
	for _, e := range first {
		if err := e.Validate(); err != nil {
			return nil, err
		}
	}
	err := file.WriteNew(ctx, o.fs, path, nil, func(temporary string) error {
		steps, err := engine.Migrations()
		if err != nil {
			return err
		}
		db := engine.Open(temporary, engine.Create)
		defer db.Close()
		if err := engine.Migrate(ctx, db, steps, nil); err != nil {
			return err
		}
		_, err = db.ExecContext(ctx, "INSERT INTO library (n, id, rev, title, created, revision) VALUES (1, ?, ?, ?, ?, 1)",
			library.ID[:], library.Rev, library.Title, library.Created)
		err = errors.Join(err, words.Begin(ctx, db))
		for _, e := range first {
			err = errors.Join(err, o.fill(ctx, db, e))
		}
		if _, failed := db.ExecContext(ctx, mark); failed != nil {
			err = errors.Join(err, failed)
		}
		return errors.Join(err, db.Close())
	})
	if err != nil {
		return nil, err
	}
	return o.openTo(ctx, path, mark != "")
}

// fill writes an edit to a library that is being made.
func (o *Opener) fill(ctx context.Context, db *sql.DB, e data.Edit) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := journal.Fill(ctx, tx, o.who, e); err != nil {
		return err
	}
	return tx.Commit()
}

// openStore opens a library for writing unless another process has.
func (o *Opener) openStore(ctx context.Context, path string) (*Store, error) {
	return o.openTo(ctx, path, false)
}

// openTo is openStore for what is whole, or is being filled.
func (o *Opener) openTo(ctx context.Context, path string, filling bool) (*Store, error) {
	if located, err := file.Locate(path); err == nil {
		file.Sweep(o.fs, filepath.Dir(located))
	}
	return o.attach(ctx, path, filling, func(s *Store) (err error) {
		file.DropOwnNames(o.fs, s.path, s.info)
		if file.Names(s.path) > 1 {
			s.access = data.Access{ReadOnly: true, Linked: true, Reason: linkedReason}
			return nil
		}
		s.owner, err = file.Acquire(file.LockPath(s.path), o.who)
		if err == nil && !o.lockHolds(ctx, s) {
			s.access = data.Access{ReadOnly: true, Unlocked: true, Reason: unlockedReason}
			err := s.owner.Release()
			s.owner = nil
			return err
		}
		if err == nil {
			err = s.hasRoom()
		}
		if errors.Is(err, file.ErrHeld) { // another process was faster
			who, _ := file.Holder(file.LockPath(s.path))
			s.access, s.still, s.settles = heldBy(who), false, true
			return nil
		}
		if err != nil {
			return s.readInstead(err)
		}
		return nil
	})
}

// lockHolds tries whether the lock of a library keeps another process out, once for each
// folder and only where it may not.
func (o *Opener) lockHolds(ctx context.Context, s *Store) bool {
	if len(o.try) == 0 || !o.doubtful(s.path) {
		return true
	}
	folder := filepath.Dir(s.path)
	if _, tried := o.holds[folder]; !tried {
		if o.holds == nil {
			o.holds = map[string]bool{}
		}
		o.holds[folder] = s.owner.Holds(ctx, o.try)
	}
	return o.holds[folder]
}

// readStore opens a library for reading only, that is whole or is being filled.
func (o *Opener) readStore(ctx context.Context, path string, filling bool) (*Store, error) {
	return o.attach(ctx, path, filling, func(s *Store) error {
		s.access = data.Access{ReadOnly: true, Reason: readingReason}
		return nil
	})
}

// attach opens a library; claim is called if it is not held for writing.
func (o *Opener) attach(ctx context.Context, path string, filling bool, claim func(*Store) error) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	steps, err := engine.Migrations()
	if err != nil {
		return nil, err
	}
	s, err := o.look(path)
	if err != nil {
		return nil, err
	}
	s.filling = filling
	o.mu.Lock()
	defer o.mu.Unlock()
	who, held := file.Holder(file.LockPath(s.path))
	here := o.find(s.info) // the store that has it open has checked it; and see file.CheckHeader
	switch {
	case held:
		s.access, s.settles = heldBy(who), true
	case here != nil:
		s.still, s.settles = here.still && !file.PendingLog(s.path), here.settles
	default:
		logged, err := file.CheckHeader(s.path, len(steps))
		if err != nil {
			return nil, err
		}
		s.still = logged && !file.PendingLog(s.path)
		s.settles = !logged && !file.Exists(s.path+"-wal")
	}
	if !held {
		err = claim(s)
	}
	if err != nil {
		return nil, o.refuse(s, err)
	}
	accepted := held || here != nil || s.access.Holder != ""
	if !accepted && file.PendingLog(s.path) {
		if s.access.Aside, err = pending.Judge(ctx, o.fs, &o.schemas, s.path, s.owner, s.hasBulk); err != nil {
			return nil, o.refuse(s, err)
		}
	}
	if err := s.connect(ctx, steps, accepted); err != nil {
		return nil, o.refuse(s, engine.Unusable(s.unreadable(err)))
	}
	if !s.access.ReadOnly {
		s.examine()
		s.keepIndexed()
	}
	o.open = append(o.open, s)
	return s, nil
}

// unreadable explains why a log cannot be read, if that is why.
func (s *Store) unreadable(err error) error {
	if engine.IsNotFound(engine.Translate(err)) && file.Filled(s.path+"-wal") {
		return file.Say(fs.ErrPermission, "its folder is not writable, and edits in its log (-wal) cannot be read there without an index (-shm)")
	}
	return err
}

// look examines a library's file and its log files, without opening any of them.
func (o *Opener) look(path string) (*Store, error) {
	path, err := file.Locate(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat(path)
	if err != nil {
		return nil, err
	}
	for _, suffix := range []string{"-wal", "-journal", "-shm", ".lock"} {
		if err := file.Ordinary(path + suffix); err != nil {
			return nil, err
		}
	}
	verified := search.NewVerified()
	return &Store{
		path: path, info: info, who: o.who, fs: o.fs, schemas: &o.schemas, room: o.room, bulk: o.bulk, closed: o.closed,
		health: newHealth(), catalogs: search.NewCatalogs(verified), recent: search.NewRecent(verified), synced: file.SyncedBy(o.fs, path),
	}, nil
}

// hasRoom reports whether a library can be opened for writing without filling the disk
// meanwhile, which would leave it changed and unreadable. What a crash left
// half-written is rolled back first: that frees space.
func (s *Store) hasRoom() error {
	if file.Filled(s.path + "-journal") {
		return nil
	}
	return s.owner.HasRoom(s.room)
}

// readInstead makes a store for writing one for reading only, if the reason allows that; if
// not, it returns the reason.
func (s *Store) readInstead(reason error) error {
	translated := engine.Translate(reason)
	switch {
	case errors.Is(translated, data.ErrFull), file.Full(reason):
		s.access = data.Access{ReadOnly: true, Reason: fullReason}
	case errors.Is(translated, data.ErrReadOnly), errors.Is(translated, fs.ErrPermission), errors.Is(translated, syscall.EROFS):
		s.access = data.Access{ReadOnly: true, Reason: unwritableReason}
	default:
		return reason
	}
	s.settles = false
	if s.owner == nil {
		return nil
	}
	err := s.owner.Release()
	s.owner = nil
	return err
}

// settleLast settles a library that its owner has closed before us.
func (o *Opener) settleLast(path string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, err := file.Stat(path + "-wal"); err != nil {
		return nil
	}
	lock, err := file.Acquire(file.LockPath(path), o.who)
	if err != nil {
		return nil // its owner is still there, or a new one
	}
	db := engine.Open(path, engine.Write)
	return errors.Join(engine.Settle(db), db.Close(), lock.Release())
}

// find returns a store of this process that has the file open, or nil.
func (o *Opener) find(info fs.FileInfo) *Store {
	i := slices.IndexFunc(o.open, func(s *Store) bool { return os.SameFile(s.info, info) })
	if i < 0 {
		return nil
	}
	return o.open[i]
}

// closed forgets a store that was closed, and settles its library if no other has it
// open.
func (o *Opener) closed(s *Store) (err error) {
	if s.settles {
		err = o.settleLast(s.path)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.open = slices.DeleteFunc(o.open, func(other *Store) bool { return other == s })
	return errors.Join(err, o.closePages(s))
}

// closePages closes a file that a store has watched, which drops SQLite's locks: if
// another store of this process has it open, that one does it later.
func (o *Opener) closePages(s *Store) (err error) {
	if other := o.find(s.info); other != nil {
		other.pages = append(other.pages, s.pages...)
		return nil
	}
	for _, page := range s.pages {
		err = errors.Join(err, page.Close())
	}
	return err
}

// refuse takes back what attaching a store has begun, and returns why.
func (o *Opener) refuse(s *Store, why error) error {
	return errors.Join(why, s.disconnect(), o.closePages(s))
}
