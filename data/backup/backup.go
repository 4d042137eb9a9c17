// Package backup keeps copies of libraries and restores them.
//
// The one idea behind it: a copy is a consistent snapshot of the store, in the user's
// data folder, away from the library itself. It is checked and synced before it gets its
// name, and is never written to again: restoring it makes another copy.
//
// The folder has one for each library, by its ID, and in that one for each file that is
// a library of this ID, since a copied file has the same ID:
//
//	ID/8f3a01c2/library.txt                          its path
//	ID/8f3a01c2/000042_2026-11-23T15-04-05Z_r123.tarikh
//	ID/8f3a01c2/000042_2026-11-23T15-04-05Z_r123.json
//	ID/8f3a01c2/000043_2026-11-23T15-14-05Z_r124.rows
//	ID/bodies/ab/ab34…
//
// Names carry a number that grows, the time in UTC, and the library's revision. A copy
// is whole (.tarikh), or where texts and pages take much room has only the rows; those
// are beside, once for all copies, by their hashes. The record (.json) says which file
// was copied, so that a library that was moved is known again and a copy of it that has
// its own life is not taken for it.
//
// All of it is written a second time in another place, the mirror, where there is one.
package backup

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// Interval is how often an open library is backed up if it has changed.
const Interval = 10 * time.Minute

// bulky is from where on texts and pages are kept once for all copies, in bytes.
const bulky = 4 << 20

// Source is what is backed up: an open library.
type Source interface {
	Library(ctx context.Context) (data.Library, error)
	Revision(ctx context.Context) (int64, error)
	Counts(ctx context.Context) (data.Counts, error)
	Steps(ctx context.Context, before int64, limit int) ([]data.Step, error)
	Bulk(ctx context.Context) (int64, error)
	SaveBackup(ctx context.Context, path string) error
	SaveApart(ctx context.Context, path string, bodies data.Bodies) error
	Path() string
}

// Config is where and how copies are kept.
type Config struct {
	Folder string // of all copies; it need not exist
	Mirror string // of a second one of each, "" for none; this folder must exist
	Host   string // the name of this computer
	Limits Limits
	Now    func() time.Time
}

// Keeper makes, lists and thins out copies.
type Keeper struct {
	Config
	files afero.Fs
}

// New returns a Keeper. Copies are listed and removed through files; the store writes
// them itself.
func New(files afero.Fs, c Config) *Keeper { return &Keeper{c, files} }

// MirrorError says why a copy that was made is not in the mirror.
type MirrorError struct {
	Folder string
	Err    error
}

func (e *MirrorError) Error() string {
	return fmt.Sprintf("the backup is made, but not the second one in %q: %v", e.Folder, e.Err)
}

func (e *MirrorError) Unwrap() error { return e.Err }

// Keep makes a copy of a library if it has changed since its newest one, and removes
// those that are too many. It returns the newest and whether it is new. Errors are
// those of File.SaveBackup; if removing fails, the copy is made all the same, and if the
// mirror fails, with a MirrorError, too.
func (k *Keeper) Keep(ctx context.Context, s Source) (newest Copy, made bool, err error) {
	return k.keep(ctx, s, false)
}

// KeepReplaced is Keep for a library that has just taken the place of another one: it
// carries on that one's copies, and one is made in any case, since another library may
// have reached the same revision.
func (k *Keeper) KeepReplaced(ctx context.Context, s Source) (newest Copy, made bool, err error) {
	return k.keep(ctx, s, true)
}

func (k *Keeper) keep(ctx context.Context, s Source, replaced bool) (newest Copy, made bool, err error) {
	m := &making{k: k, ctx: ctx, source: s}
	newest, made, err = m.make(replaced)
	if err == nil && k.Mirror != "" {
		if failed := k.mirror(ctx, m.above, m.folder); failed != nil {
			return newest, made, &MirrorError{k.Mirror, plain(failed)}
		}
	}
	if err = plain(err); err != nil {
		return newest, made, fmt.Errorf("back up %q: %w", s.Path(), err)
	}
	return newest, made, nil
}

// plain says only that a disk is full where it is: the unfinished file is of no use.
func plain(err error) error {
	if full(err) {
		return data.ErrFull
	}
	return err
}

// making is a copy that is being made.
type making struct {
	k      *Keeper
	ctx    context.Context
	source Source
	record record
	above  string // the folder of the library's ID
	folder string // the one of this file in it
}

