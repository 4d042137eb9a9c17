package scene

import "math"

// Form is what a Rect is the box of.
type Form uint8

// The forms. All but FormBox are filled, and have neither a line around them nor ends
// that fade.
const (
	FormBox     Form = iota // the rectangle itself
	FormDiamond             // the rhombus from middle to middle of its sides
	FormHalf                // the left half of that, which is not mirrored
	FormCross               // its diagonals, StrokeWidth wide
	FormHatch               // stripes within it, rising to the right
)

// Measures of stripes, in units across them.
const hatchStep, hatchWidth = 3.6, 1.7

// Point is a place in a display list.
type Point struct{ X, Y float32 }

// Outline calls each with the corners of the polygons that a Rect of another form than
// FormBox is made of; they are valid until the next call.
func (r *Rect) Outline(each func(corners []Point)) {
	x0, y0, x1, y1 := r.X, r.Y, r.X+r.W, r.Y+r.H
	x, y := (x0+x1)/2, (y0+y1)/2
	switch r.Form {
	case FormDiamond:
		each([]Point{{x, y0}, {x1, y}, {x, y1}, {x0, y}})
	case FormHalf:
		each([]Point{{x, y0}, {x, y1}, {x0, y}})
	case FormCross:
		length := float32(math.Hypot(float64(r.W), float64(r.H)))
		if length == 0 {
			return
		}
		// Half the width of a stroke, along the diagonal's normal.
		dx, dy := r.H/length*r.StrokeWidth/2, r.W/length*r.StrokeWidth/2
		each([]Point{{x0 + dx, y0 - dy}, {x1 + dx, y1 - dy}, {x1 - dx, y1 + dy}, {x0 - dx, y0 + dy}})
		each([]Point{{x0 - dx, y1 - dy}, {x1 - dx, y0 - dy}, {x1 + dx, y0 + dy}, {x0 + dx, y1 + dy}})
	case FormHatch:
		r.stripes(each)
	}
}

// stripes are the parts of the box in which x + y, from its corner on, is within a stripe.
func (r *Rect) stripes(each func(corners []Point)) {
	const across = math.Sqrt2 // along x, what is 1 across the stripes
	var corners [8]Point
	// On the line x + y = at, from the box's lower or left side to its upper or right one.
	ends := func(at float32) (low, high Point) {
		return Point{r.X + max(at-r.H, 0), r.Y + min(at, r.H)}, Point{r.X + min(at, r.W), r.Y + max(at-r.W, 0)}
	}
	for at := float32(0); at < r.W+r.H; at += hatchStep * across {
		from, to := at, min(at+hatchWidth*across, r.W+r.H)
		low, high := ends(from)
		low2, high2 := ends(to)
		n := corners[:0]
		n = append(n, low)
		if from < r.H && to > r.H {
			n = append(n, Point{r.X, r.Y + r.H})
		}
		n = append(n, low2, high2)
		if from < r.W && to > r.W {
			n = append(n, Point{r.X + r.W, r.Y})
		}
		each(append(n, high))
	}
}
