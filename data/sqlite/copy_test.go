package sqlite_test

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
)

func TestSaveCopy(t *testing.T) {
	s := create(t, libraryPath(t))
	apply(t, s, sampleEdit(t, 30))
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.tarikh")
	if err := s.SaveCopy(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	oneFile(t, path)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if content[18] != 1 || binary.BigEndian.Uint32(content[68:]) != 0x54524B48 {
		t.Error("the copy is not a library at rest")
	}
	c := open(t, path)
	if _, err := c.Redo(t.Context()); err != nil {
		t.Error(err)
	}
	if got := counts(t, c).Events; got != 30 {
		t.Errorf("%d events in the copy, want 30", got)
	}
	if problems, err := c.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
}

func TestSaveCopyWhileOthersWrite(t *testing.T) {
	s := create(t, libraryPath(t))
	folder := t.TempDir()
	var group sync.WaitGroup
	group.Go(func() {
		for range 20 {
			if _, err := s.Apply(t.Context(), sampleEdit(t, 20)); err != nil {
				t.Error(err)
			}
		}
	})
	for _, name := range []string{"a.tarikh", "b.tarikh", "c.tarikh"} {
		if err := s.SaveCopy(t.Context(), filepath.Join(folder, name)); err != nil {
			t.Error(err)
			continue
		}
		if c := counts(t, open(t, filepath.Join(folder, name))); c.Events != 20*c.Tracks {
			t.Errorf("half an edit: %+v", c)
		}
	}
	group.Wait()
}

func TestSaveCopyFromAReader(t *testing.T) {
	path := libraryPath(t)
	first := create(t, path)
	apply(t, first, sampleEdit(t, 5))
	target := filepath.Join(t.TempDir(), "copy.tarikh")
	if err := open(t, path).SaveCopy(t.Context(), target); err != nil {
		t.Fatal(err)
	}
	if got := counts(t, open(t, target)).Events; got != 5 {
		t.Errorf("%d events, want 5", got)
	}
}

// faultyFs fails where it is told to.
type faultyFs struct {
	afero.Fs
	temporary, sync error
}

var errFault = errors.New("input/output error")

func (f faultyFs) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	if flag&os.O_EXCL != 0 && f.temporary != nil {
		return nil, f.temporary
	}
	file, err := f.Fs.OpenFile(name, flag, perm)
	return faultyFile{file, f.sync}, err
}

type faultyFile struct {
	afero.File
	sync error
}

func (f faultyFile) Sync() error {
	if f.sync != nil {
		return f.sync
	}
	return f.File.Sync()
}

func TestSaveCopyThatFailsLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	target := filepath.Join(folder, "copy.tarikh")
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		fs   faultyFs
		path string
		want error
	}{
		"the temporary file": {t.Context(), faultyFs{temporary: errFault}, target, errFault},
		"the sync":           {t.Context(), faultyFs{sync: errFault}, target, errFault},
		"cancelled":          {cancelled, faultyFs{}, target, context.Canceled},
		"no folder":          {t.Context(), faultyFs{}, filepath.Join(folder, "missing", "copy.tarikh"), data.ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			closeStore(t, create(t, path))
			c.fs.Fs = afero.NewOsFs()
			s, err := sqlite.NewOpener(c.fs, "Tarikh").Open(t.Context(), path)
			closing(t, s, err)
			if err := s.SaveCopy(c.ctx, c.path); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if got := files(t, folder); len(got) > 0 {
				t.Errorf("left: %q", got)
			}
		})
	}
}

func TestSaveCopyNeverOverwrites(t *testing.T) {
	path := libraryPath(t)
	s := create(t, path)
	apply(t, s, sampleEdit(t, 5))
	other := filepath.Join(t.TempDir(), "other")
	if err := os.WriteFile(other, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link.tarikh")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	before := files(t, filepath.Dir(path))
	for _, target := range []string{path, other, link, filepath.Dir(path)} {
		if err := s.SaveCopy(t.Context(), target); !errors.Is(err, data.ErrExists) {
			t.Errorf("%q: got %v, want ErrExists", target, err)
		}
	}
	if content, _ := os.ReadFile(other); string(content) != "mine" {
		t.Errorf("the other file now holds %q", content)
	}
	if after := files(t, filepath.Dir(path)); !slices.Equal(after, before) || counts(t, s).Events != 5 {
		t.Errorf("files %q, were %q", after, before)
	}
}

// Of many that save under one name at once, one succeeds, and it is complete.
func TestSaveCopyRaces(t *testing.T) {
	s := create(t, libraryPath(t))
	apply(t, s, sampleEdit(t, 5))
	target := filepath.Join(t.TempDir(), "copy.tarikh")
	errs := make([]error, 4)
	var group sync.WaitGroup
	for i := range errs {
		group.Go(func() { errs[i] = s.SaveCopy(t.Context(), target) })
	}
	group.Wait()
	saved := 0
	for _, err := range errs {
		if err == nil {
			saved++
		} else if !errors.Is(err, data.ErrExists) {
			t.Errorf("got %v, want ErrExists", err)
		}
	}
	oneFile(t, target)
	if saved != 1 || counts(t, open(t, target)).Events != 5 {
		t.Errorf("%d saved", saved)
	}
}

// What a killed program left goes with the next file that is made beside it; what
// is still being written stays, and so does everything else.
func TestUnfinishedFilesGoAfterADay(t *testing.T) {
	folder := filepath.Dir(libraryPath(t))
	old := time.Now().Add(-25 * time.Hour)
	for name, long := range map[string]bool{
		".tarikh-left.part": true, ".tarikh-left.part-journal": true, ".tarikh-fresh.part": false, ".tarikh-settings": true, "mine.part": true,
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if long {
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	closeStore(t, create(t, filepath.Join(folder, "new.tarikh")))
	want := []string{".tarikh-fresh.part", ".tarikh-settings", "mine.part", "new.tarikh"}
	if got := files(t, folder); !slices.Equal(got, want) {
		t.Errorf("files are %q, want %q", got, want)
	}
}
