package scene

import (
	"tarikh.org/tarikh/data/dates"
)

// Measures of the mark at the scale, in units.
const (
	readingLeast  = 11 // wide and high: what is shorter in time is a caret
	readingHeight = 4
	readingNear   = 7 // above and below the scale's edge, where the mark is pointed at
)

// reading marks where the text that is read is in time: a soft band over the
// tracks as wide as that is long, and a bar on the scale's edge, or a caret where
// it is short. It moves nothing.
func (b *drawer) reading(in *Input) {
	r := in.Reading
	if r.Lo >= r.Hi {
		return
	}
	v := &in.View
	u0, u1 := float32(-far), float32(far)
	if r.Lo != dates.OpenLo {
		u0 = clampFar(v.along(r.Lo))
	}
	if r.Hi != dates.OpenHi {
		u1 = clampFar(v.along(r.Hi))
	}
	if u1 < 0 || u0 > b.plot {
		return
	}
	over := &b.strip.Over[axisLayer]
	mark := func(u0, u1 float32) { b.strip.Reading = b.box(v, u0, u1, b.top-readingNear, 2*readingNear) }
	if middle := (u0 + u1) / 2; u1-u0 < readingLeast {
		u0, u1 = middle-readingLeast/2, middle+readingLeast/2
	} else {
		u0, u1 = max(u0, 0), min(u1, b.plot)
		band := b.box(v, u0, u1, b.top, b.bottom-b.top)
		band.Fill = faded(in.Theme.Accent, 0.06)
		b.strip.Bands = append(b.strip.Bands, band)
	}
	// A step from the caret's foot to its point: painters know rectangles only.
	if u1-u0 <= readingLeast {
		for i := range readingLeast / 2 {
			step := b.box(v, u0+float32(i), u1-float32(i), b.top-float32(i)-1, 1)
			step.Fill = in.Theme.Accent
			over.Marks = append(over.Marks, step)
		}
		mark(u0, u1)
		return
	}
	mark(u0, u1)
	bar := b.box(v, u0, u1, b.top-readingHeight/2, readingHeight)
	bar.Radius, bar.Fill = readingHeight/2, faded(in.Theme.Accent, 0.55)
	over.Marks = append(over.Marks, bar)
}
