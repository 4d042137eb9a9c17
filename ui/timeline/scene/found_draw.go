package scene

import (
	"image/color"
	"math"
)

// drawFound draws a proposal with its number and its label.
func (b *Builder) drawFound(in *Input, s stacked, m *found, t tones) {
	u0, u1 := m.extent()
	y := s.y + (float32(m.row)+0.5)*rowHeight
	selected := m.event == in.Selected
	if selected {
		b.foundMoment(m)
	}
	if u1 < -margin || u0 > b.plot+margin || y < b.top-rowHeight || y > b.bottom+rowHeight {
		return
	}
	mark := in.Found.Marks[m.event]
	switch {
	case mark.State == FoundDismissed && !selected:
		b.cross(in, (m.u0+m.u1)/2, y)
	case m.span:
		b.foundSpan(in, m, y, t, mark, selected)
	default:
		b.foundDisc(in, m.event, (m.u0+m.u1)/2, y, t, mark, selected)
	}
	switch {
	case selected:
		b.foundCallout(in, m, y)
	case m.label != nil && m.said:
		b.strip.Texts = append(b.strip.Texts, b.text(&in.View, m.label, m.l0, y, in.Theme.Ink))
		b.labels = append(b.labels, drawnLabel{interval{m.l0, m.l1}, y})
	}
	lo, hi := in.Index.Bounds(m.event)
	whole, own := b.box(&in.View, u0, u1, y-rowHeight/2, rowHeight), b.box(&in.View, m.u0, m.u1, 0, 0)
	b.strip.Hits = append(b.strip.Hits, Hit{
		X0: whole.X, X1: whole.X + whole.W, Y0: whole.Y, Y1: whole.Y + whole.H, M0: own.X, M1: own.X + own.W,
		Event: m.event, Count: 1, Lo: lo, Hi: hi, Track: s.track,
	})
}

// foundCallout writes the title of the proposal that is shown, over everything else.
func (b *Builder) foundCallout(in *Input, m *found, y float32) {
	if in.Titles == nil {
		return
	}
	title, ok := in.Titles(m.event)
	if !ok || title == "" {
		return
	}
	p := b.words.word(title, labelStyle.strong(), maxLabel)
	u := m.u1 + dotGap
	switch ahead := m.u0 - dotGap - p.Width; {
	case m.label != nil && m.l0 >= m.u0:
		u = m.l0
	case (m.label != nil || u+p.Width > b.plot-closeness) && ahead >= closeness:
		u = ahead
	}
	over := &b.strip.Over[calloutLayer]
	r := b.box(&in.View, u-2, u+p.Width+4, y-10, 20)
	r.Radius, r.Fill = 4, in.Theme.Panel
	if u < m.u0 || u > m.u1 { // within a span its ground is the span's
		over.Marks = append(over.Marks, r)
	}
	over.Texts = append(over.Texts, b.text(&in.View, p, u, y, in.Theme.Ink))
	b.labels = append(b.labels, drawnLabel{interval{u, u + p.Width}, y})
}

// foundMoment remembers the place of the proposal that is shown.
func (b *Builder) foundMoment(m *found) {
	u := (m.u0 + m.u1) / 2
	if m.span {
		u = m.u0
		b.moment.from, b.moment.to = max(m.u0, 0), min(m.u1, b.plot)
	}
	if u >= 0 && u <= b.plot {
		b.moment.set, b.moment.u = true, u
	}
}

// foundDisc draws a ring with the number of a proposal: dashed while it is to be decided
// on, filled where it is accepted or shown.
func (b *Builder) foundDisc(in *Input, event int, u, y float32, t tones, mark FoundMark, selected bool) {
	r := b.box(&in.View, u-foundRadius, u+foundRadius, y-foundRadius, 2*foundRadius)
	r.Radius, r.Fill = foundRadius, in.Theme.Panel
	ink, part := in.Theme.Ink, float32(1)
	if in.Filled != nil && mark.State == FoundAccepted {
		part = in.Filled(event)
	}
	switch {
	case selected:
		r.Fill, ink = in.Theme.Accent, in.Theme.OnAccent
	case mark.State == FoundAccepted && part == 1:
		r.Fill, ink = t.deep, in.Theme.OnDeep
	}
	b.strip.Marks = append(b.strip.Marks, r)
	if !selected && mark.State == FoundAccepted && part < 1 {
		fill := b.box(&in.View, u-foundRadius*part, u+foundRadius*part, y-foundRadius*part, 2*foundRadius*part)
		fill.Radius, fill.Fill = foundRadius*part, t.deep
		b.strip.Marks = append(b.strip.Marks, fill)
	}
	if !selected && (mark.State == FoundOpen || part < 1) {
		b.dashArc(r.X+foundRadius, r.Y+foundRadius, foundRadius-foundStroke/2, 0, 2*math.Pi, t.mark)
	}
	b.number(in, u, y, mark.Number, ink)
}

// number writes the number of a proposal around u.
func (b *Builder) number(in *Input, u, y float32, n int, ink color.NRGBA) {
	p := b.words.count(n)
	b.strip.Texts = append(b.strip.Texts, b.text(&in.View, p, u-p.Width/2, y, ink))
}

