package scene

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/map/project"
)

// bounds is a box on the plane.
type bounds struct {
	x0, y0, x1, y1 float64
	some           bool
}

func noBounds() bounds {
	return bounds{x0: project.Width, y0: project.Height, x1: -project.Width, y1: -project.Height}
}

// add takes in a place with its doubt.
func (b *bounds) add(x *Index, s int32) {
	r := x.sites[s].Radius / 6_371_000
	b.x0, b.y0, b.x1, b.y1, b.some = min(b.x0, x.x[s]-r), min(b.y0, x.y[s]-r), max(b.x1, x.x[s]+r), max(b.y1, x.y[s]+r), true
}

// Bounds is the box on the plane around all places with an event, those of one event if
// it is not zero; ok is false where there is none.
func (x *Index) Bounds(event data.ID) (x0, y0, x1, y1 float64, ok bool) {
	b := noBounds()
	if event != (data.ID{}) {
		for _, s := range x.chosen(event) {
			b.add(x, s)
		}
		return b.x0, b.y0, b.x1, b.y1, b.some
	}
	for s := range int32(len(x.sites)) {
		if len(x.there.of(s)) > 0 {
			b.add(x, s)
		}
	}
	return b.x0, b.y0, b.x1, b.y1, b.some
}

// BoundsIn is the box on the plane around all places of the events in a part of time; ok is
// false where there is none.
func (x *Index) BoundsIn(in Span) (x0, y0, x1, y1 float64, ok bool) {
	b := noBounds()
	for i := range int32(len(x.ids)) {
		if in.has(x.lo[i], x.hi[i]) {
			for _, s := range x.at.of(i) {
				b.add(x, s)
			}
		}
	}
	return b.x0, b.y0, b.x1, b.y1, b.some
}
