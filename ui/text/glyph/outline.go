package glyph

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"golang.org/x/image/vector"
)

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
