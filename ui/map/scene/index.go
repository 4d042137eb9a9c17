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

// site is a place on the plane.
type site struct {
	Site
	x, y   float64
	events []int32
}

// Index is the events of a library on the map. It does not change; it may be shared.
type Index struct {
	sites  []site
	events []Event
	byID   map[data.ID]int32
}

// NewIndex makes an index. Events name sites by their places in the list; those that are
// not there are left out.
func NewIndex(sites []Site, events []Event) *Index {
	x := &Index{sites: make([]site, len(sites)), events: events, byID: make(map[data.ID]int32, len(events))}
	for i, s := range sites {
		x.sites[i].Site = s
		x.sites[i].x, x.sites[i].y = project.Forward(s.Lat, s.Lon)
	}
	for i := range events {
		e := &events[i]
		e.Sites = slices.DeleteFunc(e.Sites, func(s int32) bool { return s < 0 || int(s) >= len(sites) })
		e.Colour = min(max(e.Colour, 0), colours-1)
		x.byID[e.ID] = int32(i)
		for _, s := range e.Sites {
			x.sites[s].events = append(x.sites[s].events, int32(i))
		}
	}
	return x
}

// Len is how many events there are.
func (x *Index) Len() int { return len(x.events) }

// Sites returns the places of an event, none if it has none.
func (x *Index) Sites(event data.ID) (all []Site) {
	if i, ok := x.byID[event]; ok {
		for _, s := range x.events[i].Sites {
			all = append(all, x.sites[s].Site)
		}
	}
	return all
}

// chosen are the places of an event by their numbers.
func (x *Index) chosen(event data.ID) map[int32]bool {
	i, ok := x.byID[event]
	if !ok {
		return nil
	}
	all := map[int32]bool{}
	for _, s := range x.events[i].Sites {
		all[s] = true
	}
	return all
}

// Bounds is the box on the plane around all places with an event, those of one event if
// it is not zero; ok is false where there is none.
func (x *Index) Bounds(event data.ID) (x0, y0, x1, y1 float64, ok bool) {
	x0, y0, x1, y1 = project.Width, project.Height, -project.Width, -project.Height
	only, chosen := x.byID[event]
	for i := range x.sites {
		s := &x.sites[i]
		if len(s.events) == 0 || event != (data.ID{}) && (!chosen || !slices.Contains(s.events, only)) {
			continue
		}
		r := s.Radius / 6_371_000
		x0, y0, x1, y1, ok = min(x0, s.x-r), min(y0, s.y-r), max(x1, s.x+r), max(y1, s.y+r), true
	}
	return x0, y0, x1, y1, ok
}

// Span is a part of time, half-open; the zero Span is all of it.
type Span struct{ Lo, Hi int64 }

func (s Span) has(e *Event) bool { return s == Span{} || e.Lo < s.Hi && e.Hi > s.Lo }

// Begins are when the events with a place begin that are in a part of time.
func (x *Index) Begins(in Span) (all []int64) {
	for i := range x.events {
		if e := &x.events[i]; in.has(e) && len(e.Sites) > 0 {
			all = append(all, e.Lo)
		}
	}
	return all
}

// listed are the IDs of events in a part of time, each once, in the order of time.
func (x *Index) listed(at []int32, in Span) (ids []data.ID) {
	slices.SortFunc(at, func(a, b int32) int {
		return cmp.Or(cmp.Compare(x.events[a].Lo, x.events[b].Lo), cmp.Compare(a, b))
	})
	for _, i := range slices.Compact(at) {
		if in.has(&x.events[i]) {
			ids = append(ids, x.events[i].ID)
		}
	}
	return ids
}

// tally is what is at a place in a part of time.
type tally struct {
	seen, unseen int32
	shares       [colours]int32
	fresh        bool  // one has just come, see Input.Fresh
	heaviest     uint8 // importance
	only         int32 // the event, where one is seen
}

// count counts the events at each place. The slice is reused.
func (x *Index) count(in, fresh Span, into []tally) []tally {
	into = slices.Grow(into[:0], len(x.sites))[:len(x.sites)]
	clear(into)
	for i := range x.events {
		e := &x.events[i]
		seen := in.has(e)
		for _, s := range e.Sites {
			t := &into[s]
			if !seen {
				t.unseen++
				continue
			}
			t.seen++
			t.shares[e.Colour]++
			t.only = int32(i)
			t.heaviest = max(t.heaviest, e.Importance)
			if fresh != (Span{}) && e.Lo >= fresh.Lo && e.Lo < fresh.Hi {
				t.fresh = true
			}
		}
	}
	return into
}
