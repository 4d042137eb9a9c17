package paint

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"

	"tarikh.org/tarikh/ui/blend"
	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/timeline/scene"
)

const (
	// phases is how many places within a pixel a rounded shape may start at, across
	// and down, and how finely its size is rounded.
	phases = 4
	// budget is how many bytes of masks are kept.
	budget = 2 << 20
	// overhead is about what a mask needs beside its pixels.
	overhead = 112
	// outermost bounds the coordinates of shapes, so that they convert to an int;
	// largest bounds corners and outlines, in pixels. Together with the picture's
	// height they bound the size of a mask.
	outermost = 1 << 20
	largest   = 256
)

// part is what of a shape a mask holds. Wide shapes are put together from two
// ends and, between them, one column again and again.
type part uint8

const (
	whole part = iota
	leftEnd
	rightEnd
)

// shapeKey names a mask. Lengths are in phases.
type shapeKey struct {
	part   part
	x, y   uint8 // phase of the top left corner, of the right edge for rightEnd
	w, h   int32 // w is 0 for an end
	radius int32
	stroke int32 // width of the outline, 0 for a filled shape
	form   scene.Form
	scale  float64 // pixels to the unit, where the form depends on that
}

// mask is the coverage of a shape or of one end of it. Its top left pixel is at
// (left, top) from the whole pixel that the corner of the shape is in; for the
// right end, the column after its last one is at left from that of the edge.
type mask struct {
	left, top     int
	width, height int
	pix           []uint8
}

// shapes keeps masks in a bounded amount of memory.
type shapes struct {
	masks  map[shapeKey]*mask
	size   int
	raster vector.Rasterizer // of forms
}

func (s *shapes) get(key shapeKey) *mask {
	m := s.masks[key]
	if m == nil {
		if key.form == scene.FormBox {
			m = makeMask(key)
		} else {
			m = s.formMask(key)
		}
		if s.size += len(m.pix) + overhead; s.masks == nil || s.size > budget {
			s.masks, s.size = map[shapeKey]*mask{}, len(m.pix)+overhead
		}
		s.masks[key] = m
	}
	return m
}

// spread is how many pixels an outline may touch beside the edge.
func (k shapeKey) spread() float64 {
	if k.stroke == 0 {
		return 0
	}
	return float64(k.stroke)/phases/2 + 1
}

// endWidth is how many columns an end has: all that differ, and one that doesn't.
func (k shapeKey) endWidth() int {
	return int(math.Ceil(k.spread()+float64(k.radius+k.stroke)/phases+1)) + 2
}

func makeMask(k shapeKey) *mask {
	spread := k.spread()
	b := box{x0: float64(k.x) / phases, y0: float64(k.y) / phases}
	b.y1 = b.y0 + float64(k.h)/phases
	top, bottom := math.Floor(b.y0-spread), math.Ceil(b.y1+spread)
	m := &mask{top: int(top), height: int(bottom - top)}
	left := math.Floor(b.x0 - spread)
	switch k.part {
	case whole:
		b.x1 = b.x0 + float64(k.w)/phases
		m.left, m.width = int(left), int(math.Ceil(b.x1+spread)-left)
	case leftEnd:
		m.left, m.width = int(left), k.endWidth()
		b.x1 = b.x0 + 3*float64(m.width)
	case rightEnd:
		b.x1 = b.x0
		m.left, m.width = int(math.Ceil(b.x1+spread)), k.endWidth()
		b.x0 = b.x1 - 3*float64(m.width)
		left = float64(m.left - m.width)
	}
	m.pix = make([]uint8, m.width*m.height)
	radius, width := float64(k.radius)/phases, float64(k.stroke)/phases
	for y := range m.height {
		for x := range m.width {
			px, py := left+float64(x), top+float64(y)
			if k.stroke > 0 {
				m.pix[y*m.width+x] = level(ring(px+0.5, py+0.5, b, radius, width))
				continue
			}
			cover := overlap(py, b.y0, b.y1) * overlap(px, b.x0, b.x1)
			if radius > 0 {
				cover = min(cover, inCorner(px+0.5, py+0.5, b, radius))
			}
			m.pix[y*m.width+x] = level(cover)
		}
	}
	return m
}

// rect draws a rectangle of the list.
func (p *Painter) rect(dst *image.RGBA, r *scene.Rect, scale float64) {
	if r.Form != scene.FormBox {
		p.form(dst, r, scale)
		return
	}
	b := box{
		x0: float64(r.X) * scale, y0: float64(r.Y) * scale,
		x1: float64(r.X+r.W) * scale, y1: float64(r.Y+r.H) * scale,
	}
	f := fade{left: float64(r.FadeLeft) * scale, right: float64(r.FadeRight) * scale}
	if r.Fill.A > 0 {
		if r.Radius == 0 && f == (fade{}) {
			// A plain band or column: its edges on whole pixels, so that neighbours
			// meet without a seam.
			at := dst.Rect
			fillPixels(dst, snap(b.x0, at.Min.X, at.Max.X), snap(b.y0, at.Min.Y, at.Max.Y),
				snap(b.x1, at.Min.X, at.Max.X), snap(b.y1, at.Min.Y, at.Max.Y), r.Fill)
		} else {
			p.shape(dst, b, float64(r.Radius)*scale, 0, f, r.Fill)
		}
	}
	if r.StrokeWidth > 0 && r.Stroke.A > 0 {
		p.shape(dst, b, float64(r.Radius)*scale, float64(r.StrokeWidth)*scale, f, r.Stroke)
	}
}

