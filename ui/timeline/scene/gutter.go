package scene

// Measures of the gutter, in units.
const (
	nameStart = 19 // of a track's dot, from the reading-start edge
	nameDot   = 24 // its middle
	nameText  = 38
	nameSpace = 12 // between a name and the plot
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
		if y := s.y - trackPad; i > 0 && y > 0 && y < b.bottom {
			b.hairline(in, over, y)
		}
		if y := s.y + rowHeight/2; width > 0 && y > -rowHeight/2 && y < b.bottom+rowHeight/2 {
			b.name(in, over, s, y)
		}
	}
	if over := b.strip.ContentHeight - in.Height; over > 0.5 && b.bottom > 0 {
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

func (b *Builder) name(in *Input, over *Layer, s stacked, y float32) {
	v, width := &in.View, float32(in.View.gutter)
	at := min(nameDot, width/2) - width
	r := b.box(v, at-dotRadius, at+dotRadius, y-dotRadius, 2*dotRadius)
	r.Radius, r.Fill = dotRadius, in.Theme.Track(trackAt(in.Tracks, s.track).Colour)
	name := trackAt(in.Tracks, s.track).Name
	if name != "" {
		over.Marks = append(over.Marks, r)
	}
	if room := width - nameText - nameSpace; room > leastLabel && name != "" {
		p := b.words.word(name, nameStyle, uint16(room))
		over.Texts = append(over.Texts, b.text(v, p, nameText-width, y, in.Theme.Ink))
	}
}

// scrollbar shows which part of the tracks is in view.
func (b *Builder) scrollbar(in *Input) {
	whole := b.strip.ContentHeight - axisHeight
	h := max(b.bottom*b.bottom/whole, 24)
	y := (b.bottom - h) * b.scroll / (b.strip.ContentHeight - in.Height)
	r := b.box(&in.View, b.plot-scrollbar-2, b.plot-2, y, h)
	r.Radius, r.Fill = scrollbar/2, faded(in.Theme.Muted, 0.4)
	over := &b.strip.Over[gutterLayer]
	over.Marks = append(over.Marks, r)
}
