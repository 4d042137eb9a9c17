// Package glyph draws laid out paragraphs with masks of their glyphs.
//
// The one idea: a glyph is rasterised once for a face, a size in pixels and a quarter
// of a pixel that it starts at, and after that drawing text is copying small alpha
// pictures in the colour of the ink. Baselines fall on whole pixels.
//
// Emoji are masks in colours of their own (COLR version 0) or small pictures that are
// scaled once (PNG in CBDT or sbix). The marks of control characters are masks too.
package glyph

import (
	"image"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"golang.org/x/image/vector"

	"tarikh.org/tarikh/ui/text/layout"
)

const (
	// phases is how many places within a pixel a glyph may start at.
	phases = 4
	// budget is how many bytes of masks are kept.
	budget = 8 << 20
	// largest is the side in pixels of the largest mask; glyphs beyond are not drawn.
	largest = 2048
)

// Cache holds glyph masks within a fixed amount of memory. Every goroutine needs its
// own.
type Cache struct {
	fonts   *layout.Fonts
	faces   map[layout.FaceID]*font.Face
	strikes map[strikeKey]*strike
	size    int    // bytes of all masks
	clock   uint64 // counts the runs drawn
	raster  vector.Rasterizer
}

// strikeKey names a face at a size in pixels to the em of the text's size.
type strikeKey struct {
	face layout.FaceID
	ppem float32
}

// strike holds the masks of one face and size.
type strike struct {
	face  *font.Face // nil for the marks of controls
	ppem  float32    // of the text
	scale float32    // pixels to the font unit
	masks map[maskKey]*mask
	size  int    // bytes of its masks
	used  uint64 // when, by Cache.clock
}

// maskKey is a glyph times phases, plus its phase, plus asLayer for a glyph that is a
// part of another one and so without colours of its own.
type maskKey uint64

const asLayer maskKey = 1 << 40

// mask is the coverage of one glyph, or its picture, or its layers. Its top left pixel
// is at (left, top) from the whole pixel that the pen is in and the baseline.
type mask struct {
	left, top     int
	width, height int
	pix           []uint8 // rows without gaps; nil if there is nothing to draw
	picture       bool    // pix has premultiplied colours, red, green, blue and alpha
	layers        []layer // instead of pix
}

// overhead is about what a mask needs beside its pixels.
const overhead = 96

// NewCache returns an empty cache for text set in the given fonts.
func NewCache(f *layout.Fonts) *Cache {
	return &Cache{
		fonts:   f,
		faces:   map[layout.FaceID]*font.Face{},
		strikes: map[strikeKey]*strike{},
	}
}

// strike returns the masks of a face and size, made if new.
func (c *Cache) strike(id layout.FaceID, ppem float32) *strike {
	c.clock++
	key := strikeKey{id, ppem}
	s := c.strikes[key]
	if s == nil {
		s = &strike{ppem: ppem, masks: map[maskKey]*mask{}}
		if id != layout.Marks {
			s.face = c.face(id)
			s.scale = ppem * c.fonts.Scale(id) / float32(s.face.Upem())
		}
		c.strikes[key] = s
	}
	s.used = c.clock
	return s
}

// face returns a face to draw with.
func (c *Cache) face(id layout.FaceID) *font.Face {
	face := c.faces[id]
	if face == nil {
		face = c.fonts.NewFace(id)
		c.faces[id] = face
	}
	return face
}

// mask returns the mask of a glyph at a phase, made if new.
func (c *Cache) mask(s *strike, glyph uint32, phase int) *mask {
	return c.cached(s, maskKey(glyph)*phases+maskKey(phase))
}

func (c *Cache) cached(s *strike, key maskKey) *mask {
	m := s.masks[key]
	if m == nil {
		m = c.make(s, key)
		s.masks[key] = m
		s.size += len(m.pix) + overhead
		c.size += len(m.pix) + overhead
		if c.size > budget {
			c.evict(s)
		}
	}
	return m
}

