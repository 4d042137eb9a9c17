package scene

import (
	"image/color"
)

// State says how well an event is verified.
type State uint8

// The states, from what nobody has looked at.
const (
	StateUnverified State = iota
	StateSingleSource
	StateCorroborated
	StateConfirmed
	StateDisputed
	StateRefuted
)

// shape is the form of a mark, which says how sure an event is.
type shape uint8

const (
	shapeDisc    shape = iota // sure; a bar, where it lasts
	shapeRing                 // unverified, or of an uncertain date
	shapeDotted               // a ring with a dot: of a single source
	shapeDiamond              // half filled: disputed
	shapeCrossed              // a faint ring with a cross: refuted
)

// Measures of shapes, in units.
const (
	// singleGrow is how much larger a ring with a dot is than a disc, so that the dot has
	// room in it; singleLine is the width of the ring, singleDot the dot's radius as a share.
	singleGrow, singleLine, singleDot = 0.5, 1.5, 0.36
	// diamondShare is half the width of a diamond, as a share of the radius.
	diamondShare = 1.28
	// diamondLine is the width of its line, across.
	diamondLine = 1.5
	// refutedShare is what is left of the colour of what is refuted, crossLine the width of
	// its ring and its cross, crossOut half the cross's width as a share of the radius.
	refutedShare, crossLine, crossOut = 0.55, 1.3, 0.82
	// spanSign is the room at the beginning of a range for the sign of its state, and
	// spanRadius the size of what is in it.
	spanSign, spanRadius = 18, 4.5
)

// stand sets the shape of an event's mark.
func (m *mark) stand(in *Input) {
	if in.State == nil {
		if m.sure.Uncertain {
			m.shape = shapeRing
		}
		return
	}
	if m.sure.Uncertain {
		m.sure.Uncertain, m.sure.Approximate = false, true
	}
	switch in.State(int(m.event)) {
	case StateUnverified:
		m.shape = shapeRing
	case StateSingleSource:
		m.shape = shapeDotted
	case StateDisputed:
		m.shape = shapeDiamond
	case StateRefuted:
		m.shape = shapeCrossed
	default:
		m.shape = shapeDisc
	}
}

// hollow reports whether a mark is a line around nothing.
func (m *mark) hollow() bool {
	return m.shape == shapeRing || m.shape == shapeDotted || m.shape == shapeCrossed
}

// drawShape draws a point in time whose shape is no disc, around u.
func (b *drawer) drawShape(in *Input, m *mark, u, y float32, colour color.NRGBA) {
	switch m.shape {
	case shapeDotted:
		radius := m.radius + singleGrow
		r := b.disc(in, u, y, radius-singleLine/2, in.Theme.Panel)
		r.Stroke, r.StrokeWidth = colour, singleLine
		b.disc(in, u, y, radius*singleDot, colour)
	case shapeDiamond:
		b.diamond(in, u, y, m.radius*diamondShare, colour, in.Theme.Panel)
	case shapeCrossed:
		faint := mix(colour, in.Theme.Panel, refutedShare)
		r := b.disc(in, u, y, m.radius-crossLine/2, in.Theme.Panel)
		r.Stroke, r.StrokeWidth = faint, crossLine
		b.form(in, FormCross, u, y, m.radius*crossOut, crossLine, faint)
	default:
		r := b.disc(in, u, y, max(m.radius-outline/2, outline/2), in.Theme.Panel)
		r.Stroke, r.StrokeWidth = colour, outline
	}
}

// diamond draws a diamond of half a width, half filled.
func (b *drawer) diamond(in *Input, u, y, half float32, colour, ground color.NRGBA) {
	const slanted = 1.42 // from the width of a line across to that along an axis
	b.form(in, FormDiamond, u, y, half+diamondLine*slanted/2, 0, colour)
	b.form(in, FormDiamond, u, y, half-diamondLine*slanted/2, 0, ground)
	b.form(in, FormHalf, u, y, half, 0, colour)
}

// form draws a form in a square of half a width around u.
func (b *drawer) form(in *Input, f Form, u, y, half, line float32, fill color.NRGBA) {
	r := b.box(&in.View, u-half, u+half, y-half, 2*half)
	r.Form, r.StrokeWidth, r.Fill = f, line, fill
	b.strip.Marks = append(b.strip.Marks, r)
}

// inset is the room that the sign of a shape takes at the beginning of a range of a width,
// with the gap to the words in it.
func (s shape) inset(width float32) float32 {
	switch s {
	case shapeDotted:
		return min(spanSign, width)/2 + spanRadius + pillGap/2
	case shapeDiamond:
		return min(spanSign, width/2) + spanRadius + pillGap
	default:
		return 0
	}
}

// drawSpanShape draws what tells the shape of a range, beside its being hollow: at its
// beginning a dot, or a hatched part up to a diamond; a line through what is refuted.
func (b *drawer) drawSpanShape(in *Input, m *mark, y float32, t tones) {
	u0, u1 := b.drawn(m)
	width := u1 - u0
	switch m.shape {
	case shapeDotted:
		if at := min(spanSign, width) / 2; at >= spanRadius/2 {
			b.disc(in, u0+max(m.start, at), y, min(spanRadius, at)*0.75, t.mark)
		}
	case shapeDiamond:
		at, hatch := min(spanSign, width/2), t.mark
		if m.importance >= landmark {
			hatch = in.Theme.Panel
		}
		r := b.box(&in.View, u0+1, u0+at, y-pillHeight/2+1, pillHeight-2)
		r.Form, r.Fill = FormHatch, faded(hatch, 0.75)
		b.strip.Marks = append(b.strip.Marks, r)
		ink, ground := t.mark, in.Theme.Panel
		if m.importance >= landmark {
			ink, ground = in.Theme.Panel, t.deep
		}
		b.diamond(in, u0+at, y, spanRadius, ink, ground)
	case shapeCrossed:
		v := &in.View
		r := b.box(v, u0+2, max(u1-2, u0+2.5), y-crossLine/2, crossLine)
		r.Fill = mix(t.mark, in.Theme.Panel, refutedShare)
		b.strip.Marks = append(b.strip.Marks, r)
	}
}
