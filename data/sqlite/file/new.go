package file

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/afero"
	"tarikh.org/tarikh/data"
)

// WriteNew creates a file that did not exist, as a whole or not at all: fill writes it
// under a temporary name in the same folder, then it is synced and given its name,
// unless a file with that name was created meanwhile.
func WriteNew(ctx context.Context, fsys afero.Fs, path string, fill func(temporary string) error) (err error) {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return Say(data.ErrNotFound, "the folder %q is missing", folder)
	} else if err == nil && !info.IsDir() {
		return Say(data.ErrNotFound, "%q is no folder", folder)
	}
	path, err = filepath.Abs(path)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return data.ErrExists
	}
	folder = filepath.Dir(path)
	sweep(fsys, folder)
	temporary, err := reserve(fsys, folder)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = fsys.Remove(temporary) // the first error is what counts
			_ = fsys.Remove(temporary + "-journal")
		}
	}()
	if err := fill(temporary); err != nil {
		return err
	}
	if err := syncFile(fsys, temporary); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := publish(temporary, path); err != nil {
		return err
	}
	return SyncFolder(folder)
}

// sweep removes the temporary files of a program that died while it created a file in a
// folder: those that are a day old, since they are no longer being written.
func sweep(fsys afero.Fs, folder string) {
	const longAgo = 24 * time.Hour
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // creating a file there will report the error
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.HasPrefix(e.Name(), partPrefix) || !strings.Contains(e.Name(), partSuffix) {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > longAgo {
			_ = fsys.Remove(filepath.Join(folder, e.Name())) // it does no harm
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
