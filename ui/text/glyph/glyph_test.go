package glyph

import (
	"image"
	"image/color"
	"image/draw"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/ui/text/layout"
)

var (
	black = color.NRGBA{A: 255}
	white = color.NRGBA{255, 255, 255, 255}
)

func testFonts(t testing.TB) *layout.Fonts {
	t.Helper()
	f, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func filled(w, h int, c color.Color) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return img
}

// inked returns the smallest rectangle of pixels that differ from white.
func inked(img *image.RGBA) (r image.Rectangle) {
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			if img.RGBAAt(x, y) != (color.RGBA{255, 255, 255, 255}) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

func TestInkStandsWhereTheLayoutSays(t *testing.T) {
	f := testFonts(t)
	c := NewCache(f)
	s := layout.NewShaper(f)
	for _, text := range []string{"HHH", "تاريخ", "abc تاريخ 2022"} {
		for _, scale := range []float32{1, 1.5, 2} {
			p := s.Paragraph(text, layout.Style{Size: 20}, 0)
			img := filled(400, 100, white)
			c.Draw(img, p, 10.3, 5, scale, black)
			got := inked(img)
			left, right := 10, int(10.3+p.Width*scale)+1
			if got.Min.X < left-2 || got.Min.X > left+6 || got.Max.X > right+2 || got.Max.X < right-6 {
				t.Errorf("%q at scale %g: ink in %v, layout from %d to %d", text, scale, got, left, right)
			}
			if text == "HHH" {
				baseline := int(5 + p.Lines[0].Baseline*scale + 0.5)
				if got.Max.Y != baseline {
					t.Errorf("capitals end at row %d, the baseline is %d", got.Max.Y, baseline)
				}
			}
		}
	}
}

func TestDrawIsClipped(t *testing.T) {
	f := testFonts(t)
	c := NewCache(f)
	p := layout.NewShaper(f).Paragraph(strings.Repeat("نص mixed ", 20), layout.Style{Size: 17}, 120)
	whole := filled(200, 400, white)
	c.Draw(whole, p, 20, 30, 1, black)
	part := image.NewRGBA(image.Rect(40, 50, 90, 131))
	draw.Draw(part, part.Rect, image.White, image.Point{}, draw.Src)
	c.Draw(part, p, 20, 30, 1, black)
	for y := part.Rect.Min.Y; y < part.Rect.Max.Y; y++ {
		for x := part.Rect.Min.X; x < part.Rect.Max.X; x++ {
			if part.RGBAAt(x, y) != whole.RGBAAt(x, y) {
				t.Fatalf("pixel (%d, %d) differs", x, y)
			}
		}
	}
	lines := filled(200, 400, white)
	c.DrawLines(lines, p, 0, 2, 20, 30, 1, black)
	c.DrawLines(lines, p, 2, len(p.Lines)+5, 20, 30, 1, black)
	if string(lines.Pix) != string(whole.Pix) {
		t.Error("lines drawn in two parts differ")
	}
	for _, far := range []float32{-1e30, 1e30, -5000, 5000} {
		c.Draw(part, p, far, 0, 1, black)
		c.Draw(part, p, 0, far, 1, black)
		c.Draw(part, p, 0, 0, far, black)
	}
}

// TestStampBlends compares the blending with its definition.
func TestStampBlends(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		channel := rapid.Uint8()
		ink := color.NRGBA{channel.Draw(t, "r"), channel.Draw(t, "g"), channel.Draw(t, "b"), channel.Draw(t, "a")}
		under := color.NRGBA{channel.Draw(t, "r"), channel.Draw(t, "g"), channel.Draw(t, "b"), channel.Draw(t, "a")}
		cover := channel.Draw(t, "coverage")
		img := filled(1, 1, under)
		before := img.RGBAAt(0, 0)
		b := brush{dst: img, clip: img.Rect, ink: premultiply(ink)}
		b.stamp(&mask{width: 1, height: 1, pix: []uint8{cover}}, 0, 0)
		got := img.RGBAAt(0, 0)
		over := func(ink, alpha, old uint8) float64 {
			covered := float64(alpha) / 255 * float64(cover) / 255
			return float64(ink)*covered + float64(old)*(1-covered)
		}
		for _, c := range [][2]float64{
			{float64(got.R), over(ink.R, ink.A, before.R)},
			{float64(got.G), over(ink.G, ink.A, before.G)},
			{float64(got.B), over(ink.B, ink.A, before.B)},
			{float64(got.A), over(255, ink.A, before.A)},
		} {
			if c[0]-c[1] > 1.6 || c[1]-c[0] > 1.6 {
				t.Fatalf("%v over %v covering %d is %v, not %v", ink, before, cover, got, c[1])
			}
		}
		if got.R > got.A || got.G > got.A || got.B > got.A {
			t.Fatalf("%v is not premultiplied", got)
		}
	})
}

