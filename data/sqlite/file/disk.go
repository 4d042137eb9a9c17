package file

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// Disk makes files that are no libraries, and folders of them, as wholes or not at all. Its
// errors wrap data.ErrFull where they are of a full disk, and do not name temporary files.
type Disk struct{ Files afero.Fs }

// WriteNew creates a file that did not exist; fill writes it under a temporary name. Errors:
// data.ErrExists, data.ErrNotFound where its folder is missing, data.ErrName, those of fill
// and of the disk.
func (d Disk) WriteNew(ctx context.Context, path string, fill func(temporary string) error) error {
	return plainly(WriteNew(ctx, d.Files, path, nil, fill))
}

// plainly is Plain for errors of what has a temporary name, or is in a folder of such a name.
func plainly(err error) error {
	if at, ok := errors.AsType[*fs.PathError](err); ok && strings.Contains(at.Path, string(filepath.Separator)+partPrefix) {
		return Plain(err)
	}
	return err
}

// Replace is WriteNew for a file that may be there, which stays as it is until the new one is
// whole. A link is followed.
func (d Disk) Replace(ctx context.Context, path string, fill func(temporary string) error) (err error) {
	defer func() { err = plainly(err) }()
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	was, err := d.Files.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return WriteNew(ctx, d.Files, path, nil, fill)
	case err != nil:
		return err
	case !was.Mode().IsRegular():
		return Say(data.ErrName, "it is not an ordinary file")
	}
	return write(ctx, d.Files, path, was, fill, d.Files.Rename)
}

// NewFolder is WriteNew for a folder, which fill writes files into.
func (d Disk) NewFolder(ctx context.Context, path string, fill func(temporary string) error) (err error) {
	defer func() { err = plainly(err) }()
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	if err := Vacant(path); err != nil {
		return err
	}
	// Its name is no unfinished file's, which are swept: what a crash leaves of a folder stays.
	temporary := filepath.Join(filepath.Dir(path), partPrefix+data.NewID().String())
	if err := d.Files.Mkdir(temporary, 0o777); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Files.RemoveAll(temporary))
		}
	}()
	if err := fill(temporary); err != nil {
		return err
	}
	if err := d.sync(temporary); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// Renaming puts a folder in the place of an empty one: that is looked for once more.
	if err := Vacant(path); err != nil {
		return err
	}
	if err := d.Files.Rename(temporary, path); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

// sync makes all of a folder durable.
func (d Disk) sync(folder string) error {
	return afero.Walk(d.Files, folder, func(path string, info os.FileInfo, err error) error {
		switch {
		case err != nil:
			return err
		case info.IsDir():
			return SyncFolder(path)
		}
		return syncFile(d.Files, path)
	})
}
