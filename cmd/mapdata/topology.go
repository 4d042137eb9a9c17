package main

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"tarikh.org/tarikh/ui/map/outline"
)

// topology is a file of world-atlas: TopoJSON, quantized arcs that countries share.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct{ Geometries []geometry }
	}
	lines [][]outline.Point // the arcs in degrees
}

type geometry struct {
	Type       string
	ID         string
	Properties struct{ Name string }
	Arcs       json.RawMessage
}

// code is the two letters of a country, "" for what has none.
func (g geometry) code(numeric map[string]string) string {
	if g.ID != "" {
		return numeric[g.ID]
	}
	return numeric[g.Properties.Name]
}

// key is what a geometry is known by in the list of disputes.
func (g geometry) key(numeric map[string]string) string {
	if code := g.code(numeric); code != "" {
		return code
	}
	return g.Properties.Name
}

func (s source) topology(name string) (*topology, error) {
	var t topology
	if err := s.json(&t, "world-atlas", name); err != nil {
		return nil, err
	}
	for _, arc := range t.Arcs {
		var x, y float64
		line := make([]outline.Point, len(arc))
		for i, d := range arc {
			x, y = x+d[0], y+d[1]
			line[i] = outline.Point{Lat: y*t.Transform.Scale[1] + t.Transform.Translate[1], Lon: x*t.Transform.Scale[0] + t.Transform.Translate[0]}
		}
		t.lines = append(t.lines, line)
	}
	for _, g := range t.Objects.Countries.Geometries {
		if _, err := g.polygons(); err != nil {
			return nil, fmt.Errorf("%s, %s: %w", name, g.Properties.Name, err)
		}
	}
	return &t, nil
}

// polygons are the rings of arcs of a geometry; the first of each polygon is its edge.
func (g geometry) polygons() (p [][][]int, err error) {
	switch g.Type {
	case "Polygon":
		var one [][]int
		err = json.Unmarshal(g.Arcs, &one)
		return [][][]int{one}, err
	case "MultiPolygon":
		err = json.Unmarshal(g.Arcs, &p)
		return p, err
	}
	return nil, fmt.Errorf("a %q", g.Type)
}

// rings are the outer edges of a geometry in degrees.
func (t *topology) rings(g geometry) (rings [][]outline.Point) {
	polygons, _ := g.polygons() // read once in topology
	for _, p := range polygons {
		var ring []outline.Point
		for _, arc := range p[0] {
			line := t.lines[max(arc, ^arc)]
			if arc < 0 {
				line = slices.Clone(line)
				slices.Reverse(line)
			}
			ring = append(ring, line...)
		}
		rings = append(rings, ring)
	}
	return rings
}

// outlines are the arcs with what is on both their sides.
func (t *topology) outlines(numeric map[string]string) outline.Set {
	sides := make([][]string, len(t.lines))
	set := outline.Set{Arcs: make([]outline.Arc, len(t.lines))}
	for _, g := range t.Objects.Countries.Geometries {
		polygons, _ := g.polygons()
		for _, p := range polygons {
			for _, ring := range p {
				set.Rings = append(set.Rings, ring)
				for _, arc := range ring {
					sides[max(arc, ^arc)] = append(sides[max(arc, ^arc)], g.key(numeric))
				}
			}
		}
	}
	for i, line := range t.lines {
		set.Arcs[i] = outline.Arc{Points: line, Kind: kindOf(sides[i])}
	}
	return set
}

// kindOf is what an arc between some countries is. A border that one of both sides, or
// the United Nations, does not recognise is disputed, whatever the reason, and as a whole.
func kindOf(sides []string) outline.Kind {
	if len(sides) < 2 {
		return outline.Coast
	}
	slices.Sort(sides)
	for _, d := range [][2]string{
		{"CN", "IN"},
		{"CY", "N. Cyprus"},
		{"EG", "SD"},
		{"EH", "MA"},
		{"GY", "SR"},
		{"GY", "VE"},
		{"IL", "LB"},
		{"IL", "PS"},
		{"IL", "SY"},
		{"BT", "CN"},
		{"IN", "PK"},
		{"KE", "SS"},
		{"KP", "KR"},
		{"RS", "XK"},
		{"RU", "UA"},
		{"SD", "SS"},
		{"SO", "Somaliland"},
		{"DJ", "Somaliland"},
		{"ET", "Somaliland"},
		{"CN", "Siachen Glacier"},
		{"IN", "Siachen Glacier"},
		{"PK", "Siachen Glacier"},
		{"CN", "PK"},
	} {
		if sides[0] == d[0] && sides[1] == d[1] {
			return outline.Disputed
		}
	}
	return outline.Border
}

// circle is an area: its middle, and how far it goes in metres.
type circle struct{ lat, lon, radius, area float64 }

// around returns the circle around the largest of some rings and those that are not
// much smaller.
func around(rings [][]outline.Point) circle {
	var largest circle
	areas := make([]float64, len(rings))
	for i, r := range rings {
		c := middle(r)
		areas[i] = c.area
		if c.area > largest.area {
			largest = c
		}
	}
	for i, r := range rings {
		if areas[i] < largest.area/5 {
			continue
		}
		for _, p := range r {
			largest.radius = max(largest.radius, distance(largest.lat, largest.lon, p.Lat, p.Lon))
		}
	}
	return largest
}

// middle is the centre of gravity of a ring and its area, on the plane of its degrees
// with the widths that they have in its middle.
func middle(ring []outline.Point) circle {
	if len(ring) == 0 {
		return circle{}
	}
	var doubled, x, y float64
	low, high := 90.0, -90.0
	flat := slices.Clone(ring) // across the date line the degrees go on
	for i := range flat[1:] {
		flat[i+1].Lon = flat[i].Lon + math.Remainder(flat[i+1].Lon-flat[i].Lon, 360)
	}
	for i, p := range flat {
		q := flat[(i+1)%len(flat)]
		cross := p.Lon*q.Lat - q.Lon*p.Lat
		doubled += cross
		x += (p.Lon + q.Lon) * cross
		y += (p.Lat + q.Lat) * cross
		low, high = min(low, p.Lat), max(high, p.Lat)
	}
	if doubled == 0 {
		return circle{lat: ring[0].Lat, lon: ring[0].Lon}
	}
	width := math.Cos((low + high) / 2 * math.Pi / 180)
	return circle{lat: y / (3 * doubled), lon: math.Remainder(x/(3*doubled), 360), area: math.Abs(doubled) / 2 * width}
}

// distance is that on the sphere in metres.
func distance(lat0, lon0, lat1, lon1 float64) float64 {
	const radian = math.Pi / 180
	a, b := math.Sin((lat1-lat0)/2*radian), math.Sin((lon1-lon0)/2*radian)
	return 2 * 6_371_000 * math.Asin(math.Sqrt(a*a+math.Cos(lat0*radian)*math.Cos(lat1*radian)*b*b))
}
