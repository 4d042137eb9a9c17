package timeline

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Timeline is the widget. Make it with New.
type Timeline struct {
	widget.BaseWidget
	mover
	modifiers    func() fyne.KeyModifier // those held now
	overview     *overview
	hover        hover
	press        press
	clicks       input.Clicks
	redate       *redate // nil while no event is dragged
	carry        *carry  // nil while none is dragged on another one
	trail        trail
	gone         dissolve
	focused      bool
	keyboard     bool // the focus came by keyboard, so it is shown
	pressFocuses bool
	shown        []*scene.Layer // over the strip
}

// press is a mouse button held down on the strip.
type press struct {
	down, dragged bool
	at            fyne.Position
	when          time.Time
	clicks        int // 2 for the second press of a double click
	hit           scene.Hit
	on            bool // hit is a mark
	chip          scene.Chip
	onChip        bool
	spot          scene.Spot
	onSpot        bool
	holds         grasp
	spans         bool // the drag has begun to measure
	track         int  // whose border is held, -1 for none yet
	scrollY       float32
}

// grasp is what a press of the mouse takes hold of, and a drag then moves.
type grasp uint8

const (
	holdsView      grasp = iota // the view: a drag pans it
	holdsNothing                // what was held was released with Esc
	holdsScrollbar              // of the tracks
	holdsBorder                 // below a track, in the gutter
	holdsSpan                   // a new measured span, or an end of the one there is
	holdsBody                   // the selected event
	holdsStart                  // the beginning of its date
	holdsEnd                    // the end of its date
	holdsKnown                  // the handle of what was known
	holdsCarried                // an event, to be dropped on another one
)

// scrollbarNear is how near to the plot's far edge the pointer is on its scrollbar.
const scrollbarNear = 10

// borderNear is how near to the border below a track the pointer takes hold of it.
const borderNear = 4

// hover is what the pointer is over.
type hover struct {
	inside bool
	at     fyne.Position
	on     bool // over a mark
	onChip bool
	holds  grasp // what a press would take hold of
	mark   scene.Hit
	chip   scene.Chip // the one that the pointer is over, with onChip
	spot   scene.Spot // with onSpot
	onSpot bool
	onRead bool            // over the mark of what is read
	timer  *fyne.Animation // until the tip shows
	tip    *scene.Layer    // nil while none shows
}

// redate is an event whose date is being dragged.
type redate struct {
	event     data.ID
	part      Part
	old, date dates.Date // as the axis shows it: before, and as it would be now
	row       scene.Hit
}

const (
	// eventMoves is how far the pointer moves before an event does, in units: a
	// click with an unsteady hand changes nothing.
	eventMoves = 4
	// endNear is how near to an end of a date's mark the pointer takes hold of it,
	// and endsFrom the least width of a mark that has ends.
	endNear, endsFrom = 6, 26
)

// ofEvent reports whether a drag changes the date of an event.
func (g grasp) ofEvent() bool { return g == holdsBody || g == holdsStart || g == holdsEnd }

func (g grasp) part() Part {
	switch g {
	case holdsStart:
		return PartStart
	case holdsEnd:
		return PartEnd
	}
	return PartBody
}

// graspAt is what a press at a point takes hold of. An event is moved only where it is
// selected already, and then by an end, by the ring around a dot, or with Shift, so that
// panning over marks changes nothing.
func (t *mover) graspAt(at fyne.Position, shift bool) grasp {
	switch {
	case t.overScrollbar(at):
		return holdsScrollbar
	case t.borderAt(at) >= 0:
		return holdsBorder
	}
	held := t.graspOfEvent(at, shift)
	if held == holdsView && (shift && t.overPlot(at) || t.overSpanEdge(at)) {
		return holdsSpan
	}
	return held
}

// graspOfEvent is which part of the selected event's date a press at a point
// takes hold of; the view where there is none to be dragged.
func (t *mover) graspOfEvent(at fyne.Position, shift bool) grasp {
	if t.selected < 0 || !t.model.Editable || t.model.Exact == nil {
		return holdsView
	}
	hit, on := t.scene().At(at.X, at.Y)
	if !on || hit.Event != t.selected {
		return holdsView
	}
	date, ok := t.model.Exact(t.chosen)
	if !ok {
		return holdsView
	}
	left, right := holdsStart, holdsEnd
	if t.view.RTL() {
		left, right = right, left
	}
	if hit.M1-hit.M0 >= endsFrom {
		switch {
		case at.X >= hit.M0-endNear && at.X <= hit.M0+endNear && Movable(date, left.part()):
			return left
		case at.X >= hit.M1-endNear && at.X <= hit.M1+endNear && Movable(date, right.part()):
			return right
		}
	}
	ring := math.Min(math.Abs(float64(at.X-hit.M0+ringOut)), math.Abs(float64(at.X-hit.M1-ringOut))) <= ringNear && hit.M1-hit.M0 < endsFrom
	if (shift || ring) && Movable(date, PartBody) {
		return holdsBody
	}
	return holdsView
}

// ringOut is how far out of a dot the ring is that can be held, and ringNear how near to
// it the pointer is.
const ringOut, ringNear = 6, 4

// overScrollbar reports whether a point is on the scrollbar, which is there
// only where the tracks are higher than the strip.
func (t *mover) overScrollbar(at fyne.Position) bool {
	x0, x1 := t.view.Plot()
	beside := x1 - float64(at.X)
	if t.view.RTL() {
		beside = float64(at.X) - x0
	}
	return beside >= 0 && beside < scrollbarNear && t.scrollRatio() > 0
}

// borderAt returns the track whose lower border a point of the gutter is on, or
// -1. A track of one row has nothing to fold or show.
func (t *mover) borderAt(at fyne.Position) int {
	if !t.overGutter(at) {
		return -1
	}
	for _, box := range t.scene().Tracks {
		if math.Abs(float64(at.Y-box.Y1)) <= borderNear && t.model.Index.Rows(box.Track) > 1 && t.rowHeight() > 0 {
			return box.Track
		}
	}
	return -1
}
