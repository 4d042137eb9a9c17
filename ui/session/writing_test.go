package session

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
)

// desk is a session over a new library, in a bubble of testing/synctest: its
// clock goes on only while everything waits.
type desk struct {
	t      *testing.T
	s      *Session
	posted chan func()
	path   string
	broken error // why edits are refused, nil if they are not
	failed []error
}

// at runs a test at a desk.
func at(t *testing.T, test func(d *desk)) {
	path := filepath.Join(t.TempDir(), "notes.tarikh")
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t, path: path, posted: make(chan func(), 100)}
		d.s = New(func(f func()) { d.posted <- f }, func(err error) { d.failed = append(d.failed, err) }, time.Now)
		store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(context.Background(), path, "Notes")
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			d.s.Close(nil)
			d.run()
		}()
		d.s.Show(failing{store, &d.broken}, nil)
		d.run()
		test(d)
	})
}

// run does all that can be done without the clock going on.
func (d *desk) run() {
	for {
		synctest.Wait()
		select {
		case f := <-d.posted:
			f()
		default:
			return
		}
	}
}

const tick = 10 * time.Millisecond

// pass lets time go by, a hundredth of a second after the other.
func (d *desk) pass(wait time.Duration) {
	for ; wait > 0; wait -= tick {
		time.Sleep(tick)
		d.run()
	}
}

// write begins a note on an article of the library.
func (d *desk) write() *Writing {
	d.t.Helper()
	day, err := dates.Parse("2022-01-20")
	if err != nil {
		d.t.Fatal(err)
	}
	a := data.Article{ID: data.NewID(), Title: "Article", Published: day}.WithText("text")
	d.s.Do(data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(a)}}, nil)
	d.run()
	if len(d.failed) > 0 {
		d.t.Fatal(d.failed)
	}
	d.s.Write(data.Annotation{ID: data.NewID(), Article: a.ID, Colour: "amber", Created: 1, Changed: 1}, nil)
	return d.s.Writing()
}

// typed is the note with a text.
func typed(w *Writing, text string) data.Annotation {
	n := w.Note()
	n.Text = text
	return n
}

// onDisk is the note's text as another program finds it.
func (d *desk) onDisk(id data.ID) string {
	d.t.Helper()
	if d.s.Library() == nil {
		d.t.Fatal("no library is shown")
	}
	notes, err := d.s.Store().Annotations(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	for _, n := range notes {
		if n.ID == id {
			return n.Text
		}
	}
	return ""
}

// While somebody types without a pause, quickly or slowly, what is on the disk is
// never more than two seconds behind: also where each key comes before what the
// clock has asked for is done.
func TestTypingWithoutAPauseIsWritten(t *testing.T) {
	for _, c := range []struct {
		name string
		key  time.Duration
		busy bool
	}{{"quickly", 100 * time.Millisecond, false}, {"slowly", pause - 10*time.Millisecond, false}, {"busily", 100 * time.Millisecond, true}} {
		t.Run(c.name, func(t *testing.T) {
			at(t, func(d *desk) {
				w, began := d.write(), time.Now()
				text := ""
				var when []time.Duration // each key was pressed
				for time.Since(began) < 10*time.Second {
					text += "a"
					w.Change(typed(w, text))
					when = append(when, time.Since(began))
					d.run()
					if c.busy {
						time.Sleep(c.key)
					} else {
						d.pass(c.key - tick)
					}
					now, have := time.Since(began), len(d.onDisk(w.Note().ID))
					if have < len(when) && now-when[have] > 2*time.Second {
						d.t.Fatalf("at %v the key of %v is not on the disk (%v)", now, when[have], w.Err())
					}
					if !c.busy {
						d.pass(tick)
					}
				}
			})
		})
	}
}

func TestKept(t *testing.T) {
	at(t, func(d *desk) {
		t, w := d.t, d.write()
		var told []Kept
		d.s.Subscribe(func(topic Topic) {
			if k := d.s.Kept(); topic == TopicSaving && (len(told) == 0 || told[len(told)-1] != k) {
				told = append(told, k)
			}
		})
		expect := func(what string, want ...Kept) {
			t.Helper()
			if got := d.s.Kept(); len(told) != len(want) || got != want[len(want)-1] {
				t.Fatalf("%s: told %v and is %v, want %v", what, told, got, want)
			}
			for i := range want {
				if told[i] != want[i] {
					t.Fatalf("%s: told %v, want %v", what, told, want)
				}
			}
			told = nil
		}
		w.Change(typed(w, "a"))
		expect("a key", Typed)
		d.pass(pause - 20*time.Millisecond)
		if d.s.Kept() != Typed {
			t.Errorf("before the pause: %v", d.s.Kept())
		}
		d.pass(40 * time.Millisecond)
		expect("a pause", Saving, Saved)
		if d.onDisk(w.Note().ID) != "a" {
			t.Error("said to be saved, and is not")
		}
		w.Change(typed(w, strings.Repeat("long ", 300_000)))
		d.pass(pause)
		expect("a note that is too long", Typed, Unsaved)
		d.pass(time.Minute)
		if d.s.Kept() != Unsaved || w.Err() == nil {
			t.Errorf("a minute later: %v, %v", d.s.Kept(), w.Err())
		}
		w.Change(typed(w, "b"))
		if d.s.Kept() != Unsaved {
			t.Errorf("after one more key: %v", d.s.Kept())
		}
		d.pass(pause)
		if d.s.Kept() != Saved || d.onDisk(w.Note().ID) != "b" {
			t.Errorf("short enough again: %v, %q", d.s.Kept(), d.onDisk(w.Note().ID))
		}
	})
}

// A text that cannot be written stays, however often it has failed before; nothing
// else is begun in its place, and it is tried again without a key.
func TestWhatCannotBeWrittenStays(t *testing.T) {
	at(t, func(d *desk) {
		t, w := d.t, d.write()
		d.broken = errors.New("the disk is full")
		w.Change(typed(w, "a"))
		d.pass(pause)
		if d.s.Kept() != Unsaved {
			t.Fatalf("not saved: %v", d.s.Kept())
		}
		for range 2 {
			var got error
			d.s.Settle(func(err error) { got = err })
			d.run()
			if !errors.Is(got, d.broken) || d.s.Writing() != w || w.Note().Text != "a" {
				t.Fatalf("settled: %v; the text is %q", got, w.Note().Text)
			}
		}
		d.s.Write(data.Annotation{ID: data.NewID(), Event: data.NewID()}, nil)
		d.run()
		if d.s.Writing() != w {
			t.Fatal("another note was begun over one that is not saved")
		}
		d.broken = nil
		d.pass(again)
		if d.s.Kept() != Saved || d.onDisk(w.Note().ID) != "a" || len(d.failed) > 0 {
			t.Errorf("with room again: %v, %q, told %v", d.s.Kept(), d.onDisk(w.Note().ID), d.failed)
		}
	})
}

// failing is a library that refuses edits while there is a reason.
type failing struct {
	data.Store
	why *error
}

func (f failing) Apply(ctx context.Context, e data.Edit) (data.Edit, error) {
	if *f.why != nil {
		return data.Edit{}, *f.why
	}
	return f.Store.Apply(ctx, e)
}
