package layout

import (
	"strings"
)

// Paragraph lays out one paragraph. A line ending at the end of the text is dropped,
// others are invisible. With width <= 0 the text is one line, however long.
func (s *Shaper) Paragraph(text string, st Style, width float32) *Paragraph {
	text = strings.TrimSuffix(text, "\n")
	text = strings.TrimSuffix(text, "\r")
	if st.LineHeight == 0 {
		st.LineHeight = 1.5 * st.Size
	}
	s.style = st
	s.chooseFaces()
	s.read(text)
	s.itemize(text)
	s.shape()
	s.lines, s.runs, s.placed = s.lines[:0], s.runs[:0], s.placed[:0]
	if width > 0 {
		s.wrap(float64(width))
	} else {
		s.addLine(0, len(s.text), len(s.text), nil)
	}
	return s.finish(text, width)
}

// finish places the lines and copies them out of the buffers.
func (s *Shaper) finish(text string, width float32) *Paragraph {
	p := &Paragraph{Text: text, Style: s.style, RTL: s.base == 1, Box: width, Waiting: s.waiting}
	p.Lines = append(make([]Line, 0, len(s.lines)), s.lines...)
	runs := append(make([]Run, 0, len(s.runs)), s.runs...)
	glyphs := append(make([]Glyph, 0, len(s.placed)), s.placed...)
	for i := range runs {
		n := len(runs[i].Glyphs)
		runs[i].Glyphs, glyphs = glyphs[:n:n], glyphs[n:]
	}
	for _, l := range p.Lines {
		p.Width = max(p.Width, l.Width)
	}
	if width <= 0 {
		p.Box = p.Width
	}
	primary := s.fonts.face(s.primary())
	size, height := s.sizeOf(s.primary()), float64(s.style.LineHeight)
	drop := (height-(primary.ascent+primary.descent)*size)/2 + primary.ascent*size
	for i := range p.Lines {
		l := &p.Lines[i]
		n := len(l.Runs)
		l.Runs, runs = runs[:n:n], runs[n:]
		l.X = p.align(l.Width)
		l.Y = float32(float64(i) * height)
		l.Baseline = float32(float64(i)*height + drop)
	}
	p.Height = float32(float64(len(p.Lines)) * height)
	return p
}
