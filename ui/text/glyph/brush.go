package glyph

import (
	"encoding/binary"
	"image"
	"image/color"
)

// brush lays masks in one colour over a picture.
type brush struct {
	dst  *image.RGBA
	clip image.Rectangle
	ink  premultiplied
}

// premultiplied is a colour ready for blending.
type premultiplied struct {
	wide  uint64 // as wide gives it
	alpha uint32
	pixel uint32 // as it lies in memory, little endian
}

func premultiply(c color.NRGBA) premultiplied {
	a := uint32(c.A)
	r, g, b := over255(uint32(c.R)*a), over255(uint32(c.G)*a), over255(uint32(c.B)*a)
	pixel := r | g<<8 | b<<16 | a<<24
	return premultiplied{wide: wide(pixel), alpha: a, pixel: pixel}
}

// wide puts the four channels of a pixel into one word, each in the low byte of its
// quarter, with room to multiply: red, blue, green and alpha.
func wide(pixel uint32) uint64 {
	return uint64(pixel&0x00ff00ff) | uint64(pixel>>8&0x00ff00ff)<<32
}

// over255 divides by 255 and rounds, up to 255*255.
func over255(x uint32) uint32 {
	x += 128
	return (x + x>>8) >> 8
}

// narrow divides each quarter of a word by 255 and rounds, each up to 255*255, and makes a
// pixel of them.
func narrow(v uint64) uint32 {
	const low = 0x00ff00ff00ff00ff
	v += 0x0080008000800080
	v = (v + v>>8&low) >> 8 & low
	return uint32(v) | uint32(v>>32)<<8
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
			rest := 255 - over255(ink.alpha*cover)
			old := binary.LittleEndian.Uint32(px)
			binary.LittleEndian.PutUint32(px, narrow(ink.wide*uint64(cover)+wide(old)*uint64(rest)))
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
			rest := 255 - over255(uint32(source[i+3])*b.ink.alpha)
			for j := i; j < i+4; j++ {
				over := over255(uint32(source[j])*b.ink.alpha) + over255(uint32(pixels[j])*rest)
				pixels[j] = uint8(min(over, 255))
			}
		}
	}
}
