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
	bar           bool // on the scrollbar
	scrollY       float32
}

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
	t.press = press{down: true, at: ev.Position, when: now, clicks: 1, hit: hit, on: on, scrollY: t.scrollY}
	if t.overScrollbar(ev.Position) {
		t.press.bar, t.press.on = true, false
	}
	t.trail = trail{}
	if ev.Button != desktop.MouseButtonPrimary {
		t.press.clicks = 0
		return
	}
	if last.clicks == 1 && !last.dragged && now.Sub(last.when) < doubleTime && near(last.at, ev.Position) {
		// The first click may have moved the view: both are of what it hit.
		t.press.clicks, t.press.hit, t.press.on = 2, last.hit, last.on
	}
}

func near(a, b fyne.Position) bool {
	return math.Abs(float64(a.X-b.X)) <= doubleNear && math.Abs(float64(a.Y-b.Y)) <= doubleNear
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
	case ev.Button != desktop.MouseButtonPrimary || !p.on:
	case p.hit.Event < 0 && p.clicks == 1:
		t.ShowSpan(p.hit.Lo, p.hit.Hi)
	case p.hit.Event < 0:
	case p.clicks == 2:
		t.zoomTo(p.hit.Event)
		t.host.EventActivated(p.hit.Event)
	default:
		t.choose(p.hit.Event)
	}
}

func (t *Timeline) contextMenu(p press, ev *desktop.MouseEvent) {
	event := -1
	if p.on {
		event = p.hit.Event
	}
	t.host.ContextMenu(event, t.view.Time(float64(ev.Position.X)), ev.AbsolutePosition)
}

// Dragged is part of fyne.Draggable: the content follows the pointer, and with
// resistance beyond the first and the last event.
func (t *Timeline) Dragged(ev *fyne.DragEvent) {
	if !t.press.dragged {
		t.press.dragged = true
		t.stop()
		t.forgetHover()
		t.trail.add(t.press.when, ev.Position.X-ev.Dragged.DX)
	}
	if t.press.bar {
		t.scrollTo(t.press.scrollY + (ev.Position.Y-t.press.at.Y)*t.scrollRatio())
		return
	}
	t.hover.at = ev.Position
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

// DragEnd is part of fyne.Draggable: the strip goes on as fast as it was moved.
func (t *Timeline) DragEnd() {
	t.press.down = false
	if t.press.bar {
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
