package scene

import (
	"math"

	"tarikh.org/tarikh/ui/motion"
)

// Limits of what a viewport shows, in seconds. Years are 365.25 days here.
const (
	// horizon is the earliest and latest instant: twice the age of the universe.
	horizon int64 = 2 * 13_800_000_000 * 31_557_600
	// minScale is the closest zoom, in seconds per unit.
	minScale = 1.0 / 40
	// widestView is the most time across the plot.
	widestView = 2 * float64(horizon)
)

// Widths of the gutter with the track names, and the width below which only
// their dots are shown, in units.
const (
	wideGutter   = 150
	middleGutter = 124
	narrowGutter = 12
	wideFrom     = 1200
	middleFrom   = 560
	// widest is the widest strip; see far, which is beyond it.
	widest = 1 << 15
)

// Viewport maps time to the horizontal axis. It is an immutable value, comparable
// with ==. Coordinates are units from the left of the strip. The gutter with the
// track names takes the reading-start side; its width follows from the viewport's.
type Viewport struct {
	edge   int64   // whole seconds at the plot's reading edge
	frac   float64 // and the rest, [0, 1)
	scale  float64 // seconds per unit
	width  float64 // units, with the gutter
	gutter float64
	rtl    bool // time runs from right to left
}

// NewViewport returns a viewport of a width in units, over the year 2000.
// rtl makes time run from right to left, with the gutter on the right.
func NewViewport(width float64, rtl bool) Viewport {
	const y2000, y2001 = 946_684_800, 978_307_200
	return Viewport{scale: 1, rtl: rtl}.WithWidth(width).Fit(y2000, y2001, 0)
}

// Scale is in seconds per unit.
func (v Viewport) Scale() float64 { return v.scale }

// Width is the whole width with the gutter, in units.
func (v Viewport) Width() float64 { return v.width }

// RTL reports whether time runs from right to left.
func (v Viewport) RTL() bool { return v.rtl }

// Plot returns the left and right end of the part where time runs; the gutter
// lies beside it, on the left, or on the right where time runs from right to left.
func (v Viewport) Plot() (x0, x1 float64) {
	if v.rtl {
		return 0, v.width - v.gutter
	}
	return v.gutter, v.width
}

// along is the distance of t from the plot's reading edge, growing with time.
func (v Viewport) along(t int64) float64 {
	return (float64(sub(t, v.edge)) - v.frac) / v.scale
}

// mirror turns a distance from the reading edge into an x and back.
func (v Viewport) mirror(u float64) float64 {
	if v.rtl {
		return v.width - v.gutter - u
	}
	return v.gutter + u
}

func (v Viewport) unmirror(x float64) float64 {
	if v.rtl {
		return v.width - v.gutter - x
	}
	return x - v.gutter
}

// X returns where an instant is. It is monotone in t, and finite.
func (v Viewport) X(t int64) float64 { return v.mirror(v.along(t)) }

// Time returns the second that x lies in, the inverse of X.
func (v Viewport) Time(x float64) int64 {
	t, _ := v.instant(v.unmirror(finite(x, 0)))
	return t
}

// instant returns the time u units from the reading edge: whole seconds and
// the rest, [0, 1).
func (v Viewport) instant(u float64) (int64, float64) {
	return advance(v.edge, v.frac, u*v.scale)
}

// Pan moves the content by dx units to the right (negative: left), as a drag does.
func (v Viewport) Pan(dx float64) Viewport {
	dx = finite(dx, 0)
	if v.rtl {
		dx = -dx
	}
	v.edge, v.frac = v.instant(-dx)
	return v.clamp()
}

// ZoomAt scales by factor (> 1 zooms in) and keeps the time at x where it is,
// within half a unit, unless that meets the end of time.
func (v Viewport) ZoomAt(x, factor float64) Viewport {
	factor = finite(factor, 1)
	if factor <= 0 {
		factor = 1
	}
	u := v.unmirror(finite(x, 0))
	t, frac := v.instant(u)
	v.scale = v.limitScale(v.scale / factor)
	v.edge, v.frac = advance(t, frac, -u*v.scale)
	return v.clamp()
}

// Fit shows [lo, hi) with padding units free on both sides.
func (v Viewport) Fit(lo, hi int64, padding float64) Viewport {
	padding = max(finite(padding, 0), 0)
	return v.fit(lo, hi, padding, padding)
}

// FitAll shows [lo, hi), the bounds of all events, with some room before it and
// more after it: labels are at the reading end of their marks.
func (v Viewport) FitAll(lo, hi int64) Viewport {
	return v.fit(lo, hi, allPadding, allPadding+min(allLabel, v.plotWidth()/8))
}

// Room at the ends of a view of all events, and for the label of the last one,
// in units.
const allPadding, allLabel = 48, 130

func (v Viewport) fit(lo, hi int64, before, after float64) Viewport {
	if hi <= lo {
		hi = add(lo, 1)
	}
	room := max(v.plotWidth()-before-after, v.plotWidth()/4)
	v.scale = v.limitScale(float64(sub(hi, lo)) / room)
	v = v.centre(lo, hi)
	v.edge, v.frac = v.instant((after - before) / 2)
	return v.clamp()
}

// centre puts the middle of [lo, hi) in the middle of the plot.
func (v Viewport) centre(lo, hi int64) Viewport {
	v.edge, v.frac = advance(lo, 0, float64(sub(hi, lo))/2-v.plotWidth()/2*v.scale)
	return v.clamp()
}

