package scene

import (
	"image/color"

	"tarikh.org/tarikh/ui/text/layout"
)

// Builder makes display lists. It owns their memory, a bounded cache of shaped
// texts, and the places of the labels in the last picture, which labels keep
// while they can; so panning allocates nothing. It is used by one goroutine.
type Builder struct {
	words wordCache
	units []unit

	strip, overview List
	rtl             bool    // time runs from right to left
	plot            float32 // width of the plot
	bottom          float32 // y of the plot's lower end
	scroll          float32
	rows            []stacked
	shown           []int
	folds           folding

	lines  []row  // of the track that is being drawn
	said   []said // the labels drawn
	moment moment // the selected event
	gaps   []interval
	guests []guest               // see lead
	tones  map[color.NRGBA]tones // by the track's colour, for
	panel  color.NRGBA
	ink    color.NRGBA
	sides  map[int32]side // by event, as placed in this picture
	before map[int32]side // and in the last one
}

// NewBuilder returns a Builder that shapes with shaper, which it shares with
// others of the same goroutine.
func NewBuilder(shaper *layout.Shaper) *Builder {
	return &Builder{
		words: wordCache{shaper: shaper}, units: makeUnits(),
		sides: map[int32]side{}, before: map[int32]side{}, tones: map[color.NRGBA]tones{},
	}
}

// layers of a strip's List.Over, from below.
const (
	calloutLayer = iota // labels that must show
	gutterLayer         // the tracks' names
	axisLayer           // the scale
	headLayer           // covers what slides below the corners and the top
	layerCount
)

// Build returns the picture of the strip. The same input gives the same list,
// but for labels, which also keep their side from the last picture.
func (b *Builder) Build(in Input) *List {
	in = in.sane()
	b.words.use(in.Locale, &in.Theme)
	b.reset(&b.strip, float32(in.View.width), in.Height, in.Theme.Panel)
	l := &b.strip
	b.rtl, b.plot = in.View.rtl, float32(in.View.plotWidth())
	b.bottom = max(in.Height-axisHeight, 0)
	l.ContentHeight = b.stack(&in)
	b.folds.update(in.Index, b.shown)
	x0, _ := in.View.Plot()
	l.Plot = Rect{X: float32(x0), W: b.plot, H: b.bottom}

	b.axis(&in)
	b.gutter(&in)
	b.sides, b.before = b.before, b.sides
	clear(b.sides)
	b.said, b.moment = b.said[:0], moment{}
	for _, s := range b.rows {
		l.Tracks = append(l.Tracks, TrackBox{s.track, s.y - trackPad, s.y + float32(s.rows)*rowHeight + trackPad})
		b.track(&in, s)
	}
	b.moments(&in)
	b.reading(&in)
	b.head(&in)
	return l
}

// sane replaces what cannot be drawn.
func (in Input) sane() Input {
	if in.Index == nil {
		in.Index = &Index{}
	}
	if in.View.width == 0 {
		in.View = NewViewport(0, in.View.rtl)
	}
	if in.Lit != nil && in.Lit.index != in.Index {
		in.Lit = nil
	}
	in.Height = float32(min(max(finite(float64(in.Height), 0), 0), 1<<16))
	if in.Selected < 0 || in.Selected >= in.Index.Len() {
		in.Selected = -1
	}
	if in.Hovered < 0 || in.Hovered >= in.Index.Len() {
		in.Hovered = -1
	}
	return in
}

// reset empties a list and keeps its memory.
func (b *Builder) reset(l *List, w, h float32, ground color.NRGBA) {
	over := l.Over[:cap(l.Over)]
	if len(over) < layerCount {
		over = make([]Layer, layerCount)
	}
	over = over[:layerCount]
	for i, o := range over {
		over[i] = Layer{o.Bands[:0], o.Lines[:0], o.Marks[:0], o.Texts[:0]}
	}
	*l = List{
		W: w, H: h, Ground: ground,
		Bands: l.Bands[:0], Lines: l.Lines[:0], Marks: l.Marks[:0], Texts: l.Texts[:0],
		Over: over, Hits: l.Hits[:0], Tracks: l.Tracks[:0],
	}
}

// box turns an extent along the time axis into a rectangle of the picture.
func (b *Builder) box(v *Viewport, u0, u1, y, h float32) Rect {
	if v.rtl {
		u0, u1 = u1, u0
	}
	x := float32(v.mirror(float64(u0)))
	return Rect{X: x, Y: y, W: float32(v.mirror(float64(u1))) - x, H: h}
}

// halfLetter is half the height of a capital letter, as a share of the size.
const halfLetter = 0.36

// text places a paragraph from u on along the time axis, its letters centred on y.
func (b *Builder) text(v *Viewport, p *layout.Paragraph, u, y float32, c color.NRGBA) Text {
	x := float32(v.mirror(float64(u)))
	if v.rtl {
		x -= p.Width
	}
	return Text{X: x - p.Lines[0].X, Y: y - p.Lines[0].Baseline + halfLetter*p.Style.Size, P: p, Colour: c}
}

// mix blends a into b, share of a from 0 to 1; both opaque.
func mix(a, b color.NRGBA, share float32) color.NRGBA {
	f := func(x, y uint8) uint8 { return uint8(float32(x)*share + float32(y)*(1-share) + 0.5) }
	return color.NRGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), 0xFF}
}

// over is the opaque colour that c gives on a ground.
func over(c, ground color.NRGBA) color.NRGBA { return mix(c, ground, float32(c.A)/0xFF) }

// faded is c with a share of its opacity.
func faded(c color.NRGBA, share float32) color.NRGBA {
	c.A = uint8(float32(c.A)*share + 0.5)
	return c
}
