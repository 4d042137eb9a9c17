package scene

import (
	"image/color"
)

// addRow gathers and labels one more row, which stands for the rows [from, to) of
// its track; the last one in view leaves room for the chips at its ends.
func (b *placer) addRow(in *Input, l *lane, track, from, to int, y float32, last bool) {
	if n := len(b.lines); n < cap(b.lines) {
		b.lines = b.lines[:n+1] // with the memory it had
	} else {
		b.lines = append(b.lines, row{})
	}
	r := &b.lines[len(b.lines)-1]
	r.lane, r.track, r.from, r.to, r.y, r.guests = l, track, from, to, y, r.guests[:0]
	b.gather(in, r)
	b.findApart(in, r, track)
	r.forced = r.forced[:0]
	if last {
		b.reserve(r)
	}
	b.placeFirst(in, r)
}

// drawRow draws the marks of a row with their words; worded: those without words are
// counted.
func (b *placer) drawRow(in *Input, r *row, track int, t tones, worded bool) {
	for i := range r.marks {
		m := &r.marks[i]
		if m.u1 < -margin || m.u0 > b.plot+margin {
			continue
		}
		tones := t
		if m.kind != bar {
			tones = in.tones(int(m.event), t)
		}
		if in.Lit != nil && (m.kind == bar || !in.lit(int(m.event))) {
			tones = tones.dim(in.Theme.Panel)
		}
		if m.kind == bar {
			b.drawBar(in, r.lane, m, r.y, tones.mark)
			b.drawLitIn(in, r, m, in.Theme.Lit)
			b.drawDoubtIn(in, r, m)
		} else {
			b.drawEvent(in, m, r.y+m.off, tones)
			b.drawGiven(in, r, m, r.y+m.off, tones)
		}
		b.drawPicture(in, m, r.y+m.off)
		b.drawLabel(in, m, r.y+m.off, tones)
		b.hit(in, r, m, track)
	}
	b.drawApart(in, r, track, t)
	if worded {
		b.hidden(in, r)
	}
}

// drawApart draws the events that are picked out of their bars.
func (b *placer) drawApart(in *Input, r *row, track int, t tones) {
	for i := range r.apart {
		m := &r.apart[i]
		if m.u1 < 0 || m.u0 > b.plot {
			continue
		}
		t := in.tones(int(m.event), t)
		b.drawEvent(in, m, r.y, t)
		b.drawGiven(in, r, m, r.y, t)
		b.drawLabel(in, m, r.y, t)
		m.count = 0 // the bar counts it
		b.hit(in, r, m, track)
	}
}

// drawLabel draws the label of a mark in its row's middle y.
func (b *placer) drawLabel(in *Input, m *mark, y float32, t tones) {
	if m.label == nil || m.l1 < 0 || m.l0 > b.plot {
		return
	}
	if m.side == called {
		b.drawCallout(in, m, y, t)
		return
	}
	list, ink := &b.strip, m.ink(in)
	if m.picture == largePicture {
		y += largeTitle
	}
	if m.kind == bar && m.side == inside {
		r := b.box(&in.View, m.l0-4, m.l1+4, y-6, 12)
		r.Radius, r.Fill = 6, faded(in.Theme.Panel, 0.9)
		list.Marks = append(list.Marks, r)
	}
	list.Texts = append(list.Texts, b.text(&in.View, m.label, m.wordsAt(), y, ink))
	if m.sources != nil {
		line := in.Theme.Line
		if m.side == inside {
			line = faded(ink, 0.5)
		} else {
			ink = in.Theme.Muted
		}
		b.drawSources(in, m, y, ink, line, &list.Marks, &list.Texts)
	}
	if m.parts != nil && m.kind != bar {
		layer := Layer{Marks: list.Marks, Texts: list.Texts}
		b.drawParts(in, m, y, t, &layer)
		list.Marks, list.Texts = layer.Marks, layer.Texts
	}
	b.labels = append(b.labels, drawnLabel{interval{m.l0, m.l1}, y})
}

