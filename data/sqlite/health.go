package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
)

// examine begins the check if it has not begun.
func (s *Store) examine() {
	s.health.start.Do(func() {
		go func() {
			s.health.err = s.quickCheck(s.health.ctx)
			close(s.health.done)
		}()
	})
}

func (s *Store) quickCheck(ctx context.Context) error {
	err := s.reading(ctx, "check the file", func(tx *sql.Tx) error {
		if err := engine.RefreshIndexes(ctx, tx); err != nil {
			return err
		}
		return engine.QuickCheck(ctx, tx)
	})
	if errors.Is(err, context.Canceled) { // only Close does that
		return fmt.Errorf("library: %w", os.ErrClosed)
	}
	if err != nil {
		return fmt.Errorf("library %q: %w", filepath.Base(s.path), err)
	}
	return nil
}

// Health waits for the check of the file's structure, see [data.File].
func (s *Store) Health(ctx context.Context) error {
	if err := s.gate.enter(); err != nil {
		return err
	}
	defer s.gate.leave()
	s.examine()
	return s.examined(ctx)
}

// examined waits for the result.
func (s *Store) examined(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-s.health.done:
		return s.health.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// editable waits until it is known whether an edit may go into the file. If the check
// failed for another reason than damage, the edit will fail for the same reason.
func (s *Store) editable(ctx context.Context) error {
	err := s.examined(ctx)
	if ctx.Err() != nil || errors.Is(err, data.ErrCorrupt) || errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}

// unwritable says why there is no writer.
func (s *Store) unwritable() error {
	if s.access.Reason == damagedReason {
		return s.health.err
	}
	return fmt.Errorf("library %q: %w: %s", filepath.Base(s.path), data.ErrReadOnly, s.access.Reason)
}

// Access says whether edits are possible, see [data.Store].
func (s *Store) Access() data.Access {
	access := s.access
	access.Synced = s.synced
	select {
	case <-s.health.done:
		access.Damaged = errors.Is(s.health.err, data.ErrCorrupt)
	default:
	}
	if access.Damaged && !access.ReadOnly {
		access.ReadOnly, access.Reason = true, damagedReason
	}
	access.Moved = s.moved.Load()
	if s.gate.why() != nil {
		access.ReadOnly, access.Overwritten, access.Damaged, access.Reason = true, true, false, overwrittenReason
	}
	return access
}

// Held reports whether another process holds the library for writing now.
func (s *Store) Held() bool {
	if !s.access.ReadOnly {
		return false
	}
	_, held := file.Holder(file.LockPath(s.path))
	return held
}

// Why a library is open for reading only, see [data.Access].
const (
	fullReason        = "the disk is full"
	unwritableReason  = "the file or its folder is not writable"
	linkedReason      = "the file has more than one name (hard links), and another program could write to it by the other; edit a copy of it, which “tarikh copy” makes"
	unlockedReason    = "its file system does not keep locks, so another program could write to it at the same time; edit a copy of it on another disk"
	damagedReason     = "damaged"
	overwrittenReason = "written over or cut short by another program"
	readingReason     = "opened for reading only"
)

func heldBy(who string) data.Access {
	return data.Access{ReadOnly: true, Holder: who, Reason: "held by " + who}
}
