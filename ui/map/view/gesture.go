package view

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/text/layout"
	timeline "tarikh.org/tarikh/ui/timeline/scene"
)

// press is what the pointer holds.
type press struct {
	down, dragged, boxes bool
	at                   fyne.Position
	cluster              int
}

const (
	// notch is what Fyne reports for one notch of a wheel, notchZoom the zoom of it.
	notch, notchZoom, mostNotches = 25, 1.3, 4
	// smallest is the least side of a box, in units.
	smallest = 6
)

// MouseDown is part of desktop.Mouseable.
func (m *Map) MouseDown(ev *desktop.MouseEvent) {
	m.stop()
	input.Focus(m)
	m.press = press{down: ev.Button == desktop.MouseButtonPrimary, at: ev.Position, cluster: m.under(ev.Position)}
	m.press.boxes = m.boxing || (input.Held()|ev.Modifier)&fyne.KeyModifierShift != 0
	if m.press.down {
		m.clicks.Press(ev.Position, m.now(), 2)
	}
}

// MouseUp is part of desktop.Mouseable: a press that did not become a drag is a click.
func (m *Map) MouseUp(ev *desktop.MouseEvent) {
	p := m.press
	m.press.down = false
	if !p.down || p.dragged {
		return
	}
	if m.pointing {
		if lat, lon, ok := m.place(ev.Position); ok {
			m.pointing = false
			m.host.Pointed(lat, lon, m.in.View.Metres())
			m.repaint()
		}
		return
	}
	if p.cluster < 0 {
		if m.clicks.Count() == 2 {
			m.moved = true
			m.moveTo(m.in.View.Zoom(float64(ev.Position.X), float64(ev.Position.Y), 2))
		}
		return
	}
	m.open(p.cluster, ev.AbsolutePosition)
}

// open selects the event of a cluster, comes closer until its places are apart, or asks
// which of its events is meant.
func (m *Map) open(cluster int, at fyne.Position) {
	events := m.builder.Events(m.in, cluster)
	if len(events) == 1 {
		m.host.Chosen(events[0])
		return
	}
	if v, ok := m.builder.Opens(m.in, cluster); ok {
		m.moved = true
		m.moveTo(v)
		return
	}
	m.host.Met(events, at)
}

// Dragged is part of fyne.Draggable: the map follows the pointer, or a box does.
func (m *Map) Dragged(ev *fyne.DragEvent) {
	if !m.press.dragged {
		m.press.dragged = true
		m.clicks.Reset()
		m.setHover(-1)
	}
	if m.press.boxes {
		m.in.Box = scene.Box{X0: m.press.at.X, Y0: m.press.at.Y, X1: ev.Position.X, Y1: ev.Position.Y}
		m.repaint()
		return
	}
	m.moved = true
	m.setView(m.in.View.Pan(float64(ev.Dragged.DX), float64(ev.Dragged.DY)))
}

// DragEnd is part of fyne.Draggable.
func (m *Map) DragEnd() {
	box := m.in.Box
	m.press.down, m.in.Box = false, scene.Box{}
	if !m.press.boxes {
		return
	}
	m.press.boxes, m.boxing = false, false
	m.repaint()
	x0, x1, y0, y1 := min(box.X0, box.X1), max(box.X0, box.X1), min(box.Y0, box.Y1), max(box.Y0, box.Y1)
	if x1-x0 < smallest || y1-y0 < smallest {
		return
	}
	if south, west, north, east, ok := bounds(m.in.View, float64(x0), float64(y0), float64(x1), float64(y1)); ok {
		m.host.Boxed(south, west, north, east)
	}
}

// bounds are the degrees of a box on the surface: parallels are straight, meridians are
// not, so it is the widest of its top, middle and bottom.
func bounds(v project.View, x0, y0, x1, y1 float64) (south, west, north, east float64, ok bool) {
	_, top := v.At(0, y0)
	_, bottom := v.At(0, y1)
	north, _, okN := project.Inverse(0, min(top, project.Height))
	south, _, okS := project.Inverse(0, max(bottom, -project.Height))
	if !okN || !okS || bottom > project.Height || top < -project.Height {
		return 0, 0, 0, 0, false
	}
	west, east = 180, -180
	for _, lat := range []float64{south, (south + north) / 2, north} {
		edge, y := project.Forward(lat, 180)
		left, _ := v.At(x0, 0)
		right, _ := v.At(x1, 0)
		if right < -edge || left > edge {
			continue
		}
		if _, lon, on := project.Inverse(max(left, -edge), y); on {
			west = min(west, lon)
		}
		if _, lon, on := project.Inverse(min(right, edge), y); on {
			east = max(east, lon)
		}
	}
	return south, west, north, east, west < east
}

// Scrolled is part of fyne.Scrollable: the wheel zooms about the pointer, sideways it pans.
func (m *Map) Scrolled(ev *fyne.ScrollEvent) {
	m.moved = true
	by := ev.Scrolled
	if math.Abs(float64(by.DX)) > math.Abs(float64(by.DY)) {
		m.stop()
		m.setView(m.in.View.Pan(float64(by.DX), 0))
		return
	}
	x, y := float64(ev.Position.X), float64(ev.Position.Y)
	factor := math.Pow(notchZoom, min(max(float64(by.DY)/notch, -mostNotches), mostNotches))
	if math.Abs(float64(by.DY)) < notch { // a touchpad's small steps
		m.stop()
		m.setView(m.in.View.Zoom(x, y, factor))
		return
	}
	m.moveTo(m.aim().Zoom(x, y, factor))
}

