package layout

import (
	"tarikh.org/tarikh/ui/text/uax9"
)

// Align says where the lines of a wrapped paragraph are in its box.
type Align uint8

const (
	AlignStart Align = iota // left in a left-to-right paragraph, right in a right-to-left one
	AlignLeft
	AlignRight
	AlignCenter
)

// Style is how a paragraph is set. The zero value of every field but Size is useful.
type Style struct {
	Size       float32        // units to the em
	Bold       bool           // the bold face instead of the regular one
	LineHeight float32        // units from line to line; 0 means 1.5*Size
	Base       uax9.Direction // Auto: by the first strong character, else left to right
	MaxLines   int            // 0: no limit; otherwise the last line is cut with an ellipsis
	Align      Align
	Family     Family // the primary family instead of FamilyInterface; the others substitute for it

	// ShowControls shows control characters as marks and does not obey them: what they
	// say about direction has no effect, and nothing invisible is in the text. It is for
	// single lines that people wrote: titles, names, tags, links. Without it they are
	// invisible and obeyed, as in the interface's own lines and in the bodies of
	// articles; as every paragraph is resolved by itself, what one leaves open ends with
	// it (UAX #9, rules P1, X8 and BD9), so they are balanced by paragraph.
	ShowControls bool
}

// Paragraph is one laid out paragraph. It is immutable and keeps nothing of the
// Shaper that made it. Its origin is the top left corner of its box; x grows to the
// right and y down.
type Paragraph struct {
	Text   string // as given, without a line ending
	Style  Style
	RTL    bool // the base direction
	Lines  []Line
	Width  float32 // of the widest line
	Height float32 // all lines
	Box    float32 // the width given when wrapped, else Width

	// Waiting says that faces of the system for some of the text are being loaded; the
	// characters are blank until then. It is to be laid out again when System says so.
	Waiting bool
}

// Line is one line. Start and End are bytes of the paragraph's text, half-open; the
// lines of a paragraph partition its text.
type Line struct {
	Start, End int
	Cut        int     // where the ellipsis stands for the rest, else End
	X, Y       float32 // left edge after alignment, and top
	Width      float32 // of a wrapped line: without its trailing white space, which hangs outside
	Baseline   float32 // from the paragraph's top
	Runs       []Run   // visual order, left to right, without gaps
}

// Run is a stretch of a line in one direction and one face.
type Run struct {
	Start, End int // bytes, half-open
	Level      uint8
	Face       FaceID
	X, Width   float32 // X from the line's left edge; negative where white space hangs there
	Glyphs     []Glyph // visual order
}

// Glyph is one placed glyph.
type Glyph struct {
	ID         uint32
	Start, End int     // bytes of its cluster, half-open
	X, Y       float32 // pen position from the line's left edge; Y down from the baseline
	Advance    float32
}

// Affinity says to which of its two neighbours a caret between characters belongs
// where these are not neighbours on the screen.
type Affinity uint8

const (
	Downstream Affinity = iota // before the following character
	Upstream                   // after the preceding character
)

// Caret is the place of an insertion point, in the paragraph's coordinates.
type Caret struct {
	Line           int
	X, Top, Bottom float32
	RTL            bool // the direction of the character it belongs to
}

// Rect is an area in the paragraph's coordinates.
type Rect struct {
	X, Y, W, H float32
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
