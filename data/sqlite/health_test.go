package sqlite_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

// damaged returns a library of which some pages, those with events, are nulls.
func damaged(t testing.TB) string {
	t.Helper()
	content := soundLibrary(t)
	zeroed := 0
	for page := range slices.Chunk(content, 4096) {
		if bytes.Contains(page, []byte("Event 1")) {
			clear(page)
			zeroed++
		}
	}
	if zeroed < 2 {
		t.Fatalf("%d pages with events", zeroed)
	}
	path := libraryPath(t)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// A damaged library is opened and read as far as it goes, but not written to.
func TestDamagedLibraryTakesNoEdits(t *testing.T) {
	path := damaged(t)
	s := open(t, path)
	for name, call := range map[string]func() error{
		"apply":  func() error { _, err := s.Apply(t.Context(), sampleEdit(t, 1)); return err },
		"undo":   func() error { _, err := s.Undo(t.Context()); return err },
		"redo":   func() error { _, err := s.Redo(t.Context()); return err },
		"health": func() error { return s.Health(t.Context()) },
	} {
		err := call()
		if !errors.Is(err, data.ErrCorrupt) || strings.Contains(err.Error(), "\n") ||
			!strings.HasPrefix(err.Error(), fmt.Sprintf("library %q: ", filepath.Base(path))) {
			t.Errorf("%s: got %v, want ErrCorrupt", name, err)
		}
	}
	if a := s.Access(); !a.ReadOnly || !a.Damaged || a.Reason != "damaged" || a.Holder != "" {
		t.Errorf("access %+v", a)
	}
	if library, err := s.Library(t.Context()); err != nil || library.Title != "A library" {
		t.Errorf("reading: %+v, %v", library, err)
	}
}

// Where a library is open for reading only, health is looked at when asked for.
func TestHealthOfAReader(t *testing.T) {
	path := damaged(t)
	s, err := newOpener().Read(t.Context(), path)
	closing(t, s, err)
	if a := s.Access(); a.Damaged {
		t.Errorf("before it was asked for: %+v", a)
	}
	if err := s.Health(t.Context()); !errors.Is(err, data.ErrCorrupt) {
		t.Errorf("got %v, want ErrCorrupt", err)
	}
	if a := s.Access(); !a.Damaged || a.Reason != "opened for reading only" {
		t.Errorf("access %+v", a)
	}
}
