package scene

import (
	"image/color"
	"math"

	"tarikh.org/tarikh/data/chrono"
	"tarikh.org/tarikh/ui/bidi/layout"
)

// Measures of marks, in units.
const (
	dotRadius  = 5.5
	pillHeight = 15
	// denseStep is the distance below which events merge into a bar. A bar takes
	// at least leastBar.
	denseStep = 4
	leastBar  = 8
	// leastPill is the least width of a range, to tell it from a dot.
	leastPill = 18
	// tailHeight is that of the stroke for the time of an event in a dense lane,
	// tailDrop how far it lies below the row's middle.
	tailHeight, tailDrop = 3, 8
	// pointLike is the longest duration, in seconds, that is drawn as a dot until
	// it is as wide as a pill: a date to the day is a point on a scale of months.
	pointLike = 86_400
	// margin is how far beyond the plot marks are looked at, for their labels.
	margin = 320
	// far bounds coordinates, so that sums of them stay exact enough.
	far = 1 << 15
	// openFade is over how many units an end that is open fades out.
	openFade = 72
)

type kind uint8

const (
	dot kind = iota
	pill
	bar // several events
)

// mark is what stands in one row: an event or a bar. Coordinates are units along
// the time axis from the plot's reading edge.
type mark struct {
	kind           kind
	event          int32 // the first of a bar
	first, count   int   // in the lane
	u0, u1         float32
	lo, hi         int64
	openLo, openHi bool
	tailEnd        float32 // in a dense lane: where the event's time ends
	importance     uint8

	// Free space beside the mark, and the end of all marks up to this one.
	left, right, tail float32
	// The label, if placed.
	label  *layout.Paragraph
	side   side
	l0, l1 float32
}

// row draws one row of a track, centred on y.
func (b *Builder) row(in *Input, l *lane, track int, y float32, colour color.NRGBA) {
	b.gather(in, l)
	b.findApart(in, l, track)
	b.place(in)
	for i := range b.marks {
		m := &b.marks[i]
		if m.u1 < -margin || m.u0 > b.plot+margin {
			continue
		}
		if m.kind == bar {
			b.drawBar(in, l, m, y, colour)
		} else {
			b.drawEvent(in, m, y, colour)
		}
		b.drawLabel(in, m, y)
		b.hit(in, m, track, y)
	}
	b.drawApart(in, track, y, colour)
	b.hidden(in, y)
}

// gather fills b.marks with what stands in a lane within the view and a margin.
func (b *Builder) gather(in *Input, l *lane) {
	b.marks = b.marks[:0]
	v, x := &in.View, in.Index
	from, _ := v.instant(-margin)
	to, _ := v.instant(float64(b.plot) + margin)
	closest := int64(math.Ceil(max(denseStep*v.scale, 1)))
	open := l.dense && b.gatherOpen(in, l)
	if open {
		from, _ = v.instant(0)
	}
	i := l.first(x, from)
	if i == len(l.events) {
		return
	}
	for i = l.prev(x, i, closest); i < len(l.events) && x.cols.Lo[l.events[i]] < to; {
		end := l.next(x, i+1, closest)
		b.marks = append(b.marks, b.measure(in, l, i, end))
		i = end
	}
	if open && len(b.marks) > 1 {
		m, next := &b.marks[0], &b.marks[1]
		m.u1 = min(m.u1, (next.u0+next.u1)/2+dotRadius)
		m.u0 = m.u1 - 2*dotRadius
	}
}

// gatherOpen adds the events of a dense lane that have no beginning: while they
// last, their mark stands at the reading edge.
func (b *Builder) gatherOpen(in *Input, l *lane) bool {
	x := in.Index
	if len(l.events) == 0 || x.cols.Lo[l.events[0]] != chrono.OpenLo {
		return false
	}
	m := b.measure(in, l, 0, l.startsFrom(x, 0, chrono.OpenLo+1))
	_, m.hi = x.Bounds(int(l.events[0])) // of equal beginnings the longest is first
	if in.View.along(m.hi) <= 0 {
		return false
	}
	m.u0, m.u1, m.tailEnd = 0, 2*dotRadius, 0
	b.marks = append(b.marks, m)
	return true
}

// measure returns the mark of the events [i, end) of a lane.
func (b *Builder) measure(in *Input, l *lane, i, end int) mark {
	x, e := in.Index, l.events[i]
	m := mark{event: e, first: i, count: end - i, importance: 3}
	m.lo, _ = x.Bounds(int(e))
	last := l.events[end-1]
	if _, m.hi = x.Bounds(int(last)); l.dense && m.count > 1 {
		m.hi = add(x.cols.Lo[last], 1) // of their beginnings
	}
	from, to := clampFar(in.View.along(m.lo)), clampFar(in.View.along(m.hi))
	m.openLo, m.openHi = m.lo == chrono.OpenLo, m.hi == chrono.OpenHi
	middle := (from + to) / 2
	switch {
	case m.count > 1:
		m.kind, m.u0, m.u1 = bar, min(from, middle-leastBar/2), max(to, middle+leastBar/2)
	case l.dense:
		m.kind, m.u0, m.u1, m.tailEnd = dot, from-dotRadius, from+dotRadius, to
	case to-from < pillHeight && sub(m.hi, m.lo) <= pointLike:
		m.kind, m.u0, m.u1 = dot, middle-dotRadius, middle+dotRadius
	default:
		m.kind, m.u0, m.u1 = pill, from, max(to, from+leastPill)
	}
	if m.count == 1 && int(e) < len(x.cols.Importance) {
		m.importance = x.cols.Importance[e]
	}
	return m
}

