package glyph

import (
	"image"
	"image/color"
	"math"

	"tarikh.org/tarikh/ui/blend"
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

// drawLayers draws the layers of a glyph whose pen is at a phase of pixel left. Their
// colours fade with the ink.
func (c *Cache) drawLayers(b *brush, s *strike, layers []layer, phase, left, baseline int) {
	ink := b.ink
	defer func() { b.ink = ink }()
	for _, l := range layers {
		m := c.cached(s, asLayer+maskKey(l.glyph)*phases+maskKey(phase))
		if m.pix == nil {
			continue
		}
		b.ink = ink
		if !l.inInk {
			l.colour.A = uint8(blend.Div255(uint32(l.colour.A) * ink.alpha))
			b.ink = premultiply(l.colour)
		}
		b.stamp(m, left+m.left, baseline+m.top)
	}
}
