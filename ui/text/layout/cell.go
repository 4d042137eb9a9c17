package layout

import "github.com/go-text/typesetting/segmenter"

// cell is the place of a grapheme in its line: bytes [start, end), and its edges from
// the line's left edge.
type cell struct {
	start, end  int
	left, right float32
}

// leading is the edge that the caret before the cell is at.
func (c cell) leading(rtl bool) float32 {
	if rtl {
		return c.right
	}
	return c.left
}

// trailing is the edge that the caret after the cell is at.
func (c cell) trailing(rtl bool) float32 {
	if rtl {
		return c.left
	}
	return c.right
}

// rtl reports the direction of a run.
func (r *Run) rtl() bool { return r.Level&1 == 1 }

// cells returns the cells of a run in logical order. They tile its width. A cluster
// of several graphemes, such as lam-alef, is divided equally among them; the ellipsis
// of a cut line is one cell, which stands for all that it hides.
func (p *Paragraph) cells(l *Line, r *Run) []cell {
	if l.Cut < l.End && r.Start == l.Cut {
		return []cell{{r.Start, r.End, r.X, r.X + r.Width}}
	}
	starts := graphemes(p.Text[r.Start:r.End], r.Start)
	cells := make([]cell, 0, len(starts))
	next := 0 // glyph, in logical order
	width := float32(0)
	before := float32(0) // the widths of all earlier groups
	group := 0           // first cell since the last boundary of both kinds
	for i, start := range starts {
		end := r.End
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		cells = append(cells, cell{start: start, end: end})
		for next < len(r.Glyphs) && r.logical(next).Start < end {
			width += r.logical(next).Advance
			next++
		}
		if end < r.End && (next == len(r.Glyphs) || r.logical(next).Start != end) {
			continue // inside a cluster
		}
		n := float32(len(cells) - group)
		for j := range cells[group:] {
			c := &cells[group+j]
			c.left = before + width*float32(j)/n
			c.right = before + width*float32(j+1)/n
		}
		before += width
		width, group = 0, len(cells)
	}
	for i := range cells {
		c := &cells[i]
		if r.rtl() {
			c.left, c.right = r.X+r.Width-c.right, r.X+r.Width-c.left
		} else {
			c.left, c.right = r.X+c.left, r.X+c.right
		}
	}
	return cells
}

// logical returns the glyph at a place in logical order of clusters.
func (r *Run) logical(i int) *Glyph {
	if r.rtl() {
		return &r.Glyphs[len(r.Glyphs)-1-i]
	}
	return &r.Glyphs[i]
}

// graphemes returns where the graphemes of a text start (UAX #29), in bytes, counted
// from offset.
func graphemes(text string, offset int) []int {
	starts := make([]int, 0, len(text))
	simple := true
	for i, r := range text {
		simple = simple && standsAlone(r)
		starts = append(starts, offset+i)
	}
	if simple {
		return starts
	}
	var seg segmenter.Segmenter
	seg.InitWithString(text)
	n := 0
	for it := seg.GraphemeIterator(); it.Next(); n++ {
		starts[n] = starts[it.Grapheme().Offset]
	}
	return starts[:n]
}
