package glyph

import (
	"image"
	"math"

	"github.com/go-text/typesetting/font"

	"tarikh.org/tarikh/ui/text/layout"
)

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
