package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/timeline/bench"
)

// searchEvents is the size of a library to search where none is asked for.
const searchEvents = 1_000_000

// makeSearchLibrary makes a library of n events with articles.
func makeSearchLibrary(ctx context.Context, p *program, path string, n int) error {
	return p.makeSynthetic(ctx, path, fmt.Sprintf("%d events to search", n), func(store data.Store) error {
		return bench.FillWithTexts(ctx, store, n)
	})
}

func printSearchFigures(p *program, f bench.SearchFigures) error {
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%d events, %d articles; index made in %.1f s (events %.1f s); %.0f MB for %.0f MB of text\n",
		f.Events, f.Articles, f.ReindexS, f.EventsS, f.IndexMB, f.TextMB)
	fmt.Fprintln(w, "\tn\tp50 ms\tp95 ms\tmost ms\t")
	for _, row := range []struct {
		name string
		s    bench.Spread
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
