package main

import (
	"io"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/ui/shell"
	"tarikh.org/tarikh/ui/state"
)

// mainCanvas is the canvas of the window that was made last.
func mainCanvas(t testing.TB) fyne.Canvas {
	t.Helper()
	all := fyne.CurrentApp().Driver().AllWindows()
	if len(all) == 0 {
		t.Fatal("there is no window")
	}
	return all[len(all)-1].Canvas()
}

// press types a key into whatever has the keyboard.
func press(t testing.TB, c fyne.Canvas, key fyne.KeyName) {
	t.Helper()
	if c.Focused() == nil {
		t.Fatal("nothing has the keyboard")
	}
	c.Focused().TypedKey(&fyne.KeyEvent{Name: key})
}

func TestTourOfTheFirstStart(t *testing.T) {
	on := map[string]fyne.KeyName{"en": fyne.KeyRight, "ar": fyne.KeyLeft}
	back := map[string]fyne.KeyName{"en": fyne.KeyLeft, "ar": fyne.KeyRight}
	for _, lang := range []string{"en", "ar"} {
		for _, c := range []struct {
			name string
			keys []fyne.KeyName
			gone bool
		}{
			{"it waits", nil, false},
			{"left at once", []fyne.KeyName{fyne.KeyEscape}, true},
			{"four steps", []fyne.KeyName{on[lang], on[lang], on[lang], on[lang]}, false},
			{"to its end", []fyne.KeyName{on[lang], fyne.KeyReturn, fyne.KeySpace, on[lang], fyne.KeyReturn}, true},
			{"back from the first step", []fyne.KeyName{back[lang], back[lang]}, false},
			{"to and fro", []fyne.KeyName{on[lang], back[lang], on[lang], on[lang], on[lang], on[lang]}, false},
		} {
			t.Run(lang+", "+c.name, func(t *testing.T) {
				w, q := startedWindow(t, lang, shell.Program{First: true})
				canvas := mainCanvas(t)
				q.until(t, "the tour begins", func() bool { return canvas.Overlays().Top() != nil })
				q.until(t, "every pane has something to show", func() bool { return w.Library().Event() != nil && w.Library().Article() != nil })
				for _, key := range c.keys {
					press(t, canvas, key)
				}
				if gone := canvas.Overlays().Top() == nil; gone != c.gone || w.State.Toured != c.gone {
					t.Errorf("gone: %t, remembered: %t, want %t", gone, w.State.Toured, c.gone)
				}
			})
		}
	}
}

func TestACrashIsTold(t *testing.T) {
	_, q := startedWindow(t, "en", shell.Program{Crash: filepath.Join(t.TempDir(), "report.txt"), First: true})
	canvas := mainCanvas(t)
	q.until(t, "the dialog", func() bool { return canvas.Overlays().Top() != nil })
	press(t, canvas, fyne.KeyEscape)
	if canvas.Overlays().Top() != nil {
		t.Error("the tour follows the news of a crash")
	}
}

func TestEachLibraryHasItsSizes(t *testing.T) {
	w, q := testWindow(t, "en")
	sample := w.Library().Path()
	other := filepath.Join(t.TempDir(), "other.tarikh")
	files := afero.NewOsFs()
	p := newProgram(files, io.Discard, io.Discard)
	store, err := p.libraries.Create(t.Context(), other, "Other")
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	open := func(path string) {
		w.Open(path)
		q.until(t, path+" is open", func() bool { return w.Library().Path() == path && w.State.Recent[0] == path })
	}
	w.State.Window.Timeline = state.ModePanes{Strip: 301, Start: 251}
	open(other)
	if got := w.State.Window.Timeline; got.Strip != 301 || got.Start != 251 {
		t.Errorf("a new library begins with %+v, want the sizes of the last one", got)
	}
	w.State.Window.Timeline.Strip = 402
	open(sample)
	if got := w.State.Window.Timeline; got.Strip != 301 || got.Start != 251 {
		t.Errorf("the first library comes back with %+v", got)
	}
	open(other)
	if got := w.State.Window.Timeline; got.Strip != 402 {
		t.Errorf("the second library comes back with %+v", got)
	}
}
