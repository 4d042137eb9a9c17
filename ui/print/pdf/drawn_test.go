package pdf

import (
	"bytes"
	"io"
	"math"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/text/layout"
)

// box is the extent of outlines: left, bottom, right, top.
type box [4]float64

func nothing() box { return box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)} }

// add takes in the outline of a glyph, scaled and moved.
func (b *box) add(f *font.Face, glyph uint32, x, y, scale float64) {
	found, _ := f.GlyphDataOutline(tables.GlyphID(glyph))
	for i := range found.Segments {
		for _, p := range found.Segments[i].ArgsSlice() {
			px, py := x+float64(p.X)*scale, y+float64(p.Y)*scale
			*b = box{min(b[0], px), min(b[1], py), max(b[2], px), max(b[3], py)}
		}
	}
}

// TestGlyphsAreDrawnWhereTheyWereLaidOut compares what the codes of a line draw with what
// its glyphs do, run by run: kerning, vowel signs and points are where they were.
func TestGlyphsAreDrawnWhereTheyWereLaidOut(t *testing.T) {
	fonts, err := layout.EmbeddedWithReading(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	const size = 1000
	for _, family := range []layout.Family{layout.FamilyInterface, layout.FamilyReading} {
		for _, text := range []string{"AVATAR", "cafe\u0301", "فريق", "أوكرانيا", "المُعَلِّمُ", "جزءٌ", "نقلًا", "لِلإِنْسَانِ", "يُؤَثِّرُ"} {
			set := newFontSet(newFile(io.Discard), fonts)
			for _, r := range layout.NewShaper(fonts).Paragraph(text, layout.Style{Size: size, Family: family}, 0).Lines[0].Runs {
				whole := fonts.NewFace(r.Face)
				em := size * float64(fonts.Scale(r.Face))
				want, got := nothing(), nothing()
				for _, g := range r.Glyphs {
					want.add(whole, g.ID, float64(g.X), -float64(g.Y), em/float64(whole.Upem()))
				}
				type placed struct {
					code
					x float32
				}
				var codes []placed
				set.run(text, &r, size, func(c code, x float32) { codes = append(codes, placed{c, x}) })
				subset := set.typeface(r.Face).fonts[0].(*subsetFont)
				part, err := font.ParseTTF(bytes.NewReader(subset.font.ForText()))
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range codes {
					got.add(part, uint32(subset.glyphs[c.id]), float64(c.x), 0, em/float64(part.Upem()))
				}
				for i := range want {
					if math.Abs(got[i]-want[i]) > 2 { // of 1000 units to the em
						t.Errorf("%s %q: drawn in %.0f, laid out in %.0f", family, text, got, want)
						break
					}
				}
			}
		}
	}
}
