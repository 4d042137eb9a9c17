package backup_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
)

// mirror sets the folder for second backups.
func (d *desk) mirror(folder string) {
	d.config.Mirror = folder
	d.keeper = backup.New(afero.NewOsFs(), d.config)
}

// Each backup is in the mirror, too, and is restored from there when the first place is
// gone; what follows is newer than those.
func TestMirror(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	d.with("before")
	d.mirror(t.TempDir())
	d.with("one", "two")
	page := d.bulky("First", 5<<20)
	d.with("three")
	if list := d.list(); len(list) != 4 {
		t.Errorf("%d backups are listed", len(list))
	}
	d.check(os.RemoveAll(d.config.Folder))
	list := d.list()
	if len(list) != 4 || !list[0].Own || !strings.HasPrefix(list[0].Path, d.config.Mirror) {
		t.Fatalf("in the mirror: %+v", list)
	}
	for _, c := range list {
		path, lost := d.restored(c)
		if d.sound(path); len(lost) > 0 || d.tracks(path) != c.Counts.Tracks {
			t.Errorf("%s: %v", c.Path, lost)
		}
	}
	if path, _ := d.restored(list[0]); !d.hasPage(path, page) {
		t.Error("the page is not in the mirror")
	}
	d.check(os.Remove(d.path)) // and the library
	if list, err := d.keeper.ListPath(d.path); err != nil || len(list) != 4 || !list[0].Own {
		t.Errorf("of a lost library: %+v, %v", list, err)
	}
	path, _ := d.restored(list[0])
	d.path = path
	if c := d.with("four")[0]; c.Number != 1 {
		t.Errorf("another file goes on with number %d", c.Number)
	}
}

// Numbers go on after those in the mirror.
func TestMirrorAfterTheFirstPlaceIsGone(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	d.mirror(t.TempDir())
	d.with("one", "two")
	d.check(os.RemoveAll(d.config.Folder))
	c := d.with("three")[0]
	if list := d.list(); c.Number != 3 || len(list) != 3 || list[0].Path != c.Path {
		t.Errorf("number %d, %+v", c.Number, list)
	}
}

// lying is a disk that writes something else than it is given.
type lying struct {
	afero.Fs
	under string
}

type lyingFile struct{ afero.File }

func (f lyingFile) Write(p []byte) (int, error) { return f.File.Write(make([]byte, len(p))) }

func (f *lying) OpenFile(name string, flag int, mode os.FileMode) (afero.File, error) {
	file, err := f.Fs.OpenFile(name, flag, mode)
	if err == nil && strings.HasPrefix(name, f.under) {
		file = lyingFile{file}
	}
	return file, err
}

// A mirror that is not there, or that does not keep what is written, fails alone: the
// backup is made, and nothing that is not whole is in the mirror.
func TestMirrorFails(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	gone := filepath.Join(t.TempDir(), "unplugged")
	bad := t.TempDir()
	file := filepath.Join(t.TempDir(), "file")
	d.check(os.WriteFile(file, nil, 0o600))
	for _, c := range []struct {
		name, mirror string
		files        afero.Fs
		want         error
	}{
		{"it is missing", gone, afero.NewOsFs(), fs.ErrNotExist},
		{"it is a file", file, afero.NewOsFs(), nil},
		{"what is read back is something else", bad, &lying{afero.NewOsFs(), bad}, data.ErrCorrupt},
	} {
		s, err := d.opener.Open(t.Context(), d.path)
		d.check(err)
		_, err = s.Apply(t.Context(), data.Edit{Label: "edit", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: c.name, Colour: "red"})}})
		d.check(err)
		config := d.config
		config.Mirror = c.mirror
		newest, made, err := backup.New(c.files, config).Keep(t.Context(), s)
		d.check(s.Close())
		if failed, ok := errors.AsType[*backup.MirrorError](err); !ok || failed.Folder != c.mirror || c.want != nil && !errors.Is(err, c.want) || !made || d.tracks(newest.Path) == 0 {
			t.Errorf("%s: %v, made %t", c.name, err, made)
		}
	}
	if _, err := os.Stat(gone); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder of a disk that is not there was made: %v", err)
	}
	config := d.config
	config.Folder = bad
	sum, err := backup.ReadSummary(t.Context(), d.opener, d.path)
	d.check(err)
	if list, err := backup.New(afero.NewOsFs(), config).List(sum.Library.ID, d.path); err != nil || len(list) > 0 {
		t.Errorf("in the mirror: %+v, %v", list, err)
	}
}
