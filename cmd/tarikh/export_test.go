package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/afero"
)

// oddEvents are what formats stumble over: an event long before all calendars, one that is
// uncertain, a title that ends a script, one that is a formula, and one that is a range.
const oddEvents = `{"events": [
	{"unique_id": "bang", "start_date": {"year": -13800000000}, "text": {"headline": "Big Bang"}, "group": "Cosmos"},
	{"unique_id": "script", "start_date": {"year": 2020}, "text": {"headline": "&lt;/script&gt;"}},
	{"unique_id": "formula", "start_date": {"year": 2021, "month": 3}, "text": {"headline": "=1+1"}},
	{"unique_id": "range", "start_date": {"year": 2022, "month": 3, "day": 4}, "text": {"headline": "2020: no event", "text": "<p>2019: none either</p>"}},
	{"unique_id": "about", "start_date": {"year": 1600}, "display_date": "about 1600", "text": {"headline": "قبل ذلك"}}
]}`

func oddLibrary(t *testing.T) string {
	t.Helper()
	library := filepath.Join(t.TempDir(), "a.tarikh")
	must(t, "import", library, writeFile(t, "odd.json", oddEvents))
	return library
}

// Every format that is written takes a library out and brings it in again, says what it
// leaves out, and writes the same twice.
func TestEveryFormatIsExported(t *testing.T) {
	library := oddLibrary(t)
	for _, c := range []struct {
		file, as string
		events   int
		lost     []string
	}{
		{"a.json", "", 5, nil},
		{"a.csv", "", 5, nil},
		{"a.xlsx", "", 5, nil},
		{"b.json", "timelinejs", 5, nil},
		{"b.csv", "timelinejs-sheet", 5, []string{"identifiers"}},
		{"a.timeline", "", 4, []string{"events out of the range of its years"}},
		{"a.mw", "", 4, []string{"events out of the range of its years"}},
		{"a.ics", "", 3, []string{"events before the year 1 or after 9999", "events whose date is uncertain"}},
	} {
		folder := t.TempDir()
		path, again, back := filepath.Join(folder, c.file), filepath.Join(folder, "again-"+c.file), filepath.Join(folder, "back.tarikh")
		var report exported
		said := must(t, "export", library, "-o", path, "--as", c.as, "--json")
		if err := json.Unmarshal([]byte(said), &report); err != nil || report.Files[0] != path {
			t.Errorf("%s: %v: %s", c.file, err, said)
		}
		for _, lost := range c.lost {
			if !strings.Contains(said, lost) {
				t.Errorf("%s does not say that %s are left out: %s", c.file, lost, said)
			}
		}
		must(t, "export", library, "-o", again, "--as", c.as)
		if a, b := readFile(t, path), readFile(t, again); a != b {
			t.Errorf("%s: other bytes the second time", c.file)
		} else if strings.Contains(a, "</script>") && c.as == "timelinejs" {
			t.Errorf("%s ends a script", c.file)
		}
		must(t, "import", back, path)
		if got := strings.Count(must(t, "events", back), "\n"); got != c.events {
			t.Errorf("%s: %d events come back, want %d:\n%s", c.file, got, c.events, must(t, "events", back))
		}
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestExportTakesWhatIsSelected(t *testing.T) {
	library := oddLibrary(t)
	folder := t.TempDir()
	for i, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--from", "2021", "--to", "2021-12"}, "=1+1"},
		{[]string{"--from", "March 2022"}, "2020: no event"},
		{[]string{"--query", "track:Cosmos"}, "Big Bang"},
		{[]string{"--query", "bang", "--lang", "ar"}, "Big Bang"},
		{[]string{"--query", "bang", "--as", "timelinejs-sheet", "--title", "Of everything"}, "Of everything"},
	} {
		path := filepath.Join(folder, fmt.Sprint(i, ".csv"))
		must(t, append([]string{"export", library, "-o", path}, c.args...)...)
		if text := readFile(t, path); strings.Count(text, "\r\n") != 2 && !slices.Contains(c.args, "--as") || !strings.Contains(text, c.want) {
			t.Errorf("%q: %s", c.args, text)
		}
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-o", "x.csv", "--from", "x"}, "not one date"},
		{[]string{"-o", "x.csv", "--from", "2022", "--to", "2021"}, "is not before"},
		{[]string{"-o", "x.json", "--query", "x"}, "a whole library"},
		{[]string{"-o", "x.csv", "--as", "word"}, "no format that is written"},
		{[]string{"-o", "x.csv", "--paper", "A4"}, "--paper is not for this format"},
		{[]string{"-o", "x.csv", "--theme", "dark"}, "--theme is not for this format"},
		{[]string{"-o", "x.csv", "--paper", "A44"}, "paper \"A44\""},
		{[]string{"-o", "x.csv", "--scale", "0"}, "--scale 0"},
		{[]string{"-o", "x.csv", "--size", "10"}, "--size"},
		{[]string{"-o", "x.ics", "--byline", "me"}, "which knows --title"},
		{[]string{"-o", "x.csv", "--lang", "both"}, "which has en, ar"},
		{[]string{"-o", "x.ics", "--lang", "ar"}, "no words of its own"},
		{[]string{"-o", "x.zip"}, "unless that is named: --as packet"},
		{[]string{"-o", library}, "is the library itself"},
		{[]string{"-o", library + "-wal", "--as", "csv"}, "taken for a part of the library"},
	} {
		if slices.Contains(c.args, library) {
			c.args = append(c.args, "--as", "csv")
		}
		code, _, errs := tarikh(t, append([]string{"export", library}, c.args...)...)
		if code != exitUsage || !strings.Contains(errs, c.want) {
			t.Errorf("%q: exit %d: %s", c.args, code, errs)
		}
	}
}

func TestAnEmptyLibraryIsExported(t *testing.T) {
	library := filepath.Join(t.TempDir(), "empty.tarikh")
	must(t, "new", library)
	for _, name := range []string{"a.json", "a.csv", "a.xlsx", "a.timeline", "a.mw", "a.ics"} {
		path := filepath.Join(t.TempDir(), name)
		must(t, "export", library, "-o", path)
		if readFile(t, path) == "" {
			t.Errorf("%s is empty", name)
		}
	}
}

// fullDisk has room for some bytes.
type fullDisk struct {
	afero.Fs
	room int
}

func (d *fullDisk) OpenFile(name string, flag int, mode os.FileMode) (afero.File, error) {
	f, err := d.Fs.OpenFile(name, flag, mode)
	return &fullFile{f, d}, err
}

type fullFile struct {
	afero.File
	disk *fullDisk
}

func (f *fullFile) Write(b []byte) (int, error) {
	if f.disk.room -= len(b); f.disk.room < 0 {
		return 0, &os.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
	}
	return f.File.Write(b)
}

func (f *fullFile) WriteString(s string) (int, error) { return f.Write([]byte(s)) }

// A file that cannot be written whole is not there, and nor is what was beside it.
func TestExportLeavesNoHalfFile(t *testing.T) {
	library := oddLibrary(t)
	for _, name := range []string{"a.json", "a.csv", "a.xlsx", "a.timeline", "a.mw", "a.ics"} {
		folder := t.TempDir()
		var out, errs bytes.Buffer
		code := run(newProgram(&fullDisk{afero.NewOsFs(), 100}, &out, &errs), []string{"export", library, "-o", filepath.Join(folder, name)})
		if left, err := os.ReadDir(folder); err != nil || len(left) > 0 || code == exitOK || !strings.Contains(errs.String(), "the disk is full") {
			t.Errorf("%s: exit %d: %s; leaves %v, %v", name, code, errs.String(), left, err)
		}
	}
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		return // to whom no folder is closed
	}
	closed := t.TempDir()
	if err := os.Chmod(closed, 0o500); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := tarikh(t, "export", library, "-o", filepath.Join(closed, "a.csv")); code == exitOK || !strings.Contains(errs, "cannot be written in") {
		t.Errorf("a folder that is closed: exit %d: %s", code, errs)
	}
}

