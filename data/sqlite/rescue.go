package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/sqlite/salvage"
)

var _ data.Rescuer = (*Opener)(nil)

// Salvage saves what can be read of a damaged library, see [data.Rescuer].
func (o *Opener) Salvage(ctx context.Context, path, into string, progress func(done float64)) (data.Salvaged, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	var found data.Salvaged
	resolved, err := o.unused(path)
	if err == nil {
		found, err = salvage.Run(ctx, o.fs, resolved, into, progress)
	}
	if cause := ctx.Err(); err != nil && cause != nil {
		err = cause
	}
	if err != nil {
		return data.Salvaged{}, fmt.Errorf("recover %q: %w", path, engine.Plain(err))
	}
	return found, nil
}

// unused resolves the path of a library that no process has open for writing, and this
// one not at all: reading its bytes here would drop SQLite's locks.
func (o *Opener) unused(path string) (string, error) {
	path, err := file.Locate(path)
	if err != nil {
		return "", err
	}
	info, err := file.Stat(path)
	if err != nil {
		return "", err
	}
	if who, held := file.Holder(file.LockPath(path)); held {
		return "", file.Say(data.ErrBusy, "held by %s", who)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.find(info) != nil {
		return "", file.Say(data.ErrBusy, "it is open in this program")
	}
	return path, nil
}

// Replace replaces one library by another, see [data.Rescuer].
func (o *Opener) Replace(ctx context.Context, path, by string) error {
	if err := o.replace(ctx, path, by); err != nil {
		return fmt.Errorf("put %q in the place of %q: %w", by, path, engine.Plain(err))
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
	// Both are locked from here on; no other process can open them for writing.
	for _, p := range []string{path, by} {
		lock, err := file.Acquire(file.LockPath(p), o.who)
		if errors.Is(err, file.ErrHeld) {
			who, _ := file.Holder(file.LockPath(p))
			return file.Say(data.ErrBusy, "held by %s", who)
		}
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, lock.Release()) }()
	}
	if file.PendingLog(by) {
		return fmt.Errorf("%w: %q has a log of edits that are not in it yet", data.ErrBusy, by)
	}
	// A log that belongs to the old file must not be taken for the new one's.
	for _, suffix := range []string{"-wal", "-journal", "-shm"} {
		if file.Exists(path + suffix) {
			if err := o.fs.Remove(path + suffix); err != nil {
				return err
			}
		}
	}
	// Who could not read the old one cannot read the new one.
	present, err := file.Stat(path)
	if err == nil {
		err = file.TakeMode(o.fs, by, present)
	}
	if err != nil {
		return err
	}
	if err := o.fs.Rename(by, path); err != nil {
		return err
	}
	return file.SyncFolder(filepath.Dir(path))
}

// CopyAside copies a library byte for byte to a new name in its folder, see
// [data.Rescuer].
func (o *Opener) CopyAside(ctx context.Context, path string) (string, error) {
	to, err := o.copyAside(ctx, path)
	if err != nil {
		return "", fmt.Errorf("copy %q aside: %w", path, engine.Plain(err))
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
		err := file.CopyLibrary(ctx, o.fs, path, to)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", errors.Join(err, file.RemoveLibrary(o.fs, to))
		}
		return to, file.SyncFolder(filepath.Dir(to))
	}
	return "", data.ErrExists
}
