package sheets

import (
	"image/color"

	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// part is the part of a display list that a page shows, in units.
type part struct{ x0, y0, x1, y1 float32 }

func (p part) meets(x, y, w, h float32) bool {
	return x < p.x1 && x+w > p.x0 && y < p.y1 && y+h > p.y0
}

// plate draws a display list on a page. What is drawn is in the order of scene.List.
type plate struct {
	page *pdf.Page
	show *images
	in   *pdf.Element             // that the words belong to
	part part                     // that is shown
	told func(t *scene.Text) bool // whether words were on a page before
}

// draw draws the part of a list with its left upper corner at (x, y), scale points to the
// unit.
func (p *plate) draw(l *scene.List, x, y, scale float64) {
	p.page.Artifact()
	p.page.Save()
	p.page.Clip(x, y, float64(p.part.x1-p.part.x0)*scale, float64(p.part.y1-p.part.y0)*scale)
	p.page.Move(x-float64(p.part.x0)*scale, y-float64(p.part.y0)*scale, scale)
	p.page.End()
	p.layer(&scene.Layer{Bands: l.Bands, Lines: l.Lines, Marks: l.Marks}, l.Curves)
	for i := range l.Pictures {
		p.picture(l.Pictures[i], x, y, scale)
	}
	p.layer(&scene.Layer{Texts: l.Texts}, nil)
	for i := range l.Over {
		p.layer(&l.Over[i], nil)
	}
	p.page.Artifact()
	p.page.Restore()
	p.page.End()
}

func (p *plate) layer(l *scene.Layer, curves []scene.Curve) {
	p.page.Artifact()
	p.rects(l.Bands)
	for i := range l.Lines {
		r := &l.Lines[i]
		if x, y := min(r.X0, r.X1), min(r.Y0, r.Y1); p.part.meets(x-r.Width, y-r.Width, max(r.X0, r.X1)-x+2*r.Width, max(r.Y0, r.Y1)-y+2*r.Width) {
			p.page.Rule(float64(r.X0), float64(r.Y0), float64(r.X1), float64(r.Y1), float64(r.Width), float64(r.Dash), r.Colour)
		}
	}
	p.rects(l.Marks)
	for i := range curves {
		p.curve(&curves[i])
	}
	p.page.End()
	for i := range l.Texts {
		p.text(&l.Texts[i])
	}
}

func (p *plate) rects(all []scene.Rect) {
	for i := range all {
		r := &all[i]
		if !p.part.meets(r.X-r.StrokeWidth, r.Y-r.StrokeWidth, r.W+2*r.StrokeWidth, r.H+2*r.StrokeWidth) {
			continue
		}
		if r.Form != scene.FormBox {
			r.Outline(func(corners []scene.Point) { p.polygon(corners, r.Fill) })
			continue
		}
		p.page.Draw(pdf.Shape{
			X: float64(r.X), Y: float64(r.Y), W: float64(r.W), H: float64(r.H), Radius: float64(r.Radius), Fill: r.Fill,
			FadeLeft: float64(r.FadeLeft), FadeRight: float64(r.FadeRight), Stroke: r.Stroke, StrokeWidth: float64(r.StrokeWidth),
		})
	}
}

func (p *plate) polygon(corners []scene.Point, fill color.NRGBA) {
	p.page.Polygon(len(corners), func(i int) (x, y float64) { return float64(corners[i].X), float64(corners[i].Y) }, fill)
}

// curve draws a curve with its tips.
func (p *plate) curve(c *scene.Curve) {
	at := func(i int) (x, y float64) { return float64(c.P[i].X), float64(c.P[i].Y) }
	p.page.Curve(at, float64(c.Width), float64(c.Dash), float64(c.Gap), c.Colour)
	c.Tips(func(corners []scene.Point) { p.polygon(corners, c.Colour) })
}

// text draws words. Those that were on a page before, where sheets overlap, are not told
// again.
func (p *plate) text(t *scene.Text) {
	if !p.part.meets(t.X, t.Y, t.P.Width, t.P.Height) {
		return
	}
	if p.told(t) {
		p.page.Artifact()
		p.page.Text(t.P, 0, len(t.P.Lines), float64(t.X), float64(t.Y), 1, t.Colour)
		p.page.End()
		return
	}
	about := pdf.About{}
	if t.P.RTL {
		about.Lang = "ar"
	}
	e := p.in.Add("P", about)
	p.page.Begin(e)
	p.page.Text(t.P, 0, len(t.P.Lines), float64(t.X), float64(t.Y), 1, t.Colour)
	p.page.End()
	e.Close()
}

var black = color.NRGBA{A: 255}
