package scene

import (
	"slices"
)

// findApart notes the selected and the hovered event where they are merged into
// a bar of this lane: they are drawn over it.
func (b *placer) findApart(in *Input, r *row, track int) {
	r.apart = r.apart[:0]
	l := r.lane
	for _, e := range [2]int{in.Hovered, in.Selected} {
		if e < 0 || in.Index.Track(e) != track {
			continue
		}
		for i := range r.marks {
			m := &r.marks[i]
			if m.count == 1 || m.event > int32(e) {
				continue
			}
			if at, found := slices.BinarySearch(l.events[m.first:m.first+m.count], int32(e)); found {
				lo, hi := in.Index.Bounds(e)
				var sure Certainty
				if in.Certainty != nil {
					sure = in.Certainty(e)
				}
				u := clampFar(in.View.along(l.placeOf(in.Index, int32(e))))
				apart := mark{
					kind: dot, event: int32(e), first: m.first + at, count: 1, u0: u - dotRadius, u1: u + dotRadius, importance: 3, radius: dotRadius,
					lo: lo, hi: hi, sure: sure, left: u, // it stands out of what is below it
				}
				apart.stand(in)
				r.apart = append(r.apart, apart)
			}
		}
	}
}

// placeChosen gives an event its label: beside its mark if there is room, else
// over everything else, and then takes away the labels it would cover.
func (b *placer) placeChosen(in *Input, r *row, event int) {
	if event < 0 {
		return
	}
	for i := range r.marks {
		if m := &r.marks[i]; m.count == 1 && int(m.event) == event {
			b.placeOne(in, r, i)
			b.call(in, r, m)
		}
	}
	for i := range r.apart {
		if m := &r.apart[i]; int(m.event) == event {
			b.call(in, r, m)
		}
	}
}

// call places a label over everything else, if its mark is in view and has none.
func (b *placer) call(in *Input, r *row, m *mark) {
	if m.label != nil || m.u1 < 0 || m.u0 > b.plot {
		return
	}
	if b.wordsFor(in, m, maxLabel, maxLabel); m.label == nil {
		return
	}
	width := m.labelWidth()
	after, ahead := m.u1+pillGap, m.u0-pillGap-width
	at := after
	if over := after+width > b.plot-closeness; over || !r.unforced(after, after+width) {
		at = max(ahead, closeness)
	}
	if !r.unforced(at, at+width) {
		m.label, m.sources = nil, nil
		return
	}
	m.side, m.l0, m.l1 = called, at, at+width
	b.force(r, interval{m.l0, m.l1})
}

// force keeps an extent of the row free of other labels.
func (b *placer) force(r *row, f interval) {
	r.forced = append(r.forced, f)
	for i := range r.marks {
		m := &r.marks[i]
		if m.label != nil && m.side != called && m.off == 0 && m.l0 < f.u1+clearance && m.l1 > f.u0-clearance {
			m.label, m.sources, m.side, m.picture = nil, nil, nowhere, noPicture
			delete(b.spots, m.event)
		}
	}
	for _, v := range r.guests {
		m := &b.lines[v.row].marks[v.mark]
		if m.off != 0 && m.l0 < f.u1+clearance && m.l1 > f.u0-clearance {
			m.label, m.sources, m.side, m.off = nil, nil, nowhere, 0
			delete(b.spots, m.event)
		}
	}
}
