package scene

import (
	"image/color"
	"math"
)

const (
	// A bar wider than this shows how its events are spread, in columns from
	// leastColumn to twice that wide.
	columnsFrom = 24
	leastColumn = 4
	// column heights, for an empty-but-for-one and a full column.
	lowColumn, highColumn = 3, barHeight - 3
	// roundEnd is how far columns stay off the rounded ends of their bar.
	roundEnd = 4
)

// drawBar draws a bar of several events. A wide one shows their density in
// columns that are on whole powers of two of seconds: they neither move while
// the view pans nor flicker while it zooms.
func (b *drawer) drawBar(in *Input, l *lane, m *mark, y float32, colour color.NRGBA) {
	list, v := &b.strip, &in.View
	u0, u1 := max(m.u0, -2*pillHeight), min(m.u1, b.plot+2*pillHeight)
	r := b.box(v, u0, u1, y-barHeight/2, barHeight)
	r.Radius = min(barRadius, (m.u1-m.u0)/2)
	if u1-u0 < columnsFrom && m.u1-m.u0 < columnsFrom {
		r.Fill = mix(colour, in.Theme.Panel, 0.5)
		list.Marks = append(list.Marks, r)
		return
	}
	r.Fill = mix(colour, in.Theme.Panel, 0.22)
	list.Marks = append(list.Marks, r)
	b.drawColumns(in, l, m, y, mix(colour, in.Theme.Panel, 0.8))
}

func (b *drawer) drawColumns(in *Input, l *lane, m *mark, y float32, colour color.NRGBA) {
	list, v, x := &b.strip, &in.View, in.Index
	width := int64(1)
	for float64(width) < leastColumn*v.scale {
		width *= 2
	}
	whole := float64(sub(m.hi, m.lo)) / float64(width)
	mean := float64(m.count) / max(whole, 1)
	from, _ := v.instant(-pillHeight)
	from = max(from, m.lo)
	t := floorDiv(from, width) * width
	to, _ := v.instant(float64(b.plot) + pillHeight)
	to = min(to, m.hi)
	end := m.first + m.count
	for i := l.startsFrom(x, m.first, t); i < end && t < to; t += width {
		next := min(l.startsFrom(x, i, t+width), end)
		if n := next - i; n > 0 {
			full := math.Sqrt(float64(n) / (3 * mean))
			h := float32(lowColumn + (highColumn-lowColumn)*min(full, 1))
			u := float32(v.along(t))
			c0, c1 := max(u, m.u0+roundEnd), min(u+float32(float64(width)/v.scale), m.u1-roundEnd)
			if c1 > c0 {
				r := b.box(v, c0, c1, y-h/2, h)
				r.Fill = colour
				list.Marks = append(list.Marks, r)
			}
		}
		i = next
	}
}
