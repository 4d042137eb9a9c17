package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/ui/timeline/bench"
)

func TestBenchSearch(t *testing.T) {
	path := filepath.Join(t.TempDir(), "search.tarikh")
	var got bench.SearchFigures
	if err := json.Unmarshal([]byte(must(t, "bench", "--search", "--events", "400", "--library", path, "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Events != 400 || got.Articles != 2 || got.First.N < bench.Queries || got.Counts.N != bench.Queries {
		t.Errorf("got %+v", got)
	}
	must(t, "check", path)
	var out bytes.Buffer
	if err := printSearchFigures(newProgram(afero.NewMemMapFs(), &out, &bytes.Buffer{}), got); err != nil {
		t.Fatal(err)
	}
	if table := out.String(); !strings.Contains(table, "first hits") || !strings.Contains(table, "400 events, 2 articles") {
		t.Errorf("it printed %q", table)
	}
	if code, _, errs := tarikh(t, "bench", "--search", "--big"); code != exitUsage || !strings.Contains(errs, "--big") {
		t.Errorf("with --big: exit %d, %q", code, errs)
	}
}
