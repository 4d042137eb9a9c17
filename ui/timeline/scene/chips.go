package scene

import (
	"image/color"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of chips, in units.
const (
	chipHeight, chipSide = 18, 7
	chipDot              = 3 // radius of the dot before the date of a single event
	chipDotRoom          = 2*chipDot + 5
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
	Count         int

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

// chip draws a chip from u on along the time axis, centred on y, with room before its words.
func (b *drawer) chip(in *Input, layer *Layer, p *layout.Paragraph, room, u, y float32, fill, line, ink color.NRGBA) Chip {
	r := b.box(&in.View, u, u+room+p.Width+2*chipSide, y-chipHeight/2, chipHeight)
	c := Chip{X0: r.X, X1: r.X + r.W, Y0: r.Y, Y1: r.Y + r.H}
	r.Radius, r.Fill = chipHeight/2, fill
	if line.A > 0 {
		r.Stroke, r.StrokeWidth = line, 1
	}
	layer.Marks = append(layer.Marks, r)
	layer.Texts = append(layer.Texts, b.text(&in.View, p, u+room+chipSide, y, ink))
	return c
}

// edge is a chip at an end of the plot.
type edge struct {
	words *layout.Paragraph // nil for none
	u     float32
	track int
	count int
	alone bool // the words are a year or a month: a dot is before them, so that they are no number
}

// width is that of the chip.
func (e *edge) width() float32 {
	w := e.words.Width + 2*chipSide
	if e.alone {
		w += chipDotRoom
	}
	return w
}

// edges works out the chips of a track at both ends of the plot: how many of its events
// are before and after the view, or when a single one is: its year, or its month where
// the view ends in that year.
func (b *drawer) edges(in *Input, track int) (edges [2]edge) {
	if in.Locale == nil || b.plot < chipsFrom {
		return edges
	}
	a := b.divided[track]
	sides := [2]struct {
		count              int
		plain, year, month numberForm
		end                int64 // of the view
	}{{a.before, formLeft, formYearLeft, formMonthLeft, 0}, {a.after, formRight, formYearRight, formMonthRight, 0}}
	if in.View.rtl {
		before := sides[0]
		sides[0].plain, sides[0].year, sides[0].month = sides[1].plain, sides[1].year, sides[1].month
		sides[1].plain, sides[1].year, sides[1].month = before.plain, before.year, before.month
	}
	sides[0].end, sides[1].end = in.View.Range()
	for i, s := range sides {
		if s.count == 0 {
			continue
		}
		key, alone := numberKey{n: s.count, form: s.plain}, false
		if s.count == 1 {
			if e := in.Index.Beyond(in.View, track, i == 1); e >= 0 {
				alone = true
				key = numberKey{n: int(in.Index.yearOf(e)), form: s.year}
				if c := in.Index.begun(e); c.Year == dates.CivilFromUnix(s.end).Year {
					key = numberKey{n: c.Month, form: s.month}
				}
			}
		}
		e := edge{words: b.words.changing(key, slot{track, i}), u: chipEdge, track: track, count: s.count, alone: alone}
		if i == 1 {
			e.u = b.plot - chipEdge - e.width()
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
		over, room := &b.strip.Over[calloutLayer], float32(0)
		if e.alone {
			room = chipDotRoom
		}
		c := b.chip(in, over, e.words, room, e.u, y, in.Theme.Chip, color.NRGBA{}, in.Theme.Ink)
		if e.alone {
			dot := b.box(&in.View, e.u+chipSide, e.u+chipSide+2*chipDot, y-chipDot, 2*chipDot)
			dot.Radius, dot.Fill = chipDot, in.Theme.Track(trackAt(in.Tracks, e.track).Colour)
			over.Marks = append(over.Marks, dot)
		}
		c.Track, c.After, c.Beyond, c.Count = e.track, i == 1, true, e.count
		b.strip.Chips = append(b.strip.Chips, c)
	}
}

// reserve keeps the places of the chips in a row free of labels.
func (b *placer) reserve(r *row) {
	for i := range b.edge {
		if e := &b.edge[i]; e.words != nil {
			r.forced = append(r.forced, interval{e.u, e.u + e.width()})
		}
	}
}
