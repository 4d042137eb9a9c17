package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// Every command that meets damage in a library names the library, wherever in it that is.
func TestCommandsNameADamagedLibrary(t *testing.T) {
	sample := filepath.Join(t.TempDir(), "sample.tarikh")
	must(t, "new", sample, "--sample", "--title", "Two winters and a year")
	sound, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	timeline := filepath.Join(t.TempDir(), "timeline.json")
	must(t, "export", sample, "-o", timeline)
	text := filepath.Join(t.TempDir(), "text.txt")
	if err := os.WriteFile(text, []byte("On 4 February 2022 they met.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := func(name string) string { return filepath.Join(t.TempDir(), name) }
	commands := map[string][]string{ // what follows the library
		"events": {}, "add-article": {text, "--date", "2022-02-05"}, "import": {timeline},
		"fetch": {"--dry-run"}, "export": {"-o", out("a.json")}, "render": {"-o", out("a.png")},
		"search": {"summit"}, "notes": {}, "check": {"--repair"}, "backup": {"--folder", t.TempDir()}, "copy": {out("copy.tarikh")},
		"propose": {}, "names": {}, "duplicates": {},
	}
	without := map[string]string{"open": "shows a window", "restore": "reads backups only", "recover": "is for damaged ones"}
	for _, name := range readingCommands() {
		if commands[name] == nil && without[name] == "" {
			t.Errorf("%s is not tried", name)
		}
	}
	failed := map[string]bool{}
	for of, words := range map[string]string{"the library": "winters and a year", "events": "Wuhan lockdown", "articles": "Two winters: from"} {
		damaged := broken(t, sound, words)
		for name, args := range commands {
			library := filepath.Join(t.TempDir(), "broken.tarikh")
			if err := os.WriteFile(library, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			code, _, errs := tarikh(t, append([]string{name, library}, args...)...)
			failed[name] = failed[name] || code != 0
			if code != 0 && !strings.Contains(errs, "broken.tarikh") {
				t.Errorf("%s damaged: tarikh %s %q: %s", of, name, args, errs)
			}
		}
	}
	for name := range commands {
		if !failed[name] {
			t.Errorf("%s found nothing wrong in any of them", name)
		}
	}
}

// broken is a library whose pages that hold some words are no pages any more.
func broken(t *testing.T, sound []byte, words string) []byte {
	t.Helper()
	const page = 4096
	out, found := bytes.Clone(sound), false
	for at := page; at+page <= len(out); at += page { // the first one is needed for opening it
		if bytes.Contains(sound[at:at+page], []byte(words)) {
			out[at], found = 0xff, true
		}
	}
	if !found {
		t.Fatalf("no page has %q", words)
	}
	return out
}

// readingCommands are the names of the commands that take a library.
func readingCommands() (names []string) {
	commands := reflect.TypeFor[cli]()
	for i := range commands.NumField() {
		f := commands.Field(i)
		if f.Type.Kind() != reflect.Struct {
			continue
		}
		if library, ok := f.Type.FieldByName("Library"); ok && library.Tag.Get("type") == "library" {
			names = append(names, strings.ToLower(strings.ReplaceAll(f.Name, "AddArticle", "Add-Article")))
		}
	}
	return names
}
