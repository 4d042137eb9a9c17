package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/shell"
	"tarikh.org/tarikh/ui/state"
)

// typeNote begins a note by its key while another tab than that of the notes is shown,
// and types into it.
func typeNote(t testing.TB, w *shell.Window, q queue, text string) {
	t.Helper()
	s, canvas := w.Library(), mainCanvas(t)
	selectTitled(t, s, q, "Beijing summit")
	w.Commands().Run("found")
	canvas.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyN})
	q.until(t, "a note is begun", func() bool { return w.Notes().Writing() != nil })
	if canvas.Focused() == nil {
		t.Fatal("nothing has the keyboard")
	}
	for _, r := range text {
		canvas.Focused().TypedRune(r)
	}
	if got := w.Notes().Writing().Note().Text; got != text {
		t.Fatalf("typed %q, the note is %q", text, got)
	}
}

// settled waits until what is written is in the library.
func settled(t testing.TB, w *shell.Window, q queue) {
	t.Helper()
	done := false
	w.Notes().Settle(func(err error) {
		done = true
		if err != nil {
			t.Errorf("not written: %v", err)
		}
	})
	q.until(t, "the note is written", func() bool { return done })
	q.until(t, "the library is loaded again", func() bool { return !w.Library().Saving() })
}

// refuse makes the note that is being written one that no library takes.
func refuse(w *shell.Window) {
	n := w.Notes().Writing().Note()
	n.Author = strings.Repeat("a", 2*data.MaxTitle)
	w.Notes().Writing().Change(n)
}

// The note that N begins has the keyboard whichever tab was shown: its letters run
// no commands.
func TestTheKeyForANoteShowsIt(t *testing.T) {
	w, q := testWindow(t, "en")
	typeNote(t, w, q, "enter f")
	if mainCanvas(t).Overlays().Top() != nil {
		t.Error("a letter of the note opened something")
	}
}

// A note that cannot be saved stays whatever would close it, until the reader says
// that it may go.
func TestANoteThatIsNotSavedIsAskedAbout(t *testing.T) {
	for name, end := range map[string]func(t *testing.T, w *shell.Window){
		"Escape": func(t *testing.T, w *shell.Window) { press(t, mainCanvas(t), fyne.KeyEscape) },
		"Escape twice": func(t *testing.T, w *shell.Window) {
			f := mainCanvas(t).Focused()
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		},
		"quitting":     func(t *testing.T, w *shell.Window) { w.Commands().Run("app.quit") },
		"another note": func(t *testing.T, w *shell.Window) { w.Commands().Run("note.add") },
		"a library":    func(t *testing.T, w *shell.Window) { w.Open(sampleLibrary(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			w, q := testWindow(t, "en")
			s, canvas := w.Library(), mainCanvas(t)
			typeNote(t, w, q, "kept")
			refuse(w)
			path, note := s.Path(), w.Notes().Writing()
			failed := false
			w.Notes().Settle(func(err error) { failed = err != nil })
			q.until(t, "it cannot be saved", func() bool { return failed })
			for range 2 { // once more than it has failed already
				end(t, w)
				q.until(t, "the question", func() bool { return canvas.Overlays().Top() != nil })
				if n := len(canvas.Overlays().List()); n != 1 {
					t.Fatalf("%d dialogs", n)
				}
				if w.Notes().Writing() != note || note.Note().Text != "kept" || s.Path() != path {
					t.Fatal("the note is gone before the question is answered")
				}
				press(t, canvas, fyne.KeyReturn) // the main button keeps it
				if canvas.Overlays().Top() != nil || w.Notes().Writing() != note {
					t.Fatal("the note is not kept")
				}
				if canvas.Focused() == nil { // the editor has it again
					t.Fatal("nothing has the keyboard")
				}
			}
		})
	}
}

// What is typed while another library is being opened is asked about, too; if it is
// to stay, so is the library, and the other is closed again.
func TestTypingWhileALibraryOpens(t *testing.T) {
	w, q := testWindow(t, "en")
	typeNote(t, w, q, "kept")
	settled(t, w, q)
	path, other := w.Library().Path(), sampleLibrary(t)
	w.Open(other)
	refuse(w)
	canvas := mainCanvas(t)
	q.until(t, "the question", func() bool {
		return w.Library().Path() == path && canvas.Overlays().Top() != nil && w.Notes().Writing().Err() != nil
	})
	press(t, canvas, fyne.KeyReturn)
	q.until(t, "the other library is free", func() bool {
		st, err := sqlite.NewOpener(afero.NewOsFs(), "test").Open(t.Context(), other)
		if err != nil {
			return false
		}
		free := !st.Access().ReadOnly
		return st.Close() == nil && free
	})
	if w.Library().Path() != path || w.Notes().Writing() == nil {
		t.Error("the note is gone")
	}
}

// Of keys that come at once, the later ones run nothing under the dialog that the
// first one opens, and nothing while the note is typed that it begins.
func TestNoCommandRunsUnderADialog(t *testing.T) {
	w, q := testWindow(t, "en")
	s, canvas := w.Library(), mainCanvas(t)
	selectTitled(t, s, q, "Beijing summit")
	ran, post := 0, w.Post
	w.Post = func(f func()) { post(func() { f(); ran++ }) }
	for _, c := range []struct {
		keys    []fyne.KeyName
		dialogs int
		note    bool
	}{
		{[]fyne.KeyName{fyne.KeyE, fyne.KeyT, fyne.KeyN}, 1, false},
		{[]fyne.KeyName{fyne.KeyN, fyne.KeyE, fyne.KeyReturn}, 0, true},
	} {
		ran = 0
		for _, name := range c.keys {
			canvas.OnTypedKey()(&fyne.KeyEvent{Name: name})
		}
		q.until(t, "all keys are done with", func() bool { return ran == len(c.keys) })
		if n := len(canvas.Overlays().List()); n != c.dialogs || (w.Notes().Writing() != nil) != c.note {
			t.Errorf("%v: %d dialogs are open; a note is being written: %t", c.keys, n, w.Notes().Writing() != nil)
		}
		if c.dialogs > 0 {
			press(t, canvas, fyne.KeyEscape)
		}
	}
}

// A field that is typed in lets through the keys that write nothing: F3 steps through
// what was found, from the very field.
func TestFunctionKeysRunCommandsFromAField(t *testing.T) {
	w, q := testWindow(t, "en")
	s, canvas := w.Library(), mainCanvas(t)
	w.Commands().Run("search")
	for _, r := range "summit" {
		canvas.Focused().TypedRune(r)
	}
	q.until(t, "events are found", func() bool { c := w.Commands().Get("search.next"); return c.Enabled() })
	field := canvas.Focused()
	for range 2 {
		before := s.Selected()
		press(t, canvas, fyne.KeyF3)
		q.until(t, "another event is selected", func() bool { return s.Selected() != (data.ID{}) && s.Selected() != before })
	}
	if canvas.Focused() != field {
		t.Errorf("the keyboard is at %T", canvas.Focused())
	}
}

// At a logout the window is not closed first: what is typed is written and the library
// is one file. A backup that may take long is made at the next start.
func TestTheSystemEndsTheProgram(t *testing.T) {
	for _, c := range []struct {
		name    string
		took    time.Duration // the last backup
		backups int
	}{
		{"never backed up", 0, 0},
		{"quickly backed up", quick / 2, 1},
		{"slowly backed up", quick, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, q := testWindow(t, "en")
			path := sampleLibrary(t)
			w.State.Backups.Folder = t.TempDir()
			w.State.BackedUp(path, state.LastBackup{Took: c.took})
			open := func() {
				w.Open(path)
				q.until(t, "the library is open", func() bool { return w.Library().Path() == path && w.Library().Snapshot() != nil })
			}
			open()
			typeNote(t, w, q, "the last words")
			id, ended := w.Notes().Writing().Note().ID, false
			w.End(func() { ended = true })
			q.until(t, "all is closed", func() bool { return ended })
			if got := leftBeside(t, path); len(got) != 1 {
				t.Errorf("left: %q", got)
			}
			if got := noteOnDisk(t, path, id); got != "the last words" {
				t.Errorf("the note is %q", got)
			}
			if n := len(copies(t, w.State.Backups.Folder)); n != c.backups {
				t.Errorf("%d backups, want %d", n, c.backups)
			}
			open()
			q.until(t, "it is backed up", func() bool { return len(copies(t, w.State.Backups.Folder)) == 1 && !w.State.LastBackups[path].Due })
			ended = false
			w.End(func() { ended = true }) // which waits for the backup that closing makes
			q.until(t, "all is closed again", func() bool { return ended })
		})
	}
}

