package pdf

import (
	"fmt"
	"image/color"
	"strconv"
)

// Shape is a rectangle with round corners, filled and stroked; the stroke is centred on
// its edge. Over FadeLeft and FadeRight points it fades from nothing at that edge.
type Shape struct {
	X, Y, W, H, Radius  float64
	Fill                color.NRGBA
	FadeLeft, FadeRight float64
	Stroke              color.NRGBA
	StrokeWidth         float64
}

// Draw draws a shape.
func (p *Page) Draw(s Shape) {
	filled, stroked := s.Fill.A > 0, s.Stroke.A > 0 && s.StrokeWidth > 0
	if !(s.W > 0 && s.H > 0) || !filled && !stroked {
		return
	}
	if s.FadeLeft > 0 || s.FadeRight > 0 {
		p.Save()
		defer p.Restore()
		p.op("/" + p.fade(s) + " gs")
	}
	switch {
	case filled && stroked && s.Fill.A == s.Stroke.A:
		p.fillWith(s.Fill)
		p.strokeWith(s.Stroke, s.StrokeWidth)
		p.edge(s)
		p.op("B")
		return
	case filled:
		p.fillWith(s.Fill)
		p.edge(s)
		p.op("f")
	}
	if stroked {
		p.strokeWith(s.Stroke, s.StrokeWidth)
		p.edge(s)
		p.op("S")
	}
}

// Polygon fills the polygon of n corners.
func (p *Page) Polygon(n int, corner func(i int) (x, y float64), fill color.NRGBA) {
	if n < 3 || fill.A == 0 {
		return
	}
	p.fillWith(fill)
	for i := range n {
		x, y := corner(i)
		op := " l "
		if i == 0 {
			op = " m "
		}
		p.out = append(p.out, number(x)+" "+number(p.H-y)+op...)
	}
	p.op("h f")
}

// Curve draws a cubic curve through its four points; dash and gap are the lengths of dashes
// and of the gaps between them, 0 for a whole line.
func (p *Page) Curve(at func(i int) (x, y float64), width, dash, gap float64, c color.NRGBA) {
	if c.A == 0 || width <= 0 {
		return
	}
	p.strokeWith(c, width)
	if dash > 0 {
		p.op("[" + number(dash) + " " + number(gap) + "] 0 d")
	}
	for i, op := range [4]string{" m ", " ", " ", " c S"} {
		x, y := at(i)
		p.out = append(p.out, number(x)+" "+number(p.H-y)+op...)
	}
	p.op("")
	if dash > 0 {
		p.op("[] 0 d")
	}
}

// Rule draws a straight line; dash is the length of dashes and of the gaps between them, 0
// for a whole line.
func (p *Page) Rule(x0, y0, x1, y1, width, dash float64, c color.NRGBA) {
	if c.A == 0 || width <= 0 {
		return
	}
	p.strokeWith(c, width)
	if dash > 0 {
		p.op("[" + number(dash) + "] 0 d")
	}
	p.op(number(x0) + " " + number(p.H-y0) + " m " + number(x1) + " " + number(p.H-y1) + " l S")
	if dash > 0 {
		p.op("[] 0 d")
	}
}

func (p *Page) rectangle(x, y, w, h float64) {
	p.op(number(x) + " " + number(p.H-y-h) + " " + number(w) + " " + number(h) + " re")
}

// arc is how far the handles of a curve are from its ends that is a quarter of a circle of
// radius 1.
const arc = 0.5523

// edge appends the path of a shape.
func (p *Page) edge(s Shape) {
	r := min(s.Radius, s.W/2, s.H/2)
	if r <= 0 {
		p.rectangle(s.X, s.Y, s.W, s.H)
		return
	}
	x0, x1, y0, y1, k := s.X, s.X+s.W, p.H-s.Y-s.H, p.H-s.Y, r*(1-arc)
	to := func(op string, at ...float64) {
		for _, v := range at {
			p.out = append(appendNumber(p.out, v, coordinate), ' ')
		}
		p.out = append(append(p.out, op...), ' ')
	}
	to("m", x0+r, y0)
	to("l", x1-r, y0)
	to("c", x1-k, y0, x1, y0+k, x1, y0+r)
	to("l", x1, y1-r)
	to("c", x1, y1-k, x1-k, y1, x1-r, y1)
	to("l", x0+r, y1)
	to("c", x0+k, y1, x0, y1-k, x0, y1-r)
	to("l", x0, y0+r)
	to("c", x0, y0+k, x0+k, y0, x0+r, y0)
	p.op("h")
}

