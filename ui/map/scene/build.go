package scene

import (
	"image/color"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/map/outline"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/text/layout"
	timeline "tarikh.org/tarikh/ui/timeline/scene"
)

// closeScale is from which scale on the finer outlines are drawn.
const closeScale = 500

// World is what every map shows: the outlines and names of countries and cities. It is
// made once, and may be shared.
type World struct {
	far, near *Ground
	graticule func() []Path
	names     func() []known
	prepared  atomic.Bool
}

// NewWorld makes a world; it is read and projected when it is first shown.
func NewWorld(o *outline.Outlines, g *gazetteer.Gazetteer) *World {
	return &World{
		far: NewGround(o.World), near: NewGround(o.Close), graticule: sync.OnceValue(graticule),
		names: sync.OnceValue(func() []known { return knownNames(g) }),
	}
}

// Far is the ground of the whole world.
func (w *World) Far() *Ground { return w.far }

// At is the ground at a scale.
func (w *World) At(scale float64) *Ground {
	if scale >= closeScale {
		return w.near
	}
	return w.far
}

// Prepare reads and projects all of a world, for maps that do not wait for it. Only the first
// call takes time.
func (w *World) Prepare() {
	w.names()
	w.graticule()
	w.far.Land()
	w.near.Land()
	w.prepared.Store(true)
}

// Builder makes display lists. It reuses its buffers, so every goroutine needs its own.
type Builder struct {
	world  *World
	words  words
	joiner Joiner
	shown  []Cluster
	parts  []Part // of rings
	tones  [colours]color.NRGBA
	list   List
	room   room

	joined *Joined // what the list is of
	chosen chosen
}

// chosen are the places of the selected event.
type chosen struct {
	of       *Joined
	event    data.ID
	sites    []int32
	clusters map[int32]bool // that they are in
}

// NewBuilder returns a builder of maps of a world, with words set by a shaper.
func NewBuilder(s *layout.Shaper, w *World) *Builder {
	return &Builder{world: w, words: words{shaper: s}}
}

// Build makes the list of an input.
func (b *Builder) Build(in Input) *List {
	l := &b.list
	*l = List{View: in.View, Graticule: b.world.graticule(), Strokes: l.Strokes[:0], Rings: l.Rings[:0], Under: emptied(l.Under), Over: emptied(l.Over)}
	p := in.Palette
	l.Colours = Colours{Sea: p.Sea, Land: p.Land, Border: p.Line, Grid: p.Hair}
	l.Ground = b.world.At(in.View.Scale)
	b.room.reset(in.View.W, in.View.H)
	for _, t := range in.Taken {
		b.room.take(t.X0, t.Y0, t.X1, t.Y1)
	}
	if b.joined = in.Joined; b.joined == nil {
		b.joined = b.joiner.Join(in.Need())
	}
	if b.joined.need.index != nil {
		b.choose(in.Selected)
		b.place(in.View)
		b.line(&in)
		b.rings(&in)
		b.labels(&in)
	}
	if in.Joined == nil || b.world.prepared.Load() {
		b.groundNames(&in)
	}
	if box := in.Box; box != (Box{}) {
		wash := p.Accent
		wash.A = 0x24
		l.Over.Marks = append(l.Over.Marks, timeline.Rect{
			X: min(box.X0, box.X1), Y: min(box.Y0, box.Y1), W: abs(box.X1 - box.X0), H: abs(box.Y1 - box.Y0), Fill: wash, Stroke: p.Accent, StrokeWidth: 1.5,
		})
	}
	return l
}

// place brings the clusters that are in view onto the surface.
func (b *Builder) place(v project.View) {
	const edge = 2 * apart
	b.shown = b.shown[:0]
	level := b.joined.need.level
	for i := range b.joined.clusters {
		k := &b.joined.clusters[i]
		x, y := v.On(float64(k.X)/level, float64(k.Y)/level)
		if x < -edge || y < -edge || x > v.W+edge || y > v.H+edge {
			continue
		}
		b.shown = append(b.shown, *k)
		at := &b.shown[len(b.shown)-1]
		at.X, at.Y = float32(x), float32(y)
	}
	b.list.Clusters = b.shown
}

// choose finds the places of an event, and the clusters that they are in.
func (b *Builder) choose(event data.ID) {
	c := &b.chosen
	if c.of == b.joined && c.event == event {
		return
	}
	*c = chosen{of: b.joined, event: event, sites: b.joined.need.index.chosen(event)}
	if len(c.sites) == 0 {
		return
	}
	c.clusters = map[int32]bool{}
	for i := range b.joined.clusters {
		k := &b.joined.clusters[i]
		if slices.ContainsFunc(k.sites, func(s int32) bool { return slices.Contains(c.sites, s) }) {
			c.clusters[k.made] = true
		}
	}
}

func emptied(l timeline.Layer) timeline.Layer {
	return timeline.Layer{Bands: l.Bands[:0], Lines: l.Lines[:0], Marks: l.Marks[:0], Texts: l.Texts[:0]}
}

// Events are the IDs of the events of a cluster in the time in view, or where there are
// none those outside it, in the order of time.
func (b *Builder) Events(in Input, cluster int) []data.ID {
	if in.Index == nil || cluster < 0 || cluster >= len(b.list.Clusters) {
		return nil
	}
	k, of := &b.list.Clusters[cluster], &b.joined.need
	if k.Count == 0 {
		return of.index.listed(k.sites, Span{})
	}
	return of.index.listed(k.sites, of.time)
}

