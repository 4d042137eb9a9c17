package status

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/backups"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/notes"
	"tarikh.org/tarikh/ui/library"
)

// writing is what the line shows of notes and backups.
type writing struct {
	kept  notes.Kept
	notes library.Subscribers[notes.Change]
}

func (w *writing) Kept() notes.Kept                         { return w.kept }
func (w *writing) Subscribe(told func(notes.Change)) func() { return w.notes.Subscribe(told) }

// copies is the same of backups.
type copies struct {
	state backups.State
	told  library.Subscribers[backups.State]
}

func (c *copies) State() backups.State                      { return c.state }
func (c *copies) Subscribe(told func(backups.State)) func() { return c.told.Subscribe(told) }

func TestTheLine(t *testing.T) {
	w, n, c := featuretest.New(t), &writing{}, &copies{}
	f := New(w.Host, n, c)
	said := func() string {
		words := slices.DeleteFunc(featuretest.Texts(f.View()), func(s string) bool { return s == "" })
		line := strings.NewReplacer("\u2068", "", "\u2069", "").Replace(strings.Join(words, " | "))
		return strings.TrimSuffix(line, " | "+w.Host.Kit().T("status.legend"))
	}
	if said() != "" {
		t.Errorf("without a library it says %q", said())
	}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	w.Show(store)
	rows := featuretest.NewReported(t)
	w.Do(rows.Edit())
	const counts = "2 events · 1 article · 1 note | "
	for _, step := range []struct {
		kept   notes.Kept
		backup backups.State
		want   string
	}{
		{notes.Saved, backups.State{}, "a.tarikh · Saved"},
		{notes.Typed, backups.State{}, "a.tarikh · Changed"},
		{notes.Saving, backups.State{}, "Saving…"},
		{notes.Unsaved, backups.State{Busy: true}, "a.tarikh · Not saved"},
		{notes.Saved, backups.State{Busy: true}, "a.tarikh · Saved · backing up…"},
		{notes.Saved, backups.State{Err: errors.New("no room")}, "a.tarikh · Saved · the last backup failed"},
		{notes.Saved, backups.State{At: w.Host.Now().Add(-time.Hour)}, "a.tarikh · Saved · backed up today 11:00"},
	} {
		if n.kept != step.kept {
			n.kept = step.kept
			n.notes.Tell(notes.KeptChanged)
		}
		if c.state != step.backup {
			c.state = step.backup
			c.told.Tell(step.backup)
		}
		if said() != counts+step.want {
			t.Errorf("%v, %+v: it says %q, want %q", step.kept, step.backup, said(), counts+step.want)
		}
	}
	w.Do(data.Edit{Label: "edit.note.delete", Annotations: []data.Change[data.Annotation]{data.Delete(w.Host.Library.Snapshot().Notes[0])}})
	if !strings.HasPrefix(said(), "2 events · 1 article · 0 notes | ") {
		t.Errorf("after a note is deleted it says %q", said())
	}
	if featuretest.Press(t, f.View(), "Legend"); !slices.Contains(w.Ran, "strip.legend") {
		t.Errorf("the legend runs %q", w.Ran)
	}
	w.Relocale("ar", f)
	if !strings.Contains(said(), "محفوظ") {
		t.Errorf("in Arabic it says %q", said())
	}
	if w.Close(); said() != "" {
		t.Errorf("after the library is closed it says %q", said())
	}
}

// A library that another process writes is read only, and the line says so.
func TestTheLineOfAHeldLibrary(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.tarikh")
	first, err := sqlite.NewOpener(afero.NewOsFs(), "first").Create(t.Context(), path, "A library")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := sqlite.NewOpener(afero.NewOsFs(), "second").Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	w := featuretest.New(t)
	f := New(w.Host, &writing{}, &copies{})
	w.Show(second)
	if words := featuretest.Texts(f.View()); !slices.ContainsFunc(words, func(s string) bool { return strings.HasPrefix(s, "Read-only") }) {
		t.Errorf("it says %q", words)
	}
}

