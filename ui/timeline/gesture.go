package timeline

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// press is a mouse button held down on the strip.
type press struct {
	down, dragged bool
	at            fyne.Position
	when          time.Time
	clicks        int // 2 for the second press of a double click
	hit           scene.Hit
	on            bool // hit is a mark
	holds         grasp
	spans         bool // the drag has begun to measure
	track         int  // whose border is held, -1 for none yet
	scrollY       float32
}

// grasp is what a press of the mouse takes hold of, and a drag then moves.
type grasp uint8

const (
	holdsView      grasp = iota // the view: a drag pans it
	holdsNothing                // what was held has been let go of by Esc
	holdsScrollbar              // of the tracks
	holdsBorder                 // below a track, in the gutter
	holdsSpan                   // a new measured span, or an end of the one there is
	holdsBody                   // the selected event
	holdsStart                  // the beginning of its date
	holdsEnd                    // the end of its date
)

const (
	// A double click is two presses so near in time and place. Fyne's own double
	// tap would hold every single click back for as long.
	doubleTime = 400 * time.Millisecond
	doubleNear = 5

	// wheelNotch is what Fyne reports for one notch of a wheel; touchpads report less.
	wheelNotch = 25
	// notchZoom is the zoom of one notch, and mostNotches those taken at once.
	notchZoom   = 1.22
	mostNotches = 4
	// stretch is how much of a drag beyond the last event takes effect.
	stretch = 0.35
)

// MouseDown is part of desktop.Mouseable.
func (t *Timeline) MouseDown(ev *desktop.MouseEvent) {
	t.stop()
	t.hideTip()
	t.takeFocus()
	now := t.now()
	hit, on := t.scene().At(ev.Position.X, ev.Position.Y)
	last := t.press
	t.press = press{down: true, at: ev.Position, when: now, clicks: 1, hit: hit, on: on, track: -1, scrollY: t.scrollY}
	t.trail = trail{}
	if ev.Button != desktop.MouseButtonPrimary {
		t.press.clicks = 0
		return
	}
	t.press.holds = t.graspAt(ev.Position, (t.modifiers()|ev.Modifier)&fyne.KeyModifierShift != 0)
	if t.press.holds == holdsScrollbar || t.press.holds == holdsSpan {
		t.press.on = false
	}
	if last.clicks == 1 && !last.dragged && now.Sub(last.when) < doubleTime && near(last.at, ev.Position) {
		// The first click may have moved the view: both are of what it hit.
		t.press.clicks, t.press.hit, t.press.on = 2, last.hit, last.on
	}
}

func near(a, b fyne.Position) bool {
	return math.Abs(float64(a.X-b.X)) <= doubleNear && math.Abs(float64(a.Y-b.Y)) <= doubleNear
}

// graspAt is what a press at a point takes hold of. An event is moved only where
// it is selected already, so that panning over marks changes nothing.
func (t *Timeline) graspAt(at fyne.Position, shift bool) grasp {
	switch {
	case t.overScrollbar(at):
		return holdsScrollbar
	case t.borderAt(at) >= 0:
		return holdsBorder
	case shift && t.overPlot(at), t.overSpanEdge(at):
		return holdsSpan
	}
	return t.graspOfEvent(at)
}

// overPlot reports whether a point is where time runs, above the scale.
func (t *Timeline) overPlot(at fyne.Position) bool {
	x0, x1 := t.view.Plot()
	plot := t.scene().Plot
	return float64(at.X) >= x0 && float64(at.X) < x1 && at.Y >= 0 && at.Y < plot.Y+plot.H
}

// MouseUp is part of desktop.Mouseable: a press that did not become a drag is a click.
func (t *Timeline) MouseUp(ev *desktop.MouseEvent) {
	p := t.press
	t.press.down = false
	if p.dragged || !p.down {
		return
	}
	if ev.Button == desktop.MouseButtonSecondary {
		t.contextMenu(p, ev)
		return
	}
	switch {
	case ev.Button != desktop.MouseButtonPrimary:
	case !p.on:
		if p.clicks == 2 && p.holds == holdsView {
			t.makeEvent(p.at)
		}
	case p.hit.Event < 0 && p.clicks == 1:
		t.openBar(p.hit, ev.Position.X, ev.AbsolutePosition)
	case p.hit.Event < 0:
	case p.clicks == 2:
		t.zoomTo(p.hit.Event)
		t.host.EventActivated(t.model.Index.ID(p.hit.Event))
	default:
		t.choose(p.hit.Event)
	}
}

func (t *Timeline) contextMenu(p press, ev *desktop.MouseEvent) {
	if t.overGutter(ev.Position) {
		t.host.TrackMenu(t.trackAt(ev.Position.Y), ev.AbsolutePosition)
		return
	}
	event := -1
	if p.on {
		event = p.hit.Event
	}
	t.host.ContextMenu(t.model.Index.ID(event), t.view.Time(float64(ev.Position.X)), ev.AbsolutePosition)
}

