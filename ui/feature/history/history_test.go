package history

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// opened is the history of a library with some edits, each of which adds a track.
func opened(t testing.TB, edits int) (*featuretest.Window, *Feature) {
	t.Helper()
	return openedAs(t, edits, func(s data.Store) data.Store { return s })
}

// openedAs is opened with the library as something else.
func openedAs(t testing.TB, edits int, as func(data.Store) data.Store) (*featuretest.Window, *Feature) {
	t.Helper()
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	for i := range edits {
		if _, err := store.Apply(t.Context(), adding(fmt.Sprint("Track ", i))); err != nil {
			t.Fatal(err)
		}
	}
	w.Show(as(store))
	return w, New(w.Host)
}

func adding(name string) data.Edit {
	return data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: name, Colour: "red"})}}
}

func TestUndoAndRedo(t *testing.T) {
	w, f := opened(t, 0)
	if w.Run(f, "edit.undo") || w.Run(f, "edit.redo") || f.Undoable() != "" {
		t.Fatal("nothing can be undone in an empty library")
	}
	w.Do(adding("Sport"))
	if f.Undoable() != "edit.track.add" || !w.Run(f, "edit.undo") {
		t.Fatalf("%q cannot be undone", f.Undoable())
	}
	w.Until("the track is gone", func() bool { return len(w.Host.Library.Snapshot().Tracks) == 0 })
	if f.Redoable() != "edit.track.add" || !w.Run(f, "edit.redo") {
		t.Fatalf("%q cannot be made again", f.Redoable())
	}
	w.Until("the track is back", func() bool { return len(w.Host.Library.Snapshot().Tracks) == 1 })
}

// Undo that is pressed faster than the window follows takes back what was edited, and
// nothing of what the library was made with.
func TestUndoPressedQuickly(t *testing.T) {
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library", adding("Diplomacy"))
	if err != nil {
		t.Fatal(err)
	}
	w.Show(store)
	f := New(w.Host)
	tracks := func() int { return len(w.Host.Library.Snapshot().Tracks) }
	if tracks() != 1 || w.Run(f, "edit.undo") {
		t.Fatal("what the library was made with can be undone")
	}
	w.Do(adding("Sport"))
	w.Do(adding("Culture"))
	for range 5 {
		w.Run(f, "edit.undo") // the label stays that of the snapshot
	}
	w.Until("both edits are taken back", func() bool { return f.Undoable() == "" && !w.Host.Library.Saving() })
	if tracks() != 1 || f.Redoable() == "" {
		t.Errorf("%d tracks are left, want that of the beginning", tracks())
	}
	for range 5 {
		w.Run(f, "edit.redo")
	}
	w.Until("both edits are back", func() bool { return f.Redoable() == "" && !w.Host.Library.Saving() })
	if tracks() != 3 {
		t.Errorf("%d tracks, want 3", tracks())
	}
}

// A click goes back to right after an edit, and the list follows: also an edit that
// is made elsewhere meanwhile.
func TestGoingBackInTheList(t *testing.T) {
	w, _ := opened(t, 5)
	d := showDialog(w.Host)
	j := d.journal
	if !d.loading.Visible() {
		t.Error("it does not say that it is loading")
	}
	w.Until("the edits are listed", func() bool { return j.rows() == 6 }) // with the beginning
	if d.loading.Visible() {
		t.Error("it says that it is still loading")
	}
	if j.now() != 0 {
		t.Errorf("the library is at row %d of its history", j.now())
	}
	d.goTo(3)
	w.Until("three edits are taken back", func() bool { return len(w.Host.Library.Snapshot().Tracks) == 2 && j.now() == 3 })
	d.goTo(5)
	w.Until("all edits are taken back", func() bool { return len(w.Host.Library.Snapshot().Tracks) == 0 && j.now() == 5 })
	w.Do(adding("Another"))
	w.Until("the new edit is listed alone", func() bool { return j.rows() == 2 && j.now() == 0 })
	d.dialog.Close()
	w.Do(adding("One more"))
	if j.reading.Busy() || j.rows() != 2 {
		t.Error("a list that is closed is read again")
	}
}

// A step names what it is about, and when it was made.
func TestStepsNameWhatTheyAreAbout(t *testing.T) {
	w, f := opened(t, 1)
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		d := showDialog(w.Host)
		w.Until("the edits are listed", func() bool { return d.journal.rows() == 2 })
		row := control.NewStepRow(w.Host.Kit())
		d.fill(0, row)
		said := featuretest.Texts(row)
		want := map[string]string{"en": "Add track: Track 0", "ar": "إضافة مسار: \u2068Track 0\u2069"}[lang]
		if !slices.Contains(said, want) || !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, d.moment(d.journal.steps[0].Time)) }) {
			t.Errorf("%s: the row says %q", lang, said)
		}
		d.dialog.Close()
	}
}

