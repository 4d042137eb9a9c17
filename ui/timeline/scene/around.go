package scene

import (
	"slices"

	"tarikh.org/tarikh/data/dates"
)

// around says how the events of a track are divided by the view: so many before it, so
// many after it.
type around struct{ all, before, after int }

func (a around) inView() int { return a.all - a.before - a.after }

// exactRows is up to how many rows in all the events before and after the view are
// counted row by row.
const exactRows = 64

// exact reports whether events are counted row by row.
func (x *Index) exact() bool {
	rows := 0
	for _, lanes := range x.tracks {
		rows += len(lanes)
	}
	return rows <= exactRows
}

// divide counts the events of all tracks. In a library of many rows an event that began
// before the view is counted as before it, even if it lasts.
func (b *drawer) divide(in *Input) {
	x := in.Index
	lo, hi := in.View.Range()
	b.divided = slices.Grow(b.divided[:0], len(x.tracks))[:len(x.tracks)]
	clear(b.divided)
	if !x.exact() {
		for t := range b.divided {
			b.divided[t].all = int(x.starts.all(t))
		}
		x.starts.before(x, x.startsBefore(lo), func(t int, n int32) { b.divided[t].before += int(n) })
		x.starts.before(x, x.startsBefore(hi), func(t int, n int32) { b.divided[t].after += int(n) })
		for t := range b.divided {
			b.divided[t].after = b.divided[t].all - b.divided[t].after
		}
		return
	}
	for t, lanes := range x.tracks {
		a := &b.divided[t]
		for r := range lanes {
			l := &lanes[r]
			first := l.first(x, lo)
			a.all += len(l.events)
			a.before += first
			a.after += len(l.events) - max(l.startsFrom(x, 0, hi), first)
		}
	}
}

// Beyond returns the event of a track that is nearest to the view, before or after it, as
// divide counts them; -1 where there is none.
func (x *Index) Beyond(v Viewport, track int, after bool) int {
	lo, hi := v.Range()
	if after {
		return x.nextFrom(track, lo, hi)
	}
	nearest := -1
	for r := range x.tracks[track] {
		l := &x.tracks[track][r]
		if first := l.first(x, lo); first > 0 {
			if e := int(l.events[first-1]); nearest < 0 || x.ends(e) > x.ends(nearest) {
				nearest = e
			}
		}
	}
	if nearest < 0 && !x.exact() {
		return x.lastBegun(track, lo)
	}
	return nearest
}

// lastBegun returns the event of a track that began last before a time, -1 for none.
func (x *Index) lastBegun(track int, t int64) int {
	last := -1
	for r := range x.tracks[track] {
		l := &x.tracks[track][r]
		if i := l.startsFrom(x, 0, t); i > 0 {
			last = max(last, int(l.events[i-1])) // events are in the order of their beginnings
		}
	}
	return last
}

// nextFrom returns the first event of a track that begins at the end of the view [lo, hi)
// or later, -1 for none.
func (x *Index) nextFrom(track int, lo, hi int64) int {
	nearest := -1
	for r := range x.tracks[track] {
		l := &x.tracks[track][r]
		if end := max(l.startsFrom(x, 0, hi), l.first(x, lo)); end < len(l.events) {
			if e := int(l.events[end]); nearest < 0 || x.cols.Lo[e] < x.cols.Lo[nearest] {
				nearest = e
			}
		}
	}
	return nearest
}

// starts counts the events of each track that begin before every startsStep-th event.
type starts struct {
	tracks int
	counts []int32 // by step, then track; the last ones are of all events
}

const startsStep = 4096

func makeStarts(x *Index) starts {
	s := starts{tracks: len(x.tracks)}
	n := make([]int32, s.tracks)
	for e, t := range x.cols.Track {
		if e%startsStep == 0 {
			s.counts = append(s.counts, n...)
		}
		n[t]++
	}
	s.counts = append(s.counts, n...)
	return s
}

func (s *starts) all(track int) int32 { return s.counts[len(s.counts)-s.tracks+track] }

// before tells how many of the first n events are of each track, in parts.
func (s *starts) before(x *Index, n int, add func(track int, n int32)) {
	step := n / startsStep
	if n == x.Len() {
		step = len(s.counts)/max(s.tracks, 1) - 1
	}
	for t := range s.tracks {
		add(t, s.counts[step*s.tracks+t])
	}
	if n == x.Len() {
		return
	}
	for _, t := range x.cols.Track[step*startsStep : n] {
		add(int(t), 1)
	}
}

// ends is when an event is over.
func (x *Index) ends(e int) int64 {
	_, hi := x.Bounds(e)
	return hi
}

// yearOf is the year that an event is named by where it stands alone: of one that has
// no beginning, that of its end.
func (x *Index) yearOf(e int) int64 { return x.begun(e).Year }

// begun is the instant that yearOf is the year of.
func (x *Index) begun(e int) dates.Civil {
	lo, hi := x.Bounds(e)
	if lo == dates.OpenLo {
		lo = add(hi, -1)
	}
	return dates.CivilFromUnix(lo)
}
