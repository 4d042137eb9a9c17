package edit

import "tarikh.org/tarikh/ui/text/layout"

// Motion is a way that the caret goes.
type Motion uint8

const (
	Left Motion = iota // the way the arrow points
	Right
	WordLeft // to the end or the start of a word, the way of the paragraph
	WordRight
	Up // a line, keeping x
	Down
	PageUp // a page, keeping x
	PageDown
	LineStart // of the line on the screen
	LineEnd
	Start // of the text
	End
)

// Move moves the caret. With extend the selection grows or shrinks with it, and Left
// and Right follow the text, not the screen: a selection is one piece of text, and
// forward is where the paragraph runs. Without, a selection is dropped, and Left
// and Right go to its end on that side.
func (d *Document) Move(m Motion, extend bool) {
	i, _ := d.locate(d.head.Offset)
	rtl := d.Setting(i).RTL()
	forward := m == Right || m == WordRight || m == Down || m == PageDown || m == LineEnd || m == End
	if rtl && m <= WordRight {
		forward = !forward
	}
	goal, keep := d.goal, d.hasGoal
	var head Caret
	switch start, end := d.Range(); m {
	case Left, Right:
		switch {
		case extend && forward:
			head = d.attached(d.next(d.head.Offset), layout.Upstream)
		case extend:
			head = d.attached(d.previous(d.head.Offset), layout.Downstream)
		case start != end && forward:
			head = d.attached(end, layout.Upstream)
		case start != end:
			head = d.attached(start, layout.Downstream)
		default:
			head = d.step(d.head, m == Right)
		}
	case WordLeft, WordRight:
		if forward {
			head = d.attached(d.wordForward(d.head.Offset), layout.Upstream)
		} else {
			head = d.attached(d.wordBackward(d.head.Offset), layout.Downstream)
		}
	case Up, Down, PageUp, PageDown:
		if !keep {
			_, box := d.CaretBox(d.head)
			goal = box.X
		}
		dy := d.lineHeight
		if m == PageUp || m == PageDown {
			dy = max(d.page-d.lineHeight, d.lineHeight)
		}
		if !forward {
			dy = -dy
		}
		head = d.below(d.head, goal, dy)
	case LineStart, LineEnd:
		i, box := d.CaretBox(d.head)
		head = d.edge(i, box.Line, forward)
	case Start:
		head = d.edge(0, 0, false)
	case End:
		last := len(d.paras) - 1
		head = d.edge(last, d.Setting(last).Lines-1, true)
	}
	anchor := head.Offset
	if extend {
		anchor = d.anchor
	}
	d.set(anchor, head)
	switch m {
	case Up, Down, PageUp, PageDown:
		d.goal, d.hasGoal = goal, true
	}
}

// edge is the caret at the start or the end of a line, as its direction has them: at
// the end of a line that wraps, before the white space that hangs there.
func (d *Document) edge(i, line int, end bool) Caret {
	s := d.Setting(i)
	first := d.lengths.before(i)
	from, to := s.span(line)
	switch {
	case end && line == s.Lines-1:
		return Caret{first + to, layout.Downstream}
	case end:
		return Caret{first + d.visibleEnd(i, line), layout.Upstream}
	case line == 0 && s.caret(0, layout.Upstream).X != s.caret(0, layout.Downstream).X:
		return Caret{first, layout.Upstream}
	}
	return Caret{first + from, layout.Downstream}
}

// below is the caret nearest to x, some way below the line of another; the start or
// the end of the text where there is no such line.
func (d *Document) below(c Caret, x, dy float32) Caret {
	i, box := d.CaretBox(c)
	y := (box.Top+box.Bottom)/2 + dy
	for y < 0 {
		if i == 0 {
			return d.edge(0, 0, false)
		}
		i--
		y += d.Setting(i).Height
	}
	for height := d.Setting(i).Height; y >= height; height = d.Setting(i).Height {
		if i == len(d.paras)-1 {
			return d.edge(i, d.Setting(i).Lines-1, true)
		}
		y -= height
		i++
	}
	return d.HitIn(i, x, y)
}

// cell is a grapheme of a line, bytes of its paragraph.
type cell struct {
	start, end int
	rtl        bool
}

