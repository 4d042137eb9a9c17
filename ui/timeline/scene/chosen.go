package scene

import (
	"image/color"
	"slices"

	"tarikh.org/tarikh/ui/bidi/layout"
)

// findApart notes the selected and the hovered event where they are merged into
// a bar of this lane: they are drawn over it.
func (b *Builder) findApart(in *Input, l *lane, track int) {
	b.apart = b.apart[:0]
	for _, e := range [2]int{in.Hovered, in.Selected} {
		if e < 0 || in.Index.Track(e) != track {
			continue
		}
		for i := range b.marks {
			m := &b.marks[i]
			if m.count == 1 || m.event > int32(e) {
				continue
			}
			if _, found := slices.BinarySearch(l.events[m.first:m.first+m.count], int32(e)); found {
				lo, hi := in.Index.Bounds(e)
				u := clampFar(in.View.along(l.placeOf(in.Index, int32(e))))
				b.apart = append(b.apart, mark{
					kind: dot, event: int32(e), count: 1, u0: u - dotRadius, u1: u + dotRadius,
					lo: lo, hi: hi, left: u, // it stands out of what is below it
				})
			}
		}
	}
}

// placeChosen gives an event its label: beside its mark if there is room, else
// over everything else, and then takes away the labels it would cover.
func (b *Builder) placeChosen(in *Input, event int) {
	if event < 0 {
		return
	}
	for i := range b.marks {
		if m := &b.marks[i]; m.count == 1 && int(m.event) == event {
			b.placeOne(in, i)
			b.call(in, m)
		}
	}
	for i := range b.apart {
		if m := &b.apart[i]; int(m.event) == event {
			b.call(in, m)
		}
	}
}

// call places a label over everything else, if its mark is in view and has none.
func (b *Builder) call(in *Input, m *mark) {
	if m.label != nil || m.u1 < 0 || m.u0 > b.plot {
		return
	}
	p := b.wordsFor(in, m, maxLabel)
	if p == nil {
		return
	}
	after, ahead := m.u1+pillGap, m.u0-pillGap-p.Width
	at := after
	if over := after+p.Width > b.plot-closeness; over || !b.unforced(after, after+p.Width) {
		at = max(ahead, closeness)
	}
	if !b.unforced(at, at+p.Width) {
		return
	}
	m.label, m.side, m.l0, m.l1 = p, called, at, at+p.Width
	b.force(interval{m.l0, m.l1})
}

// force keeps an extent of the row free of other labels.
func (b *Builder) force(f interval) {
	b.forced = append(b.forced, f)
	for i := range b.marks {
		m := &b.marks[i]
		if m.label != nil && m.side != called && m.l0 < f.u1+clearance && m.l1 > f.u0-clearance {
			m.label, m.side = nil, nowhere
			delete(b.sides, m.event)
		}
	}
}

func (b *Builder) unforced(u0, u1 float32) bool {
	for _, f := range b.forced {
		if u0 < f.u1+clearance && u1 > f.u0-clearance {
			return false
		}
	}
	return true
}

// drawApart draws the events that are picked out of their bars.
func (b *Builder) drawApart(in *Input, track int, y float32, colour color.NRGBA) {
	for i := range b.apart {
		m := &b.apart[i]
		if m.u1 < 0 || m.u0 > b.plot {
			continue
		}
		b.drawEvent(in, m, y, colour)
		b.drawLabel(in, m, y)
		m.count = 0 // the bar counts it
		b.hit(in, m, track, y)
	}
}

// drawMoment draws the dashed line through the strip at a selected mark.
func (b *Builder) drawMoment(in *Input, m *mark) {
	u := m.anchor()
	if int(m.event) != in.Selected || m.count > 1 || u < 0 || u > b.plot {
		return
	}
	x := float32(in.View.mirror(float64(u)))
	b.strip.Lines = append(b.strip.Lines, Line{
		X0: x, Y0: topPad / 2, X1: x, Y1: b.bottom, Width: 1, Dash: 3, Colour: faded(in.Theme.Accent, 0.7),
	})
}

// drawCallout draws a label on a ground of its own, over everything else.
func (b *Builder) drawCallout(in *Input, p *layout.Paragraph, u, y float32) {
	over := &b.strip.Over[calloutLayer]
	r := b.box(&in.View, u-5, u+p.Width+5, y-11, 22)
	r.Radius, r.Fill = 6, in.Theme.Panel
	r.Stroke, r.StrokeWidth = in.Theme.Line, 1
	over.Marks = append(over.Marks, r)
	over.Texts = append(over.Texts, b.text(&in.View, p, u, y, in.Theme.Ink))
}
