package timeline

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// spotAt returns what is beside the marks at a point. An arc gives way to a mark.
func (t *board) spotAt(at fyne.Position) (scene.Spot, bool) {
	spot, on := t.scene().SpotAt(at.X, at.Y)
	if on && spot.Kind == scene.SpotRelation {
		if hit, over := t.scene().At(at.X, at.Y); over && at.X >= hit.M0-arcYields && at.X < hit.M1+arcYields {
			return scene.Spot{}, false
		}
	}
	return spot, on
}

// arcYields is how near to a mark an arc gives way to it, in units.
const arcYields = 3

// pointSpot points at what is beside the marks, and reports whether something is there.
func (t *Timeline) pointSpot(at fyne.Position) bool {
	spot, on := t.spotAt(at)
	if !on {
		if t.hover.onSpot {
			t.forgetHover()
		}
		return false
	}
	t.hover.holds = holdsView
	if spot.Kind == scene.SpotKnown {
		t.hover.holds = holdsKnown
	}
	if was := t.hover; was.onSpot && was.spot.Kind == spot.Kind && was.spot.Event == spot.Event && was.spot.N == spot.N {
		return true
	}
	t.forgetHover()
	t.hover.spot, t.hover.onSpot = spot, true
	t.waitForTip()
	return true
}

// spotText is what something beside the marks means.
func (t *mover) spotText(s scene.Spot) (head, below, words string) {
	if t.model.Spot == nil {
		return "", "", ""
	}
	return t.model.Spot(s.Kind, t.model.Index.ID(s.Event), s.N)
}

// dragKnown moves the handle of what was known to a point of the strip; in whole days at
// least, as reports are dated.
func (t *Timeline) dragKnown(x float32, done bool) {
	step := StepFor(max(t.view.Scale(), day/measureUnits), measureUnits)
	x0, x1 := t.view.Plot()
	at := step.Snap(t.view.Time(min(max(float64(x), x0), x1)))
	if at != t.model.Known.At {
		t.model.Known.At, t.input.Known.At = at, at
		t.invalidate()
	} else if !done {
		return
	}
	t.host.KnownMoved(at, done)
}

// SetKnown shows another instant on the handle of what was known.
func (t *Timeline) SetKnown(k scene.Known) {
	if k != t.model.Known {
		t.model.Known, t.input.Known = k, k
		t.invalidate()
	}
}
