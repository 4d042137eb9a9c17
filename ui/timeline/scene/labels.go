package scene

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of labels, in units.
const (
	dotGap, pillGap = 6, 8 // from a mark to its label
	// A label appears when it has clearance to the next thing and leaves when it
	// has less than closeness: it doesn't flicker at the threshold.
	clearance, closeness = 10, 4
	// leastLabel is the least free space that is looked at for a label.
	leastLabel = 16
	// narrowLetter bounds from below how wide a letter is, as a share of the size:
	// titles that cannot fit are not shaped.
	narrowLetter = 0.22
	// longMark is how many times as wide as its title a range is that carries it inside.
	longMark = 2.5
	// leastCut is how much of a label that the end of the view cuts must show.
	leastCut = 48
	// countFade is over how many units a row vanishes below the count at its end.
	countFade = 28
)

// side is where a label stands.
type side uint8

const (
	nowhere side = iota
	after        // the reading end of its mark, the preferred side
	ahead        // the reading start
	inside       // within a range or bar, kept in view
	led          // in a neighbouring row, with a line that leads there
	called       // over everything else: selected or hovered and no room
)

// interval is an extent along the time axis.
type interval struct{ u0, u1 float32 }

// place chooses which marks of the row get labels, and where: the selected event
// first, then by importance, then by the space around the mark, which is how far
// one can zoom out until the label goes. Labels neither overlap each other nor
// other marks. Which label goes where depends on the scale alone, but for those
// near the ends of the view, and on the last picture, as labels stay where they are.
// The hovered event comes last, when all others have their labels.
func (b *Builder) place(in *Input, r *row) {
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

func (m *mark) space() float32 { return max(m.right-m.tail, m.u0-m.left) }

// placeOne places the label of mark i if there is room.
func (b *Builder) placeOne(in *Input, r *row, i int) {
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
func (b *Builder) wordsFor(in *Input, m *mark, room float32) *layout.Paragraph {
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
	v := labelVoice
	if int(m.event) == in.Selected {
		v = strongVoice
	}
	return b.words.word(title, v, maxLabel)
}

// sideOf finds the place of a label and sets its extent; cut allows that the end
// of the view takes some of it.
func (b *Builder) sideOf(r *row, m *mark, p *layout.Paragraph, was side, cut bool) side {
	s := b.spotsOf(r, m, p.Width, was)
	chosen, at := nowhere, float32(0)
	switch {
	case m.u1 <= 0:
		// Gone by the reading start: its label follows it out.
		if s.fitsAfter && s.after+s.w > 0 && s.free(s.after) {
			chosen, at = after, s.after
		}
	case m.u0 >= b.plot:
		// Gone by the reading end.
		if s.fitsAhead && was == ahead && s.ahead < b.plot && s.free(s.ahead) {
			chosen, at = ahead, s.ahead
		}
	default:
		chosen, at = s.choose(was)
		if chosen == nowhere && cut && s.fitsAfter && s.after+leastCut < b.plot && s.after >= 0 && p.RTL == b.rtl && s.free(s.after) {
			chosen, at = after, s.after
		}
		if chosen == nowhere {
			chosen, at = s.sliding(m)
		}
	}
	if chosen != nowhere {
		m.l0, m.l1 = at, at+s.w
	}
	return chosen
}

// spots are the places where the label of a mark may begin, and which are open.
type spots struct {
	b                    *Builder
	r                    *row
	w                    float32 // of the label
	after, ahead, within float32 // within is -1 where it does not fit
	fitsAfter, fitsAhead bool    // between the neighbours' labels
	long                 bool    // the mark is much longer than the label
}

func (b *Builder) spotsOf(r *row, m *mark, w float32, was side) spots {
	clear := float32(clearance)
	if was == after || was == ahead {
		clear = closeness
	}
	gap := m.gap()
	s := spots{
		b: b, r: r, w: w, after: m.tail + gap, ahead: m.u0 - gap - w, within: b.within(m, w),
		fitsAfter: m.tail+gap+w+clear <= m.right, fitsAhead: m.u0-gap-w-clear >= m.left,
		long: m.kind != dot && m.u1-m.u0 >= longMark*w+2*pillGap,
	}
	if m.kind == bar && !s.long {
		s.within = -1 // its columns say more than a number over them
	}
	return s
}

// free reports whether no label that must be drawn stands where one would begin.
func (s *spots) free(u0 float32) bool { return s.r.unforced(u0, u0+s.w) }

// whole is free for what is wholly in view.
func (s *spots) whole(u0 float32) bool {
	return u0 >= closeness && u0+s.w <= s.b.plot-closeness && s.free(u0)
}

// choose returns the place of the label of a mark in view, the same as before where
// it can be.
func (s *spots) choose(was side) (side, float32) {
	switch {
	case s.long && s.within >= 0 && s.free(s.within):
		return inside, s.within
	case was == ahead && s.fitsAhead && s.whole(s.ahead):
		return ahead, s.ahead
	case s.fitsAfter && s.whole(s.after):
		return after, s.after
	case s.fitsAhead && s.whole(s.ahead):
		return ahead, s.ahead
	case s.within >= 0 && s.free(s.within):
		return inside, s.within
	}
	return nowhere, 0
}

// sliding is where a title stands in a range of which less is in view than it
// takes: it slides out with it.
func (s *spots) sliding(m *mark) (side, float32) {
	start, end := s.b.inner(m)
	if u0 := min(max(start, gutterFade+2), end-s.w); s.long && m.kind == pill && end-start >= s.w && s.free(u0) {
		return inside, u0
	}
	return nowhere, 0
}

func (m *mark) gap() float32 {
	if m.kind == dot {
		return dotGap
	}
	return pillGap
}

// within returns where a label stands inside a range or bar, as near to its
// reading start as is in view; -1 where it does not fit.
func (b *Builder) within(m *mark, w float32) float32 {
	u0, u1 := b.inner(m)
	if u0, u1 = max(u0, gutterFade+2), min(u1, b.plot-pillGap); m.kind == dot || u1-u0 < w {
		return -1
	}
	return u0
}

// inner is where words may stand within a range or bar: not where its ends fade.
func (b *Builder) inner(m *mark) (u0, u1 float32) {
	u0, u1 = b.drawn(m)
	return u0 + max(m.start, pillGap), u1 - max(m.end, pillGap)
}

// drawLabel draws the label of a mark.
func (b *Builder) drawLabel(in *Input, m *mark, y float32) {
	if m.label == nil || m.l1 < 0 || m.l0 > b.plot {
		return
	}
	list, ink := &b.strip, in.Theme.Ink
	switch {
	case m.side == called:
		b.drawCallout(in, m.label, m.l0, y)
		return
	case m.kind == bar:
		ink = in.Theme.Muted
		if m.side == inside {
			ink = in.Theme.Ink
			r := b.box(&in.View, m.l0-4, m.l1+4, y-6, 12)
			r.Radius, r.Fill = 6, faded(in.Theme.Panel, 0.9)
			list.Marks = append(list.Marks, r)
		}
	case in.Lit != nil && !in.lit(int(m.event)):
		ink = mix(in.Theme.Muted, in.Theme.Panel, dimmedInk+0.3)
	case m.side == inside && !m.sure.Uncertain:
		ink = in.Theme.Panel
	}
	y += m.off
	list.Texts = append(list.Texts, b.text(&in.View, m.label, m.l0, y, ink))
	b.said = append(b.said, said{interval{m.l0, m.l1}, y})
}

// hidden writes how many events in view stand there without words, at the row's
// reading end or in the first free place before it.
func (b *Builder) hidden(in *Input, r *row) {
	n := 0
	for i := range r.marks {
		m := &r.marks[i]
		if m.label == nil && m.anchor() >= 0 && m.anchor() <= b.plot {
			n += m.count
		}
	}
	if n == 0 {
		return
	}
	p := b.words.count(n, true)
	u, free := b.freePlace(r, p.Width)
	if free {
		b.strip.Texts = append(b.strip.Texts, b.text(&in.View, p, u, r.y, in.Theme.Muted))
		return
	}
	over := &b.strip.Over[calloutLayer]
	cover := b.box(&in.View, u-countFade, b.plot, r.y-rowHeight/2+1, rowHeight-2)
	cover.Fill = in.Theme.Panel
	b.fade(&in.View, &cover, countFade, 0)
	over.Bands = append(over.Bands, cover)
	over.Texts = append(over.Texts, b.text(&in.View, p, u, r.y, in.Theme.Muted))
}

// said is a label that was drawn, centred on y.
type said struct {
	interval
	y float32
}

// freePlace returns the last place of the row in view that is w wide and free of
// marks and labels, or its very end and false.
func (b *Builder) freePlace(r *row, w float32) (u float32, free bool) {
	const edge = 10
	end := b.plot - edge
	for i := len(r.marks) - 1; i >= -1; i-- {
		taken := interval{-far, 0} // the gutter
		if i >= 0 {
			m := &r.marks[i]
			taken = interval{m.u0, m.tail}
			if m.label != nil && m.side != led {
				taken = interval{min(m.u0, m.l0), max(m.tail, m.l1)}
			}
		}
		if end-w-clearance >= taken.u1 && r.unforced(end-w, end) {
			return end - w, true
		}
		end = min(end, taken.u0-clearance)
		if end-w < 0 {
			break
		}
	}
	return b.plot - edge - w, false
}