// row is the graphemes of a line from left to right. Between them and outside are the
// places where a caret stops.
type row struct {
	line  int
	cells []cell
}

func (d *Document) row(i, line int) row {
	s := d.Setting(i)
	l, from := s.line(line)
	r := row{line: line}
	for j := range l.Runs {
		run := &l.Runs[j]
		start, end := from+run.Start, from+run.End
		at := starts(d.paras[i].text[start:end], start)
		rtl := run.Level&1 == 1
		for k := range len(at) - 1 {
			if rtl {
				k = len(at) - 2 - k
			}
			r.cells = append(r.cells, cell{at[k], at[k+1], rtl})
		}
	}
	return r
}

// side is the caret at the left or the right of cell k.
func (r row) side(k int, right bool) Caret {
	c := r.cells[k]
	if c.rtl == right {
		return Caret{c.start, layout.Downstream}
	}
	return Caret{c.end, layout.Upstream}
}

// stop is the place of a caret in the row: how many cells are to its left.
func (r row) stop(local int, a layout.Affinity, rtl bool) int {
	for k, c := range r.cells {
		switch {
		case a == layout.Downstream && c.start == local, a == layout.Upstream && c.end == local:
			if c.rtl == (a == layout.Downstream) {
				return k + 1
			}
			return k
		}
	}
	if rtl == (a == layout.Upstream) {
		return len(r.cells)
	}
	return 0
}

// outer is the number of the cell at the start or the end of the row.
func (r row) outer(end, rtl bool) int {
	if end == rtl {
		return 0
	}
	return len(r.cells) - 1
}

// step moves a caret over one grapheme on the screen, to the left or to the right,
// and leaves it attached to that; from the side of a line on to the next line or the
// one before.
func (d *Document) step(c Caret, right bool) Caret {
	i, local := d.locate(c.Offset)
	s := d.Setting(i)
	rtl := s.RTL()
	forward := right != rtl
	line := s.caret(local, c.Affinity).Line
	r := d.row(i, line)
	k := r.stop(local, c.Affinity, rtl)
	first := c.Offset - local
	if right && k < len(r.cells) || !right && k > 0 {
		if !right {
			k--
		}
		to := r.side(k, right)
		if forward && k == r.outer(true, rtl) && d.continues(i, line) {
			_, to.Offset = s.span(line)
			to.Affinity = layout.Downstream // the start of the next line
		}
		to.Offset += first
		return to
	}
	if !forward {
		return d.stepBack(i, line, right)
	}
	if line < s.Lines-1 {
		return d.lineSide(i, line+1, false)
	}
	if i < len(d.paras)-1 {
		return d.edge(i+1, 0, false)
	}
	return c
}

// stepBack goes from the start of a line to the one before.
func (d *Document) stepBack(i, line int, right bool) Caret {
	if line == 0 {
		if i == 0 {
			return d.edge(0, 0, false)
		}
		return d.edge(i-1, d.Setting(i-1).Lines-1, true)
	}
	if !d.continues(i, line-1) {
		return d.lineSide(i, line-1, true)
	}
	r := d.row(i, line-1)
	to := r.side(r.outer(true, d.Setting(i).RTL()), right)
	to.Offset += d.lengths.before(i)
	return to
}

// lineSide is the caret at the start or the end side of a line that has text.
func (d *Document) lineSide(i, line int, end bool) Caret {
	r := d.row(i, line)
	rtl := d.Setting(i).RTL()
	to := r.side(r.outer(end, rtl), end != rtl)
	to.Offset += d.lengths.before(i)
	return to
}

// continues reports whether the end of a line and the start of the next one are the
// same place in the text, as they are but where one has a run of the other direction
// there.
func (d *Document) continues(i, line int) bool {
	s := d.Setting(i)
	if line >= s.Lines-1 {
		return false
	}
	_, end := s.span(line)
	rtl := s.RTL()
	this, next := d.row(i, line), d.row(i, line+1)
	last, first := this.cells[this.outer(true, rtl)], next.cells[next.outer(false, rtl)]
	return last.rtl == rtl && last.end == end && first.rtl == rtl && first.start == end
}