// A folder appears whole, and not over anything.
func TestAFolderIsExported(t *testing.T) {
	library, folder := oddLibrary(t), t.TempDir()
	path := filepath.Join(folder, "site")
	must(t, "export", library, "-o", path, "--as", "page-folder", "--title", "Odd")
	if !strings.Contains(readFile(t, filepath.Join(path, "index.html")), "<title>Odd</title>") || readFile(t, filepath.Join(path, "README.txt")) == "" {
		t.Error("the page is not there")
	}
	if code, _, errs := tarikh(t, "export", library, "-o", path, "--as", "page-folder"); code == exitOK || !strings.Contains(errs, "already exists") {
		t.Errorf("over a folder: exit %d: %s", code, errs)
	}
	var out, errs bytes.Buffer
	code := run(newProgram(&fullDisk{afero.NewOsFs(), 100}, &out, &errs), []string{"export", library, "-o", filepath.Join(folder, "full"), "--as", "page-folder"})
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 || code == exitOK || !strings.Contains(errs.String(), "the disk is full") {
		t.Errorf("a full disk: exit %d: %s; leaves %v, %v", code, errs.String(), left, err)
	}
}

// Private notes are taken out only where they are asked for.
func TestPrivateNotesAreAskedFor(t *testing.T) {
	folder := t.TempDir()
	library, file := filepath.Join(folder, "a.tarikh"), filepath.Join(folder, "a.json")
	must(t, "import", library, writeFile(t, "two.json", twoEvents))
	must(t, "export", library, "-o", file)
	whole := strings.Replace(readFile(t, file), "\n\"origins\"", "\n\"annotations\": [\n{\"id\":\"00000000-0000-7000-8000-000000000001\",\"span\":\"2020\",\"text\":\"a secret\",\"colour\":\"red\",\"created\":\"2022-01-01T00:00:00Z\",\"changed\":\"2022-01-01T00:00:00Z\",\"private\":true}\n],\n\"origins\"", 1)
	noted := filepath.Join(folder, "b.tarikh")
	must(t, "import", noted, writeFile(t, "noted.json", whole))
	if out := must(t, "notes", noted); strings.Contains(out, "a secret") {
		t.Errorf("it is told: %s", out)
	}
	if out := must(t, "notes", noted, "--private"); !strings.Contains(out, "a secret") {
		t.Errorf("it is not told: %s", out)
	}
	for _, c := range []struct {
		notes string
		told  bool
	}{{"", false}, {"none", false}, {"mine", false}, {"all", true}} {
		path := filepath.Join(folder, "notes-"+c.notes+".json")
		must(t, "export", noted, "-o", path, "--as", "timelinejs", "--notes", c.notes)
		if told := strings.Contains(readFile(t, path), "a secret"); told != c.told {
			t.Errorf("--notes %s: told %v", c.notes, told)
		}
	}
}

