package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
)

func libraries() *Libraries {
	opener := sqlite.NewOpener(afero.NewOsFs(), "test")
	return &Libraries{Opener: opener, Rescuer: opener, Files: afero.NewOsFs(), Now: func() time.Time { return time.Unix(clock, 0) }}
}

// atRest makes a library and closes it.
func atRest(t testing.TB, l *Libraries, path string) data.ID {
	t.Helper()
	s, err := l.Create(context.Background(), path, "At rest")
	if err != nil {
		t.Fatal(err)
	}
	library, err := s.Library(context.Background())
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return library.ID
}

// full is a disk on which nothing that was written can be synced.
type full struct{ afero.Fs }

func (f full) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	file, err := f.Fs.OpenFile(name, flag, perm)
	return fullFile{file}, err
}

type fullFile struct{ afero.File }

func (fullFile) Sync() error { return syscall.ENOSPC }

func TestCreateSample(t *testing.T) {
	l, dir := libraries(), t.TempDir()
	s, err := l.CreateSample(t.Context(), assets.Files, filepath.Join(dir, "sample.tarikh"), "Sample", "en")
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.Counts(t.Context())
	undo, _, err2 := s.History(t.Context())
	if err := errors.Join(err, err2); err != nil || n.Events == 0 || n.Articles == 0 || undo != "" {
		t.Errorf("%+v, to undo: %q, %v", n, undo, err)
	}
	// Undo ends where the sample is full, whatever is undone.
	track := data.Track{ID: data.NewID(), Name: "Sport", Colour: "red"}
	if _, err := s.Apply(t.Context(), data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(track)}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Error(err)
	}
	_, err = s.Undo(t.Context())
	_, err2 = s.GoTo(t.Context(), 0)
	left, err3 := s.Counts(t.Context())
	if err3 := errors.Join(err2, err3, s.Close()); !errors.Is(err, data.ErrNothing) || left != n || err3 != nil {
		t.Errorf("undone beyond the beginning: %v, %+v is left of %+v, %v", err, left, n, err3)
	}
	if _, err := l.CreateSample(t.Context(), assets.Files, filepath.Join(dir, "sample.tarikh"), "Sample", "en"); !errors.Is(err, data.ErrExists) {
		t.Errorf("made over another: %v", err)
	}
	// What cannot be read, or not be written, leaves no file.
	broken := fstest.MapFS{"sample/library.json": &fstest.MapFile{Data: []byte("{")}}
	if _, err := l.CreateSample(t.Context(), broken, filepath.Join(dir, "broken.tarikh"), "Broken", "en"); err == nil {
		t.Error("made of nothing")
	}
	l.Opener = sqlite.NewOpener(full{afero.NewOsFs()}, "test")
	if _, err := l.CreateSample(t.Context(), assets.Files, filepath.Join(dir, "full.tarikh"), "Full", "en"); !errors.Is(err, data.ErrFull) {
		t.Errorf("on a full disk: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}

// vetted finds the same in every library.
type vetted struct {
	data.Rescuer
	found error
}

func (v vetted) Vet(context.Context, string, data.ID, func(float64)) (data.ID, error) {
	return data.ID{}, v.found
}

// What no library is, is refused before it is opened; what only Vet cannot tell is
// left to Open.
func TestOpenVetted(t *testing.T) {
	l, path := libraries(), filepath.Join(t.TempDir(), "l.tarikh")
	id := atRest(t, l, path)
	for _, known := range []data.ID{{}, id} {
		s, err := l.OpenVetted(t.Context(), path, known, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	foreign := filepath.Join(t.TempDir(), "foreign.tarikh")
	if err := os.WriteFile(foreign, []byte("no library"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := l.OpenVetted(t.Context(), foreign, data.ID{}, nil); !errors.Is(err, data.ErrForeign) {
		t.Errorf("foreign: %v", err)
	}
	if _, err := l.OpenVetted(t.Context(), path+"x", data.ID{}, nil); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("missing: %v", err)
	}
	for _, found := range []error{data.ErrUnsafe, data.ErrCorrupt, context.Canceled} {
		l.Rescuer = vetted{l.Rescuer, found}
		if s, err := l.OpenVetted(t.Context(), path, data.ID{}, nil); !errors.Is(err, found) {
			t.Errorf("opened though %v was found: %v", found, errors.Join(err, s.Close()))
		}
	}
	l.Rescuer = vetted{l.Rescuer, data.ErrReadOnly}
	s, err := l.OpenVetted(t.Context(), path, data.ID{}, nil)
	if err != nil {
		t.Fatalf("not opened though only Open can tell: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// What is saved of a library stands beside it, under a name that is free.
func TestSalvageBeside(t *testing.T) {
	l, dir := libraries(), t.TempDir()
	path := filepath.Join(dir, "l.tarikh")
	s, err := l.CreateSample(t.Context(), assets.Files, path, "Sample", "en")
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.Counts(t.Context())
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"l – saved.tarikh", "l – saved (2).tarikh"} {
		made, _, err := l.SalvageBeside(t.Context(), path, "saved", nil)
		if err != nil || filepath.Base(made) != want {
			t.Fatalf("saved as %q, %v, want %q", made, err, want)
		}
		s, err := l.Read(t.Context(), made)
		if err != nil {
			t.Fatal(err)
		}
		saved, err := s.Counts(t.Context())
		if err := errors.Join(err, s.Close()); err != nil || saved != n {
			t.Errorf("it holds %+v, %v, want %+v", saved, err, n)
		}
	}
	empty := filepath.Join(dir, "empty.tarikh")
	atRest(t, l, empty)
	if _, _, err := l.SalvageBeside(t.Context(), empty, "saved", nil); !errors.Is(err, data.ErrForeign) {
		t.Errorf("saved of nothing: %v", err)
	}
}

func TestBackUp(t *testing.T) {
	ctx := t.Context()
	l, path := libraries(), filepath.Join(t.TempDir(), "l.tarikh")
	atRest(t, l, path)
	keeper := l.Keeper(Keeping{Folder: filepath.Join(t.TempDir(), "backups")})
	if list, err := l.Backups(ctx, keeper, path); err != nil || len(list) != 0 {
		t.Fatalf("%v before there are any, %v", list, err)
	}
	first, made, err := l.BackUp(ctx, keeper, path, nil)
	if err != nil || !made || first.Time.Unix() != clock {
		t.Fatalf("%+v, %v, %v", first, made, err)
	}
	if again, made, err := l.BackUp(ctx, keeper, path, nil); err != nil || made || again.Path != first.Path {
		t.Errorf("unchanged, it gives %+v, %v, %v", again, made, err)
	}
	if list, err := l.Backups(ctx, keeper, path); err != nil || len(list) != 1 || list[0].Path != first.Path {
		t.Errorf("listed: %+v, %v", list, err)
	}
	// Where the library cannot be read, they are found by its path.
	if err := os.WriteFile(path, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if list, err := l.Backups(ctx, keeper, path); err != nil || len(list) != 1 {
		t.Errorf("listed by path: %+v, %v", list, err)
	}
	if _, _, err := l.BackUp(ctx, keeper, path, nil); err == nil {
		t.Error("a damaged library was backed up")
	}
}
