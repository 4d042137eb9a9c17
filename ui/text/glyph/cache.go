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
	"github.com/go-text/typesetting/font"
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

// NewCache returns an empty cache for text set in the given fonts.
func NewCache(f *layout.Fonts) *Cache {
	return &Cache{
		fonts:   f,
		faces:   map[layout.FaceID]*font.Face{},
		strikes: map[strikeKey]*strike{},
	}
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
