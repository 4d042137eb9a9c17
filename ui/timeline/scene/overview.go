package scene

import (
	"image/color"

	"tarikh.org/tarikh/ui/text/layout"
)

// Measures of the overview strip, in units.
const (
	overviewPad   = 24 // beside the library
	overviewTitle = 18 // of its name, from the strip's edge
	blockWidth    = 8  // of what stands for one event
	blockHeight   = 5
	blockStep     = 10 // from column to column
	blockRise     = 6  // from block to block
	overviewFoot  = 7  // below the blocks
	yearsFrom     = 17 // height of the years' names; blocks end below them
	windowInset   = 1  // of the window from the strip's edges
	leastWindow   = 10
	handleWidth   = 8
	handleHeight  = 22
	pinRadius     = 3
	// paleFrom is the importance from which an event's block has the full colour.
	fullFrom = 4
)

// OverviewInput is what a picture of the overview strip depends on.
type OverviewInput struct {
	Index         *Index
	View          Viewport // of the strip: the window
	Width, Height float32
	Tracks        []Track
	Ticks         []int64 // instants to point out: annotations
	Doubts        []int64 // instants of events with a passage to check
	Lit           *Lit    // events that stand out, see Input
	Selected      int     // an event, or -1
	Title         string  // beside the plot
	Locale        Locale
	Theme         Theme
}

// Overview returns the viewport of an overview strip: the whole library with
// some padding; what lies far from all others is left out, as in Main. Its X and Time
// serve dragging the window.
func (x *Index) Overview(width float64, rtl bool) Viewport {
	v := NewViewport(width, rtl)
	lo, hi, ok := x.Main()
	if !ok {
		lo, hi = v.Range()
	}
	return v.Fit(lo, hi, overviewPad)
}

// BuildOverview returns the picture of the overview strip. The window on it is
// the only one of its Hits, [M0, M1) what there is to drag, [X0, X1) with the
// reach of its edges.
func (b *Builder) BuildOverview(in OverviewInput) *List {
	if in.Index == nil {
		in.Index = &Index{}
	}
	width, height := min(float32(finite(float64(in.Width), 0)), widest), float32(finite(float64(in.Height), 0))
	l := &b.overview
	b.reset(l, max(width, 0), max(height, 0), in.Theme.Ground)
	l.Plot = Rect{W: l.W, H: l.H}
	if in.View.width == 0 || l.W == 0 {
		return l
	}
	v := in.Index.Overview(float64(l.W), in.View.rtl)
	b.rtl, b.plot = in.View.rtl, float32(v.plotWidth())
	x0, _ := v.Plot()
	l.Plot = Rect{X: float32(x0), W: b.plot, H: l.H}
	b.words.use(in.Locale, &in.Theme)
	b.overviewYears(&in, &v)
	b.blocks(&in, &v)
	b.ticks(&v, in.Ticks, l.H-overviewFoot+2, in.Theme.Accent)
	b.ticks(&v, in.Doubts, l.H-overviewFoot-4, in.Theme.Warning)
	b.pin(&in, &v)
	b.window(&in, &v)
	return l
}

// ticks points instants out, at a height from the top.
func (b *Builder) ticks(v *Viewport, all []int64, y float32, colour color.NRGBA) {
	for _, t := range all {
		if u := clampFar(v.along(t)); u >= 0 && u <= b.plot {
			r := b.box(v, u-1, u+1, y, 4)
			r.Radius, r.Fill = 1, colour
			b.overview.Marks = append(b.overview.Marks, r)
		}
	}
}

// overviewYears draws the lines of the years and their names, and the overview's own.
func (b *Builder) overviewYears(in *OverviewInput, v *Viewport) {
	l := &b.overview
	if in.Title != "" && v.gutter > overviewTitle+nameSpace+leastLabel {
		p := b.words.word(in.Title, sideStyle, uint16(float32(v.gutter)-overviewTitle-nameSpace))
		l.Texts = append(l.Texts, b.text(v, p, overviewTitle-float32(v.gutter), l.H/2, in.Theme.Muted))
	}
	if in.Locale == nil || in.Index.Len() == 0 {
		return
	}
	from, to := v.Range()
	b.beyond(in, v)
	i := 0
	for i < b.scale.hijri-1 && (b.scale.units[i].division != years || b.scale.units[i].least()/v.scale < leastTicks) {
		i++
	}
	u := b.scale.units[i]
	if fine := i - 2; fine >= 0 && u.n == 1 && b.scale.units[fine].division == months { // quarters
		for k, q := b.scale.units[fine].before(from), b.scale.units[fine]; q.at(k) < to; k++ {
			b.overviewLine(in, v, q.at(k), l.H-3, l.H)
		}
	}
	for k := u.before(from); u.at(k) < to; k++ {
		t := u.at(k)
		at := clampFar(v.along(t))
		if at < 0 {
			continue
		}
		b.overviewLine(in, v, t, 0, l.H)
		if p := b.tick(i, k); at+6+p.Width < b.plot {
			l.Texts = append(l.Texts, b.text(v, p, at+6, 10, in.Theme.Muted))
		}
	}
}

