package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
)

// A file that is written over in place while the library is open, or cut short, is another
// one: nothing is read of it, nothing is written into it, then or at closing, no copy is
// made of it, and the log that was the library's is not taken for its log.
func TestLibraryThatIsWrittenOver(t *testing.T) {
	other := libraryOf(t, 7)
	for name, c := range map[string]struct {
		over func(t *testing.T, path string)
		left error // of opening what is there then; nil: it opens
		log  bool  // is left beside it: it still belongs to it
	}{
		"by a library":      {func(t *testing.T, path string) { mustDo(t, os.WriteFile(path, other, 0o644)) }, nil, false},
		"by another file":   {func(t *testing.T, path string) { mustDo(t, os.WriteFile(path, []byte("another file"), 0o644)) }, data.ErrForeign, false},
		"by nothing":        {func(t *testing.T, path string) { mustDo(t, os.Truncate(path, 0)) }, data.ErrForeign, false},
		"cut short":         {func(t *testing.T, path string) { mustDo(t, os.Truncate(path, 20*4096)) }, data.ErrCorrupt, true},
		"cut by one page":   {func(t *testing.T, path string) { shorten(t, path, 4096) }, data.ErrCorrupt, true},
		"cut within a page": {func(t *testing.T, path string) { shorten(t, path, 1) }, data.ErrCorrupt, true},
	} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			s := create(t, path)
			apply(t, s, sampleEdit(t, 300))
			closeStore(t, s)
			s = open(t, path)
			apply(t, s, sampleEdit(t, 3))
			now, err := s.Revision(t.Context())
			mustDo(t, err)
			c.over(t, path)
			over, err := os.ReadFile(path)
			mustDo(t, err)
			// Before anything is asked that notices it.
			if err := s.SaveCopy(t.Context(), path+".copy"); !errors.Is(err, data.ErrOverwritten) {
				t.Errorf("copy: %v", err)
			}
			if _, err := s.Apply(t.Context(), sampleEdit(t, 1)); !errors.Is(err, data.ErrOverwritten) || !strings.Contains(err.Error(), filepath.Base(path)) {
				t.Errorf("apply: %v", err)
			}
			ctx, stop := context.WithTimeout(t.Context(), time.Minute)
			defer stop()
			if _, err := s.Wait(ctx, now); !errors.Is(err, data.ErrOverwritten) {
				t.Errorf("wait: %v", err)
			}
			if _, err := s.Counts(t.Context()); !errors.Is(err, data.ErrOverwritten) {
				t.Errorf("counts: %v", err)
			}
			if a := s.Access(); a.Damaged || !a.Overwritten || !a.ReadOnly {
				t.Errorf("access %+v", a)
			}
			closeStore(t, s)
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, over) {
				t.Errorf("it was written to (%v)", err)
			}
			if logs := logsBeside(t, path); len(logs) != 1 || (logs[0] == filepath.Base(path)+"-wal") != c.log {
				t.Errorf("logs: %q", logs)
			}
			again, err := newOpener().Open(t.Context(), path)
			if !errors.Is(err, c.left) {
				t.Errorf("open: %v", err)
			}
			if err == nil {
				if n := counts(t, again); n.Events != 7 {
					t.Errorf("opened again: %+v", n)
				}
				closeStore(t, again)
			}
		})
	}
}

// A file that another one was put in the place of does not get the log of the first.
func TestLogOfALibraryThatWasReplaced(t *testing.T) {
	path, other := libraryPath(t), filepath.Join(t.TempDir(), "other")
	s := create(t, path)
	apply(t, s, sampleEdit(t, 3))
	mustDo(t, os.WriteFile(other, libraryOf(t, 7), 0o644))
	mustDo(t, os.Rename(other, path))
	if _, err := s.Apply(t.Context(), sampleEdit(t, 1)); !errors.Is(err, data.ErrMoved) {
		t.Errorf("apply: %v", err)
	}
	if a := s.Access(); !a.Moved || a.Overwritten || a.ReadOnly {
		t.Errorf("access %+v", a)
	}
	closeStore(t, s)
	if logs := logsBeside(t, path); len(logs) != 1 || logs[0] == filepath.Base(path)+"-wal" {
		t.Errorf("logs: %q", logs)
	}
	again := open(t, path)
	if n := counts(t, again); n.Events != 7 {
		t.Errorf("opened again: %+v", n)
	}
	closeStore(t, again)
}

func shorten(t *testing.T, path string, by int64) {
	t.Helper()
	info, err := os.Stat(path)
	mustDo(t, err)
	mustDo(t, os.Truncate(path, info.Size()-by))
}

// logsBeside are the names of the logs in the folder of a library.
func logsBeside(t *testing.T, path string) (logs []string) {
	t.Helper()
	found, err := os.ReadDir(filepath.Dir(path))
	mustDo(t, err)
	for _, f := range found {
		if strings.HasSuffix(f.Name(), "-wal") || strings.HasSuffix(f.Name(), "-journal") {
			logs = append(logs, f.Name())
		}
	}
	return logs
}
