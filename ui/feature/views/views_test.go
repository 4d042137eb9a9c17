package views

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/state"
)

// strip is a timeline that shows a span of time.
type strip struct {
	lo, hi int64
	span   dates.Date
	tracks int // how often these have changed
}

func (s *strip) Range() (lo, hi int64)          { return s.lo, s.hi }
func (s *strip) SpanInView() (dates.Date, bool) { return s.span, !s.span.IsZero() }
func (s *strip) GoTo(lo, hi int64)              { s.lo, s.hi = lo, hi }
func (s *strip) Update()                        { s.tracks++ }

func made(t testing.TB) (*featuretest.Window, *Feature, *strip) {
	t.Helper()
	w, s := featuretest.New(t), &strip{lo: 100, hi: 200}
	f := New(w.Host, s)
	w.ShowSample(sqlite.NewOpener(afero.NewOsFs(), "test"))
	return w, f, s
}

// add saves a view under a name.
func add(t testing.TB, w *featuretest.Window, f *Feature, name string) {
	t.Helper()
	before := len(f.saved())
	d, err := dates.Parse("2022-02")
	if err != nil {
		t.Fatal(err)
	}
	f.timeline.(*strip).span = d
	if !w.Run(f, "view.save") {
		t.Fatal("nothing is saved")
	}
	dialog := w.Host.Kit().Dialogs.Top()
	if dialog == nil {
		t.Fatal("no name is asked for")
	}
	dialog.Submit() // as it is offered
	w.Until("the view is saved", func() bool { return len(f.saved()) == before+1 })
	if got := f.saved()[before].Name; got != "February 2022" {
		t.Errorf("%q is offered", got)
	}
	v := f.saved()[before]
	named := v
	named.Name = name
	w.Do(data.Edit{Label: "edit.view.change", Views: []data.Change[data.View]{data.Update(v, named)}})
}

// The name that is offered is selected: what is typed replaces it.
func TestANameIsTypedOverTheOneOffered(t *testing.T) {
	w, f, s := made(t)
	had := len(f.saved())
	var err error
	if s.span, err = dates.Parse("2022-02"); err != nil {
		t.Fatal(err)
	}
	w.Run(f, "view.save")
	for _, r := range "Games" {
		w.Host.Canvas.Focused().TypedRune(r)
	}
	w.Host.Kit().Dialogs.Top().Submit()
	w.Until("the view is saved", func() bool { return len(f.saved()) == had+1 })
	if got := f.saved()[had].Name; got != "Games" {
		t.Errorf("the view is called %q", got)
	}
}

// A view brings back the filter, the time and the tracks.
func TestAViewIsSavedAndShown(t *testing.T) {
	w, f, s := made(t)
	l := w.Host.Library
	a := w.Host.State.Arrangement(l.Snapshot().Library.ID)
	track := l.Snapshot().Tracks[0].ID
	a.SetTrack(track, state.TrackView{Hidden: true})
	w.Filter("track:Sport")
	had := len(f.saved())
	if w.Run(f, "view.9") {
		t.Error("a view that is not there is shown")
	}
	add(t, w, f, "Games")
	a.SetTrack(track, state.TrackView{})
	s.lo, s.hi = 0, 1
	w.Filter("")
	id := "view." + string(rune('1'+had))
	if !w.Run(f, id) {
		t.Fatal("the view is not shown")
	}
	w.Until("filtered", func() bool { return !l.Filtering() })
	if l.Filter().String() != "track:Sport" || s.lo != 100 || s.hi != 200 || !a.Tracks[track].Hidden || s.tracks != 1 {
		t.Errorf("filtered by %q, %d to %d, tracks %+v", l.Filter(), s.lo, s.hi, a.Tracks)
	}
	for _, c := range f.Commands() {
		if c.ID == id && c.Detail() != "Games" {
			t.Errorf("its key says %q", c.Detail())
		}
	}
	if items := f.Items(); len(items) != had+2 || items[had+1].Text != "Games" {
		t.Errorf("the menu has %d items", len(items))
	}
}

// The list renames, reorders and deletes in one edit, once every view has a name.
func TestViewsAreChangedInOneEdit(t *testing.T) {
	w, f, _ := made(t)
	for _, name := range []string{"One", "Two", "Three"} {
		add(t, w, f, name)
	}
	names := func() (all []string) {
		for _, v := range f.saved() {
			all = append(all, v.Name)
		}
		return all
	}
	list := f.showList()
	list.Rows = list.Rows[len(list.Rows)-3:] // the sample's own go
	list.Rows[0].Name.SetText(" ")
	list.Dialog.Submit()
	if said := featuretest.Texts(w.Dialog()); !slices.Contains(said, w.Host.Kit().T("error.field.name")) {
		t.Fatalf("a view without a name is saved: %q", said)
	}
	list.Rows[0].Name.SetText("First")
	list.Move(list.Rows[0], 1)
	list.Remove(list.Rows[2])
	list.Dialog.Submit()
	w.Until("the views are changed", func() bool { return slices.Equal(names(), []string{"Two", "First"}) })
	w.Host.Library.Undo()
	w.Until("one step takes it back", func() bool { return len(names()) >= 3 && slices.Contains(names(), "One") })
}

func TestWithoutViews(t *testing.T) {
	w := featuretest.New(t)
	f := New(w.Host, &strip{})
	if w.Run(f, "views") || w.Run(f, "view.1") || w.Run(f, "view.save") {
		t.Error("views without a library")
	}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "Empty")
	if err != nil {
		t.Fatal(err)
	}
	if w.Show(store); !w.Run(f, "views") || w.Dialog() == nil {
		t.Error("nothing says that there are no views")
	}
}
