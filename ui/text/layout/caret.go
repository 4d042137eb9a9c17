package layout

import "math"

// Caret returns the place of the insertion point before byte offset, which is clamped
// to the text and moved back to a grapheme boundary. Where the neighbours of the
// offset are apart, on one line or on two, affinity chooses. Upstream at the start of
// the text and Downstream at its end mean the edges of the paragraph itself, which
// are elsewhere where the text begins or ends with the other direction.
func (p *Paragraph) Caret(offset int, a Affinity) Caret {
	offset = p.snap(offset)
	line := p.lineOf(offset)
	if a == Upstream && line > 0 && offset == p.Lines[line].Start {
		line--
	}
	l := &p.Lines[line]
	c := Caret{Line: line, Top: l.Y, Bottom: l.Y + p.Style.LineHeight, RTL: p.RTL}
	switch {
	case a == Downstream && offset < l.End:
		r, cell := p.cellAt(l, offset)
		c.X, c.RTL = l.X+cell.leading(r.rtl()), r.rtl()
	case a == Upstream && offset > l.Start:
		r, cell := p.cellAt(l, offset-1)
		c.X, c.RTL = l.X+cell.trailing(r.rtl()), r.rtl()
	default:
		left, right := l.edges()
		c.X = l.X + left
		if p.RTL == (offset == l.Start && a == Upstream) {
			c.X = l.X + right
		}
	}
	return c
}

// snap clamps an offset to the text and moves it back to where a caret may be.
func (p *Paragraph) snap(offset int) int {
	if offset <= 0 {
		return 0
	}
	if offset >= len(p.Text) {
		return len(p.Text)
	}
	_, c := p.cellAt(&p.Lines[p.lineOf(offset)], offset)
	return c.start
}

// lineOf returns the last line that starts at or before an offset.
func (p *Paragraph) lineOf(offset int) int {
	low, high := 0, len(p.Lines)
	for high-low > 1 {
		if mid := (low + high) / 2; p.Lines[mid].Start <= offset {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// cellAt returns the cell that holds a byte of a line, and its run.
func (p *Paragraph) cellAt(l *Line, offset int) (*Run, cell) {
	for i := range l.Runs {
		r := &l.Runs[i]
		if offset < r.Start || offset >= r.End {
			continue
		}
		for _, c := range p.cells(l, r) {
			if offset < c.end {
				return r, c
			}
		}
	}
	panic("layout: a line without a run for one of its bytes")
}

// edges returns the outer edges of the line's runs, what hangs included.
func (l *Line) edges() (left, right float32) {
	if len(l.Runs) == 0 {
		return 0, 0
	}
	last := &l.Runs[len(l.Runs)-1]
	return l.Runs[0].X, last.X + last.Width
}

// Hit returns the grapheme boundary nearest to a point. Left and right of a line are
// its start and end, as its direction has them; above and below are the first and the
// last line.
func (p *Paragraph) Hit(x, y float32) (offset int, a Affinity) {
	line := 0
	for line < len(p.Lines)-1 && y >= p.Lines[line+1].Y {
		line++
	}
	l := &p.Lines[line]
	x -= l.X
	left, right := l.edges()
	if left == right {
		return l.Start, Downstream
	}
	left, right = left-slack, right+slack
	switch {
	case x < left && p.RTL || x > right && !p.RTL:
		if line == len(p.Lines)-1 {
			return l.End, Downstream
		}
		return l.End, Upstream
	case x < left || x > right:
		if line == 0 && p.Caret(0, Upstream) != p.Caret(0, Downstream) {
			return 0, Upstream
		}
		return l.Start, Downstream
	}
	r := l.runAt(x)
	var hit cell
	nearest := float32(math.MaxFloat32)
	for _, c := range p.cells(l, r) {
		if away := max(c.left-x, x-c.right, 0); c.left < c.right && away < nearest {
			hit, nearest = c, away
		}
	}
	if (x < (hit.left+hit.right)/2) == r.rtl() {
		return hit.end, Upstream
	}
	return hit.start, Downstream
}

// runAt returns the run at x from the line's left edge, the nearest one that has a
// width. The line must have one.
func (l *Line) runAt(x float32) *Run {
	var at *Run
	for i := range l.Runs {
		r := &l.Runs[i]
		if r.Width == 0 {
			continue
		}
		if at != nil && x < r.X {
			break
		}
		at = r
	}
	return at
}

// Selection appends the areas that the bytes [start, end) cover: one per visual run
// and line, merged where they touch, as high as the line. Graphemes are covered
// whole. White space that hangs is covered as far as the box goes.
func (p *Paragraph) Selection(start, end int, dst []Rect) []Rect {
	start, end = max(start, 0), min(end, len(p.Text))
	if start >= end {
		return dst
	}
	for i := p.lineOf(start); i < len(p.Lines) && p.Lines[i].Start < end; i++ {
		dst = p.selectLine(&p.Lines[i], start, end, dst)
	}
	return dst
}

// selectLine appends the areas of one line that the bytes [start, end) cover.
func (p *Paragraph) selectLine(l *Line, start, end int, dst []Rect) []Rect {
	first := len(dst)
	low, high := min(0, l.X), max(p.Box, l.X+l.Width)
	for i := range l.Runs {
		r := &l.Runs[i]
		left, right := p.selectRun(l, r, start, end)
		left, right = max(l.X+left, low), min(l.X+right, high)
		if left >= right {
			continue
		}
		if n := len(dst); n > first && left-dst[n-1].X-dst[n-1].W < slack {
			dst[n-1].W = right - dst[n-1].X
			continue
		}
		dst = append(dst, Rect{left, l.Y, right - left, p.Style.LineHeight})
	}
	return dst
}

// selectRun returns the edges of what the bytes [start, end) cover of a run, which is
// one stretch; none if right is not beyond left.
func (p *Paragraph) selectRun(l *Line, r *Run, start, end int) (left, right float32) {
	if start <= r.Start && end >= r.End {
		return r.X, r.X + r.Width
	}
	if start >= r.End || end <= r.Start {
		return 0, 0
	}
	left, right = r.X+r.Width, r.X
	for _, c := range p.cells(l, r) {
		if c.start < end && c.end > start {
			left, right = min(left, c.left), max(right, c.right)
		}
	}
	return left, right
}
