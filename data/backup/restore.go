package backup

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"tarikh.org/tarikh/data"
)

// Summary is the contents of a library in numbers, to compare it with another.
type Summary struct {
	Library data.Library
	Counts  data.Counts
	Changed int64 // Unix seconds of the last change, 0 if there is none
}

// ReadSummary reads the summary of the library at a path.
func ReadSummary(ctx context.Context, o data.Opener, path string) (Summary, error) {
	s, err := o.Read(ctx, path)
	if err != nil {
		return Summary{}, err
	}
	sum, err := Summarise(ctx, s)
	return sum, errors.Join(err, s.Close())
}

// Summarise reads the summary of an open library.
func Summarise(ctx context.Context, s data.Store) (sum Summary, err error) {
	if sum.Library, err = s.Library(ctx); err != nil {
		return sum, err
	}
	if sum.Counts, err = s.Counts(ctx); err != nil {
		return sum, err
	}
	steps, err := s.Steps(ctx, 0, 1)
	if len(steps) > 0 {
		sum.Changed = steps[0].Time
	}
	return sum, err
}

// Complete returns a copy with its Counts, Title and Changed, from its record or, if it
// has none, from its content.
func (c Copy) Complete(ctx context.Context, o data.Opener) (Copy, error) {
	if c.Known {
		return c, nil
	}
	if c.Rows {
		return c, fmt.Errorf("backup %q: %w: its record is missing or damaged", c.Path, data.ErrCorrupt)
	}
	s, err := ReadSummary(ctx, o, c.Path)
	if err == nil {
		c.Known, c.Title, c.Counts, c.Changed = true, s.Library.Title, s.Counts, s.Changed
	}
	return c, err
}

// Files opens and makes libraries.
type Files interface {
	data.Opener
	data.Rescuer
}

// Restore copies a backup to the folder of a library and returns its path: the
// library's name followed by label, and by a number if that is taken. The library
// itself is not touched. What was lost is that of RestoreAs.
func (k *Keeper) Restore(ctx context.Context, l Files, c Copy, beside, label string) (made string, lost []data.LostBody, err error) {
	for path := range data.Beside(beside, label) {
		if lost, err := k.RestoreAs(ctx, l, c, path); !errors.Is(err, data.ErrExists) {
			return path, lost, err
		}
	}
	return "", nil, fmt.Errorf("restore a backup next to %q: %w", beside, data.ErrExists)
}

// RestoreAs copies a backup to a new name. ErrExists if that exists. Texts and pages
// that are missing or damaged in both places are returned, and the rest is restored.
func (k *Keeper) RestoreAs(ctx context.Context, l Files, c Copy, path string) ([]data.LostBody, error) {
	if err := k.intact(c.Path); err != nil {
		second := k.second(c.Path)
		if second == "" || k.intact(second) != nil {
			return nil, fmt.Errorf("restore the backup %q: %w", c.Path, err)
		}
		c.Path = second
	}
	if !c.Rows {
		s, err := l.Read(ctx, c.Path)
		if err != nil {
			return nil, fmt.Errorf("restore a backup: %w", err)
		}
		return nil, errors.Join(s.SaveCopy(ctx, path), s.Close())
	}
	return l.Join(ctx, c.Path, path, func(of sum) ([]byte, error) { return k.body(c, of) })
}

// intact reports whether a backup is as it was written, as far as its record says.
func (k *Keeper) intact(path string) error {
	r := readRecord(k.files, path)
	if r == nil {
		return nil
	}
	have, err := sumOf(k.files, path)
	if err == nil && have != r.Sum {
		err = fmt.Errorf("%w: it is not as it was written", data.ErrCorrupt)
	}
	return err
}

// second is the path that the second one of a backup has in the mirror, "" if there is
// no mirror or it is there already.
func (k *Keeper) second(path string) string {
	folder := filepath.Dir(path)
	above := filepath.Dir(folder)
	if k.Mirror == "" || filepath.Dir(above) != filepath.Clean(k.Folder) {
		return ""
	}
	_, there := k.mirrorOf(above, folder)
	return filepath.Join(there, filepath.Base(path))
}

// body reads a text or page of a copy: beside it or in the other place.
func (k *Keeper) body(c Copy, of sum) (packed []byte, err error) {
	above := filepath.Dir(filepath.Dir(c.Path))
	for _, place := range append([]string{filepath.Dir(above)}, k.places()...) {
		packed, readErr := k.shelf(filepath.Join(place, filepath.Base(above))).get(of)
		if readErr == nil && holds(packed, of) {
			return packed, nil
		}
		err = errors.Join(err, readErr)
	}
	return nil, errors.Join(err, data.ErrCorrupt)
}

// Use replaces the library at path by a restored one. The replaced one is kept: as a
// backup or, if it is damaged, byte for byte in the same folder. Both are closed. It
// returns the path of the kept one. A MirrorError does not stop it.
func (k *Keeper) Use(ctx context.Context, l Files, path, restored string) (kept string, err error) {
	kept, err = k.keepPresent(ctx, l, path, k.Keep)
	if _, second := errors.AsType[*MirrorError](err); err != nil && !second {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		if kept, err = l.CopyAside(ctx, path); err != nil {
			return "", err
		}
	}
	if err := l.Replace(ctx, path, restored); err != nil {
		return kept, err
	}
	// So that the next change is noticed.
	_, err = k.keepPresent(ctx, l, path, k.KeepReplaced)
	return kept, err
}

// keepPresent backs up a library that is not open.
func (k *Keeper) keepPresent(ctx context.Context, o data.Opener, path string,
	keep func(context.Context, Source) (Copy, bool, error),
) (string, error) {
	s, err := o.Read(ctx, path)
	if err != nil {
		return "", err
	}
	if err := s.Health(ctx); err != nil {
		return "", errors.Join(err, s.Close())
	}
	c, _, err := keep(ctx, s)
	return c.Path, errors.Join(err, s.Close())
}
