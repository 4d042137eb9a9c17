package libraries

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// around is the window around the feature.
type around struct {
	leaving, shown int
	loaded         []string
	damaged        []string
	unsaved        bool // the reader stays with a note that could not be saved
}

func (a *around) SavePosition()                  { a.leaving++ }
func (a *around) Loaded(path string)             { a.loaded = append(a.loaded, path) }
func (a *around) Shown()                         { a.shown++ }
func (a *around) MenuPlace() fyne.CanvasObject   { return control.Gap(10, 10) }
func (a *around) Damaged(path string, err error) { a.damaged = append(a.damaged, path) }

func (a *around) Leave(goOn, stay func()) {
	if a.unsaved {
		stay()
	} else {
		goOn()
	}
}

func made(t *testing.T) (*featuretest.Window, *Feature, *around, string) {
	t.Helper()
	folder := t.TempDir()
	w, a := featuretest.New(t), &around{}
	store := sqlite.NewOpener(afero.NewOsFs(), "test")
	f := New(w.Host, Parts{
		Libraries: &app.Libraries{Opener: store, Rescuer: store, Files: afero.NewOsFs(), Now: time.Now},
		Lang:      func() string { return "en" }, Documents: folder, Window: a, Notes: a, Backups: a,
		Sample: func(ctx context.Context, lang string) (string, error) {
			path := filepath.Join(folder, "sample-"+lang+Extension)
			made, err := store.Create(ctx, path, "Sample")
			if err != nil {
				return "", err
			}
			return path, made.Close()
		},
	})
	t.Cleanup(w.Close)
	return w, f, a, folder
}

// A new library has the title that was typed, lies in the folder of documents, is shown
// and remembered; the same name again is refused in the dialog.
func TestNewLibrary(t *testing.T) {
	w, f, a, folder := made(t)
	w.Run(f, "library.new")
	top := w.Host.Kit().Dialogs.Top()
	top.Submit()
	w.Until("it is shown", func() bool { return a.shown == 1 })
	path := w.Host.Library.Path()
	if filepath.Dir(path) != folder || w.Host.Library.Snapshot().Library.Title != w.Host.Kit().T("library.untitled") {
		t.Errorf("%q is at %s", w.Host.Library.Snapshot().Library.Title, path)
	}
	if w.Host.State.Recent[0] != path || a.loaded[0] != path || a.leaving != 1 {
		t.Errorf("remembered are %v, loaded %v, left %d times", w.Host.State.Recent, a.loaded, a.leaving)
	}
	w.Run(f, "library.new")
	again := w.Host.Kit().Dialogs.Top()
	again.Submit()
	words := len(featuretest.Texts(w.Dialog()))
	w.Until("it is refused", func() bool {
		return len(featuretest.Texts(w.Dialog())) > words || slices.ContainsFunc(featuretest.Texts(w.Dialog()), func(s string) bool { return strings.Contains(s, "exists") })
	})
	if a.shown != 1 || w.Host.Kit().Dialogs.Top() != again {
		t.Error("a library was made over another")
	}
}

// The sample is made and opened; another that is not there is told and forgotten, and the
// open one stays.
func TestOpening(t *testing.T) {
	w, f, a, folder := made(t)
	f.Start("", true)
	w.Until("the sample is shown", func() bool { return a.shown == 1 })
	sample := w.Host.Library.Path()
	gone := filepath.Join(folder, "gone"+Extension)
	w.Host.State.Recent = append(w.Host.State.Recent, gone)
	f.Open(gone)
	w.Until("it is told", func() bool { return len(w.Failed) == 1 })
	if w.Host.Library.Path() != sample || len(w.Host.State.Recent) != 1 {
		t.Errorf("open is %s, remembered are %v", w.Host.Library.Path(), w.Host.State.Recent)
	}
	broken := filepath.Join(folder, "broken"+Extension)
	whole, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(broken, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	f.Open(broken)
	w.Until("the damage is told", func() bool { return len(a.damaged) == 1 })
	if a.damaged[0] != broken || w.Host.Library.Path() != sample {
		t.Errorf("damaged are %v, open is %s", a.damaged, w.Host.Library.Path())
	}
	if len(f.Recent(5)) != 0 {
		t.Error("the open library is among the recent ones")
	}
}

// A note that cannot be saved keeps its library open.
func TestAnUnsavedNoteKeepsItsLibrary(t *testing.T) {
	w, f, a, folder := made(t)
	f.Start("", true)
	w.Until("the sample is shown", func() bool { return a.shown == 1 })
	a.unsaved = true
	f.Open(filepath.Join(folder, "other"+Extension))
	w.Run(f, "library.new")
	w.Host.Kit().Dialogs.Top().Submit()
	if a.leaving != 1 || len(w.Failed) != 0 {
		t.Errorf("left %d times, failed %v", a.leaving, w.Failed)
	}
}

// A library whose file has two names says so when it is opened, and a copy of it is
// offered.
func TestALibraryWithTwoNamesOffersACopy(t *testing.T) {
	w, f, a, folder := made(t)
	path, err := f.Sample(t.Context(), "en")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Link(path, filepath.Join(folder, "other"+Extension)); err != nil {
		t.Fatal(err)
	}
	f.Open(path)
	w.Until("it is shown", func() bool { return a.shown == 1 })
	k := w.Host.Kit()
	if k.Dialogs.Top() == nil || !slices.Contains(featuretest.Texts(w.Dialog()), k.T("linked.title")) || w.Host.Library.Writable() {
		t.Fatal("nothing is said")
	}
	k.Dialogs.Top().Submit()
	w.Until("a name for a copy is asked for", func() bool {
		return w.Dialog() != nil && slices.Contains(featuretest.Texts(w.Dialog()), k.T("command.library.copy"))
	})
}

// A log of another copy beside a library is asked about; put aside, the library opens.
func TestALogOfAnotherCopyIsPutAside(t *testing.T) {
	w, f, a, folder := made(t)
	path, err := f.Sample(t.Context(), "en")
	if err != nil {
		t.Fatal(err)
	}
	// The beginning of a log is enough: the library was closed without one.
	log := append([]byte{0x37, 0x7f, 0x06, 0x82}, make([]byte, 5000)...)
	if err := os.WriteFile(path+"-wal", log, 0o600); err != nil {
		t.Fatal(err)
	}
	f.Open(path)
	k := w.Host.Kit()
	w.Until("it is asked about", func() bool {
		return k.Dialogs.Top() != nil && a.shown == 0 && slices.Contains(featuretest.Texts(w.Dialog()), k.T("stray.title"))
	})
	k.Dialogs.Top().Submit()
	w.Until("it is shown", func() bool { return a.shown == 1 })
	left, err := os.ReadDir(folder)
	if err != nil || !slices.ContainsFunc(left, func(e os.DirEntry) bool {
		return strings.HasSuffix(e.Name(), "-wal") && strings.Contains(e.Name(), "log ")
	}) {
		t.Errorf("%v, %v", left, err)
	}
}
