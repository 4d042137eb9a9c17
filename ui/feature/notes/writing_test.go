package notes

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
	"tarikh.org/tarikh/data/reconcile"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/library"
)

// bubble is a writer over a new library, in a bubble of testing/synctest: its clock goes
// on only while everything waits.
type bubble struct {
	*writer
	t      *testing.T
	posted chan func()
	path   string
	broken error // why edits are refused, nil if they are not
	failed []error
}

// at runs a test at a writer.
func at(t *testing.T, test func(d *bubble)) {
	path := filepath.Join(t.TempDir(), "notes.tarikh")
	synctest.Test(t, func(t *testing.T) {
		d := &bubble{t: t, path: path, posted: make(chan func(), 100)}
		post, fail := func(f func()) { d.posted <- f }, func(err error) { d.failed = append(d.failed, err) }
		d.writer = newWriter(library.New(post, fail, time.Now), post, fail)
		store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(context.Background(), path, "Notes")
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			d.library.Close(nil)
			d.run()
		}()
		d.library.Show(failing{store, &d.broken}, nil)
		d.run()
		test(d)
	})
}

// run does all that can be done without the clock going on.
func (d *bubble) run() {
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
func (d *bubble) pass(wait time.Duration) {
	for ; wait > 0; wait -= tick {
		time.Sleep(tick)
		d.run()
	}
}

// write begins a note on an article of the library.
func (d *bubble) begin() *Writing {
	d.t.Helper()
	day, err := dates.Parse("2022-01-20")
	if err != nil {
		d.t.Fatal(err)
	}
	a := data.Article{ID: data.NewID(), Title: "Article", Published: day}.WithText("text")
	d.library.Do(data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(a)}}, nil)
	d.run()
	if len(d.failed) > 0 {
		d.t.Fatal(d.failed)
	}
	d.write(data.Annotation{ID: data.NewID(), Article: a.ID, Colour: "amber", Created: 1, Changed: 1}, nil)
	return d.Writing()
}

// typed is the note with a text.
func typed(w *Writing, text string) data.Annotation {
	n := w.Note()
	n.Text = text
	return n
}

