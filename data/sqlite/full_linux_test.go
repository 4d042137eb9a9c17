package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/spf13/afero"
	"golang.org/x/sys/unix"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// smallDisk mounts a disk that holds a library and has some bytes free.
func smallDisk(t *testing.T, free int, library []byte) (path string) {
	t.Helper()
	folder := t.TempDir()
	const page = 4096
	size := (len(library)+page-1)/page*page + free
	if err := unix.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%d,mode=755", size)); err != nil {
		t.Skipf("mounting a small disk needs the superuser's rights: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(folder, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	path = filepath.Join(folder, "a.tarikh")
	if err := os.WriteFile(path, library, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// someLibrary returns the bytes of a library with ten events, left in WAL mode
// if logged.
func someLibrary(t *testing.T, logged bool) []byte {
	t.Helper()
	s := newStore(t)
	if _, err := s.Apply(t.Context(), testEdit(t, 10)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if logged {
		db := engine.Open(s.path, engine.Write)
		_, err := engine.Pragma[string](t.Context(), db, "journal_mode = WAL")
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// readsOn asserts that a library opens for reading because the disk is full, and
// can be read.
func readsOn(t *testing.T, ctx context.Context, s *Store) {
	t.Helper()
	if want := (data.Access{ReadOnly: true, Reason: "the disk is full"}); s.Access() != want {
		t.Errorf("access %+v, want %+v", s.Access(), want)
	}
	if c, err := s.Counts(ctx); err != nil || c.Events != 10 {
		t.Errorf("%+v, %v", c, err)
	}
	_, err := s.Apply(ctx, testEdit(t, 1))
	if want := `library "a.tarikh": read-only: the disk is full`; !errors.Is(err, data.ErrReadOnly) || err.Error() != want {
		t.Errorf("apply: got %v, want %s", err, want)
	}
}

// A disk on which nothing has room opens for reading; the file stays as it is,
// alone. One with room opens for writing.
func TestOpenOnAFullDisk(t *testing.T) {
	for _, logged := range []bool{false, true} {
		content := someLibrary(t, logged)
		for _, free := range []int{0, 4 << 10, 12 << 10, 40 << 10, 100 << 10} {
			t.Run(fmt.Sprintf("%d KiB free, in WAL mode: %v", free>>10, logged), func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				path := smallDisk(t, free, content)
				for _, open := range []func(*Opener) (*Store, error){
					func(o *Opener) (*Store, error) { return o.openStore(ctx, path) },
					func(o *Opener) (*Store, error) { return o.readStore(ctx, path, false) },
				} {
					s, err := open(NewOpener(afero.NewOsFs(), "Tarikh"))
					if err != nil {
						t.Fatal(err)
					}
					if s.access.Reason != readingReason {
						readsOn(t, ctx, s)
					}
					if err := s.Close(); err != nil {
						t.Error(err)
					}
					if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, content) {
						t.Errorf("the file was changed (%v)", err)
					}
					if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
						t.Errorf("left %v, %v", entries, err)
					}
				}
			})
		}
	}
	t.Run("with room", func(t *testing.T) {
		path := smallDisk(t, 1<<20, someLibrary(t, false))
		s, err := NewOpener(afero.NewOsFs(), "Tarikh").openStore(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Apply(t.Context(), testEdit(t, 1)); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

// The disk fills up in the middle of opening, after the look at its room: it is
// read all the same, and nothing is left beside it.
func TestDiskFillsUpWhileOpening(t *testing.T) {
	for _, logged := range []bool{false, true} {
		content := someLibrary(t, logged)
		read := 0
		for free := 4 << 10; free <= 80<<10; free += 4 << 10 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			path := smallDisk(t, free, content)
			o := NewOpener(afero.NewOsFs(), "Tarikh")
			o.room = 0
			s, err := o.openStore(ctx, path)
			if err != nil {
				t.Fatalf("%d KiB free: %v", free>>10, err)
			}
			if s.access.ReadOnly {
				read++
				readsOn(t, ctx, s)
			}
			if err := s.Close(); err != nil {
				t.Errorf("%d KiB free: %v", free>>10, err)
			}
			if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
				t.Errorf("%d KiB free: left %v, %v", free>>10, entries, err)
			}
			cancel()
		}
		if read == 0 {
			t.Error("the disk was never full")
		}
	}
}

// readsWhole opens a library that may not be writable, reads all and closes it,
// within a minute.
func readsWhole(t *testing.T, path string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s, err := NewOpener(afero.NewOsFs(), "Tarikh").openStore(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	readsOn(t, ctx, s)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// What a program of before has left on a full disk: WAL mode, an empty log and
// an index without content. Reading must end, and see the library.
func TestEmptyLogOnAFullDisk(t *testing.T) {
	content := someLibrary(t, true)
	path := smallDisk(t, 0, content)
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.WriteFile(path+suffix, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	readsWhole(t, path)
}

// A full disk with a log that a crash has left: with its index, it is read.
func TestPendingLogOnAFullDisk(t *testing.T) {
	from := newStore(t)
	if _, err := from.Apply(t.Context(), testEdit(t, 10)); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	size := 0
	for _, suffix := range []string{"", "-wal", "-shm"} {
		content, err := os.ReadFile(from.path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		files[suffix] = content
		if suffix != "" { // smallDisk makes room for the library itself
			size += len(content) + 4096
		}
	}
	path := smallDisk(t, size, files[""])
	for suffix, content := range files {
		if err := os.WriteFile(path+suffix, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	readsWhole(t, path)
	for _, suffix := range []string{"", "-wal"} {
		if after, err := os.ReadFile(path + suffix); err != nil || !bytes.Equal(after, files[suffix]) {
			t.Errorf("%q was changed (%v)", suffix, err)
		}
	}
}

// Recovering to a full disk says that, and leaves nothing.
func TestRecoveringToAFullDisk(t *testing.T) {
	from := filepath.Join(t.TempDir(), "a.tarikh")
	s, err := NewOpener(afero.NewOsFs(), "test").Create(t.Context(), from, "A library")
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	full := smallDisk(t, 0, []byte("none"))
	_, err = NewOpener(afero.NewOsFs(), "test").Salvage(t.Context(), from, filepath.Join(filepath.Dir(full), "b.tarikh"), nil)
	if want := fmt.Sprintf("recover %q: the disk is full", from); !errors.Is(err, data.ErrFull) || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if entries, err := os.ReadDir(filepath.Dir(full)); err != nil || len(entries) != 1 {
		t.Errorf("left: %v, %v", entries, err)
	}
}
