package scene

import (
	"slices"
)

// Measures of the badge of an event with a passage to check, in units.
const (
	doubtRadius         = 5
	doubtStroke         = 1.5 // width of the "!"
	doubtTall, doubtDot = 3.6, 1.6
	doubtDrop           = 7 // from the row's middle down to the badge's
)

// drawDoubt marks an event with a passage to check: a badge with "!" at its lower end.
func (b *drawer) drawDoubt(in *Input, m *mark, y float32) {
	if in.Doubted == nil || !in.Doubted.Has(int(m.event)) {
		return
	}
	u := m.u1 - 1.5
	if m.kind == pill {
		u = min(max(m.u1-4, m.u0+4), max(b.plot-8, m.u0+4))
	}
	b.drawBadge(in, u, y)
}

// drawDoubtIn marks a bar in which an event has a passage to check, where the first of
// these in view is.
func (b *drawer) drawDoubtIn(in *Input, r *row, m *mark) {
	if in.Doubted == nil {
		return
	}
	l, x, v := r.lane, in.Index, &in.View
	events := in.Doubted.in(r)
	i, _ := slices.BinarySearch(events, l.events[m.first])
	for last := l.events[m.first+m.count-1]; i < len(events) && events[i] <= last; i++ {
		if row := int(x.row[events[i]]); row < r.from || row >= r.to {
			continue
		}
		u := float32(v.along(l.placeOf(x, events[i])))
		if u > b.plot+pillHeight {
			return
		}
		if u >= 0 {
			b.drawBadge(in, u, r.y)
			return
		}
	}
}

// drawBadge draws the badge of doubt.
func (b *drawer) drawBadge(in *Input, u, y float32) {
	y += doubtDrop
	disc := b.box(&in.View, u-doubtRadius, u+doubtRadius, y-doubtRadius, 2*doubtRadius)
	disc.Radius, disc.Fill = doubtRadius, in.Theme.Warning
	disc.Stroke, disc.StrokeWidth = in.Theme.Panel, 1.5
	stem := b.box(&in.View, u-doubtStroke/2, u+doubtStroke/2, y-doubtTall+0.8, doubtTall)
	stem.Radius, stem.Fill = doubtStroke/2, in.Theme.Panel
	dot := b.box(&in.View, u-doubtDot/2, u+doubtDot/2, y+1.4, doubtDot)
	dot.Radius, dot.Fill = doubtDot/2, in.Theme.Panel
	b.strip.Marks = append(b.strip.Marks, disc, stem, dot)
}
