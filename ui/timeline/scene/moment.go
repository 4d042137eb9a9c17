package scene

import (
	"cmp"
	"slices"
)

const (
	// labelAbove is how far above and below its middle a label keeps lines away,
	// labelBeside how far before and after it.
	labelAbove, labelBeside = 9, 4
)

// moments draws the lines that go through all tracks: today's, and a dashed one
// at the selected event. They stop short of words, as a river does on a map.
func (b *Builder) moments(in *Input) {
	if b.moment.set {
		b.upright(in, b.moment.u, Line{Y0: topPad / 2, Dash: 3, Colour: faded(in.Theme.Accent, 0.7)})
	}
	u := float32(in.View.along(in.Today))
	if !in.HasToday || in.Locale == nil || !(u >= 0 && u <= b.plot) {
		return
	}
	b.upright(in, u, Line{Y0: topPad, Colour: in.Theme.Today})

	p := b.words.word(in.Locale.Today(), countStyle, 0)
	at := min(max(u-p.Width/2, closeness), b.plot-closeness-p.Width)
	over := &b.strip.Over[headLayer]
	r := b.box(&in.View, at-4, at+p.Width+4, 1, 15)
	r.Radius, r.Fill = 4, in.Theme.Panel
	over.Marks = append(over.Marks, r)
	over.Texts = append(over.Texts, b.text(&in.View, p, at, 8, in.Theme.Today))
}

// upright draws a line like l from its Y0 down to the scale, u along the time
// axis, with gaps where words are.
func (b *Builder) upright(in *Input, u float32, l Line) {
	b.gaps = b.gaps[:0]
	for _, s := range b.labels {
		if s.u0-labelBeside < u && u < s.u1+labelBeside {
			b.gaps = append(b.gaps, interval{s.y - labelAbove, s.y + labelAbove})
		}
	}
	slices.SortFunc(b.gaps, func(g, h interval) int { return cmp.Compare(g.u0, h.u0) })
	l.Width = 1
	l.X0 = float32(in.View.mirror(float64(u)))
	l.X1 = l.X0
	for _, g := range b.gaps {
		if l.Y1 = min(g.u0, b.bottom); l.Y1 > l.Y0 {
			b.strip.Lines = append(b.strip.Lines, l)
		}
		l.Y0 = max(l.Y0, g.u1)
	}
	if l.Y1 = b.bottom; l.Y1 > l.Y0 {
		b.strip.Lines = append(b.strip.Lines, l)
	}
}

// head covers what slides below the top and the corner beside the scale, when the
// tracks are scrolled and the view moves. In the corner is the zone of the scale.
func (b *Builder) head(in *Input) {
	over, w := &b.strip.Over[headLayer], b.strip.W
	if width := float32(in.View.gutter); width > 0 {
		b.coverGutter(in, over, b.bottom, in.Height-b.bottom)
		if room := width - nameStart - nameSpace; room > leastLabel && in.Zone != "" {
			p := b.words.word(in.Zone, tickStyle, uint16(room))
			over.Texts = append(over.Texts, b.text(&in.View, p, nameStart-width, b.bottom+parentY, in.Theme.Muted))
		}
	}
	if b.strip.ContentHeight-in.Height < 0.5 || b.bottom <= 0 {
		return
	}
	line := Line{X1: w, Y0: b.bottom, Y1: b.bottom, Width: 1, Colour: in.Theme.Line}
	over.Lines = append(over.Lines, line)
	if b.scroll > 0 {
		over.Bands = append(over.Bands, Rect{W: w, H: topPad, Fill: in.Theme.Panel})
		line.Y0, line.Y1 = topPad, topPad
		over.Lines = append(over.Lines, line)
	}
}
