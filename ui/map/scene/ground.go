package scene

import (
	"math"
	"sync"

	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/project"
)

// Path is a line or a ring on the plane of package project, with the box around it.
type Path struct {
	Points         []Point
	X0, Y0, X1, Y1 float32
}

// Point is one of the plane.
type Point struct{ X, Y float32 }

// Ground is a set of outlines on the plane: land as rings, all of one orientation where
// they are edges and of the other where they are holes, so that countries that touch are
// one area; and lines by what they divide. It may be shared.
type Ground struct {
	made  func()
	land  []Path
	lines [3][]Path // by outline.Kind
}

// NewGround brings outlines onto the plane, when they are first asked for. What crosses the
// date line is cut there and goes on at the other edge; a ring around a pole is closed along
// it.
func NewGround(outlines func() *outline.Set) *Ground {
	g := &Ground{}
	g.made = sync.OnceFunc(func() {
		s := outlines()
		for _, ring := range s.Rings {
			for _, r := range cut(closed(unrolled(ringOf(s, ring))), true) {
				g.land = append(g.land, path(r))
			}
		}
		for _, a := range s.Arcs {
			for _, line := range cut(unrolled(a.Points), false) {
				g.lines[a.Kind] = append(g.lines[a.Kind], path(line))
			}
		}
	})
	return g
}

// Land are the rings around land.
func (g *Ground) Land() []Path {
	g.made()
	return g.land
}

// Lines are coasts and borders, by outline.Kind.
func (g *Ground) Lines() [3][]Path {
	g.made()
	return g.lines
}

func ringOf(s *outline.Set, arcs []int) (ring []outline.Point) {
	for _, arc := range arcs {
		points := s.Arcs[max(arc, ^arc)].Points
		if arc >= 0 {
			ring = append(ring, points...)
			continue
		}
		for i := len(points) - 1; i >= 0; i-- {
			ring = append(ring, points[i])
		}
	}
	return ring
}

// unrolled are points whose longitudes go on beyond 180 degrees in place of jumping.
func unrolled(points []outline.Point) []outline.Point {
	flat := make([]outline.Point, len(points))
	copy(flat, points)
	for i := 1; i < len(flat); i++ {
		flat[i].Lon = flat[i-1].Lon + math.Remainder(flat[i].Lon-flat[i-1].Lon, 360)
	}
	return flat
}

// closed closes a ring that goes around a pole along that pole.
func closed(ring []outline.Point) []outline.Point {
	if len(ring) == 0 {
		return ring
	}
	first, last := ring[0], ring[len(ring)-1]
	if math.Abs(last.Lon-first.Lon) < 180 {
		return ring
	}
	pole := math.Copysign(90, first.Lat)
	return append(ring, outline.Point{Lat: pole, Lon: last.Lon}, outline.Point{Lat: pole, Lon: first.Lon})
}

// cut returns the parts of a line or a ring that are on the world, from -180 to 180
// degrees; what is beyond comes in at the other side.
func cut(points []outline.Point, ring bool) (parts [][]outline.Point) {
	if len(points) < 2 {
		return nil
	}
	low, high := points[0].Lon, points[0].Lon
	for _, p := range points {
		low, high = min(low, p.Lon), max(high, p.Lon)
	}
	for turn := math.Floor((low + 180) / 360); turn <= math.Floor((high+180)/360); turn++ {
		moved := make([]outline.Point, len(points))
		for i, p := range points {
			moved[i] = outline.Point{Lat: p.Lat, Lon: p.Lon - 360*turn}
		}
		if ring {
			if r := beside(beside(moved, -180, 1), 180, -1); len(r) > 2 {
				parts = append(parts, r)
			}
			continue
		}
		parts = append(parts, stretches(moved)...)
	}
	return parts
}

// beside is the part of a ring on one side of a meridian (Sutherland and Hodgman), east
// of it where side is 1. Along the meridian it has a point each degree: on the plane that
// is a curve.
func beside(ring []outline.Point, meridian, side float64) (out []outline.Point) {
	in := func(p outline.Point) bool { return (p.Lon-meridian)*side >= 0 }
	var left outline.Point // where it went out
	outside := false
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		if in(p) {
			out = append(out, p)
		}
		if in(p) == in(q) {
			continue
		}
		at := outline.Point{Lat: p.Lat + (q.Lat-p.Lat)*(meridian-p.Lon)/(q.Lon-p.Lon), Lon: meridian}
		if in(p) {
			left, outside = at, true
		} else if outside {
			out = append(out, along(left, at)...)
		}
		out = append(out, at)
	}
	return out
}

// along are points between two on a meridian, a degree apart.
func along(from, to outline.Point) (points []outline.Point) {
	steps := math.Ceil(math.Abs(to.Lat - from.Lat))
	for i := 1.0; i < steps; i++ {
		points = append(points, outline.Point{Lat: from.Lat + (to.Lat-from.Lat)*i/steps, Lon: from.Lon})
	}
	return points
}

// stretches are the parts of a line from -180 to 180 degrees.
func stretches(line []outline.Point) (parts [][]outline.Point) {
	var at []outline.Point
	end := func() {
		if len(at) > 1 {
			parts = append(parts, at)
		}
		at = nil
	}
	for i, q := range line {
		inside := math.Abs(q.Lon) <= 180
		if i > 0 {
			if p := line[i-1]; inside != (math.Abs(p.Lon) <= 180) {
				edge := math.Copysign(180, p.Lon+q.Lon)
				at = append(at, outline.Point{Lat: p.Lat + (q.Lat-p.Lat)*(edge-p.Lon)/(q.Lon-p.Lon), Lon: edge})
			}
		}
		if inside {
			at = append(at, q)
		} else {
			end()
		}
	}
	end()
	return parts
}

func path(points []outline.Point) Path {
	p := Path{Points: make([]Point, 0, len(points)), X0: math.MaxFloat32, Y0: math.MaxFloat32, X1: -math.MaxFloat32, Y1: -math.MaxFloat32}
	for _, at := range points {
		x, y := project.Forward(at.Lat, at.Lon)
		q := Point{float32(x), float32(y)}
		p.Points = append(p.Points, q)
		p.X0, p.Y0, p.X1, p.Y1 = min(p.X0, q.X), min(p.Y0, q.Y), max(p.X1, q.X), max(p.Y1, q.Y)
	}
	return p
}

// graticule is every thirtieth parallel and meridian, and the edge of the world.
func graticule() (lines []Path) {
	for lat := -60.0; lat <= 60; lat += 30 {
		lines = append(lines, path([]outline.Point{{Lat: lat, Lon: -180}, {Lat: lat, Lon: 180}})) // parallels are straight
	}
	for lon := -180.0; lon <= 180; lon += 30 {
		lines = append(lines, path(append(along(outline.Point{Lat: -90, Lon: lon}, outline.Point{Lat: 90, Lon: lon}), outline.Point{Lat: 90, Lon: lon})))
	}
	return append(lines, path([]outline.Point{{Lat: 90, Lon: -180}, {Lat: 90, Lon: 180}}), path([]outline.Point{{Lat: -90, Lon: -180}, {Lat: -90, Lon: 180}}))
}
