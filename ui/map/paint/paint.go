// Package paint draws a display list of the map into an image.
//
// The one idea: the ground, which is many thousand points, is a picture of its own, a
// Backdrop, which a Plotter may draw away from the interface; what lies on it is few shapes
// and is painted afresh for each frame. A frame lays the backdrops that there are, enlarged
// while the right one is being drawn, so that a map that is moved costs next to nothing.
// Land is filled as all rings of the world in one go: countries that touch cancel out along
// their border, and no seam shows.
package paint

import (
	"image"
	"math"

	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
	timeline "tarikh.org/tarikh/ui/timeline/paint"
)

// Painter draws maps. The zero Painter with a glyph cache is ready; every goroutine needs
// its own.
type Painter struct {
	timeline.Painter
	plotter Plotter
	ground  *Backdrop // of the last list that was painted without others
	pen     pen
	rings   rings
	columns []int32
}

// Paint covers the whole of dst, whose corner is at 0,0, with a list, scale device pixels
// to the unit.
func (p *Painter) Paint(dst *image.RGBA, l *scene.List, scale float32) {
	if plot := PlotOf(l, dst.Rect.Size(), scale, 0); p.ground == nil || !p.ground.Shows(plot, 0) {
		p.ground = p.plotter.Draw(plot, p.ground)
	}
	p.PaintOver(dst, l, scale, p.ground)
}

// PaintOver paints a list over backdrops that were drawn before, each over those named
// before it.
func (p *Painter) PaintOver(dst *image.RGBA, l *scene.List, scale float32, backdrops ...*Backdrop) {
	p.lay(dst, l, scale, backdrops)
	for i := range l.Strokes {
		p.stroke(dst, &l.Strokes[i], scale)
	}
	p.Over(dst, &l.Under, scale)
	for i := range l.Rings {
		p.rings.draw(dst, &l.Rings[i], scale)
	}
	p.Over(dst, &l.Over, scale)
}

// stroke draws a line on the part of a picture that it is on.
func (p *Painter) stroke(dst *image.RGBA, s *scene.Stroke, scale float32) {
	part := image.Rectangle{}
	wide := s.Width*scale + 1
	for _, q := range s.Points {
		x, y := float64(q.X*scale), float64(q.Y*scale)
		part = part.Union(image.Rect(int(x-float64(wide)), int(y-float64(wide)), int(x+float64(wide))+1, int(y+float64(wide))+1))
	}
	part = part.Intersect(dst.Rect)
	if part.Empty() {
		return
	}
	of := &image.RGBA{Pix: dst.Pix[dst.PixOffset(part.Min.X, part.Min.Y):], Stride: dst.Stride, Rect: image.Rectangle{Max: part.Size()}}
	left, top := float32(part.Min.X), float32(part.Min.Y)
	p.pen.begin(of)
	p.pen.stroke(s.Points, s.Width*scale, s.Dash*scale, 0, func(q scene.Point) scene.Point { return scene.Point{X: q.X*scale - left, Y: q.Y*scale - top} })
	p.pen.end(of, s.Colour)
}

// lens brings points of the plane onto a picture.
type lens struct{ x, y, scale float32 }

func lensOf(v project.View, scale float32) lens {
	x, y := v.On(0, 0)
	return lens{whole(x * float64(scale)), whole(y * float64(scale)), float32(v.Scale) * scale}
}

func (e lens) on(q scene.Point) scene.Point {
	return scene.Point{X: e.x + q.X*e.scale, Y: e.y - q.Y*e.scale}
}

// whole is a number of pixels: the ground is moved by these, so that what is kept of it
// stays right.
func whole(v float64) float32 { return float32(math.Round(v)) }
