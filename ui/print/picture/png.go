// Package picture writes a poster as a PNG file of any size.
//
// The one idea behind it: a picture is painted while it is encoded, a band of rows at a
// time, so that one of 30,000 pixels a side takes the memory of a band. Its words are laid
// out in units and drawn at the scale of the picture, sharp at each.
package picture

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/timeline/paint"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// MostSide is how many pixels a picture is wide and high at most.
const MostSide = 30_000

// LeastScale and MostScale bound how many pixels there are to the unit: a glyph has at
// least some, and no corner of a mark more than package paint rounds.
const LeastScale, MostScale = 0.25, 16

// bandPixels is about how many pixels are painted at once: 8 MB.
const bandPixels = 2 << 20

// Size is that of a picture in pixels.
func Size(width, height, scale float32) (w, h int) {
	round := func(units float32) int {
		return int(math.Round(min(max(float64(units)*float64(scale), 1), math.MaxInt32)))
	}
	return round(width), round(height)
}

// Write writes a poster as PNG, scale pixels to the unit. The same poster gives the same
// bytes. Errors: *form.SizeError, w's, ctx.Err().
func Write(ctx context.Context, w io.Writer, set poster.Set, scale float32) error {
	width, height := Size(set.W, set.H, scale)
	if width > MostSide || height > MostSide {
		return &form.SizeError{Width: width, Height: height, Most: MostSide}
	}
	b := &bands{
		painter: paint.Painter{Glyphs: glyph.NewCache(set.Fonts), Pixels: set.Pixels}, list: set.List, scale: scale,
		size: image.Rect(0, 0, width, height), part: image.NewRGBA(image.Rect(0, 0, width, min(max(bandPixels/width, 1), height))),
	}
	b.part.Rect = image.Rect(0, -b.part.Rect.Dy(), width, 0) // nothing is painted yet
	if err := png.Encode(&stopped{ctx, w}, b); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("write the picture: %w", err)
	}
	return nil
}

// bands is a picture of which one band is in memory: the last one that was asked for. It
// is read from top to bottom, as png.Encode does.
//
// The colour of a pixel is the bands themselves, at that pixel: a colour of its own for
// each of a hundred million pixels would be as many allocations.
type bands struct {
	painter paint.Painter
	list    *scene.List
	scale   float32
	size    image.Rectangle
	part    *image.RGBA
	pixel   int // in part.Pix
}

var (
	_ image.Image = (*bands)(nil)
	_ color.Color = (*bands)(nil)
)

func (b *bands) ColorModel() color.Model { return color.RGBAModel }
func (b *bands) Bounds() image.Rectangle { return b.size }

// Opaque tells package png that no pixel has an alpha, without asking for each.
func (b *bands) Opaque() bool { return true }

func (b *bands) At(x, y int) color.Color {
	if y >= b.part.Rect.Max.Y || y < b.part.Rect.Min.Y {
		b.part.Rect.Min.Y, b.part.Rect.Max.Y = y, y+b.part.Rect.Dy()
		b.painter.Paint(b.part, b.list, b.scale)
	}
	b.pixel = b.part.PixOffset(x, y)
	return b
}

// RGBA is that of color.Color.
func (b *bands) RGBA() (red, green, blue, alpha uint32) {
	px := b.part.Pix[b.pixel : b.pixel+4 : b.pixel+4]
	return uint32(px[0]) * 0x101, uint32(px[1]) * 0x101, uint32(px[2]) * 0x101, 0xffff
}

// stopped is a writer that fails when its context ends.
type stopped struct {
	ctx context.Context
	w   io.Writer
}

func (s *stopped) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.w.Write(p)
}