func (m *making) make(replaced bool) (Copy, bool, error) {
	library, err := m.source.Library(m.ctx)
	if err != nil {
		return Copy{}, false, err
	}
	revision, err := m.source.Revision(m.ctx)
	if err != nil {
		return Copy{}, false, err
	}
	k, path := m.k, m.source.Path()
	m.above = filepath.Join(k.Folder, library.ID.String())
	origins, err := k.origins(m.above)
	if err != nil {
		return Copy{}, false, err
	}
	own := k.ownOf(origins, path, replaced)
	if own == nil {
		own = &origin{folder: k.vacant(origins, m.above, path), path: path}
	}
	m.folder = own.folder
	number := int64(1)
	if len(own.copies) > 0 {
		newest := own.copies[0]
		if newest.Revision == revision && !replaced {
			return newest, false, nil
		}
		number = newest.Number + 1
	}
	number = max(number, k.mirrored(m.above, m.folder)+1)
	if err := m.describe(library); err != nil {
		return Copy{}, false, err
	}
	c, err := m.add(own, number, revision)
	if err != nil {
		return Copy{}, false, err
	}
	return c, true, k.thin(m.above, m.folder)
}

// add makes the copy. Until it ends, nothing that is unfinished or unnamed is removed.
func (m *making) add(own *origin, number, revision int64) (Copy, error) {
	end, err := m.k.adding(m.above)
	if err != nil {
		return Copy{}, err
	}
	defer end()
	if err := m.k.prepare(own, m.source.Path()); err != nil {
		return Copy{}, err
	}
	return m.number(number, revision)
}

// adding makes the folder of an ID, and keeps others from removing what is unfinished in
// it until end is called.
func (k *Keeper) adding(above string) (end func(), err error) {
	if err := k.files.MkdirAll(above, 0o700); err != nil {
		return nil, err
	}
	if end, err = lock(filepath.Join(above, lockName), true); err != nil {
		return func() {}, nil // only what is old is removed where there are no locks
	}
	return end, nil
}

// describe writes into the record what the copy will be of.
func (m *making) describe(library data.Library) (err error) {
	m.record = record{Title: library.Title, Path: m.source.Path(), Host: m.k.Host, File: identify(m.source.Path())}
	if m.record.Counts, err = m.source.Counts(m.ctx); err != nil {
		return err
	}
	if m.record.Bytes, err = m.source.Bulk(m.ctx); err != nil {
		return err
	}
	steps, err := m.source.Steps(m.ctx, 0, 1)
	if len(steps) > 0 {
		m.record.Changed = steps[0].Time
	}
	return err
}

// number makes the copy under the first free number.
func (m *making) number(first, revision int64) (Copy, error) {
	c := Copy{Time: m.k.Now().UTC().Truncate(time.Second), Revision: revision}
	apart := m.record.Bytes >= bulky
	for c.Number = first; ; c.Number++ {
		c.Path = filepath.Join(m.folder, fmt.Sprintf("%06d_%s_r%d%s", c.Number, c.Time.Format(layout), c.Revision, wholeSuffix))
		save := m.whole
		if apart {
			c.Path = bare(c.Path) + rowsSuffix
			save = m.apart
		}
		err := save(c.Path)
		switch {
		case errors.Is(err, data.ErrExists) && c.Number < first+100: // another program backs it up, too
			continue
		case errors.Is(err, data.ErrMoved) && apart: // it can only be copied as a whole
			apart = false
			continue
		case err != nil:
			return Copy{}, err
		}
		break
	}
	if info, err := m.k.files.Stat(c.Path); err == nil {
		c.Size = info.Size()
	}
	c.take(&m.record)
	c.Own = true
	return c, nil
}

// whole saves a copy and its record.
func (m *making) whole(path string) (err error) {
	if err := m.source.SaveBackup(m.ctx, path); err != nil {
		return err
	}
	if m.record.Sum, err = sumOf(m.k.files, path); err != nil {
		return err
	}
	m.record.Bytes = 0
	return m.record.write(m.k.files, path)
}

// apart saves the rows and the texts and pages that are not there yet.
func (m *making) apart(path string) error {
	s := m.k.shelf(m.above)
	known, err := s.all()
	if err != nil {
		return err
	}
	named := false
	err = m.source.SaveApart(m.ctx, path, &filling{ctx: m.ctx, shelf: s, known: known, complete: func(rows string, names []sum) (err error) {
		if m.record.Bodies, err = writeNames(m.k.files, path, names); err != nil {
			return err
		}
		named = true
		if m.record.Sum, err = sumOf(m.k.files, rows); err != nil {
			return err
		}
		if err := m.record.write(m.k.files, path); err != nil {
			return err
		}
		syncFolder(m.k.files, m.folder)
		return nil
	}})
	if err != nil && named {
		err = errors.Join(err, m.k.removeRecord(path))
	}
	return err
}

const lockName = "lock"

func (k *Keeper) shelf(above string) shelf { return shelf{k.files, filepath.Join(above, shelfName)} }

// prepare creates the folder and the file in it that names the library.
func (k *Keeper) prepare(own *origin, path string) error {
	if err := k.files.MkdirAll(own.folder, 0o700); err != nil {
		return err
	}
	name := filepath.Join(own.folder, pathTxt)
	if _, err := k.files.Stat(name); err == nil && own.path == path {
		return nil
	}
	return writeFile(k.files, name, []byte(path+"\n"))
}