func TestTheCacheIsBounded(t *testing.T) {
	f := testFonts(t)
	c := NewCache(f)
	s := layout.NewShaper(f)
	img := filled(50, 50, white)
	p := s.Paragraph("The quick brown fox, سمكة على بلاطة", layout.Style{Size: 100}, 0)
	for scale := float32(1); scale < 6; scale += 0.05 {
		for x := range 8 {
			c.Draw(img, p, float32(-x)*p.Width*scale/8, 0, scale, black)
		}
		total := 0
		for _, s := range c.strikes {
			size := 0
			for _, m := range s.masks {
				size += len(m.pix) + overhead
			}
			if size != s.size {
				t.Fatalf("a strike of %d bytes counts %d", size, s.size)
			}
			total += size
		}
		if total != c.size || total > budget {
			t.Fatalf("%d bytes, counted %d", total, c.size)
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	f := testFonts(t)
	c := NewCache(f)
	s := layout.NewShaper(f)
	img := filled(60, 40, white)
	for _, text := range []string{"", " \t\u200f\ufeff", "\U0001f600"} {
		c.Draw(img, s.Paragraph(text, layout.Style{Size: 17}, 0), 0, 0, 1, color.NRGBA{})
		c.Draw(img, s.Paragraph(text, layout.Style{}, 0), 0, 0, 1, black)
		c.Draw(image.NewRGBA(image.Rectangle{}), s.Paragraph(text, layout.Style{Size: 17}, 0), 0, 0, 1, black)
	}
	c.Draw(img, s.Paragraph(" \t\u200f\ufeff", layout.Style{Size: 17}, 0), 0, 0, 1, black)
	if !inked(img).Empty() {
		t.Error("something was drawn")
	}
}

func benchmarkArticle(b *testing.B, scale float32) {
	text, err := os.ReadFile("../../../../shared/articles/beijing-summit-2022-02-04.ar.txt")
	if err != nil {
		b.Skip("the article is not here")
	}
	f := testFonts(b)
	s := layout.NewShaper(f)
	c := NewCache(f)
	var paragraphs []*layout.Paragraph
	height := float32(0)
	for text := range strings.SplitSeq(string(text), "\n") {
		p := s.Paragraph(text, layout.Style{Size: 17, LineHeight: 34}, 700)
		paragraphs = append(paragraphs, p)
		height += p.Height
	}
	img := filled(int(700*scale), int(height*scale), white)
	b.ReportAllocs()
	for b.Loop() {
		y := float32(0)
		for _, p := range paragraphs {
			c.Draw(img, p, 0, y, scale, black)
			y += p.Height * scale
		}
	}
}

func BenchmarkPaintArticle1x(b *testing.B) { benchmarkArticle(b, 1) }
func BenchmarkPaintArticle2x(b *testing.B) { benchmarkArticle(b, 2) }

func BenchmarkPaintLabel(b *testing.B) {
	f := testFonts(b)
	c := NewCache(f)
	p := layout.NewShaper(f).Paragraph("القمة الروسية الصينية", layout.Style{Size: 13}, 0)
	img := filled(300, 40, white)
	b.ReportAllocs()
	for b.Loop() {
		c.Draw(img, p, 0, 0, 1, black)
	}
}
