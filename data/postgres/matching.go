package postgres

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/text/query"
)

// maxFacet is how many values of a field are returned.
const maxFacet = 200

// cache keeps what filters, their counts and tables are made of while the library's
// revision is the same.
type cache struct {
	mu       sync.Mutex
	revision int64
	cols     data.Columns
	byID     []int32 // places in cols by their IDs
	groups   map[query.Field][]sift.Group
	flags    map[string][]int32
	states   []uint8
	ranks    map[data.EventKey][]int32
}

// at is the cache of a revision and columns; the caller holds its lock.
func (c *cache) at(revision int64, cols data.Columns) {
	same := c.revision == revision && c.byID != nil && c.cols.Len() == cols.Len() && (cols.Len() == 0 || &c.cols.IDs[0] == &cols.IDs[0])
	if same {
		return
	}
	c.revision, c.cols, c.states = revision, cols, nil
	c.groups, c.flags, c.ranks = map[query.Field][]sift.Group{}, map[string][]int32{}, map[data.EventKey][]int32{}
	c.byID = make([]int32, cols.Len())
	for i := range c.byID {
		c.byID[i] = int32(i)
	}
	slices.SortFunc(c.byID, func(a, b int32) int { return compareIDs(cols.IDs[a], cols.IDs[b]) })
}

func compareIDs(a, b data.ID) int { return strings.Compare(string(a[:]), string(b[:])) }

// place is where an event is in the columns.
func (c *cache) place(id data.ID) (int32, bool) {
	i, ok := slices.BinarySearchFunc(c.byID, id, func(p int32, id data.ID) int { return compareIDs(c.cols.IDs[p], id) })
	if !ok {
		return 0, false
	}
	return c.byID[i], true
}

// sieve finds the events that match a query.
type sieve struct {
	ctx    context.Context
	tx     pgx.Tx
	store  *Store
	cache  *cache
	axis   dates.Axis
	tracks []data.Track
	found  map[string][]bool // by the text of a query
}

// sifting runs do with a sieve for the present columns.
func (s *Store) sifting(ctx context.Context, action string, cols data.Columns, tracks []data.Track, do func(*sieve) error) error {
	return s.asking(ctx, action, func(ctx context.Context, tx pgx.Tx) error {
		revision, err := s.revision(ctx, tx)
		if err != nil {
			return err
		}
		axis, err := s.axis(ctx, tx)
		if err != nil {
			return err
		}
		s.catalog.mu.Lock()
		defer s.catalog.mu.Unlock()
		s.catalog.at(revision, cols)
		return do(&sieve{ctx: ctx, tx: tx, store: s, cache: &s.catalog, axis: axis, tracks: tracks, found: map[string][]bool{}})
	})
}

// Matching returns which events match a query, see [data.Searcher].
func (s *Store) Matching(ctx context.Context, q query.Query, cols data.Columns, tracks []data.Track) (out []int32, err error) {
	out = []int32{} // nil would mean all where events are put in order
	err = s.sifting(ctx, "filter events", cols, tracks, func(f *sieve) error {
		matched, err := f.matched(q)
		for p, is := range matched {
			if is {
				out = append(out, int32(p))
			}
		}
		return err
	})
	return out, err
}

// matched are the events that match, by place.
func (f *sieve) matched(q query.Query) ([]bool, error) {
	if have, ok := f.found[q.String()]; ok {
		return have, nil
	}
	out := make([]bool, f.cache.cols.Len())
	for _, q := range q.Either() {
		its, err := f.all(q)
		if err != nil {
			return nil, err
		}
		for p, is := range its {
			out[p] = out[p] || is
		}
	}
	f.found[q.String()] = out
	return out, f.ctx.Err()
}

