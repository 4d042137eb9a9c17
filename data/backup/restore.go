package backup

import (
	"context"
	"errors"
	"fmt"

	"tarikh.org/tarikh/data"
)

// Summary is what a library holds, to compare it with another.
type Summary struct {
	Library data.Library
	Counts  data.Counts
	Changed int64 // Unix seconds of the last change, 0 if there is none
}

// Look reads what a library at a path holds.
func Look(ctx context.Context, o data.Opener, path string) (Summary, error) {
	s, err := o.Read(ctx, path)
	if err != nil {
		return Summary{}, err
	}
	sum, err := Summarise(ctx, s)
	return sum, errors.Join(err, s.Close())
}

// Summarise reads what an open library holds.
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

// Restore makes a copy of a backup beside a library and returns its path: the
// library's name with label behind it, and a number where that is taken. The
// library itself is not touched.
func Restore(ctx context.Context, o data.Opener, c Copy, beside, label string) (string, error) {
	for path := range data.Beside(beside, label) {
		if err := RestoreAs(ctx, o, c.Path, path); !errors.Is(err, data.ErrExists) {
			return path, err
		}
	}
	return "", fmt.Errorf("bring back a backup beside %q: %w", beside, data.ErrExists)
}

// RestoreAs makes a copy of a backup under a new name. ErrExists if that is there.
func RestoreAs(ctx context.Context, o data.Opener, from, path string) error {
	s, err := o.Read(ctx, from)
	if err != nil {
		return fmt.Errorf("bring back a backup: %w", err)
	}
	return errors.Join(s.SaveCopy(ctx, path), s.Close())
}

// Use gives a restored library the place of the one at path, which is kept first:
// as a backup or, where it is damaged, byte for byte beside it. Both are closed.
// It returns the path of what was kept.
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
	// Another library may have come to the same revision: the newest backup is made
	// of what is there now, so that the next change is one.
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
