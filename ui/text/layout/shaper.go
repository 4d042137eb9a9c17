package layout

import (
	"strings"

	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"

	"tarikh.org/tarikh/ui/text/uax9"
)

// Shaper lays out paragraphs. It reuses its buffers, so every goroutine needs its
// own; the paragraphs it returns are independent of it.
type Shaper struct {
	fonts *Fonts
	faces choice
	hb    []*harfbuzz.Font // by FaceID, made when first used
	buf   *harfbuzz.Buffer
	seg   segmenter.Segmenter
	bidi  uax9.Resolver

	// Of the paragraph at hand. Boundaries are numbered as the runes after them.
	style   Style
	base    uax9.Level
	text    []rune
	neutral []rune            // the text as the levels see it, where that differs
	shown   []rune            // what is shaped for it, see readable
	at      []int             // byte offset of each boundary
	bounds  []bounds          // of each boundary
	broken  bool              // bounds has the line opportunities
	marked  bool              // the text has controls to show
	kana    bool              // the text is Japanese
	waiting bool              // for a face of the system
	hanging []bool            // of each rune: white space or invisible
	levels  []uax9.Level      // of each rune
	scripts []language.Script // of each rune
	opened  []language.Script // of the brackets that are open
	items   []item            // logical order, no gaps
	glyphs  []shaped          // of the items, one after the other, each in visual order
	pos     []float64         // of each boundary: the advances before it, in units

	// The result, before it is copied out.
	pieces []piece
	order  []int
	levs   []uax9.Level
	lines  []Line
	runs   []Run
	placed []Glyph
}

// bounds is what may happen at a boundary between runes.
type bounds uint8

const (
	graphemeStart   bounds = 1 << iota // UAX #29
	clusterStart                       // between glyphs
	lineOpportunity                    // UAX #14
	mayDivide       = graphemeStart | clusterStart
)

// NewShaper returns a shaper that sets text in the given fonts.
func NewShaper(f *Fonts) *Shaper {
	return &Shaper{fonts: f, buf: harfbuzz.NewBuffer()}
}

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

// align returns the left edge of a line of some width.
func (p *Paragraph) align(width float32) float32 {
	room := p.Box - width
	switch a := p.Style.Align; {
	case a == AlignCenter:
		return room / 2
	case a == AlignRight || a == AlignStart && p.RTL:
		return room
	}
	return 0
}

// sizeOf is the size that text of a face is set in.
func (s *Shaper) sizeOf(id FaceID) float64 {
	return float64(s.style.Size) * s.fonts.face(id).scaleTo(s.fonts.face(0))
}
