package glyph

import (
	"encoding/binary"
	"image"
	"image/color"

	"tarikh.org/tarikh/ui/blend"
)

// brush lays masks in one colour over a picture.
type brush struct {
	dst  *image.RGBA
	clip image.Rectangle
	ink  premultiplied
}

// premultiplied is a colour ready for blending.
type premultiplied struct {
	wide  uint64 // as blend.Wide gives it
	alpha uint32
	pixel uint32 // as it lies in memory, little endian
}

func premultiply(c color.NRGBA) premultiplied {
	a := uint32(c.A)
	r, g, b := blend.Div255(uint32(c.R)*a), blend.Div255(uint32(c.G)*a), blend.Div255(uint32(c.B)*a)
	pixel := r | g<<8 | b<<16 | a<<24
	return premultiplied{wide: blend.Wide(pixel), alpha: a, pixel: pixel}
}

// stamp lays a mask with its top left corner at (x, y): source over destination, both
// premultiplied.
func (b *brush) stamp(m *mask, x, y int) {
	x0, x1 := max(x, b.clip.Min.X), min(x+m.width, b.clip.Max.X)
	y0, y1 := max(y, b.clip.Min.Y), min(y+m.height, b.clip.Max.Y)
	if x0 >= x1 || y0 >= y1 {
		return
	}
	ink := b.ink
	for row := y0; row < y1; row++ {
		from := (row-y)*m.width + x0 - x
		coverage := m.pix[from : from+x1-x0]
		to := b.dst.PixOffset(x0, row)
		pixels := b.dst.Pix[to : to+4*len(coverage)]
		for i, a := range coverage {
			if a == 0 {
				continue
			}
			px := pixels[4*i : 4*i+4 : 4*i+4]
			if a == 255 && ink.alpha == 255 {
				binary.LittleEndian.PutUint32(px, ink.pixel)
				continue
			}
			cover := uint32(a)
			rest := 255 - blend.Div255(ink.alpha*cover)
			old := binary.LittleEndian.Uint32(px)
			binary.LittleEndian.PutUint32(px, blend.Narrow(ink.wide*uint64(cover)+blend.Wide(old)*uint64(rest)))
		}
	}
}

// stampPicture lays a picture with its top left corner at (x, y): source over
// destination, both premultiplied. It fades with the ink.
func (b *brush) stampPicture(m *mask, x, y int) {
	x0, x1 := max(x, b.clip.Min.X), min(x+m.width, b.clip.Max.X)
	y0, y1 := max(y, b.clip.Min.Y), min(y+m.height, b.clip.Max.Y)
	if x0 >= x1 || y0 >= y1 {
		return
	}
	for row := y0; row < y1; row++ {
		from := 4 * ((row-y)*m.width + x0 - x)
		to := b.dst.PixOffset(x0, row)
		n := 4 * (x1 - x0)
		source, pixels := m.pix[from:from+n], b.dst.Pix[to:to+n]
		for i := 0; i < n; i += 4 {
			rest := 255 - blend.Div255(uint32(source[i+3])*b.ink.alpha)
			for j := i; j < i+4; j++ {
				over := blend.Div255(uint32(source[j])*b.ink.alpha) + blend.Div255(uint32(pixels[j])*rest)
				pixels[j] = uint8(min(over, 255))
			}
		}
	}
}
