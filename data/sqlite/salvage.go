package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

var _ data.Rescuer = (*Opener)(nil)

// Salvage saves what a damaged library still holds, see [data.Rescuer].
//
// All work is done on a copy. Its rows are read through SQL as far as that goes;
// where a stretch of a table cannot be reached, its pages are looked for in the
// whole file. They go into an empty library of the same version, which is then
// brought up to date and mended: see mender.
func (o *Opener) Salvage(ctx context.Context, path, into string, progress func(done float64)) (data.Salvaged, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	s := &salvage{ctx: ctx, opener: o, progress: progress}
	err := s.run(path, into)
	if cause := ctx.Err(); err != nil && cause != nil {
		err = cause
	}
	if err != nil {
		return data.Salvaged{}, fmt.Errorf("recover %q: %w", path, plain(err))
	}
	return s.found, nil
}

type salvage struct {
	ctx      context.Context
	opener   *Opener
	progress func(done float64)

	pages string  // the copy of the damaged file
	from  *sql.DB // it, opened
	to    *sql.DB // the new library
	found data.Salvaged
}

func (s *salvage) run(path, into string) error {
	path, err := s.opener.unused(path)
	if err != nil {
		return err
	}
	if !filled(path) {
		return fmt.Errorf("%w: it is empty", data.ErrForeign)
	}
	steps, err := migrations()
	if err != nil {
		return err
	}
	err = s.opener.writeNew(s.ctx, into, func(temporary string) (err error) {
		s.pages = temporary + ".damaged"
		defer func() { err = errors.Join(err, s.opener.removeLibrary(s.pages)) }()
		if err := s.opener.copyLibrary(s.ctx, path, s.pages); err != nil {
			return err
		}
		s.progress(0.1)
		return s.fill(temporary, path, steps)
	})
	if err != nil && s.pages == "" { // not the damaged library is in the way
		return fmt.Errorf("make %q: %w", into, plain(err))
	}
	if err != nil {
		return err
	}
	s.progress(1)
	return nil
}

// fill writes the new library.
func (s *salvage) fill(temporary, path string, steps []string) (err error) {
	if err := mendHeader(s.opener.fs, s.pages); err != nil {
		return err
	}
	s.from = openPool(s.pages, modeAlone)
	defer func() { _ = s.from.Close() }()
	version := s.version(len(steps))
	if version > len(steps) {
		return newer(version, len(steps))
	}
	s.to = openPool(temporary, modeCreate)
	defer func() { err = errors.Join(err, s.to.Close()) }()
	// Rows that others refer to may come later, or not at all: see mender.
	// The file is synced when it is whole; one that a crash leaves is nothing.
	if _, err := s.to.ExecContext(s.ctx, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF"); err != nil {
		return err
	}
	if err := migrate(s.ctx, s.to, steps[:version]); err != nil {
		return err
	}
	if err := s.copyRows(); err != nil {
		return err
	}
	if err := migrate(s.ctx, s.to, steps); err != nil {
		return err
	}
	s.progress(0.7)
	m := &mender{ctx: s.ctx, db: s.to, found: &s.found, name: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), now: time.Now().Unix()}
	if err := m.mend(); err != nil {
		return err
	}
	if len(s.found.Kinds) == 0 {
		return fmt.Errorf("%w: nothing of a library was found in it", data.ErrForeign)
	}
	s.progress(0.9)
	return quickCheckOf(s.ctx, s.to)
}

// version is that of the damaged library, the newest one where it does not tell.
func (s *salvage) version(newest int) int {
	// Without this, one bad line of the schema makes all of it unreadable.
	_, _ = s.from.ExecContext(s.ctx, "PRAGMA writable_schema = ON")
	_, _ = s.from.ExecContext(s.ctx, "PRAGMA cell_size_check = OFF")
	// What waits in a log is brought home, as the pages are also read without SQLite.
	_, _ = s.from.ExecContext(s.ctx, "PRAGMA journal_mode = DELETE")
	version, err := pragma[int](s.ctx, s.from, "user_version")
	if err != nil || version < 1 {
		return newest
	}
	return version
}

// unused resolves the path of a library that nobody has open for writing, and
// nobody at all in this process: reading its bytes here would drop SQLite's locks.
func (o *Opener) unused(path string) (string, error) {
	path, err := locate(path)
	if err != nil {
		return "", err
	}
	info, err := statFile(path)
	if err != nil {
		return "", err
	}
	if who, held := holder(lockPath(path)); held {
		return "", &sentence{"held by " + who, data.ErrBusy}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.find(info) != nil {
		return "", &sentence{"it is open in this program", data.ErrBusy}
	}
	return path, nil
}

// beside are the ends of the names of what belongs to a library's content.
func beside() []string { return []string{"", "-wal", "-journal"} }

// copyLibrary copies a library with what lies beside it, byte for byte, to a new
// name. What cannot be read of it becomes nulls.
func (o *Opener) copyLibrary(ctx context.Context, path, to string) (err error) {
	for _, suffix := range beside() {
		if !filled(path + suffix) {
			continue
		}
		if err := o.copyFile(ctx, path+suffix, to+suffix); err != nil {
			return err
		}
	}
	return nil
}

func (o *Opener) copyFile(ctx context.Context, path, to string) (err error) {
	from, err := o.fs.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return err
	}
	out, err := o.fs.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	const most = 1 << 20
	buffer := make([]byte, most)
	for at := int64(0); at < info.Size(); at += most {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := buffer[:min(most, info.Size()-at)]
		if _, err := from.ReadAt(part, at); err != nil && !errors.Is(err, io.EOF) {
			o.readPages(from, part, at)
		}
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	return out.Sync()
}

// readPages reads a part of a file page by page, as the disk gives it.
func (o *Opener) readPages(from io.ReaderAt, part []byte, at int64) {
	const page = 4096
	for i := 0; i < len(part); i += page {
		piece := part[i:min(i+page, len(part))]
		if _, err := from.ReadAt(piece, at+int64(i)); err != nil && !errors.Is(err, io.EOF) {
			clear(piece)
		}
	}
}

func (o *Opener) removeLibrary(path string) (err error) {
	for _, suffix := range append(beside(), "-shm") {
		if exists(path + suffix) {
			err = errors.Join(err, o.fs.Remove(path+suffix))
		}
	}
	return err
}

// mendHeader makes a copy's header one that SQLite reads, where it is none: a
// library has pages of 4096 bytes and text in UTF-8.
func mendHeader(fsys afero.Fs, path string) (err error) {
	f, err := fsys.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	header := make([]byte, headerSize)
	if n, err := f.ReadAt(header, 0); n < headerSize {
		return fmt.Errorf("%w: it is cut short after %d bytes (%v)", data.ErrCorrupt, n, err)
	}
	fixed := []struct {
		at   int
		want []byte
	}{
		{0, []byte(magic)},
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
		if filled(path + "-wal") {
			format = 2
		}
		if _, err := f.WriteAt([]byte{format, format}, 18); err != nil {
			return err
		}
	}
	return nil
}