// beyond names the years of the first and the last event where they are too far from
// the others to be on the overview.
func (b *Builder) beyond(in *OverviewInput, v *Viewport) {
	l, x := &b.overview, in.Index
	first, last := [2]numberForm{formYearLeft, formYearRight}, x.Len()-1
	if in.View.rtl {
		first[0], first[1] = first[1], first[0]
	}
	if x.main.Lo > x.from {
		p := b.words.number(numberKey{n: int(x.yearOf(0)), form: first[0]})
		l.Texts = append(l.Texts, b.text(v, p, closeness, l.H/2, in.Theme.Muted))
	}
	if x.main.Hi < x.to {
		p := b.words.number(numberKey{n: int(x.yearOf(last)), form: first[1]})
		l.Texts = append(l.Texts, b.text(v, p, b.plot-closeness-p.Width, l.H/2, in.Theme.Muted))
	}
}

// tick is the label of a tick of the overview.
func (b *Builder) tick(i int, k int64) *layout.Paragraph { return b.scale.tick(i, k, false, false) }

func (b *Builder) overviewLine(in *OverviewInput, v *Viewport, t int64, y0, y1 float32) {
	at := float32(v.along(t))
	if at < 0 || at > b.plot {
		return
	}
	x := float32(v.mirror(float64(at)))
	b.overview.Lines = append(b.overview.Lines, Line{X0: x, X1: x, Y0: y0, Y1: y1, Width: 1, Colour: in.Theme.Line})
}

// blocks draws a block for every event in a stack over its time, the stacks sorted by
// track; where a stack is higher than the strip, a block stands for as many events as
// it takes.
func (b *Builder) blocks(in *OverviewInput, v *Viewport) {
	l, x := &b.overview, in.Index
	if x.Len() == 0 {
		return
	}
	lit := in.Lit
	if lit != nil && lit.index != x {
		lit = nil
	}
	stacks := b.census.of(x, lit, v, int(b.plot/blockStep))
	room := int((l.H - yearsFrom - overviewFoot + blockRise - blockHeight) / blockRise)
	each := max((stacks.most+room-1)/max(room, 1), 1)
	for i := range stacks.columns {
		y, at := l.H-overviewFoot-blockHeight, float32(i)*blockStep
		rest := 0
		for t, c := range stacks.columns[i] {
			rest += c.all
			n := (rest + each - 1) / each
			if c.lit > 0 {
				n = max(n, 1)
			}
			if rest -= n * each; n == 0 {
				continue
			}
			colour := in.Theme.Track(trackAt(in.Tracks, t).Colour)
			for k := range n {
				r := b.box(v, at+1, at+1+blockWidth, y, blockHeight)
				r.Radius, r.Fill = 1, colour
				if lit != nil && k*each >= c.lit || lit == nil && k*each >= c.full {
					r.Fill = mix(colour, in.Theme.Ground, 0.5)
				}
				if lit != nil && k*each < c.lit {
					r.Fill = in.Theme.Lit
				}
				l.Marks = append(l.Marks, r)
				y -= blockRise
			}
		}
	}
}

// pin shows where the selected event is.
func (b *Builder) pin(in *OverviewInput, v *Viewport) {
	if in.Selected < 0 || in.Selected >= in.Index.Len() {
		return
	}
	lo, _ := in.Index.Bounds(in.Selected)
	u := clampFar(v.along(lo))
	if u < 0 || u > b.plot {
		return
	}
	x := float32(v.mirror(float64(u)))
	l := &b.overview
	l.Lines = append(l.Lines, Line{X0: x, X1: x, Y0: 6, Y1: l.H, Width: 1.5, Colour: in.Theme.Accent})
	l.Marks = append(l.Marks, Rect{X: x - pinRadius, Y: 3, W: 2 * pinRadius, H: 2 * pinRadius, Radius: pinRadius, Fill: in.Theme.Accent})
}

// window draws the part of the library that is in view.
func (b *Builder) window(in *OverviewInput, v *Viewport) {
	l := &b.overview
	lo, hi := in.View.Range()
	w0, w1 := clampFar(v.along(lo)), clampFar(v.along(hi))
	if less := leastWindow - (w1 - w0); less > 0 {
		w0, w1 = w0-less/2, w1+less/2
	}
	// A window beyond the library stays at its end, so that it can be dragged back.
	w0 = min(max(w0, 2), b.plot-2-leastWindow)
	w1 = max(min(w1, b.plot-2), w0+leastWindow)
	r := b.box(v, w0, w1, windowInset, l.H-2*windowInset)
	r.Radius, r.Fill, r.Stroke, r.StrokeWidth = 5, in.Theme.Selection, in.Theme.Accent, 1.5
	l.Marks = append(l.Marks, r)
	for _, u := range [2]float32{w0, w1} {
		h := b.box(v, u-handleWidth/2, u+handleWidth/2, (l.H-handleHeight)/2, handleHeight)
		h.Radius, h.Fill = 4, in.Theme.Accent
		grip := b.box(v, u-0.75, u+0.75, l.H/2-4, 8)
		grip.Radius, grip.Fill = 0.75, in.Theme.OnAccent
		l.Marks = append(l.Marks, h, grip)
	}
	l.Hits = append(l.Hits, Hit{
		X0: r.X - reach, X1: r.X + r.W + reach, Y1: l.H, M0: r.X, M1: r.X + r.W, Event: -1, Lo: lo, Hi: hi,
	})
}
