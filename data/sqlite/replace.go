package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tarikh.org/tarikh/data"
)

// Replace gives one library the place of another, see [data.Rescuer].
func (o *Opener) Replace(ctx context.Context, path, by string) error {
	if err := o.replace(ctx, path, by); err != nil {
		return fmt.Errorf("put %q in the place of %q: %w", by, path, plain(err))
	}
	return nil
}

func (o *Opener) replace(ctx context.Context, path, by string) (err error) {
	path, err = o.unused(path)
	if err != nil {
		return err
	}
	if by, err = o.unused(by); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// Both are ours from here on; nobody can open them for writing.
	for _, p := range []string{path, by} {
		lock, err := acquire(lockPath(p), o.who)
		if errors.Is(err, errHeld) {
			who, _ := holder(lockPath(p))
			return &sentence{"held by " + who, data.ErrBusy}
		}
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, lock.release()) }()
	}
	if pendingLog(by) {
		return fmt.Errorf("%w: edits wait beside %q", data.ErrBusy, by)
	}
	// A log that belongs to the old file must not be taken for the new one's.
	for _, suffix := range []string{"-wal", "-journal", "-shm"} {
		if exists(path + suffix) {
			if err := o.fs.Remove(path + suffix); err != nil {
				return err
			}
		}
	}
	if err := o.fs.Rename(by, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// CopyAside copies a library byte for byte to a new name beside it, see
// [data.Rescuer].
func (o *Opener) CopyAside(ctx context.Context, path string) (string, error) {
	to, err := o.copyAside(ctx, path)
	if err != nil {
		return "", fmt.Errorf("copy %q aside: %w", path, plain(err))
	}
	return to, nil
}

func (o *Opener) copyAside(ctx context.Context, path string) (string, error) {
	path, err := o.unused(path)
	if err != nil {
		return "", err
	}
	for to := range data.Beside(path, "damaged "+time.Now().Format("2006-01-02 15-04")) {
		if _, err := os.Lstat(to); err == nil {
			continue
		}
		err := o.copyLibrary(ctx, path, to)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", errors.Join(err, o.removeLibrary(to))
		}
		return to, syncFolder(filepath.Dir(to))
	}
	return "", data.ErrExists
}
