package glyph

import (
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// mark returns the outline of the mark of a character at a size, in pixels from the
// pen and the baseline, moved right by shift. Its frame is on whole pixels, so that
// thin lines are sharp.
func (c *Cache) mark(r rune, ppem, shift float32) []font.Segment {
	m := c.fonts.Mark(r)
	round := func(x float32) float32 { return float32(math.Round(float64(x))) }
	left, right := round(m.Frame.X*ppem+shift), round((m.Frame.X+m.Frame.W)*ppem+shift)
	top, bottom := round(m.Frame.Y*ppem), round((m.Frame.Y+m.Frame.H)*ppem)
	stroke := max(round(m.Stroke*ppem), 1)
	segments := box(nil, left, top, right, bottom)
	// The inner edge runs the other way round, which leaves its inside free.
	segments = box(segments, right-stroke, top+stroke, left+stroke, bottom-stroke)
	letters := c.face(m.Face)
	scale := ppem * m.Size / float32(letters.Upem())
	for _, g := range m.Letters {
		segments = outline(segments, letters, g.ID, scale, g.X*ppem+shift, 0)
	}
	return segments
}

// box appends the outline of a box, clockwise from its first corner if that is the
// top left one.
func box(dst []font.Segment, x0, y0, x1, y1 float32) []font.Segment {
	corner := func(op opentype.SegmentOp, x, y float32) {
		dst = append(dst, font.Segment{Op: op, Args: [3]font.SegmentPoint{{X: x, Y: y}}})
	}
	corner(opentype.SegmentOpMoveTo, x0, y0)
	corner(opentype.SegmentOpLineTo, x1, y0)
	corner(opentype.SegmentOpLineTo, x1, y1)
	corner(opentype.SegmentOpLineTo, x0, y1)
	return dst
}
