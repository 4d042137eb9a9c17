package sqlite_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
)

func TestSecondOpenerReadsAlong(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	other := startOwner(t, path)
	s := open(t, path)
	access := s.Access()
	if !access.ReadOnly || !strings.Contains(access.Holder, fmt.Sprintf(", process %d", other.cmd.Process.Pid)) ||
		!strings.HasPrefix(access.Holder, "Tarikh on ") {
		t.Errorf("access %+v", access)
	}
	want := fmt.Sprintf("library %q: read-only: held by %s", filepath.Base(path), access.Holder)
	if _, err := s.Apply(t.Context(), sampleEdit(t, 1)); !errors.Is(err, data.ErrReadOnly) || err.Error() != want {
		t.Errorf("apply: got %v, want %s", err, want)
	}
	if _, err := s.Undo(t.Context()); !errors.Is(err, data.ErrReadOnly) {
		t.Errorf("undo: got %v, want ErrReadOnly", err)
	}
	before, err := s.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	other.add("one")
	if _, err := s.Wait(t.Context(), before); err != nil {
		t.Errorf("waiting for the owner's edit: %v", err)
	}
	changes, err := s.Changes(t.Context(), before)
	if err != nil || changes.All || len(changes.Rows) != 1 || changes.Rows[0].Kind != data.KindTrack || changes.Rows[0].By != access.Holder {
		t.Errorf("the owner's edit: %+v, %v", changes, err)
	}
	if got := counts(t, s).Tracks; got != 1 {
		t.Errorf("%d tracks, want 1", got)
	}

	if !s.Held() || access.Reason != "held by "+access.Holder {
		t.Errorf("held %v, access %+v", s.Held(), access)
	}

	// The owner goes: the log stays for us, and we are the last to close.
	other.close()
	if s.Held() || s.Access() != access {
		t.Errorf("held %v, access %+v after the owner has gone", s.Held(), s.Access())
	}
	if got := counts(t, s).Tracks; got != 1 {
		t.Errorf("%d tracks after the owner has closed, want 1", got)
	}
	if !slices.Contains(files(t, filepath.Dir(path)), filepath.Base(path)+"-wal") {
		t.Error("the log was taken away under a reader")
	}
	closeStore(t, s)
	oneFile(t, path)
	if s := open(t, path); s.Access().ReadOnly || counts(t, s).Tracks != 1 {
		t.Errorf("access %+v, counts %+v", s.Access(), counts(t, s))
	}
}

func TestReaderClosesBeforeTheOwner(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	other := startOwner(t, path)
	closeStore(t, open(t, path))
	other.add("one")
	other.close()
	oneFile(t, path)
}

func TestTwiceInOneProcess(t *testing.T) {
	opener := sqlite.NewOpener(afero.NewOsFs(), "Tarikh")
	path := libraryPath(t)
	first, err := opener.Create(t.Context(), path, "A")
	closing(t, first, err)
	second, err := opener.Open(t.Context(), path)
	closing(t, second, err)
	if access := second.Access(); !access.ReadOnly || access.Holder == "" {
		t.Errorf("access %+v", access)
	}
	apply(t, first, sampleEdit(t, 3))
	if got := counts(t, second).Events; got != 3 {
		t.Errorf("%d events, want 3", got)
	}
	// Opening and closing in this process must not have freed the file for others.
	closeStore(t, second)
	other := startOwner(t, path)
	if _, err := fmt.Fprintln(other.input, "x"); err != nil {
		t.Fatal(err)
	}
	other.expect(`applied library "100 % مكتبة #1?mode=x.tarikh": read-only: held by Tarikh on `)
	apply(t, first, sampleEdit(t, 2))
	closeStore(t, first)
	other.close()
	oneFile(t, path)
}

