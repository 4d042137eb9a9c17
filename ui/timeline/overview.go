package timeline

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// overview is the strip under the timeline: the density of the whole library,
// and on it the window of what is in view, to be moved and stretched.
type overview struct {
	widget.BaseWidget
	t        *mover
	hand     hand
	frame    *frame
	over     grip // under the pointer
	held     grip
	heldX    float64        // where the pointer took hold
	heldView scene.Viewport // and what was in view then
}

// hand is what of the timeline the overview uses under the pointer.
type hand interface {
	takeFocus()
	scroll(by fyne.Delta, about float64)
}

// grip is a part of the overview that can be taken hold of.
type grip uint8

const (
	gripNone  grip = iota
	gripLeft       // the window's left edge
	gripRight      // its right edge
	gripBody       // the window itself
)

const (
	// gripNear is how near to an edge of the window the pointer takes hold of it.
	gripNear = 6
	// windowLeast is the least width of the window when stretched by hand.
	windowLeast = 4
)

// overviewHeight is that of the overview strip in units; it is left out where
// the timeline is lower than overviewFrom.
const (
	overviewHeight = 46
	overviewFrom   = 190
)

var (
	_ fyne.Draggable     = (*overview)(nil)
	_ fyne.Scrollable    = (*overview)(nil)
	_ desktop.Mouseable  = (*overview)(nil)
	_ desktop.Hoverable  = (*overview)(nil)
	_ desktop.Cursorable = (*overview)(nil)
)

func newOverview(t *mover, hand hand) *overview {
	o := &overview{t: t, hand: hand}
	o.frame = newFrame(func(img *image.RGBA, scale float32) bool {
		t.painter.Paint(img, o.scene(), scale)
		return false
	})
	o.ExtendBaseWidget(o)
	return o
}

// CreateRenderer is part of fyne.Widget.
func (o *overview) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(o.frame.raster)
}

// MinSize is part of fyne.CanvasObject.
func (o *overview) MinSize() fyne.Size { return fyne.NewSize(1, overviewHeight) }

// scene is the overview's display list; without events there is nothing to place
// a window on.
func (o *overview) scene() *scene.List {
	size := o.Size()
	if o.t.model.Index.Len() == 0 {
		return &scene.List{W: size.Width, H: size.Height, Ground: o.t.theme.Ground}
	}
	return o.t.builder.BuildOverview(scene.OverviewInput{
		Index: o.t.model.Index, View: o.t.view, Width: size.Width, Height: size.Height,
		Tracks: o.t.model.Tracks, Ticks: o.t.model.Ticks, Doubts: o.t.model.Doubts, Lit: o.t.lit, Selected: o.t.selected,
		Title: o.t.model.Whole, Locale: o.t.model.Locale, Theme: o.t.theme,
	})
}

// axis maps time to the overview's own horizontal axis.
func (o *overview) axis() scene.Viewport {
	return o.t.model.Index.Overview(float64(o.Size().Width), o.t.model.RTL)
}

// window is the extent of what is in view, at least as wide as can be seen.
func (o *overview) window() (x0, x1 float64) {
	axis := o.axis()
	lo, hi := o.t.view.Range()
	x0, x1 = axis.X(lo), axis.X(hi)
	return min(x0, x1), max(x0, x1)
}

// gripAt says what a point of the overview takes hold of. The inner half of a
// narrow window always moves it.
func (o *overview) gripAt(x float64) grip {
	x0, x1 := o.window()
	inward := min(gripNear, (x1-x0)/4)
	switch {
	case x >= x0-gripNear && x <= x0+inward:
		return gripLeft
	case x >= x1-inward && x <= x1+gripNear:
		return gripRight
	case x > x0 && x < x1:
		return gripBody
	}
	return gripNone
}

// MouseDown is part of desktop.Mouseable: a press beside the window centres it there.
func (o *overview) MouseDown(ev *desktop.MouseEvent) {
	t := o.t
	t.stop()
	o.hand.takeFocus()
	if ev.Button != desktop.MouseButtonPrimary || t.model.Index.Len() == 0 {
		return
	}
	x := float64(ev.Position.X)
	o.held, o.heldX, o.heldView = o.gripAt(x), x, t.view
	if o.held == gripNone {
		x0, x1 := o.window()
		o.held, o.heldX = gripBody, (x0+x1)/2
		t.moveTo(o.moved(x), t.scrollY, jumpTime)
	}
}

// MouseUp is part of desktop.Mouseable.
func (o *overview) MouseUp(*desktop.MouseEvent) { o.held = gripNone }

// Dragged is part of fyne.Draggable.
func (o *overview) Dragged(ev *fyne.DragEvent) {
	x := float64(ev.Position.X)
	switch o.held {
	case gripBody:
		o.t.stop()
		o.t.setView(o.moved(x))
	case gripLeft, gripRight:
		o.t.stop()
		o.t.setView(o.stretched(x))
	}
}

// DragEnd is part of fyne.Draggable.
func (o *overview) DragEnd() { o.held = gripNone }

// moved is the view with the window moved along with the pointer.
func (o *overview) moved(x float64) scene.Viewport {
	v := o.heldView
	return o.t.limit(v.Pan(-(x - o.heldX) * o.axis().Scale() / v.Scale()))
}

// stretched is the view with the held edge of the window moved to the pointer.
func (o *overview) stretched(x float64) scene.Viewport {
	axis := o.axis()
	lo, hi := o.heldView.Range()
	x0, x1 := axis.X(lo), axis.X(hi)
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	if o.held == gripLeft {
		x0 = min(x0+x-o.heldX, x1-windowLeast)
	} else {
		x1 = max(x1+x-o.heldX, x0+windowLeast)
	}
	a, b := axis.Time(x0), axis.Time(x1)
	return o.t.limit(o.t.view.Fit(min(a, b), max(a, b), 0))
}

// Scrolled is part of fyne.Scrollable: it acts on the strip, about the time under
// the pointer where that is in view.
func (o *overview) Scrolled(ev *fyne.ScrollEvent) {
	v := o.t.view
	x0, x1 := v.Plot()
	x := v.X(o.axis().Time(float64(ev.Position.X)))
	if x < x0 || x > x1 || math.IsNaN(x) {
		x = (x0 + x1) / 2
	}
	o.hand.scroll(ev.Scrolled, x)
}

// MouseIn is part of desktop.Hoverable.
func (o *overview) MouseIn(ev *desktop.MouseEvent) { o.MouseMoved(ev) }

// MouseMoved is part of desktop.Hoverable.
func (o *overview) MouseMoved(ev *desktop.MouseEvent) { o.over = o.gripAt(float64(ev.Position.X)) }

// MouseOut is part of desktop.Hoverable.
func (o *overview) MouseOut() { o.over = gripNone }

// Cursor is part of desktop.Cursorable.
func (o *overview) Cursor() desktop.Cursor {
	switch o.over {
	case gripLeft, gripRight:
		return desktop.HResizeCursor
	case gripBody:
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
