package scene

// Given is the date that a source gives for an event: [Lo, Hi) in Unix seconds.
type Given struct{ Lo, Hi int64 }

// Measures of the dates that sources give, in units.
const (
	givenFoot   = 9.5 // from the row's middle down to the hairline
	givenTall   = 7   // of the mark of a date that is narrow, givenWidth its width
	givenWidth  = 1.5
	givenFlat   = 2.5 // height of that of a longer one
	givenLong   = 5   // from which width on it is one
	givenApart  = 4   // from the event's own place, so that there is something to see
	givenReach  = 4
	givenLesser = 0.6 // of the colour, where the event is not selected
)

// drawGiven draws the dates that sources give for an event at the foot of its row, joined to
// its mark by a hairline: of the selected event, and of landmarks where nothing else is
// there.
func (b *drawer) drawGiven(in *Input, r *row, m *mark, y float32, t tones) {
	chosen := int(m.event) == in.Selected || int(m.event) == in.Hovered
	if in.Given == nil || !chosen && m.importance < landmark {
		return
	}
	all := in.Given(int(m.event))
	if len(all) == 0 {
		return
	}
	v, anchor := &in.View, m.anchor()
	from, to, differ := m.spread(v, all)
	if !chosen && !differ || to < 0 || from > b.plot || !chosen && r.occupied(m, from-clearance, to+clearance) {
		return
	}
	colour := t.mark
	if !chosen {
		colour = mix(colour, in.Theme.Panel, givenLesser)
	}
	foot := y + givenFoot
	hair := b.box(v, max(from, -margin), min(to, b.plot+margin), foot, 1)
	b.strip.Lines = append(b.strip.Lines, Line{X0: hair.X, X1: hair.X + hair.W, Y0: foot, Y1: foot, Width: 1, Colour: colour})
	if m.kind == dot && foot > y+m.radius {
		stem := b.box(v, anchor-0.5, anchor+0.5, y+m.radius, foot-y-m.radius)
		stem.Fill = colour
		b.strip.Marks = append(b.strip.Marks, stem)
	}
	for i, g := range all {
		u0, u1 := clampFar(v.along(g.Lo)), clampFar(v.along(g.Hi))
		if u1 < -margin || u0 > b.plot+margin {
			continue
		}
		height := float32(givenFlat)
		if middle := (u0 + u1) / 2; u1-u0 < givenLong {
			u0, u1, height = middle-givenWidth/2, middle+givenWidth/2, givenTall
		}
		u0, u1 = max(u0, -margin), min(u1, b.plot+margin)
		mark := b.box(v, u0, u1, foot-height/2, height)
		mark.Radius, mark.Fill = min(givenWidth, height)/2, colour
		b.strip.Marks = append(b.strip.Marks, mark)
		b.strip.Spots = append(b.strip.Spots, Spot{
			Kind: SpotGiven, X0: mark.X - givenReach, X1: mark.X + mark.W + givenReach, Y0: foot - givenTall/2 - 1, Y1: foot + givenTall/2 + 1, Event: int(m.event), N: i,
		})
	}
}

// spread is the extent of the dates that sources give, with the event's own, and whether
// one of them is apart from that.
func (m *mark) spread(v *Viewport, all []Given) (from, to float32, differ bool) {
	from, to = m.anchor(), m.anchor()
	for _, g := range all {
		u0, u1 := clampFar(v.along(g.Lo)), clampFar(v.along(g.Hi))
		from, to = min(from, u0), max(to, u1)
		differ = differ || u1 < m.u0-givenApart || u0 > m.u1+givenApart
	}
	return from, to, differ
}

// occupied reports whether another mark of the row or its label is in a stretch of it.
func (r *row) occupied(but *mark, u0, u1 float32) bool {
	for i := range r.marks {
		m := &r.marks[i]
		if m == but || m.off != 0 {
			continue
		}
		from, to := m.u0, m.u1
		if m.label != nil {
			from, to = min(from, m.l0), max(to, m.l1)
		}
		if from < u1 && to > u0 {
			return true
		}
	}
	return false
}