// A process that is killed loses nothing that was acknowledged; its lock file
// is taken over, its log brought home.
func TestKilledOwnerLosesNothing(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	other := startOwner(t, path)
	const edits = 20
	for i := range edits {
		other.add(fmt.Sprint(i))
	}
	other.kill()
	if got := files(t, filepath.Dir(path)); len(got) < 3 {
		t.Errorf("after the kill: %q, want a log and a lock", got)
	}
	s := open(t, path)
	if s.Access().ReadOnly || counts(t, s).Tracks != edits {
		t.Errorf("access %+v, %d tracks, want %d", s.Access(), counts(t, s).Tracks, edits)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
	closeStore(t, s)
	oneFile(t, path)
}

// Many open and close one library at once: never do two own it.
func TestOneOwnerAtATime(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	opener := newOpener()
	var owners int
	var owned atomic.Bool
	var mu sync.Mutex
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 8 {
				s, err := opener.Open(t.Context(), path)
				if err != nil {
					t.Error(err)
					return
				}
				owns := !s.Access().ReadOnly
				count := func(by int) {
					mu.Lock()
					defer mu.Unlock()
					if owners += by; owners > 1 {
						t.Error("two own the library")
					}
				}
				if owns {
					owned.Store(true)
					count(+1)
				}
				if _, err := s.Counts(t.Context()); err != nil {
					t.Error(err)
				}
				if owns {
					count(-1)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if !owned.Load() {
		t.Error("nobody ever owned it")
	}
	oneFile(t, path)
}

func TestStaleLockFileIsTakenOver(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	if err := os.WriteFile(path+".lock", []byte("Tarikh on elsewhere (process 1)\nand much more text\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	if s.Access().ReadOnly {
		t.Errorf("access %+v", s.Access())
	}
	closeStore(t, s)
	oneFile(t, path)
}

// Taking a lock empties its file: no other file is taken, whatever link leads to it.
func TestForeignFilesBesideALibraryAreLeftAlone(t *testing.T) {
	const mine = "my own notes\n"
	link := func(t *testing.T, victim, at string) {
		if err := os.Symlink(victim, at); err != nil {
			t.Skip(err)
		}
	}
	for name, place := range map[string]struct {
		suffix string
		at     func(t *testing.T, victim, at string)
	}{
		"a link for the lock":     {".lock", link},
		"a link for the log":      {"-wal", link},
		"a link for the journal":  {"-journal", link},
		"a link for the index":    {"-shm", link},
		"a second name as a lock": {".lock", func(t *testing.T, victim, at string) { mustDo(t, os.Link(victim, at)) }},
		"a file as a lock":        {".lock", func(t *testing.T, _, at string) { mustDo(t, os.WriteFile(at, []byte(mine), 0o644)) }},
		"a folder for a log":      {"-wal", func(t *testing.T, _, at string) { mustDo(t, os.Mkdir(at, 0o755)) }},
		"a folder for a lock":     {".lock", func(t *testing.T, _, at string) { mustDo(t, os.Mkdir(at, 0o755)) }},
	} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			closeStore(t, create(t, path))
			victim := filepath.Join(t.TempDir(), "notes.txt")
			mustDo(t, os.WriteFile(victim, []byte(mine), 0o644))
			at := path + place.suffix
			place.at(t, victim, at)
			before := files(t, filepath.Dir(path))
			_, err := newOpener().Open(t.Context(), path)
			if err == nil || !strings.Contains(err.Error(), filepath.Base(at)) {
				t.Errorf("open: got %v, want an error that names %s", err, at)
			}
			for _, p := range []string{victim, at} {
				if info, err := os.Stat(p); err != nil || info.IsDir() {
					continue
				}
				if text, err := os.ReadFile(p); err != nil || string(text) != mine {
					t.Errorf("%s holds %q (%v)", p, text, err)
				}
			}
			if after := files(t, filepath.Dir(path)); !slices.Equal(after, before) {
				t.Errorf("files are %q, were %q", after, before)
			}
		})
	}
}

func mustDo(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
