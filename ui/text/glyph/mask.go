package glyph

import (
	"image/color"

	"github.com/go-text/typesetting/font"

	"tarikh.org/tarikh/ui/text/layout"
)

// mask is the coverage of one glyph, or its picture, or its layers. Its top left pixel
// is at (left, top) from the whole pixel that the pen is in and the baseline.
type mask struct {
	left, top     int
	width, height int
	pix           []uint8 // rows without gaps; nil if there is nothing to draw
	picture       bool    // pix has premultiplied colours, red, green, blue and alpha
	layers        []layer // instead of pix
}

// maskKey is a glyph times phases, plus its phase, plus asLayer for a glyph that is a
// part of another one and so without colours of its own.
type maskKey uint64

const asLayer maskKey = 1 << 40

// strikeKey names a face at a size in pixels to the em of the text's size.
type strikeKey struct {
	face layout.FaceID
	ppem float32
}

// strike holds the masks of one face and size.
type strike struct {
	face  *font.Face // nil for the marks of controls
	ppem  float32    // of the text
	scale float32    // pixels to the font unit
	masks map[maskKey]*mask
	size  int    // bytes of its masks
	used  uint64 // when, by Cache.clock
}

// overhead is about what a mask needs beside its pixels.
const overhead = 96

// layer is a glyph in one colour, a part of an emoji.
type layer struct {
	glyph  uint32
	inInk  bool // in the colour of the text
	colour color.NRGBA
}
