package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Pairs of events that seem to be one are listed, the most alike first; nothing is merged.
func TestDuplicatesCommand(t *testing.T) {
	folder := t.TempDir()
	library, table := filepath.Join(folder, "fire.tarikh"), filepath.Join(folder, "events.csv")
	rows := "title,date\nThe old mill in Ardea burned down,2021-05-03\nThe old mill of Ardea burned down at night,2021-05\nOld mill in Ardea lost to fire,2021-05-03\nA bus line opened in Turin,2021-05-03\n"
	if err := os.WriteFile(table, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (out, said string) {
		t.Helper()
		code, out, said := tarikh(t, args...)
		if code != 0 {
			t.Fatalf("%v: %d %s", args, code, said)
		}
		return out, said
	}
	run("new", library)
	run("import", library, table)
	var got []alikePair
	out, _ := run("duplicates", library, "--json")
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || got[0].Part < got[2].Part || !strings.HasPrefix(got[0].Events[0].Title, "The old mill") || got[0].Events[0].EDTF == "" || got[0].Events[0].Track == "" {
		t.Errorf("pairs: %+v", got)
	}
	out, said := run("duplicates", library, "--limit", "1")
	if lines := strings.Split(strings.TrimSpace(out), "\n"); len(lines) != 2 || !strings.Contains(lines[0], "%") || !strings.Contains(lines[1], "The old mill") || !strings.Contains(said, "2 more pairs") {
		t.Errorf("listed:\n%s%s", out, said)
	}
	if out, _ := run("events", library); strings.Count(out, "\n") != 4 {
		t.Errorf("events: %s", out)
	}
	if code, _, said := tarikh(t, "duplicates", library, "--merge"); code != exitUsage || !strings.Contains(said, "--merge") {
		t.Errorf("--merge: %d %s", code, said)
	}
}