// all are the events of which all terms of a query hold.
func (f *sieve) all(q query.Query) ([]bool, error) {
	out := make([]bool, f.cache.cols.Len())
	for i := range out {
		out[i] = true
	}
	keep := func(text string, not bool, args ...any) error {
		its := make([]bool, len(out))
		err := f.each(text, func(p int32) { its[p] = true }, args...)
		for p := range out {
			out[p] = out[p] && its[p] != not
		}
		return err
	}
	c := conditions{ctx: f.ctx, tx: f.tx, store: f.store, kind: data.KindEvent, axis: f.axis}
	if where := c.all(q); where != "" && c.err == nil {
		if err := keep("SELECT r.id FROM $.event r WHERE "+where, false, c.args...); err != nil {
			return nil, err
		}
	}
	if c.err != nil {
		return nil, c.err
	}
	asked, must := q.Patterns(), 0
	for _, a := range asked {
		if !a.Not {
			must++
		}
	}
	for _, a := range asked {
		if must > maxWords && !a.Not {
			must--
			continue
		}
		// Of its own, of the passages that report it, or of its notes.
		err := keep(`SELECT id FROM $.event_words WHERE v @@ $1::tsquery UNION ALL
			SELECT x.event FROM $.excerpt_words w JOIN $.excerpt x ON x.id = w.id WHERE w.v @@ $1::tsquery UNION ALL
			SELECT coalesce(m.event, p.event) FROM $.annotation_words w JOIN $.annotation m ON m.id = w.id LEFT JOIN $.annotation p ON p.id = m.parent
			WHERE w.v @@ $1::tsquery AND coalesce(m.event, p.event) IS NOT NULL`, a.Not, expression(a.Pattern))
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// each calls fn with the place of each event whose ID a query finds.
func (f *sieve) each(text string, fn func(int32), args ...any) error {
	return f.store.each(f.ctx, f.tx, text, func(r pgx.Rows) error {
		raw, err := rawValues(r, 1)
		if err != nil {
			return err
		}
		if len(raw[0]) != 16 {
			return fmt.Errorf("%w: an event that cannot be read", data.ErrCorrupt)
		}
		if p, ok := f.cache.place(data.ID(raw[0])); ok {
			fn(p)
		}
		return nil
	}, args...)
}

// Facets counts events by value, see [data.Searcher].
func (s *Store) Facets(ctx context.Context, q query.Query, cols data.Columns, tracks []data.Track) (out map[query.Field][]data.FacetCount, err error) {
	err = s.sifting(ctx, "count events by value", cols, tracks, func(f *sieve) error {
		out = map[query.Field][]data.FacetCount{}
		for _, field := range []query.Field{query.Track, query.Tag, query.Source, query.Actor, query.Colour, query.Status, query.Has, query.Is} {
			matched, err := f.matched(q.WithoutField(field))
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

func (f *sieve) facet(field query.Field, matched []bool) (out []data.FacetCount, err error) {
	groups, err := f.grouped(field)
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		n := 0
		for _, p := range g.Places {
			if matched[p] {
				n++
			}
		}
		if n > 0 {
			out = append(out, data.FacetCount{Value: g.Value, Count: n})
		}
	}
	slices.SortStableFunc(out, func(a, b data.FacetCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	return out[:min(len(out), maxFacet)], nil
}

// valued are queries for the events and what they have of a field.
func valued(field query.Field) string {
	const noted = "$.annotation m LEFT JOIN $.annotation p ON p.id = m.parent WHERE coalesce(m.event, p.event) IS NOT NULL"
	switch field {
	case query.Tag:
		return "SELECT id, unnest(tags) FROM $.event WHERE tags <> '{}' UNION ALL SELECT coalesce(m.event, p.event), unnest(m.tags) FROM " + noted
	case query.Source:
		return "SELECT id, source FROM $.event WHERE source <> '' UNION ALL SELECT x.event, y.publisher FROM $.excerpt x JOIN $.article y ON y.id = x.article WHERE y.publisher <> ''"
	}
	return "SELECT coalesce(m.event, p.event), m.colour FROM " + noted + " AND m.colour <> ''"
}

// grouped are the events by what they have of a field.
func (f *sieve) grouped(field query.Field) (out []sift.Group, err error) {
	if have, ok := f.cache.groups[field]; ok && field != query.Track {
		return have, nil
	}
	switch field {
	case query.Track:
		return f.onTracks(), nil
	case query.Status:
		return f.byState()
	case query.Actor:
		return f.byActor()
	case query.Has, query.Is:
		for _, value := range query.FixedValues(field) {
			c := conditions{kind: data.KindEvent}
			g := sift.Group{Value: value}
			if err := f.each("SELECT r.id FROM $.event r WHERE coalesce(("+c.flag(field, value)+"), false)", func(p int32) { g.Places = append(g.Places, p) }); err != nil {
				return nil, err
			}
			out = append(out, g)
		}
	default:
		all := map[string][]int32{}
		err := f.store.each(f.ctx, f.tx, valued(field), func(r pgx.Rows) error {
			var id data.ID
			var value string
			if err := r.Scan(&id, &value); err != nil {
				return err
			}
			if p, ok := f.cache.place(id); ok {
				all[value] = append(all[value], p)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		out = sift.Alike(all)
	}
	f.cache.groups[field] = out
	return out, nil
}

// onTracks are the events by their tracks; those that a filter takes for the same are
// one, called as the first.
func (f *sieve) onTracks() (out []sift.Group) {
	at := map[string]int{}
	of := make([]int, len(f.tracks))
	for i, t := range f.tracks {
		name := sift.FoldName(t.Name)
		if _, ok := at[name]; !ok {
			at[name] = len(out)
			out = append(out, sift.Group{Value: t.Name})
		}
		of[i] = at[name]
	}
	for p, t := range f.cache.cols.Track {
		if int(t) < len(of) {
			out[of[t]].Places = append(out[of[t]].Places, int32(p))
		}
	}
	return out
}

// EventOrder sorts events by a column of a table, see [data.Store].
func (s *Store) EventOrder(ctx context.Context, cols data.Columns, places []int32, by data.EventKey, descending bool) ([]int32, error) {
	if places == nil {
		places = make([]int32, cols.Len())
		for i := range places {
			places[i] = int32(i)
		}
	}
	var ranks []int32
	switch by {
	case data.ByTrack:
		ranks = sift.Numbers(cols.Track)
	case data.ByImportance:
		ranks = sift.Numbers(cols.Importance)
	case data.ByStatus:
		states, err := s.States(ctx, cols)
		if err != nil {
			return nil, err
		}
		ranks = sift.Numbers(states)
	case data.ByTitle, data.ByPlace, data.BySource:
		err := s.sifting(ctx, "sort events", cols, nil, func(f *sieve) (err error) {
			ranks, err = f.rank(map[data.EventKey]string{data.ByTitle: "title", data.ByPlace: "place", data.BySource: "source"}[by], by)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return sift.InOrder(places, ranks, descending), ctx.Err()
}

// rank returns, for each place, the rank of its title, place or source.
func (f *sieve) rank(column string, by data.EventKey) ([]int32, error) {
	if have, ok := f.cache.ranks[by]; ok {
		return have, nil
	}
	all := map[string][]int32{}
	err := f.store.each(f.ctx, f.tx, fmt.Sprintf("SELECT id, %[1]s FROM $.event WHERE %[1]s <> ''", column), func(r pgx.Rows) error {
		raw, err := rawValues(r, 2)
		if err != nil {
			return err
		}
		if len(raw[0]) != 16 {
			return fmt.Errorf("%w: an event that cannot be read", data.ErrCorrupt)
		}
		if p, ok := f.cache.place(data.ID(raw[0])); ok {
			value := string(raw[1])
			all[value] = append(all[value], p)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	f.cache.ranks[by] = sift.Rank(f.cache.cols.Len(), func(yield func(string, []int32) bool) {
		for value, its := range all {
			if !yield(value, its) {
				return
			}
		}
	})
	return f.cache.ranks[by], nil
}
