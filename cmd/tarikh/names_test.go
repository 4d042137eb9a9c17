package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Who the texts of a library name, as a table and as JSON; nothing is written.
func TestNamesCommand(t *testing.T) {
	folder := t.TempDir()
	library := filepath.Join(folder, "talks.tarikh")
	run := func(args ...string) string {
		t.Helper()
		code, out, said := tarikh(t, args...)
		if code != 0 {
			t.Fatalf("%v: %d %s", args, code, said)
		}
		return out
	}
	run("new", library)
	for name, text := range map[string]string{
		"one.txt": "Talks\n\nPresident Zoran Petkov met Judge Tarek Bitar on 3 May 2021.\n",
		"two.txt": "A visit\n\nPresident Zoran Petkov left the Ministry of Transport on 4 May 2021.\n",
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		run("add-article", library, path, "--lang", "en")
	}
	if got := run("names", library); !strings.HasPrefix(got, "person        2  Zoran Petkov\n") || strings.Count(got, "\n") != 3 {
		t.Errorf("named:\n%s", got)
	}
	var got []namedActor
	if err := json.Unmarshal([]byte(run("names", library, "--query", "visit", "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[1].Name != "Zoran Petkov" && got[0].Name != "Zoran Petkov" || len(got[0].Passages) != 1 || !got[0].Sure {
		t.Errorf("named in what is found: %+v", got)
	}
}
