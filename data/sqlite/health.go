package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// examine begins the check if it has not begun.
func (s *Store) examine() {
	s.health.start.Do(func() {
		go func() {
			defer close(s.health.done)
			if !s.bulky(s.health.ctx) {
				s.health.err = s.quickCheck(s.health.ctx, engine.QuickCheck)
				return
			}
			if s.health.err = s.quickCheck(s.health.ctx, engine.QuickCheckRows); s.health.err != nil {
				return
			}
			close(s.health.rows)
			s.health.err = s.checkBodies(s.health.ctx)
		}()
	})
}

// bulk is from how many bytes of texts and pages on edits do not wait until these have
// been looked at.
const bulk = 128 << 20

// bulky reports whether a library has so many.
func (s *Store) bulky(ctx context.Context) bool {
	is, err := ask(ctx, s, "measure texts", func(tx *sql.Tx) (bool, error) { return s.hasBulk(ctx, tx), nil })
	return err == nil && is
}

// hasBulk is bulky before there are connections; an old library has no such table.
func (s *Store) hasBulk(ctx context.Context, q engine.Querier) bool {
	if s.info.Size() < s.bulk {
		return false
	}
	var bytes int64
	err := q.QueryRowContext(ctx, "SELECT coalesce(sum(length), 0) FROM body").Scan(&bytes)
	return err == nil && bytes >= s.bulk
}

// checkBodies looks at what quickCheck left out: the structure of the rest, and whether
// each text and page is what its hash says, one at a time. Where there is no log an edit
// would have to wait for a long look; then only the hashes are compared.
func (s *Store) checkBodies(ctx context.Context) error {
	if !s.unlogged {
		if err := s.quickCheck(ctx, engine.QuickCheck); err != nil {
			return err
		}
	}
	for after, more := int64(math.MinInt64), true; more; {
		began := time.Now()
		if err := s.quickCheck(ctx, func(ctx context.Context, q engine.Querier) (err error) {
			after, more, err = rows.CheckBody(ctx, q, after)
			return err
		}); err != nil {
			return err
		}
		s.rest(time.Since(began))
	}
	return nil
}

// rest leaves the processor to others for as long as looking at a picture took, in a library
// that is open for writing: thousands of them take a minute, for which nobody waits there. It
// ends when the library is closed.
func (s *Store) rest(took time.Duration) {
	const short = 5 * time.Millisecond
	if took < short || s.access.ReadOnly {
		return
	}
	select {
	case <-time.After(took):
	case <-s.health.ctx.Done():
	}
}

// quickCheck looks for damage in one way.
func (s *Store) quickCheck(ctx context.Context, look func(context.Context, engine.Querier) error) error {
	err := s.reading(ctx, "check the file", func(tx *sql.Tx) error {
		if err := engine.RefreshIndexes(ctx, tx); err != nil {
			return err
		}
		defer engine.Shrink(ctx, tx)
		return look(ctx, tx)
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

// lookedOver waits for what is known first: that the rows are sound where there are many
// texts and pages, which are looked at then, else the result for the whole.
func (s *Store) lookedOver(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-s.health.rows:
		select {
		case <-s.health.done:
		default:
			return nil
		}
	case <-s.health.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	return s.examined(ctx)
}

// editable waits until it is known whether an edit may go into the file. If the check
// failed for another reason than damage, the edit will fail for the same reason.
func (s *Store) editable(ctx context.Context) error {
	err := s.lookedOver(ctx)
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
