// Package project brings the globe onto the plane and back: the Equal Earth projection
// (Šavrič, Patterson and Jenny, 2018), and views of that plane.
//
// The one idea: areas keep their ratios, so no part of the world is drawn larger than it
// is. The plane's unit is the radius of the globe, x to the east and y to the north from
// where the equator meets the meridian of Greenwich. A view is a value; what moves it
// makes another.
package project

import (
	"math"

	"tarikh.org/tarikh/ui/motion"
)

// The coefficients of the polynomial, and half of the square root of three.
const (
	a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	half           = 0.8660254037844386
	radian         = math.Pi / 180
)

// Width and Height are the halves of the whole world's: the equator and a pole's distance.
const (
	Width  = 2.7066299836960748
	Height = 1.3173627591574133
)

// metres is the radius of the globe.
const metres = 6_371_000

// Forward returns the plane's point of a place in degrees. Latitudes beyond a pole are
// that pole.
func Forward(lat, lon float64) (x, y float64) {
	t := math.Asin(half * math.Sin(min(max(lat, -90), 90)*radian))
	t2 := t * t
	t6 := t2 * t2 * t2
	x = lon * radian * math.Cos(t) / (half * (a1 + 3*a2*t2 + t6*(7*a3+9*a4*t2)))
	y = t * (a1 + a2*t2 + t6*(a3+a4*t2))
	return x, y
}

// Inverse returns the place at a point of the plane, and whether there is one: beyond the
// world's edge there is none.
func Inverse(x, y float64) (lat, lon float64, ok bool) {
	if !(math.Abs(y) <= Height+1e-9) {
		return 0, 0, false
	}
	t := y / a1
	for range 12 { // Newton's; three or four are enough
		t2 := t * t
		t6 := t2 * t2 * t2
		step := (t*(a1+a2*t2+t6*(a3+a4*t2)) - y) / (a1 + 3*a2*t2 + t6*(7*a3+9*a4*t2))
		t -= step
		if math.Abs(step) < 1e-12 {
			break
		}
	}
	t2 := t * t
	t6 := t2 * t2 * t2
	lat = math.Asin(min(max(math.Sin(t)/half, -1), 1)) / radian
	lon = x * half * (a1 + 3*a2*t2 + t6*(7*a3+9*a4*t2)) / math.Cos(t) / radian
	if math.Abs(lon) > 180+1e-6 {
		return 0, 0, false
	}
	return lat, min(max(lon, -180), 180), true
}

// View is a part of the plane on a surface of W by H units, y down: X and Y in its middle,
// Scale units to the plane's.
type View struct{ X, Y, Scale, W, H float64 }

// margin is what is left free around what is fitted, in units; closest is the largest
// scale, of a hundred metres to the unit.
const (
	margin  = 24
	closest = 60_000
)

// World is a view of all the world.
func World(w, h float64) View {
	v := View{W: max(w, 1), H: max(h, 1)}
	v.Scale = v.widest()
	return v
}

// widest is the scale at which the world just fits.
func (v View) widest() float64 {
	return max(min((v.W-2*margin)/2/Width, (v.H-2*margin)/2/Height), 20)
}

// On is the point of the surface at a point of the plane.
func (v View) On(x, y float64) (sx, sy float64) {
	return v.W/2 + (x-v.X)*v.Scale, v.H/2 - (y-v.Y)*v.Scale
}

// At is the point of the plane at a point of the surface.
func (v View) At(sx, sy float64) (x, y float64) {
	return v.X + (sx-v.W/2)/v.Scale, v.Y - (sy-v.H/2)/v.Scale
}

// Place is the place in degrees at a point of the surface, if it is on the globe.
func (v View) Place(sx, sy float64) (lat, lon float64, ok bool) { return Inverse(v.At(sx, sy)) }

// Metres is how many a unit is; the projection keeps areas, so it is that of their roots.
func (v View) Metres() float64 { return metres / v.Scale }

