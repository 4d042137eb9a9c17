package pdf

import (
	"crypto/sha256"
	"fmt"
	"math"
	"strconv"
	"strings"

	"tarikh.org/tarikh/ui/print/fontsubset"
	"tarikh.org/tarikh/ui/text/layout"
)

// subsetFont is a composite font (9.7) with the part of a font file that is used. Its codes
// are CIDs of two bytes, one for each pair of a glyph and its text.
type subsetFont struct {
	font   *fontsubset.Font
	widths []float64 // by CID, thousandths of an em
	glyphs []uint16  // by CID
	said   []string  // by CID, in visual order
}

func newSubsetFont(source []byte) (*subsetFont, error) {
	f, err := fontsubset.Parse(source)
	if err != nil {
		return nil, err
	}
	return &subsetFont{font: f, widths: []float64{0}, glyphs: []uint16{0}, said: []string{""}}, nil
}

// add makes a code for glyphs that are placed in font units; false where there is no room.
func (s *subsetFont) add(parts []layout.Glyph, says string, advance float64) (code, bool) {
	if len(s.widths) > math.MaxUint16 {
		return code{}, false
	}
	glyph, single := uint32(0), len(parts) == 1 && parts[0].X == 0 && parts[0].Y == 0
	if single {
		glyph = parts[0].ID
	}
	if single && advance == float64(s.font.Advance(glyph)) {
		s.font.Use(glyph)
	} else {
		composed := make([]fontsubset.Part, len(parts))
		for i, p := range parts {
			composed[i] = fontsubset.Part{Glyph: p.ID, X: int16(p.X), Y: int16(p.Y)}
		}
		made, ok := s.font.Compose(composed, int(min(max(advance, 0), math.MaxUint16)))
		if !ok {
			return code{}, false
		}
		glyph, advance = made, float64(s.font.Advance(made))
	}
	width := math.Round(advance*1e5/float64(s.font.UnitsPerEm)) / 100
	s.widths, s.glyphs, s.said = append(s.widths, width), append(s.glyphs, uint16(glyph)), append(s.said, says)
	return code{id: uint16(len(s.widths) - 1), long: true, width: width}, true
}

// write writes the font (9.7.6).
func (s *subsetFont) write(f *file, _ string) Ref {
	program := s.font.ForDrawing()
	name := tag(program) + "+" + s.font.Name
	thousandths := func(v int) string { return number(float64(v) * 1000 / float64(s.font.UnitsPerEm)) }
	embedded, glyphs, said := f.alloc(), f.alloc(), f.alloc()
	f.stream(embedded, "/Length1 "+strconv.Itoa(len(program)), program)
	gids := make([]byte, 0, 2*len(s.glyphs))
	for _, g := range s.glyphs {
		gids = append(gids, byte(g>>8), byte(g))
	}
	f.stream(glyphs, "", gids)
	f.stream(said, "", characterMap(s.said, 2))
	box := s.font.Bounds
	descriptor := f.add(fmt.Sprintf("<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%s %s %s %s] /ItalicAngle 0 /Ascent %s /Descent %s /CapHeight %s /StemV 80 /FontFile2 %s >>",
		name, thousandths(box[0]), thousandths(box[1]), thousandths(box[2]), thousandths(box[3]), thousandths(s.font.Ascent), thousandths(s.font.Descent), thousandths(s.font.Ascent), embedded))
	var w strings.Builder
	for _, width := range s.widths[1:] {
		w.WriteString(number(width) + " ")
	}
	descendant := f.add(fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %s /DW 0 /W [1 [%s]] /CIDToGIDMap %s >>",
		name, descriptor, w.String(), glyphs))
	return f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s >>", name, descendant, said))
}

// tag is the six letters before the name of a subset (9.6.4), which follow from it.
func tag(program []byte) string {
	sum := sha256.Sum256(program)
	letters := make([]byte, 6)
	for i := range letters {
		letters[i] = 'A' + sum[i]%26
	}
	return string(letters)
}
