package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// searchHits is how many hits are asked for, and searchQueries how often.
const searchHits, searchQueries = 50, 300

// searchFigures are what is measured of searching one library. Times are in
// milliseconds, but for those of making the index.
type searchFigures struct {
	Events   int `json:"events"`
	Articles int `json:"articles"`
	// ReindexS is making the whole index, EventsS the part of it that the events
	// take, in seconds.
	ReindexS float64 `json:"reindex_s"`
	EventsS  float64 `json:"reindex_events_s"`
	// IndexMB is the size of the index, TextMB that of the texts in it.
	IndexMB float64 `json:"index_mb"`
	TextMB  float64 `json:"text_mb"`
	// First is the newest hits for a word that is being typed, from its second
	// letter on; Ranked the best hits for words that up to 20,000 rows have; Many
	// the same for more; Counts how many there are.
	First  spread `json:"first_ms"`
	Ranked spread `json:"ranked_ms"`
	Many   spread `json:"many_ms"`
	Counts spread `json:"counts_ms"`
	// Matching is which events match words or fields, Facets how many do by value;
	// Cold is the first of these after an edit of an event.
	Matching spread  `json:"matching_ms"`
	Facets   spread  `json:"facets_ms"`
	ColdMS   float64 `json:"facets_cold_ms"`
	// TitlesMS is sorting all events by title the first time, TitlesAgainMS once more.
	TitlesMS      float64 `json:"titles_ms"`
	TitlesAgainMS float64 `json:"titles_again_ms"`
}

// spread is how long something takes: half the time at most P50, 95 of 100 times
// at most P95.
type spread struct {
	N   int     `json:"n"`
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	Max float64 `json:"max"`
}

func spreadOf(all []float64) spread {
	if len(all) == 0 {
		return spread{}
	}
	return spread{len(all), percentile(all, 0.5), percentile(all, 0.95), percentile(all, 1)}
}

// indexSizer is a store that knows the size of its search index.
type indexSizer interface {
	IndexSize(ctx context.Context) (index, text int64, err error)
}

func printSearchFigures(p *program, f searchFigures) error {
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%d events, %d articles; index made in %.1f s (events %.1f s); %.0f MB for %.0f MB of text\n",
		f.Events, f.Articles, f.ReindexS, f.EventsS, f.IndexMB, f.TextMB)
	fmt.Fprintln(w, "\tn\tp50 ms\tp95 ms\tmost ms\t")
	for _, row := range []struct {
		name string
		s    spread
	}{
		{"first hits", f.First},
		{"ranked", f.Ranked},
		{"too many to rank", f.Many},
		{"counts", f.Counts},
		{"matching", f.Matching},
		{"facets", f.Facets},
	} {
		fmt.Fprintf(w, "%s\t%d\t%.2f\t%.2f\t%.2f\t\n", row.name, row.s.N, row.s.P50, row.s.P95, row.s.Max)
	}
	fmt.Fprintf(w, "facets after an edit: %.0f ms; by title: %.0f ms, again %.1f ms\n", f.ColdMS, f.TitlesMS, f.TitlesAgainMS)
	return w.Flush()
}

// measureSearch measures searching a library.
func measureSearch(ctx context.Context, p *program, store data.File) (f searchFigures, err error) {
	counts, err := store.Counts(ctx)
	if err != nil {
		return f, err
	}
	f.Events, f.Articles = counts.Events, counts.Articles
	if err := store.Health(ctx); err != nil {
		return f, err
	}
	if err := measureReindex(ctx, store, counts, &f); err != nil {
		return f, err
	}
	m := &searchMeter{ctx: ctx, store: store, corpus: newCorpus(uint64(counts.Events))}
	for _, step := range []func(*searchFigures) error{m.typing, m.ranking, m.filtering, m.sorting} {
		if err := step(&f); err != nil {
			return f, err
		}
	}
	return f, nil
}

