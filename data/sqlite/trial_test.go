package sqlite

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/file"
)

func init() {
	if code, asked := file.TryLock(); asked {
		os.Exit(code)
	}
}

// A lock is tried with a real process: one of this program finds that it holds.
func TestLockIsTriedByAnotherProcess(t *testing.T) {
	lock, err := file.Acquire(filepath.Join(t.TempDir(), "a.lock"), "Tarikh")
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	if !lock.Holds(t.Context(), os.Args[:1]) {
		t.Error("it does not hold")
	}
	// One that takes another file's lock is as on a disk that keeps none.
	other := filepath.Join(t.TempDir(), "other")
	if err := os.WriteFile(other, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	env, err := exec.LookPath("env")
	if err != nil {
		t.Skip(err)
	}
	if lock.Holds(t.Context(), []string{env, "TARIKH_TRY_LOCK=" + other, os.Args[0]}) {
		t.Error("another file's lock was taken, and nothing is said")
	}
	if !lock.Holds(t.Context(), []string{filepath.Join(t.TempDir(), "none")}) {
		t.Error("without a process nothing speaks against it")
	}
}

// Where a lock does not hold, a library is only read, and says so.
func TestLibraryOnADiskWithoutLocks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.tarikh")
	made, err := testOpener.create(t.Context(), path, "A library", nil, "")
	if err := errors.Join(err, made.Close()); err != nil {
		t.Fatal(err)
	}
	o := NewOpener(afero.NewOsFs(), "Tarikh")
	o.TryLocks("none")
	o.holds = map[string]bool{filepath.Dir(path): false} // as if it had been tried
	o.doubtful = func(string) bool { return true }
	s, err := o.openStore(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if a := s.Access(); !a.ReadOnly || !a.Unlocked || a.Reason == "" {
		t.Errorf("access %+v", a)
	}
	if _, err := s.Apply(t.Context(), data.Edit{}); !errors.Is(err, data.ErrReadOnly) {
		t.Errorf("apply: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("left %v, %v", left, err)
	}
}
