package scene

import (
	"image/color"
	"math"
)

// Measures of the overview strip, in units.
const (
	overviewPad  = 24 // beside the library
	overviewStep = 12 // from column to column
	overviewGap  = 3
	windowInset  = 7 // of the window from the strip's edges
	leastWindow  = 10
)

// OverviewInput is what a picture of the overview strip depends on.
type OverviewInput struct {
	Index         *Index
	View          Viewport // of the strip: the window
	Width, Height float32
	Ticks         []int64 // instants to point out: annotations
	Doubts        []int64 // instants of events with a passage to check
	Lit           *Lit    // events that stand out, see Input
	Theme         Theme
}

// Overview returns the viewport of an overview strip: the whole library with
// some padding, without a gutter. Its X and Time serve dragging the window.
func (x *Index) Overview(width float64, rtl bool) Viewport {
	v := NewViewport(width, rtl)
	v.gutter = 0
	lo, hi, ok := x.Span()
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
	b.columns(&in, &v)
	b.ticks(&v, in.Ticks, 4, in.Theme.Accent)
	b.ticks(&v, in.Doubts, 11, in.Theme.Warning)
	b.window(&in, &v)
	return l
}

// ticks points instants out, at a height from the top.
func (b *Builder) ticks(v *Viewport, all []int64, y float32, colour color.NRGBA) {
	for _, t := range all {
		r := b.box(v, clampFar(v.along(t))-1, clampFar(v.along(t))+1, y, 5)
		r.Radius, r.Fill = 1, colour
		b.overview.Marks = append(b.overview.Marks, r)
	}
}

// columns draws how many events begin in each stretch of the library.
func (b *Builder) columns(in *OverviewInput, v *Viewport) {
	l := &b.overview
	lo, hi, ok := in.Index.Span()
	if !ok {
		return
	}
	u0, u1 := float32(v.along(lo)), float32(v.along(hi))
	n := max(int((u1-u0)/overviewStep), 1)
	step := float64(sub(hi, lo)) / float64(n)
	start := func(i int) int {
		if i == 0 {
			return 0
		}
		if i == n {
			return in.Index.Len()
		}
		t, _ := advance(lo, 0, float64(i)*step)
		return in.Index.startsBefore(t)
	}
	most := 0
	for i, from := 0, 0; i < n; i++ {
		to := start(i + 1)
		most, from = max(most, to-from), to
	}
	colour := mix(in.Theme.Muted, in.Theme.Ground, 0.45)
	lit := in.Lit
	if lit != nil && lit.index != in.Index {
		lit = nil
	}
	if lit != nil {
		colour = mix(in.Theme.Muted, in.Theme.Ground, 0.45*dimmed*2)
	}
	room := max(l.H-4*windowInset, 4)
	for i, from := 0, 0; i < n; i++ {
		to := start(i + 1)
		if to > from {
			w := (u1 - u0) / float32(n)
			column := func(count int, fill color.NRGBA) {
				h := max(room*float32(math.Sqrt(float64(count)/float64(most))), 3)
				r := b.box(v, u0+float32(i)*w+overviewGap/2, u0+float32(i+1)*w-overviewGap/2, l.H-2*windowInset-h, h)
				r.Radius, r.Fill = 2, fill
				l.Marks = append(l.Marks, r)
			}
			column(to-from, colour)
			if lit != nil {
				if found := lit.between(from, to); found > 0 {
					column(found, in.Theme.Lit)
				}
			}
		}
		from = to
	}
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
	w0 = min(max(w0, 2), l.W-2-leastWindow)
	w1 = max(min(w1, l.W-2), w0+leastWindow)
	r := b.box(v, w0, w1, windowInset, l.H-2*windowInset)
	r.Radius, r.Fill, r.Stroke, r.StrokeWidth = 6, in.Theme.Selection, in.Theme.Accent, 1.2
	l.Marks = append(l.Marks, r)
	l.Hits = append(l.Hits, Hit{
		X0: r.X - reach, X1: r.X + r.W + reach, Y1: l.H, M0: r.X, M1: r.X + r.W, Event: -1, Lo: lo, Hi: hi,
	})
}
