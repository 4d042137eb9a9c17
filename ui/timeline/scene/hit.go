package scene

import (
	"sort"

	"tarikh.org/tarikh/data/dates"
)

// Hit is a mark that can be pointed at, with its label.
type Hit struct {
	X0, Y0, X1, Y1 float32 // of mark and label together, [X0, X1) x [Y0, Y1)
	M0, M1         float32 // the mark's own horizontal extent
	Event          int     // -1 for a bar of several events
	// Count is the number of events behind the mark: 1 for an event; 0 for an
	// event that is shown over the bar that counts it already.
	Count  int
	Lo, Hi int64 // the time they cover, half-open
	Track  int

	lane  *lane // where they are, from its event first on
	first int
}

// OneInstant reports whether several events share one instant, so that no zoom
// separates them.
func (h Hit) OneInstant() bool {
	return h.Count > 1 && (sub(h.Hi, h.Lo) <= 1 || h.lane != nil && h.lane.dense && h.Lo == dates.OpenLo)
}

// mostListed is how many events of a bar are listed at most.
const mostListed = 1000

// Events lists the events behind a mark in order of time, the first thousand of a
// larger bar. The hit is one of the last list that was built with x.
func (x *Index) Events(h Hit) []int {
	if h.Event >= 0 || h.lane == nil {
		if h.Event < 0 {
			return nil
		}
		return []int{h.Event}
	}
	list := make([]int, min(h.Count, mostListed))
	for i := range list {
		list[i] = int(h.lane.events[h.first+i])
	}
	return list
}

// Around returns the time of those events of a bar that are nearest to t, at
// most n of them: zoomed to that, a plot with room for n marks shows them apart,
// or at least in smaller bars.
func (x *Index) Around(h Hit, t int64, n int) (lo, hi int64) {
	n = max(n, 2)
	if h.lane == nil || h.Count <= n {
		return h.Lo, h.Hi
	}
	events := h.lane.events[h.first : h.first+h.Count]
	i := sort.Search(len(events), func(i int) bool { return h.lane.placeOf(x, events[i]) >= t })
	from := min(max(i-n/2, 0), len(events)-n)
	lo, _ = x.Bounds(int(events[from]))
	last := int(events[from+n-1])
	if h.lane.dense {
		return lo, add(x.cols.Lo[last], 1)
	}
	_, hi = x.Bounds(last)
	return lo, hi
}

// reach is how far beside a mark a point still hits it, in units.
const reach = 4

// At returns the mark nearest to a point of the plot, within a few units; of
// marks that overlap there the one whose middle is nearest.
func (l *List) At(x, y float32) (Hit, bool) {
	if !(x >= l.Plot.X && x < l.Plot.X+l.Plot.W && y >= l.Plot.Y && y < l.Plot.Y+l.Plot.H) {
		return Hit{}, false
	}
	best, found := Hit{}, false
	for _, h := range l.Hits {
		if x < h.X0-reach || x >= h.X1+reach || y < h.Y0 || y >= h.Y1 {
			continue
		}
		if !found || h.nearer(best, x) {
			best, found = h, true
		}
	}
	return best, found
}

// nearer compares by the distance to the mark or its label, then to the mark,
// then to its middle; an event picked out of a bar comes before the bar.
func (h Hit) nearer(than Hit, x float32) bool {
	if (h.Count == 0) != (than.Count == 0) {
		return h.Count == 0
	}
	for _, d := range [...][2]float32{
		{outside(x, h.X0, h.X1), outside(x, than.X0, than.X1)},
		{outside(x, h.M0, h.M1), outside(x, than.M0, than.M1)},
		{max(x, h.M0+h.M1-x) - (h.M0+h.M1)/2, max(x, than.M0+than.M1-x) - (than.M0+than.M1)/2},
	} {
		if d[0] != d[1] {
			return d[0] < d[1]
		}
	}
	return false
}

// outside is the distance of x from [x0, x1), 0 within.
func outside(x, x0, x1 float32) float32 { return max(x0-x, x-x1, 0) }
