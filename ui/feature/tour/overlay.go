package tour

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme"
)

// The sizes of the tour's marks, in units.
const (
	tourWidth  = 340 // of the bubble
	tourGap    = 14  // between the bubble and what it points at
	tourMargin = 16  // to the edges of the window
	tourRing   = 3   // around what is pointed at
)

// Stop is a step of the tour: what it points at, and its words.
type Stop struct {
	Key string // of the messages tour.KEY.title and tour.KEY.text
	// Target is the part of the window; it is asked for at each layout, since a window
	// in another language has other parts.
	Target func() fyne.CanvasObject
}

// overlay covers the window, shades all of it but one part, and explains that part. It
// takes every click until it ends, and every key that its buttons leave.
type overlay struct {
	widget.BaseWidget
	host   *feature.Host
	ended  func(*overlay) // takes it away
	stops  []Stop
	at     int
	shades [4]*canvas.Rectangle // above, below, left and right of the part
	ring   *canvas.Rectangle
	bubble *fyne.Container
	next   *control.Button
	face   *fyne.Container
}

var (
	_ control.Keyed     = (*overlay)(nil)
	_ fyne.Tappable     = (*overlay)(nil)
	_ fyne.Scrollable   = (*overlay)(nil)
	_ desktop.Mouseable = (*overlay)(nil)
)

func newOverlay(h *feature.Host, stops []Stop, end func(*overlay)) *overlay {
	t := &overlay{host: h, ended: end, stops: stops, ring: canvas.NewRectangle(color.Transparent)}
	t.ring.StrokeWidth, t.ring.CornerRadius = 2, 8
	for i := range t.shades {
		t.shades[i] = canvas.NewRectangle(color.NRGBA{A: 0x78})
	}
	t.face = &fyne.Container{Layout: tourLayout{t}}
	t.ExtendBaseWidget(t)
	t.show()
	return t
}

// show makes the marks of the current step.
func (t *overlay) show() {
	k, stop := t.host.Kit(), t.stops[t.at]
	last := t.at == len(t.stops)-1
	next, leave := k.T("tour.next"), k.Button(control.Link, k.T("tour.leave"), nil, t.end)
	if last {
		next = k.T("tour.done")
		leave.Hide()
	}
	buttons := []fyne.CanvasObject{k.Muted(k.T("tour.step", "n", t.at+1, "m", len(t.stops))), control.Gap(0, 1), leave}
	if t.at > 0 {
		buttons = append(buttons, k.Button(control.Outline, k.T("tour.back"), nil, func() { t.step(-1) }))
	}
	t.next = k.Button(control.Primary, next, nil, func() { t.step(1) })
	buttons = append(buttons, t.next)
	words := control.Column(8, k.Text(k.T("tour."+stop.Key+".title"), text.LabelStyle{Size: 17, Bold: true, LineHeight: 26}),
		k.Text(k.T("tour."+stop.Key+".text", "find", t.host.Key("search"), "do", t.host.Key("palette"), "keys", t.host.Key("help.keys")), text.LabelStyle{}), control.Gap(1, 2), k.Row(10, 1, buttons...))
	t.bubble = control.Stack(control.NewSurface(control.Raised, control.Line, 12), k.Pad(18, 14, 18, 14, words))
	t.face.Objects = []fyne.CanvasObject{t.shades[0], t.shades[1], t.shades[2], t.shades[3], t.ring, t.bubble}
	t.Refresh()
	t.host.Canvas.Focus(t.next) // once the overlay is in the window
}

// step goes on or back; after the last step the tour ends.
func (t *overlay) step(by int) {
	switch at := t.at + by; {
	case at >= len(t.stops):
		t.end()
	case at >= 0:
		t.at = at
		t.show()
	}
}

func (t *overlay) end() { t.ended(t) }

// tourLayout lays the marks out around what the step points at.
type tourLayout struct{ t *overlay }

func (l tourLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l tourLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	t := l.t
	t.ring.StrokeColor = theme.Current().Accent
	o := t.stops[t.at].Target()
	at, room := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
	x0, y0 := max(0, at.X), max(0, at.Y)
	x1, y1 := min(size.Width, at.X+room.Width), min(size.Height, at.Y+room.Height)
	put := func(o fyne.CanvasObject, x0, y0, x1, y1 float32) {
		o.Move(fyne.NewPos(x0, y0))
		o.Resize(fyne.NewSize(max(0, x1-x0), max(0, y1-y0)))
	}
	put(t.shades[0], 0, 0, size.Width, y0)
	put(t.shades[1], 0, y1, size.Width, size.Height)
	put(t.shades[2], 0, y0, x0, y1)
	put(t.shades[3], x1, y0, size.Width, y1)
	put(t.ring, x0+tourRing, y0+tourRing, x1-tourRing, y1-tourRing)
	w := min(float32(tourWidth), size.Width-2*tourMargin)
	h := control.HeightFor(t.bubble, w)
	x, y := bubbleAt(fyne.NewPos(x0, y0), fyne.NewPos(x1, y1), fyne.NewSize(w, h), size)
	put(t.bubble, x, y, x+w, y+h)
}

// bubbleAt returns where a bubble stands by the part from a to b of a window:
// below it, above it, on the side with more room, or else inside it at its foot.
func bubbleAt(a, b fyne.Position, bubble, window fyne.Size) (x, y float32) {
	x = max(tourMargin, min((a.X+b.X-bubble.Width)/2, window.Width-bubble.Width-tourMargin))
	y = max(tourMargin, min((a.Y+b.Y-bubble.Height)/2, window.Height-bubble.Height-tourMargin))
	const room = tourGap + tourMargin
	switch {
	case window.Height-b.Y >= bubble.Height+room:
		y = b.Y + tourGap
	case a.Y >= bubble.Height+room:
		y = a.Y - tourGap - bubble.Height
	case window.Width-b.X >= bubble.Width+room && window.Width-b.X >= a.X:
		x = b.X + tourGap
	case a.X >= bubble.Width+room:
		x = a.X - tourGap - bubble.Width
	default:
		y = max(tourMargin, b.Y-bubble.Height-2*tourGap)
	}
	return x, y
}

// CreateRenderer is Fyne's.
func (t *overlay) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.face) }

// Refresh lays the marks out again.
func (t *overlay) Refresh() {
	tourLayout{t}.Layout(nil, t.Size())
	t.face.Refresh()
}

// TypedKey goes on, back, or ends the tour; the arrows follow the reading direction.
func (t *overlay) TypedKey(ev *fyne.KeyEvent) {
	on, back := fyne.KeyRight, fyne.KeyLeft
	if t.host.Kit().RTL() {
		on, back = back, on
	}
	switch ev.Name {
	case fyne.KeyEscape:
		t.end()
	case on, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.step(1)
	case back, fyne.KeyBackspace:
		t.step(-1)
	}
}

// The tour takes the rest of what the pointer does.
func (t *overlay) Tapped(*fyne.PointEvent)       {}
func (t *overlay) Scrolled(*fyne.ScrollEvent)    {}
func (t *overlay) MouseDown(*desktop.MouseEvent) {}
func (t *overlay) MouseUp(*desktop.MouseEvent)   {}
