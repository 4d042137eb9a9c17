package backup

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// Copy is a backup.
type Copy struct {
	Path     string
	Number   int64     // greater is newer, whatever the clock says
	Time     time.Time // UTC, in whole seconds
	Revision int64     // the library's, see data.Store
	Size     int64     // bytes of the file
	Bytes    int64     // of texts and pages that are beside it, about
	Rows     bool      // texts and pages are beside it
	Of       string    // the path that the library had
	Host     string    // the computer, "" if it is not known
	Own      bool      // it is of the file that was asked for, and not of another copy
	// Known: a record says what is in it, and Title, Counts and Changed are set.
	Known   bool
	Title   string
	Counts  data.Counts
	Changed int64
	file    Identity
}

// take takes over what a record says.
func (c *Copy) take(r *record) {
	if c.Rows = filepath.Ext(c.Path) == rowsSuffix; r == nil {
		return
	}
	c.Of, c.Host, c.file = r.Path, r.Host, r.File
	c.Known, c.Title, c.Counts, c.Changed = true, r.Title, r.Counts, r.Changed
	if c.Rows {
		c.Bytes = r.Bytes
	}
}

const (
	layout  = "2006-01-02T15-04-05Z"
	pathTxt = "library.txt"
)

var namePattern = regexp.MustCompile(`^(\d{6,18})_(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)_r(\d{1,18})\.(tarikh|rows)$`)

// origin is a file that was backed up, with its copies, newest first.
type origin struct {
	folder string
	path   string   // the newest that it is known to have had
	host   string   // "" if it is not known
	file   Identity // zero if it is not known
	copies []Copy
}