// What was done is said until something else is done.
func TestWhatWasDoneIsSaid(t *testing.T) {
	w := featuretest.New(t)
	f := New(w.Host, &writing{}, &copies{})
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	w.Show(store)
	w.Do(featuretest.NewReported(t).Edit())
	f.Tell("Moved to 15 March")
	if got := strings.Join(featuretest.Texts(f.View()), " | "); !strings.Contains(got, "Moved to 15 March | Undo") {
		t.Errorf("it says %q", got)
	}
	w.Do(data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(data.NextTrack("Another", nil))}}) // that edit itself
	if got := strings.Join(featuretest.Texts(f.View()), " | "); !strings.Contains(got, "Moved") {
		t.Errorf("it says %q", got)
	}
	ran := false
	f.Tell("Saved", control.Item{Text: "Show it", Run: func() { ran = true }})
	if got := strings.Join(featuretest.Texts(f.View()), " | "); !strings.Contains(got, "Saved | Show it") || strings.Contains(got, "Undo") {
		t.Errorf("it says %q", got)
	}
	if featuretest.Press(t, f.View(), "Show it"); !ran {
		t.Error("nothing is shown")
	}
	f.Inform("Copied") // which cannot be undone
	if got := strings.Join(featuretest.Texts(f.View()), " | "); !strings.Contains(got, "Copied") || strings.Contains(got, "Undo") {
		t.Errorf("it says %q", got)
	}
	f.Tell("Saved", control.Item{Text: "Show it"})
	l := w.Host.Library
	ids := l.Snapshot().Columns.IDs
	l.Select(ids[0])
	w.Until("an event is selected", func() bool { return l.Event() != nil })
	if got := strings.Join(featuretest.Texts(f.View()), " | "); strings.Contains(got, "Show it") {
		t.Errorf("it still says %q", got)
	}
	// The event that is moved is shown again with its new date.
	again := 0
	stop := l.Subscribe(func(c library.Change) {
		if c.Kind == library.EventSelected {
			again++
		}
	})
	defer stop()
	moved := l.Event().Event
	moved.Importance = 5
	f.Tell("Moved to 16 March")
	w.Do(data.Edit{Label: "edit.event.change", Events: []data.Change[data.Event]{data.Update(l.Event().Event, moved)}})
	w.Until("it is shown as it is now", func() bool { return again > 0 && l.Event().Importance == 5 })
	if got := strings.Join(featuretest.Texts(f.View()), " | "); !strings.Contains(got, "Moved to 16 March | Undo") {
		t.Errorf("once the event is shown again it says %q", got)
	}
	l.Select(ids[1])
	w.Until("another event is selected", func() bool { return l.Selected() == ids[1] })
	if got := strings.Join(featuretest.Texts(f.View()), " | "); strings.Contains(got, "Moved") {
		t.Errorf("it still says %q", got)
	}
}

// Where nothing can be saved in the file any more, the line never says that all is saved,
// though nothing is being written.
func TestTheLineOfAFileThatIsAnother(t *testing.T) {
	for name, c := range map[string]struct {
		away func(path string) error
		want string
	}{
		"cut short": {func(path string) error { return os.Truncate(path, 8192) }, "a.tarikh · Written over: nothing is saved"},
		"deleted":   {os.Remove, "a.tarikh · Not in its place: nothing is saved"},
	} {
		t.Run(name, func(t *testing.T) {
			w, c := featuretest.New(t), c
			f := New(w.Host, &writing{}, &copies{})
			path := filepath.Join(t.TempDir(), "a.tarikh")
			store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), path, "A library")
			if err != nil {
				t.Fatal(err)
			}
			w.Show(store)
			if err := c.away(path); err != nil {
				t.Fatal(err)
			}
			said := func() string {
				return strings.NewReplacer("\u2068", "", "\u2069", "").Replace(strings.Join(featuretest.Texts(f.View()), " | "))
			}
			w.Until("the line says so", func() bool { return strings.Contains(said(), c.want) })
			if strings.Contains(said(), "Saved") {
				t.Errorf("it says %q", said())
			}
		})
	}
}
