package timeline

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/timeline/scene"
)

const (
	// apart is how far apart the events of a bar stand in the zoom that separates
	// them, in units.
	apart = 12
	// leastStep is the least that a click on a bar zooms in.
	leastStep = 2
)

// openBar opens a bar of several events: into the zoom that separates them, or
// into a list where they share one instant. Of more events than the plot has
// room for, those nearest to the point that was clicked are separated.
func (t *Timeline) openBar(bar scene.Hit, x float32, at fyne.Position) {
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

// ids are the events of a bar.
func (t *Timeline) ids(bar scene.Hit) []data.ID {
	var ids []data.ID
	for _, event := range t.model.Index.Events(bar) {
		ids = append(ids, t.model.Index.ID(event))
	}
	return ids
}
