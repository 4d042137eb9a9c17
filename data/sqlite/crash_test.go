package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tarikh.org/tarikh/data"
)

// crashed returns the path of a library as a program leaves it that dies
// in the middle of some statements: the file with what is beside it.
func crashed(t *testing.T, beside string, statements ...string) string {
	t.Helper()
	folder := t.TempDir()
	from, to := filepath.Join(folder, "from"), libraryPath(t)
	if err := os.WriteFile(from, soundLibrary(t), 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", from)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, statement := range statements {
		if _, err := conn.ExecContext(context.Background(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	// All is over for the original after this: reading it drops its locks.
	for _, suffix := range []string{"", beside} {
		content, err := os.ReadFile(from + suffix)
		if err != nil || len(content) == 0 {
			t.Fatal(len(content), err)
		}
		if err := os.WriteFile(to+suffix, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

func TestJournalOfACrashIsRolledBack(t *testing.T) {
	path := crashed(t, "-journal", "PRAGMA cache_size = 1", "BEGIN", "UPDATE event SET title = 'half', description = hex(randomblob(2000))")
	s := open(t, path)
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
	for e, err := range s.Events(t.Context()) {
		if err != nil || e.Title == "half" {
			t.Fatalf("%+v, %v", e, err)
		}
	}
	if s.Access().ReadOnly || counts(t, s).Events != 200 {
		t.Errorf("access %+v, counts %+v", s.Access(), counts(t, s))
	}
	closeStore(t, s)
	if kept := s.Access().Aside; kept == "" || !slices.Contains(files(t, filepath.Dir(path)), filepath.Base(kept)) {
		t.Errorf("what was rolled back is not kept (%q)", kept)
	}
}

// A newer program has died before its log was brought home: the file's header
// still has our version, the log has the newer one. (SQLite may leave its index
// of the log, -shm, which holds nothing of its own.)
func TestNewerLogIsLeftAlone(t *testing.T) {
	path := crashed(t, "-wal", "PRAGMA journal_mode = WAL", "PRAGMA user_version = 1000")
	before := map[string][]byte{}
	for _, suffix := range []string{"", "-wal"} {
		content, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		before[suffix] = content
	}
	if _, err := newOpener().Open(t.Context(), path); !errors.Is(err, data.ErrNewer) {
		t.Errorf("got %v, want ErrNewer", err)
	}
	for suffix, want := range before {
		if got, err := os.ReadFile(path + suffix); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%q was changed (%v)", suffix, err)
		}
	}
}

// A log of noise beside a sound library holds nothing and is put away.
func TestLogOfNoise(t *testing.T) {
	path := libraryPath(t)
	if err := errors.Join(os.WriteFile(path, soundLibrary(t), 0o644), os.WriteFile(path+"-wal", noise(5, 9000), 0o644)); err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	if counts(t, s).Events != 200 {
		t.Errorf("counts %+v", counts(t, s))
	}
	closeStore(t, s)
	oneFile(t, path)
}
