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
	folder := t.TempDir()
	made := func(name string) string { return filepath.Join(folder, name) }
	s := open(t, path)
	apply(t, s, sampleEdit(t, 3))
	mustDo(t, os.Chmod(path, 0o600)) // while it is open
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

// What a process left that was killed while it made files is removed in all folders below
// one.
func TestSweepOfBackups(t *testing.T) {
	root := t.TempDir()
	below := filepath.Join(root, "id", "origin")
	mustDo(t, os.MkdirAll(below, 0o700))
	for _, name := range []string{".tarikh-1.part", ".tarikh-1.part-journal", ".tarikh-1.part.lock", "000001.tarikh"} {
		mustDo(t, os.WriteFile(filepath.Join(below, name), []byte("Unfinished"), 0o600))
	}
	newOpener().Sweep(root)
	if got := files(t, below); len(got) != 1 || got[0] != "000001.tarikh" {
		t.Errorf("left %q", got)
	}
}
