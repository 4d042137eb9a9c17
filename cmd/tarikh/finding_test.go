package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/command"
)

// Everything that is done by a button, a menu or a key is a command of the table,
// and the palette has every command under its name in either language.
func TestEveryActionIsInThePalette(t *testing.T) {
	w, _ := testWindow(t, "en")
	called := regexp.MustCompile(`\b(?:[rR]un|Item|item|icon|link|action)\("([a-z]+(?:\.[a-z0-9]+)*)"`)
	found := 0
	for _, folder := range []string{"shell", "feature", "feature/*"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "ui", folder, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files in %s: %v", folder, err)
		}
		for _, path := range files {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range called.FindAllStringSubmatch(string(source), -1) {
				found++
				if w.Commands().Get(m[1]) == nil {
					t.Errorf("%s runs %q, which is no command", filepath.Base(path), m[1])
				}
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d calls were found: does the pattern still fit the code?", found)
	}
	named := w.Named()
	if len(named) != len(w.Commands().All()) {
		t.Errorf("the palette has %d of %d commands", len(named), len(w.Commands().All()))
	}
	names := make([][]string, len(named))
	for i, n := range named {
		names[i] = n.Names
		if len(n.Names) != 2 {
			t.Errorf("%s has the names %q", n.ID, n.Names)
		}
	}
	for i, n := range named {
		for _, name := range n.Names {
			ranked := command.Rank(name, names)
			if !slices.ContainsFunc(ranked, func(r command.Ranked) bool { return r.Place == i }) {
				t.Errorf("%q does not find %s", name, n.ID)
			}
		}
	}
}

// The sheet of keys and the palette begin with libraries, then steps of the history
// and moving between events, and end with leaving the program.
func TestOrderOfCommands(t *testing.T) {
	w, _ := testWindow(t, "en")
	all := w.Commands().All()
	at := func(id string) int {
		return slices.IndexFunc(all, func(c *command.Command) bool { return c.ID == id })
	}
	order := []string{"library.new", "edit.undo", "event.previous", "event.edit", "view.fit", "note.add", "search", "settings", "app.quit"}
	if !slices.IsSortedFunc(order, func(a, b string) int { return at(a) - at(b) }) || at(order[0]) != 0 || at("app.quit") != len(all)-1 {
		for _, id := range order {
			t.Errorf("%d: %s", at(id), id)
		}
	}
}

func TestKeysAreChangedAtOnce(t *testing.T) {
	w, q := testWindow(t, "en")
	s := w.Library()
	win := test.NewTempWindow(t, w.Content())
	win.Resize(fyne.NewSize(1280, 800))
	fifth := s.Snapshot().Columns.IDs[5]
	s.SelectAndRead(fifth)
	q.until(t, "an event is shown", func() bool { return s.Selected() == fifth })
	w.SetKeys("event.next", []command.Key{command.Plain(fyne.KeyW)})
	if c := w.Commands().ForKey(&fyne.KeyEvent{Name: fyne.KeyW}); c == nil || c.ID != "event.next" {
		t.Fatalf("W belongs to %v", c)
	}
	if c := w.Commands().Get("view.in"); slices.Contains(c.Keys, command.Plain(fyne.KeyW)) || len(c.Keys) == 0 {
		t.Errorf("zooming in has %v", c.Keys)
	}
	if c := w.Commands().ForKey(&fyne.KeyEvent{Name: fyne.KeyRight}); c != nil {
		t.Errorf("the key before still runs %s", c.ID)
	}
	if got := w.State.Keys["event.next"]; !slices.Equal(got, []string{"W"}) {
		t.Errorf("remembered are %v", got)
	}
	w.SetKeys("event.next", []command.Key{command.Plain(fyne.KeyRight), command.Plain(fyne.KeyPeriod)})
	if len(w.State.Keys) != 0 || !slices.Contains(w.Commands().Get("view.in").Keys, command.Plain(fyne.KeyW)) {
		t.Errorf("after going back %v are remembered", w.State.Keys)
	}
}

// write types into what has the keyboard.
func write(c fyne.Canvas, text string) {
	for _, r := range text {
		c.Focused().TypedRune(r)
	}
}

// The field, the results, the panel of the filter, the table and the palette are
// built, laid out, drawn and used in both languages.
func TestFindingInTheWindow(t *testing.T) {
	for lang, words := range map[string]struct{ search, palette, command string }{
		"en": {"winter", "zoom to f", "view.fit"},
		"ar": {"الشتوي", "zoom to f", "view.fit"},
	} {
		t.Run(lang, func(t *testing.T) {
			w, q := testWindow(t, lang)
			s := w.Library()
			c := w.Canvas()
			w.Resize(fyne.NewSize(1280, 800))
			run := func(id string) {
				t.Helper()
				if !w.Commands().Run(id) {
					t.Fatalf("%s did not run", id)
				}
			}
			draw := func() {
				if !testing.Short() { // in software, a picture takes a second or two
					c.Capture()
				}
			}
			run("search")
			write(c, words.search)
			q.until(t, "results", func() bool { return w.Commands().Get("search.event.next").On() })
			draw()
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			q.until(t, "the first hit", func() bool { return s.Event() != nil })
			before := s.Selected()
			run("search.event.next")
			q.until(t, "the next hit on the timeline", func() bool { return s.Selected() != before })

			run("search.filter")
			q.until(t, "the search is a filter", func() bool { return !s.Filtering() && !s.Filter().Empty() && !w.Commands().Get("search.clear").On() })
			if s.Shown().All || s.Shown().Len() == 0 {
				t.Errorf("%d events are shown", s.Shown().Len())
			}
			run("filter")
			draw()
			run("events")
			run("events.all")
			draw()
			if !w.Commands().Get("events.importance").On() {
				t.Error("nothing is selected")
			}
			run("filter.clear")
			q.until(t, "everything is shown", func() bool { return !s.Filtering() && s.Shown().All })

			run("palette")
			if c.Overlays().Top() == nil {
				t.Fatal("no palette")
			}
			write(c, words.palette)
			draw()
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			q.until(t, "the command of the palette", func() bool { return slices.Equal(w.State.Commands, []string{words.command}) })
			if c.Overlays().Top() != nil {
				t.Error("the palette stays")
			}
			run("keys.change")
			q.until(t, "the dialog of keys", func() bool { return c.Overlays().Top() != nil })
			c.Capture()
		})
	}
}

func TestTheFilterIsRememberedByLibrary(t *testing.T) {
	w, q := testWindow(t, "en")
	s := w.Library()
	s.SetFilter(query.Parse("track:Sport", query.Options{}))
	q.until(t, "filtered", func() bool { return !s.Filtering() })
	if a := w.State.Arrangement(s.Snapshot().Library.ID); a.Filter != "track:Sport" {
		t.Errorf("remembered is %q", a.Filter)
	}
	path := s.Path()
	closed := false
	s.Close(func(error) { closed = true })
	q.until(t, "closed", func() bool { return closed })
	w.Open(path)
	q.until(t, "opened again as it was left", func() bool { return s.Shown() != nil && !s.Shown().All && !s.Filtering() })
}
