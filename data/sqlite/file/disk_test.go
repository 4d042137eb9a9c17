package file

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// A file that is there is replaced by a whole one, or stays.
func TestReplace(t *testing.T) {
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		fill error
		file string
		want error
		says string
	}{
		"new": {nil, "new", nil, "after"}, "replaced": {nil, "there", nil, "after"}, "failed": {broken, "there", broken, "before"},
		"folder": {nil, "folder", data.ErrName, ""},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := errors.Join(os.WriteFile(filepath.Join(folder, "there"), []byte("before"), 0o600), os.Mkdir(filepath.Join(folder, "folder"), 0o700)); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(folder, c.file)
			err := Disk{afero.NewOsFs()}.Replace(t.Context(), path, func(temporary string) error {
				return errors.Join(os.WriteFile(temporary, []byte("after"), 0o666), c.fill)
			})
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if raw, _ := os.ReadFile(path); string(raw) != c.says {
				t.Errorf("it says %q", raw)
			}
			if got := names(t, folder); len(got) > 3 || c.file != "new" && len(got) > 2 {
				t.Errorf("there are %q", got)
			}
		})
	}
}

// A folder appears whole or not at all, and nothing is left beside it.
func TestNewFolder(t *testing.T) {
	broken, ended := errors.New("broken"), context.Canceled
	for name, c := range map[string]struct {
		fill   error
		folder string
		want   error
	}{
		"made": {nil, "new", nil}, "failed": {broken, "new", broken}, "taken": {nil, "taken", data.ErrExists},
		"an empty folder is in its place": {nil, "empty", data.ErrExists}, "nowhere": {nil, "no/new", data.ErrNotFound},
		"cancelled": {nil, "new", ended},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			put(t, filepath.Join(folder, "taken"))
			if err := os.Mkdir(filepath.Join(folder, "empty"), 0o700); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			err := Disk{afero.NewOsFs()}.NewFolder(ctx, filepath.Join(folder, c.folder), func(temporary string) error {
				if name == "cancelled" {
					cancel()
				}
				inner := filepath.Join(temporary, "a", "b")
				return errors.Join(os.MkdirAll(filepath.Dir(inner), 0o777), os.WriteFile(inner, nil, 0o666), c.fill)
			})
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			want := []string{"empty", "taken"}
			if c.want == nil {
				want = []string{"empty", "new", "taken"}
				put(t, filepath.Join(folder, "new", "a", "c")) // its folder is there
			}
			if got := names(t, folder); !slices.Equal(got, want) {
				t.Errorf("there are %q, want %q", got, want)
			}
		})
	}
}
