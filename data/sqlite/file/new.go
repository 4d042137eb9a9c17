package file

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// WriteNew creates a file that did not exist, as a whole or not at all: fill writes it
// under a temporary name in the same folder, then it is synced and given its name,
// unless a file with that name was created meanwhile. It has the mode of the file like,
// of which it is a copy, or where that is nil the permissions of any document.
func WriteNew(ctx context.Context, fsys afero.Fs, path string, like fs.FileInfo, fill func(temporary string) error) (err error) {
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	if err := Vacant(path); err != nil {
		return err
	}
	return write(ctx, fsys, path, like, fill, Publish)
}

// write is WriteNew, with give for giving the file its name.
func write(ctx context.Context, fsys afero.Fs, path string, like fs.FileInfo, fill func(temporary string) error, give func(from, to string) error) (err error) {
	folder := filepath.Dir(path)
	Sweep(fsys, folder)
	p, err := NewPart(fsys, path, like)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			p.Drop()
		}
	}()
	if err := fill(p.Path); err != nil {
		return err
	}
	if err := syncFile(fsys, p.Path); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := give(p.Path, path); err != nil {
		return err
	}
	p.release()
	return SyncFolder(folder)
}

// Vacant reports whether a file can have a name: its folder exists, no file has it, and
// it leaves room for those that SQLite puts beside it.
func Vacant(path string) error {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return Say(data.ErrNotFound, "the folder %q is missing", folder)
	} else if err == nil && !info.IsDir() {
		return Say(data.ErrNotFound, "%q is no folder", folder)
	}
	if _, err := os.Lstat(path); err == nil {
		return data.ErrExists
	}
	const longest = "-journal"
	if nameTooLong(path + longest) {
		return Say(data.ErrName, "its name is too long: it has %d bytes, and files beside it have %d more", len(filepath.Base(path)), len(longest))
	}
	return nil
}

func syncFile(fsys afero.Fs, path string) error {
	f, err := fsys.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
