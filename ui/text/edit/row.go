package edit

import "tarikh.org/tarikh/ui/text/layout"

// cell is a grapheme of a line, bytes of its paragraph.
type cell struct {
	start, end int
	rtl        bool
}

// row is the graphemes of a line from left to right. Between them and outside are the
// places where a caret stops.
type row struct {
	line  int
	rtl   bool // of the paragraph
	first int  // offset of the paragraph
	cells []cell
}

func (b *Body) row(i, line int) row {
	s := b.Setting(i)
	l, from := s.Line(line)
	r := row{line: line, rtl: s.RTL(), first: b.lengths.Before(i)}
	for j := range l.Runs {
		run := &l.Runs[j]
		start, end := from+run.Start, from+run.End
		at := starts(b.paras[i].text[start:end], start)
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
		return Caret{r.first + c.start, layout.Downstream}
	}
	return Caret{r.first + c.end, layout.Upstream}
}

// outer is the number of the cell at the start or the end of the row.
func (r row) outer(end bool) int {
	if end == r.rtl {
		return 0
	}
	return len(r.cells) - 1
}

// lineSide is the caret at the start or the end side of the row, which has text.
func (r row) lineSide(end bool) Caret { return r.side(r.outer(end), end != r.rtl) }

// stop is the place of a caret in the row: how many cells are to its left.
func (r row) stop(local int, a layout.Affinity) int {
	for k, c := range r.cells {
		switch {
		case a == layout.Downstream && c.start == local, a == layout.Upstream && c.end == local:
			if c.rtl == (a == layout.Downstream) {
				return k + 1
			}
			return k
		}
	}
	if r.rtl == (a == layout.Upstream) {
		return len(r.cells)
	}
	return 0
}

// continues reports whether the end of a row and the start of the next one are the
// same place in the text, as they are unless one has a run of the other direction
// there.
func (r row) continues(next row) bool {
	last, first := r.cells[r.outer(true)], next.cells[next.outer(false)]
	return last.rtl == r.rtl && first.rtl == r.rtl && last.end == first.start
}
