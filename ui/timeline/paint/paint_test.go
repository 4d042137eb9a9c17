package paint

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/scene"
)

func typesetting(tb testing.TB) (*Painter, *layout.Shaper) {
	tb.Helper()
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		tb.Fatal(err)
	}
	return &Painter{Glyphs: glyph.NewCache(fonts)}, layout.NewShaper(fonts)
}

func TestHairlinesAreWholePixels(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5, 2} {
		dst := image.NewRGBA(image.Rect(0, 0, 40, 40))
		p := Painter{}
		p.Paint(dst, &scene.List{W: 20, H: 20, Ground: white, Lines: []scene.Line{
			{X0: 7.3, X1: 7.3, Y0: 0, Y1: 20, Width: 1, Colour: black},
			{X0: 0, X1: 20, Y0: 11.8, Y1: 11.8, Width: 1, Colour: black},
		}}, scale)
		for i := 0; i < len(dst.Pix); i += 4 {
			if v := dst.Pix[i]; v != 0 && v != 255 {
				t.Fatalf("scale %v: a grey pixel %d at %d", scale, v, i/4)
			}
		}
		thick := math.Round(float64(scale))
		want := thick*math.Min(40, 20*float64(scale))*2 - thick*thick
		if got := dark(dst); math.Abs(got-want) > 0.01 {
			t.Errorf("scale %v: %v dark pixels, want %v", scale, got, want)
		}
	}
}