// Opens is the view in which the places of a cluster come apart; ok is false where it is
// one place, or they are too near for any view.
func (b *Builder) Opens(in Input, cluster int) (v project.View, ok bool) {
	if in.Index == nil || cluster < 0 || cluster >= len(b.list.Clusters) {
		return v, false
	}
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	x := b.joined.need.index
	for _, s := range b.list.Clusters[cluster].sites {
		x0, y0, x1, y1 = min(x0, x.x[s]), min(y0, x.y[s]), max(x1, x.x[s]), max(y1, x.y[s])
	}
	v = in.View.Fit(x0, y0, x1, y1, in.View.Scale*8)
	return v, v.Scale > in.View.Scale*1.001
}

// line draws the line between several places of the selected event, and the doubt of
// each where it is wider than a ring.
func (b *Builder) line(in *Input) {
	sites := b.joined.need.index.Sites(in.Selected)
	accent := in.Palette.Accent
	for i, s := range sites {
		b.doubt(in, s)
		if i == 0 {
			continue
		}
		var line Stroke
		end := func() {
			if len(line.Points) > 1 {
				line.Width, line.Dash, line.Colour = 1.6, 3, accent
				b.list.Strokes = append(b.list.Strokes, line)
			}
			line = Stroke{}
		}
		last := 0.0
		for j, p := range project.Arc(sites[i-1].Lat, sites[i-1].Lon, s.Lat, s.Lon, 48) {
			if j > 0 && math.Abs(p[1]-last) > 180 {
				end() // over the date line: it goes on at the other edge
			}
			last = p[1]
			x, y := project.Forward(p[0], p[1])
			sx, sy := in.View.On(x, y)
			line.Points = append(line.Points, Point{float32(sx), float32(sy)})
		}
		end()
	}
}

// doubt draws how far from its middle a place may be.
func (b *Builder) doubt(in *Input, s Site) {
	r := float32(s.Radius / in.View.Metres())
	if r < 12 || r > 4096 {
		return
	}
	x, y := project.Forward(s.Lat, s.Lon)
	sx, sy := in.View.On(x, y)
	fill, line := in.Palette.Accent, in.Palette.Accent
	fill.A, line.A = 0x14, 0x66
	const points = 96
	ring := Stroke{Width: 1.2, Dash: 4, Colour: line}
	for i := range points + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / points)
		ring.Points = append(ring.Points, Point{float32(sx) + r*float32(cos), float32(sy) + r*float32(sin)})
	}
	b.list.Strokes = append(b.list.Strokes, ring)
	if r <= 240 { // a corner that package paint rounds
		b.list.Under.Marks = append(b.list.Under.Marks, disc(float32(sx), float32(sy), r, timeline.Rect{Fill: fill}))
	}
}

func disc(x, y, r float32, as timeline.Rect) timeline.Rect {
	as.X, as.Y, as.W, as.H, as.Radius = x-r, y-r, 2*r, 2*r, r
	return as
}

// rings draws the clusters: grey ones first, the largest last.
func (b *Builder) rings(in *Input) {
	l, p := &b.list, in.Palette
	b.parts = b.parts[:0]
	for i, name := range data.Colours()[:colours] {
		b.tones[i] = p.Mark(name)
	}
	for i := len(l.Clusters) - 1; i >= 0; i-- {
		k := &l.Clusters[i]
		r := k.radius
		b.room.take(k.X-r-2, k.Y-r-2, k.X+r+2, k.Y+r+2)
		switch {
		case b.chosen.clusters[k.made]:
			l.Under.Marks = append(l.Under.Marks, disc(k.X, k.Y, r+6, timeline.Rect{Fill: p.AccentSoft, Stroke: p.Accent, StrokeWidth: 2}))
		case k.Fresh:
			l.Under.Marks = append(l.Under.Marks, disc(k.X, k.Y, r+5, timeline.Rect{Fill: p.InView, Stroke: p.Accent, StrokeWidth: 1.5}))
		case in.Hovered == i:
			l.Under.Marks = append(l.Under.Marks, disc(k.X, k.Y, r+4, timeline.Rect{Fill: p.Hover, Stroke: p.Muted, StrokeWidth: 1}))
		}
		switch {
		case k.Count == 0:
			l.Under.Marks = append(l.Under.Marks, disc(k.X, k.Y, r, timeline.Rect{Fill: p.Land, Stroke: p.Faint, StrokeWidth: 1.4}))
		case k.Count == 1:
			l.Over.Marks = append(l.Over.Marks, disc(k.X, k.Y, r, timeline.Rect{Fill: b.tones[k.widest()]}))
		default:
			b.ring(in, k, r)
		}
	}
}

// widest is the colour with the most events.
func (k *Cluster) widest() (best int) {
	for i, n := range k.Shares {
		if n > k.Shares[best] {
			best = i
		}
	}
	return best
}

// ring draws a cluster's number and around it the tracks' shares.
func (b *Builder) ring(in *Input, k *Cluster, r float32) {
	const width = 4
	l, p := &b.list, in.Palette
	l.Under.Marks = append(l.Under.Marks, disc(k.X, k.Y, r, timeline.Rect{Fill: p.Panel}))
	ring := Ring{X: k.X, Y: k.Y, Radius: r - width/2, Width: width}
	upTo, from := int32(0), len(b.parts)
	for c, n := range k.Shares {
		if n > 0 {
			upTo += n
			b.parts = append(b.parts, Part{float32(upTo) / float32(k.Count), b.tones[c]})
		}
	}
	ring.Parts = b.parts[from:]
	l.Rings = append(l.Rings, ring)
	number := b.words.set(in.Numbers(k.Count), numberStyle)
	l.Over.Texts = append(l.Over.Texts, timeline.Text{X: k.X - number.Width/2, Y: k.Y - number.Height/2, P: number, Colour: p.Ink})
}

// Built is the last list that was made.
func (b *Builder) Built() *List { return &b.list }
