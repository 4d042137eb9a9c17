package edit

import "tarikh.org/tarikh/ui/text/layout"

// edge is the caret at the start or the end of a line, as its direction has them: at
// the end of a line that wraps, before the white space that hangs there.
func (s *Selection) edge(i, line int, end bool) Caret {
	set := s.Setting(i)
	first := s.lengths.Before(i)
	from, to := set.Span(line, line+1)
	switch {
	case end && line == set.Lines-1 && !s.paras[i].joined:
		return Caret{first + to, layout.Downstream}
	case end:
		return Caret{first + s.visibleEnd(i, line), layout.Upstream}
	case line == 0 && set.caret(0, layout.Upstream).X != set.caret(0, layout.Downstream).X:
		return Caret{first, layout.Upstream}
	}
	return Caret{first + from, layout.Downstream}
}

// below is the caret nearest to x, some way below the line of another; the start or
// the end of the text where there is no such line.
func (s *Selection) below(c Caret, x, dy float32) Caret {
	i, box := s.CaretBox(c)
	height := float32(s.Measure(i))
	y := (box.Top+min(box.Bottom, height))/2 + dy
	for y < 0 {
		if i == 0 {
			return s.edge(0, 0, false)
		}
		i--
		y += float32(s.Measure(i))
	}
	for height = float32(s.Measure(i)); y >= height; height = float32(s.Measure(i)) {
		if i == len(s.paras)-1 {
			return s.edge(i, s.Setting(i).Lines-1, true)
		}
		y -= height
		i++
	}
	return s.HitIn(i, x, y)
}

// stepOver moves a caret over one grapheme on the screen, to the left or to the right,
// and leaves it attached to that; from the side of a line on to the next line or the
// one before.
func (s *Selection) stepOver(c Caret, right bool) Caret {
	i, local := s.locate(c.Offset)
	set := s.Setting(i)
	line := set.caret(local, c.Affinity).Line
	r := s.row(i, line)
	forward := right != r.rtl
	last := line == set.Lines-1
	k := r.stop(local, c.Affinity)
	switch {
	case right && k < len(r.cells) || !right && k > 0:
		if !right {
			k--
		}
		if forward && k == r.outer(true) && !last && r.continues(s.row(i, line+1)) {
			_, end := set.Span(line, line+1)
			return Caret{r.first + end, layout.Downstream} // the start of the next line
		}
		return r.side(k, right)
	case !forward:
		return s.stepBack(i, r, right)
	case !last:
		return s.row(i, line+1).lineSide(false)
	case i < len(s.paras)-1:
		return s.edge(i+1, 0, false)
	}
	return c
}

// stepBack goes from the start of a line to the one before.
func (s *Selection) stepBack(i int, r row, right bool) Caret {
	switch {
	case r.line > 0:
		before := s.row(i, r.line-1)
		if before.continues(r) {
			return before.side(before.outer(true), right)
		}
		return before.lineSide(true)
	case i > 0:
		return s.edge(i-1, s.Setting(i-1).Lines-1, true)
	}
	return s.edge(0, 0, false)
}
