package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/pgtest"
)

// person is someone at a window of their own, whose log is read from its beginning to its
// end.
type person struct {
	*testing.T
	session
	login, address string
	read           int    // bytes of the log
	event          string // ID of the one that is selected
}

// arrives opens the program for a login; the first event is selected.
func arrives(t *testing.T, bin, login, address string) *person {
	t.Helper()
	p := &person{T: t, login: login, address: strings.Replace(address, pgtest.Owner+"@", login+"@", 1)}
	p.session = session{startProgram(t, bin, p.address), t.Context()}
	p.sees("the first frame", func(l logLine) bool { return l.Msg == "first frame" })
	x, y := windowAt(t, p.display)
	p.keys("mousemove", fmt.Sprint(x+9), fmt.Sprint(y+9), "sleep", "0.2", "key", "Home")
	p.event = p.sees("an event", func(l logLine) bool { return l.Msg == "event shown" }).ID
	return p
}

// sees waits for a line of the log behind the one that was waited for last.
func (p *person) sees(what string, found func(logLine) bool) (line logLine) {
	p.Helper()
	for deadline := time.Now().Add(3 * time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		raw, err := os.ReadFile(p.log)
		if err != nil {
			continue // not there yet
		}
		at := p.read
		for text := range strings.Lines(string(raw[at:])) {
			at += len(text)
			var l logLine
			if json.Unmarshal([]byte(text), &l) == nil && found(l) {
				p.read = at
				return l
			}
		}
	}
	raw, _ := os.ReadFile(p.log)
	p.Fatalf("%s never sees: %s; the log:\n%s\nof which was not read:\n%s", p.login, what, raw, raw[min(p.read, len(raw)):])
	return line
}

func (p *person) runs(command string) {
	p.Helper()
	p.sees("the command "+command, func(l logLine) bool { return l.Msg == "command" && l.ID == command })
}

// edited waits until an edit of one's own is the newest one to be undone.
func (p *person) edited(label string) {
	p.Helper()
	p.sees("its edit "+label, func(l logLine) bool { return l.Msg == "library shown" && l.Undo == label })
}

// notes writes a note on the selected event.
func (p *person) notes(text string) {
	p.Helper()
	p.keys("key", "n")
	p.runs("note.add")
	p.keys("type", "--delay", "40", text)
	p.edited("edit.note.add")
	p.keys("key", "ctrl+Return")
	p.readsNote(text)
}

func (p *person) readsNote(text string) {
	p.Helper()
	p.sees("the note "+text, func(l logLine) bool { return l.Msg == "note shown" && l.Text == text })
}

// looksAgain goes to another event and back to the first one, which has a title.
func (p *person) looksAgain(title string) {
	p.Helper()
	p.keys("key", "period")
	p.sees("another event", func(l logLine) bool { return l.Msg == "event shown" && l.ID != p.event })
	p.keys("key", "comma")
	if l := p.sees("the event", func(l logLine) bool { return l.Msg == "event shown" && l.ID == p.event }); l.Title != title {
		p.Errorf("%s reads the title %q, not %q", p.login, l.Title, title)
	}
}

// asksForm opens the form of the selected event and types another title; it is not saved.
func (p *person) asksForm(title string) {
	p.Helper()
	p.keys("key", "Return")
	p.runs("event.edit")
	p.keys("key", "ctrl+a", "type", "--delay", "40", title)
}

func (p *person) readsTitle(title string) {
	p.Helper()
	p.sees("the title "+title, func(l logLine) bool { return l.Msg == "event shown" && l.Title == title })
}

// hashOf is the content of a library at a place.
func hashOf(place string) (of [32]byte, err error) {
	p := newProgram(afero.NewOsFs(), io.Discard, io.Discard)
	err = p.reading(place, func(ctx context.Context, s data.Store) (err error) {
		of, err = data.ContentHash(ctx, s)
		return err
	})
	return of, err
}

// follows waits until the copy that the program keeps for when the server is away has the
// content of the server.
func (p *person) follows() {
	p.Helper()
	want, err := hashOf(p.address)
	if err != nil {
		p.Fatal(err)
	}
	var last error
	for deadline := time.Now().Add(3 * time.Minute); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		copies, err := filepath.Glob(filepath.Join(p.dir, "tarikh", "away", "*", "copy.tarikh"))
		if err != nil {
			p.Fatal(err)
		}
		if len(copies) != 1 {
			continue // not there yet
		}
		is, err := hashOf(copies[0])
		if err == nil && is == want {
			return
		}
		last = err
	}
	p.Fatalf("the copy of %s has other content than the server: %v", p.login, last)
}

