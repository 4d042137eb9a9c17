package backup

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"tarikh.org/tarikh/data"
)

// mirrorName is the name of the folder in the mirror that has the copies of one here: a
// mirror may be shared by several computers, on which a library has the same path.
func (k *Keeper) mirrorName(folder string) string {
	return short(k.Host + "\n" + filepath.Base(folder))
}

// mirrorOf are the folders in the mirror for those of an ID and a file.
func (k *Keeper) mirrorOf(above, folder string) (string, string) {
	there := filepath.Join(k.Mirror, filepath.Base(above))
	return there, filepath.Join(there, k.mirrorName(folder))
}

// mirrored is the greatest number of a copy in the mirror, 0 if there is none.
func (k *Keeper) mirrored(above, folder string) int64 {
	if k.Mirror == "" {
		return 0
	}
	_, there := k.mirrorOf(above, folder)
	if o, err := k.origin(there); err == nil && len(o.copies) > 0 {
		return o.copies[0].Number
	}
	return 0
}

// mirror writes the copies in a folder that are newer than those in the mirror there,
// too, and reads back what it has written. The folder of the mirror is not made: where
// it is missing, so is the disk.
func (k *Keeper) mirror(ctx context.Context, above, folder string) error {
	if info, err := k.files.Stat(k.Mirror); err != nil {
		return err
	} else if !info.IsDir() {
		return fmt.Errorf("%q is no folder", k.Mirror)
	}
	here, err := k.origin(folder)
	if err != nil {
		return err
	}
	aboveThere, there := k.mirrorOf(above, folder)
	made, err := k.copyNewer(ctx, here, above, folder)
	if err != nil || !made {
		return err
	}
	second := New(k.files, Config{Folder: k.Mirror, Host: k.Host, Limits: k.Limits, Now: k.Now})
	return second.thin(aboveThere, there)
}

// copyNewer copies the backups that are newer than those in the mirror, and reports
// whether there were any.
func (k *Keeper) copyNewer(ctx context.Context, here *origin, above, folder string) (made bool, err error) {
	newest := k.mirrored(above, folder)
	aboveThere, there := k.mirrorOf(above, folder)
	end, err := k.adding(aboveThere)
	if err != nil {
		return false, err
	}
	defer end()
	for _, c := range slices.Backward(here.copies) {
		if c.Number <= newest {
			continue
		}
		if err := k.files.MkdirAll(there, 0o700); err != nil {
			return made, err
		}
		if err := k.copyTo(ctx, c, above, aboveThere, there); err != nil {
			return made, err
		}
		made = true
	}
	if !made {
		return false, nil
	}
	return true, writeFile(k.files, filepath.Join(there, pathTxt), []byte(here.path+"\n"))
}

// copyTo copies a backup into the mirror: what belongs to it, and then itself.
func (k *Keeper) copyTo(ctx context.Context, c Copy, above, aboveThere, there string) error {
	files := []string{c.Path}
	if c.Known {
		files = append(files, bare(c.Path)+recordSuffix)
	}
	if c.Rows {
		names, err := readNames(k.files, c.Path, readRecord(k.files, c.Path))
		if err != nil {
			return err
		}
		if err := k.copyBodies(ctx, names, k.shelf(above), k.shelf(aboveThere)); err != nil {
			return err
		}
		files = append(files, bare(c.Path)+bodiesSuffix)
	}
	for _, path := range slices.Backward(files) {
		if err := k.copyFile(ctx, path, filepath.Join(there, filepath.Base(path))); err != nil {
			return err
		}
		syncFolder(k.files, there)
	}
	return nil
}

func (k *Keeper) copyBodies(ctx context.Context, names []sum, from, to shelf) error {
	known, err := to.all()
	if err != nil {
		return err
	}
	var put []sum
	for _, of := range names {
		if known[of] > 0 {
			continue
		}
		if err := k.files.MkdirAll(filepath.Dir(to.path(of)), 0o700); err != nil {
			return err
		}
		if err := k.copyFile(ctx, from.path(of), to.path(of)); err != nil {
			return err
		}
		put = append(put, of)
	}
	to.sync(put)
	return nil
}

// copyFile copies a file, reads the copy back, and gives it its name if it is the same.
func (k *Keeper) copyFile(ctx context.Context, path, to string) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	from, err := k.files.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	part := filepath.Join(filepath.Dir(to), partPrefix+data.NewID().String()+partSuffix)
	out, err := k.files.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = k.files.Remove(part) // the first error is what counts
		}
	}()
	hash := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, hash), from)
	if err == nil {
		err = out.Sync()
	}
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	back, err := sumOf(k.files, part)
	if err != nil {
		return err
	}
	if back != fmt.Sprintf("%x", hash.Sum(nil)) {
		return fmt.Errorf("%q: %w: what was read back is not what was written", filepath.Base(to), data.ErrCorrupt)
	}
	return k.files.Rename(part, to)
}
