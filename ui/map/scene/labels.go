package scene

import (
	"cmp"
	"image/color"
	"math"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/text/layout"
	timeline "tarikh.org/tarikh/ui/timeline/scene"
)

func abs(v float32) float32 { return float32(math.Abs(float64(v))) }

func joinDots(names []string) string { return strings.Join(names, " · ") }

// style is a way to set a label.
type style uint8

const (
	siteStyle style = iota
	siteBold
	numberStyle
	countryStyle
	cityStyle
)

// words keeps set labels.
type words struct {
	shaper *layout.Shaper
	kept   map[word]*layout.Paragraph
}

type word struct {
	text string
	style
}

// mostKept is how many labels are kept; then it begins again.
const mostKept = 4096

// longest is how wide a label is at most, in units.
const longest = 220

func (w *words) set(text string, s style) *layout.Paragraph {
	key := word{text, s}
	if p := w.kept[key]; p != nil && !p.Waiting {
		return p
	}
	st := layout.Style{Size: 12.5, LineHeight: 17, MaxLines: 1, ShowControls: true}
	width := float32(longest)
	switch s {
	case siteBold:
		st.Bold = true
	case numberStyle:
		st.Size, st.LineHeight, st.Bold, width = 12, 15, true, 0
	case countryStyle:
		st.Size, st.LineHeight, st.Bold = 11.5, 15, true
	case cityStyle:
		st.Size, st.LineHeight = 11, 15
	case siteStyle:
	}
	p := w.shaper.Paragraph(text, st, 0)
	if width > 0 && p.Width > width {
		p = w.shaper.Paragraph(text, st, width)
	}
	if len(w.kept) >= mostKept || w.kept == nil {
		w.kept = map[word]*layout.Paragraph{}
	}
	w.kept[key] = p
	return p
}

// room is where something is already: rectangles, and which of them are in each square.
type room struct {
	w, h    float32
	columns int
	squares [][]int32
	boxes   [][4]float32
}

// square is the side of a square in units.
const square = 64

func (r *room) reset(w, h float64) {
	r.w, r.h = float32(w), float32(h)
	r.columns = int(w)/square + 1
	n := r.columns * (int(h)/square + 1)
	r.squares = slices.Grow(r.squares[:0], n)[:n]
	for i := range r.squares {
		r.squares[i] = r.squares[i][:0]
	}
	r.boxes = r.boxes[:0]
}

// over calls do for the squares that a box is over, until it says no.
func (r *room) over(x0, y0, x1, y1 float32, do func(i int) bool) {
	bound := func(v, most float32) int { return int(min(max(v, 0), most-1)) / square }
	for y := bound(y0, r.h); y <= bound(y1, r.h); y++ {
		for x := bound(x0, r.w); x <= bound(x1, r.w); x++ {
			if !do(y*r.columns + x) {
				return
			}
		}
	}
}

func (r *room) take(x0, y0, x1, y1 float32) {
	r.boxes = append(r.boxes, [4]float32{x0, y0, x1, y1})
	n := int32(len(r.boxes) - 1)
	r.over(x0, y0, x1, y1, func(i int) bool {
		r.squares[i] = append(r.squares[i], n)
		return true
	})
}

// free reports whether a box is in view and over nothing.
func (r *room) free(x0, y0, x1, y1 float32) bool {
	if x0 < 2 || y0 < 2 || x1 > r.w-2 || y1 > r.h-2 {
		return false
	}
	free := true
	r.over(x0, y0, x1, y1, func(i int) bool {
		for _, n := range r.squares[i] {
			if b := &r.boxes[n]; x0 < b[2] && x1 > b[0] && y0 < b[3] && y1 > b[1] {
				free = false
			}
		}
		return free
	})
	return free
}

// mostLabels is how many labels of rings, and of the ground, there are at most.
const mostLabels = 90

// labels names the rings, the largest first and the selected before all: after the ring,
// before it, above or below, where there is room.
func (b *Builder) labels(in *Input) {
	all := b.list.Clusters
	left := mostLabels
	for _, first := range []bool{true, false} {
		if first && len(b.chosen.clusters) == 0 {
			continue
		}
		for i := range all {
			k := &all[i]
			if left == 0 {
				return
			}
			selected := b.chosen.clusters[k.made]
			if k.Count == 0 && !selected || first != selected {
				continue
			}
			label, st, gap := k.label, siteStyle, k.radius+5
			if selected {
				label, st, gap = b.joined.need.index.called(k, b.chosen.sites), siteBold, gap+6 // beside the halo
			} else if k.Fresh {
				gap += 5
			}
			if b.beside(label, st, k.X, k.Y, gap, in.Lang == "ar", in.Palette.Ink) {
				left--
			}
		}
	}
}

