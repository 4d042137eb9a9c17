//go:build unix

package sqlite_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Whatever is made from a library that only its owner can read is for the owner alone.
func TestPrivateLibrariesStayPrivate(t *testing.T) {
	path := libraryPath(t)
	closeStore(t, create(t, path))
	mustDo(t, os.Chmod(path, 0o600))
	folder := t.TempDir()
	made := func(name string) string { return filepath.Join(folder, name) }
	s := open(t, path)
	apply(t, s, sampleEdit(t, 3))
	mustDo(t, s.SaveCopy(t.Context(), made("copy")))
	closeStore(t, s)
	o := newOpener()
	if _, err := o.Salvage(t.Context(), path, made("saved"), nil); err != nil {
		t.Fatal(err)
	}
	aside, err := o.CopyAside(t.Context(), path)
	mustDo(t, err)
	mustDo(t, os.Chmod(made("saved"), 0o644))
	mustDo(t, o.Replace(t.Context(), path, made("saved")))
	for _, p := range []string{path, aside, made("copy")} {
		info, err := os.Stat(p)
		mustDo(t, err)
		if info.Mode() != fs.FileMode(0o600) {
			t.Errorf("%s has mode %o", filepath.Base(p), info.Mode())
		}
	}
}
