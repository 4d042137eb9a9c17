package scene

import (
	"math"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text/layout"
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
	sure           Certainty
	start, end     float32 // of a range: over how much its ends fade
	share          float32 // and its opacity elsewhere

	// Free space beside the mark, and the end of all marks up to this one.
	left, right, tail float32
	// The label, if placed.
	label  *layout.Paragraph
	side   side
	l0, l1 float32
	off    float32 // down to the row that the label stands in, 0 for its own
}

// row is one row of a track in the picture.
type row struct {
	lane   *lane
	track  int
	from   int // the rows of the track that it stands for, up to the next field
	to     int
	y      float32 // its middle
	marks  []mark  // in order of time
	apart  []mark  // events picked out of bars
	order  []int32 // marks that may have a label, the first choice first
	forced []interval

	// What is free for labels of neighbouring rows, the widest stretch of it, and
	// the marks whose labels stand here; see lead.
	free     []interval
	widest   float32
	visitors []guest
}

// track draws the rows of a track that are in view: all are placed, then drawn,
// as a label that finds no room may stand in a neighbouring row.
func (b *Builder) track(in *Input, s stacked) {
	b.lines = b.lines[:0]
	lanes := in.Index.tracks[s.track]
	for i := range s.rows {
		y := s.y + (float32(i)+0.5)*rowHeight
		if y < topPad-rowHeight/2 || y > b.bottom+rowHeight/2 {
			continue
		}
		switch {
		case s.folded && i == s.rows-1:
			b.addRow(in, &b.folds.lanes[s.track], s.track, i, len(lanes), y)
		case i < len(lanes):
			b.addRow(in, &lanes[i], s.track, i, i+1, y)
		}
	}
	b.lead(in)
	for i := range b.lines {
		b.placeChosen(in, &b.lines[i], in.Hovered)
	}
	t := b.tonesOf(in, s.track)
	for i := range b.lines {
		b.drawRow(in, &b.lines[i], s.track, t)
	}
}

// addRow gathers and labels one more row, which stands for the rows [from, to) of
// its track.
func (b *Builder) addRow(in *Input, l *lane, track, from, to int, y float32) {
	if n := len(b.lines); n < cap(b.lines) {
		b.lines = b.lines[:n+1] // with the memory it had
	} else {
		b.lines = append(b.lines, row{})
	}
	r := &b.lines[len(b.lines)-1]
	r.lane, r.track, r.from, r.to, r.y, r.visitors = l, track, from, to, y, r.visitors[:0]
	b.gather(in, r)
	b.findApart(in, r, track)
	b.place(in, r)
}

func (b *Builder) drawRow(in *Input, r *row, track int, t tones) {
	for i := range r.marks {
		m := &r.marks[i]
		if m.u1 < -margin || m.u0 > b.plot+margin {
			continue
		}
		tones := t
		if in.Lit != nil && (m.kind == bar || !in.lit(int(m.event))) {
			tones = t.dim(in.Theme.Panel)
		}
		b.drawLeader(in, r, m, tones.mark)
		if m.kind == bar {
			b.drawBar(in, r.lane, m, r.y, tones.mark)
			b.drawLitIn(in, r, m, in.Theme.Lit)
		} else {
			b.drawEvent(in, m, r.y, tones)
		}
		b.drawLabel(in, m, r.y)
		b.hit(in, r, m, track)
	}
	b.drawApart(in, r, track, t)
	b.hidden(in, r)
}

// gather fills the marks of a row with what stands in a lane within the view and a margin.
func (b *Builder) gather(in *Input, r *row) {
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
// last, their mark stands at the reading edge.
func (b *Builder) gatherOpen(in *Input, r *row) bool {
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
func (b *Builder) measure(in *Input, l *lane, i, end int) mark {
	x, e := in.Index, l.events[i]
	m := mark{event: e, first: i, count: end - i, importance: 3}
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
		m.kind, m.u0, m.u1, m.tailEnd = dot, from-dotRadius, from+dotRadius, to
	case to-from < pillHeight && sub(m.hi, m.lo) <= pointLike:
		m.kind, m.u0, m.u1 = dot, middle-dotRadius, middle+dotRadius
	default:
		m.kind, m.u0, m.u1 = pill, from, max(to, from+leastPill)
	}
	if m.count == 1 && int(e) < len(x.cols.Importance) {
		m.importance = x.cols.Importance[e]
	}
	if m.count == 1 && in.Lit != nil && in.Lit.Has(int(e)) {
		m.importance += litImportance
	}
	if m.count == 1 && in.Certainty != nil {
		m.sure = in.Certainty(int(e))
	}
	if m.kind == pill {
		b.soften(&in.View, &m)
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

// hit notes where a mark and its label can be pointed at.
func (b *Builder) hit(in *Input, r *row, m *mark, track int) {
	u0, u1 := m.u0, m.u1
	if m.label != nil && m.side != inside && m.side != led {
		u0, u1 = min(u0, m.l0), max(u1, m.l1)
	}
	h := Hit{Event: int(m.event), Count: m.count, Lo: m.lo, Hi: m.hi, Track: track, lane: r.lane, first: m.first}
	if m.count > 1 {
		h.Event = -1
	}
	whole, own := b.box(&in.View, u0, u1, r.y-rowHeight/2, rowHeight), b.box(&in.View, m.u0, m.u1, 0, 0)
	h.X0, h.X1, h.Y0, h.Y1 = whole.X, whole.X+whole.W, whole.Y, whole.Y+whole.H
	h.M0, h.M1 = own.X, own.X+own.W
	b.strip.Hits = append(b.strip.Hits, h)
	if m.label != nil && m.side == led {
		words := b.box(&in.View, m.l0, m.l1, r.y+m.off-rowHeight/2, rowHeight)
		h.X0, h.X1, h.Y0, h.Y1 = words.X, words.X+words.W, words.Y, words.Y+words.H
		h.M0, h.M1, h.Count = h.X0, h.X1, 0 // counted at its mark
		b.strip.Hits = append(b.strip.Hits, h)
	}
}
