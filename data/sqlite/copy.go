package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// SaveCopy writes a copy of the library, see [data.Store]. The copy is
// compacted, checked and on disk before it gets its name.
func (s *Store) SaveCopy(ctx context.Context, path string) error {
	if err := s.gate.enter(); err != nil {
		return err
	}
	defer s.gate.leave()
	if s.unlogged {
		s.copying.Lock()
		defer s.copying.Unlock()
	}
	from := s.read
	if s.inPlace() != nil { // a new connection would read what lies at the path now
		from = s.write
	}
	err := s.opener.writeNew(ctx, path, func(temporary string) error {
		if _, err := from.ExecContext(ctx, "VACUUM INTO ?", temporary); err != nil {
			return err
		}
		return quickCheck(ctx, temporary)
	})
	if cause := ctx.Err(); err != nil && cause != nil {
		err = cause
	}
	if err != nil {
		return fmt.Errorf("save a copy as %q: %w", path, plain(err))
	}
	return nil
}

func quickCheck(ctx context.Context, path string) error {
	db := openPool(path, modeStill)
	return errors.Join(quickCheckOf(ctx, db), db.Close())
}

// quickCheckOf looks at the structure of a whole file, nil if it is sound.
func quickCheckOf(ctx context.Context, db querier) error {
	verdict, err := pragma[string](ctx, db, "quick_check(1)")
	if err != nil {
		return err
	}
	return judge(verdict)
}

// writeNew makes a file that was not there before, as a whole or not at all:
// fill writes it under a temporary name in the same folder, then it is synced
// and given its name, unless somebody else has taken that meanwhile.
func (o *Opener) writeNew(ctx context.Context, path string, fill func(temporary string) error) (err error) {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return &sentence{fmt.Sprintf("the folder %q is missing", folder), data.ErrNotFound}
	} else if err == nil && !info.IsDir() {
		return &sentence{fmt.Sprintf("%q is no folder", folder), data.ErrNotFound}
	}
	path, err = filepath.Abs(path)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return data.ErrExists
	}
	folder = filepath.Dir(path)
	o.sweep(folder)
	temporary, err := reserve(o.fs, folder)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = o.fs.Remove(temporary) // the first error is what counts
			_ = o.fs.Remove(temporary + "-journal")
		}
	}()
	if err := fill(temporary); err != nil {
		return err
	}
	if err := syncFile(o.fs, temporary); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := publish(temporary, path); err != nil {
		return err
	}
	return syncFolder(folder)
}

// sweep removes what a program left in a folder that died while it made a file
// there. One that is a day old is not being written any more.
func (o *Opener) sweep(folder string) {
	const longAgo = 24 * time.Hour
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // making a file there will tell
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.HasPrefix(e.Name(), partPrefix) || !strings.Contains(e.Name(), partSuffix) {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > longAgo {
			_ = o.fs.Remove(filepath.Join(folder, e.Name())) // it is in nobody's way
		}
	}
}

// Names of unfinished files begin and end with these.
const partPrefix, partSuffix = ".tarikh-", ".part"

// reserve makes an empty file under a new name, which SQLite takes for a new
// database. It has the permissions of any document.
func reserve(fsys afero.Fs, folder string) (string, error) {
	name := filepath.Join(folder, partPrefix+data.NewID().String()+partSuffix)
	f, err := fsys.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	return name, f.Close()
}

func syncFile(fsys afero.Fs, path string) error {
	f, err := fsys.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
