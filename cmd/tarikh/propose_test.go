package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The main events of several articles, as a table and as JSON; nothing is written.
func TestProposeCommand(t *testing.T) {
	folder := t.TempDir()
	library := filepath.Join(folder, "fire.tarikh")
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
		"one.txt": "Fire\n\nThe old mill in Ardea burned down on 3 May 2021.\n",
		"two.txt": "Two arrests\n\nPolice arrested two men. The old mill of Ardea burned down on 3 May 2021.\n",
		"bus.txt": "A bus\n\nA new bus line opened in Turin on 4 May 2021.\n",
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		run("add-article", library, path, "--lang", "en")
	}
	if got := run("propose", library); !strings.HasPrefix(got, "2021-05-03  2  The old mill") {
		t.Errorf("proposed:\n%s", got)
	}
	var got proposed
	if err := json.Unmarshal([]byte(run("propose", library, "--query", "mill", "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Articles != 2 || len(got.Events) != 1 || len(got.Events[0].Passages) != 2 || !got.Events[0].Passages[0].Open {
		t.Errorf("proposed of what is found: %+v", got)
	}
	if got := run("events", library, "--json"); strings.TrimSpace(got) != "[]" {
		t.Errorf("events: %s", got)
	}
}
