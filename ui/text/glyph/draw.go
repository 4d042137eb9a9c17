package glyph

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"

	"tarikh.org/tarikh/ui/text/layout"
)

// Draw draws a paragraph whose top left corner is at the device pixel (x, y) of dst,
// with scale device pixels to the unit, over what is there, clipped to dst.
func (c *Cache) Draw(dst *image.RGBA, p *layout.Paragraph, x, y, scale float32, ink color.NRGBA) {
	c.DrawLines(dst, p, 0, len(p.Lines), x, y, scale, ink)
}

// DrawLines draws the lines [from, to) of a paragraph, in the place they have in it.
func (c *Cache) DrawLines(dst *image.RGBA, p *layout.Paragraph, from, to int, x, y, scale float32, ink color.NRGBA) {
	ppem := p.Style.Size * scale
	if !(ppem > 0 && ppem < largest) || ink.A == 0 {
		return
	}
	b := brush{dst: dst, clip: dst.Rect, ink: premultiply(ink)}
	// Ink may leave its line, by how much the faces know; two ems are plenty.
	above, below := float32(dst.Rect.Min.Y)-2*ppem, float32(dst.Rect.Max.Y)+2*ppem
	for i := max(from, 0); i < min(to, len(p.Lines)); i++ {
		l := &p.Lines[i]
		baseline := y + l.Baseline*scale
		if !(baseline > above && baseline < below) {
			continue
		}
		row := int(math.Round(float64(baseline)))
		for j := range l.Runs {
			c.drawRun(&b, &l.Runs[j], x+l.X*scale, row, scale, ppem)
		}
	}
}

// drawRun draws a run of a line whose left edge is at x and whose baseline is at row.
func (c *Cache) drawRun(b *brush, r *layout.Run, x float32, row int, scale, ppem float32) {
	s := c.strike(r.Face, ppem)
	left, right := float32(b.clip.Min.X)-2*ppem, float32(b.clip.Max.X)+2*ppem
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		pen := x + g.X*scale
		if !(pen > left-g.Advance*scale && pen < right) {
			continue
		}
		quarter := int(math.Floor(float64(pen*phases + 0.5)))
		phase := quarter & (phases - 1)
		m := c.mask(s, g.ID, phase)
		if m.pix == nil && m.layers == nil {
			continue
		}
		left, baseline := quarter>>2, row
		if g.Y != 0 {
			baseline += int(math.Round(float64(g.Y * scale)))
		}
		switch {
		case m.layers != nil:
			c.drawLayers(b, s, m.layers, phase, left, baseline)
		case m.picture:
			b.stampPicture(m, left+m.left, baseline+m.top)
		default:
			b.stamp(m, left+m.left, baseline+m.top)
		}
	}
}

// brush lays masks in one colour over a picture.
type brush struct {
	dst  *image.RGBA
	clip image.Rectangle
	ink  premultiplied
}

// premultiplied is a colour as two of its channels a word, with room to multiply:
// red and blue, green and alpha, each in the low byte of its half.
type premultiplied struct {
	rb, ga uint32
	alpha  uint32
	pixel  uint32 // as it lies in memory, little endian
}

func premultiply(c color.NRGBA) premultiplied {
	a := uint32(c.A)
	r, g, b := over255(uint32(c.R)*a), over255(uint32(c.G)*a), over255(uint32(c.B)*a)
	return premultiplied{
		rb: r | b<<16, ga: g | a<<16, alpha: a,
		pixel: r | g<<8 | b<<16 | a<<24,
	}
}

// over255 divides by 255 and rounds, up to 255*255.
func over255(x uint32) uint32 {
	x += 128
	return (x + x>>8) >> 8
}

// lanes divides both halves of a word by 255 and rounds, each up to 255*255.
func lanes(x uint32) uint32 {
	x += 0x00800080
	return (x + x>>8&0x00ff00ff) >> 8 & 0x00ff00ff
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
			rb := lanes(ink.rb*cover + old&0x00ff00ff*rest)
			ga := lanes(ink.ga*cover + old>>8&0x00ff00ff*rest)
			binary.LittleEndian.PutUint32(px, rb|ga<<8)
		}
	}
}
