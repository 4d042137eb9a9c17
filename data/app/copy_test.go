package app

import (
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
	place, err := l.CopyLibrary(t.Context(), from, Copying{To: filepath.Join(dir, "to.tarikh"), History: true})
	if err != nil {
		t.Fatal(err)
	}
	to, err := l.Open(t.Context(), place)
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
