package page

import (
	"cmp"
	"math"
	"slices"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/print/content"
)

// worldMap is the world with what happened in it, as assets/page/map.js reads it: on the
// plane of package project, in steps. A path is its first point, then the ways to the next.
type worldMap struct {
	Steps  int      `json:"steps"` // to the plane's unit
	Land   [][]int  `json:"land"`  // rings
	Coast  [][]int  `json:"coast"`
	Border [][]int  `json:"border"`
	Unsure [][]int  `json:"unsure"` // borders on which countries disagree
	Names  []mapped `json:"names"`  // of countries, the largest first
	Sites  []mapped `json:"sites"`
	// At are the places of events, by the events' places.
	At map[int][]int `json:"at"`
}

// mapped is something with a place: X and Y on the plane, in steps, and how far around it it
// may be, or reaches.
type mapped struct {
	Names  map[string]string `json:"names"` // by language
	X      int               `json:"x"`
	Y      int               `json:"y"`
	Radius int               `json:"r"`
}

// mapSteps are to the plane's unit, the radius of the globe: one is some three kilometres.
// mostMapNames is how many countries are named at most, globe their unit in metres.
const mapSteps, mostMapNames, globe = 2000, 120, 6_371_000

// mapOf is the map of what is taken, nil where nothing has a place.
func mapOf(from form.Taken) *worldMap {
	m := &worldMap{Steps: mapSteps, At: map[int][]int{}}
	places := gazetteer.New()
	at := content.Placing(from, places)
	used := map[int32]int{}
	for i := range from.Events {
		for _, site := range at.Events[from.Events[i].ID] {
			n, known := used[site]
			if !known {
				n = len(m.Sites)
				used[site] = n
				s := at.Sites[site]
				m.Sites = append(m.Sites, mappedAt(s.Lat, s.Lon, s.Radius, s.In("en"), s.In("ar")))
			}
			m.At[i] = append(m.At[i], n)
		}
	}
	if len(m.Sites) == 0 {
		return nil
	}
	ground := scene.NewGround(outline.New().World)
	m.Land = paths(ground.Land())
	lines := ground.Lines()
	m.Coast, m.Border, m.Unsure = paths(lines[outline.Coast]), paths(lines[outline.Border]), paths(lines[outline.Disputed])
	for _, p := range places.All() {
		if p.Kind == gazetteer.Country {
			m.Names = append(m.Names, mappedAt(p.Lat, p.Lon, p.Radius, p.English, p.Name("ar")))
		}
	}
	slices.SortStableFunc(m.Names, func(a, b mapped) int { return cmp.Compare(b.Radius, a.Radius) })
	m.Names = m.Names[:min(len(m.Names), mostMapNames)]
	return m
}

func mappedAt(lat, lon, radius float64, english, arabic string) mapped {
	x, y := project.Forward(lat, lon)
	return mapped{map[string]string{"en": english, "ar": arabic}, step(x), step(y), step(radius / globe)}
}

func step(v float64) int { return int(math.Round(v * mapSteps)) }

// paths are paths in steps, without points that are where the one before is.
func paths(all []scene.Path) [][]int {
	out := [][]int{}
	for _, p := range all {
		var line []int
		x, y := 0, 0
		for i, q := range p.Points {
			dx, dy := step(float64(q.X))-x, step(float64(q.Y))-y
			if i > 0 && dx == 0 && dy == 0 {
				continue
			}
			line = append(line, dx, dy)
			x, y = x+dx, y+dy
		}
		out = append(out, line)
	}
	return out
}
