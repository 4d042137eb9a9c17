package layout

import (
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

// sizeOf is the size that text of a face is set in.
func (s *Shaper) sizeOf(id FaceID) float64 {
	return float64(s.style.Size) * s.fonts.face(id).scaleTo(s.fonts.face(0))
}

// choice is the faces that a style sets text in.
type choice struct {
	family  Family
	bold    bool
	made    bool
	waiting bool     // for the family, a system's
	common  *common  // of the first face
	chain   []FaceID // the primary one first, then those that substitute for it
}

// item is a stretch of runes [start, end) of one level, script and face, and its
// glyphs [first, last).
type item struct {
	start, end  int
	first, last int
	script      language.Script
	face        FaceID
	level       uax9.Level
}

// shaped is a glyph of an item, in units.
type shaped struct {
	id      uint32
	cluster int // rune
	advance float64
	dx, dy  float64 // from the pen; dy up
}

// piece is the part of an item that a line has: runes [start, end), glyphs
// [first, last) of the shaper.
type piece struct {
	start, end  int
	first, last int
	face        FaceID
	level       uax9.Level
	backward    bool      // its glyphs are in the order opposite to its level
	dots        *ellipsis // instead of glyphs
}

// ellipsis is the glyphs that stand for text that was cut.
type ellipsis struct {
	glyph uint32
	count int
	each  float64 // advance
}

// harfbuzz returns the shaping font of a face.
func (s *Shaper) harfbuzz(id FaceID) *harfbuzz.Font {
	if int(id) >= len(s.hb) {
		s.hb = append(s.hb, make([]*harfbuzz.Font, int(id)+1-len(s.hb))...)
	}
	if s.hb[id] == nil {
		s.hb[id] = harfbuzz.NewFont(s.fonts.NewFace(id))
	}
	return s.hb[id]
}

// primary is the face that white space, the ellipsis and the line's measures come from.
func (s *Shaper) primary() FaceID { return s.faces.chain[0] }
