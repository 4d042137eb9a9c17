package timeline

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/timeline/scene"
)

const (
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
	t.press = press{down: true, at: ev.Position, when: now, hit: hit, on: on, track: -1, scrollY: t.scrollY}
	t.trail = trail{}
	if ev.Button != desktop.MouseButtonPrimary {
		t.clicks.Reset()
		return
	}
	held := t.modifiers() | ev.Modifier
	t.press.holds = t.graspAt(ev.Position, held&fyne.KeyModifierShift != 0)
	if t.press.chip, t.press.onChip = t.scene().ChipAt(ev.Position.X, ev.Position.Y); t.press.onChip {
		t.press.on, t.press.holds = false, holdsView
	} else if t.press.spot, t.press.onSpot = t.spotAt(ev.Position); t.press.onSpot {
		t.press.on, t.press.holds = false, holdsView
		if t.press.spot.Kind == scene.SpotKnown {
			t.press.holds = holdsKnown
		}
	}
	switch {
	case t.press.holds == holdsScrollbar || t.press.holds == holdsSpan:
		t.press.on = false
	case t.press.on && hit.Event >= 0 && t.carriable(held):
		t.press.holds = holdsCarried
	}
	if last.dragged {
		t.clicks.Reset()
	}
	if t.press.clicks = t.clicks.Press(ev.Position, now, 2); t.press.clicks == 2 {
		// The first click may have moved the view: both are of what it hit.
		t.press.hit, t.press.on = last.hit, last.on
	}
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
	case p.onSpot:
		t.host.SpotPressed(p.spot.Kind, t.model.Index.ID(p.spot.Event), p.spot.N, ev.AbsolutePosition)
	case p.onChip:
		t.openChip(p.chip, ev.AbsolutePosition)
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
		if by := ev.Position.Subtract(t.press.at); t.press.holds.ofEvent() && math.Abs(float64(by.X)) < eventMoves ||
			t.press.holds == holdsCarried && math.Hypot(float64(by.X), float64(by.Y)) < eventMoves {
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
	case holdsKnown:
		t.dragKnown(ev.Position.X, false)
	case holdsCarried:
		t.carryEvent(ev.Position)
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
	case holdsKnown:
		t.dragKnown(t.hover.at.X, true)
		return
	case holdsCarried:
		t.dropCarried()
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
		t.rested()
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
		t.rested()
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
		t.rested()
		return
	}
	t.moveTo(t.limit(t.goal().ZoomAt(x, factor)), t.scrollY, stepTime)
}
