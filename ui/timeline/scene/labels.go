package scene

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"tarikh.org/tarikh/ui/text/layout"
)

// placer places the labels of marks beside them, in them, or in other rows.
type placer struct {
	drawer
	lines     []row        // of the track that is being drawn
	labels    []drawnLabel // the labels drawn
	gaps      []interval
	ledLabels []ledLabel     // see lead
	sides     map[int32]side // by event, as placed in this picture
	before    map[int32]side // and in the last one
}

// drawnLabel is a label that was drawn, centred on y.
type drawnLabel struct {
	interval
	y float32
}

// place chooses which marks of the row get labels, and where: the selected event
// first, then by importance, then by the space around the mark, which is how far
// one can zoom out until the label goes. Labels neither overlap each other nor
// other marks. Which label goes where depends on the scale alone, except for those
// near the ends of the view, and on the last picture, as labels stay where they are.
// The hovered event comes last, when all others have their labels.
func (b *placer) place(in *Input, r *row) {
	r.forced = r.forced[:0]
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
			cmp.Compare(n.importance, m.importance),
			cmp.Compare(n.space(), m.space()),
			cmp.Compare(i, j),
		)
	})
	b.placeChosen(in, r, in.Selected)
	for _, i := range r.order {
		b.placeOne(in, r, int(i))
	}
}

// placeOne places the label of mark i if there is room.
func (b *placer) placeOne(in *Input, r *row, i int) {
	m := &r.marks[i]
	if m.label != nil || m.u1 < -margin || m.u0 > b.plot+margin {
		return
	}
	p := b.wordsFor(in, m, max(m.right-m.tail, m.u0-m.left, m.u1-m.u0))
	if p == nil {
		return
	}
	m.label = p
	was := b.before[m.event]
	chosen := int(m.event) == in.Selected || int(m.event) == in.Hovered
	m.side = b.sideOf(r, m, p, was, !chosen)
	switch m.side {
	case nowhere:
		m.label = nil
		return
	case after:
		if i+1 < len(r.marks) {
			r.marks[i+1].left = max(r.marks[i+1].left, m.l1)
		}
	case ahead:
		if i > 0 {
			r.marks[i-1].right = min(r.marks[i-1].right, m.l0)
		}
	}
	b.sides[m.event] = m.side
}

// wordsFor returns the label of a mark: a title, or a bar's count; nil if it is
// not loaded or surely wider than room.
func (b *placer) wordsFor(in *Input, m *mark, room float32) *layout.Paragraph {
	if m.kind == bar {
		return b.words.count(m.count, false)
	}
	if in.Titles == nil {
		return nil
	}
	title, ok := in.Titles(int(m.event))
	if !ok || title == "" {
		return nil
	}
	if room < maxLabel && float32(utf8.RuneCountInString(title))*in.Theme.LabelSize*narrowLetter > room {
		return nil
	}
	v := labelStyle
	if int(m.event) == in.Selected {
		v = strongStyle
	}
	return b.words.word(title, v, maxLabel)
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
	return u0 + max(m.start, pillGap), u1 - max(m.end, pillGap)
}
