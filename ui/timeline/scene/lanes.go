package scene

import (
	"math"
	"slices"
	"sort"
)

// fan is how many entries one entry of the next level of a lane's pyramid covers.
const fan = 16

// lane is one row of events in order of time, and the level of detail of it.
//
// Events whose places lie closer than a distance are drawn as one bar. At any
// zoom the bars are the runs between steps of at least that distance, so zooming
// in only ever splits them, and panning leaves them alone. The pyramid holds the
// greatest step of every 16, 256, ... events: finding the runs in view costs time
// by the number of runs, not of events.
type lane struct {
	events []int32
	// dense lanes hold events that may overlap. There each has its place at its
	// beginning; elsewhere in its middle.
	dense   bool
	pyramid [][]int64
	last    int64 // place of the last event
}

// makeLane returns an empty lane with room for n events.
func makeLane(n int, dense bool) lane {
	return lane{
		events: make([]int32, 0, n), dense: dense,
		pyramid: [][]int64{make([]int64, 0, (n+fan-1)/fan)},
	}
}

// push adds the next event in order of time. The lowest level of the pyramid
// grows with it, while the event's bounds are at hand.
func (l *lane) push(x *Index, e int32) {
	at, step := l.placeOf(x, e), int64(math.MaxInt64)
	if len(l.events) > 0 {
		step = sub(at, l.last)
	}
	level := l.pyramid[0]
	if n := len(level); len(l.events)%fan == 0 {
		l.pyramid[0] = append(level, step)
	} else {
		level[n-1] = max(level[n-1], step)
	}
	l.events, l.last = append(l.events, e), at
}

// finish is called when all events are in.
func (l *lane) finish() {
	below := l.pyramid[0]
	for len(below) > fan {
		level := make([]int64, (len(below)+fan-1)/fan)
		for i := range level {
			level[i] = slices.Max(below[i*fan : min((i+1)*fan, len(below))])
		}
		l.pyramid = append(l.pyramid, level)
		below = level
	}
}

// step is the time from the place of the event before i to that of i; everything
// for the first.
func (l *lane) step(x *Index, i int) int64 {
	if i == 0 {
		return math.MaxInt64
	}
	return sub(l.placeOf(x, l.events[i]), l.placeOf(x, l.events[i-1]))
}

// placeOf is where an event of the lane has its place.
func (l *lane) placeOf(x *Index, e int32) int64 {
	lo, hi := x.Bounds(int(e))
	if l.dense {
		return lo
	}
	return lo + sub(hi, lo)/2
}

// first returns the first i whose mark reaches beyond t.
func (l *lane) first(x *Index, t int64) int {
	if l.dense {
		return l.startsFrom(x, 0, t)
	}
	return sort.Search(len(l.events), func(i int) bool {
		_, hi := x.Bounds(int(l.events[i]))
		return hi > t
	})
}

// next returns the first i >= from whose step is at least d, or the length.
func (l *lane) next(x *Index, from int, d int64) int {
	level, i := 0, from
	for i < l.size(level) {
		if l.value(x, level, i) >= d {
			if level == 0 {
				return i
			}
			level, i = level-1, i*fan
			continue
		}
		if i++; i%fan == 0 && level < len(l.pyramid) {
			level, i = level+1, i/fan
		}
	}
	return len(l.events)
}

// prev returns the last i <= from whose step is at least d; the first event's is.
func (l *lane) prev(x *Index, from int, d int64) int {
	level, i := 0, from
	for {
		switch {
		case l.value(x, level, i) >= d:
			if level == 0 {
				return i
			}
			level--
			i = min(i*fan+fan, l.size(level)) - 1
		case i%fan == 0 && level < len(l.pyramid):
			level, i = level+1, i/fan-1
		default:
			i--
		}
	}
}

func (l *lane) size(level int) int {
	if level == 0 {
		return len(l.events)
	}
	return len(l.pyramid[level-1])
}

func (l *lane) value(x *Index, level, i int) int64 {
	if level == 0 {
		return l.step(x, i)
	}
	return l.pyramid[level-1][i]
}

// startsFrom returns the first i >= from that begins at t or later. It gallops,
// for callers that ask for one t after another.
func (l *lane) startsFrom(x *Index, from int, t int64) int {
	hop := 1
	for from+hop < len(l.events) && x.cols.Lo[l.events[from+hop]] < t {
		from += hop
		hop *= 2
	}
	n := min(hop+1, len(l.events)-from)
	return from + sort.Search(n, func(i int) bool { return x.cols.Lo[l.events[from+i]] >= t })
}

// countIn counts the events that overlap [lo, hi).
func (l *lane) countIn(x *Index, lo, hi int64) int {
	end := l.startsFrom(x, 0, hi)
	if !l.dense {
		return max(end-l.first(x, lo), 0)
	}
	n := 0
	for _, e := range l.events[:end] {
		if _, h := x.Bounds(int(e)); h > lo {
			n++
		}
	}
	return n
}

// folding holds, for every track that shows fewer rows than it has, one lane
// with all events of the rows left out. It is made again when that changes.
type folding struct {
	index *Index
	shown []int // rows shown as they are, by track
	lanes []lane
}

// update makes the lanes for shown, the rows that each track shows unfolded.
func (f *folding) update(x *Index, shown []int) {
	if f.index == x && slices.Equal(f.shown, shown) {
		return
	}
	f.index, f.shown = x, append(f.shown[:0], shown...)
	f.lanes = slices.Grow(f.lanes[:0], len(shown))[:len(shown)]
	for t := range f.lanes {
		folded := 0
		for r := shown[t]; r < len(x.tracks[t]); r++ {
			folded += len(x.tracks[t][r].events)
		}
		f.lanes[t] = makeLane(folded, true)
	}
	for e, r := range x.row {
		if t := x.cols.Track[e]; int(r) >= shown[t] {
			f.lanes[t].push(x, int32(e))
		}
	}
	for t := range f.lanes {
		f.lanes[t].finish()
	}
}
