package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A library is backed up, damaged, recovered and restored from the command line;
// nothing is overwritten.
func TestBackupRecoverRestore(t *testing.T) {
	folder := t.TempDir()
	library, kept := filepath.Join(folder, "a.tarikh"), filepath.Join(folder, "backups")
	must(t, "new", library, "--sample")
	first := strings.TrimSpace(must(t, "backup", library, "--folder", kept))
	if _, err := os.Stat(first); err != nil || !strings.HasPrefix(first, kept) {
		t.Errorf("backed up as %q: %v", first, err)
	}
	if again := strings.TrimSpace(must(t, "backup", library, "--folder", kept)); again != first {
		t.Errorf("nothing has changed, and there is %q", again)
	}
	if list := must(t, "backup", library, "--folder", kept, "--list"); !strings.HasPrefix(list, "1\t") || strings.Count(list, "\n") != 1 {
		t.Errorf("backups: %q", list)
	}
	content, err := os.ReadFile(library)
	if err != nil {
		t.Fatal(err)
	}
	clear(content[:4096])
	if err := os.WriteFile(library, content, 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, _ := tarikh(t, "events", library); code == 0 {
		t.Error("a library without a first page was read")
	}
	saved, restored := filepath.Join(folder, "saved.tarikh"), filepath.Join(folder, "restored.tarikh")
	if out := must(t, "recover", library, "-o", saved); !strings.Contains(out, "event: ") || strings.Contains(out, "event: 0") {
		t.Errorf("recovered %q", out)
	}
	must(t, "check", saved)
	must(t, "restore", library, "--folder", kept, "-o", restored)
	must(t, "check", restored)
	if want, got := must(t, "events", restored), must(t, "events", saved); got != want {
		t.Errorf("recovered %d events, restored %d", strings.Count(got, "\n"), strings.Count(want, "\n"))
	}
	for _, args := range [][]string{{"recover", library, "-o", saved}, {"restore", library, "--folder", kept, "-o", saved}} {
		if code, _, errs := tarikh(t, args...); code == 0 || !strings.Contains(errs, "already exists") {
			t.Errorf("tarikh %q: %d, %s", args, code, errs)
		}
	}
	if after, err := os.ReadFile(library); err != nil || string(after) != string(content) {
		t.Errorf("the damaged library was changed (%v)", err)
	}
}

// A library whose file has two names is not edited, but copied.
func TestCopyOfALibraryWithTwoNames(t *testing.T) {
	library, copied := sampleLibrary(t), filepath.Join(t.TempDir(), "copy.tarikh")
	if err := os.Link(library, library+".other"); err != nil {
		t.Fatal(err)
	}
	text := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(text, []byte("On 4 February 2022 they met.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := tarikh(t, "add-article", library, text, "--date", "2022-02-05"); code == 0 || !strings.Contains(errs, "more than one name") || !strings.Contains(errs, "tarikh copy") {
		t.Errorf("it was edited, or says %q", errs)
	}
	must(t, "copy", library, "-o", copied)
	must(t, "add-article", copied, text, "--date", "2022-02-05")
}
