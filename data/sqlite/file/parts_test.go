package file

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

func names(t *testing.T, folder string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func put(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What a process that has ended left goes at once; what one is writing stays, and so
// does what has no lock, for a day.
func TestSweep(t *testing.T) {
	folder, fsys := t.TempDir(), afero.NewOsFs()
	writing, err := NewPart(fsys, filepath.Join(folder, "a"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer writing.release()
	put(t, writing.Path+".damaged")
	for _, name := range []string{
		".tarikh-dead.part", ".tarikh-dead.part-journal", ".tarikh-dead.part.damaged", ".tarikh-dead.part.lock", // killed midway
		".tarikh-end.part.lock", // killed at the end
		".tarikh-old.part", ".tarikh-fresh.part", ".tarikh-x", "A.part",
	} {
		put(t, filepath.Join(folder, name))
	}
	longAgo := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(filepath.Join(folder, ".tarikh-old.part"), longAgo, longAgo); err != nil {
		t.Fatal(err)
	}
	Sweep(fsys, folder)
	own := filepath.Base(writing.Path)
	want := []string{own, own + ".damaged", own + ".lock", ".tarikh-fresh.part", ".tarikh-x", "A.part"}
	slices.Sort(want)
	if got := names(t, folder); !slices.Equal(got, want) {
		t.Errorf("left %q, want %q", got, want)
	}
}

// A file appears whole or not at all, and nothing is left beside it.
func TestWriteNew(t *testing.T) {
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		fill error
		file string
		want error
	}{
		"made": {nil, "a.tarikh", nil}, "failed": {broken, "a.tarikh", broken},
		// 254 bytes are a name, but leave no room for a journal's.
		"long": {nil, strings.Repeat("n", 247) + ".tarikh", data.ErrName}, "taken": {nil, "taken", data.ErrExists},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			put(t, filepath.Join(folder, "taken"))
			err := WriteNew(context.Background(), afero.NewOsFs(), filepath.Join(folder, c.file), nil, func(temporary string) error {
				put(t, temporary)
				return c.fill
			})
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			want := []string{"taken"}
			if c.want == nil {
				want = []string{"a.tarikh", "taken"}
			}
			if got := names(t, folder); !slices.Equal(got, want) {
				t.Errorf("files are %q, want %q", got, want)
			}
		})
	}
}
