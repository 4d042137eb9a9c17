package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNotesCommand(t *testing.T) {
	path := sampleLibrary(t)
	all := must(t, "notes", path)
	if !strings.HasPrefix(all, "# ") || strings.Count(all, "\n---\n") != 7 || !strings.Contains(all, "> «لا حدود لها»") {
		t.Errorf("it printed %q", all)
	}
	some := must(t, "notes", path, "--query", `tag:"to check" figure`, "--as", "txt")
	if !strings.Contains(some, "The mayor’s figure") || strings.Contains(some, "لا حدود لها") || !strings.Contains(some, "#to_check · #figures") {
		t.Errorf("it printed %q", some)
	}
	if got := must(t, "notes", path, "--query", "nothingofthekind"); strings.Contains(got, "\n>") {
		t.Errorf("it printed %q", got)
	}
	if got := must(t, "notes", path, "--as", "html", "--lang", "ar"); !strings.Contains(got, `dir="rtl"`) || !strings.Contains(got, "آذار/مارس 2022") {
		t.Errorf("it printed %q", got)
	}
	file := filepath.Join(t.TempDir(), "notes.md")
	must(t, "notes", path, "-o", file)
	if got, err := os.ReadFile(file); err != nil || string(got) != all {
		t.Errorf("the file has %d bytes, want %d: %v", len(got), len(all), err)
	}
	for _, kept := range []string{file, path} {
		before, _ := os.ReadFile(kept)
		code, _, said := tarikh(t, "notes", path, "-o", kept)
		after, _ := os.ReadFile(kept)
		if code == 0 || !strings.Contains(said, kept) || string(before) != string(after) {
			t.Errorf("written over %s: code %d, said %q", kept, code, said)
		}
	}
}

// The ending of the file says the format; one that is none of ours is refused, and so is
// one that is not that of the format asked for.
func TestNotesAreWrittenAsTheirFileEnds(t *testing.T) {
	path, dir := sampleLibrary(t), t.TempDir()
	page := filepath.Join(dir, "notes.HTML")
	must(t, "notes", path, "-o", page)
	if got, err := os.ReadFile(page); err != nil || !strings.HasPrefix(string(got), "<!DOCTYPE html>") {
		t.Errorf("the page begins with %.40q: %v", got, err)
	}
	for _, args := range [][]string{{"notes.docx"}, {"notes"}, {"notes.docx", "--as", "md"}, {"notes.md", "--as", "txt"}} {
		file := filepath.Join(dir, args[0])
		code, _, said := tarikh(t, append([]string{"notes", path, "-o", file}, args[1:]...)...)
		if _, err := os.Stat(file); code == 0 || err == nil || !strings.Contains(said, file) {
			t.Errorf("%q: code %d, said %q", args, code, said)
		}
		if len(args) == 1 && !strings.Contains(said, ".md, .html or .txt") {
			t.Errorf("%q does not say what can be written: %q", args, said)
		}
	}
}
