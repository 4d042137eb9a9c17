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
	"time"

	"tarikh.org/tarikh/data"
)

// readAndLeave opens a library for reading, asks it all, closes it, and asserts
// that its file and all beside it are as before, except the log's index.
func readAndLeave(t *testing.T, path string) data.Counts {
	t.Helper()
	old := time.Date(2020, 1, 23, 10, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	before := folder(t, path)
	s, err := newOpener().Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	c := counts(t, s)
	for _, err := range s.Events(t.Context()) {
		if err != nil {
			t.Error(err)
		}
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
	if err := s.Health(t.Context()); err != nil {
		t.Errorf("health: %v", err)
	}
	if _, err := s.Apply(t.Context(), sampleEdit(t, 1)); !errors.Is(err, data.ErrReadOnly) || !strings.HasSuffix(err.Error(), "opened for reading only") {
		t.Errorf("apply: %v", err)
	}
	if a := s.Access(); !a.ReadOnly || a.Holder != "" || s.Held() {
		t.Errorf("access %+v, held %v", a, s.Held())
	}
	if exists(path + ".lock") {
		t.Error("reading has taken the lock")
	}
	closeStore(t, s)
	after := folder(t, path)
	for name := range after {
		if !bytes.Equal(after[name], before[name]) {
			t.Errorf("%s was made or changed", name)
		}
	}
	if info, err := os.Stat(path); err != nil || len(after) != len(before) || !info.ModTime().Equal(old) {
		t.Errorf("%d files, were %d; %v, %v", len(after), len(before), info.ModTime(), err)
	}
	return c
}

// folder returns what lies beside a library and itself, apart from the index of
// its log.
func folder(t *testing.T, path string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, name := range files(t, filepath.Dir(path)) {
		if strings.HasSuffix(name, "-shm") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(filepath.Dir(path), name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = content
	}
	return out
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func TestReadChangesNothing(t *testing.T) {
	for name, statements := range map[string][]string{
		"at rest":          nil,
		"left in WAL mode": {"PRAGMA journal_mode = WAL", "UPDATE library SET revision = revision"},
	} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			if err := os.WriteFile(path, soundLibrary(t), 0o644); err != nil {
				t.Fatal(err)
			}
			execRaw(t, path, statements...)
			if c := readAndLeave(t, path); c.Events != 200 {
				t.Errorf("%+v", c)
			}
			oneFile(t, path)
		})
	}
}

func TestReadBesideEmptyLog(t *testing.T) {
	path := libraryPath(t)
	if err := os.WriteFile(path, soundLibrary(t), 0o644); err != nil {
		t.Fatal(err)
	}
	execRaw(t, path, "PRAGMA journal_mode = WAL", "UPDATE library SET revision = revision")
	if err := errors.Join(os.WriteFile(path+"-wal", nil, 0o644), os.WriteFile(path+"-shm", nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	if c := readAndLeave(t, path); c.Events != 200 {
		t.Errorf("%+v", c)
	}
}

// What a crash left in the log is seen, and left there.
func TestReadSeesTheLogOfACrash(t *testing.T) {
	path := crashed(t, "-wal", "PRAGMA journal_mode = WAL", "DELETE FROM annotation", "DELETE FROM annotation_words")
	if c := readAndLeave(t, path); c.Events != 200 || c.Annotations != 0 {
		t.Errorf("%+v", c)
	}
}

// An edit that a crash left half-made in the file cannot be rolled back by reading:
// that is reported and nothing is changed.
func TestReadRefusesAHalfMadeEdit(t *testing.T) {
	path := crashed(t, "-journal", "PRAGMA cache_size = 1", "BEGIN", "UPDATE event SET title = 'half', description = hex(randomblob(2000))")
	before := folder(t, path)
	_, err := newOpener().Read(t.Context(), path)
	if !errors.Is(err, data.ErrReadOnly) || !strings.Contains(err.Error(), "interrupted") {
		t.Errorf("got %v, want ErrReadOnly", err)
	}
	after := folder(t, path)
	for name := range before {
		if !bytes.Equal(after[name], before[name]) || len(after) != len(before) {
			t.Errorf("%s was changed", name)
		}
	}
}

func TestReadRefusesWhatOpenRefuses(t *testing.T) {
	sound := soundLibrary(t)
	for name, c := range map[string]struct {
		content []byte
		want    error
	}{
		"empty":  {nil, data.ErrForeign},
		"newer":  {put32(sound, 60, 1000), data.ErrNewer},
		"cut":    {sound[:len(sound)/2], data.ErrCorrupt},
		"a text": {[]byte("An article about a summit.\n"), data.ErrForeign},
	} {
		path := libraryPath(t)
		if err := os.WriteFile(path, c.content, 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := newOpener().Read(t.Context(), path)
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), fmt.Sprintf("%q", path)) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
		oneFile(t, path)
	}
}

// Reading while another process writes: its edits are seen, it is named, and the last
// to close leaves one file.
func TestReadAlongWithAnOwner(t *testing.T) {
	for _, last := range []string{"owner", "reader"} {
		t.Run("the last is the "+last, func(t *testing.T) {
			path := libraryPath(t)
			closeStore(t, create(t, path))
			other := startOwner(t, path)
			other.add("one")
			s, err := newOpener().Read(t.Context(), path)
			closing(t, s, err)
			if a := s.Access(); !s.Held() || !strings.HasPrefix(a.Reason, "held by Tarikh on ") {
				t.Errorf("held %v, access %+v", s.Held(), a)
			}
			other.add("two")
			if got := counts(t, s).Tracks; got != 2 {
				t.Errorf("%d tracks, want 2", got)
			}
			if last == "owner" {
				closeStore(t, s)
				other.close()
			} else {
				other.close()
				closeStore(t, s)
			}
			oneFile(t, path)
			if got := counts(t, open(t, path)).Tracks; got != 2 {
				t.Errorf("%d tracks, want 2", got)
			}
		})
	}
}

// A reader does not block writers, and sees what is written. The owner comes after it
// and goes before it.
func TestReaderKeepsNobodyOut(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	s, err := newOpener().Read(t.Context(), path)
	closing(t, s, err)
	if got := counts(t, s).Tracks; got != 0 {
		t.Errorf("%d tracks", got)
	}
	other := startOwner(t, path)
	other.add("one")
	if got := counts(t, s).Tracks; got != 1 || !s.Held() {
		t.Errorf("%d tracks, held %v", got, s.Held())
	}
	other.close()
	closeStore(t, s)
	oneFile(t, path)
}

// In one process, too: reading first, then writing with the same Opener.
func TestReadThenOpenInOneProcess(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	opener := newOpener()
	r, err := opener.Read(t.Context(), path)
	closing(t, r, err)
	w, err := opener.Open(t.Context(), path)
	closing(t, w, err)
	apply(t, w, sampleEdit(t, 3))
	if got := counts(t, r).Events; got != 3 {
		t.Errorf("%d events, want 3", got)
	}
	closeStore(t, r)
	apply(t, w, sampleEdit(t, 2))
	closeStore(t, w)
	oneFile(t, path)
}

// A file that is read without locks, as it lies, and is written to by another process
// all the same: the reader gets an error.
func TestReadNoticesThatTheFileChanged(t *testing.T) {
	path := libraryPath(t)
	if err := os.WriteFile(path, soundLibrary(t), 0o644); err != nil {
		t.Fatal(err)
	}
	execRaw(t, path, "PRAGMA journal_mode = WAL", "UPDATE library SET revision = revision")
	s, err := newOpener().Read(t.Context(), path)
	closing(t, s, err)
	if got := counts(t, s).Events; got != 200 {
		t.Errorf("%d events", got)
	}
	other := startOwner(t, path)
	other.add("one")
	other.close()
	if _, err := s.Counts(t.Context()); !errors.Is(err, data.ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
	if !slices.Equal(files(t, filepath.Dir(path)), []string{filepath.Base(path)}) {
		t.Errorf("files %q", files(t, filepath.Dir(path)))
	}
}
