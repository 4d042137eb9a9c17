package scene

import (
	"cmp"
	"image/color"
	"slices"
	"sort"

	"tarikh.org/tarikh/ui/text/layout"
)

const (
	// leadReach is how far beside its mark's middle a label stands that is led there.
	leadReach = 9
	// leadLeast is the least free stretch of a row that is looked at for one.
	leadLeast = 64
	// leadSide is what is kept free on the other side of the line.
	leadSide = 4
)

// guest is a mark that looks for a place for its label in another row: the
// indices of its row and of itself.
type guest struct {
	row, mark  int
	importance uint8
	event      int32
}

// lead gives labels that found no room beside their marks a place in the row
// below or above, where that is free just there, with a thin line from the mark:
// as the most important ones come first, a few rows with room show what matters in
// the crowded ones between them. A label that is further off would have to be
// looked for, and its line would cross others; so none is led over two rows, or
// along its own row past other marks.
func (b *Builder) lead(in *Input) {
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
	b.guests = b.guests[:0]
	for i := range b.lines {
		if max(b.roomIn(i-1), b.roomIn(i+1)) == 0 {
			continue
		}
		for k := range b.lines[i].marks {
			m := &b.lines[i].marks[k]
			if u := m.foot(); m.count == 1 && m.label == nil && u >= leadSide && u <= b.plot-leadSide {
				b.guests = append(b.guests, guest{i, k, m.importance, m.event})
			}
		}
	}
	slices.SortFunc(b.guests, func(g, h guest) int {
		return cmp.Or(cmp.Compare(h.importance, g.importance), cmp.Compare(g.event, h.event))
	})
	for _, g := range b.guests {
		b.leadOne(in, g)
	}
}

// roomIn is the widest free stretch of a row; 0 where there is no such row.
func (b *Builder) roomIn(i int) float32 {
	if i < 0 || i >= len(b.lines) {
		return 0
	}
	return b.lines[i].widest
}

// foot is where the line to a label begins.
func (m *mark) foot() float32 {
	if m.kind == pill {
		return m.u0 + pillHeight/2
	}
	return (m.u0 + m.u1) / 2
}

// leadOne tries the places around a mark, those that read on from it first.
func (b *Builder) leadOne(in *Input, g guest) {
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
				b.stand(g, i, p, l0)
				return
			}
		}
	}
}

// stand places the label of g in row i.
func (b *Builder) stand(g guest, i int, p *layout.Paragraph, l0 float32) {
	m, r := &b.lines[g.row].marks[g.mark], &b.lines[i]
	m.label, m.side, m.l0, m.l1 = p, led, l0, l0+p.Width
	m.off = r.y - b.lines[g.row].y
	u := m.foot()
	r.forced = append(r.forced, interval{min(u-leadSide, m.l0), max(u+leadSide, m.l1)})
	r.visitors = append(r.visitors, g)
	b.sides[m.event] = led
}

// findFree finds the stretches of the row that are in view, free, and wide enough.
func (r *row) findFree(plot float32) {
	r.free, r.visitors, r.widest = r.free[:0], r.visitors[:0], 0
	end := float32(closeness)
	put := func(next float32) {
		if next-end >= leadLeast {
			r.free = append(r.free, interval{end, next})
			r.widest = max(r.widest, next-end)
		}
	}
	for i := range r.marks {
		m := &r.marks[i]
		u0, u1 := m.u0, m.u1
		if m.label != nil && m.side != called {
			u0, u1 = min(u0, m.l0), max(u1, m.l1)
		}
		put(min(u0, plot-closeness))
		end = max(end, u1)
	}
	put(plot - closeness)
}

// isFree reports whether nothing stands in a stretch of the row.
func (r *row) isFree(f interval) bool {
	i := sort.Search(len(r.free), func(i int) bool { return r.free[i].u1 >= f.u1 })
	return i < len(r.free) && r.free[i].u0 <= f.u0 && r.unforced(f.u0, f.u1)
}

// drawLeader draws the line from a mark to its label in another row.
func (b *Builder) drawLeader(in *Input, r *row, m *mark, colour color.NRGBA) {
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