// ink is the colour of the words of a mark.
func (m *mark) ink(in *Input) color.NRGBA {
	selected := int(m.event) == in.Selected
	switch {
	case m.kind == bar && m.side != inside:
		return in.Theme.Muted
	case m.kind == bar:
		return in.Theme.Ink
	case in.Lit != nil && !in.lit(int(m.event)):
		return mix(in.Theme.Muted, in.Theme.Panel, dimmedInk+0.3)
	case m.side == inside && m.importance >= landmark && !m.hollow():
		return in.Theme.OnDeep
	case !selected && (m.shape == shapeCrossed || m.side != inside && m.importance < landmark):
		return in.Theme.Muted
	}
	return in.Theme.Ink
}

// drawSources draws the number of an event's sources in a box after its label.
func (b *drawer) drawSources(in *Input, m *mark, y float32, ink, line color.NRGBA, marks *[]Rect, texts *[]Text) {
	u0 := m.wordsAt() + m.label.Width + sourcesGap
	r := b.box(&in.View, u0+0.5, u0+m.sources.Width+2*sourcesSide-0.5, y-sourcesHeight/2+0.5, sourcesHeight-1)
	r.Radius, r.Stroke, r.StrokeWidth = 4, line, 1
	*marks = append(*marks, r)
	*texts = append(*texts, b.text(&in.View, m.sources, u0+sourcesSide, y, ink))
}

// hidden writes how many events in view are there without words, at the row's
// reading end or in the first free place before it. Pressing it lists them.
func (b *placer) hidden(in *Input, r *row) {
	n, last := 0, 0
	for i := range r.marks {
		m := &r.marks[i]
		if m.label == nil && m.anchor() >= 0 && m.anchor() <= b.plot {
			n, last = n+m.count, i
		}
	}
	if n == 0 {
		return
	}
	p := b.words.number(numberKey{n: n, form: formMore})
	w := p.Width + 2*chipSide
	u, _ := b.freePlace(r, last, w)
	layer := &b.strip.Over[calloutLayer]
	c := b.chip(in, layer, p, 0, u, r.y, in.Theme.Panel, in.Theme.Accent, in.Theme.Accent)
	c.lane, c.Track, c.ranges = r.lane, r.track, len(b.strip.unnamed)
	for i := range r.marks {
		if m := &r.marks[i]; m.label == nil && m.anchor() >= 0 && m.anchor() <= b.plot {
			b.strip.unnamed = append(b.strip.unnamed, [2]int{m.first, m.count})
		}
	}
	c.until, c.Count = len(b.strip.unnamed), n
	b.strip.Chips = append(b.strip.Chips, c)
}

// freePlace returns a place of the row in view that is w wide and free of marks and
// labels, the first one after a mark, else the last before it; or the end of the row
// and false.
func (b *placer) freePlace(r *row, after int, w float32) (u float32, free bool) {
	r.findFree(b.plot)
	from := r.marks[after].u1
	best, found := b.plot-chipEdge-w, false
	for _, f := range r.free {
		u0, before := max(f.u0, from)+closeness, f.u1-closeness-w
		switch {
		case u0+w+closeness <= f.u1 && r.unforced(u0, u0+w):
			return u0, true
		case before >= f.u0 && f.u1 <= from && r.unforced(before, before+w):
			best, found = before, true
		}
	}
	return best, found
}

// drawCallout draws a label on a ground of its own, over everything else.
func (b *drawer) drawCallout(in *Input, m *mark, y float32, t tones) {
	over := &b.strip.Over[calloutLayer]
	r := b.box(&in.View, m.l0-5, m.l1+5, y-11, 22)
	r.Radius, r.Fill = 6, in.Theme.Panel
	r.Stroke, r.StrokeWidth = in.Theme.Line, 1
	over.Marks = append(over.Marks, r)
	over.Texts = append(over.Texts, b.text(&in.View, m.label, m.l0, y, in.Theme.Ink))
	if m.sources != nil {
		b.drawSources(in, m, y, in.Theme.Muted, in.Theme.Line, &over.Marks, &over.Texts)
	}
	if m.parts != nil {
		b.drawParts(in, m, y, t, over)
	}
}
