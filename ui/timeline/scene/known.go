package scene

// Known is the handle of what was known at an instant: the strip shows what had been
// reported by then. The zero Known is none.
type Known struct {
	On    bool
	At    int64  // Unix seconds
	Words string // the date, for its flag
}

// Measures of the handle, in units.
const knownGrip, knownReach, knownVeil = 9, 6, 0.04

// known draws the handle: a line through all tracks, a veil over what was to come, and a
// flag with the date on the scale, which stays in view.
func (b *Builder) known(in *Input) {
	if !in.Known.On || b.top < b.line+axisHeight {
		return
	}
	v, u := &in.View, clampFar(in.View.along(in.Known.At))
	ink := in.Theme.Ink
	if u < b.plot {
		veil := b.box(v, max(u, 0), b.plot, b.top, b.bottom-b.top)
		veil.Fill = faded(ink, knownVeil)
		b.strip.Bands = append(b.strip.Bands, veil)
	}
	over := &b.strip.Over[headLayer]
	if u >= 0 && u <= b.plot {
		b.upright(in, u, Line{Y0: b.top, Width: momentLine, Dash: 4, Colour: ink})
	}
	p := b.words.word(in.Known.Words, parentStyle, 0)
	w := p.Width + 2*flagSide + knownGrip
	at := min(max(u-w/2, closeness), max(b.plot-closeness-w, closeness))
	b.scale.take(at, at+w)
	r := b.box(v, at, at+w, b.line+(axisHeight-flagHeight)/2, flagHeight)
	r.Radius, r.Fill = flagRadius, ink
	over.Marks = append(over.Marks, r)
	for i := range 2 { // what it is held by
		g := b.box(v, at+flagSide/2+float32(i)*4, at+flagSide/2+float32(i)*4+1.5, b.line+tickY-4, 8)
		g.Radius, g.Fill = 0.75, in.Theme.Panel
		over.Marks = append(over.Marks, g)
	}
	over.Texts = append(over.Texts, b.text(v, p, at+flagSide+knownGrip, b.line+tickY, in.Theme.Panel))
	b.strip.Spots = append(b.strip.Spots, Spot{Kind: SpotKnown, Event: -1, X0: r.X - knownReach/2, X1: r.X + r.W + knownReach/2, Y0: 0, Y1: b.top})
}