// A long history is read a part at a time, to its beginning.
func TestLongHistoryIsReadInParts(t *testing.T) {
	w, _ := opened(t, atOnce+20)
	listed := 0
	j := newJournal(w.Host.Library, func() { listed++ })
	w.Until("the newest edits", func() bool { return listed == 1 })
	if j.rows() != atOnce || j.all {
		t.Fatalf("%d rows, all %v", j.rows(), j.all)
	}
	j.more()
	j.more() // lists them once
	w.Until("the others", func() bool { return listed == 2 })
	if j.rows() != atOnce+21 || !j.all {
		t.Fatalf("%d rows, all %v", j.rows(), j.all)
	}
	j.more()
	for i, s := range j.steps[1:] {
		if s.N >= j.steps[i].N {
			t.Fatalf("edit %d follows %d", s.N, j.steps[i].N)
		}
	}
	j.close()
}

// The history of a library that is only read cannot be gone back in.
func TestReadOnlyHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.tarikh")
	opener := sqlite.NewOpener(afero.NewOsFs(), "test")
	made, err := opener.Create(t.Context(), path, "A library")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := made.Apply(t.Context(), adding("Sport")); err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	store, err := opener.Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	w := featuretest.New(t)
	w.Show(store)
	f := New(w.Host)
	if w.Run(f, "edit.undo") {
		t.Error("an edit was undone in a library that is only read")
	}
	if !w.Run(f, "history") || w.Dialog() == nil {
		t.Fatal("no list is shown")
	}
	d := showDialog(w.Host)
	w.Until("the edits are listed", func() bool { return d.journal.rows() == 2 })
	d.goTo(1)
	if d.journal.busy {
		t.Error("it went back")
	}
}

// The list is made in the language in use, and is drawn in both.
func TestListInBothLanguages(t *testing.T) {
	w, f := opened(t, 1)
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		if !w.Run(f, "history") {
			t.Fatal("no list is shown")
		}
		w.Host.Canvas.Overlays().Top().Resize(fyne.NewSize(1200, 800))
		if w.Host.Canvas.Capture().Bounds().Empty() {
			t.Error("nothing is drawn")
		}
	}
}

// shared is a library of several people, in which one is ann, and every other step is desk's.
type shared struct{ data.Store }

func (s shared) Address() string { return "postgres://ann@db.example.org/news?library=1" }
func (s shared) Login() string   { return "ann" }

func (s shared) Steps(ctx context.Context, before int64, limit int) ([]data.Step, error) {
	steps, err := s.Store.Steps(ctx, before, limit)
	for i := range steps {
		steps[i].Who = []string{"ann", "desk"}[i%2]
	}
	return steps, err
}

// Where several people write, the history says whose each step is, and why one cannot go to
// that of somebody else.
func TestHistorySaysWho(t *testing.T) {
	w, f := openedAs(t, 2, func(s data.Store) data.Store { return shared{s} })
	w.Run(f, "history")
	says := func(words string) bool {
		return w.Dialog() != nil && strings.Contains(strings.Join(featuretest.Texts(w.Dialog()), "\n"), words)
	}
	w.Until("both are named", func() bool { return says("ann") && says("desk") })
	list, _ := featuretest.Find[*control.LongList](w.Dialog())
	list.SetCurrent(1)
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !says("This step is by") {
		t.Errorf("said is %q", featuretest.Texts(w.Dialog()))
	}
}

// far is a library whose server is away.
type far struct {
	shared
	data.Absent
}

func (far) Away() bool { return true }

func (far) Steps(context.Context, int64, int) ([]data.Step, error) { return nil, nil }

// While the server is away, nobody is told that nothing was ever done.
func TestHistoryWhileTheServerIsAway(t *testing.T) {
	w, f := openedAs(t, 1, func(s data.Store) data.Store { return far{shared: shared{s}} })
	w.Run(f, "history")
	k := w.Host.Kit()
	w.Until("it is said", func() bool { return slices.Contains(featuretest.Texts(w.Dialog()), k.T("history.away")) })
	if texts := featuretest.Texts(w.Dialog()); slices.Contains(texts, k.T("history.beginning")) {
		t.Errorf("said is %q", texts)
	}
}

// While the server is away, it is said why there is nothing more to undo.
func TestNothingToUndoWhileAway(t *testing.T) {
	w, f := openedAs(t, 0, func(s data.Store) data.Store { return far{shared: shared{s}} })
	if !w.Run(f, "edit.undo") || !slices.Contains(w.Told, w.Host.Kit().T("history.away.undo")) {
		t.Errorf("told is %q", w.Told)
	}
}
