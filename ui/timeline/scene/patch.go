package scene

import (
	"math"
	"slices"

	"tarikh.org/tarikh/data"
)

const (
	// patchFrom is from how many events on an index is patched: fewer are packed
	// anew in no time. mostPatched is how many events may have changed.
	patchFrom, mostPatched = 20_000, 1000
	// roomDrift is by what part of itself the room for labels may differ from what it
	// would be by now, before all events are packed anew.
	roomDrift = 8
)

// Patched returns the index of cols, which were made from x's columns by a splice,
// and shares with x what has not changed. In a large library events that were not
// changed keep their rows, so that an edit moves nothing else in the picture; those
// that were added go where they find room.
func (x *Index) Patched(cols data.Columns, s data.Splice) *Index {
	if cols.Len() >= patchFrom && x.Len() >= patchFrom && len(s.Gone)+len(s.Added) <= mostPatched {
		if next := x.patched(cols, s); next != nil {
			return next
		}
	}
	return NewIndex(cols, len(x.tracks))
}

// patched is Patched, nil where all events are to be packed anew.
func (x *Index) patched(cols data.Columns, s data.Splice) *Index {
	next := &Index{cols: cols, row: data.SpliceColumn(x.row, s), tracks: make([][]lane, len(x.tracks)), from: x.from, to: x.to, room: x.room}
	p := patch{next: next, dirty: make([]bool, len(x.tracks)*maxRows)}
	outermost := false
	for _, e := range s.Gone {
		lo, hi := x.finite(int(e))
		outermost = outermost || lo <= x.from || hi >= x.to
		p.dirty[x.Track(int(e))*maxRows+int(x.row[e])] = true
	}
	for _, e := range s.Added {
		if next.Track(int(e)) >= len(x.tracks) {
			return nil
		}
		lo, hi := next.finite(int(e))
		next.from, next.to = min(next.from, lo), max(next.to, hi)
	}
	if outermost {
		next.from, next.to = next.measure()
	}
	if drift := sub(next.labelRoom(), x.room); drift > x.room/roomDrift || drift < -x.room/roomDrift {
		return nil
	}
	next.main = next.mostly()
	next.starts = makeStarts(next)
	runs := slices.Collect(s.Runs(x.Len()))
	for t, lanes := range x.tracks {
		next.tracks[t] = make([]lane, len(lanes))
		for r := range lanes {
			next.tracks[t][r] = lanes[r].moved(runs)
		}
	}
	for _, e := range s.Added {
		p.add(int(e))
	}
	if !p.finish() {
		return nil
	}
	return next
}

// moved returns the lane with the events that are left of it after a splice, at
// their places in the new columns, by the runs of what is the same.
func (l *lane) moved(runs []data.Run) lane {
	next := *l
	first := func(place int32) int {
		i, _ := slices.BinarySearch(l.events, place)
		return i
	}
	end, copied := 0, false // of what is done
	for _, r := range runs {
		from, to := first(r.Old), first(r.Old+r.Len)
		by := r.New - r.Old
		if from == to || !copied && from == end && by == 0 {
			end += to - from
			continue
		}
		if !copied {
			next.events, copied = slices.Clone(l.events), true
		}
		for _, e := range l.events[from:to] {
			next.events[end] = e + by
			end++
		}
	}
	next.events = next.events[:end:end]
	return next
}

// patch puts events into the lanes of an index.
type patch struct {
	next  *Index
	dirty []bool // by track and row: the lane has other events than its pyramid says
}

// add gives an event its row and puts it there.
func (p *patch) add(e int) {
	x := p.next
	t := x.Track(e)
	row := p.row(t, e)
	if row == len(x.tracks[t]) {
		x.tracks[t] = append(x.tracks[t], lane{dense: row == maxRows-1})
	}
	x.row[e] = uint8(row)
	l := &x.tracks[t][row]
	at, _ := slices.BinarySearch(l.events, int32(e))
	l.events = slices.Insert(slices.Clip(l.events), at, int32(e))
	p.dirty[t*maxRows+row] = true
}

// row chooses the row of an event that is added to a track, as pack does: where the
// labels of it and its neighbours find room, else where most is free before it,
// else any that is free at all.
func (p *patch) row(track, e int) int {
	x := p.next
	lo, hi := x.Bounds(e)
	lanes, roomy := x.tracks[track], x.roomy()
	longest, longestEnd := -1, int64(math.MaxInt64)
	for r := range min(roomy, len(lanes)) {
		start, end, begin := lanes[r].around(x, int32(e))
		if (end == math.MinInt64 || x.words(start, end) <= lo) && x.words(lo, hi) <= begin {
			return r
		}
		if end <= lo && hi <= begin && end < longestEnd {
			longest, longestEnd = r, end
		}
	}
	if len(lanes) < roomy {
		return len(lanes)
	}
	if longest >= 0 {
		return longest
	}
	for r := roomy; r < len(lanes); r++ {
		if _, end, begin := lanes[r].around(x, int32(e)); end <= lo && hi <= begin {
			return r
		}
	}
	return min(len(lanes), maxRows-1)
}

// around returns when the event is that is before a place in a lane, and where the
// one begins that is behind it.
func (l *lane) around(x *Index, place int32) (start, end, begin int64) {
	at, _ := slices.BinarySearch(l.events, place)
	start, end, begin = math.MinInt64, math.MinInt64, math.MaxInt64
	if at > 0 {
		start, end = x.Bounds(int(l.events[at-1]))
	}
	if at < len(l.events) {
		begin, _ = x.Bounds(int(l.events[at]))
	}
	return start, end, begin
}

// finish makes the pyramids of the lanes that have other events now; false if one
// has none any more.
func (p *patch) finish() bool {
	for t, lanes := range p.next.tracks {
		for r := range lanes {
			if !p.dirty[t*maxRows+r] {
				continue
			}
			if len(lanes[r].events) == 0 {
				return false
			}
			l := makeLane(len(lanes[r].events), lanes[r].dense)
			for _, e := range lanes[r].events {
				l.push(p.next, e)
			}
			l.finish()
			lanes[r] = l
		}
	}
	return true
}