// beside sets a label beside a point and reports whether there was room.
func (b *Builder) beside(text string, st style, x, y, gap float32, fromRight bool, ink color.NRGBA) bool {
	if text == "" {
		return false
	}
	p := b.words.set(text, st)
	after := [2]float32{x + gap, y - p.Height/2}
	before := [2]float32{x - gap - p.Width, y - p.Height/2}
	places := [4][2]float32{after, before, {x - p.Width/2, y - gap - p.Height}, {x - p.Width/2, y + gap}}
	if fromRight {
		places[0], places[1] = before, after
	}
	for _, at := range places {
		if b.room.free(at[0]-2, at[1], at[0]+p.Width+2, at[1]+p.Height) {
			b.room.take(at[0]-2, at[1], at[0]+p.Width+2, at[1]+p.Height)
			b.list.Over.Texts = append(b.list.Over.Texts, timeline.Text{X: at[0], Y: at[1], P: p, Colour: ink})
			return true
		}
	}
	return false
}

// known is a name of the ground.
type known struct {
	english, arabic string
	x, y            float64
	country         bool
	capital         bool
	people          int
	reach           float64 // of a country, on the plane
}

// leastNamed is how many people a city has at least that is named on the ground. A country
// of fewer than few is mostly islands far apart: its name does not fill what they reach.
const leastNamed, few, scattered = 50_000, 100_000, 6

// knownNames are the countries by size, then the cities by people.
func knownNames(g *gazetteer.Gazetteer) (all []known) {
	for _, p := range g.All() {
		if p.Kind != gazetteer.Country && p.Population < leastNamed {
			continue
		}
		k := known{english: p.English, arabic: p.Arabic, country: p.Kind == gazetteer.Country, capital: p.Kind == gazetteer.Capital, people: p.Population}
		k.x, k.y = project.Forward(p.Lat, p.Lon)
		if k.country {
			if k.reach = p.Radius / 6_371_000; k.people < few {
				k.reach /= scattered
			}
		}
		all = append(all, k)
	}
	slices.SortStableFunc(all, func(a, b known) int {
		if a.country != b.country {
			if a.country {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.reach, a.reach), cmp.Compare(b.people, a.people))
	})
	return all
}

// calmCities is how many cities a calm map names at most, calmer how many times more people
// they have at least.
const calmCities, calmer = 12, 12

// groundNames names countries and cities where nothing of the library is: a country that
// is as wide as its name, a city that is large enough for the scale.
func (b *Builder) groundNames(in *Input) {
	v := in.View
	least := 4e9 / (v.Scale * v.Scale) * 40 // people: ever smaller towns as one comes closer
	x0, y1 := v.At(0, 0)
	x1, y0 := v.At(v.W, v.H)
	left, cities := mostLabels, mostLabels
	if in.Calm {
		cities, least = calmCities, least*calmer
	}
	for i := range b.world.names() {
		k := &b.world.names()[i]
		if left == 0 || !k.country && (cities == 0 || float64(k.people) < least) {
			break
		}
		if in.Calm && in.Lang == "ar" && k.arabic == "" {
			continue
		}
		if k.x < x0 || k.x > x1 || k.y < y0 || k.y > y1 || k.country && k.reach*v.Scale < 22 || !k.country && v.Scale < 350 {
			continue
		}
		if b.groundName(in, k) {
			if left--; !k.country {
				cities--
			}
		}
	}
}

// groundName names a country in its middle, or a city beside its dot, if there is room.
func (b *Builder) groundName(in *Input, k *known) bool {
	name, v, ink := k.english, in.View, in.Palette.Muted
	if in.Lang == "ar" && k.arabic != "" {
		name = k.arabic
	}
	sx, sy := v.On(k.x, k.y)
	x, y := float32(sx), float32(sy)
	if k.country {
		p := b.words.set(name, countryStyle)
		x0, y0, x1, y1 := x-p.Width/2-3, y-p.Height/2, x+p.Width/2+3, y+p.Height/2
		if float64(p.Width) >= 2.4*k.reach*v.Scale || !b.room.free(x0, y0, x1, y1) {
			return false
		}
		b.room.take(x0, y0, x1, y1)
		b.list.Under.Texts = append(b.list.Under.Texts, timeline.Text{X: x0 + 3, Y: y0, P: p, Colour: ink})
		return true
	}
	if !b.room.free(x-3, y-3, x+3, y+3) || !b.beside(name, cityStyle, x, y, 5, in.Lang == "ar", ink) {
		return false
	}
	b.room.take(x-3, y-3, x+3, y+3)
	r := float32(1.6)
	if k.capital {
		r = 2.2
	}
	b.list.Under.Marks = append(b.list.Under.Marks, disc(x, y, r, timeline.Rect{Fill: ink}))
	return true
}