// Dragged is part of fyne.Draggable: what is held follows the pointer; the view
// with resistance beyond the first and the last event.
func (t *Timeline) Dragged(ev *fyne.DragEvent) {
	if !t.press.dragged {
		if t.press.holds.ofEvent() && math.Abs(float64(ev.Position.X-t.press.at.X)) < eventMoves {
			return // still a click
		}
		t.press.dragged = true
		t.stop()
		t.forgetHover()
		t.trail.add(t.press.when, ev.Position.X-ev.Dragged.DX)
	}
	t.hover.at = ev.Position
	switch t.press.holds {
	case holdsView:
		t.dragView(ev)
	case holdsScrollbar:
		t.scrollTo(t.press.scrollY + (ev.Position.Y-t.press.at.Y)*t.scrollRatio())
	case holdsBorder:
		t.dragBorder(ev.Position.Y)
	case holdsSpan:
		t.dragSpan(ev.Position.X)
	case holdsBody, holdsStart, holdsEnd:
		t.dragEvent(ev.Position.X)
	case holdsNothing:
	}
}

func (t *Timeline) dragView(ev *fyne.DragEvent) {
	t.trail.add(t.now(), ev.Position.X)
	next := t.view.Pan(float64(ev.Dragged.DX))
	if t.limit(next) != next {
		next = t.view.Pan(float64(ev.Dragged.DX) * stretch)
	}
	t.setView(next)
	if ev.Dragged.DY != 0 {
		t.scrollTo(t.scrollY - ev.Dragged.DY)
	}
}

// DragEnd is part of fyne.Draggable: the strip goes on as fast as it was moved,
// and an event takes its new date.
func (t *Timeline) DragEnd() {
	t.press.down = false
	switch t.press.holds {
	case holdsView:
	case holdsBody, holdsStart, holdsEnd:
		t.dropEvent()
		return
	case holdsBorder:
		t.dropBorder()
		return
	case holdsSpan:
		t.host.Measured()
		return
	default:
		return
	}
	if t.limit(t.view) != t.view {
		t.comeBack()
		return
	}
	t.throw(t.trail.speed(t.now()))
}

// scrollbarNear is how near to the plot's far edge the pointer is on its scrollbar.
const scrollbarNear = 10

// overScrollbar reports whether a point is on the scrollbar, which is there
// only where the tracks are higher than the strip.
func (t *Timeline) overScrollbar(at fyne.Position) bool {
	x0, x1 := t.view.Plot()
	beside := x1 - float64(at.X)
	if t.view.RTL() {
		beside = float64(at.X) - x0
	}
	return beside >= 0 && beside < scrollbarNear && t.scrollRatio() > 0
}

// scrollRatio is how far the tracks scroll when the bar moves by one unit; 0
// where all tracks are in view.
func (t *Timeline) scrollRatio() float32 {
	l := t.scene()
	if l.Plot.H <= 0 || l.ContentHeight <= l.H+0.5 {
		return 0
	}
	scale := l.H - l.Plot.H // below the tracks, and does not scroll
	return (l.ContentHeight - scale) / l.Plot.H
}

// Scrolled is part of fyne.Scrollable: the wheel zooms about the pointer, with
// Shift, or sideways, it pans, with Ctrl it scrolls the tracks.
func (t *Timeline) Scrolled(ev *fyne.ScrollEvent) {
	t.scroll(ev.Scrolled, float64(ev.Position.X))
}

func (t *Timeline) scroll(by fyne.Delta, about float64) {
	held := t.modifiers()
	switch {
	case held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		t.scrollTo(t.scrollY - by.DY)
		t.settle()
	case held&fyne.KeyModifierShift != 0 && by.DX == 0:
		// Up is to earlier times, whichever side that is.
		if t.view.RTL() {
			by.DY = -by.DY
		}
		t.wheelPan(float64(by.DY))
	case math.Abs(float64(by.DX)) > math.Abs(float64(by.DY)):
		t.wheelPan(float64(by.DX))
	case by.DY != 0:
		t.wheelZoom(about, float64(by.DY))
	}
}

// wheelPan moves by a scroll to the right; a notch of a wheel is a good step,
// what a touchpad reports is taken as it is.
func (t *Timeline) wheelPan(by float64) {
	if math.Abs(by) < wheelNotch {
		t.stop()
		t.setView(t.limit(t.view.Pan(by)))
		t.settle()
		return
	}
	t.moveTo(t.limit(t.goal().Pan(4*by)), t.scrollY, stepTime)
}

// wheelZoom zooms about x: smoothly for the notches of a wheel, at once for the
// small steps of a touchpad.
func (t *Timeline) wheelZoom(x, by float64) {
	x0, x1 := t.view.Plot()
	x = min(max(x, x0), x1)
	notches := min(max(by/wheelNotch, -mostNotches), mostNotches)
	factor := math.Pow(notchZoom, notches)
	if math.Abs(by) < wheelNotch {
		t.stop()
		t.setView(t.limit(t.view.ZoomAt(x, factor)))
		t.settle()
		return
	}
	t.moveTo(t.limit(t.goal().ZoomAt(x, factor)), t.scrollY, stepTime)
}