// onDisk is the note's text as another program finds it.
func (d *bubble) onDisk(id data.ID) string {
	d.t.Helper()
	if d.library.Snapshot() == nil {
		d.t.Fatal("no library is shown")
	}
	notes, err := d.library.Store().Annotations(context.Background())
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

// While the reader types without a pause, quickly or slowly, what is on the disk is
// never more than two seconds behind: also where each key comes before what the clock
// has asked for is done.
func TestTypingWithoutAPauseIsWritten(t *testing.T) {
	for _, c := range []struct {
		name string
		key  time.Duration
		busy bool
	}{{"quickly", 100 * time.Millisecond, false}, {"slowly", pause - 10*time.Millisecond, false}, {"busily", 100 * time.Millisecond, true}} {
		t.Run(c.name, func(t *testing.T) {
			at(t, func(d *bubble) {
				w, began := d.begin(), time.Now()
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
	at(t, func(d *bubble) {
		t, w := d.t, d.begin()
		var told []Kept
		d.Subscribe(func(c Change) {
			if k := d.Kept(); c == KeptChanged && (len(told) == 0 || told[len(told)-1] != k) {
				told = append(told, k)
			}
		})
		expect := func(what string, want ...Kept) {
			t.Helper()
			if got := d.Kept(); len(told) != len(want) || got != want[len(want)-1] {
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
		if d.Kept() != Typed {
			t.Errorf("before the pause: %v", d.Kept())
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
		if d.Kept() != Unsaved || w.Err() == nil {
			t.Errorf("a minute later: %v, %v", d.Kept(), w.Err())
		}
		w.Change(typed(w, "b"))
		if d.Kept() != Unsaved {
			t.Errorf("after one more key: %v", d.Kept())
		}
		d.pass(pause)
		if d.Kept() != Saved || d.onDisk(w.Note().ID) != "b" {
			t.Errorf("short enough again: %v, %q", d.Kept(), d.onDisk(w.Note().ID))
		}
	})
}

// A text that cannot be written stays, however often it has failed before; nothing
// else is begun in its place, and it is tried again without a key.
func TestWhatCannotBeWrittenStays(t *testing.T) {
	at(t, func(d *bubble) {
		t, w := d.t, d.begin()
		d.broken = errors.New("the disk is full")
		w.Change(typed(w, "a"))
		d.pass(pause)
		if d.Kept() != Unsaved {
			t.Fatalf("not saved: %v", d.Kept())
		}
		for range 2 {
			var got error
			d.Settle(func(err error) { got = err })
			d.run()
			if !errors.Is(got, d.broken) || d.Writing() != w || w.Note().Text != "a" {
				t.Fatalf("settled: %v; the text is %q", got, w.Note().Text)
			}
		}
		d.write(data.Annotation{ID: data.NewID(), Event: data.NewID()}, nil)
		d.run()
		if d.Writing() != w {
			t.Fatal("another note was begun over one that is not saved")
		}
		d.broken = nil
		d.pass(again)
		if d.Kept() != Saved || d.onDisk(w.Note().ID) != "a" || len(d.failed) > 0 {
			t.Errorf("with room again: %v, %q, told %v", d.Kept(), d.onDisk(w.Note().ID), d.failed)
		}
	})
}

// Closing writes what is left first: also where it was typed a moment ago.
func TestClosingWritesWhatIsTyped(t *testing.T) {
	path := ""
	var id data.ID
	at(t, func(d *bubble) {
		w := d.begin()
		w.Change(typed(w, "the last words"))
		path, id = d.path, w.Note().ID
		d.library.Close(nil)
		d.run()
		if d.Writing() != nil || d.Kept() != Saved || len(d.failed) > 0 {
			d.t.Errorf("after closing: %v, told %v", d.Kept(), d.failed)
		}
	})
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	notes, err := store.Annotations(t.Context())
	if err != nil || len(notes) != 1 || notes[0].ID != id || notes[0].Text != "the last words" {
		t.Errorf("the file has %+v, %v", notes, err)
	}
}

// All that is typed at one go is one step of undo, and an undo is followed while the
// note is being written.
func TestTypingIsOneStep(t *testing.T) {
	at(t, func(d *bubble) {
		w := d.begin()
		for _, text := range []string{"قارن", "قارن النصين", "قارن النصين [[Wuhan lockdown]]"} {
			w.Change(typed(w, text))
			d.pass(pause)
		}
		id := w.Note().ID
		stored := *w.stored
		d.Drop()
		d.library.Undo()
		d.run()
		if got := d.onDisk(id); got != "" {
			d.t.Fatalf("after an undo the note is %q", got)
		}
		d.library.Redo()
		d.run()
		if got := d.onDisk(id); got != stored.Text {
			d.t.Fatalf("after a redo the note is %q", got)
		}
		old := d.library.Snapshot().Notes[0]
		d.write(old, &old)
		w = d.Writing()
		w.Change(typed(w, "something else"))
		d.pass(pause)
		d.library.Undo()
		d.run()
		if w.Note().Text != old.Text || d.Writing() != w {
			d.t.Errorf("while it is written the undo is not followed: %q", w.Note().Text)
		}
		d.library.Do(data.Edit{Label: "edit.note.delete", Annotations: []data.Change[data.Annotation]{data.Delete(d.library.Snapshot().Notes[0])}}, nil)
		d.run()
		if d.Writing() != nil {
			d.t.Error("a note that is deleted is still written")
		}
	})
}

// What others write in the note while something is typed is joined with that, or to be
// decided: it is not overwritten.
func TestOthersWriteInTheNote(t *testing.T) {
	at(t, func(d *bubble) {
		w := d.begin()
		w.Change(typed(w, "Both"))
		d.pass(pause)
		other := func(change func(*data.Annotation)) {
			before := d.library.Snapshot().Notes[0]
			after := before
			change(&after)
			d.library.Do(data.Edit{Label: "edit.note.change", Annotations: []data.Change[data.Annotation]{data.Update(before, after)}}, nil)
			d.run()
		}
		w.Change(typed(w, "Both, mine"))
		other(func(n *data.Annotation) { n.Tags = []string{"theirs"} })
		d.pass(pause)
		if len(w.Note().Tags) != 1 || d.onDisk(w.Note().ID) != "Both, mine" {
			d.t.Errorf("%+v; %q is on the disk", w.Note(), d.onDisk(w.Note().ID))
		}
		asked, take := 0, reconcile.Mine
		d.library.OnConflicts(library.Conflicts{Decide: func(j reconcile.Joined, decided func([]reconcile.Choice), _ func()) {
			asked++
			decided([]reconcile.Choice{take})
		}})
		for _, take = range []reconcile.Choice{reconcile.Mine, reconcile.Theirs} {
			w.Change(typed(w, "Mine"+w.Note().Text))
			other(func(n *data.Annotation) { n.Text = "Theirs" + n.Text })
			d.pass(pause)
			if first := w.Note().Text[:4]; (first == "Mine") != (take == reconcile.Mine) || d.onDisk(w.Note().ID) != w.Note().Text {
				d.t.Errorf("%q; %q is on the disk", w.Note().Text, d.onDisk(w.Note().ID))
			}
		}
		if asked != 2 {
			d.t.Errorf("asked %d times", asked)
		}
	})
}

// A note that another person deletes stays with who writes in it: what is typed then, or that it
// is to be kept, brings it back; where it is only closed, it stays deleted.
func TestOthersDeleteTheNote(t *testing.T) {
	for name, then := range map[string]func(w *Writing){
		"typed on": func(w *Writing) { w.Change(typed(w, "Mine, still")) }, "kept": (*Writing).Keep, "closed": func(w *Writing) { w.writer.Drop() },
	} {
		at(t, func(d *bubble) {
			d.library.Close(nil)
			d.run()
			store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Open(context.Background(), d.path)
			if err != nil {
				d.t.Fatal(err)
			}
			d.library.Show(hosted{store}, nil)
			d.run()
			var gone *Writing
			d.vanished = func(w *Writing) { gone = w }
			w := d.begin()
			w.Change(typed(w, "Mine"))
			d.pass(pause)
			d.library.Do(data.Edit{Label: "edit.note.delete", Annotations: []data.Change[data.Annotation]{data.Delete(d.library.Snapshot().Notes[0])}}, nil)
			d.run()
			if d.Writing() != w || gone != w || w.Note().Text != "Mine" || !w.New() {
				d.t.Fatalf("%s: the note is taken away: %+v", name, d.Writing())
			}
			then(w)
			d.pass(pause)
			if got := d.onDisk(w.Note().ID); (got == "") != (name == "closed") || !strings.HasPrefix("Mine, still", got) {
				d.t.Errorf("%s: %q is on the disk", name, got)
			}
		})
	}
}

// hosted is a library of a server, all of whose edits come from another person.
type hosted struct{ data.Store }

func (hosted) Address() string { return "postgres://ann@db.example.org/news?library=1" }
func (hosted) Login() string   { return "ann" }

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
