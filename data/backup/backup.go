// Package backup keeps copies of libraries and restores them.
//
// The one idea behind it: a copy is a whole library like any other, in the user's data
// folder, away from the library itself. It is a consistent snapshot of the store,
// checked and synced before it gets its name, and is never written to again: restoring
// it makes another copy.
//
// The folder has one for each library, by its ID, and in that one for each path
// that a library of this ID has had, since a copied file has the same ID:
//
//	ID/8f3a01c2/library.txt                          the path
//	ID/8f3a01c2/000042_2026-11-23T15-04-05Z_r123.tarikh
//
// Names carry a number that grows, the time in UTC, and the library's revision.
package backup

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// Interval is how often an open library is backed up if it has changed.
const Interval = 30 * time.Minute

// Source is what is backed up: an open library.
type Source interface {
	Library(ctx context.Context) (data.Library, error)
	Revision(ctx context.Context) (int64, error)
	SaveCopy(ctx context.Context, path string) error
	Path() string
}

// Keeper makes, lists and thins out copies.
type Keeper struct {
	files  afero.Fs
	root   string
	limits Limits
	now    func() time.Time
}

// New returns a Keeper of the copies in a folder, which need not exist. They are listed
// and removed through files; the store writes them itself.
func New(files afero.Fs, root string, limits Limits, now func() time.Time) *Keeper {
	return &Keeper{files: files, root: root, limits: limits, now: now}
}

// Root is the folder of all copies.
func (k *Keeper) Root() string { return k.root }

const (
	layout  = "2006-01-02T15-04-05Z"
	pathTxt = "library.txt"
)

var namePattern = regexp.MustCompile(`^(\d{6,18})_(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)_r(\d{1,18})\.tarikh$`)

// folder is where copies of the library with that ID at a path are.
func (k *Keeper) folder(library data.ID, path string) string {
	return filepath.Join(k.root, library.String(), origin(path))
}

// resolved is a path with its links resolved, like that of a store, if the file exists.
func resolved(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return path
}

func origin(path string) string {
	sum := sha256.Sum256([]byte(path))
	return fmt.Sprintf("%x", sum[:4])
}

// Keep makes a copy of a library if it has changed since its newest one, and removes
// those that are too many. It returns the newest and whether it is new. Errors are
// those of Store.SaveCopy; if removing fails, the copy is made all the same.
func (k *Keeper) Keep(ctx context.Context, s Source) (newest Copy, made bool, err error) {
	newest, made, err = k.keep(ctx, s, func(newest Copy, revision int64) bool { return newest.Revision != revision })
	if err != nil {
		return newest, made, fmt.Errorf("back up %q: %w", s.Path(), err)
	}
	return newest, made, nil
}

// keep makes a copy if there is none yet, or if changed says so of the newest one.
func (k *Keeper) keep(ctx context.Context, s Source, changed func(newest Copy, revision int64) bool) (Copy, bool, error) {
	library, err := s.Library(ctx)
	if err != nil {
		return Copy{}, false, err
	}
	revision, err := s.Revision(ctx)
	if err != nil {
		return Copy{}, false, err
	}
	folder := k.folder(library.ID, s.Path())
	list, err := k.list(folder)
	if err != nil {
		return Copy{}, false, err
	}
	number := int64(1)
	if len(list) > 0 {
		if !changed(list[0], revision) {
			return list[0], false, nil
		}
		number = list[0].Number + 1
	}
	if err := k.prepare(folder, s.Path()); err != nil {
		return Copy{}, false, err
	}
	c := Copy{Number: number, Time: k.now().UTC().Truncate(time.Second), Revision: revision, Of: s.Path()}
	for ; ; c.Number++ {
		c.Path = filepath.Join(folder, fmt.Sprintf("%06d_%s_r%d.tarikh", c.Number, c.Time.Format(layout), c.Revision))
		err := s.SaveCopy(ctx, c.Path)
		if errors.Is(err, data.ErrExists) && c.Number < number+100 { // another program backs it up, too
			continue
		}
		if err != nil {
			return Copy{}, false, err
		}
		break
	}
	if info, err := k.files.Stat(c.Path); err == nil {
		c.Size = info.Size()
	}
	return c, true, k.thin(folder, append(list, c))
}

