package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// Opener opens and creates library files. A process uses one Opener for all of
// them: it knows which files are open here and must not be touched by other
// means.
type Opener struct {
	fs   afero.Fs
	who  string
	room int64 // bytes

	schemas schemas

	mu   sync.Mutex
	open []*Store
}

// NewOpener returns an Opener. Copies are synced and temporary files removed
// through fsys, which must be the operating system's (or wrap it): SQLite
// itself knows no other. program names the program in words ("Tarikh"), for
// others who find the library in use.
func NewOpener(fsys afero.Fs, program string) *Opener {
	return &Opener{fs: fsys, who: identify(program), room: enoughRoom}
}

// enoughRoom is what must be free on the disk for opening a library for writing,
// in bytes: the log's index takes 32 KiB, the log of one small edit about as
// much.
const enoughRoom = 128 << 10

// Open opens a library, see [data.Opener].
func (o *Opener) Open(ctx context.Context, path string) (data.File, error) {
	s, err := o.openStore(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open library %q: %w", path, plain(err))
	}
	return s, nil
}

// Read opens a library for reading only, see [data.Opener].
func (o *Opener) Read(ctx context.Context, path string) (data.File, error) {
	s, err := o.readStore(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open library %q: %w", path, plain(err))
	}
	return s, nil
}

// Create makes a library, see [data.Opener]. The file is made under a temporary
// name in the same folder and given its own when it is complete.
func (o *Opener) Create(ctx context.Context, path, title string) (data.File, error) {
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

// openStore opens a library for writing if nobody else does.
func (o *Opener) openStore(ctx context.Context, path string) (*Store, error) {
	return o.attach(ctx, path, func(s *Store) (err error) {
		s.owner, err = acquire(lockPath(s.path), o.who)
		if err == nil {
			err = s.hasRoom()
		}
		if errors.Is(err, errHeld) { // somebody was faster
			who, _ := holder(lockPath(s.path))
			s.access, s.still, s.settles = heldBy(who), false, true
			return nil
		}
		if err != nil {
			return s.retreat(err)
		}
		return nil
	})
}

// readStore opens a library for reading only.
func (o *Opener) readStore(ctx context.Context, path string) (*Store, error) {
	return o.attach(ctx, path, func(s *Store) error {
		s.access = data.Access{ReadOnly: true, Reason: readingReason}
		return nil
	})
}

// attach opens a library; claim is called if nobody holds it for writing.
func (o *Opener) attach(ctx context.Context, path string, claim func(*Store) error) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	path, err := locate(path)
	if err != nil {
		return nil, err
	}
	info, err := statFile(path)
	if err != nil {
		return nil, err
	}
	for _, suffix := range []string{"-wal", "-journal", "-shm", ".lock"} {
		if err := ordinary(path + suffix); err != nil {
			return nil, err
		}
	}
	steps, err := migrations()
	if err != nil {
		return nil, err
	}

	o.mu.Lock()
	defer o.mu.Unlock()
	s := &Store{path: path, info: info, opener: o, health: newHealth(), catalogs: make(chan struct{}, 1), synced: syncedBy(o.fs, path)}
	who, held := holder(lockPath(path))
	here := o.find(info) // who has it open has looked at it; and see checkHeader
	switch {
	case held:
		s.access, s.settles = heldBy(who), true
	case here != nil:
		s.still, s.settles = here.still && !pendingLog(path), here.settles
	default:
		logged, err := checkHeader(path, len(steps))
		if err != nil {
			return nil, err
		}
		s.still = logged && !pendingLog(path)
		s.settles = !logged && !exists(path+"-wal")
	}
	if !held {
		if err := claim(s); err != nil {
			return nil, errors.Join(err, s.disconnect())
		}
	}
	accepted := held || here != nil || s.access.Holder != ""
	if err := s.connect(ctx, steps, accepted); err != nil {
		if isNotFound(translate(err)) && filled(path+"-wal") {
			err = &sentence{"its folder is not writable, and edits in its log (-wal) cannot be read there without an index (-shm)", fs.ErrPermission}
		}
		return nil, errors.Join(unusable(err), s.disconnect())
	}
	if !s.access.ReadOnly {
		s.examine()
		s.keepIndexed()
	}
	o.open = append(o.open, s)
	return s, nil
}

// hasRoom reports whether a library can be opened for writing without filling
// the disk on the way, which would leave it changed and unreadable. What a crash
// left half-made is taken back first: that gives room.
func (s *Store) hasRoom() error {
	if filled(s.path + "-journal") {
		return nil
	}
	return s.owner.hasRoom(s.opener.room)
}

// retreat makes a store that was to write one that reads, if the reason allows:
// else it returns it.
func (s *Store) retreat(reason error) error {
	translated := translate(reason)
	switch {
	case errors.Is(translated, data.ErrFull), full(reason):
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
	err := s.owner.release()
	s.owner = nil
	return err
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

// find returns a store of this process that has the file open, or nil.
func (o *Opener) find(info fs.FileInfo) *Store {
	i := slices.IndexFunc(o.open, func(s *Store) bool { return os.SameFile(s.info, info) })
	if i < 0 {
		return nil
	}
	return o.open[i]
}

func (o *Opener) forget(s *Store) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.open = slices.DeleteFunc(o.open, func(other *Store) bool { return other == s })
}

func lockPath(library string) string { return library + ".lock" }
