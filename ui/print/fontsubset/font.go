package fontsubset

import (
	"math"

	"github.com/go-text/typesetting/font/opentype"
)

// Font is a TrueType font whose glyphs are chosen. It is for one goroutine.
type Font struct {
	tables   map[opentype.Tag][]byte
	glyphs   [][]byte // entries of glyf; nil is empty
	advances []uint16 // font units
	sides    []int16  // left side bearings
	own      int      // how many of the glyphs are the font's own
	used     []bool   // by glyph

	Name            string // PostScript name
	UnitsPerEm      int    // font units to the em
	Bounds          [4]int // of all glyphs: left, bottom, right, top
	Ascent, Descent int    // of lines, Descent mostly negative
}

// Part is a glyph that a composed one consists of, moved in font units, y up.
type Part struct {
	Glyph uint32
	X, Y  int16
}

// mostGlyphs is how many glyphs a font can have.
const mostGlyphs = math.MaxUint16