// prepare creates the folder and the file in it that names the library.
func (k *Keeper) prepare(folder, path string) error {
	if err := k.files.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	name := filepath.Join(folder, pathTxt)
	if _, err := k.files.Stat(name); err == nil {
		return nil
	}
	return afero.WriteFile(k.files, name, []byte(path+"\n"), 0o600)
}

// thin removes the copies that are too many, and what a program that died left of an
// unfinished one.
func (k *Keeper) thin(folder string, list []Copy) (err error) {
	_, drop := Thin(list, k.limits)
	for _, c := range drop {
		err = errors.Join(err, k.files.Remove(c.Path))
	}
	const half = 24 * time.Hour
	entries, listErr := afero.ReadDir(k.files, folder)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".tarikh-") && e.ModTime().Before(k.now().Add(-half)) {
			err = errors.Join(err, k.files.Remove(filepath.Join(folder, e.Name())))
		}
	}
	return errors.Join(err, listErr)
}

// list returns the copies in a folder, newest first; none if there is no folder.
func (k *Keeper) list(folder string) ([]Copy, error) {
	entries, err := afero.ReadDir(k.files, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	text, _ := afero.ReadFile(k.files, filepath.Join(folder, pathTxt))
	var out []Copy
	for _, e := range entries {
		m := namePattern.FindStringSubmatch(e.Name())
		if m == nil || !e.Mode().IsRegular() {
			continue
		}
		at, err := time.Parse(layout, m[2])
		if err != nil {
			continue
		}
		c := Copy{Path: filepath.Join(folder, e.Name()), Time: at, Size: e.Size(), Of: strings.TrimSuffix(string(text), "\n")}
		c.Number, _ = strconv.ParseInt(m[1], 10, 64) // at most 18 digits
		c.Revision, _ = strconv.ParseInt(m[3], 10, 64)
		out = append(out, c)
	}
	slices.SortFunc(out, newestFirst)
	return out, nil
}

// List returns the copies of a library, newest first: those of the file at path,
// then those of other files with the same ID, from where it was or was copied.
func (k *Keeper) List(library data.ID, path string) ([]Copy, error) {
	own := k.folder(library, resolved(path))
	return k.gather(filepath.Join(k.root, library.String()), func(folder string) bool { return folder == own })
}

// ListPath returns the copies of the file at path whatever its ID is, for one that can
// no longer be read.
func (k *Keeper) ListPath(path string) ([]Copy, error) {
	folders, err := k.folders(k.root)
	if err != nil {
		return nil, err
	}
	var out []Copy
	for _, folder := range folders {
		list, err := k.list(filepath.Join(folder, origin(resolved(path))))
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	slices.SortStableFunc(out, func(a, b Copy) int { return b.Time.Compare(a.Time) })
	return out, nil
}

// gather lists the copies in the folders below above: those of folders that first
// accepts, then the others by time, newest first.
func (k *Keeper) gather(above string, first func(folder string) bool) ([]Copy, error) {
	folders, err := k.folders(above)
	if err != nil {
		return nil, err
	}
	var out, others []Copy
	for _, folder := range folders {
		list, err := k.list(folder)
		if err != nil {
			return nil, err
		}
		if first(folder) {
			out = append(out, list...)
		} else {
			others = append(others, list...)
		}
	}
	slices.SortStableFunc(others, func(a, b Copy) int { return b.Time.Compare(a.Time) })
	return append(out, others...), nil
}

func (k *Keeper) folders(above string) (out []string, err error) {
	entries, err := afero.ReadDir(k.files, above)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, filepath.Join(above, e.Name()))
		}
	}
	return out, err
}
