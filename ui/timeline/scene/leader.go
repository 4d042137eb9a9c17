package scene

import (
	"cmp"
	"image/color"
	"slices"

	"tarikh.org/tarikh/ui/text/layout"
)

// lead gives labels that found no room beside their marks a place in the row
// below or above, where that is free just there, with a thin line from the mark:
// as the most important ones come first, a few rows with room show what matters in
// the crowded ones between them. A label that is further off would have to be
// looked for, and its line would cross others; so none is led over two rows, or
// along its own row past other marks.
func (b *placer) lead(in *Input) {
	if len(b.lines) < 2 {
		return
	}
	room := false
	for i := range b.lines {
		b.lines[i].findFree(b.plot)
		room = room || b.lines[i].widest > 0
	}
	if !room {
		return
	}
	b.ledLabels = b.ledLabels[:0]
	for i := range b.lines {
		if max(b.roomIn(i-1), b.roomIn(i+1)) == 0 {
			continue
		}
		for k := range b.lines[i].marks {
			m := &b.lines[i].marks[k]
			if u := m.foot(); m.count == 1 && m.label == nil && u >= leadSide && u <= b.plot-leadSide {
				b.ledLabels = append(b.ledLabels, ledLabel{i, k, m.importance, m.event})
			}
		}
	}
	slices.SortFunc(b.ledLabels, func(g, h ledLabel) int {
		return cmp.Or(cmp.Compare(h.importance, g.importance), cmp.Compare(g.event, h.event))
	})
	for _, g := range b.ledLabels {
		b.leadOne(in, g)
	}
}

// roomIn is the widest free stretch of a row; 0 where there is no such row.
func (b *placer) roomIn(i int) float32 {
	if i < 0 || i >= len(b.lines) {
		return 0
	}
	return b.lines[i].widest
}

// leadOne tries the places around a mark, those that read on from it first.
func (b *placer) leadOne(in *Input, g ledLabel) {
	m := &b.lines[g.row].marks[g.mark]
	p := b.wordsFor(in, m, max(b.roomIn(g.row-1), b.roomIn(g.row+1)))
	if p == nil {
		return
	}
	clear := float32(clearance)
	if b.before[m.event] == led {
		clear = closeness
	}
	u := m.foot()
	for _, s := range [2]side{after, ahead} {
		l0 := u + leadReach
		taken := interval{u - leadSide, l0 + p.Width + clear}
		if s == ahead {
			l0 = u - leadReach - p.Width
			taken = interval{l0 - clear, u + leadSide}
		}
		for _, i := range [2]int{g.row + 1, g.row - 1} {
			if b.roomIn(i) >= p.Width && b.lines[i].isFree(taken) {
				b.placeLed(g, i, p, l0)
				return
			}
		}
	}
}

// placeLed places the label of g in row i.
func (b *placer) placeLed(g ledLabel, i int, p *layout.Paragraph, l0 float32) {
	m, r := &b.lines[g.row].marks[g.mark], &b.lines[i]
	m.label, m.side, m.l0, m.l1 = p, led, l0, l0+p.Width
	m.off = r.y - b.lines[g.row].y
	u := m.foot()
	r.forced = append(r.forced, interval{min(u-leadSide, m.l0), max(u+leadSide, m.l1)})
	r.ledHere = append(r.ledHere, g)
	b.sides[m.event] = led
}

// drawLeader draws the line from a mark to its label in another row.
func (b *placer) drawLeader(in *Input, r *row, m *mark, colour color.NRGBA) {
	if m.side != led || m.label == nil {
		return
	}
	v, u := &in.View, m.foot()
	to := m.l0 - 3
	if m.l1 < u {
		to = m.l1 + 3
	}
	x, x1, y := float32(v.mirror(float64(u))), float32(v.mirror(float64(to))), r.y+m.off
	line := Line{X0: x, Y0: r.y, X1: x, Y1: y, Width: 1, Colour: mix(colour, in.Theme.Panel, 0.55)}
	across := line
	across.Y0, across.X1 = y, x1
	b.strip.Lines = append(b.strip.Lines, line, across)
}
