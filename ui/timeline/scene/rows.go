package scene

import (
	"tarikh.org/tarikh/ui/text/layout"
)

// addRow gathers and labels one more row, which stands for the rows [from, to) of
// its track.
func (b *placer) addRow(in *Input, l *lane, track, from, to int, y float32) {
	if n := len(b.lines); n < cap(b.lines) {
		b.lines = b.lines[:n+1] // with the memory it had
	} else {
		b.lines = append(b.lines, row{})
	}
	r := &b.lines[len(b.lines)-1]
	r.lane, r.track, r.from, r.to, r.y, r.ledHere = l, track, from, to, y, r.ledHere[:0]
	b.gather(in, r)
	b.findApart(in, r, track)
	b.place(in, r)
}

func (b *placer) drawRow(in *Input, r *row, track int, t tones) {
	for i := range r.marks {
		m := &r.marks[i]
		if m.u1 < -margin || m.u0 > b.plot+margin {
			continue
		}
		tones := t
		if in.Lit != nil && (m.kind == bar || !in.lit(int(m.event))) {
			tones = t.dim(in.Theme.Panel)
		}
		b.drawLeader(in, r, m, tones.mark)
		if m.kind == bar {
			b.drawBar(in, r.lane, m, r.y, tones.mark)
			b.drawLitIn(in, r, m, in.Theme.Lit)
			b.drawDoubtIn(in, r, m)
		} else {
			b.drawEvent(in, m, r.y, tones)
		}
		b.drawLabel(in, m, r.y)
		b.hit(in, r, m, track)
	}
	b.drawApart(in, r, track, t)
	b.hidden(in, r)
}

// drawApart draws the events that are picked out of their bars.
func (b *placer) drawApart(in *Input, r *row, track int, t tones) {
	for i := range r.apart {
		m := &r.apart[i]
		if m.u1 < 0 || m.u0 > b.plot {
			continue
		}
		b.drawEvent(in, m, r.y, t)
		b.drawLabel(in, m, r.y)
		m.count = 0 // the bar counts it
		b.hit(in, r, m, track)
	}
}

// drawLabel draws the label of a mark.
func (b *placer) drawLabel(in *Input, m *mark, y float32) {
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
	b.labels = append(b.labels, drawnLabel{interval{m.l0, m.l1}, y})
}

// hidden writes how many events in view are there without words, at the row's
// reading end or in the first free place before it.
func (b *placer) hidden(in *Input, r *row) {
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

// freePlace returns the last place of the row in view that is w wide and free of
// marks and labels, or its very end and false.
func (b *placer) freePlace(r *row, w float32) (u float32, free bool) {
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

// drawCallout draws a label on a ground of its own, over everything else.
func (b *drawer) drawCallout(in *Input, p *layout.Paragraph, u, y float32) {
	over := &b.strip.Over[calloutLayer]
	r := b.box(&in.View, u-5, u+p.Width+5, y-11, 22)
	r.Radius, r.Fill = 6, in.Theme.Panel
	r.Stroke, r.StrokeWidth = in.Theme.Line, 1
	over.Marks = append(over.Marks, r)
	over.Texts = append(over.Texts, b.text(&in.View, p, u, y, in.Theme.Ink))
}