// MouseIn, MouseMoved and MouseOut are parts of desktop.Hoverable.
func (m *Map) MouseIn(ev *desktop.MouseEvent) { m.MouseMoved(ev) }

func (m *Map) MouseMoved(ev *desktop.MouseEvent) {
	m.pointer = ev.Position
	if !m.press.down {
		m.setHover(m.under(ev.Position))
	}
}

func (m *Map) MouseOut() { m.setHover(-1) }

func (m *Map) setHover(cluster int) {
	if cluster == m.in.Hovered && (cluster < 0 || m.lines != nil) {
		return
	}
	m.in.Hovered, m.lines = cluster, nil
	m.RefreshTip()
	m.repaint()
}

// RefreshTip asks again what is said of the events under the pointer.
func (m *Map) RefreshTip() {
	if m.in.Hovered < 0 {
		return
	}
	if lines, ok := m.host.Lines(m.builder.Events(m.in, m.in.Hovered)); ok {
		m.lines = lines
		m.repaint()
	}
}

// under returns the cluster at a point, or -1.
func (m *Map) under(at fyne.Position) int { return m.builder.Built().At(at.X, at.Y) }

// place is that at a point.
func (m *Map) place(at fyne.Position) (lat, lon float64, ok bool) {
	return m.in.View.Place(float64(at.X), float64(at.Y))
}

// Cursor is part of desktop.Cursorable.
func (m *Map) Cursor() desktop.Cursor {
	switch {
	case m.pointing, m.boxing, m.press.boxes:
		return desktop.CrosshairCursor
	case m.in.Hovered >= 0:
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained and FocusLost are parts of fyne.Focusable.
func (m *Map) FocusGained() {}
func (m *Map) FocusLost()   {}

// TypedRune and TypedKey are parts of fyne.Focusable.
func (m *Map) TypedRune(r rune) {
	switch r {
	case '+', '=':
		m.Zoom(1.6)
	case '-':
		m.Zoom(1 / 1.6)
	case '0', '٠':
		m.Fit()
	default:
		m.host.RuneTyped(r)
	}
}

func (m *Map) TypedKey(ev *fyne.KeyEvent) {
	const step = 60
	pan := func(dx, dy float64) {
		m.moved = true
		m.moveTo(m.aim().Pan(dx, dy))
	}
	switch ev.Name {
	case fyne.KeyLeft:
		pan(step, 0)
	case fyne.KeyRight:
		pan(-step, 0)
	case fyne.KeyUp:
		pan(0, step)
	case fyne.KeyDown:
		pan(0, -step)
	case fyne.KeyPlus, fyne.KeyEqual, fyne.KeyMinus, fyne.Key0:
		// these come as runes, too
	case fyne.KeyEscape:
		if !m.Cancel() {
			m.host.KeyTyped(ev)
		}
	default:
		m.host.KeyTyped(ev)
	}
}

// Cancel leaves what was begun, a box or the choice of a place, and reports whether there
// was something.
func (m *Map) Cancel() bool {
	began := m.pointing || m.boxing || m.in.Box != (scene.Box{})
	if m.pointing {
		m.host.Left()
	}
	m.pointing, m.boxing, m.press.boxes, m.in.Box = false, false, false, scene.Box{}
	if began {
		m.repaint()
	}
	return began
}

// plate is the tip of what is under the pointer.
func (m *Map) plate() *timeline.Layer {
	l := &timeline.Layer{}
	if len(m.lines) == 0 || m.in.Hovered < 0 {
		return l
	}
	const inset, widest, line, below = 10, 320, 20, 16
	p := m.in.Palette
	width := float32(0)
	var set []*layout.Paragraph
	for i, words := range m.lines {
		st := layout.Style{Size: 12.5, LineHeight: line, MaxLines: 1, ShowControls: true, Bold: i == 0}
		at := m.typesetter.Shaper.Paragraph(words, st, 0)
		if at.Width > widest {
			at = m.typesetter.Shaper.Paragraph(words, st, widest)
		}
		set, width = append(set, at), max(width, min(at.Width, widest))
	}
	w, h := width+2*inset, float32(len(set)*line)+inset
	x := min(max(m.pointer.X-w/2, 4), float32(m.in.View.W)-w-4)
	y := m.pointer.Y + below
	if y+h > float32(m.in.View.H)-4 {
		y = m.pointer.Y - below - h
	}
	l.Marks = append(l.Marks, timeline.Rect{X: x, Y: y, W: w, H: h, Radius: 8, Fill: p.Raised, Stroke: p.Line, StrokeWidth: 1})
	for i, at := range set {
		left := x + inset
		if at.RTL {
			left = x + w - inset - min(at.Width, widest)
		}
		l.Texts = append(l.Texts, timeline.Text{X: left, Y: y + inset/2 + float32(i*line), P: at, Colour: p.Ink})
	}
	return l
}
