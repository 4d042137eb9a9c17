package storetest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

func searchCancelled(t *testing.T, s data.Store) {
	apply(t, s, newSample(t).insert())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	q := parse("قمة tag:x")
	cols, tracks := columnsAndTracks(t, s)
	calls := map[string]func() error{
		"Search":        func() error { _, err := s.Search(ctx, q, 5); return err },
		"SearchNewest":  func() error { _, err := s.SearchNewest(ctx, q, 5); return err },
		"SearchCounts":  func() error { _, err := s.SearchCounts(ctx, q); return err },
		"SearchIDs":     func() error { _, err := s.SearchIDs(ctx, q, data.KindEvent); return err },
		"SearchArticle": func() error { _, err := s.SearchArticle(ctx, q, data.NewID()); return err },
		"Matching":      func() error { _, err := s.Matching(ctx, q, cols, tracks); return err },
		"Facets":        func() error { _, err := s.Facets(ctx, q, cols, tracks); return err },
		"States":        func() error { _, err := s.States(ctx, cols); return err },
		"Reported":      func() error { _, err := s.Reported(ctx, cols); return err },
		"EventOrder":    func() error { _, err := s.EventOrder(ctx, cols, nil, data.ByTitle, false); return err },
	}
	if f, ok := s.(data.File); ok {
		calls["Reindex"] = func() error { return f.Reindex(ctx, nil) }
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want Canceled", name, err)
		}
	}
	same(t, "found after a Reindex that was cancelled", len(foundIDs(t, s, parse("قمة"))), 3)
}

// Whatever is typed, nothing fails.
func noQueryFails(t *testing.T, s data.Store) {
	x := newSample(t)
	apply(t, s, x.insert())
	cols, tracks := columnsAndTracks(t, s)
	pieces := []string{
		"قمة", "games", " ", " ", "-", `"`, `""`, "*", "|", ":", "tag:", "from:", "has:note", "is:", "track:x", "NEAR(", "AND", "OR", "NOT", "^",
		"f:", "{s}", "\x00", "\xff", "ﷺ", "'", ";", "2022", "e-mail", strings.Repeat("word ", 40), "source:\x00", "author:'", "on:../..", "from:-9999999999",
	}
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(r, "pieces"), "")
		q := query.Parse(text, query.Options{Typing: rapid.Bool().Draw(r, "typing")})
		for name, call := range map[string]func() error{
			"Search":        func() error { _, err := s.Search(t.Context(), q, 5); return err },
			"SearchNewest":  func() error { _, err := s.SearchNewest(t.Context(), q, 5); return err },
			"SearchCounts":  func() error { _, err := s.SearchCounts(t.Context(), q); return err },
			"SearchIDs":     func() error { _, err := s.SearchIDs(t.Context(), q, data.KindArticle); return err },
			"SearchArticle": func() error { _, err := s.SearchArticle(t.Context(), q, x.articles[0].ID); return err },
			"Matching":      func() error { _, err := s.Matching(t.Context(), q, cols, tracks); return err },
			"Facets":        func() error { _, err := s.Facets(t.Context(), q, cols, tracks); return err },
		} {
			if err := call(); err != nil {
				r.Fatalf("%s of %q: %v", name, text, err)
			}
		}
	})
}
