package backup

import (
	"context"
	"errors"
	"fmt"

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

// Restore copies a backup to the folder of a library and returns its path: the
// library's name followed by label, and by a number if that is taken. The library
// itself is not touched.
func Restore(ctx context.Context, o data.Opener, c Copy, beside, label string) (string, error) {
	for path := range data.Beside(beside, label) {
		if err := RestoreAs(ctx, o, c.Path, path); !errors.Is(err, data.ErrExists) {
			return path, err
		}
	}
	return "", fmt.Errorf("restore a backup next to %q: %w", beside, data.ErrExists)
}

// RestoreAs copies a backup to a new name. ErrExists if that exists.
func RestoreAs(ctx context.Context, o data.Opener, from, path string) error {
	s, err := o.Read(ctx, from)
	if err != nil {
		return fmt.Errorf("bring back a backup: %w", err)
	}
	return errors.Join(s.SaveCopy(ctx, path), s.Close())
}

// Use replaces the library at path by a restored one. The replaced one is kept: as a
// backup or, if it is damaged, byte for byte in the same folder. Both are closed. It
// returns the path of the kept one.
func (k *Keeper) Use(ctx context.Context, o data.Opener, r data.Rescuer, path, restored string) (kept string, err error) {
	if kept, err = k.keepPresent(ctx, o, path, k.Keep); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		if kept, err = r.CopyAside(ctx, path); err != nil {
			return "", err
		}
	}
	if err := r.Replace(ctx, path, restored); err != nil {
		return kept, err
	}
	// Another library may have reached the same revision: the newest backup is made
	// from the present state, so that the next change is noticed.
	_, err = k.keepPresent(ctx, o, path, func(ctx context.Context, s Source) (Copy, bool, error) {
		return k.keep(ctx, s, func(Copy, int64) bool { return true })
	})
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