func clampFar(u float64) float32 { return float32(min(max(u, -far), far)) }

// anchor is where the mark's instant stands.
func (m *mark) anchor() float32 {
	if m.kind == pill {
		return m.u0
	}
	return (m.u0 + m.u1) / 2
}

// drawEvent draws a dot or a pill, and what shows that it is selected, pointed
// at or noted.
func (b *Builder) drawEvent(in *Input, m *mark, y float32, colour color.NRGBA) {
	b.drawMoment(in, m)
	list, v := &b.strip, &in.View
	if m.tailEnd > m.u1 {
		r := b.box(v, max(m.u0, -2*pillHeight)+dotRadius, min(m.tailEnd, b.plot+2*pillHeight), y+tailDrop, tailHeight)
		r.Radius, r.Fill = tailHeight/2, faded(colour, 0.3)
		list.Marks = append(list.Marks, r)
	}
	height, radius := float32(2*dotRadius), float32(dotRadius)
	if m.kind == pill {
		height, radius = pillHeight, pillHeight/2
		colour = pillColour(in, m, colour)
	}
	u0, u1 := max(m.u0, -2*pillHeight), min(m.u1, b.plot+2*pillHeight)
	if grow := haloOf(in, int(m.event)); grow > 0 {
		r := b.box(v, u0-grow, u1+grow, y-height/2-grow, height+2*grow)
		r.Radius, r.Fill = radius+grow, in.Theme.Selection
		list.Marks = append(list.Marks, r)
	}
	r := b.box(v, u0, u1, y-height/2, height)
	r.Radius, r.Fill = radius, colour
	start, end := b.fades(m, u0, u1)
	r.FadeLeft, r.FadeRight = start, end
	if v.rtl {
		r.FadeLeft, r.FadeRight = end, start
	}
	if m.left > m.u0 {
		// Marks that run into each other stay countable.
		r.Stroke, r.StrokeWidth = in.Theme.Panel, 1.5
	}
	list.Marks = append(list.Marks, r)
	if in.Noted != nil && in.Noted(int(m.event)) {
		b.drawNote(in, m, y)
	}
}

// fades returns over how many units the beginning and the end of an event fade:
// an open end fades out at the end of the view, or of the mark's start.
func (b *Builder) fades(m *mark, u0, u1 float32) (start, end float32) {
	most := min(float32(openFade), (u1-u0)*0.8)
	if m.openLo {
		start = most
	}
	if m.openHi {
		end = most
	}
	return start, end
}

// haloOf is how far the halo of an event stands out, 0 for none.
func haloOf(in *Input, event int) float32 {
	switch event {
	case in.Selected:
		return 6.5
	case in.Hovered:
		return 3.5
	}
	return 0
}

// drawNote marks an event that carries annotations: a small dot at its upper corner.
func (b *Builder) drawNote(in *Input, m *mark, y float32) {
	u := m.u1 - 1.5
	if m.kind == pill {
		u = min(max(m.u1-4, m.u0+4), max(b.plot-8, m.u0+4))
	}
	const radius = 3
	r := b.box(&in.View, u-radius, u+radius, y-6-radius, 2*radius)
	r.Radius, r.Fill = radius, in.Theme.Accent
	r.Stroke, r.StrokeWidth = in.Theme.Panel, 1.5
	b.strip.Marks = append(b.strip.Marks, r)
}

// pillColour is lighter than a dot's, as it covers more; below a title it is
// strong enough to read the title on.
func pillColour(in *Input, m *mark, colour color.NRGBA) color.NRGBA {
	if m.side == inside {
		return mix(colour, in.Theme.Ink, 0.85)
	}
	return mix(colour, in.Theme.Panel, 0.86)
}

// hit notes where a mark and its label can be pointed at.
func (b *Builder) hit(in *Input, m *mark, track int, y float32) {
	u0, u1 := m.u0, m.u1
	if m.label != nil && m.side != inside {
		u0, u1 = min(u0, m.l0), max(u1, m.l1)
	}
	h := Hit{Event: int(m.event), Count: m.count, Lo: m.lo, Hi: m.hi, Track: track}
	if m.count > 1 {
		h.Event = -1
	}
	whole, own := b.box(&in.View, u0, u1, y-rowHeight/2, rowHeight), b.box(&in.View, m.u0, m.u1, 0, 0)
	h.X0, h.X1, h.Y0, h.Y1 = whole.X, whole.X+whole.W, whole.Y, whole.Y+whole.H
	h.M0, h.M1 = own.X, own.X+own.W
	b.strip.Hits = append(b.strip.Hits, h)
}
