package scene

// Measures of the gutter, in units.
const (
	edgeWidth = 4 // of the line in the track's colour at the strip's edge
	nameText  = 18
	nameSpace = 12 // between a name and the plot
	nameY     = 18 // middle of the name from the track's top, in a lane of several rows
	sideY     = 36 // and of the line below it
	// gutterFade is over how many units marks vanish below the gutter's edge.
	gutterFade = 14
	scrollbar  = 4
)

// gutter draws the tracks' names, the hairlines between tracks, and a scrollbar
// where not all tracks are in view.
func (b *Builder) gutter(in *Input) {
	over := &b.strip.Over[gutterLayer]
	width := float32(in.View.gutter)
	if width > 0 {
		b.coverGutter(in, over, 0, in.Height)
	}
	for i, s := range b.rows {
		y0, y1 := s.y-trackPad, s.y+float32(s.rows)*rowHeight+trackPad
		if i > 0 && y0 > b.top && y0 < b.bottom {
			b.hairline(in, over, y0)
		}
		if y1 > b.bottom && i == len(b.rows)-1 {
			y1 = b.bottom
		}
		if width > 0 && y1 > b.top && y0 < b.bottom {
			b.name(in, over, s, y0, y1)
		}
	}
	if n := len(b.rows); n > 0 {
		s := b.rows[n-1]
		if y := s.y + float32(s.rows)*rowHeight + trackPad; y < b.bottom-1 {
			b.hairline(in, over, y)
		}
	}
	if over := b.strip.ContentHeight - in.Height; over > 0.5 && b.bottom > b.top {
		b.scrollbar(in)
	}
}

// coverGutter hides what slides below the gutter, height units from y down; it
// vanishes softly at the edge.
func (b *Builder) coverGutter(in *Input, over *Layer, y, height float32) {
	v := &in.View
	cover := b.box(v, -float32(v.gutter), 0, y, height)
	cover.Fill = in.Theme.Panel
	edge := b.box(v, 0, gutterFade, y, height)
	edge.Fill = in.Theme.Panel
	b.fade(v, &edge, 0, gutterFade)
	over.Bands = append(over.Bands, cover, edge)
}

// hairline is drawn below the marks in the plot and above the gutter beside it.
func (b *Builder) hairline(in *Input, over *Layer, y float32) {
	x0, x1 := in.View.Plot()
	l := Line{X0: float32(x0), Y0: y, X1: float32(x1), Y1: y, Width: 1, Colour: in.Theme.Line}
	b.strip.Lines = append(b.strip.Lines, l)
	if in.View.rtl {
		l.X0, l.X1 = l.X1-gutterFade, b.strip.W
	} else {
		l.X0, l.X1 = 0, l.X0+gutterFade
	}
	over.Lines = append(over.Lines, l)
}

// name draws the head of a track from y0 to y1: its colour at the strip's edge, its
// name, and how much of it is in view where there is room.
func (b *Builder) name(in *Input, over *Layer, s stacked, y0, y1 float32) {
	v, width, track := &in.View, float32(in.View.gutter), trackAt(in.Tracks, s.track)
	if track.Name == "" {
		return
	}
	edge := b.box(v, -width, edgeWidth-width, y0+0.5, y1-y0-0.5)
	edge.Fill = in.Theme.Track(track.Colour)
	over.Bands = append(over.Bands, edge)
	room := width - nameText - nameSpace
	if room <= leastLabel {
		return
	}
	p := b.words.word(track.Name, nameStyle, uint16(room))
	if s.rows == 1 {
		over.Texts = append(over.Texts, b.text(v, p, nameText-width, s.y+rowHeight/2, in.Theme.Ink))
		return
	}
	over.Texts = append(over.Texts, b.text(v, p, nameText-width, y0+nameY, in.Theme.Ink))
	if in.Locale == nil {
		return
	}
	a := b.divided[s.track]
	key := numberKey{n: a.inView(), form: formInView, all: a.all}
	if in.Found != nil {
		key = numberKey{n: a.all, form: formFound}
	}
	if side := b.words.changing(key, slot{s.track, 2}); side.Width <= room {
		over.Texts = append(over.Texts, b.text(v, side, nameText-width, y0+sideY, in.Theme.Muted))
	}
}

// scrollbar shows which part of the tracks is in view.
func (b *Builder) scrollbar(in *Input) {
	whole, seen := b.strip.ContentHeight-b.top, b.bottom-b.top
	h := max(seen*seen/whole, 24)
	y := b.top + (seen-h)*b.scroll/(b.strip.ContentHeight-in.Height)
	r := b.box(&in.View, b.plot-scrollbar-2, b.plot-2, y, h)
	r.Radius, r.Fill = scrollbar/2, faded(in.Theme.Muted, 0.4)
	over := &b.strip.Over[gutterLayer]
	over.Marks = append(over.Marks, r)
}
