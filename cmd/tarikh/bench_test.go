package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/ui/timeline/bench"
)

// asProgram is the variable of the environment that makes the test program tarikh.
const asProgram = "TARIKH_TEST_PROGRAM"

// The test program replaces tarikh where bench starts itself, and where the memory of
// one command is measured.
func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	if os.Getenv(measured) != "" {
		os.Exit(runMeasured(os.Args[1:]))
	}
	if len(os.Args) > 1 && os.Args[1] == "bench" {
		main()
	}
	os.Exit(m.Run())
}

func TestBenchPrintsTheAgreedObject(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bench.tarikh")
	var got map[string]float64
	if err := json.Unmarshal([]byte(must(t, "bench", "--events", "200", "--library", path, "--json")), &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{
		"open_ms", "index_ms", "pan_p50_ms", "pan_p95_ms", "zoom_p50_ms", "zoom_p95_ms", "rss_mb", "bytes_per_event",
	} {
		v, ok := got[key]
		if !ok || v < 0 {
			t.Errorf("%s is %v (%v)", key, v, ok)
		}
		delete(got, key)
	}
	if len(got) != 1 || got["events"] != 200 {
		t.Errorf("there is more: %v", got)
	}
	must(t, "check", path) // the library that was asked for is kept
}

// With sources it says how long it takes to know how well the events are verified.
func TestBenchSources(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bench.tarikh")
	var got bench.Figures
	if err := json.Unmarshal([]byte(must(t, "bench", "--events", "100", "--sources", "2", "--library", path, "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Passages != 200 || got.StatesMS <= 0 || got.StatusMS <= 0 || got.FacetsMS <= 0 {
		t.Errorf("figures are %+v", got)
	}
	if text := must(t, "search", path, "status:corroborated", "--limit", "1000"); strings.Count(text, "\n") < 100 {
		t.Errorf("found are %s", text)
	}
}

func TestBenchTable(t *testing.T) {
	var out bytes.Buffer
	p := newProgram(afero.NewMemMapFs(), &out, &bytes.Buffer{})
	if err := printFigures(p, []bench.Figures{{Events: 200, PanP95: 1.25, BytesPerEvent: 21.5}}); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(strings.TrimSpace(out.String()), "\n"); len(lines) != 2 || !strings.Contains(lines[0], "bytes/event") ||
		strings.Join(strings.Fields(lines[1]), " ") != "200 0 0.0 0.00 1.25 0.00 0.00 0 21.5" {
		t.Errorf("it printed %q", out.String())
	}
}

func TestBenchUsage(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none.tarikh")
	sample := sampleLibrary(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"bench", "--events", "-1"}, "--events"},
		{[]string{"bench", "--events", "1000000000"}, "--events"},
		{[]string{"bench", "--events", "10", "--big"}, "--big"},
		{[]string{"bench", "--library", missing}, "none.tarikh"},
		{[]string{"bench", "--library", sample, "--events", "7"}, "not 7"},
	} {
		code, _, errs := tarikh(t, c.args...)
		if code != exitUsage || !strings.Contains(errs, c.want) {
			t.Errorf("tarikh %v: exit %d, message %q (want %q in it)", c.args, code, errs, c.want)
		}
	}
}

func TestStoppedBenchLeavesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	files := afero.NewOsFs()
	p := newProgram(files, &bytes.Buffer{}, &bytes.Buffer{})
	ctx, stop := context.WithCancel(t.Context())
	stop()
	c := benchCmd{Events: 1000}
	if err := c.run(ctx, p); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) != 0 {
		t.Errorf("it left %v", left)
	}
}
