package timeline

import (
	"math"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/timeline/scene"
)

const (
	// fitPadding is left free at both ends of a span that is shown, in units.
	fitPadding = 48
	// nearEdge is how near to the plot's ends a selected event may be, in units.
	nearEdge = 40
	day      = 86_400
)

const (
	// apart is how far apart the events of a bar are in the zoom that separates
	// them, in units.
	apart = 12
	// leastStep is the least that a click on a bar zooms in.
	leastStep = 2
)

// ZoomToFit shows all events but those that are far from most.
func (t *mover) ZoomToFit() {
	if lo, hi, ok := t.model.Index.Main(); ok {
		t.moveTo(t.goal().FitAll(lo, hi), 0, jumpTime)
	}
}

// ZoomToSelection shows the selected event with the time around it.
func (t *mover) ZoomToSelection() {
	if t.selected >= 0 {
		t.zoomTo(t.selected)
	}
}

// ShowSpan goes to the time [lo, hi), with some room on both sides.
func (t *mover) ShowSpan(lo, hi int64) {
	t.moveTo(t.goal().Fit(lo, hi, fitPadding), t.scrollY, jumpTime)
}

// GoTo goes to the time [lo, hi), exactly.
func (t *mover) GoTo(lo, hi int64) {
	t.moveTo(t.goal().Fit(lo, hi, 0), t.scrollY, jumpTime)
}

// Zoom scales by factor, more than 1 to see less time larger: about the selected
// event where it is in view, else about the middle.
func (t *mover) Zoom(factor float64) {
	goal := t.goal()
	x0, x1 := goal.Plot()
	about := (x0 + x1) / 2
	if t.selected >= 0 {
		lo, hi := t.bounds(t.selected)
		if x := (goal.X(lo) + goal.X(hi)) / 2; x > x0 && x < x1 {
			about = x
		}
	}
	t.moveTo(t.limit(goal.ZoomAt(about, factor)), t.scrollY, jumpTime)
}

// Pan moves the content by units to the right, or to the left where negative.
func (t *mover) Pan(units float64) {
	t.moveTo(t.limit(t.goal().Pan(units)), t.scrollY, jumpTime)
}

// Select shows an event as selected; reveal moves the view so far that it is well in
// sight. The host is not told.
func (t *mover) Select(id data.ID, reveal bool) { t.selectAt(t.model.Index.Find(id), reveal) }

// selectAt is Select for the event at a place in the index.
func (t *mover) selectAt(event int, reveal bool) {
	if event != t.selected {
		t.selected, t.chosen = event, t.model.Index.ID(event)
		t.invalidate()
	}
	if reveal && event >= 0 {
		t.reveal(event)
	}
}

// choose selects an event on the reader's behalf.
func (t *mover) choose(event int) {
	t.selectAt(event, true)
	t.host.EventSelected(t.chosen)
}

// zoomTo shows an event with enough time around it to make its date readable.
func (t *mover) zoomTo(event int) {
	lo, hi := t.bounds(event)
	length := float64(hi) - float64(lo)
	around := length * 0.75
	switch {
	case length <= 60:
		around = day
	case length <= day:
		around = 15 * day
	}
	v := t.goal().Fit(before(lo, around), after(hi, around), 0)
	t.moveTo(v, t.scrollFor(event, v), jumpTime)
}

// before and after move an instant by seconds, and stop at the ends of int64.
func before(t int64, seconds float64) int64 {
	if float64(t)-seconds <= math.MinInt64 {
		return math.MinInt64
	}
	return t - int64(seconds)
}

func after(t int64, seconds float64) int64 {
	if float64(t)+seconds >= math.MaxInt64 {
		return math.MaxInt64
	}
	return t + int64(seconds)
}

// reveal moves so far that an event is in sight, and not at all if it is.
func (t *mover) reveal(event int) {
	if t.view.Width() <= 1 {
		return
	}
	v := t.goal()
	lo, hi := t.bounds(event)
	x0, x1 := v.Plot()
	from, to := min(v.X(lo), v.X(hi)), max(v.X(lo), v.X(hi))
	inSight := from >= x0+nearEdge && to <= x1-nearEdge
	if long := to-from > (x1-x0)/2; long {
		inSight = min(to, x1)-max(from, x0) >= (x1-x0)/4
	}
	if !inSight {
		v = v.Reveal(lo, hi, (x1-x0)/4)
	}
	if y := t.scrollFor(event, v); v != t.goal() || y != t.scrollGoal() {
		t.moveTo(v, y, jumpTime)
	}
}

// scrollFor is the scroll position of the tracks that shows an event's row in a
// view, as near as possible to the present one.
func (t *mover) scrollFor(event int, v scene.Viewport) float32 {
	list := t.build(v, t.scrollY)
	t.stale = true // the list is of another view now
	y := t.scrollY
	for _, h := range list.Hits {
		if h.Event == event {
			top, bottom := list.Plot.Y, list.Plot.Y+list.Plot.H
			if h.Y1 > bottom {
				y += h.Y1 - bottom + 8
			}
			if h.Y0 < top {
				y -= top - h.Y0 + 8
			}
			break
		}
	}
	return min(max(y, 0), max(list.ContentHeight-list.H, 0))
}

// openChip goes to the nearest event out of view, or lists those without words.
func (t *mover) openChip(c scene.Chip, at fyne.Position) {
	if c.Beyond {
		if e := t.model.Index.Beyond(t.view, c.Track, c.After); e >= 0 {
			t.reveal(e)
		}
		return
	}
	var ids []data.ID
	for _, e := range t.scene().Unnamed(c) {
		ids = append(ids, t.model.Index.ID(e))
	}
	t.host.EventsMet(c.Track, ids, at)
}

// openBar opens a bar of several events: into the zoom that separates them, or
// into a list where they share one instant. Of more events than the plot has
// room for, those nearest to the point that was clicked are separated.
func (t *mover) openBar(bar scene.Hit, x float32, at fyne.Position) {
	index, goal := t.model.Index, t.goal()
	if bar.OneInstant() {
		t.host.EventsMet(bar.Track, t.ids(bar), at)
		return
	}
	x0, x1 := goal.Plot()
	lo, hi := index.Around(bar, goal.Time(float64(x)), int((x1-x0)/apart))
	fit := goal.Fit(lo, hi, fitPadding)
	if fit.Scale()*leastStep > goal.Scale() {
		// The events lie unevenly: go on about the point.
		fit = goal.ZoomAt(float64(x), leastStep)
	}
	if fit = t.limit(fit); fit.Scale() >= goal.Scale() {
		t.host.EventsMet(bar.Track, t.ids(bar), at) // as close as can be
		return
	}
	t.moveTo(fit, t.scrollY, jumpTime)
}