// Reveal moves as little as needed to show [lo, hi), or its beginning where it
// is too long, margin units off the plot's ends.
func (v Viewport) Reveal(lo, hi int64, margin float64) Viewport {
	margin = min(max(finite(margin, 0), 0), v.plotWidth()/2)
	from, to := v.along(lo), v.along(hi)
	if over := to - (v.plotWidth() - margin); over > 0 {
		v.edge, v.frac = v.instant(over)
		from -= over
	}
	if from < margin {
		v.edge, v.frac = v.instant(from - margin)
	}
	return v.clamp()
}

// Within returns v no further than soft margins from the content [lo, hi): at
// most half the plot is empty before or after it, and it takes at least a
// tenth of the plot however far the view is zoomed out.
func (v Viewport) Within(lo, hi int64) Viewport {
	if hi <= lo {
		hi = add(lo, 1)
	}
	// An hour: content of a single instant may still be looked at from afar.
	const least = 3600
	span := max(float64(sub(hi, lo)), least)
	if most := v.limitScale(span * 10 / v.plotWidth()); v.scale > most {
		t, frac := v.instant(v.plotWidth() / 2)
		v.scale = most
		v.edge, v.frac = advance(t, frac, -v.plotWidth()/2*v.scale)
	}
	half := v.plotWidth() / 2
	if u := v.along(lo); u > half {
		v.edge, v.frac = advance(lo, 0, -half*v.scale)
	} else if u := v.along(hi); u < half {
		v.edge, v.frac = advance(hi, 0, -half*v.scale)
	}
	return v.clamp()
}

// WithWidth keeps the time at the reading edge and the scale.
func (v Viewport) WithWidth(width float64) Viewport {
	v.width = min(max(finite(width, 1), 1), widest)
	switch {
	case v.width >= wideFrom:
		v.gutter = wideGutter
	case v.width >= middleFrom:
		v.gutter = middleGutter
	case v.width >= 100:
		v.gutter = narrowGutter
	default:
		v.gutter = 0
	}
	v.scale = v.limitScale(v.scale)
	return v.clamp()
}

// WithRTL keeps the time at the reading edge and the scale.
func (v Viewport) WithRTL(rtl bool) Viewport {
	v.rtl = rtl
	return v
}

// Range returns the time in view, half-open.
func (v Viewport) Range() (lo, hi int64) {
	end, frac := v.instant(v.plotWidth())
	if frac > 0 {
		end = add(end, 1)
	}
	return v.edge, max(end, add(v.edge, 1))
}

// Interpolate returns a viewport on the way from a (t = 0) to b (t = 1) as package motion
// has it, with the width of b.
func Interpolate(a, b Viewport, t float64) Viewport {
	t = finite(t, 1)
	if t >= 1 {
		return b
	}
	a = a.WithWidth(b.width).WithRTL(b.rtl)
	if t <= 0 {
		return a
	}
	half := b.plotWidth() / 2
	apart := float64(sub(b.edge, a.edge)) + b.frac - a.frac + (b.scale-a.scale)*half // their middles
	w := motion.Between(motion.Window{Width: 2 * half * a.scale}, motion.Window{X: apart, Width: 2 * half * b.scale}, t)
	v := b
	v.scale = b.limitScale(w.Width / half / 2)
	v.edge, v.frac = advance(a.edge, a.frac, w.X+(a.scale-v.scale)*half)
	return v.clamp()
}

func (v Viewport) plotWidth() float64 { return v.width - v.gutter }

func (v Viewport) limitScale(s float64) float64 {
	return min(max(finite(s, 1), minScale), widestView/v.plotWidth())
}

// clamp keeps the plot between the ends of time.
func (v Viewport) clamp() Viewport {
	if v.edge < -horizon {
		v.edge, v.frac = -horizon, 0
	}
	if end, _ := v.instant(v.plotWidth()); end > horizon {
		v.edge, v.frac = advance(horizon, 0, -v.plotWidth()*v.scale)
		v.edge = max(v.edge, -horizon)
	}
	return v
}

// advance adds d seconds to t+frac; the result is saturated, its rest in [0, 1).
func advance(t int64, frac, d float64) (int64, float64) {
	whole := math.Floor(d)
	frac += d - whole
	if frac >= 1 {
		frac--
		whole++
	}
	switch {
	case whole >= math.MaxInt64:
		return add(t, math.MaxInt64), 0
	case whole <= math.MinInt64:
		return add(t, math.MinInt64), 0
	}
	return add(t, int64(whole)), frac
}

// add and sub saturate at the ends of int64.
func add(a, b int64) int64 {
	c := a + b
	switch {
	case a > 0 && b > 0 && c < 0:
		return math.MaxInt64
	case a < 0 && b < 0 && c >= 0:
		return math.MinInt64
	}
	return c
}

func sub(a, b int64) int64 {
	c := a - b
	switch {
	case a >= 0 && b < 0 && c < 0:
		return math.MaxInt64
	case a < 0 && b > 0 && c >= 0:
		return math.MinInt64
	}
	return c
}

// finite replaces NaN and the infinities.
func finite(x, otherwise float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return otherwise
	}
	return x
}

// far bounds coordinates, so that sums of them stay exact enough.
const far = 1 << 16

// clampFar bounds a coordinate.
func clampFar(u float64) float32 { return float32(min(max(u, -far), far)) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
