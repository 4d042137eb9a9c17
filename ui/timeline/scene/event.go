package scene

import (
	"image/color"

	"tarikh.org/tarikh/data/dates"
)

// Certainty says how sure the date of an event is, in the terms of EDTF. The
// zero Certainty is that of a sure date.
type Certainty struct {
	Approximate bool // "~": the ends of its mark are soft
	Uncertain   bool // "?": its mark is hollow
	// OpenLo and OpenHi say that the beginning or the end is open or not known: it
	// fades out. Infinite bounds are open without saying so.
	OpenLo, OpenHi bool
	// HasCore: the date begins at the earliest at its Lo and at the latest at
	// CoreLo; it ends at the earliest at CoreHi and at the latest at its Hi. What
	// lies between is solid, the rest fades; with CoreLo >= CoreHi nothing is solid.
	HasCore        bool
	CoreLo, CoreHi int64
}

// CertaintyOf returns how sure a date is.
func CertaintyOf(d dates.Date) Certainty {
	lo, hi, doubts := d.Core()
	if doubts == 0 {
		return Certainty{}
	}
	const opened, ended = dates.DoubtOpenStart | dates.DoubtUnknownStart, dates.DoubtOpenEnd | dates.DoubtUnknownEnd
	return Certainty{
		Approximate: doubts&dates.DoubtApproximate != 0, Uncertain: doubts&dates.DoubtUncertain != 0,
		OpenLo: doubts&opened != 0, OpenHi: doubts&ended != 0,
		HasCore: doubts&(dates.DoubtApproximate|dates.DoubtUnspecified|dates.DoubtOneOf) != 0, CoreLo: lo, CoreHi: hi,
	}
}

const (
	// softEnd is over how many units an end of an approximate date fades.
	softEnd = 14
	// outline is the width of the line around a hollow mark.
	outline = 1.75
	// nowhereSure is the opacity of a mark of which no part is solid.
	nowhereSure = 0.8
	// longFlank is the longest stretch that is drawn as a slope, in units: of one
	// that is longer, so little is in view that it is even.
	longFlank = 1 << 13
)

// drawEvent draws a dot or a pill, and what shows that it is selected, pointed
// at or noted.
func (b *Builder) drawEvent(in *Input, m *mark, y float32, t tones) {
	list, v := &b.strip, &in.View
	sure, colour := m.sure, t.mark
	b.markMoment(in, m)
	if m.tailEnd > m.u1 {
		r := b.box(v, max(m.u0, -2*pillHeight)+dotRadius, min(m.tailEnd, b.plot+2*pillHeight), y+tailDrop, tailHeight)
		r.Radius, r.Fill = tailHeight/2, faded(colour, 0.3)
		b.fade(v, &r, 0, openEnd(sure.OpenHi || m.openHi, r.W))
		list.Marks = append(list.Marks, r)
	}
	height, radius := float32(2*dotRadius), float32(dotRadius)
	if m.kind == pill {
		height, radius = pillHeight, pillHeight/2
	}
	b.glow(in, m, y, height, radius)
	if grow := haloOf(in, int(m.event)); grow > 0 {
		r := b.box(v, max(m.u0, -2*pillHeight)-grow, min(m.u1, b.plot+2*pillHeight)+grow, y-height/2-grow, height+2*grow)
		r.Radius, r.Fill = radius+grow, in.Theme.Selection
		list.Marks = append(list.Marks, r)
	}
	if m.kind == pill {
		b.drawPill(in, m, y, t)
	} else {
		b.drawDot(in, m, y, colour)
	}
	if in.Noted != nil && in.Noted(int(m.event)) {
		b.drawNote(in, m, y)
	}
}

// drawDot draws a point in time: a disc; soft around a small core where it is
// approximate, a ring where it is uncertain.
func (b *Builder) drawDot(in *Input, m *mark, y float32, colour color.NRGBA) {
	list, sure := &b.strip, m.sure
	disc := func(radius float32, fill color.NRGBA) *Rect {
		middle := (m.u0 + m.u1) / 2
		r := b.box(&in.View, middle-radius, middle+radius, y-radius, 2*radius)
		r.Radius, r.Fill = radius, fill
		list.Marks = append(list.Marks, r)
		return &list.Marks[len(list.Marks)-1]
	}
	radius := float32(dotRadius)
	if sure.Approximate || sure.HasCore && sure.CoreLo >= sure.CoreHi {
		disc(dotRadius+2, faded(colour, 0.16))
		disc(dotRadius, faded(colour, 0.3))
		radius = dotRadius - 2
	}
	if sure.Uncertain {
		r := disc(radius-outline/2, in.Theme.Panel)
		r.Stroke, r.StrokeWidth = colour, outline
		return
	}
	r := disc(radius, colour)
	if m.left > m.u0 {
		// Marks that run into each other stay countable.
		r.Stroke, r.StrokeWidth = in.Theme.Panel, 1.5
	}
}

// drawPill draws a range: fading from the earliest to the latest beginning and
// end, with soft ends where it is approximate, hollow where it is uncertain.
func (b *Builder) drawPill(in *Input, m *mark, y float32, t tones) {
	u0, u1 := b.drawn(m)
	r := b.box(&in.View, u0, u1, y-pillHeight/2, pillHeight)
	r.Radius, r.Fill = pillHeight/2, faded(t.pill(m), m.share)
	b.fade(&in.View, &r, m.start, m.end)
	switch {
	case m.sure.Uncertain:
		r.X, r.Y, r.W, r.H = r.X+outline/2, r.Y+outline/2, r.W-outline, r.H-outline
		r.Radius -= outline / 2
		r.Fill = faded(mix(t.mark, in.Theme.Panel, 0.13), m.share)
		r.Stroke, r.StrokeWidth = faded(t.mark, m.share), outline
	case m.left > m.u0:
		r.Stroke, r.StrokeWidth = in.Theme.Panel, 1.5
	}
	b.strip.Marks = append(b.strip.Marks, r)
}

// drawn is the extent in which a range is drawn: all of it where its own ends
// fade, else what is in view and a bit more. An end at infinity fades in view.
func (b *Builder) drawn(m *mark) (u0, u1 float32) {
	u0, u1 = m.u0, m.u1
	if m.start == 0 || m.openLo {
		u0 = max(u0, -2*pillHeight)
	}
	if m.end == 0 || m.openHi {
		u1 = min(u1, b.plot+2*pillHeight)
	}
	return u0, u1
}

// soften works out how the ends of a range fade.
func (b *Builder) soften(v *Viewport, m *mark) {
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
func (b *Builder) flanks(v *Viewport, m *mark) {
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

// fade lets the beginning and the end of a rectangle fade.
func (b *Builder) fade(v *Viewport, r *Rect, start, end float32) {
	r.FadeLeft, r.FadeRight = start, end
	if v.rtl {
		r.FadeLeft, r.FadeRight = end, start
	}
}
