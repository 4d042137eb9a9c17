package scene

import (
	"image/color"

	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of chips, in units.
const (
	chipHeight, chipSide = 18, 7
	chipEdge             = 6   // from the ends of the plot
	chipsFrom            = 240 // width of the plot
)

// Chip is a small sign for events that are not seen: those of a track that are before
// or after the view, or those of a row that have no room for words.
type Chip struct {
	X0, Y0, X1, Y1 float32
	Track          int
	// Beyond is set where the events are out of view, After where they are after it; else
	// they are those of a row.
	Beyond, After bool

	lane          *lane
	ranges, until int // of the list's unnamed
}

// ChipAt returns the chip at a point.
func (l *List) ChipAt(x, y float32) (Chip, bool) {
	for _, c := range l.Chips {
		if x >= c.X0 && x < c.X1 && y >= c.Y0 && y < c.Y1 {
			return c, true
		}
	}
	return Chip{}, false
}

// Unnamed lists the events of a chip that lists them, in order of time, the first
// thousand. The chip is one of the list as it is now.
func (l *List) Unnamed(c Chip) (events []int) {
	for _, r := range l.unnamed[c.ranges:c.until] {
		for _, e := range c.lane.events[r[0] : r[0]+r[1]] {
			if events = append(events, int(e)); len(events) == mostListed {
				return events
			}
		}
	}
	return events
}

// chip draws a chip from u on along the time axis, centred on y.
func (b *drawer) chip(in *Input, layer *Layer, p *layout.Paragraph, u, y float32, fill, line, ink color.NRGBA) Chip {
	r := b.box(&in.View, u, u+p.Width+2*chipSide, y-chipHeight/2, chipHeight)
	c := Chip{X0: r.X, X1: r.X + r.W, Y0: r.Y, Y1: r.Y + r.H}
	r.Radius, r.Fill = chipHeight/2, fill
	if line.A > 0 {
		r.Stroke, r.StrokeWidth = line, 1
	}
	layer.Marks = append(layer.Marks, r)
	layer.Texts = append(layer.Texts, b.text(&in.View, p, u+chipSide, y, ink))
	return c
}

// edge is a chip at an end of the plot.
type edge struct {
	words *layout.Paragraph // nil for none
	u     float32
	track int
}

// edges works out the chips of a track at both ends of the plot: how many of its events
// are before and after the view, or the year of a single one.
func (b *drawer) edges(in *Input, track int) (edges [2]edge) {
	if in.Locale == nil || b.plot < chipsFrom {
		return edges
	}
	a := b.divided[track]
	sides := [2]struct {
		count       int
		plain, year numberForm
	}{{a.before, formLeft, formYearLeft}, {a.after, formRight, formYearRight}}
	if in.View.rtl {
		sides[0].plain, sides[0].year, sides[1].plain, sides[1].year = formRight, formYearRight, formLeft, formYearLeft
	}
	for i, s := range sides {
		if s.count == 0 {
			continue
		}
		key := numberKey{n: s.count, form: s.plain}
		if s.count == 1 {
			if e := in.Index.Beyond(in.View, track, i == 1); e >= 0 {
				key = numberKey{n: int(in.Index.yearOf(e)), form: s.year}
			}
		}
		e := edge{b.words.changing(key, slot{track, i}), chipEdge, track}
		if i == 1 {
			e.u = b.plot - chipEdge - e.words.Width - 2*chipSide
		}
		edges[i] = e
	}
	return edges
}

// drawEdges draws the chips of a track in its last row.
func (b *placer) drawEdges(in *Input, y float32) {
	for i, e := range b.edge {
		if e.words == nil {
			continue
		}
		c := b.chip(in, &b.strip.Over[calloutLayer], e.words, e.u, y, in.Theme.Chip, color.NRGBA{}, in.Theme.Ink)
		c.Track, c.After, c.Beyond = e.track, i == 1, true
		b.strip.Chips = append(b.strip.Chips, c)
	}
}

// reserve keeps the places of the chips in a row free of labels.
func (b *placer) reserve(r *row) {
	for _, e := range b.edge {
		if e.words != nil {
			r.forced = append(r.forced, interval{e.u, e.u + e.words.Width + 2*chipSide})
		}
	}
}
