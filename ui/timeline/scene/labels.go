package scene

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// placer places the labels of marks beside them or in them, and moves marks into
// other rows for that.
type placer struct {
	drawer
	lines              []row        // of the track that is being drawn
	labels             []drawnLabel // the labels drawn
	gaps               []interval
	edge               [2]edge        // of the track that is being drawn
	homes              []homeless     // see rehouse
	spots              map[int32]spot // by event, as placed in this picture
	before             map[int32]spot // and in the last one
	moved, movedBefore int            // how many of them are in another row than their own
	shows              []pictured     // of the track that is being drawn
}

// spot is where an event and its label were: beside its mark, and in which row of
// its track, counted from its own.
type spot struct {
	side    side
	rows    int8
	picture pictureSize
}

// drawnLabel is a label that was drawn, centred on y.
type drawnLabel struct {
	interval
	y float32
}

// placeFirst chooses which marks of the row get labels, and where: the selected event
// first, then by importance, then by the space around the mark, which is how far
// one can zoom out until the label goes. Labels neither overlap each other nor
// other marks, and none is cut by an end of the view. Which label goes where depends
// on the scale alone, except for those near the ends of the view, and on the last
// picture, as labels stay where they are. It places those of landmarks; then come
// pictures, and placeRest places the others. The hovered event comes last, when all
// others have their labels.
func (b *placer) placeFirst(in *Input, r *row) {
	r.order = r.order[:0]
	reach := float32(-far)
	for i := range r.marks {
		m := &r.marks[i]
		m.left, m.right = reach, far
		reach = max(reach, m.u1)
		m.tail = reach
		if i+1 < len(r.marks) {
			m.right = r.marks[i+1].u0
		}
		if max(m.right-m.tail, m.u0-m.left, m.u1-m.u0) >= leastLabel {
			r.order = append(r.order, int32(i))
		}
	}
	slices.SortFunc(r.order, func(i, j int32) int {
		m, n := &r.marks[i], &r.marks[j]
		return cmp.Or(
			cmp.Compare(n.rank, m.rank),
			cmp.Compare(n.space(), m.space()),
			cmp.Compare(i, j),
		)
	})
	b.placeChosen(in, r, in.Selected)
	for _, i := range r.order {
		if r.marks[i].rank >= landmark {
			b.placeOne(in, r, int(i))
		}
	}
}

// placeRest places the labels of what is less important than landmarks.
func (b *placer) placeRest(in *Input, r *row) {
	for _, i := range r.order {
		if r.marks[i].rank < landmark {
			b.placeOne(in, r, int(i))
		}
	}
}

// placeOne places the label of mark i if there is room: the whole title, else as
// much of a long one as is always shown.
func (b *placer) placeOne(in *Input, r *row, i int) {
	m := &r.marks[i]
	if u := m.anchor(); m.label != nil || m.u1 < 0 || m.u0 > b.plot || m.kind == dot && (u < 0 || u > b.plot) {
		return
	}
	room := max(m.right-m.tail, m.u0-m.left, m.u1-m.u0)
	for _, most := range [2]float32{wholeLabel, maxLabel} {
		if b.wordsFor(in, m, room, most); m.label == nil {
			return
		}
		was := b.before[m.event]
		if was.rows != 0 && int(m.event) != in.Selected {
			m.label, m.sources = nil, nil
			return // it is in another row, and stays there if it can; see rehouse
		}
		if m.side = b.sideOf(r, m, was.side); m.side != nowhere || m.label.Width <= maxLabel {
			break
		}
	}
	if m.side == nowhere {
		m.label = nil
		return
	}
	r.claim(i)
	b.spots[m.event] = spot{side: m.side}
}

// claim keeps the labels of its neighbours away from that of mark i.
func (r *row) claim(i int) {
	m := &r.marks[i]
	switch {
	case m.side == after && i+1 < len(r.marks):
		r.marks[i+1].left = max(r.marks[i+1].left, m.l1)
	case m.side == ahead && i > 0:
		r.marks[i-1].right = min(r.marks[i-1].right, m.l0)
	}
}

// wordsFor sets the label of a mark, and the number of its sources: a title as wide as
// most at most, or a bar's count; none if it is not loaded or surely wider than room.
func (b *placer) wordsFor(in *Input, m *mark, room, most float32) {
	m.label, m.sources = nil, nil
	if m.kind == bar {
		m.label = b.words.count(m.count)
		return
	}
	if in.Titles == nil {
		return
	}
	title, ok := in.Titles(int(m.event))
	if !ok || title == "" {
		return
	}
	if room < maxLabel && float32(utf8.RuneCountInString(title))*in.Theme.LabelSize*narrowLetter > room {
		return
	}
	style := styleFor(m.importance)
	if int(m.event) == in.Selected {
		style = style.strong()
	}
	m.label = b.words.word(title, style, uint16(most))
	if in.Sources != nil && m.importance >= sourcesFrom {
		if n := in.Sources(int(m.event)); n > 1 {
			m.sources = b.words.count(n)
		}
	}
	b.setParts(in, m)
}

// labelWidth is that of the label with the number after it.
func (m *mark) labelWidth() float32 {
	if m.sources == nil {
		return m.label.Width + m.partsWidth()
	}
	return m.label.Width + sourcesGap + m.sources.Width + 2*sourcesSide + m.partsWidth()
}

// within returns where a label is inside a range or bar, as near to its
// reading start as is in view; -1 where it does not fit.
func (b *placer) within(m *mark, w float32) float32 {
	u0, u1 := b.inner(m)
	if u0, u1 = max(u0, gutterFade+2), min(u1, b.plot-pillGap); m.kind == dot || u1-u0 < w {
		return -1
	}
	return u0
}

// inner is where words may be within a range or bar: not where its ends fade.
func (b *placer) inner(m *mark) (u0, u1 float32) {
	u0, u1 = b.drawn(m)
	return u0 + max(m.start, pillGap, m.shape.inset(u1-u0)), u1 - max(m.end, pillGap)
}
