package scene

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"sort"
	"sync"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

const (
	// maxRows is the most rows a track is packed into; what finds no room in
	// them shares the last one, which alone may hold overlapping events.
	maxRows = 128
	// labelRows is how many rows all tracks together spend to give labels room,
	// and the fewest and most that one track gets of them.
	labelRows, fewestLabelRows, mostLabelRows = 14, 2, 6
	// labelShare is the part of the library's span that a label takes at the
	// zoom at which all of it is in view: about 150 of 1,000 units.
	labelShare = 0.15
)

// Index is what the timeline knows of all events: the columns of the library,
// and the lane (track and row) of each event. It is immutable and may be shared.
type Index struct {
	cols     data.Columns
	row      []uint8  // by event
	own      []uint16 // their tracks, where the lanes of an arranged index are others; else nil
	tracks   [][]lane
	from, to int64 // finite bounds of all events
	main     Reading
	starts   starts
	room     int64 // see labelRoom; of the events for which all were packed last
}

// NewIndex builds the index of cols, which it keeps and which must be sorted as
// data.Columns says; tracks is the number of tracks. Events that name a track
// beyond them extend it.
func NewIndex(cols data.Columns, tracks int) *Index {
	workers := 1
	if cols.Len() >= parallelFrom {
		workers = min(runtime.GOMAXPROCS(0), mostWorkers)
	}
	return newIndex(cols, tracks, workers)
}

// parallelFrom is from how many events on several goroutines make an index, mostWorkers
// how many these are at most: each of them goes through all events.
const parallelFrom, mostWorkers = 2_000_000, 4

func newIndex(cols data.Columns, tracks, workers int) *Index {
	for _, t := range cols.Track {
		tracks = max(tracks, int(t)+1)
	}
	x := &Index{cols: cols, row: make([]uint8, cols.Len()), tracks: make([][]lane, tracks)}
	var measured sync.WaitGroup
	measured.Go(func() {
		x.from, x.to = x.measure()
		x.main = x.mostly()
		x.room = x.labelRoom()
	})
	x.starts = makeStarts(x)
	measured.Wait()
	roomy := x.roomy()
	var lanes sync.WaitGroup
	for _, mine := range x.parts(workers) {
		lanes.Go(func() {
			x.pack(mine, roomy)
			x.fill(mine)
		})
	}
	lanes.Wait()
	return x
}

// Spread returns an index of the same events in so many rows, up to the most that a track
// has, that the label of each finds room where one takes room seconds.
func (x *Index) Spread(room int64) *Index {
	next := *x
	next.room, next.row, next.tracks = max(room, 0), make([]uint8, x.Len()), make([][]lane, len(x.tracks))
	all := next.parts(1)[0]
	next.pack(all, maxRows)
	next.fill(all)
	return &next
}

// parts divides the tracks among workers, by their numbers of events: for each worker
// those that are its own.
func (x *Index) parts(workers int) [][]bool {
	parts, loads := make([][]bool, min(workers, max(len(x.tracks), 1))), make([]int32, workers)
	for i := range parts {
		parts[i] = make([]bool, len(x.tracks))
	}
	order := make([]int, len(x.tracks))
	for t := range order {
		order[t] = t
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(x.starts.all(b), x.starts.all(a)) })
	for _, t := range order {
		least := 0
		for i := range parts {
			if loads[i] < loads[least] {
				least = i
			}
		}
		parts[least][t] = true
		loads[least] += x.starts.all(t)
	}
	return parts
}

// measure returns the finite bounds of all events.
func (x *Index) measure() (lo, hi int64) {
	lo, hi = math.MaxInt64, math.MinInt64
	for e := range x.Len() {
		l, h := x.finite(e)
		lo, hi = min(lo, l), max(hi, h)
	}
	return lo, hi
}

// finite returns the finite bounds of an event: of one that is open on a side, the
// second at its other end.
func (x *Index) finite(e int) (lo, hi int64) {
	lo, hi = x.Bounds(e)
	if lo == dates.OpenLo {
		lo = add(hi, -1)
	}
	if hi == dates.OpenHi {
		hi = add(lo, 1)
	}
	return lo, hi
}

// labelRoom returns the seconds kept free after an event for its label. It
// leaves out the outermost events, so that one from antiquity does not spoil
// the packing of a hundred from last year.
func (x *Index) labelRoom() int64 {
	n := x.Len()
	if n == 0 {
		return 0
	}
	lo, hi := x.from, x.to
	if cut := n / 40; cut > 0 {
		lo, hi = max(lo, x.cols.Lo[cut]), min(hi, x.cols.Lo[n-1-cut])
	}
	return int64(float64(max(sub(hi, lo), 0)) * labelShare)
}

// pack gives every event of some tracks its row, in order of time: the first row where its
// label finds room, else the one of these rows that has been free for longest,
// else the first that is free at all.
func (x *Index) pack(mine []bool, roomy int) {
	ends := make([][]rowEnd, len(x.tracks)) // by track and row
	for e := range x.row {
		t := x.cols.Track[e]
		if !mine[t] {
			continue
		}
		lo, hi := x.Bounds(e)
		row := place(ends[t], lo, roomy)
		end := rowEnd{hi, x.words(lo, hi)}
		switch {
		case row == len(ends[t]):
			ends[t] = append(ends[t], end)
		default:
			was := &ends[t][row]
			was.event, was.words = max(was.event, end.event), max(was.words, end.words)
		}
		x.row[e] = uint8(row)
	}
	for t := range x.tracks {
		if mine[t] {
			x.tracks[t] = make([]lane, len(ends[t]))
		}
	}
}

