package layout

import (
	"bytes"
	"errors"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
)

// face is a parsed face and what layout needs to know of it. Measures are in ems.
type face struct {
	font    *font.Font
	weight  float32 // to set its weight axis to, 0 if it has none
	ascent  float64 // above the baseline
	descent float64 // below it, positive
	x       float64 // height of the small letter x, 0 without one
	common  common
	file    []byte // that it was read from; nil for one of the system
}

// weightAxis is the variation axis of a face with several weights.
var weightAxis = opentype.MustNewTag("wght")

// parse reads the face of a TrueType or OpenType file.
func parse(data []byte) (*face, error) {
	parsed, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	read, err := newFace(parsed.Font, 0)
	if err == nil {
		read.file = data
	}
	return read, err
}

// newFace measures a face. A weight other than 0 is for its weight axis.
func newFace(f *font.Font, weight float32) (*face, error) {
	parsed := &face{font: f, weight: weight}
	at := parsed.newFace()
	upem := float64(f.Upem())
	extents, ok := at.FontHExtents()
	if !ok || upem == 0 {
		return nil, errors.New("no vertical measures")
	}
	parsed.ascent = float64(extents.Ascender) / upem
	parsed.descent = -float64(extents.Descender) / upem
	if glyph, ok := at.NominalGlyph('x'); ok {
		if x, ok := at.GlyphExtents(glyph); ok {
			parsed.x = float64(x.YBearing) / upem
		}
	}
	parsed.common = commonOf(f)
	return parsed, nil
}

// newFace returns a face for one goroutine.
func (f *face) newFace() *font.Face {
	at := font.NewFace(f.font)
	if f.weight != 0 {
		at.SetVariations([]font.Variation{{Tag: weightAxis, Value: f.weight}})
	}
	return at
}

// scaleTo is by how much the face is set larger beside another one, so that their
// small letters are about as high. Small differences stay: they belong to the faces.
func (f *face) scaleTo(primary *face) float64 {
	if f.x <= 0 || primary.x <= 0 {
		return 1
	}
	ratio := primary.x / f.x
	if ratio > 0.9 && ratio < 1.1 {
		return 1
	}
	return min(max(math.Round(ratio*20)/20, 0.75), 1.35)
}

// common says which of the commonest characters, those below U+0800, a face has and
// shows: with most texts the search for a face ends here.
type common [0x800 / 64]uint64

func commonOf(f *font.Font) (c common) {
	for r := range rune(len(c) * 64) {
		if _, ok := f.NominalGlyph(r); ok && !ignorable(r) {
			c[r/64] |= 1 << (r % 64)
		}
	}
	return c
}

// has reports whether the face has and shows a character; false may mean unknown.
func (c *common) has(r rune) bool {
	return r < rune(len(c)*64) && c[r/64]&(1<<(r%64)) != 0
}

// ignorable reports runes that show nothing in any face: controls and default
// ignorable code points.
func ignorable(r rune) bool {
	return harfbuzz.IsDefaultIgnorable(r) || readable(r) != r
}

// readable replaces what a face may have an odd glyph for. A tab is a wide space,
// see tabSpaces; other controls are invisible, as the default ignorables are, and
// join no letters.
func readable(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029':
		return '\u200c'
	}
	return r
}

// Family names a family of a Fonts. Values other than the constants are the names of
// families that the system has.
type Family string

const (
	FamilyInterface Family = ""        // the primary family, of NewFonts
	FamilyReading   Family = "reading" // the one of WithReading
)
