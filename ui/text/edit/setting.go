package edit

import (
	"sort"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

const (
	// pieceBytes is about how much of a long paragraph is laid out at a time.
	pieceBytes = 1536
	// blockBytes is the longest block of a text that is only read. It is laid out as a
	// whole, since no edit is to be quick there.
	blockBytes = 16 << 10
)

// Setting is a paragraph that is laid out. A long one is laid out in pieces, each
// from the start of a line: lines are broken greedily, so they are those that the
// whole would have, and after an edit only the lines up to the first one that
// starts where it did before are laid out again.
type Setting struct {
	style  layout.Style
	pieces []Piece
	Lines  int
	Mixed  bool // has runs of the other direction, numbers among them
}

// Piece is a part of a Setting, of whole lines.
type Piece struct {
	Start, End int // bytes of the paragraph, half-open
	Line       int // its first line in the setting
	Lines      int // how many of P's lines count
	P          *layout.Paragraph
	mixed      bool
}

// change is an edit within a paragraph: the bytes [from, oldEnd) became [from, newEnd).
type change struct{ from, oldEnd, newEnd int }

// setter lays out paragraphs.
type setter struct {
	shaper *layout.Shaper
	width  float32 // to wrap in; 0: not at all
	size   int     // of a piece, in bytes
}

// set lays a paragraph out. Where old is the setting that it had before a change,
// pieces that the change does not reach are taken over.
func (t *setter) set(text string, style layout.Style, old *Setting, c change) *Setting {
	s := &Setting{style: style}
	var rest []Piece // of old, behind the change
	at := 0
	if old != nil && old.style == style {
		rest = old.pieces
		for len(rest) > 0 && rest[0].Start+len(rest[0].P.Text) < c.from {
			s.add(rest[0], 0)
			at = rest[0].End
			rest = rest[1:]
		}
	}
	shift := c.newEnd - c.oldEnd
	for {
		for len(rest) > 0 && (rest[0].Start < c.oldEnd || rest[0].Start+shift < at) {
			rest = rest[1:]
		}
		if len(rest) > 0 && rest[0].Start+shift == at && at > 0 {
			for _, p := range rest {
				s.add(p, shift)
			}
			return s
		}
		p := t.piece(text, at, style)
		s.add(p, 0)
		if at = p.End; at == len(text) {
			return s
		}
	}
}

// piece lays out lines from a byte on.
func (t *setter) piece(text string, at int, style layout.Style) Piece {
	for size := t.size; ; size *= 2 {
		part := text[at:]
		whole := t.width <= 0 || len(part) <= size+size/2
		if !whole {
			part = part[:divide(part[:size])]
		}
		p := t.shaper.Paragraph(part, style, t.width)
		lines, end := len(p.Lines), len(part)
		if !whole {
			if lines = complete(p); lines == 0 {
				continue // not even one line
			}
			end = p.Lines[lines].Start
		}
		return Piece{Start: at, End: at + end, Lines: lines, P: p, mixed: mixed(p)}
	}
}

// divide is where a piece of text is best cut: after its last space in the second
// half, or else before its last character.
func divide(piece string) int {
	if i := strings.LastIndexByte(piece, ' '); i >= len(piece)/2 {
		return i + 1
	}
	cut := len(piece)
	for back := 0; back < utf8.UTFMax && cut > 1; back++ {
		cut--
		if utf8.RuneStart(piece[cut]) {
			return cut
		}
	}
	return len(piece) // no UTF-8: anywhere
}

// complete is how many lines of a paragraph that goes on after its text are as they
// are in the whole: all but the last. It stops before a line that starts with a
// letter if it can, as the levels of other characters depend on what is before them.
func complete(p *layout.Paragraph) int {
	last := len(p.Lines) - 1
	for n := last; n > last/2; n-- {
		r, _ := utf8.DecodeRuneInString(p.Text[p.Lines[n].Start:])
		switch uax9.ClassOf(r) {
		case uax9.L, uax9.R, uax9.AL:
			return n
		}
	}
	return last
}

// mixed reports whether a paragraph has runs of the other direction than its own.
func mixed(p *layout.Paragraph) bool {
	var seen [2]bool
	for i := range p.Lines {
		for j := range p.Lines[i].Runs {
			seen[p.Lines[i].Runs[j].Level&1] = true
		}
	}
	return p.RTL && seen[0] || !p.RTL && seen[1]
}

// add appends a piece, moved by some bytes.
func (s *Setting) add(p Piece, shift int) {
	p.Start, p.End, p.Line = p.Start+shift, p.End+shift, s.Lines
	s.Lines += p.Lines
	s.Mixed = s.Mixed || p.mixed
	s.pieces = append(s.pieces, p)
}

// Style is how the paragraph is set; its Base is never Auto.
func (s *Setting) Style() layout.Style { return s.style }

// RTL is the paragraph's base direction.
func (s *Setting) RTL() bool { return s.style.Base == uax9.RTL }

// Width is that of the widest line.
func (s *Setting) Width() float32 {
	var w float32
	for i := range s.pieces {
		w = max(w, s.pieces[i].P.Width)
	}
	return w
}

// Each calls yield for the pieces that have any of the lines [from, to).
func (s *Setting) Each(from, to int, yield func(p *Piece)) {
	for i := range s.pieces {
		if p := &s.pieces[i]; p.Line < to && p.Line+p.Lines > from {
			yield(p)
		}
	}
}

// pieceOfLine is the piece that holds a line.
func (s *Setting) pieceOfLine(n int) *Piece {
	i := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].Line > n })
	return &s.pieces[max(i-1, 0)]
}

