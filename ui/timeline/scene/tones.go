package scene

import (
	"image/color"
	"math"
)

// tonedFrom and tonedTo are the widths in units between which a range takes on
// the strong tone that a title can be read on; a shorter one covers less.
const tonedFrom, tonedTo = 40, 90

// tones are the colours of a track's marks.
type tones struct {
	mark color.NRGBA // dots
	pale color.NRGBA // short ranges, which cover more than dots
	bold color.NRGBA // long ranges: strong enough to read a title on
}

// tonesOf returns the tones of a track, worked out once.
func (b *Builder) tonesOf(in *Input, track int) tones {
	panel, ink := in.Theme.Panel, in.Theme.Ink
	if b.panel != panel || b.ink != ink {
		clear(b.tones)
		b.panel, b.ink = panel, ink
	}
	c := in.Theme.Track(trackAt(in.Tracks, track).Colour)
	t, ok := b.tones[c]
	if !ok {
		t = tones{mark: c, pale: mix(c, panel, 0.86), bold: readable(c, panel, ink)}
		b.tones[c] = t
	}
	return t
}

// pill is the tone of a range.
func (t tones) pill(m *mark) color.NRGBA {
	if m.side == inside {
		return t.bold
	}
	return mix(t.bold, t.pale, min(max((m.u1-m.u0-tonedFrom)/(tonedTo-tonedFrom), 0), 1))
}

// readable returns c with as much ink as it takes to read text in the colour of
// the panel on it: a contrast of 4.5:1 (WCAG 2.2, 1.4.3).
func readable(c, panel, ink color.NRGBA) color.NRGBA {
	const enough, step = 4.5, 0.04
	on := luminance(panel)
	for share := float32(1); share > 0; share -= step {
		if r := mix(c, ink, share); contrast(luminance(r), on) >= enough {
			return r
		}
	}
	return ink
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 0xFF; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return float64(v) / 0xFF / 12.92
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