// shape draws a rounded rectangle, filled, or its outline where stroke, the width
// of the line, is not 0. Its place and size are rounded to a part of a pixel.
func (p *Painter) shape(dst *image.RGBA, b box, radius, stroke float64, f fade, c color.NRGBA) {
	if !(b.x0 < b.x1 && b.y0 < b.y1) || c.A == 0 { // so written that NaN is no box
		return
	}
	reach := stroke/2 + 2
	top, bottom := float64(dst.Rect.Min.Y), float64(dst.Rect.Max.Y)
	if !(b.x1+reach > float64(dst.Rect.Min.X) && b.y1+reach > top && b.x0-reach < float64(dst.Rect.Max.X) && b.y0-reach < bottom) {
		return
	}
	b.x0, b.x1 = max(b.x0, -outermost), min(b.x1, outermost)
	b.y0, b.y1 = max(b.y0, top-2*largest), min(b.y1, bottom+2*largest)
	x, y := inPhases(b.x0), inPhases(b.y0)
	k := shapeKey{
		w: max(inPhases(b.x1-b.x0), 1), h: max(inPhases(b.y1-b.y0), 1),
		y: uint8(y & (phases - 1)),
	}
	k.radius = min(inPhases(min(max(radius, 0), largest)), k.w/2, k.h/2)
	if stroke > 0 {
		k.stroke = max(inPhases(min(stroke, largest)), 1)
	}
	s := stampOf(dst, c)
	if f != (fade{}) {
		s.fades = p.fadeTable(dst, box{x0: float64(x) / phases, x1: float64(x+k.w) / phases}, f)
	}
	row := int(y >> 2)
	if int(k.w) <= 2*phases*k.endWidth() {
		k.x = uint8(x & (phases - 1))
		s.mask(p, p.shapes.get(k), int(x>>2), row)
		return
	}
	right := x + k.w
	end := k
	k.part, k.x, k.w = leftEnd, uint8(x&(phases-1)), 0
	end.part, end.x, end.w = rightEnd, uint8(right&(phases-1)), 0
	m := p.shapes.get(k)
	from := int(x>>2) + m.left + m.width
	s.mask(p, m, int(x>>2), row)
	n := p.shapes.get(end)
	to := int(right>>2) + n.left - n.width
	s.columns(m, from, to, row)
	s.mask(p, n, int(right>>2)-n.width, row)
}

// inPhases rounds a device coordinate or length.
func inPhases(v float64) int32 { return int32(math.Floor(v*phases + 0.5)) }

// fadeTable returns the opacity of every column of dst that a box fades over.
func (p *Painter) fadeTable(dst *image.RGBA, b box, f fade) []uint8 {
	w := dst.Rect.Dx()
	if cap(p.fades) < w {
		p.fades, p.cover = make([]uint8, w), make([]uint8, w)
	}
	table := p.fades[:w]
	for i := range table {
		table[i] = level(f.at(float64(dst.Rect.Min.X+i)+0.5, b))
	}
	return table
}

// stamp lays coverage over a picture in one colour.
type stamp struct {
	dst   *image.RGBA
	ink   ink
	fades []uint8 // by column of dst; nil for none
}

func stampOf(dst *image.RGBA, c color.NRGBA) stamp {
	return stamp{dst: dst, ink: inkOf(c)}
}

// mask lays a mask, its corner in the pixel (x, y).
func (s *stamp) mask(p *Painter, m *mask, x, y int) {
	x, y = x+m.left, y+m.top
	clip := s.dst.Rect
	x0, x1 := max(x, clip.Min.X), min(x+m.width, clip.Max.X)
	y0, y1 := max(y, clip.Min.Y), min(y+m.height, clip.Max.Y)
	if x0 >= x1 {
		return
	}
	for row := y0; row < y1; row++ {
		at := (row-y)*m.width - x
		cover := m.pix[at+x0 : at+x1]
		if s.fades != nil {
			faded := p.cover[:len(cover)]
			for i, a := range cover {
				faded[i] = uint8(blend.Div255(uint32(a) * uint32(s.fades[x0-clip.Min.X+i])))
			}
			cover = faded
		}
		to := s.dst.PixOffset(x0, row)
		s.ink.row(s.dst.Pix[to:to+4*len(cover)], cover)
	}
}

// columns repeats the last column of a mask over [x0, x1).
func (s *stamp) columns(m *mask, x0, x1, y int) {
	clip := s.dst.Rect
	x0, x1 = max(x0, clip.Min.X), min(x1, clip.Max.X)
	y += m.top
	y0, y1 := max(y, clip.Min.Y), min(y+m.height, clip.Max.Y)
	if x0 >= x1 {
		return
	}
	for row := y0; row < y1; row++ {
		cover := m.pix[(row-y)*m.width+m.width-1]
		from := s.dst.PixOffset(x0, row)
		pixels := s.dst.Pix[from : from+4*(x1-x0)]
		switch {
		case cover == 0:
		case s.fades == nil:
			s.ink.span(pixels, uint32(cover))
		default:
			for i := 0; i < len(pixels); i += 4 {
				s.ink.blend(pixels[i:i+4], blend.Div255(uint32(cover)*uint32(s.fades[x0-clip.Min.X+i/4])))
			}
		}
	}
}

// Painter draws display lists. It is used by one goroutine, like its Glyphs.
type Painter struct {
	Glyphs *glyph.Cache
	// Pixels returns the picture of an event, which is not changed then; nil while there is
	// none. It may be nil.
	Pixels func(event int) *image.RGBA

	fitted       map[fittedKey]*image.RGBA
	shapes       shapes
	fades, cover []uint8 // by column of the picture
}