// origins returns what the folder of an ID has copies of.
func (k *Keeper) origins(above string) ([]*origin, error) {
	entries, err := afero.ReadDir(k.files, above)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []*origin
	for _, e := range entries {
		if !e.IsDir() || e.Name() == shelfName {
			continue
		}
		o, err := k.origin(filepath.Join(above, e.Name()))
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

func (k *Keeper) origin(folder string) (*origin, error) {
	entries, err := afero.ReadDir(k.files, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	text, _ := afero.ReadFile(k.files, filepath.Join(folder, pathTxt))
	o := &origin{folder: folder, path: strings.TrimSuffix(string(text), "\n")}
	for _, e := range entries {
		m := namePattern.FindStringSubmatch(e.Name())
		if m == nil || !e.Mode().IsRegular() {
			continue
		}
		at, err := time.Parse(layout, m[2])
		if err != nil {
			continue
		}
		c := Copy{Path: filepath.Join(folder, e.Name()), Time: at, Size: e.Size(), Of: o.path}
		c.Number, _ = strconv.ParseInt(m[1], 10, 64) // at most 18 digits
		c.Revision, _ = strconv.ParseInt(m[3], 10, 64)
		c.take(readRecord(k.files, c.Path))
		o.copies = append(o.copies, c)
	}
	slices.SortFunc(o.copies, newestFirst)
	for _, c := range o.copies {
		if c.Known {
			o.host, o.file = c.Host, c.file
			break
		}
	}
	return o, nil
}

// ownOf returns the origin that is the file at a path, nil if there is none or if it
// is in doubt: the same file wherever it was, or if files cannot be told apart, or none
// is there, the only one that had this path. replaced takes what had the path in any
// case: another file has taken its place.
func (k *Keeper) ownOf(origins []*origin, path string, replaced bool) *origin {
	file := identify(path)
	var at []*origin
	for _, o := range origins {
		switch {
		case o.file.is(file):
			return o
		case o.path == path && (o.host == "" || o.host == k.Host):
			at = append(at, o)
		}
	}
	slices.SortStableFunc(at, func(a, b *origin) int { return b.newest().Compare(a.newest()) })
	switch {
	case len(at) > 0 && replaced:
		return at[0]
	case len(at) == 1 && (at[0].file.Born == 0 || file.Born == 0):
		return at[0]
	}
	return nil
}

// newest is when the newest copy was made.
func (o *origin) newest() time.Time {
	if len(o.copies) == 0 {
		return time.Time{}
	}
	return o.copies[0].Time
}

// vacant returns a folder for the copies of a file that has none yet.
func (k *Keeper) vacant(origins []*origin, above, path string) string {
	base := filepath.Join(above, short(path))
	folder := base
	for n := 2; slices.ContainsFunc(origins, func(o *origin) bool { return o.folder == folder }); n++ {
		folder = fmt.Sprintf("%s-%d", base, n)
	}
	return folder
}

// short is a name for a folder, made of what it is for.
func short(path string) string {
	sum := sha256.Sum256([]byte(path))
	return fmt.Sprintf("%x", sum[:4])
}

// resolved is a path with its links resolved, like that of a store, if the file exists.
func resolved(path string) string {
	if data.IsAddress(path) { // of a library on a server
		return path
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return path
}

// List returns the copies of a library, newest first: those of the file at path, which
// are its Own, then those of other files with the same ID.
func (k *Keeper) List(library data.ID, path string) ([]Copy, error) {
	origins, err := k.everywhere([]string{library.String()})
	if err != nil {
		return nil, err
	}
	return k.sorted(origins, resolved(path)), nil
}

// ListPath returns the copies of the file at path whatever its ID is, for one that can
// no longer be read: its Own, then those of others that had this path.
func (k *Keeper) ListPath(path string) ([]Copy, error) {
	path = resolved(path)
	ids, err := k.ids()
	if err != nil {
		return nil, err
	}
	origins, err := k.everywhere(ids)
	if err != nil {
		return nil, err
	}
	own := k.ownOf(origins, path, false)
	origins = slices.DeleteFunc(origins, func(o *origin) bool { return o != own && o.path != path })
	return k.sorted(origins, path), nil
}

// sorted lists the copies of origins.
func (k *Keeper) sorted(origins []*origin, path string) []Copy {
	own := k.ownOf(origins, path, false)
	var out []Copy
	if own != nil {
		for _, c := range own.copies {
			c.Own = true
			out = append(out, c)
		}
	}
	first := len(out)
	for _, o := range origins {
		if o != own {
			out = append(out, o.copies...)
		}
	}
	slices.SortStableFunc(out[first:], func(a, b Copy) int { return b.Time.Compare(a.Time) })
	return out
}

// ids are the names of the folders of libraries, in both places.
func (k *Keeper) ids() ([]string, error) {
	var out []string
	var errs []error
	for _, place := range k.places() {
		entries, err := afero.ReadDir(k.files, place)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
		for _, e := range entries {
			if e.IsDir() && !slices.Contains(out, e.Name()) {
				out = append(out, e.Name())
			}
		}
	}
	if len(errs) == len(k.places()) {
		return nil, errors.Join(errs...)
	}
	return out, nil
}

// places are the folder and, where there is one, the mirror.
func (k *Keeper) places() []string {
	if k.Mirror == "" {
		return []string{k.Folder}
	}
	return []string{k.Folder, k.Mirror}
}

// everywhere returns the origins of some IDs in both places; of a copy that is in both,
// the first one. One place that cannot be read does not hide the other.
func (k *Keeper) everywhere(ids []string) ([]*origin, error) {
	var out []*origin
	var errs []error
	for _, id := range ids {
		for i, place := range k.places() {
			found, err := k.origins(filepath.Join(place, id))
			if err != nil {
				errs = append(errs, err)
				continue
			}
			if i == 0 {
				out = append(out, found...)
				continue
			}
			for _, o := range found {
				out = k.merge(out, o, filepath.Join(k.Folder, id))
			}
		}
	}
	if len(out) == 0 {
		return nil, errors.Join(errs...)
	}
	return out, nil
}

// merge adds an origin in the mirror to those of the folder above.
func (k *Keeper) merge(origins []*origin, mirrored *origin, above string) []*origin {
	for _, o := range origins {
		if filepath.Dir(o.folder) != above || k.mirrorName(o.folder) != filepath.Base(mirrored.folder) {
			continue
		}
		for _, c := range mirrored.copies {
			if !slices.ContainsFunc(o.copies, func(have Copy) bool { return filepath.Base(have.Path) == filepath.Base(c.Path) }) {
				o.copies = append(o.copies, c)
			}
		}
		slices.SortFunc(o.copies, newestFirst)
		return origins
	}
	return append(origins, mirrored)
}

func newestFirst(a, b Copy) int {
	return cmp.Or(cmp.Compare(b.Number, a.Number), b.Time.Compare(a.Time), cmp.Compare(a.Path, b.Path))
}