// The passages have a file of their own beside that of the events; both are there, or none.
func TestExcerptsAreExportedBeside(t *testing.T) {
	library, folder := sampleLibrary(t), t.TempDir()
	events, excerpts := filepath.Join(folder, "a.csv"), filepath.Join(folder, "a-excerpts.csv")
	must(t, "export", library, "-o", events)
	size := len(readFile(t, excerpts))
	if !strings.Contains(readFile(t, events), "EDTF") || !strings.Contains(readFile(t, excerpts), "Quotation") {
		t.Errorf("%s\n%s", readFile(t, events), readFile(t, excerpts))
	}
	must(t, "export", library, "-o", filepath.Join(folder, "none.csv"), "--articles", "none")
	if _, err := os.Stat(filepath.Join(folder, "none-excerpts.csv")); err == nil {
		t.Error("there is a file of no passages")
	}
	if code, _, errs := tarikh(t, "export", library, "-o", events); code == exitOK || !strings.Contains(errs, "already exists") {
		t.Errorf("over a file: exit %d: %s", code, errs)
	}
	other := t.TempDir()
	var out, errs bytes.Buffer
	code := run(newProgram(&fullDisk{afero.NewOsFs(), size + 100}, &out, &errs), []string{"export", library, "-o", filepath.Join(other, "a.csv")})
	if left, err := os.ReadDir(other); err != nil || len(left) > 0 || code == exitOK {
		t.Errorf("a full disk: exit %d: %s; leaves %v, %v", code, errs.String(), left, err)
	}
}
