package layout

import (
	"sort"

	"tarikh.org/tarikh/ui/text/uax9"
)

// addLine adds the line of runes [start, end), of which [content, end) is white space
// that hangs, or what the ellipsis stands for.
func (s *Shaper) addLine(start, content, end int, dots *ellipsis) {
	s.pieces = s.pieces[:0]
	s.slice(start, content)
	hanging := 0.0
	if dots != nil {
		s.pieces = append(s.pieces, piece{
			start: content, end: end, face: s.primary(), level: s.base, dots: dots,
		})
	} else if content < end {
		from := len(s.pieces)
		s.slice(content, end)
		for i := range s.pieces[from:] { // rule L1
			p := &s.pieces[from+i]
			p.backward = p.level&1 != s.base
			p.level = s.base
		}
		hanging = s.pos[end] - s.pos[content]
	}

	s.levs = s.levs[:0]
	for _, p := range s.pieces {
		s.levs = append(s.levs, p.level)
	}
	s.order = uax9.AppendReorder(s.order[:0], s.levs)
	x := 0.0
	if s.base == 1 {
		x = -hanging
	}
	first := len(s.runs)
	for _, i := range s.order {
		x = s.place(&s.pieces[i], x)
	}
	if s.base == 0 {
		x -= hanging
	}
	l := Line{Start: s.at[start], End: s.at[end], Cut: s.at[end], Width: float32(x)}
	if dots != nil {
		l.Cut = s.at[content]
	}
	l.Runs = s.runs[first:]
	s.lines = append(s.lines, l)
}

// slice appends the pieces of the items that have runes [start, end).
func (s *Shaper) slice(start, end int) {
	if start == end {
		return
	}
	i := sort.Search(len(s.items), func(i int) bool { return s.items[i].end > start })
	for ; i < len(s.items) && s.items[i].start < end; i++ {
		it := &s.items[i]
		p := piece{
			start: max(start, it.start), end: min(end, it.end),
			first: it.first, last: it.last, face: it.face, level: it.level,
		}
		if p.start > it.start || p.end < it.end {
			p.first, p.last = s.glyphsOf(it, p.start, p.end)
		}
		s.pieces = append(s.pieces, p)
	}
}

// glyphsOf returns the glyphs of the runes [start, end) of an item.
func (s *Shaper) glyphsOf(it *item, start, end int) (first, last int) {
	glyphs := s.glyphs[it.first:it.last]
	if it.level&1 == 0 {
		first = sort.Search(len(glyphs), func(i int) bool { return glyphs[i].cluster >= start })
		last = sort.Search(len(glyphs), func(i int) bool { return glyphs[i].cluster >= end })
	} else {
		first = sort.Search(len(glyphs), func(i int) bool { return glyphs[i].cluster < end })
		last = sort.Search(len(glyphs), func(i int) bool { return glyphs[i].cluster < start })
	}
	return it.first + first, it.first + last
}

// place adds the run of a piece whose left edge is at x, and returns its right edge.
func (s *Shaper) place(p *piece, x float64) float64 {
	left, from := x, len(s.placed)
	if p.dots != nil {
		for range p.dots.count {
			s.placed = append(s.placed, Glyph{
				ID: p.dots.glyph, Start: s.at[p.start], End: s.at[p.end],
				X: float32(x), Advance: float32(p.dots.each),
			})
			x += p.dots.each
		}
	}
	for i := p.first; i < p.last; i++ {
		g := &s.glyphs[i]
		if p.backward {
			g = &s.glyphs[p.last-1-(i-p.first)]
		}
		s.placed = append(s.placed, Glyph{
			ID: g.id, Start: s.at[g.cluster],
			X: float32(x + g.dx), Y: float32(-g.dy), Advance: float32(g.advance),
		})
		x += g.advance
	}
	glyphs := s.placed[from:]
	if p.dots == nil {
		closeClusters(glyphs, s.at[p.end], p.level&1 == 1)
	}
	s.runs = append(s.runs, Run{
		Start: s.at[p.start], End: s.at[p.end], Level: p.level, Face: p.face,
		X: float32(left), Width: float32(x - left), Glyphs: glyphs,
	})
	return x
}

// closeClusters sets where the clusters of a run that ends at end do: where the next
// one in logical order starts.
func closeClusters(glyphs []Glyph, end int, rtl bool) {
	next, start := end, -1
	for n := range glyphs {
		g := &glyphs[n]
		if !rtl {
			g = &glyphs[len(glyphs)-1-n]
		}
		if start >= 0 && g.Start != start {
			next = start
		}
		start = g.Start
		g.End = next
	}
}
