package scene

import (
	"image/color"
)

const (
	// softEnd is over how many units an end of an approximate date fades.
	softEnd = 14
	// outline is the width of the line around a hollow mark, bound that around a range.
	outline, bound = 2, 1.2
	// nowhereSure is the opacity of a mark of which no part is solid.
	nowhereSure = 0.8
	// longFlank is the longest stretch that is drawn as a slope, in units: of one
	// that is longer, so little is in view that it is even.
	longFlank = 1 << 13
	// certainHeight is that of the line below the certain part of a range that fades.
	certainHeight = 2
	// ringGap is from a dot to the ring around it where it is selected, frameGap from
	// a range to its frame; chosenLine is the width of both.
	ringGap, frameGap, chosenLine = 6, 3, 2
	// gripWidth and gripHeight are those of the handles of the selected event.
	gripWidth, gripHeight = 4, 10
	// noteRadius is that of the dot on an event with annotations.
	noteRadius = 3.8
)

// drawEvent draws a dot or a pill, and what shows that it is selected, pointed
// at or noted.
func (b *drawer) drawEvent(in *Input, m *mark, y float32, t tones) {
	list, v := &b.strip, &in.View
	sure := m.sure
	b.markMoment(in, m)
	if m.tailEnd > m.u1 {
		r := b.box(v, max(m.u0, -2*pillHeight)+m.radius, min(m.tailEnd, b.plot+2*pillHeight), y+tailDrop, tailHeight)
		r.Radius, r.Fill = tailHeight/2, faded(t.mark, 0.3)
		b.fade(v, &r, 0, openEnd(sure.OpenHi || m.openHi, r.W))
		list.Marks = append(list.Marks, r)
	}
	height, radius := 2*m.radius, m.radius
	if m.kind == pill {
		height, radius = pillHeight, pillRadius
	}
	b.drawStack(in, m, y, height, radius, t)
	b.glow(in, m, y, height, radius)
	b.halo(in, m, y, height, radius)
	if m.kind == pill {
		b.drawPill(in, m, y, t)
	} else {
		b.drawDot(in, m, y, t.mark)
	}
	if in.Noted != nil && in.Noted(int(m.event)) {
		b.drawNote(in, m, y)
	}
	b.drawDoubt(in, m, y)
}

// halo draws what is around the selected event, and more quietly around the one that
// is pointed at.
func (b *drawer) halo(in *Input, m *mark, y, height, radius float32) {
	event := int(m.event)
	if event != in.Selected && event != in.Hovered {
		return
	}
	grow := float32(ringGap)
	if m.kind == pill {
		grow = frameGap
	}
	r := b.box(&in.View, max(m.u0, -2*pillHeight)-grow, min(m.u1, b.plot+2*pillHeight)+grow, y-height/2-grow, height+2*grow)
	r.Radius, r.Fill = radius+grow, in.Theme.AccentSoft
	if event == in.Selected {
		r.Stroke, r.StrokeWidth = in.Theme.Accent, chosenLine
	}
	b.strip.Marks = append(b.strip.Marks, r)
	if event == in.Selected && in.Handles && m.count <= 1 {
		b.handles(in, m, y, grow)
	}
}

// handles draws what the selected event is moved and stretched by, at both its sides.
func (b *drawer) handles(in *Input, m *mark, y, grow float32) {
	for _, u := range [2]float32{m.u0 - grow, m.u1 + grow} {
		if u < 0 || u > b.plot {
			continue
		}
		r := b.box(&in.View, u-gripWidth/2, u+gripWidth/2, y-gripHeight/2, gripHeight)
		r.Radius, r.Fill = gripWidth/2, in.Theme.Accent
		b.strip.Marks = append(b.strip.Marks, r)
	}
}

// markMoment remembers the place of the selected event.
func (b *drawer) markMoment(in *Input, m *mark) {
	if int(m.event) != in.Selected || m.count > 1 {
		return
	}
	if u := m.anchor(); u >= 0 && u <= b.plot {
		b.moment = moment{set: true, u: u}
	}
	if m.kind == pill && m.u1 > 0 && m.u0 < b.plot {
		b.moment.from, b.moment.to = max(m.u0, 0), min(m.u1, b.plot)
	}
}

