//go:build unix

package file

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/afero"
)

// A copy can be read by whom the original could, from its first byte on.
func TestCopiesHaveTheModeOfTheOriginal(t *testing.T) {
	for mode, want := range map[fs.FileMode]fs.FileMode{0o600: 0o600, 0o640: 0o640, 0o644: 0o644, 0o444: 0o644, 0o777: 0o664} {
		folder := t.TempDir()
		from, to := filepath.Join(folder, "from"), filepath.Join(folder, "to")
		put(t, from)
		if err := os.Chmod(from, mode); err != nil {
			t.Fatal(err)
		}
		original, err := os.Stat(from)
		if err != nil {
			t.Fatal(err)
		}
		modes := []fs.FileMode{}
		look := func(path string) {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			modes = append(modes, info.Mode())
		}
		err = WriteNew(context.Background(), afero.NewOsFs(), to, original, func(temporary string) error {
			look(temporary)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		look(to)
		if err := CopyLibrary(context.Background(), afero.NewOsFs(), from, to+"2"); err != nil {
			t.Fatal(err)
		}
		look(to + "2")
		for _, got := range modes {
			if got != want {
				t.Errorf("copies of a file with mode %o have %o, want %o", mode, modes, want)
				break
			}
		}
	}
}
