package paint

import (
	"image"
	"math"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// curveStep is how long the straight parts are that a curve is drawn in, in pixels, and
// mostSteps how many there are at most.
const curveStep, mostSteps = 6, 600

// curve draws a curve with its tips. Of each of its straight parts a pixel is touched that
// lies beside it, so that none is laid over another.
func (p *Painter) curve(dst *image.RGBA, c *scene.Curve, scale float32) {
	if c.Colour.A == 0 {
		return
	}
	length := float32(0)
	for i := range 3 {
		length += float32(math.Hypot(float64(c.P[i+1].X-c.P[i].X), float64(c.P[i+1].Y-c.P[i].Y)))
	}
	if !(length > 0 && length*scale < outermost) {
		return
	}
	s := stampOf(dst, c.Colour)
	steps := min(int(length*scale/curveStep)+1, mostSteps)
	last, done := c.At(0), float64(0)
	for i := range steps {
		next := c.At(float32(i+1) / float32(steps))
		done += s.segment(last, next, scale, float64(c.Width*scale), done, float64(c.Dash*scale), float64(c.Gap*scale))
		last = next
	}
	c.Tips(func(corners []scene.Point) { p.polygon(&s, corners, scale) })
}

// segment draws a straight part, which begins done pixels after the curve, and returns its
// length.
func (s *stamp) segment(a, b scene.Point, scale float32, width, done, dash, gap float64) float64 {
	x0, y0, x1, y1 := float64(a.X*scale), float64(a.Y*scale), float64(b.X*scale), float64(b.Y*scale)
	dx, dy := x1-x0, y1-y0
	length := math.Hypot(dx, dy)
	if length == 0 {
		return 0
	}
	reach := width/2 + 1
	at := s.dst.Rect
	left, right := clampInt(math.Floor(min(x0, x1)-reach), at.Min.X, at.Max.X), clampInt(math.Ceil(max(x0, x1)+reach), at.Min.X, at.Max.X)
	top, bottom := clampInt(math.Floor(min(y0, y1)-reach), at.Min.Y, at.Max.Y), clampInt(math.Ceil(max(y0, y1)+reach), at.Min.Y, at.Max.Y)
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			px, py := float64(x)+0.5-x0, float64(y)+0.5-y0
			on := (px*dx + py*dy) / length
			if on < 0 || on >= length {
				continue
			}
			if dash > 0 && math.Mod(done+on, dash+gap) >= dash {
				continue
			}
			beside := math.Abs(px*dy-py*dx) / length
			if cover := min(max(width/2+0.5-beside, 0), 1); cover > 0 {
				s.ink.blend(s.dst.Pix[s.dst.PixOffset(x, y):], uint32(level(cover)))
			}
		}
	}
	return length
}

// polygon fills a polygon.
func (p *Painter) polygon(s *stamp, corners []scene.Point, scale float32) {
	x0, y0, x1, y1 := float32(outermost), float32(outermost), float32(-outermost), float32(-outermost)
	for _, c := range corners {
		x0, y0, x1, y1 = min(x0, c.X*scale), min(y0, c.Y*scale), max(x1, c.X*scale), max(y1, c.Y*scale)
	}
	m := &mask{width: int(x1-x0) + 3, height: int(y1-y0) + 3}
	if m.width > largest || m.height > largest {
		return
	}
	left, top := float32(math.Floor(float64(x0))), float32(math.Floor(float64(y0)))
	raster := &p.shapes.raster
	raster.Reset(m.width, m.height)
	for i, c := range corners {
		if x, y := c.X*scale-left, c.Y*scale-top; i == 0 {
			raster.MoveTo(x, y)
		} else {
			raster.LineTo(x, y)
		}
	}
	raster.ClosePath()
	alpha := image.NewAlpha(image.Rect(0, 0, m.width, m.height))
	raster.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
	m.pix = alpha.Pix
	s.mask(p, m, int(left), int(top))
}
