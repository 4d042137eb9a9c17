// Package motion is how what is seen moves from one place to another: on the strip, on the
// map, and between the steps of a story.
//
// The one idea: a way is a pure function of where it begins, where it ends and how much of
// it is gone, the same on a line and on a plane. Widths change by equal factors in equal
// parts, and what keeps its place in both windows keeps it all the way; between windows
// that are far from each other it rises, so that both are seen to be of one world.
package motion

import (
	"math"
	"time"
)

// Step is how long it takes from one step of a story to the next.
const Step = 300 * time.Millisecond

// Window is what is seen: its middle, and its width, above 0. On a line Y is 0.
type Window struct{ X, Y, Width float64 }

// Ease is how much of a way is gone when a part of its time is, both 0 to 1: it sets off
// and arrives softly, and is halfway in the middle.
func Ease(t float64) float64 {
	t = min(max(t, 0), 1)
	if t < 0.5 {
		return 4 * t * t * t
	}
	t = 2 - 2*t
	return 1 - t*t*t/2
}

// Between is the window when a part t of the way is gone, 0 to 1. At its ends it is exactly
// from and to.
func Between(from, to Window, t float64) Window {
	switch {
	case !(t > 0):
		return from
	case t >= 1:
		return to
	}
	ratio := to.Width / from.Width
	width := from.Width * math.Pow(ratio, t)
	gone := t
	if math.Abs(ratio-1) > 1e-6 { // the middle moves as the width changes
		gone = (width - from.Width) / (to.Width - from.Width)
	}
	dx, dy := to.X-from.X, to.Y-from.Y
	return Window{from.X + dx*gone, from.Y + dy*gone, width * rise(from, to, math.Hypot(dx, dy), t)}
}

// rise is how much wider a window is on its way: not at all between windows that overlap;
// else by the root of what would show both, in the middle.
func rise(from, to Window, apart, t float64) float64 {
	free := apart - (from.Width+to.Width)/2 // between their edges
	if !(free > 0) {
		return 1
	}
	sin := math.Sin(math.Pi * t)
	return math.Pow(1+free/max(from.Width, to.Width), sin*sin/2)
}
