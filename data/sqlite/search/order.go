package search

import (
	"context"
	"database/sql"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
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
		ranks = sift.Numbers(cols.Track)
	case data.ByImportance:
		ranks = sift.Numbers(cols.Importance)
	case data.ByStatus:
		err := c.with(ctx, tx, cols, func(c *catalog) error {
			states, err := c.standings(ctx, tx)
			ranks = sift.Numbers(states)
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
	return sift.InOrder(places, ranks, descending), ctx.Err()
}

// rank returns, for each place, the rank of its title, place or source.
func (c *catalog) rank(ctx context.Context, tx *sql.Tx, by data.EventKey) ([]int32, error) {
	if have, ok := c.ranks[by]; ok {
		return have, nil
	}
	var groups []sift.Group
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
func (c *catalog) titles(ctx context.Context, tx *sql.Tx) ([]sift.Group, error) {
	found, err := tx.QueryContext(ctx, "SELECT n, title FROM event")
	if err != nil {
		return nil, err
	}
	defer found.Close()
	places := make([]int32, 0, c.cols.Len()) // one for each group
	out := make([]sift.Group, 0, c.cols.Len())
	for found.Next() {
		var n int64
		var title string
		if err := found.Scan(&n, &title); err != nil {
			return nil, err
		}
		if p, ok := c.at(n); ok && len(places) < cap(places) {
			places = append(places, p)
			out = append(out, sift.Group{Value: title, Places: places[len(places)-1:]})
		}
	}
	return out, found.Err()
}

// rankGroups numbers values in the order of their folded words.
func rankGroups(groups []sift.Group, events int) []int32 {
	return sift.Rank(events, func(yield func(string, []int32) bool) {
		for _, g := range groups {
			if !yield(g.Value, g.Places) {
				return
			}
		}
	})
}