// drawDot draws a point in time in its shape; soft around a small core where it is
// approximate.
func (b *drawer) drawDot(in *Input, m *mark, y float32, colour color.NRGBA) {
	sure, middle, radius := m.sure, (m.u0+m.u1)/2, m.radius
	if sure.Approximate || sure.HasCore && sure.CoreLo >= sure.CoreHi {
		b.disc(in, middle, y, radius+2, faded(colour, 0.16))
		if m.shape == shapeDisc {
			b.disc(in, middle, y, radius, faded(colour, 0.3))
			radius = max(radius-2, 2)
		}
	}
	if m.hollow() || m.shape == shapeDiamond {
		b.drawShape(in, m, middle, y, colour)
		return
	}
	r := b.disc(in, middle, y, radius, colour)
	if m.left > m.u0 {
		// Marks that run into each other stay countable.
		r.Stroke, r.StrokeWidth = in.Theme.Panel, 1.5
	}
}

// disc draws a disc around u, which may be changed until the next mark is drawn.
func (b *drawer) disc(in *Input, u, y, radius float32, fill color.NRGBA) *Rect {
	r := b.box(&in.View, u-radius, u+radius, y-radius, 2*radius)
	r.Radius, r.Fill = radius, fill
	b.strip.Marks = append(b.strip.Marks, r)
	return &b.strip.Marks[len(b.strip.Marks)-1]
}

// drawPill draws a range: deep where it is important, else soft with an outline;
// fading from the earliest to the latest beginning and end, with a line below what
// is certain; with soft ends where it is approximate; hollow where its shape is.
func (b *drawer) drawPill(in *Input, m *mark, y float32, t tones) {
	u0, u1 := b.drawn(m)
	r := b.box(&in.View, u0, u1, y-pillHeight/2, pillHeight)
	r.Radius = min(pillRadius, (u1-u0)/2)
	b.fade(&in.View, &r, m.start, m.end)
	line := float32(bound)
	switch {
	case m.shape == shapeCrossed:
		r.Fill, r.Stroke, line = in.Theme.Panel, mix(t.mark, in.Theme.Panel, refutedShare), bound
	case m.hollow():
		r.Fill, r.Stroke, line = mix(t.mark, in.Theme.Panel, 0.06), t.mark, outline
	case m.importance >= landmark:
		r.Fill, line = t.deep, 0
		if m.left > m.u0 {
			r.Stroke, line = in.Theme.Panel, 1.5
		}
	default:
		r.Fill, r.Stroke = t.soft, t.mark
	}
	if fades := m.start > 0 || m.end > 0; fades && m.importance < landmark && !m.hollow() {
		r.Stroke, line = color.NRGBA{}, 0 // a line that fades looks torn
	}
	if line > 0 {
		r.X, r.Y, r.W, r.H = r.X+line/2, r.Y+line/2, max(r.W-line, 0.1), r.H-line
		r.StrokeWidth = line
	}
	r.Fill, r.Stroke = faded(r.Fill, m.share), faded(r.Stroke, m.share)
	b.strip.Marks = append(b.strip.Marks, r)
	b.drawCertain(in, m, y, t)
	b.drawSpanShape(in, m, y, t)
}

// drawCertain draws the line below the part of a range that is certain, where the
// rest fades.
func (b *drawer) drawCertain(in *Input, m *mark, y float32, t tones) {
	if !m.sure.HasCore || m.sure.CoreLo >= m.sure.CoreHi || m.hollow() || m.importance >= landmark {
		return
	}
	u0, u1 := clampFar(in.View.along(m.sure.CoreLo)), clampFar(in.View.along(m.sure.CoreHi))
	if u0, u1 = max(u0, m.u0, -2*pillHeight), min(u1, m.u1, b.plot+2*pillHeight); u1 <= u0 {
		return
	}
	r := b.box(&in.View, u0, u1, y+pillHeight/2-certainHeight, certainHeight)
	r.Radius, r.Fill = certainHeight/2, t.mark
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
	if m.openLo {
		u0 = max(u0, 0)
	}
	if m.openHi {
		u1 = min(u1, b.plot)
	}
	return u0, u1
}

// drawNote marks an event that carries annotations: a small dot at its upper corner.
func (b *drawer) drawNote(in *Input, m *mark, y float32) {
	u, up := m.u1-1, m.radius
	if m.kind == pill {
		u, up = min(max(m.u1-3, m.u0+4), max(b.plot-8, m.u0+4)), pillHeight/2-1
	}
	r := b.box(&in.View, u-noteRadius, u+noteRadius, y-up-noteRadius, 2*noteRadius)
	r.Radius, r.Fill = noteRadius, in.Theme.Accent
	r.Stroke, r.StrokeWidth = in.Theme.Panel, 1.5
	b.strip.Marks = append(b.strip.Marks, r)
}
