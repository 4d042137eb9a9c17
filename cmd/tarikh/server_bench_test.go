package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres"
	"tarikh.org/tarikh/data/postgres/pgtest"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/timeline/bench"
)

// BenchmarkServer compares a library on a private server with the same one in a file:
// opening with reading the timeline, the first 50 hits, and the program's own memory. Each
// is measured by turns; it is the ratio that counts. TARIKH_BENCH_EVENTS says how many
// events (1,000,000).
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
	servers := &postgres.Servers{}
	address, err := servers.Init(ctx, server.Address(pgtest.Owner, "postgres"), "bench")
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "bench.tarikh")
	file := sqlite.NewOpener(afero.NewOsFs(), "bench")
	opens := map[string]func() (data.Store, error){
		"file":   func() (data.Store, error) { return file.Open(ctx, path) },
		"server": func() (data.Store, error) { return servers.Open(ctx, address) },
	}
	made, err := file.Create(ctx, path, "bench")
	if err != nil {
		b.Fatal(err)
	}
	hosted, err := opens["server"]()
	if err != nil {
		b.Fatal(err)
	}
	for name, s := range map[string]data.Store{"file": made, "server": hosted} {
		begin := time.Now()
		if err := bench.Fill(ctx, s, events, func(int) {}); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Columns(ctx); err != nil {
			b.Fatal(err)
		}
		b.Logf("%s: filled with %d events in %v", name, events, time.Since(begin))
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	opening := map[string][]time.Duration{}
	searching := map[string][]time.Duration{}
	memory := map[string]float64{}
	names := []string{"file", "server"}
	words := []string{}
	for range 5 {
		for _, name := range names {
			runtime.GC()
			before := heap()
			begin := time.Now()
			s, err := opens[name]()
			if err != nil {
				b.Fatal(err)
			}
			cols, err := s.Columns(ctx)
			if err != nil || cols.Len() != events {
				b.Fatal(cols.Len(), err)
			}
			opening[name] = append(opening[name], time.Since(begin))
			runtime.GC()
			memory[name] = max(memory[name], heap()-before)
			if len(words) == 0 {
				words = titleWords(b, ctx, s, cols)
			}
			for _, word := range words {
				begin := time.Now()
				if _, err := s.SearchNewest(ctx, query.Parse(word, query.Options{}), 50); err != nil {
					b.Fatal(err)
				}
				searching[name] = append(searching[name], time.Since(begin))
			}
			runtime.KeepAlive(cols)
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}
	at := func(of []time.Duration, percent int) float64 {
		slices.Sort(of)
		return float64(of[len(of)*percent/100].Microseconds()) / 1000
	}
	for _, name := range names {
		b.ReportMetric(at(opening[name], 50), "ms-open-"+name)
		b.ReportMetric(at(searching[name], 50), "ms-hits-p50-"+name)
		b.ReportMetric(at(searching[name], 95), "ms-hits-p95-"+name)
		b.ReportMetric(memory[name], "MB-"+name)
	}
}

func heap() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapInuse) / (1 << 20)
}

// titleWords are words of titles, whole and as they are typed.
func titleWords(b *testing.B, ctx context.Context, s data.Store, cols data.Columns) (out []string) {
	captions, err := s.Captions(ctx, cols.IDs[:60])
	if err != nil {
		b.Fatal(err)
	}
	for i, c := range captions {
		runes := []rune(c.Title)
		out = append(out, string(runes[:min(len(runes), 3+i%6)]))
	}
	return out
}
