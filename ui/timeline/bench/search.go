package bench

import (
	"context"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

const (
	// articleWords are the words of each article, of which there is one for so many
	// events.
	articleWords, eventsPerArticle = 600, 200
	// hits is how many hits are asked for.
	hits = 50
)

// SearchFigures are what is measured of searching one library. Times are in
// milliseconds, except for those of making the index.
type SearchFigures struct {
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
	First  Spread `json:"first_ms"`
	Ranked Spread `json:"ranked_ms"`
	Many   Spread `json:"many_ms"`
	Counts Spread `json:"counts_ms"`
	// Matching is which events match words or fields, Facets how many do by value;
	// Cold is the first of these after an edit of an event.
	Matching Spread  `json:"matching_ms"`
	Facets   Spread  `json:"facets_ms"`
	ColdMS   float64 `json:"facets_cold_ms"`
	// TitlesMS is sorting all events by title the first time, TitlesAgainMS once more.
	TitlesMS      float64 `json:"titles_ms"`
	TitlesAgainMS float64 `json:"titles_again_ms"`
}

// Spread is how long something takes: half the time at most P50, 95 of 100 times
// at most P95.
type Spread struct {
	N   int     `json:"n"`
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	Max float64 `json:"max"`
}

func spreadOf(all []float64) Spread {
	if len(all) == 0 {
		return Spread{}
	}
	return Spread{len(all), Percentile(all, 0.5), Percentile(all, 0.95), Percentile(all, 1)}
}

// indexSizer is a store that knows the size of its search index.
type indexSizer interface {
	IndexSize(ctx context.Context) (index, text int64, err error)
}

// Queries is how often each kind of query is asked as a rule.
const Queries = 300

// Search measures searching a library that FillWithTexts has filled, with so many
// queries of each kind. It rebuilds the search index.
func Search(ctx context.Context, store data.File, queries int) (f SearchFigures, err error) {
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
	m := &searchMeter{ctx: ctx, store: store, queries: queries, corpus: newCorpus(uint64(counts.Events))}
	for _, step := range []func(*SearchFigures) error{m.typing, m.ranking, m.filtering, m.sorting} {
		if err := step(&f); err != nil {
			return f, err
		}
	}
	return f, nil
}

// Hits measures the hits of words in any library that FillWithTexts has filled: First,
// Ranked, Many and Counts of the figures.
func Hits(ctx context.Context, store data.Store, queries int) (f SearchFigures, err error) {
	counts, err := store.Counts(ctx)
	if err != nil {
		return f, err
	}
	m := &searchMeter{ctx: ctx, store: store, queries: queries, corpus: newCorpus(uint64(counts.Events))}
	if err := m.typing(&f); err != nil {
		return f, err
	}
	return f, m.ranking(&f)
}

func measureReindex(ctx context.Context, store data.File, counts data.Counts, f *SearchFigures) error {
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
	store  data.Store
	corpus *corpus

	queries int
}

// took runs f and returns its time in milliseconds.
func took(f func() error) (float64, error) {
	started := time.Now()
	err := f()
	return ms(time.Since(started)), err
}

// typing types words, letter by letter.
func (m *searchMeter) typing(f *SearchFigures) error {
	var first []float64
	for i := 0; len(first) < m.queries; i++ {
		word := []rune(m.corpus.word(i%2 == 0))
		for n := 2; n <= len(word); n++ {
			q := query.Parse(string(word[:n]), query.Options{Typing: true})
			t, err := took(func() error { _, err := m.store.SearchNewest(m.ctx, q, hits); return err })
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
func (m *searchMeter) ranking(f *SearchFigures) error {
	var ranked, many, counts []float64
	for i := range m.queries {
		q := query.Parse(m.corpus.text(1+i%3/2, i%2 == 0), query.Options{})
		var r data.Results
		t, err := took(func() (err error) { r, err = m.store.Search(m.ctx, q, hits); return err })
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
func (m *searchMeter) filtering(f *SearchFigures) error {
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
	for i := range m.queries / 5 {
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
func (m *searchMeter) sorting(f *SearchFigures) error {
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
