package scene

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/map/project"
)

// Site is a place of a library on the map.
type Site struct {
	ID       data.ID
	Name     string
	Lat, Lon float64
	Radius   float64 // metres of doubt
}

// Event is one that is placed.
type Event struct {
	ID         data.ID
	Lo, Hi     int64   // half-open, as the axis shows it
	Colour     int     // of its track, in data.Colours
	Importance uint8   // 1 to 5
	Sites      []int32 // its places, in their order
}

// colours is how many tracks' colours there are.
const colours = 8

// Index is the events of a library on the map, in columns. It does not change; it may be
// shared.
type Index struct {
	sites []Site // those that are near each other on the plane are mostly near each other here
	x, y  []float64
	there lists // the events of each

	ids                []data.ID
	lo, hi             []int64
	colour, importance []uint8
	at                 lists   // the places of each
	byID               []int32 // the events in the order of their IDs
}

// lists are lists of numbers, one after the other: that of i begins at first[i].
type lists struct{ first, all []int32 }

func (l *lists) of(i int32) []int32 { return l.all[l.first[i]:l.first[i+1]] }

// NewIndex makes an index. Events name sites by their places in the list; those that are
// not there are left out.
func NewIndex(sites []Site, events []Event) *Index {
	n, total := len(events), 0
	for i := range events {
		total += len(events[i].Sites)
	}
	x := &Index{
		ids: make([]data.ID, n), lo: make([]int64, n), hi: make([]int64, n), colour: make([]uint8, n), importance: make([]uint8, n), byID: make([]int32, n),
		at: lists{first: make([]int32, 1, n+1), all: make([]int32, 0, total)},
	}
	moved := x.place(sites)
	for i := range events {
		e := &events[i]
		x.ids[i], x.lo[i], x.hi[i], x.byID[i] = e.ID, e.Lo, e.Hi, int32(i)
		x.colour[i], x.importance[i] = uint8(min(max(e.Colour, 0), colours-1)), e.Importance
		for _, s := range e.Sites {
			if s >= 0 && int(s) < len(sites) {
				x.at.all = append(x.at.all, moved[s])
			}
		}
		x.at.first = append(x.at.first, int32(len(x.at.all)))
	}
	slices.SortFunc(x.byID, func(a, b int32) int { return slices.Compare(x.ids[a][:], x.ids[b][:]) })
	x.there = x.at.turned(len(sites))
	return x
}

// place puts sites on the plane, and returns where each is now: what is drawn together
// is together in memory.
func (x *Index) place(sites []Site) (moved []int32) {
	const squares = 1 << 9
	type placed struct {
		at, key int32
		x, y    float64
	}
	all := make([]placed, len(sites))
	for i, s := range sites {
		p := placed{at: int32(i)}
		p.x, p.y = project.Forward(s.Lat, s.Lon)
		column, row := (p.x/project.Width+1)/2*(squares-1), (p.y/project.Height+1)/2*(squares-1)
		p.key = spread(int32(column)) | spread(int32(row))<<1
		all[i] = p
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.key, b.key) })
	moved = make([]int32, len(sites))
	x.sites, x.x, x.y = make([]Site, len(sites)), make([]float64, len(sites)), make([]float64, len(sites))
	for i, p := range all {
		moved[p.at] = int32(i)
		x.sites[i], x.x[i], x.y[i] = sites[p.at], p.x, p.y
	}
	return moved
}

// spread puts a free bit before each of ten (Morton's order).
func spread(v int32) (wide int32) {
	for bit := range 10 {
		wide |= v >> bit & 1 << (2 * bit)
	}
	return wide
}

// turned are, of n things, the lists that each is in.
func (l *lists) turned(n int) lists {
	t := lists{first: make([]int32, n+1), all: make([]int32, len(l.all))}
	for _, v := range l.all {
		t.first[v+1]++
	}
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	next := slices.Clone(t.first)
	for i := range int32(len(l.first) - 1) {
		for _, v := range l.of(i) {
			t.all[next[v]] = i
			next[v]++
		}
	}
	return t
}

// Len is how many events there are.
func (x *Index) Len() int { return len(x.ids) }

// event is the number of an event.
func (x *Index) event(id data.ID) (int32, bool) {
	i, ok := slices.BinarySearchFunc(x.byID, id, func(e int32, id data.ID) int { return slices.Compare(x.ids[e][:], id[:]) })
	if !ok {
		return 0, false
	}
	return x.byID[i], true
}

// chosen are the places of an event by their numbers.
func (x *Index) chosen(event data.ID) []int32 {
	i, ok := x.event(event)
	if !ok {
		return nil
	}
	return x.at.of(i)
}

// Sites returns the places of an event, none if it has none.
func (x *Index) Sites(event data.ID) (all []Site) {
	for _, s := range x.chosen(event) {
		all = append(all, x.sites[s])
	}
	return all
}

// Span is a part of time, half-open; the zero Span is all of it.
type Span struct{ Lo, Hi int64 }

func (s Span) has(lo, hi int64) bool { return s == Span{} || lo < s.Hi && hi > s.Lo }

// Begins are when the events with a place begin that are in a part of time.
func (x *Index) Begins(in Span) (all []int64) {
	for i := range int32(len(x.ids)) {
		if in.has(x.lo[i], x.hi[i]) && len(x.at.of(i)) > 0 {
			all = append(all, x.lo[i])
		}
	}
	return all
}

// listed are the IDs of the events at places in a part of time, each once, in the order of
// time.
func (x *Index) listed(sites []int32, in Span) (ids []data.ID) {
	var at []int32
	for _, s := range sites {
		for _, i := range x.there.of(s) {
			if in.has(x.lo[i], x.hi[i]) {
				at = append(at, i)
			}
		}
	}
	slices.SortFunc(at, func(a, b int32) int { return cmp.Or(cmp.Compare(x.lo[a], x.lo[b]), cmp.Compare(a, b)) })
	for _, i := range slices.Compact(at) {
		ids = append(ids, x.ids[i])
	}
	return ids
}

// tally is what is at a place in a part of time.
type tally struct {
	seen, unseen int32
	shares       [colours]int32
	heaviest     uint8 // importance
	fresh        bool  // one has just come, see Input.Fresh
}

// more reports whether there is more than at another place.
func (t *tally) more(o *tally) bool {
	return t.seen > o.seen || t.seen == o.seen && t.unseen > o.unseen
}

// count counts the events at each place. The slice is reused.
func (x *Index) count(in, fresh Span, into []tally) []tally {
	into = slices.Grow(into[:0], len(x.sites))[:len(x.sites)]
	clear(into)
	for i := range int32(len(x.ids)) {
		seen := in.has(x.lo[i], x.hi[i])
		for _, s := range x.at.of(i) {
			t := &into[s]
			if !seen {
				t.unseen++
				continue
			}
			t.seen++
			t.shares[x.colour[i]]++
			t.heaviest = max(t.heaviest, x.importance[i])
			t.fresh = t.fresh || fresh != (Span{}) && x.lo[i] >= fresh.Lo && x.lo[i] < fresh.Hi
		}
	}
	return into
}
