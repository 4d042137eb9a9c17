package layout

// slack is how far a line may exceed the width, in units. It absorbs rounding, so
// that a text still fits the width that was measured for it; browsers, which count in
// parts of 64, have the same.
const slack = 1.0 / 64

// wrap breaks the paragraph into lines greedily and adds them.
func (s *Shaper) wrap(width float64) {
	width += slack
	n := len(s.text)
	if s.fits(0, n, width) {
		s.addLine(0, s.trim(0, n), n, nil)
		return
	}
	limit := s.style.MaxLines
	if !s.broken && limit != 1 {
		s.segment()
	}
	for start := 0; start < n; {
		if limit > 0 && len(s.lines) == limit-1 && !s.fits(start, n, width) {
			dots := s.ellipsis()
			cut := s.furthest(start, width-dots.each*float64(dots.count))
			s.addLine(start, s.trim(start, cut), n, &dots)
			return
		}
		end := s.breakAfter(start, width)
		s.addLine(start, s.trim(start, end), end, nil)
		start = end
	}
}

// fits reports whether runes [start, end) are no wider than width, white space at the
// end not counted.
func (s *Shaper) fits(start, end int, width float64) bool {
	return s.pos[s.trim(start, end)]-s.pos[start] <= width
}

// trim returns the end of [start, end) without its trailing white space, moved on to
// where the text may be divided.
func (s *Shaper) trim(start, end int) int {
	t := end
	for t > start && s.hanging[t-1] {
		t--
	}
	for t < end && t > start && s.bounds[t]&mayDivide != mayDivide {
		t++
	}
	return t
}

// breakAfter returns where the line from start ends: at the last opportunity before
// it gets too wide, white space not counted; without one, at the last boundary
// between graphemes; at least after one.
func (s *Shaper) breakAfter(start int, width float64) int {
	opportunity, boundary := start, start
	for i := start + 1; i <= len(s.text); i++ {
		if !s.hanging[i-1] && s.pos[i]-s.pos[start] > width {
			if opportunity > start {
				return opportunity
			}
			if boundary > start {
				return boundary
			}
		}
		if s.bounds[i]&mayDivide != mayDivide {
			continue
		}
		boundary = i
		if s.bounds[i]&lineOpportunity != 0 {
			opportunity = i
		}
		if s.pos[i]-s.pos[start] > width && !s.hanging[i-1] {
			return i
		}
	}
	return len(s.text)
}

// furthest returns the last boundary between graphemes whose text from start is no
// wider than width.
func (s *Shaper) furthest(start int, width float64) int {
	last := start
	for i := start + 1; i <= len(s.text) && s.pos[i]-s.pos[start] <= width; i++ {
		if s.bounds[i]&mayDivide == mayDivide {
			last = i
		}
	}
	return last
}

// ellipsis returns what stands for text that was cut: one glyph, or three full stops
// in a face without it.
func (s *Shaper) ellipsis() ellipsis {
	hb := s.harfbuzz(s.primary())
	dots := ellipsis{count: 1}
	glyph, ok := hb.Face().NominalGlyph('\u2026')
	if !ok {
		glyph, _ = hb.Face().NominalGlyph('.')
		dots.count = 3
	}
	dots.glyph = uint32(glyph)
	dots.each = float64(hb.GlyphHAdvance(glyph)) * s.sizeOf(s.primary()) / float64(hb.Face().Upem())
	return dots
}
