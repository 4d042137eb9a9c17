package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// The test program stands in for tarikh where bench starts itself.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "bench" {
		main()
	}
	os.Exit(m.Run())
}

func TestBenchPrintsTheAgreedObject(t *testing.T) {
	var got map[string]float64
	if err := json.Unmarshal([]byte(must(t, "bench", "--events", "300", "--json")), &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{
		"events", "open_ms", "index_ms", "pan_p50_ms", "pan_p95_ms", "zoom_p50_ms", "zoom_p95_ms", "rss_mb", "bytes_per_event",
	} {
		v, ok := got[key]
		if !ok || v < 0 {
			t.Errorf("%s is %v (%v)", key, v, ok)
		}
		delete(got, key)
	}
	if len(got) != 0 {
		t.Errorf("there is more: %v", got)
	}
}

func TestBenchKeepsTheLibraryThatWasAskedFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bench.tarikh")
	table := must(t, "bench", "--events", "200", "--library", path)
	if !strings.Contains(table, "bytes/event") || !strings.Contains(table, "200") {
		t.Errorf("it printed %q", table)
	}
	must(t, "check", path)
	again := must(t, "bench", "--library", path, "--json")
	if !strings.Contains(again, `"events":200`) {
		t.Errorf("it printed %q", again)
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

// benchEvents makes a library and returns its events.
func benchEvents(t *testing.T, n int) []data.Event {
	t.Helper()
	files := afero.NewOsFs()
	p := newProgram(files, &bytes.Buffer{}, &bytes.Buffer{})
	path := filepath.Join(t.TempDir(), "bench.tarikh")
	if err := makeBenchLibrary(t.Context(), p, path, n); err != nil {
		t.Fatal(err)
	}
	var all []data.Event
	err := p.reading(path, func(ctx context.Context, store data.File) error {
		for e, err := range store.Events(ctx) {
			if err != nil {
				return err
			}
			all = append(all, e)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestBenchLibraryIsWhatItSays(t *testing.T) {
	const n = 3000
	events := benchEvents(t, n)
	if again := benchEvents(t, n); !reflect.DeepEqual(events, again) {
		t.Error("two libraries of one size differ")
	}
	ranges, arabic, tracks := 0, 0, map[data.ID]bool{}
	for _, e := range events {
		tracks[e.Track] = true
		if length := e.Date.Hi - e.Date.Lo; length > 1 {
			ranges++
			if length < 3600 || length > 72*3600 {
				t.Errorf("%s lasts %d s", e.Date, length)
			}
		}
		if utf8.RuneCountInString(e.Title) != benchTitle {
			t.Errorf("%q is not %d letters long", e.Title, benchTitle)
		}
		if strings.ContainsAny(e.Title, "امتسحقجرع") {
			arabic++
		}
	}
	if len(events) != n || len(tracks) != benchTracks {
		t.Errorf("%d events on %d tracks", len(events), len(tracks))
	}
	if ranges < n*25/100 || ranges > n*35/100 || arabic < n*45/100 || arabic > n*55/100 {
		t.Errorf("%d ranges and %d Arabic titles of %d", ranges, arabic, n)
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

func TestPercentile(t *testing.T) {
	all := make([]float64, 0, 100)
	for i := range 100 {
		all = append(all, float64(100-i))
	}
	for share, want := range map[float64]float64{0: 1, 0.5: 50, 0.95: 95, 1: 100} {
		if got := percentile(all, share); got != want {
			t.Errorf("percentile %v is %v, want %v", share, got, want)
		}
	}
}