// fillWith sets the colour of what is filled.
func (p *Page) fillWith(c color.NRGBA) {
	p.opacity(c.A)
	if c.A = 255; c != p.ink.fill {
		p.ink.fill = c
		p.op(rgb(c) + " rg")
	}
}

// strokeWith sets the colour and the width of lines.
func (p *Page) strokeWith(c color.NRGBA, width float64) {
	p.opacity(c.A)
	if c.A = 255; c != p.ink.stroke {
		p.ink.stroke = c
		p.op(rgb(c) + " RG")
	}
	if width != p.ink.width {
		p.ink.width = width
		p.op(number(width) + " w")
	}
}

func (p *Page) opacity(a uint8) {
	if int(a) != p.ink.alpha {
		p.ink.alpha = int(a)
		p.doc.states[int(a)] = true
		p.op("/A" + strconv.Itoa(int(a)) + " gs")
	}
}

func rgb(c color.NRGBA) string {
	return number3(float64(c.R)/255) + " " + number3(float64(c.G)/255) + " " + number3(float64(c.B)/255)
}

// fade returns the name of a graphics state in which a shape fades at its ends: a soft
// mask, whose light is how much of the shape is seen (11.6.5.2).
func (p *Page) fade(s Shape) string {
	d := p.doc
	reach := s.StrokeWidth
	x0, x1 := s.X-reach, s.X+s.W+reach
	width := x1 - x0
	// Stops along the shape, with how much is seen there.
	left, right := min(s.FadeLeft, s.W), min(s.FadeRight, s.W)
	stops := []stop{{0, 1}}
	if left > 0 {
		stops = []stop{{0, 0}, {left / width, 1}}
	}
	if right > 0 {
		if from := 1 - right/width; from > stops[len(stops)-1].at {
			stops = append(stops, stop{from, 1})
		}
		stops = append(stops, stop{1, 0})
	} else {
		stops = append(stops, stop{1, 1})
	}
	function := stitched(stops)
	box := fmt.Sprintf("[%s %s %s %s]", number(x0), number(p.H-s.Y-s.H-reach), number(x1), number(p.H-s.Y+reach))
	shading := d.file.add(fmt.Sprintf("<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [%s 0 %s 0] /Function %s /Extend [true true] >>", number(x0), number(x1), function))
	mask := d.file.alloc()
	d.file.stream(mask, fmt.Sprintf("/Type /XObject /Subtype /Form /BBox %s /Group << /Type /Group /S /Transparency /CS /DeviceGray >> /Resources << /Shading << /S %s >> >>", box, shading), []byte("/S sh\n"))
	d.fades = append(d.fades, d.file.add(fmt.Sprintf("<< /Type /ExtGState /SMask << /Type /Mask /S /Luminosity /G %s >> >>", mask)))
	return "M" + strconv.Itoa(len(d.fades)-1)
}

// stop is a place along a shape, 0 to 1, and how much of the shape is seen there.
type stop struct{ at, share float64 }

// stitched is a function that goes straight from stop to stop (7.10.4).
func stitched(stops []stop) string {
	functions, bounds, encode := "", "", ""
	for i := 1; i < len(stops); i++ {
		functions += fmt.Sprintf(" << /FunctionType 2 /Domain [0 1] /C0 [%s] /C1 [%s] /N 1 >>", number3(stops[i-1].share), number3(stops[i].share))
		encode += " 0 1"
		if i > 1 {
			bounds += " " + number6(stops[i-1].at)
		}
	}
	return fmt.Sprintf("<< /FunctionType 3 /Domain [0 1] /Functions [%s ] /Bounds [%s ] /Encode [%s ] >>", functions, bounds, encode)
}

// Clip draws only within a rectangle.
func (p *Page) Clip(x, y, w, h float64) {
	p.rectangle(x, y, w, h)
	p.op("W n")
}