func measureReindex(ctx context.Context, store data.File, counts data.Counts, f *searchFigures) error {
	started := time.Now()
	events := 0.0 // the part of the whole that the events are
	err := store.Reindex(ctx, func(done float64) {
		if events == 0 {
			events = done * float64(counts.Events) / float64(min(counts.Events, 4096))
		}
		if f.EventsS == 0 && done > events*0.9999 {
			f.EventsS = time.Since(started).Seconds()
		}
	})
	f.ReindexS = time.Since(started).Seconds()
	if err != nil {
		return err
	}
	if sizer, ok := store.(indexSizer); ok {
		index, text, err := sizer.IndexSize(ctx)
		if err != nil {
			return err
		}
		f.IndexMB, f.TextMB = float64(index)/(1<<20), float64(text)/(1<<20)
	}
	return nil
}

// searchMeter asks what a person would.
type searchMeter struct {
	ctx    context.Context
	store  data.File
	corpus *corpus
}

// took runs f and returns its time in milliseconds.
func took(f func() error) (float64, error) {
	started := time.Now()
	err := f()
	return ms(time.Since(started)), err
}

// typing types words, letter by letter.
func (m *searchMeter) typing(f *searchFigures) error {
	var first []float64
	for i := 0; len(first) < searchQueries; i++ {
		word := []rune(m.corpus.word(i%2 == 0))
		for n := 2; n <= len(word); n++ {
			q := query.Parse(string(word[:n]), query.Options{Typing: true})
			t, err := took(func() error { _, err := m.store.SearchNewest(m.ctx, q, searchHits); return err })
			if err != nil {
				return err
			}
			first = append(first, t)
		}
	}
	f.First = spreadOf(first)
	return nil
}

// ranking asks for one word or two.
func (m *searchMeter) ranking(f *searchFigures) error {
	var ranked, many, counts []float64
	for i := range searchQueries {
		q := query.Parse(m.corpus.text(1+i%3/2, i%2 == 0), query.Options{})
		var r data.Results
		t, err := took(func() (err error) { r, err = m.store.Search(m.ctx, q, searchHits); return err })
		if err != nil {
			return err
		}
		if r.Newest {
			many = append(many, t)
		} else {
			ranked = append(ranked, t)
		}
		t, err = took(func() error { _, err := m.store.SearchCounts(m.ctx, q); return err })
		if err != nil {
			return err
		}
		counts = append(counts, t)
	}
	f.Ranked, f.Many, f.Counts = spreadOf(ranked), spreadOf(many), spreadOf(counts)
	return nil
}

// filtering chooses events by words and by fields.
func (m *searchMeter) filtering(f *searchFigures) error {
	cols, err := m.store.Columns(m.ctx)
	if err != nil {
		return err
	}
	tracks, err := m.store.Tracks(m.ctx)
	if err != nil {
		return err
	}
	if f.ColdMS, err = took(func() error {
		_, err := m.store.Facets(m.ctx, query.Query{}, cols, tracks)
		return err
	}); err != nil {
		return err
	}
	var matching, facets []float64
	for i := range searchQueries / 5 {
		q := query.Parse([]string{
			m.corpus.word(i%2 == 0), m.corpus.text(2, i%2 == 0), `tag:"tag 3" from:2021`, "has:note is:span",
			"-" + m.corpus.word(i%2 == 0) + " has:place", `track:"` + tracks[i%len(tracks)].Name + `"`,
		}[i%6], query.Options{})
		t, err := took(func() error { _, err := m.store.Matching(m.ctx, q, cols, tracks); return err })
		if err != nil {
			return err
		}
		matching = append(matching, t)
		t, err = took(func() error { _, err := m.store.Facets(m.ctx, q, cols, tracks); return err })
		if err != nil {
			return err
		}
		facets = append(facets, t)
	}
	f.Matching, f.Facets = spreadOf(matching), spreadOf(facets)
	return nil
}

// sorting sorts all events by title.
func (m *searchMeter) sorting(f *searchFigures) error {
	cols, err := m.store.Columns(m.ctx)
	if err != nil {
		return err
	}
	sort := func() error {
		_, err := m.store.EventOrder(m.ctx, cols, nil, data.ByTitle, false)
		return err
	}
	if f.TitlesMS, err = took(sort); err != nil {
		return err
	}
	f.TitlesAgainMS, err = took(sort)
	return err
}
