package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/data/sqlite/pending"
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
		// What does not belong to it would be mixed in.
		_, judged := pending.Judge(ctx, o.fs, &o.schemas, resolved, nil, nil)
		stray := errors.Is(judged, data.ErrStray)
		found, err = salvage.Run(ctx, o.fs, resolved, into, !stray, progress)
		found.Stray = stray
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
	return file.KeepAside(ctx, o.fs, path, "damaged "+time.Now().Format("2006-01-02 15-04"))
}

// SetLogsAside moves what lies beside a library to new names, see [data.Rescuer].
func (o *Opener) SetLogsAside(ctx context.Context, path string) ([]string, error) {
	moved, err := o.setLogsAside(path)
	if err != nil {
		return moved, fmt.Errorf("put the logs beside %q aside: %w", path, engine.Plain(err))
	}
	return moved, ctx.Err()
}

func (o *Opener) setLogsAside(path string) (moved []string, err error) {
	path, err = o.unused(path)
	if err != nil {
		return nil, err
	}
	lock, err := file.Acquire(file.LockPath(path), o.who)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	for _, suffix := range []string{"-wal", "-journal"} {
		if !file.Filled(path + suffix) {
			continue
		}
		to, err := file.SetAside(o.fs, path, "log "+time.Now().Format("2006-01-02 15-04"), suffix)
		if err != nil {
			return moved, err
		}
		moved = append(moved, to)
	}
	if file.Exists(path + "-shm") { // the index of the log
		err = o.fs.Remove(path + "-shm")
	}
	return moved, err
}

// Sweep removes unfinished files, see [data.Rescuer].
func (o *Opener) Sweep(folder string) {
	_ = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			file.Sweep(o.fs, path)
		}
		return nil // what cannot be read has nothing that can be removed
	})
}
