package backup

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

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
	extension := filepath.Ext(beside)
	base := strings.TrimSuffix(beside, extension) + " – " + label
	for i := 1; ; i++ {
		path := base + extension
		if i > 1 {
			path = fmt.Sprintf("%s (%d)%s", base, i, extension)
		}
		err := RestoreAs(ctx, o, c.Path, path)
		if errors.Is(err, data.ErrExists) && i < 1000 {
			continue
		}
		return path, err
	}
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
	if kept, err = k.keepPresent(ctx, o, path); err != nil {
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
	// From here on the newest backup is of what is there, so that the next change
	// is one.
	_, err = k.keepPresent(ctx, o, path)
	return kept, err
}

// keepPresent backs up a library that is not open.
func (k *Keeper) keepPresent(ctx context.Context, o data.Opener, path string) (string, error) {
	s, err := o.Read(ctx, path)
	if err != nil {
		return "", err
	}
	if err := s.Health(ctx); err != nil {
		return "", errors.Join(err, s.Close())
	}
	c, _, err := k.Keep(ctx, s)
	return c.Path, errors.Join(err, s.Close())
}
