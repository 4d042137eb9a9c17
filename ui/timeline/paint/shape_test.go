package paint

import (
	"bytes"
	"image/color"
	"math"
	"testing"
)

func TestWideShapesAreTheirEndsAndTheirMiddle(t *testing.T) {
	// Where a shape is put together from ends, it is what one mask would be.
	for _, c := range []struct {
		name           string
		radius, stroke float64
	}{{"filled", 7.5, 0}, {"square", 0, 0}, {"outline", 7.5, 1.75}, {"wide corners", 12, 0}} {
		t.Run(c.name, func(t *testing.T) {
			for w := 30.0; w < 90; w += 0.25 {
				last := box{10.25, 4.5, 10.25 + w, 30.5}
				whole, joined := sheet(120, 36), sheet(120, 36)
				p := new(Painter)
				p.shape(joined, last, c.radius, c.stroke, fade{}, black)
				k := shapeKey{
					x: 1, y: 2, w: inPhases(w), h: inPhases(26), radius: inPhases(c.radius), stroke: inPhases(c.stroke),
				}
				s := stampOf(whole, black)
				s.mask(p, makeMask(k), 10, 4)
				if !bytes.Equal(whole.Pix, joined.Pix) {
					t.Fatalf("%v pixels wide: put together it looks different", w)
				}
			}
		})
	}
}

func TestShapesLookTheSameEverywhere(t *testing.T) {
	p := new(Painter)
	draw := func(dx, dy float64) []byte {
		dst := sheet(80, 60)
		p.shape(dst, box{5.3 + dx, 6.6 + dy, 25.3 + dx, 17.6 + dy}, 5.5, 0, fade{}, black)
		p.shape(dst, box{5.3 + dx, 6.6 + dy, 25.3 + dx, 17.6 + dy}, 5.5, 1.5, fade{left: 6}, white)
		var part []byte
		for y := 4; y < 20; y++ {
			from := dst.PixOffset(3+int(dx), y+int(dy))
			part = append(part, dst.Pix[from:from+4*26]...)
		}
		return part
	}
	first := draw(0, 0)
	for _, at := range [][2]float64{{1, 0}, {37, 0}, {0, 30}, {40, 30}} {
		if !bytes.Equal(first, draw(at[0], at[1])) {
			t.Errorf("moved by %v whole pixels it looks different", at)
		}
	}
}

func TestMasksTakeBoundedMemory(t *testing.T) {
	p := new(Painter)
	dst := sheet(400, 400)
	for i := range 4000 {
		w := 1 + float64(i%1500)/4
		p.shape(dst, box{float64(i) / 4, 0, float64(i)/4 + w, 300}, 5, 0, fade{}, black)
	}
	size := 0
	for _, m := range p.shapes.masks {
		size += len(m.pix) + overhead
	}
	if size != p.shapes.size || size > 2*budget {
		t.Errorf("%d bytes of masks, counted %d", size, p.shapes.size)
	}
}

// FuzzShape looks for numbers that paint beyond the picture or take forever.
func FuzzShape(f *testing.F) {
	f.Add(10.0, 10.0, 21.0, 21.0, 5.5, 0.0, 0.0, 0.0)
	f.Add(-1e30, 2.0, 1e30, 9.0, 1e9, 1.5, 1e12, -4.0)
	f.Add(math.NaN(), math.Inf(-1), math.Inf(1), 5.0, math.Inf(1), math.NaN(), math.Inf(1), math.NaN())
	f.Add(3.99, 3.99, 4.0, 4.0, 2.0, 300.0, 1.0, 1.0)
	f.Fuzz(func(t *testing.T, x0, y0, x1, y1, radius, stroke, left, right float64) {
		dst := sheet(48, 32)
		p := new(Painter)
		ink := color.NRGBA{R: 10, G: 20, B: 30, A: 200}
		p.shape(dst, box{x0, y0, x1, y1}, radius, 0, fade{left, right}, ink)
		p.shape(dst, box{x0, y0, x1, y1}, radius, stroke, fade{left, right}, ink)
		for i := 3; i < len(dst.Pix); i += 4 {
			if dst.Pix[i] != 255 {
				t.Fatalf("pixel %d is no longer opaque", i/4)
			}
		}
	})
}
