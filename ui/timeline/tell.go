package timeline

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/motion"
)

// middle is the part of the plot where the event of a step is, from one side of it to the
// other; longest is how much of it an event may take before the scale follows it.
const middle, longest = 1.0 / 3, 0.6

// Tell goes to a step of a story, as from the one before: to the time [lo, hi) exactly, or,
// where it is that of an event, so far that this is in the middle of the plot.
func (t *mover) Tell(event data.ID, lo, hi int64) {
	goal := t.goal()
	if goal.Width() <= 1 {
		t.JumpTo(lo, hi)
		return
	}
	at := t.model.Index.Find(event)
	if at >= 0 {
		lo, hi = t.bounds(at) // by the clock that is shown
	}
	v, y := goal.Fit(lo, hi, 0), t.scrollY
	if event != (data.ID{}) {
		x0, x1 := goal.Plot()
		switch length := (float64(hi) - float64(lo)) / goal.Scale(); {
		case length > longest*(x1-x0):
			v = goal.Fit(lo, hi, (1-longest)/2*(x1-x0))
		default:
			v = goal.Reveal(lo, hi, min((1-middle)/2*(x1-x0), (x1-x0-length)/2))
		}
		v = t.limit(v)
		if at >= 0 {
			y = t.scrollFor(at, v)
		}
	}
	t.travel(v, y, motion.Step, func(p float32) float32 { return float32(motion.Ease(float64(p))) })
}
