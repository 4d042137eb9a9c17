package search

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
)

// Order sorts events by a column of a table, see [data.Store]. Titles,
// places and sources are in the order of their folded words; events without are
// last, whichever the direction.
func (c *Catalogs) Order(ctx context.Context, tx *sql.Tx, cols data.Columns, places []int32, by data.EventKey, descending bool) ([]int32, error) {
	if places == nil {
		places = allBits(cols.Len()).places()
	}
	var ranks []int32
	switch by {
	case data.ByTrack:
		ranks = numbers(cols.Track)
	case data.ByImportance:
		ranks = numbers(cols.Importance)
	case data.ByStatus:
		err := c.with(ctx, tx, cols, func(c *catalog) error {
			states, err := c.standings(ctx, tx)
			ranks = numbers(states)
			return err
		})
		if err != nil {
			return nil, err
		}
	case data.ByTitle, data.ByPlace, data.BySource:
		err := c.with(ctx, tx, cols, func(c *catalog) (err error) {
			ranks, err = c.rank(ctx, tx, by)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return inOrder(places, ranks, descending), ctx.Err()
}

// noRank is that of an event without what is sorted by.
const noRank = -1

func numbers[T uint8 | uint16](column []T) []int32 {
	out := make([]int32, len(column))
	for i, v := range column {
		out[i] = int32(v)
	}
	return out
}

// inOrder sorts places by rank, nil for by date: by counting, as there are at
// most as many ranks as events.
func inOrder(places, ranks []int32, descending bool) []int32 {
	places = slices.Clone(places)
	slices.Sort(places)
	if ranks == nil {
		if descending {
			slices.Reverse(places)
		}
		return places
	}
	most := int32(noRank)
	for _, r := range ranks {
		most = max(most, r)
	}
	slot := func(p int32) int32 { // that without a rank last
		switch r := ranks[p]; {
		case r == noRank:
			return most + 1
		case descending:
			return most - r
		default:
			return r
		}
	}
	next := make([]int32, most+3)
	for _, p := range places {
		next[slot(p)+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	out := make([]int32, len(places))
	for _, p := range places {
		k := slot(p)
		out[next[k]] = p
		next[k]++
	}
	return out
}

// rank returns, for each place, the rank of its title, place or source.
func (c *catalog) rank(ctx context.Context, tx *sql.Tx, by data.EventKey) ([]int32, error) {
	if have, ok := c.ranks[by]; ok {
		return have, nil
	}
	var groups []group
	var err error
	switch by {
	case data.ByPlace:
		groups, err = c.ownGroups(ctx, tx, "place", "place <> ''")
	case data.BySource:
		groups, err = c.ownGroups(ctx, tx, "source", "source <> ''")
	default:
		groups, err = c.titles(ctx, tx)
	}
	if err != nil {
		return nil, err
	}
	c.ranks[by] = rankGroups(groups, c.cols.Len())
	return c.ranks[by], nil
}

// titles reads the titles of all events, a group each.
func (c *catalog) titles(ctx context.Context, tx *sql.Tx) ([]group, error) {
	found, err := tx.QueryContext(ctx, "SELECT n, title FROM event")
	if err != nil {
		return nil, err
	}
	defer found.Close()
	places := make([]int32, 0, c.cols.Len()) // one for each group
	out := make([]group, 0, c.cols.Len())
	for found.Next() {
		var n int64
		var title string
		if err := found.Scan(&n, &title); err != nil {
			return nil, err
		}
		if p, ok := c.at(n); ok && len(places) < cap(places) {
			places = append(places, p)
			out = append(out, group{title, places[len(places)-1:]})
		}
	}
	return out, found.Err()
}

// sortKey is what a text is sorted by: its folded words.
func sortKey(text string) string {
	var b strings.Builder
	for word := range fold.Words(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// rankGroups numbers values in the order of their folded words, the same number
// for those that fold alike.
func rankGroups(groups []group, events int) []int32 {
	type keyed struct {
		key   string
		group int32
	}
	keys := make([]keyed, len(groups))
	for i, g := range groups {
		keys[i] = keyed{sortKey(g.value), int32(i)}
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.group, b.group))
	})
	ranks := make([]int32, events)
	for i := range ranks {
		ranks[i] = noRank
	}
	rank := int32(0)
	for i, k := range keys {
		if i > 0 && k.key != keys[i-1].key {
			rank++
		}
		for _, p := range groups[k.group].places {
			ranks[p] = rank
		}
	}
	return ranks
}
