package scene

import (
	"tarikh.org/tarikh/ui/text/layout"
)

// Builder makes display lists. It owns their memory, a bounded cache of shaped
// texts, and the places of the labels in the last picture, which labels keep
// while they can; so panning allocates nothing. It is used by one goroutine.
type Builder struct {
	placer
	scale    scale
	overview List
	stacking
	folds   folding
	none    lane // of a row without events
	finding finding
	census  census
	named   []bandLabel    // see band
	arcs    map[int]spotOf // see relations
}

// NewBuilder returns a Builder that shapes with shaper, which it shares with
// others of the same goroutine.
func NewBuilder(shaper *layout.Shaper) *Builder {
	b := &Builder{placer: placer{
		drawer: drawer{words: wordCache{shaper: shaper}},
		spots:  map[int32]spot{}, before: map[int32]spot{},
	}}
	units := makeUnits()
	b.scale = scale{drawer: &b.drawer, units: append(units, makeHijriUnits(len(units))...), hijri: len(units)}
	return b
}

// Build returns the picture of the strip. The same input gives the same list,
// except for labels, which also keep their side from the last picture.
func (b *Builder) Build(in Input) *List {
	in = in.sane()
	b.words.use(in.Locale, &in.Theme)
	b.reset(&b.strip, float32(in.View.width), in.Height, in.Theme.Panel)
	l := &b.strip
	b.rtl, b.plot = in.View.rtl, float32(in.View.plotWidth())
	b.line = in.secondHeight()
	b.top, b.bottom = min(b.line+axisHeight, in.Height), in.Height
	if in.Found != nil && in.Height >= bandBelow {
		return b.buildFound(&in)
	}
	l.ContentHeight = b.stack(&in)
	if in.band = in.Height < bandBelow; in.band {
		clear(b.shown)
		l.ContentHeight = in.Height
	}
	b.folds.update(in.Index, b.shown)
	x0, _ := in.View.Plot()
	l.Plot = Rect{X: float32(x0), Y: b.top, W: b.plot, H: b.bottom - b.top}

	b.divide(&in)
	b.words.budget = freshNumbers
	b.scale.axis(&in)
	if in.band {
		b.coverGutter(&in, &l.Over[gutterLayer], 0, in.Height)
	} else {
		b.gutter(&in)
	}
	b.spots, b.before = b.before, b.spots
	clear(b.spots)
	b.moved, b.movedBefore = 0, b.moved
	b.labels, b.moment = b.labels[:0], moment{}
	if in.band {
		b.band(&in)
		b.rows = b.rows[:0]
	}
	for _, s := range b.rows {
		l.Tracks = append(l.Tracks, TrackBox{s.track, s.y - trackPad, s.y + float32(s.rows)*rowHeight + trackPad})
		b.edge = b.edges(&in, s.track)
		b.track(&in, s)
	}
	b.relations(&in)
	b.moments(&in)
	b.known(&in)
	b.scale.labels(&in)
	b.reading(&in)
	b.head(&in)
	l.Unfinished = b.words.budget < 0
	return l
}

// track draws the rows of a track that are in view: all are placed, then drawn,
// as a label that finds no room may be in a neighbouring row.
func (b *Builder) track(in *Input, s stacked) {
	b.lines = b.lines[:0]
	lanes := in.Index.tracks[s.track]
	last := -1
	for i := range s.rows {
		if y := s.y + (float32(i)+0.5)*rowHeight; y >= b.top && y <= b.bottom {
			last = i
		}
	}
	for i := range s.rows {
		y := s.y + (float32(i)+0.5)*rowHeight
		if y < b.top-rowHeight/2 || y > b.bottom+rowHeight/2 {
			continue
		}
		switch {
		case s.folded && i == s.rows-1:
			b.addRow(in, &b.folds.lanes[s.track], s.track, i, len(lanes), y, i == last)
		case i < len(lanes):
			b.addRow(in, &lanes[i], s.track, i, i+1, y, i == last)
		default:
			b.addRow(in, &b.none, s.track, i, i+1, y, i == last)
		}
	}
	if in.Pictured != nil {
		b.rehouse(in, landmark) // landmarks come before pictures
		b.pictures(in)
	}
	for i := range b.lines {
		b.placeRest(in, &b.lines[i])
	}
	b.rehouse(in, 0)
	for i := range b.lines {
		b.placeChosen(in, &b.lines[i], in.Hovered)
	}
	t := tonesOf(in, s.track)
	for i := range b.lines {
		b.drawRow(in, &b.lines[i], s.track, t, true)
	}
	if last >= 0 {
		b.drawEdges(in, s.y+(float32(last)+0.5)*rowHeight)
	}
}
