package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/apart"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/sqlite/salvage"
)

// SaveApart writes a copy of the library without its texts and pages, see [data.File].
func (s *Store) SaveApart(ctx context.Context, path string, bodies data.Bodies) error {
	if err := s.gate.enter(); err != nil {
		return err
	}
	defer s.gate.leave()
	if s.unlogged {
		s.copying.Lock()
		defer s.copying.Unlock()
	}
	err := s.unreplaced()
	if err == nil {
		err = file.WriteNew(ctx, s.fs, path, s.like(), func(temporary string) error { return s.saveApart(ctx, temporary, bodies) })
	}
	if cause := ctx.Err(); err != nil && cause != nil {
		err = cause
	}
	if err != nil {
		return fmt.Errorf("save a copy as %q: %w", path, engine.Plain(err))
	}
	return nil
}

func (s *Store) saveApart(ctx context.Context, temporary string, bodies data.Bodies) error {
	version, err := engine.Pragma[int](ctx, s.read, "user_version")
	if err != nil {
		return err
	}
	tables, err := engine.Tables(ctx, s.read)
	if err != nil {
		return err
	}
	if err := apart.Save(ctx, s.path, s.readMode(), temporary, version, tables, bodies); err != nil {
		return err
	}
	if err := errors.Join(s.unreplaced(), s.unmoved()); err != nil {
		return err
	}
	if err := quickCheck(ctx, temporary); err != nil {
		return err
	}
	return bodies.Complete(temporary)
}

// unreplaced reports whether the file at the path is still the one that is open: a new
// connection would read another one.
func (s *Store) unreplaced() error {
	if err := s.inPlace(); errors.Is(err, data.ErrOverwritten) {
		return err
	}
	if there, err := os.Stat(s.path); err == nil && os.SameFile(there, s.info) {
		return nil
	}
	return fmt.Errorf("library %q: %w", filepath.Base(s.path), data.ErrMoved)
}

// Bulk is how many bytes texts and pages take, see [data.File]. It is 0 for a library of
// an older version, which cannot be saved apart from them.
func (s *Store) Bulk(ctx context.Context) (int64, error) {
	return ask(ctx, s, "measure texts", func(tx *sql.Tx) (bytes int64, err error) {
		steps, err := engine.Migrations()
		if err != nil {
			return 0, err
		}
		version, err := engine.Pragma[int](ctx, tx, "user_version")
		if err != nil || version < len(steps) {
			return 0, err
		}
		err = tx.QueryRowContext(ctx, `SELECT coalesce((SELECT sum(length) FROM main.article), 0) +
			coalesce((SELECT sum(octet_length(packed)) FROM main.body), 0)`).Scan(&bytes)
		return bytes, err
	})
}

// Join makes a library of what SaveApart wrote, see [data.Rescuer].
func (o *Opener) Join(ctx context.Context, from, path string, body func(of [32]byte) ([]byte, error)) (lost []data.LostBody, err error) {
	steps, err := engine.Migrations()
	if err != nil {
		return nil, err
	}
	like, err := file.Stat(from)
	if err == nil {
		err = file.WriteNew(ctx, o.fs, path, like, func(temporary string) (err error) {
			if lost, err = apart.Join(ctx, from, temporary, steps, body); err != nil {
				return err
			}
			if len(lost) > 0 {
				return o.mend(ctx, temporary)
			}
			return quickCheck(ctx, temporary)
		})
	}
	if cause := ctx.Err(); err != nil && cause != nil {
		err = cause
	}
	if err != nil {
		return nil, fmt.Errorf("restore %q as %q: %w", from, path, engine.Plain(err))
	}
	return lost, nil
}

// mend replaces a library by what is salvaged of it.
func (o *Opener) mend(ctx context.Context, temporary string) error {
	mended := temporary + ".mended"
	if _, err := salvage.Run(ctx, o.fs, temporary, mended, false, func(float64) {}); err != nil {
		return err
	}
	if err := o.fs.Rename(mended, temporary); err != nil {
		return errors.Join(err, os.Remove(mended))
	}
	return nil
}
