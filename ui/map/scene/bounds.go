package scene

import "tarikh.org/tarikh/ui/map/project"

// BoundsIn is the box on the plane around all places of the events in a part of time; ok is
// false where there is none.
func (x *Index) BoundsIn(in Span) (x0, y0, x1, y1 float64, ok bool) {
	x0, y0, x1, y1 = project.Width, project.Height, -project.Width, -project.Height
	for i := range x.events {
		e := &x.events[i]
		if !in.has(e) {
			continue
		}
		for _, n := range e.Sites {
			s := &x.sites[n]
			r := s.Radius / 6_371_000
			x0, y0, x1, y1, ok = min(x0, s.x-r), min(y0, s.y-r), max(x1, s.x+r), max(y1, s.y+r), true
		}
	}
	return x0, y0, x1, y1, ok
}