// The system ends the program while a library is loaded: what is answered after the window
// has gone touches it no more, and the place where the library was left stays.
func TestNothingIsShownAfterTheWindow(t *testing.T) {
	w, q := testWindow(t, "en")
	sample, path := w.Library().Path(), sampleLibrary(t)
	open := func(path string) {
		w.Open(path)
		q.until(t, "the library is open", func() bool { return w.Library().Path() == path && w.Library().Snapshot() != nil })
	}
	open(path)
	id := w.Library().Snapshot().Library.ID
	w.Commands().Run("event.last")
	q.until(t, "an event is selected", func() bool { return w.Library().Event() != nil })
	open(sample)
	left := *w.State.Arrangement(id).Last
	windows := fyne.CurrentApp().Driver().AllWindows()
	window := windows[len(windows)-1]
	const title = "as it was"
	window.SetTitle(title)
	w.Open(path)
	w.Run() // which the test's driver ends at once
	q.until(t, "the library is loaded", func() bool { return w.Library().Path() == path && w.Library().Snapshot() != nil })
	ended := false
	w.End(func() { ended = true })
	q.until(t, "all is closed", func() bool { return ended })
	if window.Title() != title {
		t.Errorf("the title is %q", window.Title())
	}
	if got := *w.State.Arrangement(id).Last; got != left || left.Event == (data.ID{}) {
		t.Errorf("the place is %+v, was %+v", got, left)
	}
}

// quick is what a backup must have taken less than to be made again at a logout.
const quick = time.Second

// copies are the backups in a folder.
func copies(t testing.TB, dir string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".tarikh" {
			found = append(found, path)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return found
}

func leftBeside(t testing.TB, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), filepath.Base(path)) {
			names = append(names, e.Name())
		}
	}
	return names
}

func noteOnDisk(t testing.TB, path string, id data.ID) string {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	notes, err := store.Annotations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if i := slices.IndexFunc(notes, func(n data.Annotation) bool { return n.ID == id }); i >= 0 {
		return notes[i].Text
	}
	return ""
}
