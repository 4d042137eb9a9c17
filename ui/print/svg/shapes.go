package svg

import (
	"fmt"
	"image/color"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// rect draws a rectangle of the list.
func (d *drawing) rect(r *scene.Rect) {
	if r.Form != scene.FormBox {
		d.form(r)
		return
	}
	stroked := r.StrokeWidth > 0 && r.Stroke.A > 0
	if !(r.W > 0 && r.H > 0) || r.Fill.A == 0 && !stroked {
		return
	}
	d.body.WriteString("<rect")
	d.measure("x", r.X)
	d.measure("y", r.Y)
	d.measure("width", r.W)
	d.measure("height", r.H)
	if radius := min(r.Radius, r.W/2, r.H/2); radius > 0 {
		d.measure("rx", radius)
	} else if r.FadeLeft <= 0 && r.FadeRight <= 0 {
		d.attribute("shape-rendering", "crispEdges") // neighbours meet without a seam
	}
	d.paint("fill", r.Fill, r)
	if stroked {
		d.paint("stroke", r.Stroke, r)
		d.measure("stroke-width", r.StrokeWidth)
	}
	d.body.WriteString("/>")
}

// form draws a rectangle of another form, as one path.
func (d *drawing) form(r *scene.Rect) {
	if !(r.W > 0 && r.H > 0) || r.Fill.A == 0 {
		return
	}
	d.polygons(r.Fill, r.Outline)
}

// polygons draws polygons of one colour, as one path.
func (d *drawing) polygons(fill color.NRGBA, all func(each func(corners []scene.Point))) {
	d.body.WriteString(`<path d="`)
	all(func(corners []scene.Point) {
		for i, c := range corners {
			d.body.WriteByte("ML"[min(i, 1)])
			d.body.WriteString(number(c.X) + " " + number(c.Y))
		}
		d.body.WriteByte('Z')
	})
	d.body.WriteByte('"')
	d.colour("fill", fill)
	d.body.WriteString("/>")
}

// curve draws a curve with its tips.
func (d *drawing) curve(c *scene.Curve) {
	p := &c.P
	fmt.Fprintf(&d.body, `<path d="M%s %sC%s %s %s %s %s %s" fill="none"`,
		number(p[0].X), number(p[0].Y), number(p[1].X), number(p[1].Y), number(p[2].X), number(p[2].Y), number(p[3].X), number(p[3].Y))
	d.colour("stroke", c.Colour)
	d.measure("stroke-width", c.Width)
	if c.Dash > 0 {
		d.attribute("stroke-dasharray", number(c.Dash)+" "+number(c.Gap))
	}
	d.body.WriteString("/>")
	if c.Start != scene.TipNone || c.End != scene.TipNone {
		d.polygons(c.Colour, c.Tips)
	}
}

// paint says in what a shape is filled or outlined.
func (d *drawing) paint(name string, c color.NRGBA, r *scene.Rect) {
	switch {
	case c.A == 0:
		d.attribute(name, "none")
	case r.FadeLeft > 0 || r.FadeRight > 0:
		d.attribute(name, fmt.Sprintf("url(#f%d)", d.fade(c, max(r.FadeLeft, 0)/r.W, max(r.FadeRight, 0)/r.W)))
	default:
		d.colour(name, c)
	}
}

// fade returns the number of a gradient that rises from nothing over a part of the width
// and falls to nothing over another. Where both meet, it does not reach the whole colour.
func (d *drawing) fade(c color.NRGBA, left, right float32) int {
	key := fadeKey{c, number(left), number(right)}
	if n, ok := d.faded[key]; ok {
		return n
	}
	n := len(d.faded)
	d.faded[key] = n
	stop := func(at, share float32) {
		fmt.Fprintf(&d.fades, `<stop offset="%s" stop-color="%s" stop-opacity="%s"/>`, number(at), hex(c), number(share*float32(c.A)/255))
	}
	fmt.Fprintf(&d.fades, `<linearGradient id="f%d">`, n)
	if left > 0 {
		stop(0, 0)
	}
	if left+right > 1 {
		stop(left/(left+right), 1/(left+right))
	} else {
		stop(left, 1)
		stop(1-right, 1)
	}
	if right > 0 {
		stop(1, 0)
	}
	d.fades.WriteString("</linearGradient>")
	return n
}

// line draws a line of the list.
func (d *drawing) line(l *scene.Line) {
	if l.Colour.A == 0 {
		return
	}
	d.body.WriteString("<line")
	d.measure("x1", l.X0)
	d.measure("y1", l.Y0)
	d.measure("x2", l.X1)
	d.measure("y2", l.Y1)
	d.colour("stroke", l.Colour)
	if l.Width != 1 {
		d.measure("stroke-width", l.Width)
	}
	if l.Dash > 0 {
		d.measure("stroke-dasharray", l.Dash)
	}
	d.attribute("shape-rendering", "crispEdges")
	d.body.WriteString("/>")
}
