package shell

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/sqlite/file"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/lists"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
)

// posted is the interface's goroutine of a test.
type posted chan func()

func (q posted) until(t testing.TB, what string, done func() bool) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for !done() {
		select {
		case f := <-q:
			f()
		case <-limit:
			t.Fatalf("never happened: %s", what)
		}
	}
}

// smallLibrary makes a library with an event and an article at a path.
func smallLibrary(t testing.TB, path string) {
	t.Helper()
	day, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	track := data.NextTrack("Sport", nil)
	event := data.Event{ID: data.NewID(), Title: "The games open", Date: day, Track: track.ID, Importance: 3}
	article := data.Article{ID: data.NewID(), Title: "Games", Published: day}.WithText("The games opened on 4 February 2022.\n")
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), path, "Small")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), data.Edit{
		Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(event)},
		Articles: []data.Change[data.Article]{data.Insert(article)},
	}); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// small opens a window with a small library; the folder is that of documents.
func small(t testing.TB, lang string) (*Window, posted, string) {
	t.Helper()
	a := test.NewTempApp(t)
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	dir, documents := t.TempDir(), t.TempDir()
	files := afero.NewOsFs()
	opener := sqlite.NewOpener(files, "test")
	path := filepath.Join(dir, "small.tarikh")
	smallLibrary(t, path)
	q := make(posted, 4096)
	w, err := New(Config{
		App: a, Post: func(f func()) { q <- f }, Libraries: &app.Libraries{Opener: opener, Rescuer: opener, Files: files, Now: time.Now}, Fonts: fonts,
		Publisher: &app.Publisher{Formats: exchange.Formats(), Files: files, Disk: file.Disk{Files: files}}, Assets: assets.Files, Files: files,
		StatePath: filepath.Join(dir, "state.json"), State: &state.State{}, Lang: lang, Documents: documents,
		Now: time.Now, Log: slog.New(slog.DiscardHandler),
		Sample: func(context.Context, string) (string, error) { return path, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	w.Start("", true)
	q.until(t, "the library is open", func() bool { return w.life.lib.Snapshot() != nil && w.life.shown == path })
	t.Cleanup(func() {
		closed := false
		w.life.lib.Close(func(err error) {
			if closed = true; err != nil {
				t.Error(err)
			}
		})
		q.until(t, "the library is closed", func() bool { return closed })
	})
	return w, q, documents
}

// field is the entry that has the keyboard.
func (w *Window) field(t testing.TB) *control.Entry {
	t.Helper()
	e, ok := w.life.win.Canvas().Focused().(*control.Entry)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.life.win.Canvas().Focused())
	}
	return e
}

// A new library is asked for by its title, which is selected, is made in the folder
// of documents, and keeps nothing of the one before.
func TestANewLibraryBeginsAnew(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		t.Run(lang, func(t *testing.T) {
			w, q, documents := small(t, lang)
			s := w.life.lib
			w.life.run("search")
			w.life.search.Type("games")
			w.life.run("notes")
			w.life.run("events")
			w.life.run("events.all")
			w.life.columns.end.Select(tabFound)
			w.life.strip.Line().Measure(0, 1000)
			s.SelectAndRead(s.Snapshot().Columns.IDs[0])
			q.until(t, "the event is selected", func() bool { return s.Event() != nil && w.life.commands.Get("events.copy").On() })

			w.life.run("library.new")
			title := w.field(t)
			if title.SelectedText() != title.Text() || title.Text() == "" {
				t.Errorf("of the title %q, %q is selected", title.Text(), title.SelectedText())
			}
			title.SetText("Beijing: 2022")
			title.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			title.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			q.until(t, "it is made", func() bool { return s.Snapshot() != nil && s.Snapshot().Library.Title == "Beijing: 2022" })
			q.until(t, "it is shown", func() bool { return w.life.shown == s.Path() })
			if want := filepath.Join(documents, "Beijing 2022.tarikh"); s.Path() != want {
				t.Errorf("it is at %q, want %q", s.Path(), want)
			}
			if w.life.dialogs.Top() != nil {
				t.Error("a dialog is still open")
			}
			if a, b, c := w.life.columns.start.Selected(), w.life.columns.middle.Selected(), w.life.columns.end.Selected(); a != tabEvent || b != lists.ArticlesTab || c != tabNotes {
				t.Errorf("the tabs are %s, %s and %s", a, b, c)
			}
			if _, _, ok := w.life.strip.Line().Measured(); ok || w.life.commands.Get("events.copy").On() || s.Event() != nil {
				t.Error("something is still selected")
			}
			if w.life.commands.Get("search.clear").On() || w.life.search.Lit() != nil {
				t.Error("it is still searched")
			}
		})
	}
}

// says reports whether an object shows some words.
func says(o fyne.CanvasObject, words string) bool {
	return o != nil && slices.ContainsFunc(test.LaidOutObjects(o), func(part fyne.CanvasObject) bool {
		l, ok := part.(*text.Label)
		return ok && l.Visible() && strings.Contains(l.Text(), words)
	})
}

// A library whose file is there already is not written over, and what was typed
// stays.
func TestANewLibraryReplacesNone(t *testing.T) {
	w, q, documents := small(t, "en")
	there := filepath.Join(documents, "Untitled.tarikh")
	if err := os.WriteFile(there, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := w.life.lib.Path()
	w.life.run("library.new")
	top := w.life.dialogs.Top()
	top.Submit()
	q.until(t, "the reason is shown", func() bool { return says(w.life.win.Canvas().Overlays().Top(), "already exists") })
	if raw, err := os.ReadFile(there); string(raw) != "mine" || w.life.lib.Path() != path || w.life.dialogs.Top() != top {
		t.Errorf("the file is %q, %v; open is %q", raw, err, w.life.lib.Path())
	}
	top.Close()
}

// The title of a library can be changed, and that undone.
func TestALibraryIsRenamed(t *testing.T) {
	w, q, _ := small(t, "en")
	s := w.life.lib
	w.life.run("library.title")
	title := w.field(t)
	if title.Text() != "Small" {
		t.Errorf("asked for %q", title.Text())
	}
	title.SetText("Large")
	w.life.dialogs.Top().Submit()
	q.until(t, "it is renamed", func() bool { return s.Snapshot().Library.Title == "Large" && w.life.win.Title() == "Large – Tarikh" })
	w.life.run("edit.undo")
	q.until(t, "that is undone", func() bool { return s.Snapshot().Library.Title == "Small" })
}
