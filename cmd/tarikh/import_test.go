package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
)

const twoEvents = `{"events": [
	{"unique_id": "a", "start_date": {"year": 2020}, "text": {"headline": "One"}},
	{"unique_id": "b", "start_date": {"year": 2021}, "text": {"headline": "Two"}},
	{"text": {"headline": "Without a date"}}
]}`

func importReports(t *testing.T, args ...string) (int, []form.Report) {
	t.Helper()
	code, out, errs := tarikh(t, append([]string{"import", "--json"}, args...)...)
	var reports []form.Report
	if err := json.Unmarshal([]byte(out), &reports); err != nil {
		t.Fatalf("%v: %s%s", err, out, errs)
	}
	return code, reports
}

func TestImportMakesTheLibraryAndReportsEachFile(t *testing.T) {
	library := filepath.Join(t.TempDir(), "new.tarikh")
	good, bad := writeFile(t, "two.json", twoEvents), writeFile(t, "bad.json", `{"format": "tarikh-json"`)
	code, r := importReports(t, library, good, bad)
	if code != exitFailed || len(r) != 2 || r[0].Events != 2 || len(r[0].Skipped) != 1 || r[0].Format != "timelinejs" || r[1].Error == "" || r[1].Format != "" {
		t.Errorf("exit %d: %+v", code, r)
	}
	if code, r = importReports(t, library, good); code != exitOK || r[0].Unchanged != 2 || r[0].Events != 0 {
		t.Errorf("again: exit %d: %+v", code, r)
	}
	changed := strings.Replace(twoEvents, "2021", "2022", 1)
	if err := os.WriteFile(good, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(library)
	if err != nil {
		t.Fatal(err)
	}
	if code, r = importReports(t, "--dry-run", library, good); code != exitOK || r[0].Updated != 1 {
		t.Errorf("a dry run: exit %d: %+v", code, r)
	}
	if after, err := os.ReadFile(library); err != nil || !bytes.Equal(before, after) {
		t.Error("a dry run writes to the file of the library")
	}
	if code, r = importReports(t, library, good); code != exitOK || r[0].Updated != 1 || !strings.Contains(must(t, "events", library), "2022") {
		t.Errorf("what changed: exit %d: %+v", code, r)
	}
}

func TestImportLeavesNoLibraryWhereNothingIsRead(t *testing.T) {
	library := filepath.Join(t.TempDir(), "new.tarikh")
	for _, args := range [][]string{
		{"import", library, writeFile(t, "words.txt", "Hello.")},
		{"import", "--dry-run", library, writeFile(t, "two.json", twoEvents)},
		{"import", "--as", "nothing", library, writeFile(t, "two.json", twoEvents)},
		{"import", "--map", "x", library, writeFile(t, "two.json", twoEvents)},
	} {
		tarikh(t, args...)
		if left, err := os.ReadDir(filepath.Dir(library)); err != nil || len(left) > 0 {
			t.Errorf("%q leaves %v, %v", args, left, err)
		}
	}
}

func TestExportAndImportGiveTheSame(t *testing.T) {
	dir := t.TempDir()
	a, b, file, again := filepath.Join(dir, "a.tarikh"), filepath.Join(dir, "b.tarikh"), filepath.Join(dir, "a.json"), filepath.Join(dir, "b.json")
	must(t, "import", a, writeFile(t, "two.json", twoEvents))
	must(t, "export", a, "-o", file)
	must(t, "import", b, file)
	if must(t, "events", a) != must(t, "events", b) {
		t.Error("other events come back")
	}
	must(t, "export", b, "-o", again)
	if code, _, errs := tarikh(t, "export", b, "-o", again); code == exitOK || !strings.Contains(errs, "already exists") {
		t.Errorf("a file that is there: exit %d, %s", code, errs)
	}
	if code, _, errs := tarikh(t, "export", b, "-o", filepath.Join(dir, "b.xyz")); code != exitUsage || !strings.Contains(errs, "tarikh-json (.json)") {
		t.Errorf("an unknown ending: exit %d, %s", code, errs)
	}
	var whole struct{ Version int }
	raw, err := os.ReadFile(again)
	if err != nil || json.Unmarshal(raw, &whole) != nil || whole.Version != 2 {
		t.Errorf("%v: %.200s", err, raw)
	}
}

func TestFoldersOfNotesAreWrittenAndRead(t *testing.T) {
	dir := t.TempDir()
	a, b, notes := filepath.Join(dir, "a.tarikh"), filepath.Join(dir, "b.tarikh"), filepath.Join(dir, "notes")
	must(t, "import", a, writeFile(t, "two.json", twoEvents))
	must(t, "export", a, "--as", "markdown-folder", "-o", notes)
	if out := must(t, "import", b, notes); !strings.Contains(out, "markdown-folder\t2 events") {
		t.Error(out)
	}
	if one, two := must(t, "events", a), must(t, "events", b); one != two {
		t.Errorf("other events come back:\n%s\n%s", one, two)
	}
	if out := must(t, "import", b, notes); !strings.Contains(out, "2 unchanged") {
		t.Error(out)
	}
	vault := t.TempDir()
	for name, text := range map[string]string{"A.md": "---\ndate: 1805-10-21\n---\nSee [[B]].\n", "B.md": "See [[A]].\n"} {
		if err := os.WriteFile(filepath.Join(vault, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if out := must(t, "import", b, vault); !strings.Contains(out, "1 events, 2 articles, 2 notes") {
		t.Error(out)
	}
	if out := must(t, "import", b, vault); !strings.Contains(out, "\t5 unchanged") {
		t.Error(out)
	}
	if code, _, errs := tarikh(t, "import", b, t.TempDir()); code == exitOK || !strings.Contains(errs, "there are no notes in it") {
		t.Errorf("an empty folder: exit %d, %s", code, errs)
	}
}

func TestFormatsAreListed(t *testing.T) {
	var lines []formatLine
	if err := json.Unmarshal([]byte(must(t, "formats", "--json")), &lines); err != nil || len(lines) < 5 {
		t.Errorf("%v: %+v", err, lines)
	}
	for _, l := range lines {
		if l.Name == "" || l.Title == "" || (len(l.Endings) == 0) != l.Folder || l.Writes != (l.Group != "") || !l.Reads && !l.Writes && l.Refused == "" {
			t.Errorf("%+v", l)
		}
	}
}

func TestAnImportIsHandedToTheWindow(t *testing.T) {
	h := newHolder(t)
	before := h.library.Snapshot().Counts.Events
	file := writeFile(t, "two.json", twoEvents)
	code, out, said := h.tarikh(filepath.Dir(file), "import", h.path, "two.json")
	if code != exitOK || !strings.Contains(out, "2 events") {
		t.Errorf("exit %d: %s%s", code, out, said)
	}
	h.q.until(t, "the window shows it", func() bool { return h.library.Snapshot().Counts.Events == before+2 })
	h.library.Undo()
	h.q.until(t, "it is undone in the window", func() bool { return h.library.Snapshot().Counts.Events == before })
}
