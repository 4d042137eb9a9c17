package scene

// Measures of the sign of an event that has parts, in units.
const (
	partsSide = 5
	// stackStep is how far the sheet below a mark stands out, whose parts are folded into
	// it.
	stackStep = 2.5
)

// partsWidth is the room of the sign of a mark's parts after its label.
func (m *mark) partsWidth() float32 {
	if m.parts == nil {
		return 0
	}
	return sourcesGap + m.parts.Width + 2*partsSide
}

// setParts sets the sign of an event's parts: "+3" where they are folded, "−3" where not.
func (b *placer) setParts(in *Input, m *mark) {
	m.parts = nil
	if in.Parts == nil {
		return
	}
	n, folded := in.Parts(int(m.event))
	if n == 0 {
		return
	}
	form := formLess
	if folded {
		form = formMore
	}
	m.parts = b.words.number(numberKey{n: n, form: form})
}

// drawParts draws the sign of the parts of an event at the end of its label.
func (b *drawer) drawParts(in *Input, m *mark, y float32, t tones, layer *Layer) {
	u1 := m.wordsAt() + m.labelWidth()
	u0 := u1 - m.parts.Width - 2*partsSide
	r := b.box(&in.View, u0, u1, y-sourcesHeight/2, sourcesHeight)
	r.Radius, r.Fill, r.Stroke, r.StrokeWidth = sourcesHeight/2, in.Theme.Panel, t.mark, 1.2
	layer.Marks = append(layer.Marks, r)
	layer.Texts = append(layer.Texts, b.text(&in.View, m.parts, u0+partsSide, y, in.Theme.Ink))
	b.strip.Spots = append(b.strip.Spots, Spot{Kind: SpotParts, Event: int(m.event), X0: r.X - 2, X1: r.X + r.W + 2, Y0: r.Y - 3, Y1: r.Y + r.H + 3})
}

// drawStack draws the sheet below the mark of an event whose parts are folded into it.
func (b *drawer) drawStack(in *Input, m *mark, y, height, radius float32, t tones) {
	if in.Parts == nil {
		return
	}
	if n, folded := in.Parts(int(m.event)); n == 0 || !folded {
		return
	}
	r := b.box(&in.View, max(m.u0, -2*pillHeight)+stackStep, min(m.u1, b.plot+2*pillHeight)+stackStep, y-height/2+stackStep, height)
	r.Radius, r.Fill = radius, mix(t.mark, in.Theme.Panel, 0.4)
	b.strip.Marks = append(b.strip.Marks, r)
}
