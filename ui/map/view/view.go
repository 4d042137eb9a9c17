// Package view is the Fyne widget of the map.
//
// The one idea: the widget holds a view and what is under the pointer; packages scene and
// paint make one picture of that and of the model, and there is no Fyne object per event.
// It names events by their IDs and does nothing to a library: its host is told what the
// reader does. Everything here runs on the UI goroutine.
package view

import (
	"image"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/map/paint"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
	"tarikh.org/tarikh/ui/motion"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	timeline "tarikh.org/tarikh/ui/timeline/scene"
)

var (
	_ fyne.Widget        = (*Map)(nil)
	_ fyne.Focusable     = (*Map)(nil)
	_ fyne.Draggable     = (*Map)(nil)
	_ fyne.Scrollable    = (*Map)(nil)
	_ desktop.Mouseable  = (*Map)(nil)
	_ desktop.Hoverable  = (*Map)(nil)
	_ desktop.Cursorable = (*Map)(nil)
)

// Host is told what the reader does on the map.
type Host interface {
	// Chosen: the reader clicked a place with one event.
	Chosen(event data.ID)
	// Met: the reader clicked events that no view takes apart; one is to be chosen, at a
	// position on the canvas.
	Met(events []data.ID, at fyne.Position)
	// Boxed: the reader drew a box, in degrees.
	Boxed(south, west, north, east float64)
	// Pointed: the reader clicked a place while one was asked for, see Map.Point; metres is
	// how far a step of the pointer is. Left: they want none.
	Pointed(lat, lon, metres float64)
	Left()
	// Lines are what is said of events in a tip, false while it is not loaded.
	Lines(events []data.ID) ([]string, bool)
	// KeyTyped and RuneTyped get what is typed while the map has the keyboard and does
	// not mean the map.
	KeyTyped(ev *fyne.KeyEvent)
	RuneTyped(r rune)
}

// Map is the widget.
type Map struct {
	widget.BaseWidget
	host       Host
	typesetter *text.Typesetter
	builder    *scene.Builder
	painter    paint.Painter
	in         scene.Input
	work       work
	animates   func() bool
	now        func() time.Time

	raster       *canvas.Raster
	picture      *image.RGBA
	stale, asked bool
	moved        bool            // by the reader, since the last Fit
	way          *way            // nil at rest
	ticks        *fyne.Animation // while there is a way, and a frame longer

	press    press
	clicks   input.Clicks
	pointer  fyne.Position
	lines    []string // of the tip
	pointing bool     // a place is asked for
	boxing   bool     // the next drag draws a box
}

// New returns a map of a world with nothing on it. What takes long is made on goroutines of
// its own and comes back through post, while what there was is shown; without post all is
// made at once, for pictures and tests.
func New(t *text.Typesetter, w *scene.World, p palette.Palette, host Host, animates func() bool, post func(func())) *Map {
	m := &Map{host: host, typesetter: t, builder: scene.NewBuilder(t.Shaper, w), animates: animates, now: time.Now, stale: true}
	m.work = work{post: post, world: w}
	m.painter.Glyphs = t.Glyphs
	m.in = scene.Input{View: project.World(1, 1), Hovered: -1, Palette: p, Numbers: func(int) string { return "" }}
	m.raster = text.NewRaster(m.paint)
	m.ExtendBaseWidget(m)
	return m
}

// SetIndex shows events in a language, with numbers as it writes them.
func (m *Map) SetIndex(x *scene.Index, lang string, numbers func(int) string) {
	first := m.in.Index == nil || m.in.Index.Len() == 0
	m.in.Index, m.in.Lang, m.in.Numbers, m.in.Hovered = x, lang, numbers, -1
	m.lines = nil
	if first && !m.moved {
		m.fit(false)
	}
	m.repaint()
}

// Index is what is shown.
func (m *Map) Index() *scene.Index { return m.in.Index }

// SetTime shows a part of time; fresh is what has just come while time is played.
func (m *Map) SetTime(in, fresh scene.Span) {
	if m.in.Time != in || m.in.Fresh != fresh {
		m.in.Time, m.in.Fresh = in, fresh
		m.repaint()
	}
}

// Time is the part of time that is shown.
func (m *Map) Time() scene.Span { return m.in.Time }

// SetPalette changes the colours.
func (m *Map) SetPalette(p palette.Palette) {
	m.in.Palette = p
	m.repaint()
}

