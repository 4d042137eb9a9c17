// Package sqlite keeps a library in one SQLite file.
//
// The one idea behind it: the file is the reader's document, so it is treated as one. A
// file that is not a sound library of a known version is refused before anything could
// write to it; one process at a time owns a library and edits it, others only read;
// every edit is one transaction with its journal row; and when the owner closes, one
// file is left.
//
// The packages below do the work on the file; this one composes them. No type of
// database/sql or of the driver leaves the package and those below it.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/spf13/afero"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/sqlite/search"
)

// Store is an open library, see [data.File].
type Store struct {
	path   string // absolute, symbolic links resolved
	info   fs.FileInfo
	access data.Access // as found at opening
	synced string      // the program that copies its folder elsewhere, see syncedBy
	still  bool        // the file is read without locks and log
	// settles: a process that had it for writing may leave its log to us, as the last.
	settles bool
	who     string   // the process that opens it, in words
	fs      afero.Fs // of the copies

	read  *sql.DB      // connections that cannot write
	write *sql.DB      // one connection, nil when read-only
	owner *file.Lock   // nil when read-only
	page  *file.Page   // the first of the file, nil when read-only
	pages []*file.Page // to be closed when no store of this process has the file open

	packed atomic.Bool // packing was begun, see Columns
	moved  atomic.Bool // it was not in its place when it was last looked for

	catalogs *search.Catalogs
	recent   *search.Recent

	schemas *engine.Schemas
	room    int64              // that must be free for writing, in bytes
	bulk    int64              // see bulk
	closed  func(*Store) error // called when it is

	gate   gate
	health *health
	// copying is locked by writers and copies if there is no log to isolate them: a
	// copy may take longer than an edit waits for the file.
	copying  sync.Mutex
	unlogged bool

	filling bool // see Opener.Fill
}

// Path is the library's file, absolute and with symbolic links resolved.
func (s *Store) Path() string { return s.path }

// inPlace reports whether a library that is open for writing is still the file at its
// path, and has not been written over. SQLite would go on writing into a deleted one, and
// all of that would be lost once the last process closes it; and what it reads of one
// that was written over is a mixture.
func (s *Store) inPlace() error {
	if s.write == nil {
		return nil
	}
	there, err := os.Stat(s.path)
	same := err == nil && os.SameFile(there, s.info) || err != nil && !errors.Is(err, fs.ErrNotExist)
	s.moved.Store(!same)
	switch {
	case s.page.Changed(): // whatever name it has
		return s.gate.ruin(fmt.Errorf("library %q: %w", filepath.Base(s.path), data.ErrOverwritten))
	case !same:
		return fmt.Errorf("library %q: %w", filepath.Base(s.path), data.ErrMoved)
	}
	return nil
}

// mayWrite reports whether a library that is open for writing is in its place and has
// no other name. SQLite names its logs after the file: two programs that open it by two
// names do not see each other's, and write over each other.
func (s *Store) mayWrite() error {
	if err := s.inPlace(); err != nil {
		return err
	}
	if s.write != nil && file.Names(s.path) > 1 {
		return fmt.Errorf("library %q: %w", filepath.Base(s.path), data.ErrLinked)
	}
	return nil
}

// reading runs f in a read transaction: f sees one state.
func (s *Store) reading(ctx context.Context, action string, f func(tx *sql.Tx) error) error {
	if err := s.gate.enter(); err != nil {
		return err
	}
	defer s.gate.leave()
	err := s.readOnce(ctx, f)
	if engine.Interrupted(err) && s.write != nil && s.rollBack(ctx) == nil {
		err = s.readOnce(ctx, f)
	}
	return s.fail(ctx, action, err)
}

// ask is reading for a function with a result, which is zero if it fails.
func ask[T any](ctx context.Context, s *Store, action string, f func(tx *sql.Tx) (T, error)) (answer T, err error) {
	err = s.reading(ctx, action, func(tx *sql.Tx) error {
		answer, err = f(tx)
		return err
	})
	if err != nil {
		var none T
		return none, err
	}
	return answer, nil
}

func (s *Store) readOnce(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return s.unmoved()
}

// rollBack makes the writer roll back an edit that failed while the disk did not let it
// be rolled back. The first statement of a reader reports that. A journal whose header
// is incomplete has nothing to roll back, and SQLite lets it block readers, until a
// transaction that writes, even one that is rolled back, removes it.
func (s *Store) rollBack(ctx context.Context) error {
	var tx *sql.Tx
	err := s.page.During(func() (err error) {
		tx, err = s.write.BeginTx(ctx, nil)
		return err
	})
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE library SET revision = revision + 1")
	return s.page.During(func() error { return errors.Join(err, tx.Rollback()) })
}

// unmoved reports whether a file that is read without locks is unchanged since it was
// opened: another process may have written to it.
func (s *Store) unmoved() error {
	if s.readMode() != engine.Still {
		return nil
	}
	now, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	if now.Size() != s.info.Size() || !now.ModTime().Equal(s.info.ModTime()) {
		return fmt.Errorf("%w: it was written to while it was being read", data.ErrBusy)
	}
	return nil
}

// fail turns what happened in the database into the library's errors.
func (s *Store) fail(ctx context.Context, action string, err error) error {
	if err == nil {
		return nil
	}
	if cause := ctx.Err(); cause != nil {
		return fmt.Errorf("%s: %w", action, cause)
	}
	if err = engine.Translate(err); errors.Is(err, data.ErrCorrupt) {
		if moved := s.inPlace(); moved != nil { // it is not damaged, but another
			return moved
		}
	}
	return fmt.Errorf("%s: %w", action, err)
}

// gate counts what is running, so that Close can wait for it, and lets nothing begin once
// the file is another one. It is no RWMutex: a reader inside a reader must not wait for a
// Close that waits for it.
type gate struct {
	mu      sync.Mutex
	closed  bool
	ruined  error // why nothing can be read or written any more
	running sync.WaitGroup
}

func (g *gate) enter() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return fmt.Errorf("library: %w", os.ErrClosed)
	}
	if g.ruined != nil {
		return g.ruined
	}
	g.running.Add(1)
	return nil
}

// ruin lets nothing enter any more, for the first reason that is given, and returns that.
func (g *gate) ruin(why error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ruined == nil {
		g.ruined = why
	}
	return g.ruined
}

// why is the reason why nothing may enter, nil if there is none.
func (g *gate) why() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.ruined
}

func (g *gate) leave() { g.running.Done() }

// shut admits no more callers and waits for the running ones; false if it was shut
// before.
func (g *gate) shut() bool {
	g.mu.Lock()
	was := g.closed
	g.closed = true
	g.mu.Unlock()
	g.running.Wait()
	return !was
}
