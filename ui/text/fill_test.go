package text

import (
	"image"
	"image/color"
	"testing"
)

func TestFillRound(t *testing.T) {
	red := color.NRGBA{R: 255, A: 255}
	for _, c := range []struct {
		name           string
		x0, y0, x1, y1 float32
		radius         float32
		at             image.Point
		want           color.RGBA
	}{
		{"inside", 2, 2, 8, 8, 2, image.Pt(5, 5), color.RGBA{R: 255, A: 255}},
		{"outside", 2, 2, 8, 8, 2, image.Pt(9, 5), color.RGBA{}},
		{"half a column", 2.5, 0, 8, 10, 0, image.Pt(2, 5), color.RGBA{R: 128, A: 128}},
		{"a quarter of a row", 0, 2.75, 10, 8, 0, image.Pt(5, 2), color.RGBA{R: 64, A: 64}},
		{"corner", 2, 2, 8, 8, 3, image.Pt(2, 2), color.RGBA{}},
		{"edge beside the corner", 2, 2, 8, 8, 2, image.Pt(5, 2), color.RGBA{R: 255, A: 255}},
		{"past the picture", -50, -50, 50, 50, 9, image.Pt(0, 0), color.RGBA{R: 255, A: 255}},
		{"empty", 5, 5, 5, 9, 0, image.Pt(5, 6), color.RGBA{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			img := image.NewRGBA(image.Rect(0, 0, 10, 10))
			fillRound(img, c.x0, c.y0, c.x1, c.y1, c.radius, red)
			if got := img.RGBAAt(c.at.X, c.at.Y); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// A translucent fill lets what is under it through, and stays premultiplied.
func TestBlend(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 1, 1))
	fillRound(img, 0, 0, 1, 1, 0, color.NRGBA{B: 255, A: 255})
	fillRound(img, 0, 0, 1, 1, 0, color.NRGBA{R: 255, A: 51})
	if got, want := img.RGBAAt(0, 0), (color.RGBA{R: 51, B: 204, A: 255}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
