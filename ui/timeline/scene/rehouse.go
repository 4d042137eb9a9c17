package scene

import (
	"cmp"
	"slices"
)

// homeless is a mark that found no room for its label in its own row.
type homeless struct {
	row, mark int // of the track's lines, of the row's marks
	rank      uint8
	event     int32
}

// rehouse moves marks that found no room for their labels in their own row into
// another row of the track that is free there, the most important first: a few rows
// with room show what matters in the crowded ones between them. Those that were
// in another row in the last picture come before all others and stay there while they
// can, so that nothing moves while one pans. Those below a least rank stay where they are.
func (b *placer) rehouse(in *Input, least uint8) {
	if len(b.lines) < 2 {
		return
	}
	room := float32(0)
	for i := range b.lines {
		b.lines[i].findFree(b.plot)
		room = max(room, b.lines[i].widest)
	}
	if room == 0 {
		return
	}
	b.homes = b.homes[:0]
	for i := range b.lines {
		for k := range b.lines[i].marks {
			m := &b.lines[i].marks[k]
			if m.count == 1 && m.label == nil && m.rank >= least && m.u0 >= closeness && m.u1 <= b.plot-closeness && m.tailEnd <= m.u1 {
				b.homes = append(b.homes, homeless{i, k, m.rank, m.event})
			}
		}
	}
	slices.SortFunc(b.homes, func(g, h homeless) int {
		return cmp.Or(cmp.Compare(h.rank, g.rank), cmp.Compare(g.event, h.event))
	})
	for _, h := range b.homes {
		if b.movedBefore == 0 {
			break
		}
		b.stay(in, h)
	}
	for _, h := range b.homes {
		if b.lines[h.row].marks[h.mark].label == nil {
			b.rehouseOne(in, h, room)
		}
	}
}

// stay leaves a mark in the row where it was in the last picture; where it has no room
// there any more, it may be in its own row.
func (b *placer) stay(in *Input, h homeless) {
	r := &b.lines[h.row]
	m := &r.marks[h.mark]
	was := b.before[m.event]
	if was.rows == 0 {
		return
	}
	b.wordsFor(in, m, wholeLabel, maxLabel)
	if m.label == nil || b.tryRow(h, m, h.row+int(was.rows), was.side, closeness) {
		return
	}
	m.label, m.sources = nil, nil
	delete(b.before, m.event)
	if b.placeOne(in, r, h.mark); m.label != nil {
		r.forced = append(r.forced, interval{min(m.u0, m.l0), max(m.u1, m.l1)})
	}
}

// rehouseOne tries the rows from the mark's own on, the nearest first.
func (b *placer) rehouseOne(in *Input, h homeless, room float32) {
	m := &b.lines[h.row].marks[h.mark]
	b.wordsFor(in, m, room, maxLabel)
	if m.label == nil {
		return
	}
	for away := 1; away < len(b.lines); away++ {
		if b.tryRow(h, m, h.row+away, after, clearance) || b.tryRow(h, m, h.row-away, after, clearance) {
			return
		}
	}
	m.label, m.sources = nil, nil
}

// tryRow moves a mark into a row if it has room there with its label on either side.
func (b *placer) tryRow(h homeless, m *mark, to int, first side, clear float32) bool {
	width := m.labelWidth()
	if to < 0 || to >= len(b.lines) || b.lines[to].widest < width {
		return false
	}
	r := &b.lines[to]
	sides := [2]side{after, ahead}
	if first == ahead {
		sides = [2]side{ahead, after}
	}
	for _, s := range sides {
		l0 := m.u1 + m.gap()
		taken := interval{m.u0 - clear, l0 + width + clear}
		if s == ahead {
			l0 = m.u0 - m.gap() - width
			taken = interval{l0 - clear, m.u1 + clear}
		}
		if !r.isFree(taken) {
			continue
		}
		m.side, m.l0, m.l1, m.off = s, l0, l0+width, r.y-b.lines[h.row].y
		r.forced = append(r.forced, interval{min(m.u0, l0), max(m.u1, m.l1)})
		r.guests = append(r.guests, h)
		b.spots[m.event] = spot{side: s, rows: int8(to - h.row)}
		b.moved++
		return true
	}
	return false
}
