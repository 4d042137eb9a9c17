package paint

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// halves is a picture whose left half is red and whose right half is blue, between bands of
// green at both sides.
func halves(w, h, band int) *image.RGBA {
	green, red, blue := halfColours()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(green), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(band, 0, w/2, h), image.NewUniform(red), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(w/2, 0, w-band, h), image.NewUniform(blue), image.Point{}, draw.Src)
	return img
}

func halfColours() (green, red, blue color.NRGBA) {
	return color.NRGBA{G: 200, A: 255}, color.NRGBA{R: 200, A: 255}, color.NRGBA{B: 200, A: 255}
}

// A picture fills its box without being stretched, its corners are round, and it is the same
// painted in parts; the fill is there while there are no pixels, and where they are
// transparent.
func TestPicture(t *testing.T) {
	_, red, blue := halfColours()
	grey := color.NRGBA{120, 120, 120, 255}
	list := &scene.List{W: 60, H: 40, Ground: white, Pictures: []scene.Picture{
		{Event: 7, Rect: scene.Rect{X: 10, Y: 10, W: 40, H: 20, Radius: 8, Fill: grey, Stroke: black, StrokeWidth: 2}},
	}}
	at := func(img *image.RGBA, x, y int) color.NRGBA {
		return color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
	}
	for _, scale := range []int{1, 2} {
		paint := func(pixels *image.RGBA) *image.RGBA {
			p := Painter{Pixels: func(event int) *image.RGBA {
				if event != 7 {
					t.Fatalf("event %d", event)
				}
				return pixels
			}}
			whole := image.NewRGBA(image.Rect(0, 0, 60*scale, 40*scale))
			p.Paint(whole, list, float32(scale))
			for _, part := range []image.Rectangle{{Max: image.Pt(60*scale, 17*scale)}, {Min: image.Pt(0, 17*scale), Max: image.Pt(60*scale, 40*scale)}, {Min: image.Pt(33, 11), Max: image.Pt(47, 29)}} {
				cut := image.NewRGBA(part)
				p.Paint(cut, list, float32(scale))
				for y := part.Min.Y; y < part.Max.Y; y++ {
					from := whole.PixOffset(part.Min.X, y)
					if row := cut.Pix[(y-part.Min.Y)*cut.Stride:][:4*part.Dx()]; !bytes.Equal(row, whole.Pix[from:from+len(row)]) {
						t.Fatalf("scale %d, part %v: row %d differs", scale, part, y)
					}
				}
			}
			return whole
		}
		img := paint(halves(300, 100, 50)) // 3:1 in a box of 2:1: the bands are cut
		for _, want := range []struct {
			x, y int
			c    color.NRGBA
		}{{14, 20, red}, {28, 12, red}, {32, 28, blue}, {46, 20, blue}, {9, 20, black}, {10, 10, white}, {49, 29, white}, {4, 4, white}} {
			if got := at(img, want.x*scale+scale/2, want.y*scale+scale/2); got != want.c {
				t.Errorf("scale %d: %v at %d, %d, want %v", scale, got, want.x, want.y, want.c)
			}
		}
		for name, pixels := range map[string]*image.RGBA{"none": nil, "transparent": image.NewRGBA(image.Rect(0, 0, 30, 30))} {
			if got := at(paint(pixels), 30*scale, 20*scale); got != grey {
				t.Errorf("scale %d, %s: %v, want the fill", scale, name, got)
			}
		}
	}
}

// A picture is fitted to its size once.
func TestPictureIsFittedOnce(t *testing.T) {
	pixels := halves(300, 100, 0)
	p := Painter{Pixels: func(int) *image.RGBA { return pixels }}
	list := &scene.List{W: 60, H: 40, Ground: white, Pictures: []scene.Picture{{Rect: scene.Rect{X: 10, Y: 10, W: 40, H: 20, Fill: white}}}}
	dst := image.NewRGBA(image.Rect(0, 0, 60, 40))
	p.Paint(dst, list, 1)
	if n := testing.AllocsPerRun(5, func() { p.Paint(dst, list, 1) }); n > 0 {
		t.Errorf("%g allocations for a picture that was painted before", n)
	}
	for i := range 2 * mostFitted {
		list.Pictures[0].W = float32(20 + i%300)
		list.Pictures[0].H = float32(10 + i/300)
		p.Paint(dst, list, 1)
	}
	if len(p.fitted) > mostFitted {
		t.Errorf("%d pictures are kept", len(p.fitted))
	}
}
