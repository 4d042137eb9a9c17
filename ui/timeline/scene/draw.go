package scene

import (
	"image/color"

	"tarikh.org/tarikh/ui/text/layout"
)

// drawer draws the marks of the strip.
type drawer struct {
	words  wordCache
	strip  List
	rtl    bool    // time runs from right to left
	plot   float32 // width of the plot
	line   float32 // y of the upper end of the scale's own line, below the second one
	top    float32 // y of the plot's upper end, below the scale
	bottom float32 // and of its lower end

	moment  moment   // the selected event
	divided []around // by track
}

// moment is where the selected event is, and the part in view of the time it takes.
type moment struct {
	set      bool
	u        float32
	from, to float32
}

// layers of a strip's List.Over, from below.
const (
	calloutLayer = iota // labels that must show
	gutterLayer         // the tracks' names
	axisLayer           // the scale
	headLayer           // covers what slides below the corners and the top
	layerCount
)

// reset empties a list and keeps its memory.
func (b *drawer) reset(l *List, w, h float32, ground color.NRGBA) {
	over := l.Over[:cap(l.Over)]
	if len(over) < layerCount {
		over = make([]Layer, layerCount)
	}
	over = over[:layerCount]
	for i, o := range over {
		over[i] = Layer{o.Bands[:0], o.Lines[:0], o.Marks[:0], o.Pictures[:0], o.Texts[:0]}
	}
	*l = List{
		W: w, H: h, Ground: ground,
		Bands: l.Bands[:0], Lines: l.Lines[:0], Marks: l.Marks[:0], Pictures: l.Pictures[:0], Texts: l.Texts[:0],
		Over: over, Curves: l.Curves[:0], Spots: l.Spots[:0], Hits: l.Hits[:0], Chips: l.Chips[:0], unnamed: l.unnamed[:0], Tracks: l.Tracks[:0],
	}
}

// box turns an extent along the time axis into a rectangle of the picture.
func (b *drawer) box(v *Viewport, u0, u1, y, h float32) Rect {
	if v.rtl {
		u0, u1 = u1, u0
	}
	x := float32(v.mirror(float64(u0)))
	return Rect{X: x, Y: y, W: float32(v.mirror(float64(u1))) - x, H: h}
}

// halfLetter is half the height of a capital letter, as a share of the size.
const halfLetter = 0.36

// text places a paragraph from u on along the time axis, its letters centred on y.
func (b *drawer) text(v *Viewport, p *layout.Paragraph, u, y float32, c color.NRGBA) Text {
	x := float32(v.mirror(float64(u)))
	if v.rtl {
		x -= p.Width
	}
	return Text{X: x - p.Lines[0].X, Y: y - p.Lines[0].Baseline + halfLetter*p.Style.Size, P: p, Colour: c}
}

// fade lets the beginning and the end of a rectangle fade.
func (b *drawer) fade(v *Viewport, r *Rect, start, end float32) {
	r.FadeLeft, r.FadeRight = start, end
	if v.rtl {
		r.FadeLeft, r.FadeRight = end, start
	}
}

// hit notes where a mark and its label can be pointed at.
func (b *drawer) hit(in *Input, r *row, m *mark, track int) {
	u0, u1 := m.u0, m.u1
	if m.label != nil && m.side != inside {
		u0, u1 = min(u0, m.l0), max(u1, m.l1)
	}
	h := Hit{Event: int(m.event), Count: m.count, Lo: m.lo, Hi: m.hi, Track: track, lane: r.lane, first: m.first}
	if m.count > 1 {
		h.Event = -1
	}
	whole, own := b.box(&in.View, u0, u1, r.y+m.off-rowHeight/2, rowHeight), b.box(&in.View, m.u0, m.u1, 0, 0)
	h.X0, h.X1, h.Y0, h.Y1 = whole.X, whole.X+whole.W, whole.Y, whole.Y+whole.H
	h.M0, h.M1 = own.X, own.X+own.W
	if m.picture == largePicture {
		h.Y1 += rowHeight
	}
	b.strip.Hits = append(b.strip.Hits, h)
}
