package paint

import (
	"image"
	"math"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// widestForm bounds the width and height of a form, in pixels.
const widestForm = 1 << 14

// form draws a Rect of another form than a box. What is of one size is rasterized once;
// stripes, whose width follows the view, each time.
func (p *Painter) form(dst *image.RGBA, r *scene.Rect, scale float64) {
	x, y := float64(r.X)*scale, float64(r.Y)*scale
	w, h, reach := float64(r.W)*scale, float64(r.H)*scale, float64(r.StrokeWidth)*scale
	at := dst.Rect
	if !(w > 0 && h > 0 && w <= widestForm && h <= widestForm) || r.Fill.A == 0 ||
		!(x+w+reach > float64(at.Min.X) && x-reach < float64(at.Max.X) && y+h+reach > float64(at.Min.Y) && y-reach < float64(at.Max.Y)) {
		return
	}
	s := stampOf(dst, r.Fill)
	qx, qy := inPhases(x), inPhases(y)
	key := shapeKey{
		form: r.Form, x: uint8(qx & (phases - 1)), y: uint8(qy & (phases - 1)), stroke: inPhases(reach),
		w: max(inPhases(w), 1), h: max(inPhases(h), 1),
	}
	if r.Form != scene.FormHatch {
		s.mask(p, p.shapes.get(key), int(qx>>2), int(qy>>2))
		return
	}
	key.scale = scale
	s.mask(p, p.shapes.formMask(key), int(qx>>2), int(qy>>2))
}

// formMask rasterizes a form.
func (s *shapes) formMask(k shapeKey) *mask {
	// In units of the display list; the width of stripes is one of those.
	scale := float32(1)
	if k.scale > 0 {
		scale = float32(k.scale)
	}
	reach := int(math.Ceil(float64(k.stroke)/phases/2)) + 1
	left, top := float32(k.x)/phases+float32(reach), float32(k.y)/phases+float32(reach)
	w, h := float32(k.w)/phases, float32(k.h)/phases
	m := &mask{left: -reach, top: -reach}
	m.width, m.height = int(math.Ceil(float64(left+w)))+reach, int(math.Ceil(float64(top+h)))+reach
	r := scene.Rect{W: w / scale, H: h / scale, StrokeWidth: float32(k.stroke) / phases / scale, Form: k.form}
	s.raster.Reset(m.width, m.height)
	r.Outline(func(corners []scene.Point) {
		for i, c := range corners {
			if x, y := c.X*scale+left, c.Y*scale+top; i == 0 {
				s.raster.MoveTo(x, y)
			} else {
				s.raster.LineTo(x, y)
			}
		}
		s.raster.ClosePath()
	})
	alpha := image.NewAlpha(image.Rect(0, 0, m.width, m.height))
	s.raster.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
	m.pix = alpha.Pix
	return m
}
