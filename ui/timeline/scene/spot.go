package scene

import (
	"image/color"
	"math"
)

// SpotKind is what a Spot stands for.
type SpotKind uint8

// The kinds of spots.
const (
	SpotGiven    SpotKind = iota // the date that a source gives for an event
	SpotRelation                 // an arc between two events
	SpotParts                    // the sign of an event's parts
	SpotKnown                    // the handle of what was known
)

// Spot is a thing beside the marks that can be pointed at.
type Spot struct {
	Kind           SpotKind
	X0, Y0, X1, Y1 float32
	Event          int // the event that it belongs to; -1 for none
	N              int // which of the event's dates, or of the relations
	arc            [4]Point
}

// arcReach is how near to an arc a point is on it.
const arcReach = 5

// SpotAt returns the spot at a point; of several the one drawn last.
func (l *List) SpotAt(x, y float32) (Spot, bool) {
	if x < l.Plot.X || x >= l.Plot.X+l.Plot.W {
		return Spot{}, false
	}
	for i := len(l.Spots) - 1; i >= 0; i-- {
		s := &l.Spots[i]
		if x >= s.X0 && x < s.X1 && y >= s.Y0 && y < s.Y1 && (s.Kind != SpotRelation || nearArc(&s.arc, x, y)) {
			return *s, true
		}
	}
	return Spot{}, false
}

// Curve is a line along a cubic curve, with signs at its ends. Dash and Gap are the lengths
// of dashes and of the gaps between them; 0 is a solid line.
type Curve struct {
	P          [4]Point
	Width      float32
	Dash, Gap  float32
	Start, End Tip
	Colour     color.NRGBA
}

// Tip is the sign at the end of a curve.
type Tip uint8

// The tips.
const (
	TipNone    Tip = iota
	TipArrow       // it points to something
	TipBar         // across: it is stopped
	TipDiamond     // what it ends at is the whole
)

// At is the place a share of the way along a curve, from 0 to 1.
func (c *Curve) At(s float32) Point { return along(&c.P, s) }

func along(p *[4]Point, s float32) Point {
	r := 1 - s
	a, b, c, d := r*r*r, 3*r*r*s, 3*r*s*s, s*s*s
	return Point{a*p[0].X + b*p[1].X + c*p[2].X + d*p[3].X, a*p[0].Y + b*p[1].Y + c*p[2].Y + d*p[3].Y}
}

// arcSteps is in how many straight parts an arc is pointed at.
const arcSteps = 24

func nearArc(p *[4]Point, x, y float32) bool {
	for i := range arcSteps {
		a, b := along(p, float32(i)/arcSteps), along(p, float32(i+1)/arcSteps)
		dx, dy := b.X-a.X, b.Y-a.Y
		s := float32(0)
		if length := dx*dx + dy*dy; length > 0 {
			s = min(max(((x-a.X)*dx+(y-a.Y)*dy)/length, 0), 1)
		}
		if ex, ey := a.X+s*dx-x, a.Y+s*dy-y; ex*ex+ey*ey <= arcReach*arcReach {
			return true
		}
	}
	return false
}

// Measures of tips, in units.
const tipLength, tipHalf = 7, 3

// Tips calls each with the corners of the polygons at the ends of a curve.
func (c *Curve) Tips(each func(corners []Point)) {
	for i, t := range [2]Tip{c.Start, c.End} {
		end, inner := c.P[0], c.At(0.04)
		if i == 1 {
			end, inner = c.P[3], c.At(0.96)
		}
		dx, dy := heading(inner.X-end.X, inner.Y-end.Y)
		at := func(on, beside float32) Point { return Point{end.X + dx*on - dy*beside, end.Y + dy*on + dx*beside} }
		switch t {
		case TipArrow:
			each([]Point{end, at(tipLength, tipHalf), at(tipLength, -tipHalf)})
		case TipBar:
			each([]Point{at(0, tipHalf+1), at(1.6, tipHalf+1), at(1.6, -tipHalf-1), at(0, -tipHalf-1)})
		case TipDiamond:
			each([]Point{end, at(tipLength*0.6, tipHalf*0.9), at(tipLength*1.2, 0), at(tipLength*0.6, -tipHalf*0.9)})
		}
	}
}

// heading is a direction with the length 1.
func heading(dx, dy float32) (float32, float32) {
	length := float32(math.Hypot(float64(dx), float64(dy)))
	if length == 0 {
		return 1, 0
	}
	return dx / length, dy / length
}