// foundSpan draws a proposal that lasts, with its number at its beginning, or where it
// comes into view.
func (b *Builder) foundSpan(in *Input, m *found, y float32, t tones, mark FoundMark, selected bool) {
	u0, u1 := max(m.u0, -2*pillHeight), min(m.u1, b.plot+2*pillHeight)
	r := b.box(&in.View, u0, u1, y-foundRadius, 2*foundRadius)
	r.Radius, r.Fill = foundRadius, in.Theme.Panel
	at := min(max(m.u0+foundRadius, foundRadius+closeness), m.u1-foundRadius)
	switch {
	case selected:
		r.Fill, r.Stroke, r.StrokeWidth = in.Theme.AccentSoft, in.Theme.Accent, chosenLine
	case mark.State == FoundAccepted:
		r.Fill = t.soft
	}
	b.strip.Marks = append(b.strip.Marks, r)
	if !selected && mark.State == FoundOpen {
		b.dashBox(r, t.mark)
	}
	b.foundDisc(in, m.event, at, y, t, mark, selected)
}

// dashBox draws a dashed outline with round ends within a box.
func (b *Builder) dashBox(r Rect, c color.NRGBA) {
	const in = foundStroke / 2
	radius := foundRadius - float32(in)
	y := r.Y + foundRadius
	b.dashArc(r.X+foundRadius, y, radius, math.Pi/2, 3*math.Pi/2, c)
	b.dashArc(r.X+r.W-foundRadius, y, radius, -math.Pi/2, math.Pi/2, c)
	for x, end := r.X+foundRadius, r.X+r.W-foundRadius; x < end; x += dashLength + dashGap {
		for _, y := range [2]float32{r.Y, r.Y + r.H - foundStroke} {
			b.strip.Marks = append(b.strip.Marks, Rect{X: x, Y: y, W: min(dashLength, end-x), H: foundStroke, Radius: foundStroke / 2, Fill: c})
		}
	}
}

// dashArc draws dashes on a part of a circle, from an angle to another.
func (b *Builder) dashArc(x, y, radius float32, from, to float64, c color.NRGBA) {
	const step = 1 // between the dots that a dash is made of
	length := float64(radius) * (to - from)
	dashes := max(math.Round(length/(dashLength+dashGap)), 1)
	for i := range int(dashes) {
		for along := 0.0; along <= dashLength-foundStroke; along += step * 0.85 {
			a := from + (float64(i)/dashes)*(to-from) + (along+dashGap/2+foundStroke/2)/float64(radius)
			dx, dy := float32(math.Cos(a))*radius, float32(math.Sin(a))*radius
			b.strip.Marks = append(b.strip.Marks, Rect{
				X: x + dx - foundStroke/2, Y: y + dy - foundStroke/2, W: foundStroke, H: foundStroke, Radius: foundStroke / 2, Fill: c,
			})
		}
	}
}

// cross marks a proposal that is dismissed.
func (b *Builder) cross(in *Input, u, y float32) {
	const dot, step = 1.4, 0.7
	x := float32(in.View.mirror(float64(u)))
	for d := float32(-crossSize); d <= crossSize; d += step {
		for _, dy := range [2]float32{d, -d} {
			b.strip.Marks = append(b.strip.Marks, Rect{X: x + d - dot/2, Y: y + dy - dot/2, W: dot, H: dot, Radius: dot / 2, Fill: in.Theme.Muted})
		}
	}
}

// ownLanes is how many rows of a track's own events are looked at for its ticks.
const ownLanes = 8

// drawOwn draws the events that the library has as faint ticks at the foot of a lane.
func (b *Builder) drawOwn(in *Input, s stacked, t tones) {
	own := in.Found.Own
	y := s.y + float32(s.rows)*rowHeight + trackPad - ownFoot
	if own == nil || s.track >= len(own.tracks) || y < b.top || y > b.bottom {
		return
	}
	from, _ := in.View.instant(0)
	to, _ := in.View.instant(float64(b.plot))
	closest := int64(math.Ceil(max(denseStep*in.View.scale, 1)))
	lanes := own.tracks[s.track]
	for i := range lanes[:min(len(lanes), ownLanes)] {
		l := &lanes[i]
		for at := l.first(own, from); at < len(l.events) && own.cols.Lo[l.events[at]] < to; at = l.next(own, at+1, closest) {
			lo, hi := own.Bounds(int(l.events[at]))
			u0, u1 := clampFar(in.View.along(lo)), clampFar(in.View.along(hi))
			height, radius := float32(ownHeight), float32(ownHeight)/2
			if middle := (u0 + u1) / 2; u1-u0 < 3*ownRadius {
				u0, u1, height, radius = middle-ownRadius, middle+ownRadius, 2*ownRadius, ownRadius
			}
			r := b.box(&in.View, max(u0, -margin), min(u1, b.plot+margin), y-height/2, height)
			r.Radius, r.Fill = radius, faded(t.mark, 0.45)
			b.strip.Marks = append(b.strip.Marks, r)
		}
	}
}
