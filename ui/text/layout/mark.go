package layout

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/font"
)

// Marks is the face of runs without a face: those of control characters that are
// shown, see Style.ShowControls, and of characters that no face has. The ID of such a
// glyph is its character.
const Marks FaceID = 1<<16 - 1

// Mark is the picture of a control character, a frame around its abbreviation, which
// is on the baseline; or of a character that no face has, an empty box. Measures
// are in ems of the text around it, from the pen and the baseline, y down.
type Mark struct {
	Advance float32
	Frame   Rect    // outer edge
	Stroke  float32 // width of the frame's line, inwards
	Face    FaceID  // of the letters
	Size    float32 // of the letters
	Letters []Glyph // X only
}

// Measures of a mark, in ems.
const (
	markSize    = 0.5  // of the letters
	markHeight  = 0.4  // of capitals of this size
	markAside   = 0.07 // free at either side of the frame
	markPadding = 0.13 // within the frame
	markStroke  = 0.05

	boxWidth  = 0.5 // of an empty box
	boxHeight = 0.7
)

// Mark returns the picture of a character.
func (f *Fonts) Mark(r rune) Mark {
	return f.mark(r, f.NewFace(f.families[0].regular))
}

// mark is Mark with the face of the letters at hand, the regular one of the primary
// family.
func (f *Fonts) mark(r rune, at *font.Face) Mark {
	m := Mark{Stroke: markStroke, Face: f.families[0].regular, Size: markSize}
	if !isControl(r) {
		m.Frame = Rect{X: markAside, Y: -boxHeight, W: boxWidth, H: boxHeight}
		m.Advance = boxWidth + 2*markAside
		return m
	}
	x := float32(markAside + markPadding)
	for _, letter := range abbreviation(r) {
		glyph, _ := at.NominalGlyph(letter)
		m.Letters = append(m.Letters, Glyph{ID: uint32(glyph), X: x})
		x += at.HorizontalAdvance(glyph) / float32(at.Upem()) * markSize
	}
	x += markPadding
	m.Frame = Rect{X: markAside, Y: -markHeight - markPadding, W: x - markAside, H: markHeight + 2*markPadding}
	m.Advance = x + markAside
	return m
}

// isControl reports the characters that are invisible and change what is around
// them, or nothing: controls, bidirectional controls, and other format characters,
// the classes Cc, Cf, Zl and Zp of Unicode. It leaves out the tab, which is white
// space, the joiners, without which Persian and many emoji cannot be written, and the
// visible ones among the format characters. Each is a grapheme of its own (UAX #29,
// rules GB4 and GB5), except for a line ending of two.
func isControl(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f || r == '\t' || r == '\u200c' || r == '\u200d':
		return false
	case r < 0xa0 || r == '\u00ad' || r == '\u061c':
		return true
	case r < 0x180e:
		return false
	case r >= 0xe0020 && r < 0xe0080: // tags, which are parts of flags
		return false
	}
	return (unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029') && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// Defuse returns a text for a line that the interface composes of several with
// isolates around each, where ShowControls would show these too: its controls become
// replacement characters, which are visible and have no direction.
func Defuse(text string) string {
	if strings.IndexFunc(text, isControl) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if isControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// abbreviations are the names that the Unicode Standard uses for the controls that
// people meet.
var abbreviations = map[rune]string{
	'\x00': "NUL", '\n': "LF", '\r': "CR", '\x1b': "ESC", '\x7f': "DEL", '\u0085': "NEL",
	'\u00ad': "SHY", '\u061c': "ALM", '\u200b': "ZWSP", '\u200e': "LRM", '\u200f': "RLM",
	'\u2028': "LS", '\u2029': "PS",
	'\u202a': "LRE", '\u202b': "RLE", '\u202c': "PDF", '\u202d': "LRO", '\u202e': "RLO",
	'\u2060': "WJ", '\u2066': "LRI", '\u2067': "RLI", '\u2068': "FSI", '\u2069': "PDI",
	'\ufeff': "BOM",
}

// abbreviation returns what a mark says: a name or a number.
func abbreviation(control rune) string {
	if name, ok := abbreviations[control]; ok {
		return name
	}
	return fmt.Sprintf("%02X", control)
}
