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

// Measures of the flag with the selected event's date, in units.
const (
	flagSide, flagHeight, flagRadius = 10, 20, 5
	momentLine                       = 1.5
)

// moments draws the lines that go through all tracks: today's, and that of the
// selected event with its date on the scale, over the time it takes. They stop short
// of words, as a river does on a map.
func (b *Builder) moments(in *Input) {
	if m := b.moment; m.to > m.from {
		band := b.box(&in.View, m.from, m.to, b.top, b.bottom-b.top)
		band.Fill = faded(in.Theme.Accent, 0.07)
		b.strip.Bands = append(b.strip.Bands, band)
	}
	b.flag(in)
	b.today(in)
	if b.moment.set {
		b.upright(in, b.moment.u, Line{Y0: b.top, Width: momentLine, Colour: in.Theme.Accent})
	}
}

// today draws the line of the present, with its name on the scale.
func (b *Builder) today(in *Input) {
	u := float32(in.View.along(in.Today))
	if !in.HasToday || in.Locale == nil || b.top < b.line+axisHeight || !(u >= 0 && u <= b.plot) {
		return
	}
	b.upright(in, u, Line{Y0: b.top, Width: 1, Colour: in.Theme.Today})
	p := b.words.word(in.Locale.Today(), countStyle, 0)
	at := min(max(u-p.Width/2, closeness), b.plot-closeness-p.Width)
	if !b.scale.free(at, at+p.Width) {
		return // the flag is there
	}
	b.scale.take(at, at+p.Width)
	over := &b.strip.Over[headLayer]
	r := b.box(&in.View, at-5, at+p.Width+5, b.line+3, axisHeight-6)
	r.Radius, r.Fill = 4, in.Theme.Panel
	over.Marks = append(over.Marks, r)
	over.Texts = append(over.Texts, b.text(&in.View, p, at, b.line+tickY, in.Theme.Today))
}

// flag writes the date of the selected event on the scale.
func (b *Builder) flag(in *Input) {
	u := b.moment.u
	if !b.moment.set {
		if b.moment.to <= b.moment.from {
			return
		}
		u = b.moment.from // of a range that began before the view
	}
	if in.SelectedDate == "" || b.top < b.line+axisHeight {
		return
	}
	p := b.words.word(in.SelectedDate, parentStyle, 0)
	w := p.Width + 2*flagSide
	at := min(max(u-w/2, closeness), max(b.plot-closeness-w, closeness))
	b.scale.take(at, at+w)
	over := &b.strip.Over[headLayer]
	r := b.box(&in.View, at, at+w, b.line+(axisHeight-flagHeight)/2, flagHeight)
	r.Radius, r.Fill = flagRadius, in.Theme.Accent
	over.Marks = append(over.Marks, r)
	if b.moment.set {
		x := float32(in.View.mirror(float64(u)))
		over.Lines = append(over.Lines, Line{X0: x, X1: x, Y0: r.Y + r.H, Y1: b.top, Width: momentLine, Colour: in.Theme.Accent})
	}
	over.Texts = append(over.Texts, b.text(&in.View, p, at+flagSide, b.line+tickY, in.Theme.OnAccent))
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

// head covers the corner beside the scale, over which marks slide when the view moves.
func (b *Builder) head(in *Input) {
	if width := float32(in.View.gutter); width > 0 && b.top > 1 {
		cover := b.box(&in.View, -width, 0, 0, b.top-0.5)
		cover.Fill = in.Theme.Panel
		over := &b.strip.Over[headLayer]
		over.Bands = append(over.Bands, cover)
	}
}
