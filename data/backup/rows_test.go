package backup_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/data/dates"
)

// bulky adds an article with a page of so many bytes that no compression makes smaller.
func (d *desk) bulky(title string, size int) data.Page {
	d.t.Helper()
	raw := make([]byte, size)
	random := rand.NewChaCha8([32]byte([]byte(fmt.Sprintf("%-32.32s", title))))
	_, _ = random.Read(raw) // never fails
	page := data.NewPage(raw, "application/pdf", "", 1)
	day, err := dates.Parse("2022")
	d.check(err)
	a := data.Article{ID: data.NewID(), Title: title, Published: day, Page: page.Hash}.WithText("The text of " + title)
	s, err := d.opener.Open(d.t.Context(), d.path)
	d.check(err)
	_, err = s.Apply(d.t.Context(), data.Edit{Label: "add", Articles: []data.Change[data.Article]{data.Insert(a)}, Pages: []data.Page{page}})
	d.check(errors.Join(err, s.Close()))
	return page
}

// restored restores a backup and returns the path and what was lost.
func (d *desk) restored(c backup.Copy) (string, []data.LostBody) {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "restored.tarikh")
	lost, err := d.keeper.RestoreAs(d.t.Context(), d.opener, c, path)
	d.check(err)
	return path, lost
}

// hasPage reports whether a library has a page as it was received.
func (d *desk) hasPage(path string, p data.Page) bool {
	d.t.Helper()
	s, err := d.opener.Read(d.t.Context(), path)
	d.check(err)
	got, err := s.Page(d.t.Context(), p.Hash)
	d.check(s.Close())
	return err == nil && bytes.Equal(got.Body, p.Body)
}

// sound fails where check finds something in a library.
func (d *desk) sound(path string) {
	d.t.Helper()
	s, err := d.opener.Read(d.t.Context(), path)
	d.check(err)
	problems, err := s.Check(d.t.Context(), nil)
	if d.check(errors.Join(err, s.Close())); len(problems) > 0 {
		d.t.Errorf("%s: %q", path, problems)
	}
}

// bodies are the files of texts and pages of the library.
func (d *desk) bodies(folder string) (files []string) {
	d.t.Helper()
	d.check(filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && strings.Contains(path, string(filepath.Separator)+"bodies"+string(filepath.Separator)) {
			files = append(files, path)
		}
		return err
	}))
	return files
}

// What the newest backup needs of texts, pages and pictures is outside the limit: it is
// kept in any case. What only older ones need is in it.
func TestTheLimitIsThatOfRows(t *testing.T) {
	limits := backup.DefaultLimits()
	limits.Bytes = 4 << 20
	d := newDesk(t, limits)
	page := d.bulky("First", 5<<20)
	d.with("one", "two", "three")
	if list := d.list(); len(list) != 3 {
		t.Errorf("%d backups, want all 3", len(list))
	}
	s, err := d.opener.Open(t.Context(), d.path)
	d.check(err)
	articles, err := s.Articles(t.Context())
	d.check(err)
	_, err = s.Apply(t.Context(), data.Edit{Label: "delete", Articles: []data.Change[data.Article]{data.Delete(articles[0])}})
	d.check(err)
	_, _, err = d.keeper.Keep(t.Context(), s) // the page can still be brought back
	d.check(errors.Join(err, s.Close()))
	if list := d.list(); len(list) != 4 {
		t.Errorf("%d backups, want all 4", len(list))
	}
	if path, lost := d.restored(d.list()[3]); len(lost) > 0 || !d.hasPage(path, page) {
		t.Errorf("lost %v", lost)
	}
}

// Texts and pages are in backups once: the second one is small. All of it comes back.
func TestTextsAndPagesAreKeptOnce(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	page := d.bulky("First", 5<<20)
	d.check(os.Chmod(d.path, 0o600))
	made := d.with("one", "two")
	for _, c := range made {
		if !c.Rows || c.Size > 1<<20 || c.Bytes < 5<<20 {
			t.Errorf("%+v", c)
		}
	}
	if n := len(d.bodies(d.config.Folder)); n != 2 {
		t.Errorf("%d texts and pages", n)
	}
	d.check(filepath.WalkDir(d.config.Folder, func(path string, e fs.DirEntry, err error) error {
		if info, infoErr := e.Info(); runtime.GOOS != "windows" && infoErr == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: others may read it (%v)", path, info.Mode())
		}
		return err
	}))
	for _, c := range d.list() {
		path, lost := d.restored(c)
		if len(lost) > 0 || !d.hasPage(path, page) || d.tracks(path) != c.Counts.Tracks {
			t.Errorf("%s: lost %v", c.Path, lost)
		}
		d.sound(path)
	}
}

// A page that is missing or damaged is named, and the rest is restored; where the mirror
// has it, it comes from there, and so does a damaged backup.
func TestRestoreWithDamage(t *testing.T) {
	for _, mirrored := range []bool{false, true} {
		t.Run(fmt.Sprintf("mirror %t", mirrored), func(t *testing.T) {
			d := newDesk(t, backup.DefaultLimits())
			if mirrored {
				d.mirror(t.TempDir())
			}
			page := d.bulky("First", 5<<20)
			c := d.with("one")[0]
			for _, path := range d.bodies(d.config.Folder) {
				if info, err := os.Stat(path); err == nil && info.Size() > 1<<20 {
					d.check(os.WriteFile(path, make([]byte, info.Size()), 0o600))
				}
			}
			path, lost := d.restored(c)
			d.sound(path)
			switch {
			case mirrored && (len(lost) > 0 || !d.hasPage(path, page)):
				t.Errorf("lost %v in spite of the mirror", lost)
			case !mirrored && !slices.Equal(lost, []data.LostBody{{Hash: page.Hash, Article: "First", Page: true}}):
				t.Errorf("lost %v", lost)
			}
			content, err := os.ReadFile(c.Path)
			d.check(err)
			content[len(content)/2] ^= 1
			d.check(os.WriteFile(c.Path, content, 0o600))
			_, err = d.keeper.RestoreAs(t.Context(), d.opener, c, filepath.Join(t.TempDir(), "again.tarikh"))
			if mirrored && err != nil || !mirrored && !errors.Is(err, data.ErrCorrupt) {
				t.Errorf("of a backup with a flipped bit: %v", err)
			}
		})
	}
}

