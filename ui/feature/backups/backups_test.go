package backups

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/state"
)

// desk is the feature over a new library, with a folder for backups.
type desk struct {
	*featuretest.Window
	t      *testing.T
	f      *Feature
	opener *sqlite.Opener
	path   string

	opened []string // libraries that were asked for
}

// Open, Show and Leave make it the Window of the feature.
func (d *desk) Open(path string)       { d.opened = append(d.opened, path) }
func (d *desk) Show(store data.Store)  { d.Host.Library.Show(store, nil) }
func (d *desk) Leave(then func(error)) { d.Host.Library.Close(then) }

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), t: t, path: filepath.Join(t.TempDir(), "a.tarikh"), opener: sqlite.NewOpener(afero.NewOsFs(), "test")}
	made, err := d.opener.Create(t.Context(), d.path, "A library")
	if err != nil {
		t.Fatal(err)
	}
	libraries := &app.Libraries{Opener: d.opener, Rescuer: d.opener, Files: d.Host.Files, Now: time.Now}
	d.f = New(d.Host, Config{Libraries: libraries, Folder: t.TempDir()}, d)
	t.Cleanup(d.finished) // after the library is closed, before the folder goes
	d.Window.Show(made)
	return d
}

func adding(name string) data.Edit {
	return data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: name, Colour: "red"})}}
}

// reopen opens the library again after it was closed.
func (d *desk) reopen() {
	d.t.Helper()
	store, err := d.opener.Open(d.t.Context(), d.path)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Window.Show(store)
}

// shut closes the library and waits for its backup.
func (d *desk) shut() {
	d.t.Helper()
	d.Close()
	d.finished()
}

// finished waits for the backup of a library that was closed.
func (d *desk) finished() {
	d.t.Helper()
	over := false
	d.f.AfterLast(func() { over = true })
	d.Until("the last backup is made", func() bool { return over })
}

// copies are the backups of the library.
func (d *desk) copies() []backup.Copy {
	d.t.Helper()
	list, err := d.f.keeper().ListPath(d.path)
	if err != nil {
		d.t.Fatal(err)
	}
	return list
}

// A library is backed up when it is closed, if it has changed.
func TestClosingBacksUp(t *testing.T) {
	d := newDesk(t)
	d.Do(adding("Sport"))
	d.shut()
	if n := len(d.copies()); n != 1 {
		t.Fatalf("%d backups", n)
	}
	if took := d.Host.State.LastBackups[d.path].Took; took <= 0 || d.Remembered == 0 {
		t.Errorf("it took %v, remembered %d times", took, d.Remembered)
	}
	d.reopen()
	d.shut()
	if n := len(d.copies()); n != 1 {
		t.Errorf("%d backups of a library that has not changed", n)
	}
}

// What is known of the backups is told, and is known again when the library is opened.
func TestStateIsTold(t *testing.T) {
	d := newDesk(t)
	var told []State
	defer d.f.Subscribe(func(s State) { told = append(told, s) })()
	d.Do(adding("Sport"))
	d.f.Now(nil)
	d.f.Now(nil) // once is enough
	d.Until("it is backed up", func() bool { return !d.f.State().Busy })
	if len(told) != 2 || !told[0].Busy || told[1].At.IsZero() || len(d.copies()) != 1 {
		t.Fatalf("told %+v, %d backups", told, len(d.copies()))
	}
	d.shut()
	if d.f.State() != (State{}) {
		t.Errorf("known of no library: %+v", d.f.State())
	}
	d.reopen()
	d.Until("the backup is known", func() bool { return !d.f.State().At.IsZero() })
}

// A backup that fails is told as such, with the one before it.
func TestFailedBackup(t *testing.T) {
	d := newDesk(t)
	d.f.Folder = filepath.Join(d.path, "no folder")
	d.Do(adding("Sport"))
	d.f.Now(nil)
	d.Until("it has failed", func() bool { return !d.f.State().Busy })
	if d.f.State().Err == nil || len(d.Failed) > 0 {
		t.Errorf("%+v, shown %v", d.f.State(), d.Failed)
	}
}

// While the system ends the program a backup is made only if the last one was quick;
// otherwise one is due when the library is opened again.
func TestEndingMakesNoSlowBackup(t *testing.T) {
	for _, c := range []struct {
		name string
		took time.Duration
		want int
	}{{"never backed up", 0, 0}, {"quickly", quick / 2, 1}, {"slowly", quick, 0}} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.Do(adding("Sport"))
			d.Host.State.BackedUp(d.path, state.LastBackup{Took: c.took})
			d.f.End()
			d.shut()
			if n, due := len(d.copies()), d.Host.State.LastBackups[d.path].Due; n != c.want || due != (c.want == 0) {
				t.Fatalf("%d backups, due %v", n, due)
			}
			d.reopen()
			d.Until("it is backed up", func() bool { return len(d.copies()) == 1 && !d.Host.State.LastBackups[d.path].Due })
		})
	}
}

