package app

import (
	"cmp"
	"math"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// Clock is the one clock by which sources are put in order: that of the library's zone, or
// that of UTC. A date without an offset is where its own clock has it.
func Clock(axis dates.Axis) dates.Axis {
	if axis.Zone() == "" {
		return dates.AxisOf(time.UTC)
	}
	return axis
}

// Earlier orders articles by when they were published, by a clock; those of which that is
// not known are last.
func Earlier(clock dates.Axis, a, b data.Article) int {
	at := func(a data.Article) int64 {
		if a.Published.IsZero() {
			return math.MaxInt64
		}
		lo, _ := clock.Bounds(a.Published)
		return lo
	}
	return cmp.Compare(at(a), at(b))
}

// FirstOf is how many of some articles, in order, may be the first: more than one where they
// were published on one day and the day is all that is known; 0 where no date is known.
func FirstOf(clock dates.Axis, articles []data.Article) (n int) {
	if len(articles) == 0 || articles[0].Published.IsZero() {
		return 0
	}
	_, first := clock.Bounds(articles[0].Published)
	for _, a := range articles {
		if a.Published.IsZero() {
			break
		}
		lo, hi := clock.Bounds(a.Published)
		if lo >= first {
			break
		}
		first = min(first, hi)
		n++
	}
	return n
}