// Texts and pages go when no backup names them and they are a day old.
func TestTextsAndPagesGoWithTheLastBackup(t *testing.T) {
	d := newDesk(t, backup.Limits{Last: 1})
	d.bulky("First", 5<<20)
	d.with("one")
	first := d.bodies(d.config.Folder)
	s, err := d.opener.Open(t.Context(), d.path)
	d.check(err)
	_, err = s.Undo(t.Context()) // the track
	d.check(err)
	_, err = s.Undo(t.Context()) // the article
	d.check(errors.Join(err, s.Close()))
	d.bulky("Second", 5<<20)
	d.with("two")
	if n := len(d.bodies(d.config.Folder)); n < 4 {
		t.Errorf("%d files: what is new may belong to a backup under way", n)
	}
	long := time.Now().AddDate(0, 0, -2)
	for _, path := range first {
		d.check(os.Chtimes(path, long, long))
	}
	d.clock = time.Now()
	last := d.with("three")[0]
	for _, path := range first {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is still there: %v", path, err)
		}
	}
	path, lost := d.restored(last)
	if d.sound(path); len(lost) > 0 {
		t.Errorf("lost %v", lost)
	}
}

// Nothing is removed while there is a backup that cannot say what it names.
func TestTextsAndPagesStayWhereNamesAreDamaged(t *testing.T) {
	d := newDesk(t, backup.Limits{Last: 2})
	d.bulky("First", 5<<20)
	made := d.with("one", "two")
	d.check(os.WriteFile(strings.TrimSuffix(made[1].Path, ".rows")+".bodies", []byte("x"), 0o600))
	s, err := d.opener.Open(t.Context(), d.path)
	d.check(err)
	for range 3 {
		_, err = s.Undo(t.Context())
		d.check(err)
	}
	d.check(s.Close())
	d.bulky("Second", 5<<20)
	long := time.Now().AddDate(0, 0, -2)
	before := d.bodies(d.config.Folder)
	for _, path := range before {
		d.check(os.Chtimes(path, long, long))
	}
	d.clock = time.Now()
	d.with("three")
	if _, err := os.Stat(made[0].Path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing was thinned out (%v)", err)
	}
	for _, path := range before {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

// dying is a file system of a process that dies after so many changes: nothing changes
// from then on.
type dying struct {
	afero.Fs
	left int
}

var errDead = errors.New("the process is dead")

func (f *dying) step() error {
	if f.left--; f.left < 0 {
		return errDead
	}
	return nil
}

func (f *dying) OpenFile(name string, flag int, mode os.FileMode) (afero.File, error) {
	if flag&os.O_CREATE != 0 {
		if err := f.step(); err != nil {
			return nil, err
		}
	}
	return f.Fs.OpenFile(name, flag, mode)
}

func (f *dying) Rename(from, to string) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.Fs.Rename(from, to)
}

func (f *dying) Remove(name string) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.Fs.Remove(name)
}

func (f *dying) MkdirAll(path string, mode os.FileMode) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.Fs.MkdirAll(path, mode)
}

// parts are the unfinished files below a folder.
func parts(folder string) (left []string) {
	_ = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if strings.HasPrefix(e.Name(), ".tarikh-") {
			left = append(left, path)
		}
		return err
	})
	return left
}

// Wherever a process dies while it backs up and thins out, in both places, every backup
// that is listed is whole.
func TestDyingAnywhere(t *testing.T) {
	d := newDesk(t, backup.Limits{Last: 1})
	d.mirror(t.TempDir())
	d.bulky("First", 5<<20)
	step := 1
	if testing.Short() {
		step = 6
	}
	for dies, done := 0, false; !done; dies += step {
		d.keeper = backup.New(afero.NewOsFs(), d.config)
		d.with("one") // and all that was left is gone
		d.bulky(fmt.Sprint(dies), 1000)
		s, err := d.opener.Open(t.Context(), d.path)
		d.check(err)
		dead := &dying{afero.NewOsFs(), dies}
		_, _, err = backup.New(dead, d.config).Keep(t.Context(), s)
		done = err == nil && dead.left >= 0
		d.check(s.Close())
		d.check(d.keeper.Sweep())
		if left := parts(d.config.Folder); len(left) > 0 {
			t.Fatalf("after %d changes %q are left", dies, left)
		}
		for _, place := range []string{d.config.Folder, d.config.Mirror} {
			c := d.config
			c.Folder, c.Mirror = place, ""
			d.keeper = backup.New(afero.NewOsFs(), c)
			list := d.list()
			if len(list) == 0 {
				t.Fatalf("after %d changes no backup is listed in %s", dies, place)
			}
			for _, c := range list {
				if path, lost := d.restored(c); !c.Known || len(lost) > 0 || d.tracks(path) == 0 {
					t.Fatalf("after %d changes %s has lost %v", dies, c.Path, lost)
				}
			}
		}
		if dies > 200 {
			t.Fatal("it never ends")
		}
	}
}
