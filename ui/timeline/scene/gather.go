package scene

import (
	"math"

	"tarikh.org/tarikh/data/dates"
)

// gather fills the marks of a row with what is in a lane within the view and a margin.
func (b *drawer) gather(in *Input, r *row) {
	r.marks = r.marks[:0]
	l := r.lane
	v, x := &in.View, in.Index
	from, _ := v.instant(-margin)
	to, _ := v.instant(float64(b.plot) + margin)
	closest := int64(math.Ceil(max(denseStep*v.scale, 1)))
	open := l.dense && b.gatherOpen(in, r)
	if open {
		from, _ = v.instant(0)
	}
	i := l.first(x, from)
	if i == len(l.events) {
		return
	}
	for i = l.prev(x, i, closest); i < len(l.events) && x.cols.Lo[l.events[i]] < to; {
		end := l.next(x, i+1, closest)
		r.marks = append(r.marks, b.measure(in, l, i, end))
		i = end
	}
	if open && len(r.marks) > 1 {
		m, next := &r.marks[0], &r.marks[1]
		m.u1 = min(m.u1, (next.u0+next.u1)/2+dotRadius)
		m.u0 = m.u1 - 2*dotRadius
	}
}

// gatherOpen adds the events of a dense lane that have no beginning: while they
// last, their mark is at the reading edge.
func (b *drawer) gatherOpen(in *Input, r *row) bool {
	x, l := in.Index, r.lane
	if len(l.events) == 0 || x.cols.Lo[l.events[0]] != dates.OpenLo {
		return false
	}
	m := b.measure(in, l, 0, l.startsFrom(x, 0, dates.OpenLo+1))
	_, m.hi = x.Bounds(int(l.events[0])) // of equal beginnings the longest is first
	if in.View.along(m.hi) <= 0 {
		return false
	}
	m.u0, m.u1, m.tailEnd = 0, 2*dotRadius, 0
	r.marks = append(r.marks, m)
	return true
}

// measure returns the mark of the events [i, end) of a lane.
func (b *drawer) measure(in *Input, l *lane, i, end int) mark {
	x, e := in.Index, l.events[i]
	m := mark{event: e, first: i, count: end - i, importance: 3}
	if m.count == 1 && int(e) < len(x.cols.Importance) {
		m.importance = x.cols.Importance[e]
	}
	m.radius = radiusOf(m.importance)
	if m.rank = m.importance; m.count == 1 && in.Lit != nil && in.Lit.Has(int(e)) {
		m.rank += litImportance
	}
	m.lo, _ = x.Bounds(int(e))
	last := l.events[end-1]
	if _, m.hi = x.Bounds(int(last)); l.dense && m.count > 1 {
		m.hi = add(x.cols.Lo[last], 1) // of their beginnings
	}
	from, to := clampFar(in.View.along(m.lo)), clampFar(in.View.along(m.hi))
	m.openLo, m.openHi = m.lo == dates.OpenLo, m.hi == dates.OpenHi
	middle := (from + to) / 2
	switch {
	case m.count > 1:
		m.kind, m.u0, m.u1 = bar, min(from, middle-leastBar/2), max(to, middle+leastBar/2)
	case l.dense:
		m.kind, m.u0, m.u1, m.tailEnd = dot, from-m.radius, from+m.radius, to
	case to-from < pillHeight && sub(m.hi, m.lo) <= pointLike:
		m.kind, m.u0, m.u1 = dot, middle-m.radius, middle+m.radius
	default:
		m.kind, m.u0, m.u1 = pill, from, max(to, from+leastPill)
	}
	if m.count == 1 && in.Certainty != nil {
		m.sure = in.Certainty(int(e))
	}
	if m.count == 1 {
		m.stand(in)
	}
	if m.kind == dot && int(e) == in.Selected {
		m.ring = ringGap
	}
	if m.kind == pill {
		b.soften(&in.View, &m)
	}
	return m
}

// soften works out how the ends of a range fade.
func (b *drawer) soften(v *Viewport, m *mark) {
	sure := m.sure
	m.share = 1
	// Of a range that reaches out of view, the end of the view is what fades.
	width := min(m.u1, b.plot+2*pillHeight) - max(m.u0, -2*pillHeight)
	switch about := sure.Approximate && sure.CoreLo >= sure.CoreHi; {
	case about && sure.HasCore: // about that year: somewhere around its middle
		m.start, m.end = width*0.4, width*0.4
	case sure.HasCore:
		b.flanks(v, m)
	}
	if sure.Approximate {
		soft := min(softEnd, width*0.4)
		m.start, m.end = max(m.start, soft), max(m.end, soft)
	}
	m.start = max(m.start, openEnd(sure.OpenLo || m.openLo, width))
	m.end = max(m.end, openEnd(sure.OpenHi || m.openHi, width))
}

// flanks sets over how many units a range fades in up to its core and out after
// it, and how opaque it is where it is even.
func (b *drawer) flanks(v *Viewport, m *mark) {
	sure, share := m.sure, float32(1)
	from, to := clampFar(v.along(sure.CoreLo)), clampFar(v.along(sure.CoreHi))
	start, end := min(max(from-m.u0, 0), m.u1-m.u0), min(max(m.u1-to, 0), m.u1-m.u0)
	if start+end > m.u1-m.u0 {
		share = nowhereSure
		start, end = (m.u1-m.u0)*start/(start+end), (m.u1-m.u0)*end/(start+end)
	}
	middle := float64(b.plot) / 2
	if start > longFlank && middle < v.along(sure.CoreLo) {
		share *= rising(middle, v.along(m.lo), v.along(sure.CoreLo))
	}
	if end > longFlank && middle > v.along(sure.CoreHi) {
		share *= rising(-middle, -v.along(m.hi), -v.along(sure.CoreHi))
	}
	if start > longFlank {
		start = 0
	}
	if end > longFlank {
		end = 0
	}
	m.start, m.end, m.share = start, end, share
}

// rising is where u is on the way from one to another, from 0 to 1.
func rising(u, from, to float64) float32 {
	if !(from < to) {
		return 1
	}
	return float32(min(max((u-from)/(to-from), 0), 1))
}

// openEnd is over how many units an open end fades out: at the end of the view,
// or of the mark.
func openEnd(open bool, width float32) float32 {
	if !open {
		return 0
	}
	return min(openFade, width*0.8)
}
