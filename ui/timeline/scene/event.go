package scene

import (
	"image/color"
)

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
func (b *drawer) drawEvent(in *Input, m *mark, y float32, t tones) {
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
	b.drawDoubt(in, m, y)
}

// markMoment remembers the place of the selected event.
func (b *drawer) markMoment(in *Input, m *mark) {
	if u := m.anchor(); int(m.event) == in.Selected && m.count <= 1 && u >= 0 && u <= b.plot {
		b.moment = moment{true, u}
	}
}

// drawDot draws a point in time: a disc; soft around a small core where it is
// approximate, a ring where it is uncertain.
func (b *drawer) drawDot(in *Input, m *mark, y float32, colour color.NRGBA) {
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
func (b *drawer) drawPill(in *Input, m *mark, y float32, t tones) {
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
func (b *drawer) drawn(m *mark) (u0, u1 float32) {
	u0, u1 = m.u0, m.u1
	if m.start == 0 || m.openLo {
		u0 = max(u0, -2*pillHeight)
	}
	if m.end == 0 || m.openHi {
		u1 = min(u1, b.plot+2*pillHeight)
	}
	return u0, u1
}

// drawNote marks an event that carries annotations: a small dot at its upper corner.
func (b *drawer) drawNote(in *Input, m *mark, y float32) {
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
