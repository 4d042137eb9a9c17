package scene

import (
	"image/color"
	"slices"
	"sort"
)

const (
	// dimmed is how much is left of the colour of what is not lit, dimmedInk of
	// its words.
	dimmed, dimmedInk = 0.26, 0.42
	// litImportance is added to that of an event that is lit: it gets its label
	// before all others.
	litImportance = 1 << 4
	// litGlow is how far the glow of a lit event stands out, in units.
	litGlow = 3.5
	// litShare is how opaque that glow is.
	litShare = 0.4
	// litStep is the distance of the strokes that show what is lit in a bar, and
	// litWidth how wide one is.
	litStep, litWidth = 3, 2
)

// glow draws the ground that a lit event is on.
func (b *drawer) glow(in *Input, m *mark, y, height, radius float32) {
	if in.Lit == nil || !in.Lit.Has(int(m.event)) {
		return
	}
	r := b.box(&in.View, max(m.u0, -2*pillHeight)-litGlow, min(m.u1, b.plot+2*pillHeight)+litGlow, y-height/2-litGlow, height+2*litGlow)
	r.Radius, r.Fill = radius+litGlow, faded(in.Theme.Lit, litShare)
	b.strip.Marks = append(b.strip.Marks, r)
}

// drawLitIn draws strokes over a bar where events of it are lit; strokes side by side
// become one. It costs time by the width of the bar in view, and not by how many
// are lit: within a lane the places of events ascend.
func (b *drawer) drawLitIn(in *Input, r *row, m *mark, colour color.NRGBA) {
	if in.Lit == nil {
		return
	}
	l, x, v := r.lane, in.Index, &in.View
	events := in.Lit.in(r)
	first, last := l.events[m.first], l.events[m.first+m.count-1]
	from, _ := v.instant(-pillHeight)
	begin, _ := slices.BinarySearch(events, first)
	next := func(i int, t int64) int {
		return i + sort.Search(len(events)-i, func(k int) bool { return l.placeOf(x, events[i+k]) >= t })
	}
	u0, u1 := float32(0), float32(-far) // of the stroke that is being drawn
	stroke := func() {
		if u1 > u0 {
			s := b.box(v, u0-litWidth/2, u1, r.y-barHeight/2, barHeight)
			s.Radius, s.Fill = litWidth/2, colour
			b.strip.Marks = append(b.strip.Marks, s)
		}
	}
	for i := max(begin, next(0, from)); i < len(events) && events[i] <= last; {
		if row := int(x.row[events[i]]); row < r.from || row >= r.to {
			i++ // of a row of the track that is elsewhere
			continue
		}
		u := float32(v.along(l.placeOf(x, events[i])))
		if u > b.plot+pillHeight {
			break
		}
		if u > u1+litStep-litWidth {
			stroke()
			u0 = u
		}
		u1 = u + litWidth/2
		t, _ := v.instant(float64(u + litStep))
		i = next(i+1, t)
	}
	stroke()
}

// in are the lit events of the row of a track that a row of the picture stands for,
// or of the whole track where it stands for several.
func (l *Lit) in(r *row) []int32 {
	switch lanes := l.lanes[r.track]; {
	case r.to-r.from > 1:
		return l.tracks[r.track]
	case r.from < len(lanes):
		return lanes[r.from]
	}
	return nil
}
