package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestLayersOfThisTree(t *testing.T) {
	ours, err := findTree(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, run := range map[string]func(context.Context, tree) (string, error){"layering": layering, "sources": sources} {
		if _, err := run(t.Context(), ours); err != nil {
			t.Errorf("%s:\n%v", name, err)
		}
	}
}

func TestImportsThatTheTableForbids(t *testing.T) {
	table := layers()
	for _, c := range []struct {
		name string
		pkg  pkg
		want string // part of the one complaint, empty for none
	}{
		{"domain on its parts", pkg{ImportPath: "data", Imports: []string{"fmt", module + "data/dates", "github.com/google/uuid"}}, ""},
		{"a package below an allowed module", pkg{ImportPath: "ui/text/layout", Imports: []string{shaping + "/font"}}, ""},
		{"cgo", pkg{ImportPath: "data/sqlite", Imports: []string{"C", "unsafe", "database/sql/driver"}}, ""},
		{"cmd wires all", pkg{ImportPath: "cmd/tarikh", Imports: []string{module + "data/sqlite", module + "ui/shell", fyne + "/app"}}, ""},
		{"tests may use rapid and the assets", pkg{ImportPath: "data/dates", TestImports: []string{rapid, "testing", module + "assets"}}, ""},
		{"external tests import their package", pkg{ImportPath: "data/dates", XTestImports: []string{module + "data/dates"}}, ""},
		{"unknown package", pkg{ImportPath: "data/newcomer"}, "not in the table"},
		{"domain on JSON", pkg{ImportPath: "data", Imports: []string{"encoding/json"}}, "nothing of JSON"},
		{"SQL outside the store", pkg{ImportPath: "data/exchange", Imports: []string{"database/sql"}}, "SQL types"},
		{"dates on a module", pkg{ImportPath: "data/dates", Imports: []string{xText + "/language"}}, "does not allow"},
		{"a module whose name only begins alike", pkg{ImportPath: "ui/text/uax9", Imports: []string{xText + "ures/x"}}, "does not allow"},
		{"ui on the store", pkg{ImportPath: "ui/library", Imports: []string{module + "data/sqlite"}}, "does not allow"},
		{"store on ui in a test", pkg{ImportPath: "data/sqlite", TestImports: []string{module + "ui/library"}}, "its tests may not"},
		{"scene on Fyne through another", pkg{ImportPath: "ui/timeline/scene", Deps: []string{fyne + "/canvas"}}, "without a window"},
		{"data on ui through another", pkg{ImportPath: "data/intake", Deps: []string{module + "ui/i18n"}}, "data never imports ui"},
		{"ui on the store through another", pkg{ImportPath: "ui/library", Deps: []string{module + "data/sqlite"}}, "cmd hands it one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.pkg.ImportPath = module + c.pkg.ImportPath
			got := judge(c.pkg, table)
			switch {
			case c.want == "" && len(got) != 0:
				t.Errorf("complains: %q", got)
			case c.want != "" && (len(got) != 1 || !strings.Contains(got[0], c.want)):
				t.Errorf("complains: %q, want one with %q", got, c.want)
			}
		})
	}
}