// Keep keeps labels clear of what lies over the map.
func (m *Map) Keep(taken []scene.Box) {
	if !slices.Equal(m.in.Taken, taken) {
		m.in.Taken = taken
		m.repaint()
	}
}

// Select shows an event as selected, zero: none; its places come into view where they are
// not.
func (m *Map) Select(event data.ID) {
	if m.in.Selected == event {
		return
	}
	m.in.Selected = event
	if m.in.Index != nil && event != (data.ID{}) {
		if x0, y0, x1, y1, ok := m.in.Index.Bounds(event); ok {
			v := m.aim()
			ax, ay := v.On(x0, y1)
			bx, by := v.On(x1, y0)
			if (ax < 0 || ay < 0 || bx > v.W || by > v.H) && v.W > 1 {
				m.moveTo(v.Fit(x0, y0, x1, y1, v.Scale))
			}
		}
	}
	m.repaint()
}

// Fit shows all places that have events; the whole world where there are none.
func (m *Map) Fit() { m.fit(true) }

func (m *Map) fit(animated bool) {
	m.moved = false
	to := project.World(m.in.View.W, m.in.View.H)
	if m.in.Index != nil {
		if x0, y0, x1, y1, ok := m.in.Index.Bounds(data.ID{}); ok {
			const nearest = 3000 // a city among its neighbours
			to = to.Fit(x0, y0, x1, y1, nearest)
		}
	}
	if animated {
		m.moveTo(to)
		return
	}
	m.setView(to)
}

// Zoom enlarges what is in the middle.
func (m *Map) Zoom(factor float64) {
	m.moved = true
	v := m.aim()
	m.moveTo(v.Zoom(v.W/2, v.H/2, factor))
}

// Point asks the reader for a place on the map, or no longer.
func (m *Map) Point(on bool) {
	m.pointing = on
	m.repaint()
}

// Pointing reports whether a place is asked for.
func (m *Map) Pointing() bool { return m.pointing }

// Box lets the next drag draw a box, as one with Shift does.
func (m *Map) Box() { m.boxing = true }

// Picture paints what is in view, scale pixels to the unit, with words at its foot that say
// where the map is from; "": without.
func (m *Map) Picture(scale float32, credits string) *image.RGBA {
	in := m.in
	foot := m.foot(credits)
	in.Hovered, in.Joined, in.Taken = -1, nil, nil
	for _, p := range foot.Marks {
		in.Taken = append(in.Taken, scene.Box{X0: p.X, Y0: p.Y, X1: p.X + p.W, Y1: p.Y + p.H})
	}
	img := image.NewRGBA(image.Rect(0, 0, int(in.View.W*float64(scale)), int(in.View.H*float64(scale))))
	m.painter.Paint(img, m.builder.Build(in), scale)
	m.painter.Over(img, &foot, scale)
	m.stale = true
	return img
}

// foot is a plate with words at the foot.
func (m *Map) foot(words string) (l timeline.Layer) {
	if words == "" {
		return l
	}
	const margin, inset = 12, 6
	set := m.typesetter.Shaper.Paragraph(words, layout.Style{Size: 10.5, LineHeight: 15, MaxLines: 1, ShowControls: true}, 0)
	if most := float32(m.in.View.W) - 2*(margin+inset); set.Width > most {
		set = m.typesetter.Shaper.Paragraph(words, layout.Style{Size: 10.5, LineHeight: 15, ShowControls: true}, most)
	}
	x, y := float32(margin), float32(m.in.View.H)-margin-set.Height-inset
	if set.RTL {
		x = float32(m.in.View.W) - margin - set.Width - 2*inset
	}
	left := x + inset
	if set.RTL && set.Box > set.Width {
		left -= set.Box - set.Width
	}
	l.Marks = []timeline.Rect{{X: x, Y: y, W: set.Width + 2*inset, H: set.Height + inset, Radius: 5, Fill: m.in.Palette.Panel}}
	l.Texts = []timeline.Text{{X: left, Y: y + inset/2, P: set, Colour: m.in.Palette.Ink}}
	return l
}

// Marks are where the clusters are, for tests from outside: the middle of each in units and
// its events.
func (m *Map) Marks(each func(x, y float32, events []data.ID)) {
	in := m.in
	in.Joined = nil
	l := m.builder.Build(in)
	for i := range l.Clusters {
		each(l.Clusters[i].X, l.Clusters[i].Y, m.builder.Events(in, i))
	}
}

