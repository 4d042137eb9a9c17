package main

import (
	"os"
	"path/filepath"
	"runtime"
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

// Where a library is copied and the copy is backed up later, the first one gets its own
// backup back, wherever it is moved; and where that cannot be told, the list is shown.
func TestRestoreNeverGuesses(t *testing.T) {
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	kept := in("backups")
	for name, text := range map[string]string{"m.txt": "Only in the master, 4 May 2021.\n", "z.txt": "Only in the copy: zebra, 3 May 2021.\n"} {
		if err := os.WriteFile(in(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	copyFile := func(from, to string) {
		t.Helper()
		content, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	must(t, "new", in("master.tarikh"))
	must(t, "add-article", in("master.tarikh"), in("m.txt"), "--date", "2021-05-04")
	must(t, "backup", in("master.tarikh"), "--folder", kept)
	copyFile(in("master.tarikh"), in("student.tarikh"))
	must(t, "add-article", in("student.tarikh"), in("z.txt"), "--date", "2021-05-03")
	must(t, "backup", in("student.tarikh"), "--folder", kept)
	if err := os.Mkdir(in("moved"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(in("master.tarikh"), in("moved/master.tarikh")); err != nil {
		t.Fatal(err)
	}
	must(t, "restore", in("moved/master.tarikh"), "--folder", kept, "-o", in("back.tarikh"))
	if found := must(t, "search", in("back.tarikh"), "zebra"); strings.Contains(found, "zebra") {
		t.Errorf("the backup of the copy was restored: %s", found)
	}
	must(t, "check", in("back.tarikh"))
	list := must(t, "backup", in("moved/master.tarikh"), "--folder", kept, "--list")
	lines := strings.Split(strings.TrimSpace(list), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "\tthis library\t") || !strings.Contains(lines[1], "\tanother copy\t") || !strings.Contains(lines[1], "student.tarikh") {
		t.Errorf("listed:\n%s", list)
	}
	// A copy without backups of its own: no backup is certainly its.
	copyFile(in("moved/master.tarikh"), in("third.tarikh"))
	code, _, errs := tarikh(t, "restore", in("third.tarikh"), "--folder", kept, "-o", in("guess.tarikh"))
	if code != exitUsage || !strings.Contains(errs, "--number") || strings.Count(errs, "another copy") != 2 {
		t.Errorf("%d: %s", code, errs)
	}
	if _, err := os.Stat(in("guess.tarikh")); err == nil {
		t.Error("one was restored all the same")
	}
	number := "1"
	if first, _, _ := strings.Cut(errs, "\n"); !strings.Contains(first, "student.tarikh") {
		number = "2"
	}
	must(t, "restore", in("third.tarikh"), "--folder", kept, "--number", number, "-o", in("chosen.tarikh"))
	if found := must(t, "search", in("chosen.tarikh"), "zebra"); !strings.Contains(found, "zebra") {
		t.Errorf("chosen: %s", found)
	}
}

// A library that only its owner can read is so in every form.
func TestPrivateLibraryIsRestoredAsSuch(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no modes there")
	}
	library, kept := sampleLibrary(t), t.TempDir()
	if err := os.Chmod(library, 0o600); err != nil {
		t.Fatal(err)
	}
	restored := filepath.Join(t.TempDir(), "restored.tarikh")
	backup := strings.TrimSpace(must(t, "backup", library, "--folder", kept))
	must(t, "restore", library, "--folder", kept, "-o", restored)
	for _, path := range []string{backup, restored} {
		if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}
