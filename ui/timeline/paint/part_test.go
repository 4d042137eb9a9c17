package paint

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// A picture is the same whether it is painted whole or in parts, across and down.
func TestPartsAreTheWhole(t *testing.T) {
	p, shaper := typesetting(t)
	list := busy(shaper, 60, 400, 300)
	// Taller and wider than a part with all that is kept around it.
	list.Marks = append(list.Marks,
		scene.Rect{X: 30, Y: -900, W: 50, H: 1150, Radius: 20, Fill: color.NRGBA{B: 200, A: 120}, Stroke: black, StrokeWidth: 3},
		scene.Rect{X: -500, Y: 40, W: 1200, H: 90, Radius: 40, FadeLeft: 600, FadeRight: 400, Fill: color.NRGBA{R: 200, A: 255}, Stroke: black, StrokeWidth: 2},
	)
	list.Lines = append(list.Lines,
		scene.Line{X0: 10.3, X1: 10.3, Y0: -50, Y1: 290, Width: 1, Dash: 7, Colour: black},
		scene.Line{X0: -31, X1: 390, Y0: 77.7, Y1: 77.7, Width: 2, Dash: 5, Colour: black})
	for _, scale := range []float32{0.75, 1, 2.5} {
		whole := image.NewRGBA(image.Rect(0, 0, int(400*scale), int(300*scale)))
		p.Paint(whole, list, scale)
		for _, size := range []image.Point{{whole.Rect.Dx(), 17}, {97, 64}} {
			together := image.NewRGBA(whole.Rect)
			painter := Painter{Glyphs: glyph.NewCache(fontsOf(t))}
			for y := 0; y < whole.Rect.Dy(); y += size.Y {
				for x := 0; x < whole.Rect.Dx(); x += size.X {
					at := image.Rect(x, y, x+size.X, y+size.Y).Intersect(whole.Rect)
					part := image.NewRGBA(at)
					painter.Paint(part, list, scale)
					for row := at.Min.Y; row < at.Max.Y; row++ {
						copy(together.Pix[together.PixOffset(at.Min.X, row):], part.Pix[part.PixOffset(at.Min.X, row):part.PixOffset(at.Max.X-1, row)+4])
					}
				}
			}
			if !bytes.Equal(whole.Pix, together.Pix) {
				n := 0
				for i := 0; i < len(whole.Pix); i += 4 {
					if !bytes.Equal(whole.Pix[i:i+4], together.Pix[i:i+4]) {
						n++
					}
				}
				t.Errorf("scale %v in parts of %v: %d pixels differ", scale, size, n)
			}
		}
	}
}

func fontsOf(t testing.TB) *layout.Fonts {
	t.Helper()
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}
