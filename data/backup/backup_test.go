package backup_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/data/sqlite"
)

// desk is a library with a Keeper and a clock.
type desk struct {
	t      *testing.T
	opener *sqlite.Opener
	config backup.Config
	keeper *backup.Keeper
	path   string
	clock  time.Time
}

func newDesk(t *testing.T, limits backup.Limits) *desk {
	t.Helper()
	d := &desk{
		t: t, opener: sqlite.NewOpener(afero.NewOsFs(), "Tarikh"), path: filepath.Join(t.TempDir(), "News.tarikh"),
		clock: time.Date(2026, 3, 4, 15, 4, 5, 6, time.FixedZone("", 3*3600)),
	}
	d.config = backup.Config{Folder: filepath.Join(t.TempDir(), "backups"), Host: "desk", Limits: limits, Now: func() time.Time { return d.clock }}
	d.keeper = backup.New(afero.NewOsFs(), d.config)
	s, err := d.opener.Create(t.Context(), d.path, "News")
	d.check(err)
	d.check(s.Close())
	return d
}

func (d *desk) check(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// with opens the library and backs it up after an edit for each name.
func (d *desk) with(names ...string) []backup.Copy {
	d.t.Helper()
	s, err := d.opener.Open(d.t.Context(), d.path)
	d.check(err)
	defer func() { d.check(s.Close()) }()
	var out []backup.Copy
	for _, name := range names {
		track := data.Track{ID: data.NewID(), Name: name, Colour: "red"}
		_, err := s.Apply(d.t.Context(), data.Edit{Label: "edit.test", Tracks: []data.Change[data.Track]{data.Insert(track)}})
		d.check(err)
		c, made, err := d.keeper.Keep(d.t.Context(), s)
		d.check(err)
		if !made {
			d.t.Errorf("after %s: no copy was made", name)
		}
		out = append(out, c)
	}
	return out
}

func (d *desk) tracks(path string) int {
	d.t.Helper()
	sum, err := backup.ReadSummary(d.t.Context(), d.opener, path)
	d.check(err)
	return sum.Counts.Tracks
}

func (d *desk) list() []backup.Copy {
	d.t.Helper()
	sum, err := backup.ReadSummary(d.t.Context(), d.opener, d.path)
	d.check(err)
	list, err := d.keeper.List(sum.Library.ID, d.path)
	d.check(err)
	return list
}

func TestKeepMakesACopyOfEachChange(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	made := d.with("one", "two")
	if name := filepath.Base(made[1].Path); !strings.HasPrefix(name, "000002_2026-03-04T12-04-05Z_r") {
		t.Errorf("it is called %s", name)
	}
	s, err := d.opener.Open(t.Context(), d.path)
	d.check(err)
	same, again, err := d.keeper.Keep(t.Context(), s)
	d.check(err)
	if again || same.Path != made[1].Path {
		t.Errorf("nothing has changed, and it made %v", same)
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, again, err = d.keeper.Keep(t.Context(), s); err != nil || !again {
		t.Errorf("undo is a change: %v, %v", again, err)
	}
	d.check(s.Close())
	list := d.list()
	if len(list) != 3 || d.tracks(list[0].Path) != 1 || d.tracks(list[1].Path) != 2 || d.tracks(list[2].Path) != 1 || list[0].Of != d.path || list[0].Size == 0 {
		t.Errorf("copies: %+v", list)
	}
	byPath, err := d.keeper.ListPath(d.path)
	if err != nil || len(byPath) != 3 {
		t.Errorf("by path: %v, %v", byPath, err)
	}
}

func TestKeepThins(t *testing.T) {
	d := newDesk(t, backup.Limits{Last: 2})
	made := d.with("one", "two", "three", "four")
	list := d.list()
	if len(list) != 2 || list[0].Path != made[3].Path || list[1].Path != made[2].Path {
		t.Errorf("copies: %+v", list)
	}
	if _, err := os.Stat(made[0].Path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the first is still there: %v", err)
	}
}

// A clock that goes back makes no copy the older one.
func TestKeepAfterTheClockWentBack(t *testing.T) {
	d := newDesk(t, backup.Limits{Last: 2})
	d.with("one")
	d.clock = d.clock.AddDate(-1, 0, 0)
	d.with("two")
	last := d.with("three")
	if list := d.list(); len(list) != 2 || list[0].Path != last[0].Path {
		t.Errorf("copies: %+v", list)
	}
}

// Two files with one ID, the library and a copy of it, each have their backups.
func TestACopyOfALibraryHasItsOwnBackups(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	d.with("one")
	s, err := d.opener.Open(t.Context(), d.path)
	d.check(err)
	other := filepath.Join(t.TempDir(), "Copy.tarikh")
	d.check(s.SaveCopy(t.Context(), other))
	d.check(s.Close())
	first := d.path
	d.path = other
	d.with("two")
	list := d.list()
	if len(list) != 2 || list[0].Of != other || list[1].Of != first || list[0].Number != 1 {
		t.Errorf("copies: %+v", list)
	}
}

func TestKeepThatFailsLeavesWhatIsThere(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	d.with("one")
	s, err := d.opener.Open(t.Context(), d.path)
	d.check(err)
	defer func() { d.check(s.Close()) }()
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, made, err := d.keeper.Keep(cancelled, s); !errors.Is(err, context.Canceled) || made {
		t.Errorf("got %v, %v", made, err)
	}
	broken := backup.New(afero.NewReadOnlyFs(afero.NewOsFs()), backup.Config{Folder: filepath.Join(t.TempDir(), "none"), Limits: backup.DefaultLimits(), Now: time.Now})
	if _, made, err := broken.Keep(t.Context(), s); err == nil || made {
		t.Errorf("a folder that cannot be made: got %v, %v", made, err)
	}
	if list := d.list(); len(list) != 1 {
		t.Errorf("copies: %+v", list)
	}
}

func TestRestoreMakesACopyBeside(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	made := d.with("one", "two", "three")
	before, err := os.ReadFile(d.path)
	d.check(err)
	var paths []string
	for range 2 {
		path, _, err := d.keeper.Restore(t.Context(), d.opener, made[0], d.path, "restored")
		d.check(err)
		paths = append(paths, filepath.Base(path))
		if d.tracks(path) != 1 {
			t.Errorf("%s has %d tracks", path, d.tracks(path))
		}
	}
	if want := []string{"News – restored.tarikh", "News – restored (2).tarikh"}; !slices.Equal(paths, want) {
		t.Errorf("restored as %q, want %q", paths, want)
	}
	if after, err := os.ReadFile(d.path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the library was changed (%v)", err)
	}
}

func TestUseKeepsThePresentLibrary(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	made := d.with("one", "two")
	s, err := d.opener.Open(t.Context(), d.path)
	d.check(err)
	_, err = s.Undo(t.Context())
	d.check(err)
	_, err = s.Undo(t.Context())
	d.check(errors.Join(err, s.Close()))
	restored, _, err := d.keeper.Restore(t.Context(), d.opener, made[1], d.path, "restored")
	d.check(err)
	kept, err := d.keeper.Use(t.Context(), d.opener, d.path, restored)
	d.check(err)
	if d.tracks(d.path) != 2 || d.tracks(kept) != 0 {
		t.Errorf("%d tracks, %d in what was kept", d.tracks(d.path), d.tracks(kept))
	}
	entries, err := os.ReadDir(filepath.Dir(d.path))
	if err != nil || len(entries) != 1 {
		t.Errorf("left %v, %v", entries, err)
	}
	// The next change is backed up, whatever number its revision has.
	d.with("three")
	if d.tracks(d.list()[0].Path) != 3 {
		t.Errorf("the newest copy has %d tracks", d.tracks(d.list()[0].Path))
	}
}

func TestUseOfADamagedLibraryKeepsItsBytes(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	made := d.with("one")
	content, err := os.ReadFile(d.path)
	d.check(err)
	clear(content[100:4096])
	d.check(os.WriteFile(d.path, content, 0o644))
	restored, _, err := d.keeper.Restore(t.Context(), d.opener, made[0], d.path, "restored")
	d.check(err)
	kept, err := d.keeper.Use(t.Context(), d.opener, d.path, restored)
	d.check(err)
	if after, err := os.ReadFile(kept); err != nil || !bytes.Equal(after, content) || filepath.Dir(kept) != filepath.Dir(d.path) {
		t.Errorf("%s is not the damaged library (%v)", kept, err)
	}
	if d.tracks(d.path) != 1 {
		t.Errorf("%d tracks", d.tracks(d.path))
	}
	if list := d.list(); len(list) != 2 || list[0].Revision != list[1].Revision {
		t.Errorf("what took the place was not backed up: %+v", list)
	}
}

func TestUseWaitsForWhoHoldsTheLibrary(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	made := d.with("one")
	restored, _, err := d.keeper.Restore(t.Context(), d.opener, made[0], d.path, "restored")
	d.check(err)
	s, err := d.opener.Open(t.Context(), d.path)
	d.check(err)
	if _, err := d.keeper.Use(t.Context(), d.opener, d.path, restored); !errors.Is(err, data.ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
	d.check(s.Close())
	if fmt.Sprint(d.tracks(d.path), d.tracks(restored)) != "1 1" {
		t.Error("something was changed")
	}
}
