package main

import (
	"context"
	"io"
	"log/slog"
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
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/shell"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text/layout"
)

// queue is the interface's goroutine of a test: what is posted waits until the
// test runs it, so that the race detector sees who touches what.
type queue chan func()

func (q queue) post(f func()) { q <- f }

// until runs what is posted until done reports true.
func (q queue) until(t testing.TB, what string, done func() bool) {
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

// opened is a session over a fresh sample library.
func opened(t testing.TB) (*library.Library, queue) {
	t.Helper()
	q := make(queue, 1024)
	s := library.New(q.post, func(err error) { t.Error(err) }, time.Now)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Open(context.Background(), sampleLibrary(t))
	if err != nil {
		t.Fatal(err)
	}
	shown := false
	s.Show(store, func() { shown = true })
	q.until(t, "the library is shown", func() bool { return shown })
	t.Cleanup(func() { closeSession(t, q, s) })
	return s, q
}

// closeSession lets the library go and waits until it is closed.
func closeSession(t testing.TB, q queue, s *library.Library) {
	t.Helper()
	closed := false
	s.Close(func(err error) {
		closed = true
		if err != nil {
			t.Error(err)
		}
	})
	q.until(t, "the library is closed", func() bool { return closed })
}

// selectTitled selects the event whose title holds a text.
func selectTitled(t testing.TB, s *library.Library, q queue, title string) {
	t.Helper()
	for _, id := range s.Snapshot().Columns.IDs {
		if c, ok := s.Caption(id); ok && strings.Contains(c.Title, title) {
			s.SelectAndRead(id)
			q.until(t, title+" is read", func() bool {
				return s.Event() != nil && s.Selected() == id && s.Article() != nil && s.Active().End > 0
			})
			return
		}
	}
	t.Fatalf("no event is called %q", title)
}

func TestSelectingOpensThePassage(t *testing.T) {
	s, q := opened(t)
	selectTitled(t, s, q, "Wuhan lockdown")
	x, a := s.Event().Excerpts[0], s.Article()
	if s.Active().Excerpt != x.ID || a.ID != x.Article {
		t.Errorf("the reader shows %+v of %s, want excerpt %s of %s", s.Active(), a.ID, x.ID, x.Article)
	}
	if got := a.Text[s.Active().Start:s.Active().End]; got != x.Anchor.Exact {
		t.Errorf("the passage is %q, want %q", got, x.Anchor.Exact)
	}
	ids := s.Snapshot().Columns.IDs
	before := slices.Index(ids, s.Selected())
	s.Step(1)
	q.until(t, "the next event", func() bool { return s.Selected() == ids[before+1] })
	s.Step(-1)
	q.until(t, "the event before", func() bool { return s.Selected() == ids[before] })
}

// A click that is overtaken by the next one must not bring its event back.
func TestLateAnswersAreDropped(t *testing.T) {
	s, q := opened(t)
	last := s.Snapshot().Columns.Len() - 1
	for i := range last + 1 {
		s.SelectAndRead(s.Snapshot().Columns.IDs[i])
	}
	want := s.Snapshot().Columns.IDs[last]
	q.until(t, "the last event", func() bool { return s.Event() != nil && s.Event().ID == want })
	for range 50 {
		select {
		case f := <-q:
			f()
		case <-time.After(5 * time.Millisecond):
		}
	}
	if s.Event().ID != want {
		t.Errorf("an older answer replaced the selected event: %q", s.Event().Title)
	}
}

func TestNotesAreWrittenAndUndone(t *testing.T) {
	s, q := opened(t)
	selectTitled(t, s, q, "Beijing summit")
	before := len(s.Event().Notes)
	n := data.Annotation{ID: data.NewID(), Event: s.Event().ID, Text: "قارن النصين", Colour: "amber", Tags: []string{"للتحقق"}, Created: 1, Changed: 1}
	s.Do(data.Edit{Label: "edit.note.add", Annotations: []data.Change[data.Annotation]{data.Insert(n)}}, nil)
	q.until(t, "the note is shown", func() bool { return len(s.Event().Notes) == before+1 })
	q.until(t, "the edit can be undone", func() bool { return s.Snapshot().UndoLabel == "edit.note.add" })
	s.Undo()
	q.until(t, "the note is gone", func() bool { return len(s.Event().Notes) == before })
	s.Redo()
	q.until(t, "the note is back", func() bool { return len(s.Event().Notes) == before+1 })
	if !slices.ContainsFunc(s.Event().Notes, func(have data.Annotation) bool { return have.ID == n.ID && have.Text == n.Text }) {
		t.Errorf("the note did not come back: %+v", s.Event().Notes)
	}
}

// testWindow is the program's window on Fyne's test driver.
func testWindow(t testing.TB, lang string) (*shell.Window, queue) {
	t.Helper()
	return startedWindow(t, lang, shell.Program{})
}

// startedWindow is a testWindow that knows of a program around it.
func startedWindow(t testing.TB, lang string, around shell.Program) (*shell.Window, queue) {
	t.Helper()
	a := test.NewTempApp(t)
	fonts, err := layout.EmbeddedWithReading(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := afero.NewOsFs()
	p := newProgram(files, io.Discard, io.Discard)
	q := make(queue, 1024)
	w, err := shell.New(shell.Config{
		App: a, Post: q.post, Libraries: p.libraries, Fonts: fonts, Assets: assets.Files, Files: files,
		StatePath: filepath.Join(dir, "state.json"), State: &state.State{}, Lang: lang,
		Now: time.Now, Log: slog.New(slog.DiscardHandler), Program: around,
		Sample: func(ctx context.Context, lang string) (string, error) {
			path := filepath.Join(dir, "sample.tarikh")
			store, err := p.libraries.CreateSample(ctx, assets.Files, path, "Sample", lang)
			if err != nil {
				return path, err
			}
			return path, store.Close()
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.Start("", true)
	q.until(t, "the sample is open", func() bool { return w.Library().Snapshot() != nil })
	return w, q
}

// Every pane and dialog is built, laid out and drawn in both languages.
func TestWindowDraws(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		t.Run(lang, func(t *testing.T) {
			w, q := testWindow(t, lang)
			win := test.NewTempWindow(t, w.Content())
			win.Resize(fyne.NewSize(1280, 800))
			s := w.Library()
			s.SelectAndRead(s.Snapshot().Columns.IDs[7])
			q.until(t, "an event is shown", func() bool { return s.Event() != nil })
			if picture := win.Canvas().Capture(); picture.Bounds().Dx() != 1280 {
				t.Errorf("picture is %v", picture.Bounds())
			}
		})
	}
}
