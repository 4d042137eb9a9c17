package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/away"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/timeline/bench"
)

// libraryPlaces are where the library is that is measured: in a file, on a server, and on a
// server with a copy of it here.
type libraryPlaces struct{ Path, Address, Copies string }

// open opens the library in a way: "file"; "cold", from the server; "warm", from the copy.
func (l libraryPlaces) open(ctx context.Context, way string) (data.Store, error) {
	files := sqlite.NewOpener(afero.NewOsFs(), "bench")
	switch way {
	case "file":
		return files.Open(ctx, l.Path)
	case "cold":
		return (&postgres.Servers{}).Open(ctx, l.Address)
	}
	servers := &away.Servers{Servers: &postgres.Servers{}, Files: files, Folder: l.Copies, Log: func(err error) { fmt.Fprintln(os.Stderr, err) }}
	return servers.Open(ctx, l.Address)
}

// openedFigures are what is measured of opening a library in a process of its own.
type openedFigures struct {
	OpenMS, MB, MostMB float64 // until the columns are there; resident then, and at most
	Events             int
}

// benchVariable has the test program open a library and say what it took.
const benchVariable = "TARIKH_BENCH_OPEN"

// TestOpenMeasured is what BenchmarkServer runs in a process of its own.
func TestOpenMeasured(t *testing.T) {
	way, text, ok := strings.Cut(os.Getenv(benchVariable), " ")
	if !ok {
		t.Skip("for BenchmarkServer")
	}
	tidyHeap()
	var l libraryPlaces
	if err := json.Unmarshal([]byte(text), &l); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	s, err := l.open(t.Context(), way)
	if err != nil {
		t.Fatal(err)
	}
	cols, err := s.Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f := openedFigures{OpenMS: float64(time.Since(begin).Microseconds()) / 1000, Events: cols.Len(), MB: resident(t, "VmRSS:"), MostMB: resident(t, "VmHWM:")}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	text2, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("figures %s\n", text2)
}

// resident is a size of this process in megabytes.
func resident(t testing.TB, name string) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("there is no /proc")
	}
	_, rest, _ := strings.Cut(string(status), name)
	kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		t.Fatal(err)
	}
	return kb / 1024
}

// BenchmarkServer compares a library on a private server with the same one in a file: opening
// with reading the timeline, from the server and from a copy, and the memory of the program
// that does, each in a process of its own, by turns; and the first 50 hits. It is the ratios
// that count. TARIKH_BENCH_EVENTS says how many events (1,000,000).
func BenchmarkServer(b *testing.B) {
	events := 1_000_000
	if text := os.Getenv("TARIKH_BENCH_EVENTS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			b.Fatal(err)
		}
		events = n
	}
	ctx := b.Context()
	server := pgtest.New(b, "shared_buffers=512MB", "max_wal_size=4GB")
	l := libraryPlaces{Path: filepath.Join(b.TempDir(), "bench.tarikh"), Copies: b.TempDir()}
	made, err := sqlite.NewOpener(afero.NewOsFs(), "bench").Create(ctx, l.Path, "bench")
	if err != nil {
		b.Fatal(err)
	}
	if l.Address, err = (&postgres.Servers{}).Init(ctx, server.Address(pgtest.Owner, "postgres"), "bench"); err != nil {
		b.Fatal(err)
	}
	hosted, err := l.open(ctx, "cold")
	if err != nil {
		b.Fatal(err)
	}
	stores := map[string]data.Store{"file": made, "server": hosted}
	for name, s := range stores {
		begin := time.Now()
		if err := bench.FillWithTexts(ctx, s, events); err != nil {
			b.Fatal(err)
		}
		b.Logf("%s: filled with %d events in %v", name, events, time.Since(begin))
	}
	server.Vacuum(b)
	searched := map[string]bench.SearchFigures{}
	for _, name := range []string{"file", "server"} {
		for range 2 { // the first time the words of the newest rows are gathered
			if searched[name], err = bench.Hits(ctx, stores[name], bench.Queries/3); err != nil {
				b.Fatal(err)
			}
		}
		f := searched[name]
		b.Logf("%s: p50 and p95 in ms: first hits %.1f %.1f, ranked %.1f %.1f, many %.1f %.1f, counts %.1f %.1f", name,
			f.First.P50, f.First.P95, f.Ranked.P50, f.Ranked.P95, f.Many.P50, f.Many.P95, f.Counts.P50, f.Counts.P95)
	}
	for _, s := range stores {
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	l.follow(b)
	opened := map[string][]openedFigures{}
	for range 5 {
		for _, way := range []string{"file", "cold", "warm"} {
			f := l.measure(b, way)
			if f.Events != events {
				b.Fatalf("%s: %d events", way, f.Events)
			}
			opened[way] = append(opened[way], f)
		}
	}
	median := func(way string, of func(openedFigures) float64) float64 {
		var all []float64
		for _, f := range opened[way] {
			all = append(all, of(f))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	ms := func(f openedFigures) float64 { return f.OpenMS }
	mb := func(f openedFigures) float64 { return f.MB }
	most := func(f openedFigures) float64 { return f.MostMB }
	for _, way := range []string{"file", "cold", "warm"} {
		b.Logf("%s: open %.0f ms, %.0f MB resident, %.0f at most", way, median(way, ms), median(way, mb), median(way, most))
	}
	b.ReportMetric(median("cold", ms)/median("file", ms), "x-cold")
	b.ReportMetric(median("warm", ms)/median("file", ms), "x-warm")
	b.ReportMetric(searched["server"].First.P95/searched["file"].First.P95, "x-hits-p95")
	b.ReportMetric(max(median("cold", mb), median("warm", mb))-median("file", mb), "MB-more")
	b.ReportMetric(max(median("cold", most), median("warm", most))-median("file", most), "MB-more-at-most")
}

// follow makes the copy of the library.
func (l libraryPlaces) follow(b *testing.B) {
	s, err := l.open(b.Context(), "warm")
	if err != nil {
		b.Fatal(err)
	}
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for made := []string(nil); len(made) == 0; <-tick.C {
		if made, err = filepath.Glob(filepath.Join(l.Copies, "*", "copy.json")); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

// measure opens the library in a process of its own.
func (l libraryPlaces) measure(b *testing.B, way string) (f openedFigures) {
	own, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	text, err := json.Marshal(l)
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(own, "-test.run", "^TestOpenMeasured$")
	cmd.Env = append(os.Environ(), benchVariable+"="+way+" "+string(text))
	said, err := cmd.CombinedOutput()
	if err != nil {
		b.Fatalf("%v: %s", err, said)
	}
	_, rest, _ := strings.Cut(string(said), "figures ")
	line, _, _ := strings.Cut(rest, "\n")
	if err := json.Unmarshal([]byte(line), &f); err != nil {
		b.Fatalf("%v: %s", err, said)
	}
	return f
}
