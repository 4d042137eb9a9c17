package svg

import "image/color"

// Shape is lines of points, joined to rings where it is closed; rings make one area, in
// which those that turn the other way are holes.
type Shape struct {
	Lines        [][][2]float32
	Closed       bool
	Fill, Stroke color.NRGBA
	Width, Dash  float32
}

func (d *drawing) shape(s *Shape) {
	if len(s.Lines) == 0 {
		return
	}
	d.body.WriteString(`<path d="`)
	for _, line := range s.Lines {
		for i, p := range line {
			step := byte('L')
			if i == 0 {
				step = 'M'
			}
			d.body.WriteByte(step)
			d.body.WriteString(number(p[0]) + " " + number(p[1]))
		}
		if s.Closed {
			d.body.WriteByte('Z')
		}
	}
	d.body.WriteByte('"')
	if s.Closed {
		d.colour("fill", s.Fill)
	} else {
		d.attribute("fill", "none")
	}
	if s.Width > 0 {
		d.colour("stroke", s.Stroke)
		d.measure("stroke-width", s.Width)
		d.attribute("stroke-linejoin", "round")
		if s.Dash > 0 {
			d.measure("stroke-dasharray", s.Dash)
		}
	}
	d.body.WriteString("/>\n")
}
