package search

import (
	"context"
	"database/sql"
	"slices"
	"sort"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/journal"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// mostPatched is how many events may have changed for the rest of a catalog to be
// kept: going through all of it is faster than reading it, for a few.
const mostPatched = 200

// patch makes of an earlier catalog the one of the present columns, reading only the
// events that were changed since; what it cannot keep it leaves empty.
func (c *catalog) patch(ctx context.Context, tx *sql.Tx, old *catalog, cols data.Columns) error {
	since, err := journal.Changes(ctx, tx, old.revision)
	if err != nil || since.All {
		return err
	}
	var ids []data.ID
	for _, r := range since.Rows {
		if r.Kind == data.KindEvent && !slices.Contains(ids, r.ID) {
			ids = append(ids, r.ID)
		}
	}
	if len(ids) > mostPatched {
		return nil
	}
	p := catalogPatch{ctx: ctx, tx: tx, old: old, next: c, cols: cols, now: map[data.ID]placed{}}
	if err := p.read(ids); err != nil {
		return err
	}
	p.splice = data.Splice{Gone: old.cols.Places(ids)}
	for _, e := range p.now {
		p.splice.Added = append(p.splice.Added, e.place)
	}
	slices.Sort(p.splice.Added)
	if old.cols.Len()-len(p.splice.Gone)+len(p.splice.Added) != cols.Len() {
		return engine.Conflict("the events were changed meanwhile")
	}
	p.runs = slices.Collect(p.splice.Runs(old.cols.Len()))
	p.number()
	if err := p.group(); err != nil {
		return err
	}
	if err := p.rankTitles(); err != nil {
		return err
	}
	for kind := range c.changed {
		if kind != int(data.KindEvent) && c.changed[kind] != old.changed[kind] {
			return nil // what is linked to the events
		}
	}
	p.link()
	return nil
}

type catalogPatch struct {
	ctx       context.Context
	tx        *sql.Tx
	old, next *catalog
	cols      data.Columns
	splice    data.Splice
	runs      []data.Run
	now       map[data.ID]placed // the events that were changed, as they are
	numbers   []int64            // theirs
}

// placed is the number of an event and its place in the columns.
type placed struct {
	n     int64
	place int32
}

// read finds the events that were changed in the present columns.
func (p *catalogPatch) read(ids []data.ID) error {
	onAxis, _ := rows.OnAxis(p.next.axis, "lo", "hi", "lo_utc", "hi_utc")
	found, err := p.tx.QueryContext(p.ctx, "SELECT n, id, "+onAxis+" FROM event WHERE "+rows.IsListed, rows.Listed(ids))
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var n, lo int64
		var id data.ID
		if err := found.Scan(&n, &id, &lo); err != nil {
			return err
		}
		i := sort.Search(p.cols.Len(), func(i int) bool { return p.cols.Lo[i] >= lo })
		for i < p.cols.Len() && p.cols.Lo[i] == lo && p.cols.IDs[i] != id {
			i++
		}
		if i == p.cols.Len() || p.cols.IDs[i] != id || n > rows.MaxEvent {
			return engine.Conflict("the events were changed meanwhile")
		}
		p.now[id], p.numbers = placed{n, int32(i)}, append(p.numbers, n)
	}
	return found.Err()
}

// moved returns the new place of an event that was not changed.
func (p *catalogPatch) moved(place int32) (int32, bool) {
	i := sort.Search(len(p.runs), func(i int) bool { return p.runs[i].Old+p.runs[i].Len > place })
	if i == len(p.runs) || place < p.runs[i].Old {
		return 0, false
	}
	return place + p.runs[i].New - p.runs[i].Old, true
}

// number gives every event its place.
func (p *catalogPatch) number() {
	most := int64(len(p.old.place))
	for _, n := range p.numbers {
		most = max(most, n+1)
	}
	place := make([]int32, most)
	for n := range place {
		place[n] = -1
		if n < len(p.old.place) && p.old.place[n] >= 0 {
			if to, ok := p.moved(p.old.place[n]); ok {
				place[n] = to
			}
		}
	}
	for _, e := range p.now {
		place[e.n] = e.place
	}
	p.next.cols, p.next.place = p.cols, place
}

// group keeps the events of each group that were not changed, and adds those that
// were by what they have now.
func (p *catalogPatch) group() error {
	for key, groups := range p.old.own {
		next := make([]sift.Group, 0, len(groups)+1)
		for _, g := range groups {
			kept := sift.Group{Value: g.Value, Places: make([]int32, 0, len(g.Places)+1)}
			for _, place := range g.Places {
				if to, ok := p.moved(place); ok {
					kept.Places = append(kept.Places, to)
				}
			}
			next = append(next, kept)
		}
		next, err := p.regroup(key, next)
		if err != nil {
			return err
		}
		p.next.own[key] = next
	}
	return nil
}

func (p *catalogPatch) regroup(key grouping, groups []sift.Group) ([]sift.Group, error) {
	column := key.column
	if column == "" {
		column = "''"
	}
	found, err := p.tx.QueryContext(p.ctx, "SELECT n, "+column+" FROM event WHERE ("+key.where+") AND n IN (SELECT value FROM json_each(?))",
		string(rows.Encode(p.numbers)))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var n int64
		var value string
		if err := found.Scan(&n, &value); err != nil {
			return nil, err
		}
		i := slices.IndexFunc(groups, func(g sift.Group) bool { return g.Value == value })
		if i < 0 {
			i, groups = len(groups), append(groups, sift.Group{Value: value})
		}
		g := &groups[i]
		at, _ := slices.BinarySearch(g.Places, p.next.place[n])
		g.Places = slices.Insert(g.Places, at, p.next.place[n])
	}
	// One group is there even if nothing is in it, see flagged.
	if key.column != "" {
		groups = slices.DeleteFunc(groups, func(g sift.Group) bool { return len(g.Places) == 0 })
	}
	return groups, found.Err()
}

// link keeps what notes and articles say of the events, at their new places.
func (p *catalogPatch) link() {
	if p.old.notes == nil {
		return
	}
	changed := map[int32]int32{} // places, old and new
	for _, place := range p.splice.Gone {
		if e, ok := p.now[p.old.cols.IDs[place]]; ok {
			changed[place] = e.place
		}
	}
	replaced := func(m map[string][]int32) map[string][]int32 {
		out := make(map[string][]int32, len(m))
		for value, places := range m {
			next := make([]int32, 0, len(places))
			for _, place := range places {
				to, ok := p.moved(place)
				if !ok {
					to, ok = changed[place]
				}
				if ok {
					next = append(next, to)
				}
			}
			slices.Sort(next)
			if len(next) > 0 {
				out[value] = next
			}
		}
		return out
	}
	l := p.old.notes
	p.next.notes = &linked{
		replaced(l.tags), replaced(l.colours), replaced(l.authors), replaced(l.publishers), replaced(l.bylines), replaced(l.noted), replaced(l.reported),
	}
}