// roomy is how many rows of a track give labels room.
func (x *Index) roomy() int {
	return min(max(labelRows/max(len(x.tracks), 1), fewestLabelRows), mostLabelRows)
}

// words is where the label of an event ends that takes [lo, hi): a range that is long
// enough carries it, and another may begin where it ends.
func (x *Index) words(lo, hi int64) int64 {
	if sub(hi, lo) >= x.room {
		return hi
	}
	return add(hi, x.room)
}

// rowEnd is where the last event of a row ends, and where its label does.
type rowEnd struct{ event, words int64 }

func place(ends []rowEnd, lo int64, roomy int) int {
	longest := -1
	for r, end := range ends[:min(roomy, len(ends))] {
		if end.words <= lo {
			return r
		}
		if end.event <= lo && (longest < 0 || end.event < ends[longest].event) {
			longest = r
		}
	}
	if len(ends) < roomy {
		return len(ends)
	}
	if longest >= 0 {
		return longest
	}
	for r := roomy; r < len(ends); r++ {
		if ends[r].event <= lo {
			return r
		}
	}
	return min(len(ends), maxRows-1)
}

// fill sorts the events of some tracks into their lanes.
func (x *Index) fill(mine []bool) {
	sizes := make([][maxRows]int32, len(x.tracks))
	for e, t := range x.cols.Track {
		if mine[t] {
			sizes[t][x.row[e]]++
		}
	}
	for t := range x.tracks { // of others not even the number of lanes may be read
		if !mine[t] {
			continue
		}
		lanes := x.tracks[t]
		for r := range lanes {
			lanes[r] = makeLane(int(sizes[t][r]), r == maxRows-1)
		}
	}
	for e, t := range x.cols.Track {
		if mine[t] {
			x.tracks[t][x.row[e]].push(x, int32(e))
		}
	}
	for t := range x.tracks {
		if !mine[t] {
			continue
		}
		lanes := x.tracks[t]
		for r := range lanes {
			lanes[r].finish()
		}
	}
}

// Len is the number of events.
func (x *Index) Len() int { return len(x.cols.Lo) }

// Bytes is the memory that the columns and the rows take.
func (x *Index) Bytes() int {
	n := x.Len() * (len(data.ID{}) + 8 + 8 + 2 + 1 + 1)
	for _, lanes := range x.tracks {
		for r := range lanes {
			n += 4 * cap(lanes[r].events)
			for _, level := range lanes[r].pyramid {
				n += 8 * cap(level)
			}
		}
	}
	return n
}

// Bounds returns the bounds of an event's date, half-open and never empty.
func (x *Index) Bounds(event int) (lo, hi int64) {
	lo = x.cols.Lo[event]
	return lo, max(x.cols.Hi[event], add(lo, 1))
}

// Track returns the track of an event.
func (x *Index) Track(event int) int { return int(x.cols.Track[event]) }

// Importance is that of an event, 1 to 5.
func (x *Index) Importance(event int) int { return int(x.cols.Importance[event]) }

// Rows returns how many rows the events of a track take when none are folded.
func (x *Index) Rows(track int) int { return len(x.tracks[track]) }

// Span returns the time that all events cover, half-open, open ends left out;
// false for an empty library.
func (x *Index) Span() (lo, hi int64, ok bool) {
	if x.from >= x.to {
		return 0, 0, false
	}
	return x.from, x.to, true
}

// Main returns the time of most events, as Span does: where one in ten of them, far
// from all others, make the others' time less than half of all, it is the others'.
func (x *Index) Main() (lo, hi int64, ok bool) { return x.main.Lo, x.main.Hi, x.from < x.to }

// mostly works out Main.
func (x *Index) mostly() Reading {
	lo, hi, ok := x.Span()
	n := x.Len()
	drop := n / 10
	if !ok || drop == 0 && n < fewestMain {
		return Reading{lo, hi}
	}
	drop = max(drop, 1)
	best, from := int64(math.MaxInt64), 0
	for i := 0; i <= drop; i++ {
		if d := sub(x.cols.Lo[i+n-drop-1], x.cols.Lo[i]); x.cols.Lo[i] != dates.OpenLo && d < best {
			best, from = d, i
		}
	}
	if best >= sub(hi, lo)/2 {
		return Reading{lo, hi}
	}
	// Those that follow within reach of the others belong to them.
	to := from + n - drop - 1
	near := max(best/mainReach, 1)
	for from > 0 && sub(x.cols.Lo[from], x.cols.Lo[from-1]) <= near {
		from--
	}
	for to < n-1 && sub(x.cols.Lo[to+1], x.cols.Lo[to]) <= near {
		to++
	}
	lo, hi = x.cols.Lo[from], math.MinInt64
	for e := from; e <= to; e++ {
		_, end := x.finite(e)
		hi = max(hi, end)
	}
	return Reading{lo, hi}
}

// fewestMain is how many events there are at least of which one may be far from the
// others; mainReach the share of the others' time that one is near within.
const fewestMain, mainReach = 4, 4

// EventsIn counts the events that overlap [lo, hi).
func (x *Index) EventsIn(lo, hi int64) int {
	n := 0
	for _, lanes := range x.tracks {
		for r := range lanes {
			n += lanes[r].countIn(x, lo, hi)
		}
	}
	return n
}

// startsBefore returns how many events begin before t.
func (x *Index) startsBefore(t int64) int {
	return sort.Search(x.Len(), func(i int) bool { return x.cols.Lo[i] >= t })
}