// A backup is restored next to the library and replaces it when the reader says so;
// what was there is kept.
func TestBringingBack(t *testing.T) {
	d := newDesk(t)
	d.Do(adding("Sport"))
	d.f.Now(nil)
	d.Until("it is backed up", func() bool { return !d.f.State().Busy })
	d.Do(adding("Diplomacy"))
	d.f.restoreCopy(d.path, d.copies()[0])
	d.Until("it is brought back", func() bool { return len(d.Host.State.Restored) == 1 })
	made := ""
	for made = range d.Host.State.Restored {
	}
	if filepath.Dir(made) != filepath.Dir(d.path) || d.Dialog() == nil || d.Host.Library.Path() != d.path {
		t.Fatalf("brought back to %q; open is %q", made, d.Host.Library.Path())
	}
	d.f.use(d.path, made)
	d.Until("it is opened in the other's place", func() bool { return slices.Equal(d.opened, []string{d.path}) })
	d.reopen()
	if n := len(d.Host.Library.Snapshot().Tracks); n != 1 || len(d.Host.State.Restored) != 0 || len(d.Failed) > 0 {
		t.Errorf("%d tracks, brought back %v, failed %v", n, d.Host.State.Restored, d.Failed)
	}
	kept := slices.ContainsFunc(d.copies(), func(c backup.Copy) bool {
		sum, err := backup.ReadSummary(t.Context(), d.opener, c.Path)
		return err == nil && sum.Counts.Tracks == 2
	})
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(d.path), "*.tarikh")); err != nil || len(left) != 1 || !kept {
		t.Errorf("left are %q, %v; what was there is kept: %v", left, err, kept)
	}
}

// What can be read of a damaged library is saved beside it, after it is closed; the
// reader who has decided to read it as it is is not asked again.
func TestDamage(t *testing.T) {
	d := newDesk(t)
	d.Do(adding("Sport"))
	d.f.FoundDamage(data.ErrCorrupt)
	d.Until("the reader is asked", func() bool { return d.Dialog() != nil })
	if all := strings.Join(featuretest.Texts(d.Dialog()), "\n"); !strings.Contains(all, "a.tarikh") {
		t.Errorf("asked %q", all)
	}
	d.Host.Canvas.Overlays().Remove(d.Dialog())
	d.f.recover(d.path)
	d.Until("it is saved", func() bool { return len(d.Host.State.Restored) == 1 })
	d.finished()
	if d.Host.Library.Store() != nil || len(d.copies()) != 0 {
		t.Error("the damaged library is open, or was backed up")
	}
	for made, of := range d.Host.State.Restored {
		if sum, err := backup.ReadSummary(context.Background(), d.opener, made); err != nil || sum.Counts.Tracks != 1 || of != d.path {
			t.Errorf("saved %+v of %q, %v", sum, of, err)
		}
	}
	d.Host.Canvas.Overlays().Remove(d.Dialog())
	d.reopen()
	d.f.readAsIs(d.path)
	d.f.FoundDamage(errors.New("damaged"))
	if d.f.accepted != d.path || d.Dialog() != nil {
		t.Error("the reader is asked again")
	}
}

// The list says of each backup how it differs from the library, in both languages.
func TestListOfBackups(t *testing.T) {
	d := newDesk(t)
	d.Do(adding("Sport"))
	d.f.Now(nil)
	d.Until("it is backed up", func() bool { return !d.f.State().Busy })
	for lang, same := range map[string]string{"en": "the same as now", "ar": "مطابقة للحالية"} {
		d.Relocale(lang, d.f)
		if !d.Run(d.f, "library.restore") {
			t.Fatal("no list")
		}
		d.Until(same, func() bool {
			return d.Dialog() != nil && strings.Contains(strings.Join(featuretest.Texts(d.Dialog()), "\n"), same)
		})
		d.Host.Canvas.Overlays().Remove(d.Dialog())
	}
	if d.Run(d.f, "library.use") {
		t.Error("there is no other library to put it in the place of")
	}
}

// The reader is told once that another program has written over the open library, and
// offered its newest backup; closing makes none of the file that is there now.
func TestWrittenOver(t *testing.T) {
	d := newDesk(t)
	past := filepath.Join(t.TempDir(), "past.tarikh")
	if err := d.Host.Library.Store().(data.File).SaveCopy(t.Context(), past); err != nil {
		t.Fatal(err)
	}
	d.Do(adding("Sport"))
	d.f.Now(nil)
	d.Until("it is backed up", func() bool { return !d.f.State().Busy })
	written, err := os.ReadFile(past)
	if err == nil {
		err = os.WriteFile(d.path, written, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	d.Until("it is noticed", func() bool { return d.Host.Library.Access().Overwritten })
	d.f.Overwritten(data.ErrOverwritten)
	d.Until("the reader is told", func() bool { return d.Dialog() != nil })
	said := strings.Join(featuretest.Texts(d.Dialog()), "\n")
	d.Host.Canvas.Overlays().Remove(d.Dialog())
	d.f.Overwritten(data.ErrOverwritten)
	d.f.Now(nil)
	d.Until("no backup is made of it", func() bool { return d.f.State().Err != nil })
	listed, keeper := false, d.f.keeper()
	feature.Background(d.Host, func(context.Context) (n int, err error) {
		for range 20 { // longer than a second dialog would take
			_, err = keeper.ListPath(d.path)
		}
		return n, err
	}, func(int, error) { listed = true })
	d.Until("a second dialog would be there", func() bool { return listed })
	if n := len(d.Host.Canvas.Overlays().List()); n != 0 || !strings.Contains(said, "written over") || !strings.Contains(said, d.Host.Kit().T("damaged.backup")) {
		t.Errorf("%d dialogs more; it says %q", n, said)
	}
	before := len(d.copies())
	d.shut()
	d.finished()
	if after := len(d.copies()); after != before {
		t.Errorf("%d backups, %d before", after, before)
	}
}
