package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

func TestBenchSearch(t *testing.T) {
	path := filepath.Join(t.TempDir(), "search.tarikh")
	var got searchFigures
	if err := json.Unmarshal([]byte(must(t, "bench", "--search", "--events", "1000", "--library", path, "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Events != 1000 || got.Articles != 5 || got.ReindexS <= 0 || got.EventsS <= 0 || got.EventsS > got.ReindexS {
		t.Errorf("got %+v", got)
	}
	for name, s := range map[string]spread{"first": got.First, "ranked": got.Ranked, "counts": got.Counts, "matching": got.Matching, "facets": got.Facets} {
		if s.N == 0 || s.P50 <= 0 || s.P95 < s.P50 || s.Max < s.P95 {
			t.Errorf("%s: %+v", name, s)
		}
	}
	must(t, "check", path)
	if table := must(t, "bench", "--search", "--library", path); !strings.Contains(table, "first hits") || !strings.Contains(table, "1000 events, 5 articles") {
		t.Errorf("it printed %q", table)
	}
	if code, _, errs := tarikh(t, "bench", "--search", "--big"); code != exitUsage || !strings.Contains(errs, "--big") {
		t.Errorf("with --big: exit %d, %q", code, errs)
	}
}

// Frequent words come much more often than rare ones, and always the same.
func TestCorpus(t *testing.T) {
	a, b := newCorpus(1), newCorpus(1)
	counts := map[string]int{}
	for range 20_000 {
		arabic := a.r.IntN(2) == 0
		word := a.word(arabic)
		if again := b.word(b.r.IntN(2) == 0); again != word {
			t.Fatalf("%q is %q the second time", word, again)
		}
		counts[word]++
	}
	if counts["في"] < 300 || counts["the"] < 300 || len(counts) < 4000 {
		t.Errorf("%d words, في %d times, the %d times", len(counts), counts["في"], counts["the"])
	}
}
