package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
)

// SaveCopy writes a copy of the library, see [data.File]. The copy is
// compacted, checked and on disk before it gets its name.
func (s *Store) SaveCopy(ctx context.Context, path string) error { return s.saveCopy(ctx, path, false) }

// SaveBackup writes a copy that may share its blocks with the library, see [data.File].
func (s *Store) SaveBackup(ctx context.Context, path string) error {
	return s.saveCopy(ctx, path, true)
}

func (s *Store) saveCopy(ctx context.Context, path string, shared bool) error {
	if err := s.gate.enter(); err != nil {
		return err
	}
	defer s.gate.leave()
	if s.unlogged {
		s.copying.Lock()
		defer s.copying.Unlock()
	}
	from := s.read
	switch err := s.inPlace(); {
	case errors.Is(err, data.ErrOverwritten):
		return fmt.Errorf("save a copy as %q: %w", path, err)
	case err != nil: // a new connection would read the file that is at the path now
		from = s.write
	}
	err := file.WriteNew(ctx, s.fs, path, s.like(), func(temporary string) error {
		cloned, err := false, error(nil)
		if shared {
			cloned, err = s.clone(ctx, temporary)
		}
		if err == nil && !cloned {
			_, err = from.ExecContext(ctx, "VACUUM INTO ?", temporary)
		}
		if err != nil {
			return err
		}
		if err := s.inPlace(); errors.Is(err, data.ErrOverwritten) {
			return err
		}
		return quickCheck(ctx, temporary)
	})
	if cause := ctx.Err(); err != nil && cause != nil {
		err = cause
	}
	if err != nil {
		return fmt.Errorf("save a copy as %q: %w", path, engine.Plain(err))
	}
	return nil
}

// like is the file whose mode copies have: what it is now, or was when it was opened.
func (s *Store) like() fs.FileInfo {
	if now, err := os.Stat(s.path); err == nil && os.SameFile(now, s.info) {
		return now
	}
	return s.info
}

func quickCheck(ctx context.Context, path string) error {
	db := engine.Open(path, engine.Still)
	return errors.Join(engine.QuickCheck(ctx, db), db.Close())
}
