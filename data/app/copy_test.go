package app

import (
	"context"
	"iter"
	"path/filepath"
	"testing"

	"tarikh.org/tarikh/data"
)

// A file has an ID of its own, and steps that changed the library itself are undone in it.
func TestTheHistoryOfTheLibraryGoesAlong(t *testing.T) {
	l, dir := libraries(), t.TempDir()
	from, err := l.Create(t.Context(), filepath.Join(dir, "from.tarikh"), "A desk")
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	was, err := from.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	is := was
	is.Title = "Another desk"
	if _, err := from.Apply(t.Context(), data.Edit{Label: "edit.library.title", Library: []data.Change[data.Library]{data.Update(was, is)}}); err != nil {
		t.Fatal(err)
	}
	made, err := l.CopyLibrary(t.Context(), from, Copying{To: filepath.Join(dir, "to.tarikh"), History: true})
	if err != nil {
		t.Fatal(err)
	}
	to, err := l.Open(t.Context(), made.Place)
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	if _, err := to.Undo(t.Context()); err != nil {
		t.Fatalf("undo: %v", err)
	}
	if now, err := to.Library(t.Context()); err != nil || now.Title != "A desk" || now.ID == was.ID {
		t.Errorf("undone, it is %+v, %v", now, err)
	}
	if _, err := to.Redo(t.Context()); err != nil {
		t.Errorf("redo: %v", err)
	}
}

// eventful is a library with a journal of some steps, each a track more.
type eventful struct {
	data.Store
	steps int
}

func (e eventful) JournalSteps(context.Context) (int, error) { return e.steps, nil }

func (e eventful) Journal(_ context.Context, skip int) iter.Seq2[data.JournalPart, error] {
	return func(yield func(data.JournalPart, error) bool) {
		for n := skip + 1; n <= e.steps; n++ {
			p := data.JournalPart{Step: data.Step{N: int64(n), Label: "edit.track.add"}}
			p.Edit.Tracks = []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"})}
			if !yield(p, nil) {
				return
			}
		}
	}
}

// A file keeps so many steps: how many older ones were left behind is said, and the first edit
// takes no more away than that of any library.
func TestOfALongHistoryTheNewestComesAlong(t *testing.T) {
	l, dir := libraries(), t.TempDir()
	from, err := l.Create(t.Context(), filepath.Join(dir, "from.tarikh"), "A desk")
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	made, err := l.CopyLibrary(t.Context(), eventful{from, 10_002}, Copying{To: filepath.Join(dir, "to.tarikh"), History: true})
	if err != nil || made.Steps != 10_000 || made.Left != 2 {
		t.Fatalf("%+v, %v", made, err)
	}
	to, err := l.Open(t.Context(), made.Place)
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	edit := data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red"})}}
	if _, err := to.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	if n, err := to.(data.Journaler).JournalSteps(t.Context()); err != nil || n != 10_000 {
		t.Errorf("after an edit there are %d steps, %v", n, err)
	}
}
