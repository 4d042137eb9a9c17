package bench

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text/layout"
)

func library(t testing.TB, fill func(data.Store) error) data.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bench.tarikh")
	store, err := sqlite.NewOpener(afero.NewOsFs(), "Tarikh test").Create(t.Context(), path, "Bench")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := fill(store); err != nil {
		t.Fatal(err)
	}
	return store
}

func filled(t testing.TB, n int) data.File {
	t.Helper()
	return library(t, func(s data.Store) error { return Fill(t.Context(), s, n, func(int) {}) })
}

func searchable(t testing.TB, n int) data.File {
	t.Helper()
	return library(t, func(s data.Store) error { return FillWithTexts(t.Context(), s, n) })
}

func eventsOf(t testing.TB, s data.Store) (all []data.Event) {
	t.Helper()
	for e, err := range s.Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

func TestLibraryIsWhatItSays(t *testing.T) {
	const n = 3000
	events := eventsOf(t, filled(t, n))
	if again := eventsOf(t, filled(t, n)); !reflect.DeepEqual(events, again) {
		t.Error("two libraries of one size differ")
	}
	ranges, arabic, used := 0, 0, map[data.ID]bool{}
	for _, e := range events {
		used[e.Track] = true
		if length := e.Date.Hi - e.Date.Lo; length > 1 {
			ranges++
			if length < 3600 || length > 72*3600 {
				t.Errorf("%s lasts %d s", e.Date, length)
			}
		}
		if utf8.RuneCountInString(e.Title) != titleLetters {
			t.Errorf("%q is not %d letters long", e.Title, titleLetters)
		}
		if strings.ContainsAny(e.Title, "امتسحقجرع") {
			arabic++
		}
	}
	if len(events) != n || len(used) != tracks {
		t.Errorf("%d events on %d tracks", len(events), len(used))
	}
	if ranges < n*25/100 || ranges > n*35/100 || arabic < n*45/100 || arabic > n*55/100 {
		t.Errorf("%d ranges and %d Arabic titles of %d", ranges, arabic, n)
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

func TestSearch(t *testing.T) {
	store := searchable(t, 1000)
	got, err := Search(t.Context(), store, 30)
	if err != nil {
		t.Fatal(err)
	}
	if got.Events != 1000 || got.Articles != 5 || got.ReindexS <= 0 || got.EventsS <= 0 || got.EventsS > got.ReindexS || got.IndexMB <= 0 || got.TextMB <= 0 {
		t.Errorf("got %+v", got)
	}
	for name, s := range map[string]Spread{"first": got.First, "ranked": got.Ranked, "counts": got.Counts, "matching": got.Matching, "facets": got.Facets} {
		if s.N == 0 || s.P50 <= 0 || s.P95 < s.P50 || s.Max < s.P95 {
			t.Errorf("%s: %+v", name, s)
		}
	}
	if problems, err := store.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %q, %v", problems, err)
	}
}

func TestPercentile(t *testing.T) {
	all := make([]float64, 0, 100)
	for i := range 100 {
		all = append(all, float64(100-i))
	}
	for share, want := range map[float64]float64{0: 1, 0.5: 50, 0.95: 95, 1: 100} {
		if got := Percentile(all, share); got != want {
			t.Errorf("percentile %v is %v, want %v", share, got, want)
		}
	}
}

func newFrames(b *testing.B, store data.Store) *Frames {
	b.Helper()
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		b.Fatal(err)
	}
	locale, err := i18n.New(assets.Files, "en")
	if err != nil {
		b.Fatal(err)
	}
	frames, err := NewFrames(b.Context(), store, fonts, locale.Axis())
	if err != nil {
		b.Fatal(err)
	}
	return frames
}

// BenchmarkFrames reports the time of a frame, of those of a whole way.
func BenchmarkFrames(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		frames := newFrames(b, filled(b, n))
		for name, way := range map[string]func() ([]float64, error){"pan": frames.Pan, "zoom": frames.Zoom} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				var all []float64
				for b.Loop() {
					times, err := way()
					if err != nil {
						b.Fatal(err)
					}
					all = append(all, times...)
				}
				b.ReportMetric(Percentile(all, 0.5), "p50-ms/frame")
				b.ReportMetric(Percentile(all, 0.95), "p95-ms/frame")
			})
		}
	}
}

// BenchmarkFirstPicture loads a library and draws it with its labels.
func BenchmarkFirstPicture(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		store := filled(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				newFrames(b, store)
			}
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	store := searchable(b, 20_000)
	var last SearchFigures
	for b.Loop() {
		var err error
		if last, err = Search(b.Context(), store, 100); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(last.ReindexS*float64(time.Second/time.Millisecond), "index-ms")
	for name, s := range map[string]Spread{"first": last.First, "ranked": last.Ranked, "matching": last.Matching, "facets": last.Facets} {
		b.ReportMetric(s.P95, name+"-p95-ms")
	}
}
