package scene

import "tarikh.org/tarikh/data/dates"

// around says how the events of a track are divided by the view: so many before it, so
// many after it, and the nearest of them on each side, -1 for none.
type around struct {
	all, before, after int
	last, next         int
}

func (a around) inView() int { return a.all - a.before - a.after }

// around counts the events of a track. Of those of a dense lane, which overlap, one
// that began before the view is counted as before it.
func (b *drawer) around(in *Input, track int) around {
	x := in.Index
	lo, _ := in.View.instant(0)
	hi, _ := in.View.instant(float64(b.plot))
	a := around{last: -1, next: -1}
	for r := range x.tracks[track] {
		l := &x.tracks[track][r]
		first, end := l.first(x, lo), l.startsFrom(x, 0, hi)
		end = max(end, first)
		a.all += len(l.events)
		a.before += first
		a.after += len(l.events) - end
		if first > 0 {
			if e := int(l.events[first-1]); a.last < 0 || x.ends(e) > x.ends(a.last) {
				a.last = e
			}
		}
		if end < len(l.events) {
			if e := int(l.events[end]); a.next < 0 || x.cols.Lo[e] < x.cols.Lo[a.next] {
				a.next = e
			}
		}
	}
	return a
}

// ends is when an event is over.
func (x *Index) ends(e int) int64 {
	_, hi := x.Bounds(e)
	return hi
}

// yearOf is the year that an event is named by where it stands alone: of one that has
// no beginning, that of its end.
func (x *Index) yearOf(e int) int64 {
	lo, hi := x.Bounds(e)
	if lo == dates.OpenLo {
		lo = add(hi, -1)
	}
	return dates.CivilFromUnix(lo).Year
}