// moveTo goes to a view: in a moment, or at once.
func (m *Map) moveTo(to project.View) {
	const moment = 220 * time.Millisecond
	m.travel(to, moment, func(part float64) float64 {
		rest := 1 - part
		return 1 - rest*rest*rest
	})
}

// way is how the map goes to a view.
type way struct {
	from, to project.View
	begun    time.Time
	in       time.Duration
	gone     func(part float64) float64 // how much of the way is, by the part of the time
}

// travel goes to a view in a time, or at once; gone is how much of the way is, by the part
// of the time.
func (m *Map) travel(to project.View, in time.Duration, gone func(part float64) float64) {
	m.stop()
	if !m.animates() {
		m.setView(to)
		return
	}
	m.way = &way{m.in.View, to, m.now(), in, gone}
	if m.ticks == nil {
		// One that goes on from way to way: Fyne leaves out the first frame of each new one.
		const forEver = 10_000 * time.Hour
		m.ticks = &fyne.Animation{Duration: forEver, Curve: fyne.AnimationLinear, Tick: m.tick}
		m.ticks.Start()
	}
}

// tick goes on with the way before each frame; ended is 1 where there is no time between.
func (m *Map) tick(ended float32) {
	w := m.way
	if w == nil {
		m.ticks.Stop()
		m.ticks = nil
		return
	}
	part := float64(m.now().Sub(w.begun)) / float64(w.in)
	if part >= 1 || ended == 1 {
		m.way, part = nil, 1
	}
	m.setView(project.Between(w.from, w.to, w.gone(part)))
}

// Tell goes to the places of an event as from one step of a story to the next; the zero ID:
// to those of all events in a part of time. Without any it stays.
func (m *Map) Tell(event data.ID, in scene.Span) {
	x := m.in.Index
	if x == nil || m.in.View.W <= 1 {
		return
	}
	x0, y0, x1, y1, ok := x.BoundsIn(in)
	if event != (data.ID{}) {
		x0, y0, x1, y1, ok = x.Bounds(event)
	}
	if ok {
		m.moved = true
		m.travel(m.aim().Tell(x0, y0, x1, y1), motion.Step, motion.Ease)
	}
}

// aim is where the view is, or is going.
func (m *Map) aim() project.View {
	if m.way != nil {
		return m.way.to
	}
	return m.in.View
}

func (m *Map) stop() {
	m.way = nil
}

func (m *Map) setView(v project.View) {
	if v != m.in.View {
		m.in.View, m.in.Hovered, m.lines = v, -1, nil
		m.repaint()
	}
}

// repaint asks for a new picture, once for each that is taken.
func (m *Map) repaint() {
	m.stale = true
	if !m.asked {
		m.asked = true
		m.raster.Refresh()
	}
}

// paint is the raster's generator: w and h are device pixels.
func (m *Map) paint(w, h int) image.Image {
	m.asked = false
	width := m.raster.Size().Width
	if w < 1 || h < 1 || width < 1 {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	if m.picture == nil || m.picture.Rect.Dx() != w || m.picture.Rect.Dy() != h {
		m.picture, m.stale = image.NewRGBA(image.Rect(0, 0, w, h)), true
	}
	if m.stale {
		m.stale = false
		scale := float32(w) / width
		m.draw(scale)
		m.painter.Over(m.picture, m.plate(), scale)
	}
	return m.picture
}

// MinSize is part of fyne.Widget.
func (m *Map) MinSize() fyne.Size { return fyne.NewSize(120, 100) }

// Refresh draws everything again.
func (m *Map) Refresh() { m.repaint() }

// CreateRenderer is part of fyne.Widget.
func (m *Map) CreateRenderer() fyne.WidgetRenderer { return &renderer{m} }

type renderer struct{ m *Map }

func (r *renderer) Destroy()                     {}
func (r *renderer) MinSize() fyne.Size           { return r.m.MinSize() }
func (r *renderer) Refresh()                     { r.m.Refresh() }
func (r *renderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.m.raster} }

func (r *renderer) Layout(size fyne.Size) {
	m := r.m
	to := m.aim()
	m.stop()
	m.in.View = to.Resized(float64(size.Width), float64(size.Height))
	m.raster.Resize(size)
	if !m.moved {
		m.fit(false)
	}
	m.repaint()
}