// Two people work in one library, each at a window: what one writes the other reads, what
// both change is decided by key, and what is written while the server is away arrives when
// it is back. In the end both have the same, and the history says whose all of it is.
func TestTwoPeopleAtTheirWindows(t *testing.T) {
	if testing.Short() {
		t.Skip("a long test")
	}
	bin := buildProgram(t)
	server := pgtest.New(t, pgtest.Lasting()...)
	address, _, _ := strings.Cut(must(t, "copy", sampleLibrary(t), server.Address(pgtest.Owner, "postgres")), ": a copy")
	for _, login := range []string{"ann", "bob"} {
		must(t, "server", "add-user", address, login)
	}
	ann := arrives(t, bin, "ann", address)
	bob := arrives(t, bin, "bob", address)
	ann.sees("bob", func(l logLine) bool { return l.Msg == "others shown" && l.Who == "bob" })

	ann.notes("Seen in Geneva")
	bob.readsNote("Seen in Geneva")
	bob.notes("By whom")
	ann.readsNote("By whom")

	// Both change what they have read; bob saves when ann has.
	written := func(l logLine) bool { return l.Msg == "form written" }
	for _, c := range []struct {
		anns, bobs string
		decide     []string // keys
		want       string
	}{
		{"The title of ann", "The title of bob", []string{"key", "Return"}, "The title of bob"},
		{"Another of ann", "Another of bob", []string{"key", "Tab", "key", "Tab", "key", "space", "key", "ctrl+Return"}, "Another of ann"},
	} {
		bob.asksForm(c.bobs)
		ann.asksForm(c.anns)
		ann.keys("key", "ctrl+Return")
		ann.sees("the form written", written)
		bob.readsTitle(c.anns) // behind the form
		bob.keys("key", "ctrl+Return")
		bob.sees("a conflict", func(l logLine) bool { return l.Msg == "conflicts shown" })
		if out := must(t, "events", address); !strings.Contains(out, c.anns) || strings.Contains(out, c.bobs) {
			t.Errorf("before it is decided: %s", out)
		}
		bob.keys(c.decide...)
		bob.sees("that it is decided", func(l logLine) bool { return l.Msg == "conflicts decided" })
		bob.sees("the form written", written)
		bob.looksAgain(c.want)
		if c.want == c.bobs {
			ann.readsTitle(c.want)
		}
	}

	ann.follows()
	bob.follows()
	server.Kill(t, syscall.SIGQUIT)
	away := func(is bool) func(logLine) bool {
		return func(l logLine) bool { return l.Msg == "server" && l.Away == is }
	}
	ann.sees("that the server is away", away(true))
	bob.sees("that the server is away", away(true))
	bob.notes("Typed without a server")
	server.Restart(t)
	bob.sees("that the server is back", away(false))
	ann.readsNote("Typed without a server")

	for _, p := range []*person{ann, bob} {
		p.follows()
		p.looksAgain("Another of ann")
	}
	keepsAll(t, address)
}

// keepsAll checks what is on the server in the end: the notes, and in the history all that
// was written, also what was not chosen.
func keepsAll(t *testing.T, address string) {
	t.Helper()
	for _, note := range []string{"Seen in Geneva", "By whom", "Typed without a server"} {
		if out := must(t, "search", address, note); !strings.Contains(out, note) {
			t.Errorf("not found: %s", note)
		}
	}
	store, err := newProgram(afero.NewOsFs(), io.Discard, io.Discard).libraries.OpenPlace(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if problems, err := store.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %v, %v", problems, err)
	}
	journal, ok := store.(data.Journaler)
	if !ok {
		t.Fatal("there is no journal")
	}
	var history []string
	add := func(what string) {
		if n := len(history) - 1; n >= 0 && strings.HasPrefix(what, history[n]) { // saved while it was typed
			history[n] = what
			return
		}
		history = append(history, what)
	}
	for part, err := range journal.Journal(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range part.Edit.Events {
			add(part.Who + ": " + c.After.Title)
		}
		for _, c := range part.Edit.Annotations {
			add(part.Who + ": " + c.After.Text)
		}
	}
	want := []string{
		"ann: Seen in Geneva", "bob: By whom", "ann: The title of ann", "bob: The title of bob",
		"ann: Another of ann", "bob: Another of bob", "bob: Another of ann", "bob: Typed without a server",
	}
	if !slices.Equal(history, want) {
		t.Errorf("the history is %q", history)
	}
}
