package scene

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of the band, in units.
const (
	// bandBelow is the height below which the strip has no room for tracks: all events
	// are then on one line, without heads, and the most important have words below it.
	bandBelow = 90
	bandY     = 16 // the line, from the scale down
	bandWords = 19 // middle of the words, from the line down
)

// bandLabel is an event of the band that may have words.
type bandLabel struct {
	mark  mark
	track int
}

// band draws the events of all tracks on one line.
func (b *Builder) band(in *Input) {
	y := b.top + bandY
	b.strip.Lines = append(b.strip.Lines, Line{X1: b.strip.W, Y0: y, Y1: y, Width: 1, Colour: in.Theme.Line})
	b.named = b.named[:0]
	for _, s := range b.rows {
		if len(b.folds.lanes[s.track].events) == 0 {
			continue
		}
		b.lines = append(b.lines[:0], row{})
		r := &b.lines[0]
		r.lane, r.track, r.to, r.y = &b.folds.lanes[s.track], s.track, len(in.Index.tracks[s.track]), y
		b.gather(in, r)
		b.findApart(in, r, s.track)
		b.drawRow(in, r, s.track, tonesOf(in, s.track), false)
		for i := range r.marks {
			if m := &r.marks[i]; m.count == 1 && m.anchor() >= 0 && m.anchor() <= b.plot && (m.importance >= landmark || int(m.event) == in.Selected) {
				b.named = append(b.named, bandLabel{*m, s.track})
			}
		}
		for i := range r.apart {
			b.named = append(b.named, bandLabel{r.apart[i], s.track})
		}
	}
	b.nameBand(in, y+bandWords)
}

// nameBand writes titles below the line, those of the selected and the most important
// events first, where they have room.
func (b *Builder) nameBand(in *Input, y float32) {
	chosen := func(l bandLabel) int {
		if int(l.mark.event) == in.Selected {
			return 0
		}
		return 1
	}
	slices.SortFunc(b.named, func(g, h bandLabel) int {
		return cmp.Or(cmp.Compare(chosen(g), chosen(h)), cmp.Compare(h.mark.rank, g.mark.rank), cmp.Compare(g.mark.event, h.mark.event))
	})
	b.gaps = b.gaps[:0]
	for i := range b.named {
		m := &b.named[i].mark
		title, ok := "", false
		if in.Titles != nil {
			title, ok = in.Titles(int(m.event))
		}
		if !ok || title == "" {
			continue
		}
		style, ink := leastStyle, in.Theme.Muted
		if int(m.event) == in.Selected {
			style, ink = leastBold, in.Theme.Ink
		}
		p := b.words.word(title, style, maxLabel)
		u := min(max(m.anchor()-p.Width/2, closeness), b.plot-closeness-p.Width)
		if u < 0 || anyMeets(b.gaps, u-clearance, u+p.Width+clearance) {
			continue
		}
		b.gaps = append(b.gaps, interval{u, u + p.Width})
		b.strip.Texts = append(b.strip.Texts, b.text(&in.View, p, u, y, ink))
		b.bandHit(in, m, b.named[i].track, p, u, y)
	}
	for _, g := range b.gaps {
		b.labels = append(b.labels, drawnLabel{g, y})
	}
}

// bandHit lets the words of an event be pressed as its mark is.
func (b *Builder) bandHit(in *Input, m *mark, track int, p *layout.Paragraph, u, y float32) {
	r := b.box(&in.View, u, u+p.Width, y-rowHeight/3, rowHeight*2/3)
	own := b.box(&in.View, m.u0, m.u1, 0, 0)
	b.strip.Hits = append(b.strip.Hits, Hit{
		X0: r.X, X1: r.X + r.W, Y0: r.Y, Y1: r.Y + r.H, M0: own.X, M1: own.X + own.W, Event: int(m.event), Lo: m.lo, Hi: m.hi, Track: track,
	})
}