func TestDashesStartWhereTheLineDoes(t *testing.T) {
	for _, c := range []struct {
		name string
		line scene.Line
		want string
	}{
		{"within", scene.Line{X0: 2, X1: 14, Y0: 0.5, Y1: 0.5, Width: 1, Dash: 3}, "..###...###....."},
		{"cut short", scene.Line{X0: 0, X1: 7, Y0: 0.5, Y1: 0.5, Width: 1, Dash: 3}, "###...#........."},
		{"backwards", scene.Line{X0: 14, X1: 2, Y0: 0.5, Y1: 0.5, Width: 1, Dash: 3}, "..###...###....."},
		{"from far before", scene.Line{X0: -6e6, X1: 9, Y0: 0.5, Y1: 0.5, Width: 1, Dash: 3}, "###...###......."},
		{"solid", scene.Line{X0: 1, X1: 5, Y0: 0.5, Y1: 0.5, Width: 1}, ".####..........."},
	} {
		t.Run(c.name, func(t *testing.T) {
			dst := image.NewRGBA(image.Rect(0, 0, 16, 1))
			c.line.Colour = black
			p := Painter{}
			p.Paint(dst, &scene.List{W: 16, H: 1, Ground: white, Lines: []scene.Line{c.line}}, 1)
			got := ""
			for x := range 16 {
				got += map[bool]string{true: "#", false: "."}[dst.Pix[4*x] == 0]
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestLayersArePaintedInOrder(t *testing.T) {
	full := func(c color.NRGBA) scene.Rect { return scene.Rect{W: 4, H: 4, Fill: c} }
	red, green, blue := color.NRGBA{R: 255, A: 255}, color.NRGBA{G: 255, A: 255}, color.NRGBA{B: 255, A: 255}
	for _, c := range []struct {
		name string
		list scene.List
		want color.NRGBA
	}{
		{"ground", scene.List{Ground: red}, red},
		{"band over ground", scene.List{Ground: red, Bands: []scene.Rect{full(green)}}, green},
		{"mark over band", scene.List{Bands: []scene.Rect{full(red)}, Marks: []scene.Rect{full(green)}}, green},
		{"layer over mark", scene.List{Marks: []scene.Rect{full(red)}, Over: []scene.Layer{{Bands: []scene.Rect{full(blue)}}}}, blue},
		{"later layer", scene.List{Over: []scene.Layer{{Marks: []scene.Rect{full(red)}}, {Bands: []scene.Rect{full(green)}}}}, green},
	} {
		dst := image.NewRGBA(image.Rect(0, 0, 4, 4))
		p := Painter{}
		p.Paint(dst, &c.list, 1)
		if got := dst.RGBAAt(2, 2); got != (color.RGBA{c.want.R, c.want.G, c.want.B, 255}) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestHostileNumbersPaintNothingBad(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	dst := image.NewRGBA(image.Rect(0, 0, 32, 32))
	p := Painter{}
	for _, v := range []float32{nan, inf, -inf, 1e30, -1e30, 0} {
		for _, w := range []float32{nan, inf, -1, 0, 1e30} {
			p.Paint(dst, &scene.List{
				W: 32, H: 32, Ground: white,
				Bands: []scene.Rect{{X: v, Y: v, W: w, H: w, Fill: black}},
				Lines: []scene.Line{{X0: v, X1: v, Y0: w, Y1: 9, Width: 1, Dash: 3, Colour: black}, {X0: w, X1: v, Y0: v, Y1: v, Width: w, Colour: black}},
				Marks: []scene.Rect{{X: v, Y: 3, W: w, H: 9, Radius: w, FadeLeft: w, FadeRight: v, Fill: black, Stroke: black, StrokeWidth: w}},
			}, 1)
		}
	}
}

func TestNoRoomIsNoPicture(t *testing.T) {
	p := Painter{}
	p.Paint(image.NewRGBA(image.Rectangle{}), &scene.List{Ground: white, Marks: []scene.Rect{{W: 5, H: 5, Radius: 2, Fill: black}}}, 1)
}

// busy is a list of n marks with labels, as on a full strip.
func busy(s *layout.Shaper, n int, w, h float32) *scene.List {
	pal := palette.Light()
	l := &scene.List{W: w, H: h, Ground: pal.Panel}
	names := palette.Light()
	labels := []*layout.Paragraph{
		s.Paragraph("Beijing summit, joint statement", layout.Style{Size: 13}, 0),
		s.Paragraph("قمة بكين والإعلان المشترك", layout.Style{Size: 13}, 0),
		s.Paragraph("اتفاق الشراكة (RCEP)", layout.Style{Size: 13}, 0),
	}
	for x := float32(180); x < w; x += 130 {
		l.Lines = append(l.Lines, scene.Line{X0: x, X1: x, Y1: h, Width: 1, Colour: pal.Hair})
	}
	for i := range n {
		x, y := float32(i*37%1400)+0.3*float32(i%7), float32(i*26%520)
		colour := names.Mark([]string{"red", "blue", "green", "violet"}[i%4])
		m := scene.Rect{X: x, Y: y, W: 11, H: 11, Radius: 5.5, Fill: colour}
		if i%3 == 0 {
			m.W, m.H, m.Radius = 90, 15, 7.5
		}
		if i%9 == 0 {
			m.FadeLeft, m.FadeRight = 20, 20
		}
		l.Marks = append(l.Marks, m)
		l.Texts = append(l.Texts, scene.Text{X: x + m.W + 6, Y: y - 4, P: labels[i%len(labels)], Colour: pal.Ink})
	}
	return l
}

func TestSameListSameBytes(t *testing.T) {
	first, shaper := typesetting(t)
	second, _ := typesetting(t)
	l := busy(shaper, 60, 800, 300)
	a, b := image.NewRGBA(image.Rect(0, 0, 1000, 375)), image.NewRGBA(image.Rect(0, 0, 1000, 375))
	first.Paint(a, l, 1.25)
	second.Paint(b, l, 1.25)
	first.Paint(a, l, 1.25) // with a warm cache of glyphs
	if !bytes.Equal(a.Pix, b.Pix) {
		t.Error("the same list was painted in two ways")
	}
}

func TestPaintingAllocatesNothing(t *testing.T) {
	p, shaper := typesetting(t)
	l := busy(shaper, 60, 800, 300)
	dst := image.NewRGBA(image.Rect(0, 0, 800, 300))
	p.Paint(dst, l, 1)
	if n := testing.AllocsPerRun(20, func() { p.Paint(dst, l, 1) }); n != 0 {
		t.Errorf("%v allocations a picture", n)
	}
}

func BenchmarkPaint(b *testing.B) {
	for _, c := range []struct {
		name  string
		scale float32
	}{{"1600x600", 1}, {"1600x600@2x", 2}} {
		b.Run(c.name, func(b *testing.B) {
			p, shaper := typesetting(b)
			l := busy(shaper, 300, 1600, 600)
			dst := image.NewRGBA(image.Rect(0, 0, int(1600*c.scale), int(600*c.scale)))
			b.ReportAllocs()
			for b.Loop() {
				p.Paint(dst, l, c.scale)
			}
		})
	}
}
