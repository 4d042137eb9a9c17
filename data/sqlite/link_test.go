package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tarikh.org/tarikh/data"
)

// A file with two names is only read, and is for writing once it has one.
func TestLibraryWithTwoNamesIsOnlyRead(t *testing.T) {
	path := libraryPath(t)
	other := filepath.Join(t.TempDir(), "other.tarikh")
	s := create(t, path)
	apply(t, s, sampleEdit(t, 3))
	closeStore(t, s)
	mustDo(t, os.Link(path, other))
	for _, name := range []string{path, other} {
		s := open(t, name)
		if a := s.Access(); !a.ReadOnly || !a.Linked || a.Reason == "" {
			t.Errorf("access %+v", a)
		}
		if _, err := s.Apply(t.Context(), sampleEdit(t, 1)); !errors.Is(err, data.ErrReadOnly) {
			t.Errorf("apply: %v", err)
		}
		mustDo(t, s.SaveCopy(t.Context(), filepath.Join(t.TempDir(), "copy.tarikh")))
		closeStore(t, s)
		oneFile(t, name)
	}
	mustDo(t, os.Remove(other))
	if a := open(t, path).Access(); a.ReadOnly {
		t.Errorf("with one name: access %+v", a)
	}
}

// A link that is made while a library is open stops its edits, until it has gone.
func TestLinkThatIsMadeMeanwhile(t *testing.T) {
	path := libraryPath(t)
	s := create(t, path)
	apply(t, s, sampleEdit(t, 3))
	other := path + ".other"
	mustDo(t, os.Link(path, other))
	if _, err := s.Apply(t.Context(), sampleEdit(t, 1)); !errors.Is(err, data.ErrLinked) {
		t.Errorf("apply: %v", err)
	}
	if _, err := s.Undo(t.Context()); !errors.Is(err, data.ErrLinked) {
		t.Errorf("undo: %v", err)
	}
	now, err := s.Revision(t.Context())
	mustDo(t, err)
	if _, err := s.Wait(t.Context(), now); !errors.Is(err, data.ErrLinked) {
		t.Errorf("wait: %v", err)
	}
	copied := filepath.Join(t.TempDir(), "copy.tarikh")
	mustDo(t, s.SaveCopy(t.Context(), copied))
	mustDo(t, os.Remove(other))
	apply(t, s, sampleEdit(t, 2))
	closeStore(t, s)
	oneFile(t, path)
	if a, b := counts(t, open(t, path)).Events, counts(t, open(t, copied)).Events; a != 5 || b != 3 {
		t.Errorf("%d events, %d in the copy", a, b)
	}
}

// A process that is killed while a file gets its name, where that takes two steps,
// leaves it with both.
func TestNameThatPublishingLeft(t *testing.T) {
	for name, lock := range map[string]bool{"killed": true, "killed where there are no locks": false} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			closeStore(t, create(t, path))
			part := filepath.Join(filepath.Dir(path), ".tarikh-0.part")
			mustDo(t, os.Link(path, part))
			if lock {
				mustDo(t, os.WriteFile(part+".lock", []byte("Unfinished"), 0o644))
			}
			s := open(t, path)
			if a := s.Access(); a.ReadOnly {
				t.Errorf("access %+v", a)
			}
			apply(t, s, sampleEdit(t, 1))
			closeStore(t, s)
			oneFile(t, path)
		})
	}
}
