package scene

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data"
)

// Placing puts an event of an index onto a lane, at a time.
type Placing struct {
	Event  int32
	Lo, Hi int64
	Lane   uint16
}

// Arranged is an index of the events of another one that are laid out otherwise: at other
// times, on other lanes than their tracks, some left out, some on several lanes. It is
// immutable.
type Arranged struct {
	*Index
	of   *Index
	from []int32 // by event: its place in of
}

// Arrange lays events of an index out otherwise, on so many lanes; places may be in any
// order, and are sorted. Where the lanes are no tracks, events keep the colours of theirs.
func (x *Index) Arrange(places []Placing, lanes int) *Arranged {
	slices.SortFunc(places, func(a, b Placing) int {
		return cmp.Or(cmp.Compare(a.Lo, b.Lo), cmp.Compare(b.Hi, a.Hi), cmp.Compare(a.Event, b.Event), cmp.Compare(a.Lane, b.Lane))
	})
	n := len(places)
	c := data.Columns{IDs: make([]data.ID, n), Lo: make([]int64, n), Hi: make([]int64, n), Track: make([]uint16, n), Importance: make([]uint8, n)}
	a := &Arranged{of: x, from: make([]int32, n)}
	var own []uint16
	for i, p := range places {
		e := p.Event
		c.IDs[i], c.Lo[i], c.Hi[i], c.Track[i], c.Importance[i], a.from[i] = x.cols.IDs[e], p.Lo, p.Hi, p.Lane, x.cols.Importance[e], e
		if own == nil && p.Lane != x.cols.Track[e] {
			own = make([]uint16, n)
		}
	}
	if own != nil {
		for i, e := range a.from {
			own[i] = x.cols.Track[e]
		}
	}
	a.Index = NewIndex(c, lanes)
	a.own = own
	return a
}

// Placed is where the index has an event, to be arranged otherwise.
func (x *Index) Placed(event int) Placing {
	return Placing{Event: int32(event), Lo: x.cols.Lo[event], Hi: x.cols.Hi[event], Lane: x.cols.Track[event]}
}

// Kept returns the index of cols, which are the events at some places of x, ascending. Each
// stays in its row, and the time of all is that of x, so that nothing moves.
func (x *Index) Kept(places []int32, cols data.Columns) *Index {
	next := &Index{cols: cols, row: make([]uint8, len(places)), tracks: make([][]lane, len(x.tracks)), from: x.from, to: x.to, main: x.main, room: x.room}
	for i, p := range places {
		next.row[i] = x.row[p]
	}
	all := make([]bool, len(x.tracks))
	for t := range all {
		all[t], next.tracks[t] = true, make([]lane, len(x.tracks[t]))
	}
	next.starts = makeStarts(next)
	next.fill(all)
	return next
}

// Keep is what is left of the arranged events where the other index becomes one of fewer
// events: place returns the place in it of an event, -1 for none. Each stays in its row.
func (a *Arranged) Keep(of *Index, place func(event int) int) *Arranged {
	next := &Arranged{of: of}
	var places []int32
	var cols data.Columns
	var own []uint16
	for i, e := range a.from {
		p := place(int(e))
		if p < 0 {
			continue
		}
		places, next.from = append(places, int32(i)), append(next.from, int32(p))
		cols.Append(a.cols.At(i))
		if a.own != nil {
			own = append(own, a.own[i])
		}
	}
	next.Index = a.Index.Kept(places, cols)
	next.own = own
	return next
}

// From is the place in the other index of an event.
func (a *Arranged) From(event int) int { return int(a.from[event]) }

// Lit lights the events that l, of the other index, does; nil where it is of none.
func (a *Arranged) Lit(l *Lit) *Lit {
	if l == nil || l.index != a.of {
		return nil
	}
	var events []int32
	for i, e := range a.from {
		if l.Has(int(e)) {
			events = append(events, int32(i))
		}
	}
	return NewLit(a.Index, events)
}

// tones are those of an event's mark on a lane: of its own track, where lanes are no
// tracks.
func (in *Input) tones(event int, lane tones) tones {
	if in.Index.own == nil {
		return lane
	}
	c := ""
	if t := int(in.Index.own[event]); t < len(in.Colours) {
		c = in.Colours[t]
	}
	return tones{mark: in.Theme.Track(c), soft: in.Theme.Soft(c), deep: in.Theme.Deep(c)}
}
