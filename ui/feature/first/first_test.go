package first

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// shelf is the libraries that were opened before.
type shelf struct{ opened []string }

func (s *shelf) Earlier(int) []string { return []string{"/home/amal/gas.tarikh"} }
func (s *shelf) Open(path string)     { s.opened = append(s.opened, path) }

// Every button of the page runs a command or opens a library, in both languages; the
// page is gone with the first event.
func TestAnEmptyLibraryBeginsWithTheFirstPage(t *testing.T) {
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{}
	f := New(w.Host, s)
	if f.Shown() {
		t.Error("it is shown without a library")
	}
	w.Show(store)
	for _, lang := range []string{"en", "ar"} {
		w.Relocale(lang, f)
		if !f.Shown() {
			t.Fatal("it is not shown")
		}
		view := f.View()
		w.Put(view)
		w.Ran, s.opened = nil, nil
		for _, o := range test.LaidOutObjects(view) {
			if b, ok := o.(*control.Button); ok {
				b.Tapped(&fyne.PointEvent{})
			}
		}
		want := []string{"article.files", "article.paste", "article.add", "import.files", "library.sample", "event.new", "library.open", "library.connect"}
		if !slices.Equal(w.Ran, want) || !slices.Equal(s.opened, []string{"/home/amal/gas.tarikh"}) {
			t.Errorf("%s: ran %v, opened %v", lang, w.Ran, s.opened)
		}
		words := featuretest.Texts(view)
		for _, key := range []string{"first.title", "first.add.title", "first.sample.title"} {
			if !slices.Contains(words, w.Host.Kit().T(key)) {
				t.Errorf("%s: %s is not said", lang, key)
			}
		}
	}
	w.Do(data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "Sport", Colour: "red"})}})
	if !f.Shown() {
		t.Error("it is gone with the first track")
	}
	w.Do(featuretest.NewReported(t).Edit())
	if f.Shown() {
		t.Error("it is shown beside an event")
	}
}

// A library that is only read offers no edits.
func TestAReadOnlyLibraryOffersNoEdits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.tarikh")
	opener := sqlite.NewOpener(afero.NewOsFs(), "test")
	made, err := opener.Create(t.Context(), path, "A library")
	if err != nil {
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
	f := New(w.Host, &shelf{})
	w.Show(store)
	words := featuretest.Texts(f.View())
	if slices.Contains(words, w.Host.Kit().T("first.add.title")) || !slices.Contains(words, w.Host.Kit().T("first.sample.title")) {
		t.Errorf("it says %q", words)
	}
}

// hosted is a library of a server.
type hosted struct{ data.Store }

func (hosted) Address() string { return "postgres://ann@db.example.org/news?library=1" }
func (hosted) Login() string   { return "ann" }

// What is added to a library of a server leaves the computer, and that is said.
func TestALibraryOfAServer(t *testing.T) {
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	f := New(w.Host, &shelf{})
	w.Show(hosted{store})
	words, k := featuretest.Texts(f.View()), w.Host.Kit()
	if slices.Contains(words, k.T("first.add.text")) || !slices.Contains(words, k.T("first.add.text.server")) {
		t.Errorf("said is %q", words)
	}
	if w.Host.WhyReadOnly() != k.T("notes.readonly.server") {
		t.Errorf("read-only is %q", w.Host.WhyReadOnly())
	}
}
