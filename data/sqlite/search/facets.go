package search

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/text/query"
)

// maxFacet is how many values of a field are returned.
const maxFacet = 200

// Facets counts events by value, see [data.Searcher].
func (c *Catalogs) Facets(ctx context.Context, tx *sql.Tx, q query.Query, cols data.Columns, tracks []data.Track) (out map[query.Field][]data.FacetCount, err error) {
	err = c.sifting(ctx, tx, q, cols, tracks, func(f *sieve) error {
		out = map[query.Field][]data.FacetCount{}
		for _, field := range []query.Field{query.Track, query.Tag, query.Source, query.Actor, query.Colour, query.Status, query.Has, query.Is} {
			matched, err := f.without(field)
			if err != nil {
				return err
			}
			if out[field], err = f.facet(field, matched); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// without returns the events that match the query without the terms of a field.
func (f *sieve) without(field query.Field) (bitset, error) {
	rest := f.q.WithoutField(field)
	if len(rest.Patterns()) == len(f.q.Patterns()) {
		return f.matched(field)
	}
	return f.of(rest).matched("") // words that are side by side now are a date
}

func (f *sieve) facet(field query.Field, matched bitset) (out []data.FacetCount, err error) {
	add := func(value string, n int) {
		if n > 0 {
			out = append(out, data.FacetCount{Value: value, Count: n})
		}
	}
	switch field {
	case query.Track:
		// Tracks that a filter takes for the same are counted together.
		names, first := map[string]int{}, make([]int, len(f.tracks))
		for i, t := range f.tracks {
			name := sift.FoldName(t.Name)
			if _, ok := names[name]; !ok {
				names[name] = i
			}
			first[i] = names[name]
		}
		counts := make([]int, len(f.tracks))
		for _, p := range matched.places() {
			if t := f.cols.Track[p]; int(t) < len(first) {
				counts[first[t]]++
			}
		}
		for i, n := range counts {
			add(f.tracks[i].Name, n)
		}
	case query.Actor:
		groups, err := f.byActor()
		if err != nil {
			return nil, err
		}
		for _, g := range groups {
			add(g.Value, matched.countOf(g.Places))
		}
	case query.Has, query.Is:
		for _, value := range query.FixedValues(field) {
			places, err := f.flag(field, value)
			if err != nil {
				return nil, err
			}
			add(value, matched.countOf(places))
		}
	default:
		groups, err := f.catalog.field(f.ctx, f.tx, field)
		if err != nil {
			return nil, err
		}
		for _, g := range groups {
			add(g.Value, matched.countOf(g.Places))
		}
	}
	slices.SortStableFunc(out, func(a, b data.FacetCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	return out[:min(len(out), maxFacet)], nil
}