// Resized is the view on a surface of another size, with the same in its middle.
func (v View) Resized(w, h float64) View {
	whole := v.Scale <= v.widest()*1.001
	v.W, v.H = max(w, 1), max(h, 1)
	if whole {
		return World(w, h)
	}
	return v.within()
}

// Pan moves what is seen by units to the right and down.
func (v View) Pan(dx, dy float64) View {
	v.X, v.Y = v.X-dx/v.Scale, v.Y+dy/v.Scale
	return v.within()
}

// Zoom enlarges what is seen by a factor about a point of the surface.
func (v View) Zoom(sx, sy, factor float64) View {
	x, y := v.At(sx, sy)
	v.Scale = min(max(v.Scale*factor, v.widest()), closest)
	v.X, v.Y = x-(sx-v.W/2)/v.Scale, y+(sy-v.H/2)/v.Scale
	return v.within()
}

// Fit shows a part of the plane, as close as scale at most.
func (v View) Fit(x0, y0, x1, y1, scale float64) View {
	v.X, v.Y = (x0+x1)/2, (y0+y1)/2
	v.Scale = min((v.W-4*margin)/max(x1-x0, 1e-9), (v.H-4*margin)/max(y1-y0, 1e-9), scale, closest)
	v.Scale = max(v.Scale, v.widest())
	return v.within()
}

// told is how much of the world is around a place that a story tells of, in metres across
// the surface.
const told = 4_000_000

// Tell shows a part of the plane with so much around it that one sees where in the world it
// is.
func (v View) Tell(x0, y0, x1, y1 float64) View {
	return v.Fit(x0, y0, x1, y1, max(v.W, v.H)*metres/told)
}

// within keeps some of the world in view: its edge comes to the middle at most.
func (v View) within() View {
	if v.Scale <= v.widest()*1.001 {
		v.Scale = v.widest()
	}
	keep := func(at, half, seen float64) float64 {
		most := max(half+margin/v.Scale-seen/2/v.Scale, 0)
		if seen/v.Scale >= 2*half {
			most = 0
		}
		return min(max(at, -most), most)
	}
	v.X, v.Y = keep(v.X, Width, v.W), keep(v.Y, Height, v.H)
	return v
}

// Between is the view a part of the way from one to another, 0 to 1, as package motion has
// it, on the surface of the latter.
func Between(from, to View, part float64) View {
	if part >= 1 {
		return to
	}
	side := min(to.W, to.H)
	w := motion.Between(motion.Window{X: from.X, Y: from.Y, Width: side / from.Scale}, motion.Window{X: to.X, Y: to.Y, Width: side / to.Scale}, part)
	v := to
	v.X, v.Y, v.Scale = w.X, w.Y, side/w.Width
	return v
}

// Arc is the shortest way between two places on the globe, in steps points and its ends.
func Arc(lat0, lon0, lat1, lon1 float64, steps int) [][2]float64 {
	vector := func(lat, lon float64) [3]float64 {
		s, c := math.Sincos(lat * radian)
		so, co := math.Sincos(lon * radian)
		return [3]float64{c * co, c * so, s}
	}
	a, b := vector(lat0, lon0), vector(lat1, lon1)
	angle := math.Acos(min(max(a[0]*b[0]+a[1]*b[1]+a[2]*b[2], -1), 1))
	points := make([][2]float64, 0, steps+1)
	for i := range steps + 1 {
		part := float64(i) / float64(steps)
		p, q := 1-part, part
		if s := math.Sin(angle); s > 1e-9 {
			p, q = math.Sin((1-part)*angle)/s, math.Sin(part*angle)/s
		}
		x, y, z := p*a[0]+q*b[0], p*a[1]+q*b[1], p*a[2]+q*b[2]
		points = append(points, [2]float64{math.Atan2(z, math.Hypot(x, y)) / radian, math.Atan2(y, x) / radian})
	}
	return points
}
