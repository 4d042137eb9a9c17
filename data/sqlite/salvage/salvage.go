// Package salvage saves what can still be read of a damaged library.
//
// The one idea behind it: the damaged file is only read. Whatever can be read of it, by
// SQL, page by page or from the journal, is written to a new library, and is then
// changed as little as needed to make that a sound one.
package salvage

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
)

// Run saves what can be read of the damaged library at path to a new file and reports
// progress; see [data.Rescuer]. No process has it open. logs says whether what lies
// beside it belongs to it.
//
// All work is done on a copy. Its rows are read through SQL as far as that goes; where
// a stretch of a table cannot be reached, its pages are searched for in the whole file.
// The rows are written to an empty library of the same version, which is then migrated
// and repaired: see repairer.
func Run(ctx context.Context, fsys afero.Fs, path, into string, logs bool, progress func(done float64)) (data.Salvaged, error) {
	s := &salvage{ctx: ctx, fs: fsys, progress: progress, logs: logs}
	err := s.run(path, into)
	return s.found, err
}

func (s *salvage) run(path, into string) error {
	if !file.Filled(path) {
		return fmt.Errorf("%w: it is empty", data.ErrForeign)
	}
	steps, err := engine.Migrations()
	if err != nil {
		return err
	}
	damaged, err := file.Stat(path)
	if err != nil {
		return err
	}
	s.size = damaged.Size()
	for _, log := range []string{"-wal", "-journal"} {
		if info, err := file.Stat(path + log); err == nil {
			s.size += info.Size()
		}
	}
	err = file.WriteNew(s.ctx, s.fs, into, damaged, func(temporary string) (err error) {
		s.pages = temporary + ".damaged"
		defer func() { err = errors.Join(err, file.RemoveLibrary(s.fs, s.pages)) }()
		copying := file.CopyLibrary
		if !s.logs {
			copying = file.CopyFile
		}
		if err := copying(s.ctx, s.fs, path, s.pages); err != nil {
			return err
		}
		s.progress(0.1)
		return s.fill(temporary, path, steps)
	})
	if err != nil && s.pages == "" { // the cause is not the damaged library
		return fmt.Errorf("make %q: %w", into, engine.Plain(err))
	}
	if err != nil {
		return err
	}
	s.progress(1)
	return nil
}

// fill writes the new library.
func (s *salvage) fill(temporary, path string, steps []string) (err error) {
	if err := repairHeader(s.fs, s.pages); err != nil {
		return err
	}
	s.from = engine.Open(s.pages, engine.Damaged)
	defer func() { _ = s.from.Close() }()
	version := s.version(steps)
	if version > len(steps) {
		return file.Newer(version, len(steps))
	}
	s.to = engine.Open(temporary, engine.Create)
	defer func() { err = errors.Join(err, s.to.Close()) }()
	// Rows that others refer to may come later, or not at all: see repairer.
	// The file is synced when it is whole; one that a crash leaves is nothing.
	if _, err := s.to.ExecContext(s.ctx, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF"); err != nil {
		return err
	}
	if err := engine.Migrate(s.ctx, s.to, steps[:version], nil); err != nil {
		return err
	}
	if err := s.copyRows(); err != nil {
		return err
	}
	if err := engine.Migrate(s.ctx, s.to, steps, nil); err != nil {
		return err
	}
	s.progress(0.7)
	m := &repairer{ctx: s.ctx, db: s.to, found: &s.found, name: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), now: time.Now().Unix()}
	if err := m.repair(); err != nil {
		return err
	}
	if len(s.found.Kinds) == 0 {
		return fmt.Errorf("%w: nothing of a library was found in it", data.ErrForeign)
	}
	s.progress(0.9)
	return engine.QuickCheck(s.ctx, s.to)
}

// version is that of the damaged library: of its tables, else of its header, or the
// newest one if neither is known.
func (s *salvage) version(steps []string) int {
	// Without this, one bad line of the schema makes all of it unreadable.
	_, _ = s.from.ExecContext(s.ctx, "PRAGMA writable_schema = ON")
	_, _ = s.from.ExecContext(s.ctx, "PRAGMA cell_size_check = OFF")
	// The log is checkpointed, since the pages are also read without SQLite.
	_, _ = s.from.ExecContext(s.ctx, "PRAGMA journal_mode = DELETE")
	version, err := engine.Pragma[int](s.ctx, s.from, "user_version")
	of, known := new(engine.Schemas).VersionOf(s.ctx, s.from, steps)
	// One that is higher than ours is that of a newer program, unless a bit was flipped.
	flipped := bits.OnesCount32(uint32(version)^uint32(of)) == 1
	if known == nil && of > 0 && (err != nil || version <= len(steps) || flipped) {
		return of
	}
	if err != nil || version < 1 {
		return len(steps)
	}
	return version
}

// repairHeader makes a copy's header readable for SQLite, if it is not: a library has
// pages of 4096 bytes and text in UTF-8.
func repairHeader(fsys afero.Fs, path string) (err error) {
	f, err := fsys.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	header := make([]byte, file.HeaderSize)
	if n, err := f.ReadAt(header, 0); n < file.HeaderSize {
		return fmt.Errorf("%w: it is cut short after %d bytes (%v)", data.ErrCorrupt, n, err)
	}
	fixed := []struct {
		at   int
		want []byte
	}{
		{0, []byte(file.Magic)},
		{16, []byte{0x10, 0}},
		{20, []byte{0, 64, 32, 32}},
		{44, []byte{0, 0, 0, 4}}, // the format of the schema
		{56, []byte{0, 0, 0, 1}},
	}
	for _, c := range fixed {
		if _, err := f.WriteAt(c.want, int64(c.at)); err != nil {
			return err
		}
	}
	if header[18] < 1 || header[18] > 2 || header[19] < 1 || header[19] > 2 {
		format := byte(1)
		if file.Filled(path + "-wal") {
			format = 2
		}
		if _, err := f.WriteAt([]byte{format, format}, 18); err != nil {
			return err
		}
	}
	return nil
}