func TestTopLevelFolders(t *testing.T) {
	root := t.TempDir()
	for _, folder := range []string{"cmd", "ui", "data", "assets", "build", ".tools", "pkg"} {
		if err := os.Mkdir(filepath.Join(root, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"go.mod", "dev", "main.go"} {
		write(t, filepath.Join(root, file), "")
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	got := topLevel(entries)
	if len(got) != 2 || !strings.HasPrefix(got[0], "main.go:") || !strings.HasPrefix(got[1], "pkg:") {
		t.Errorf("complains %q, want main.go and pkg", got)
	}
}

func TestPagesThatAreNotMerged(t *testing.T) {
	got := mergeMarks("A.md", "fine\n<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> other\n")
	want := []string{"A.md:2: two versions are not merged: <<<<<<< HEAD", "A.md:6: two versions are not merged: >>>>>>> other"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBidiControlsAreFoundWithTheirLine(t *testing.T) {
	got := bidiControls("a.go", "fine \u0627\n\n\u200f and \u2067\n")
	want := []string{
		"a.go:3: literal bidi control U+200F; write it as an escape",
		"a.go:3: literal bidi control U+2067; write it as an escape",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFuzzTargetsAreFound(t *testing.T) {
	root := t.TempDir()
	for _, folder := range codeFolders() {
		if err := os.MkdirAll(filepath.Join(root, folder, "a"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(root, "data", "a", "a_test.go"), "package a\nfunc FuzzOne(f *testing.F) {}\nfunc TestTwo(t *testing.T) {}\n")
	write(t, filepath.Join(root, "data", "a", "a.go"), "package a\nfunc FuzzNot() {}\n")
	got, err := targets(root)
	if want := []target{{folder: "data/a", name: "FuzzOne"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
}

func TestResultsOfGoTest(t *testing.T) {
	var told strings.Builder
	got := newResults(&told)
	err := got.read(strings.NewReader(`
		{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}
		{"Action":"output","Package":"p","Test":"TestA","Output":"a_test.go:1: wrong\n"}
		{"Action":"output","Package":"p","Test":"TestA/right","Output":"    --- PASS: TestA/right\n"}
		{"Action":"pass","Package":"p","Test":"TestA/right"}
		{"Action":"output","Package":"p","Test":"TestPasses","Output":"a_test.go:2: logged\n"}
		{"Action":"output","Package":"p","Test":"TestPasses/case","Output":"a_test.go:3: logged\n"}
		{"Action":"pass","Package":"p","Test":"TestPasses"}
		{"Action":"fail","Package":"p","Test":"TestA/case"}
		{"Action":"fail","Package":"p","Test":"TestA"}
		{"Action":"skip","Package":"tarikh.org/tarikh/p","Test":"TestB"}
		{"Action":"fail","Package":"p"}
		{"Action":"output","Package":"q","Test":"TestC","Output":"not shown\n"}
		{"Action":"output","Package":"q","Test":"TestC","Output":"    c_test.go:7: 5 kills\n"}
		{"Action":"output","Package":"q","Test":"TestC","Output":"    c_test.go:9: 50 kills\n"}
		{"Action":"pass","Package":"q","Test":"TestC","Elapsed":61.4}
		{"Action":"pass","Package":"q","Elapsed":62.6}
		{"Action":"pass","Package":"quick","Elapsed":1}
		{"Action":"build-output","ImportPath":"r","Output":"r.go:1: undefined\n"}
		{"Action":"build-fail","ImportPath":"r"}`))
	if err != nil {
		t.Fatal(err)
	}
	if want := "      pass after 61 s: q TestC  50 kills\n      pass after 63 s: q\n"; told.String() != want {
		t.Errorf("told %q, want %q", told.String(), want)
	}
	if want := "2 tests, 1 failed, 1 skipped (p TestB)"; got.note() != want {
		t.Errorf("note %q, want %q", got.note(), want)
	}
	if want := "a_test.go:1: wrong\nr.go:1: undefined\n"; got.failures() != want {
		t.Errorf("failures %q, want %q", got.failures(), want)
	}
}

func TestFuzzTargetsWithoutSeedsAreFound(t *testing.T) {
	got := newResults(io.Discard)
	err := got.read(strings.NewReader(`
		{"Action":"run","Package":"tarikh.org/tarikh/data/a","Test":"FuzzOne"}
		{"Action":"run","Package":"tarikh.org/tarikh/data/a","Test":"FuzzOne/seed#0"}
		{"Action":"run","Package":"tarikh.org/tarikh/data/a","Test":"FuzzOne/seed#1"}
		{"Action":"run","Package":"tarikh.org/tarikh/data/a","Test":"FuzzTwo"}
		{"Action":"run","Package":"tarikh.org/tarikh/data/b","Test":"TestOne/case"}`))
	if err != nil {
		t.Fatal(err)
	}
	if want := "0 tests, 2 seeds of 1 fuzz targets"; got.note() != want {
		t.Errorf("note %q, want %q", got.note(), want)
	}
	without := got.seedless([]target{{"data/a", "FuzzOne"}, {"data/a", "FuzzTwo"}, {"data/b", "FuzzOne"}})
	if len(without) != 2 || !strings.HasPrefix(without[0], "data/a: FuzzTwo") || !strings.HasPrefix(without[1], "data/b: FuzzOne") {
		t.Errorf("got %q", without)
	}
}

func TestUnreachedFunctionsAreFound(t *testing.T) {
	got := unreached("tarikh.org/tarikh/data/sqlite/faultvfs Disk.step\ntarikh.org/tarikh/data Unused\n\n")
	if !slices.Equal(got, []string{"data Unused: nothing calls it"}) {
		t.Errorf("got %q", got)
	}
}

func TestBranchingFunctionsAreFound(t *testing.T) {
	got := branching("31 find (*parser).closed data/dates/find/span.go:35:1\ngo: downloading example.org/m v1.2.3\nno such file\n")
	want := []string{"data/dates/find/span.go:35:1: (*parser).closed has a complexity of 31; divide it, 20 is most", "no such file"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFlagsKeepWhatWasThere(t *testing.T) {
	for given, want := range map[string][2]string{ // with and without the tag
		"":                             {"-tags=sqlite_fts5", ""},
		"-buildvcs=false":              {"-buildvcs=false -tags=sqlite_fts5", "-buildvcs=false"},
		"-tags=wayland -v":             {"-tags=wayland,sqlite_fts5 -v", "-v"},
		"-buildvcs=false -tags=" + tag: {"-buildvcs=false -tags=sqlite_fts5", "-buildvcs=false"},
	} {
		if got := [2]string{withTag(given), withoutTags(given)}; got != want {
			t.Errorf("GOFLAGS %q: got %q, want %q", given, got, want)
		}
	}
}

func TestStepsAreChosen(t *testing.T) {
	for _, c := range []struct {
		name string
		fast bool
		only string
		want string
	}{
		{"all", false, "", "format layering sources vet staticcheck deadcode complexity licences tag test fuzz"},
		{"fast", true, "", "format layering sources vet staticcheck complexity licences test"},
		{"some, in the order given", true, "fuzz,vet", "fuzz vet"},
		{"unknown", false, "vet,lint", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			chosen, err := choose(steps(extent{fast: c.fast}), c.fast, c.only)
			var names []string
			for _, s := range chosen {
				names = append(names, s.name)
			}
			if got := strings.Join(names, " "); got != c.want || (err != nil) != (c.want == "") {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTimeIsUp(t *testing.T) {
	for _, c := range []struct {
		name, out string
		want      bool
	}{
		{"only the deadline", "fuzz: elapsed: 10s, execs: 361215\n--- FAIL: FuzzX (10.07s)\n    context deadline exceeded\nFAIL\n", true},
		{"an input that fails", "--- FAIL: FuzzX (1s)\n    x_test.go:3: wrong\n    Failing input written to testdata/fuzz/FuzzX/ab\n", false},
		{"an input that fails at the end", "    context deadline exceeded\n    Failing input written to testdata/fuzz/FuzzX/ab\n", false},
		{"a build that fails", "x.go:1:1: expected package\n", false},
	} {
		if got := timeIsUp(c.out); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
