package paint

import (
	"image"
	"image/color"
	"math"
	"testing"
)

var (
	white = color.NRGBA{R: 255, G: 255, B: 255, A: 255}
	black = color.NRGBA{A: 255}
)

func sheet(w, h int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	clearTo(dst, white)
	return dst
}

// dark is the area painted black on white, in pixels.
func dark(dst *image.RGBA) float64 {
	sum := 0.0
	for i := 0; i < len(dst.Pix); i += 4 {
		sum += 1 - float64(dst.Pix[i])/255
	}
	return sum
}

func TestFilledAreaIsTheShapesArea(t *testing.T) {
	round := func(w, h, r float64) float64 { return w*h - (4-math.Pi)*r*r }
	for _, c := range []struct {
		name      string
		b         box
		radius    float64
		want, off float64
	}{
		{"whole pixels", box{2, 2, 10, 6}, 0, 32, 0.01},
		{"parts of pixels", box{2.25, 2.5, 10.75, 6.25}, 0, 8.5 * 3.75, 0.1},
		{"within one pixel", box{3.25, 3.25, 3.75, 3.75}, 0, 0.25, 0.01},
		{"dot", box{10.3, 10.7, 21.3, 21.7}, 5.5, round(11, 11, 5.5), 1},
		{"dot at 2x", box{4, 4, 26, 26}, 11, round(22, 22, 11), 2},
		{"pill", box{4.5, 4, 40.5, 19}, 7.5, round(36, 15, 7.5), 1.5},
		{"radius more than half", box{4, 4, 24, 14}, 99, round(20, 10, 5), 1.5},
		{"cut at the left and top", box{-10, -10, 5, 5}, 0, 25, 0.01},
		{"beyond all bounds", box{-1e30, 10, 1e30, 12}, 0, 96, 0.01},
		{"outside", box{100, 2, 120, 10}, 3, 0, 0},
		{"no box", box{math.NaN(), 2, 10, 10}, 3, 0, 0},
		{"turned over", box{10, 2, 4, 10}, 3, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			dst := sheet(48, 32)
			new(Painter).shape(dst, c.b, c.radius, 0, fade{}, black)
			if got := dark(dst); math.Abs(got-c.want) > c.off {
				t.Errorf("area %.2f, want %.2f within %.2f", got, c.want, c.off)
			}
		})
	}
}

func TestFadeRisesAndFalls(t *testing.T) {
	dst := sheet(100, 4)
	new(Painter).shape(dst, box{10, 0, 90, 4}, 0, 0, fade{left: 20, right: 40}, black)
	at := func(x int) float64 { return 1 - float64(dst.Pix[4*x])/255 }
	for _, c := range []struct {
		x    int
		want float64
	}{{9, 0}, {10, 0.025}, {20, 0.525}, {30, 1}, {49, 1}, {70, 0.4875}, {89, 0.0125}, {90, 0}} {
		if got := at(c.x); math.Abs(got-c.want) > 0.01 {
			t.Errorf("opacity at %d: %.3f, want %.3f", c.x, got, c.want)
		}
	}
}

func TestStrokedAreaIsTheRing(t *testing.T) {
	dst := sheet(64, 48)
	new(Painter).shape(dst, box{10, 10, 54, 38}, 6, 2, fade{}, black)
	want := 2 * (2*(44+28) - 8*6 + 2*math.Pi*6)
	if got := dark(dst); math.Abs(got-want) > 3 {
		t.Errorf("area %.1f, want %.1f", got, want)
	}
	if dst.Pix[dst.PixOffset(32, 24)] != 255 {
		t.Error("the inside of an outline is painted")
	}
}

func TestBlendIsExactAtTheEnds(t *testing.T) {
	for _, c := range []struct {
		name     string
		ink      color.NRGBA
		coverage uint32
		want     [4]uint8
	}{
		{"none", color.NRGBA{R: 10, G: 20, B: 30, A: 255}, 0, [4]uint8{200, 100, 50, 255}},
		{"all", color.NRGBA{R: 10, G: 20, B: 30, A: 255}, 255, [4]uint8{10, 20, 30, 255}},
		{"half", color.NRGBA{R: 0, G: 0, B: 0, A: 255}, 128, [4]uint8{100, 50, 25, 255}},
		{"translucent", color.NRGBA{R: 200, G: 100, B: 50, A: 77}, 255, [4]uint8{200, 100, 50, 255}},
	} {
		pix := []uint8{200, 100, 50, 255}
		k := inkOf(c.ink)
		k.blend(pix, c.coverage)
		if [4]uint8(pix) != c.want {
			t.Errorf("%s: %v, want %v", c.name, pix, c.want)
		}
	}
}