// pieceAt is the piece that holds a byte; the last one for the end of the text.
func (s *Setting) pieceAt(offset int) *Piece {
	i := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].Start > offset })
	return &s.pieces[max(i-1, 0)]
}

// Line is a line of the setting, and the byte that its piece starts at.
func (s *Setting) Line(n int) (l *layout.Line, start int) {
	p := s.pieceOfLine(n)
	return &p.P.Lines[n-p.Line], p.Start
}

// Span is the bytes of the lines [from, to), of which there is one at least.
func (s *Setting) Span(from, to int) (start, end int) {
	first, a := s.Line(from)
	last, b := s.Line(to - 1)
	return a + first.Start, b + last.End
}

// lineOf is the last line that starts at or before a byte.
func (s *Setting) lineOf(offset int) int {
	p := s.pieceAt(offset)
	lines := p.P.Lines[:p.Lines]
	i := sort.Search(len(lines), func(i int) bool { return p.Start+lines[i].Start > offset })
	return p.Line + max(i-1, 0)
}

// caret is layout.Paragraph.Caret over all pieces.
func (s *Setting) caret(offset int, a layout.Affinity) layout.Caret {
	p := s.pieceAt(offset)
	if a == layout.Upstream && offset == p.Start && p.Line > 0 {
		p = s.pieceAt(offset - 1)
	}
	c := p.P.Caret(offset-p.Start, a)
	c.Line += p.Line
	above := float32(p.Line) * s.style.LineHeight
	c.Top, c.Bottom = c.Top+above, c.Bottom+above
	return c
}

// hit is layout.Paragraph.Hit over all pieces.
func (s *Setting) hit(x, y float32) (offset int, a layout.Affinity) {
	height := s.style.LineHeight
	n := min(max(int(y/height), 0), s.Lines-1)
	p := s.pieceOfLine(n)
	offset, a = p.P.Hit(x, (float32(n-p.Line)+0.5)*height)
	if offset == 0 && p.Line > 0 {
		a = layout.Downstream // the edge of a piece is not that of the paragraph
	}
	return p.Start + offset, a
}

// Areas appends the areas of the bytes [start, end) of the paragraph, see
// layout.Paragraph.Selection.
func (s *Setting) Areas(start, end int, dst []layout.Rect) []layout.Rect {
	for i := range s.pieces {
		p := &s.pieces[i]
		if p.Start >= end || p.End <= start {
			continue
		}
		from := len(dst)
		dst = p.P.Selection(max(start, p.Start)-p.Start, min(end, p.End)-p.Start, dst)
		for j := range dst[from:] {
			dst[from+j].Y += float32(p.Line) * s.style.LineHeight
		}
	}
	return dst
}