// evict forgets the strikes not used for longest until half the budget is free, and at
// last all masks of the one in use.
func (c *Cache) evict(inUse *strike) {
	for c.size > budget/2 && len(c.strikes) > 1 {
		var oldest strikeKey
		first := true
		for key, s := range c.strikes {
			if s != inUse && (first || s.used < c.strikes[oldest].used) {
				oldest, first = key, false
			}
		}
		c.size -= c.strikes[oldest].size
		delete(c.strikes, oldest)
	}
	if c.size > budget/2 {
		clear(inUse.masks)
		inUse.size, c.size = 0, 0
	}
}

// make draws a glyph. One without anything to draw, such as a space, gets an empty mask.
func (c *Cache) make(s *strike, key maskKey) *mask {
	glyph := uint32(key &^ asLayer / phases)
	shift := float32(key%phases) / phases
	if s.face == nil {
		return c.fill(c.mark(rune(glyph), s.ppem, shift))
	}
	if key&asLayer == 0 {
		if layers := layersOf(s.face, glyph); layers != nil {
			return &mask{layers: layers}
		}
		if m := picture(s.face, glyph, s.scale); m != nil {
			return m
		}
	}
	return c.fill(outline(nil, s.face, glyph, s.scale, shift, 0))
}

// outline appends a glyph's outline in pixels, y down, moved by (x, y).
func outline(dst []font.Segment, face *font.Face, glyph uint32, scale, x, y float32) []font.Segment {
	found, _ := face.GlyphDataOutline(tables.GlyphID(glyph))
	for i := range found.Segments {
		args := found.Segments[i].ArgsSlice()
		for j := range args {
			args[j].X = args[j].X*scale + x
			args[j].Y = -args[j].Y*scale + y
		}
	}
	if dst == nil {
		return found.Segments
	}
	return append(dst, found.Segments...)
}

// fill returns the mask of an outline in pixels from the pen and the baseline.
func (c *Cache) fill(segments []font.Segment) *mask {
	minX, minY := float32(math.Inf(1)), float32(math.Inf(1))
	maxX, maxY := -minX, -minY
	for i := range segments {
		for _, p := range segments[i].ArgsSlice() {
			minX, maxX = min(minX, p.X), max(maxX, p.X)
			minY, maxY = min(minY, p.Y), max(maxY, p.Y)
		}
	}
	if len(segments) == 0 || !(maxX-minX < largest && maxY-minY < largest) {
		return &mask{}
	}
	left, top := int(math.Floor(float64(minX))), int(math.Floor(float64(minY)))
	m := &mask{
		left: left, top: top,
		width:  int(math.Ceil(float64(maxX))) - left,
		height: int(math.Ceil(float64(maxY))) - top,
	}
	if m.width <= 0 || m.height <= 0 {
		return &mask{}
	}
	trace(&c.raster, segments, float32(left), float32(top), m.width, m.height)
	alpha := image.NewAlpha(image.Rect(0, 0, m.width, m.height))
	c.raster.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
	m.pix = alpha.Pix
	return m
}

// trace gives the rasteriser an outline in pixels, moved so that (left, top) is its origin.
func trace(r *vector.Rasterizer, segments []font.Segment, left, top float32, width, height int) {
	r.Reset(width, height)
	for i, seg := range segments {
		a := seg.Args
		for j := range a {
			a[j].X, a[j].Y = a[j].X-left, a[j].Y-top
		}
		switch seg.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				r.ClosePath()
			}
			r.MoveTo(a[0].X, a[0].Y)
		case opentype.SegmentOpLineTo:
			r.LineTo(a[0].X, a[0].Y)
		case opentype.SegmentOpQuadTo:
			r.QuadTo(a[0].X, a[0].Y, a[1].X, a[1].Y)
		case opentype.SegmentOpCubeTo:
			r.CubeTo(a[0].X, a[0].Y, a[1].X, a[1].Y, a[2].X, a[2].Y)
		}
	}
	r.ClosePath()
}
