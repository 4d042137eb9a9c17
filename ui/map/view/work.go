package view

import (
	"tarikh.org/tarikh/ui/map/paint"
	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
)

// work is what is made away from the interface: clusters and backdrops, each one at a time.
// A frame shows what there is and asks for what it lacks; when that has come it is drawn
// again, and asks again if the map has moved on meanwhile.
type work struct {
	post  func(func()) // nil: nothing is made elsewhere
	world *scene.World

	joiner  scene.Joiner
	joining bool
	joined  *scene.Joined

	plotter  paint.Plotter
	plotting bool
	far      *paint.Backdrop // of the whole world
	near     *paint.Backdrop // of what is in view and around it
	spare    *paint.Backdrop // that is not shown any more
}

// around is how many units a backdrop goes beyond what is in view.
const around = 128

// A backdrop is enlarged or made smaller by so much at most before another is drawn, while
// the map is moving to another scale.
const least, most = 0.6, 1.8

// draw draws a frame.
func (m *Map) draw(scale float32) {
	w := &m.work
	if w.post == nil {
		m.painter.Paint(m.picture, m.builder.Build(m.in), scale)
		return
	}
	m.join()
	m.in.Joined = w.joined
	l := m.builder.Build(m.in)
	m.plot(l, scale)
	var backdrops []*paint.Backdrop
	for _, b := range []*paint.Backdrop{w.far, w.near} {
		if b != nil {
			backdrops = append(backdrops, b)
		}
	}
	m.painter.PaintOver(m.picture, l, scale, backdrops...)
}

// join asks for clusters if those that there are are not the ones that are needed.
func (m *Map) join() {
	w := &m.work
	if w.joined == nil {
		w.joined = &scene.Joined{}
	}
	need := m.needed()
	if w.joining || w.joined.Meets(need) {
		return
	}
	w.joining = true
	go func() {
		joined := w.joiner.Join(need)
		w.post(func() {
			w.joining, w.joined = false, joined
			if m.in.Hovered >= 0 {
				m.in.Hovered, m.lines = -1, nil
			}
			m.repaint()
		})
	}()
}

// ahead and behind are how much closer, and how much farther, the view may be that the map
// goes to for its clusters to be shown on the way there: those of one much closer would lie
// over each other.
const ahead, behind = 1.5, 0.4

// needed are the clusters of the view that the map goes to, so that there are no others for
// each step of the way, or those of where it is.
func (m *Map) needed() scene.Need {
	in := m.in
	if by := m.aim().Scale / in.View.Scale; by < ahead && by > behind {
		in.View = m.aim()
	}
	return in.Need()
}

// plot asks for a backdrop, if those that there are do not do.
func (m *Map) plot(l *scene.List, scale float32) {
	w := &m.work
	if w.plotting {
		return
	}
	size := m.picture.Rect.Size()
	plot := paint.PlotOf(l, size, scale, 0)
	whole := plot
	whole.View = project.World(m.in.View.W, m.in.View.H)
	whole.Ground = w.world.Far()
	switch {
	case w.far == nil || !w.far.Shows(whole, 0):
		m.make(whole, func(b *paint.Backdrop) { w.far = b }, nil)
	case m.way != nil && w.near != nil && w.near.Covers(plot, 0) && w.near.Enlarged(plot) > least && w.near.Enlarged(plot) < most:
		// it will do until the map is where it goes
	default:
		plot.View = m.aim()
		if plot.View != m.in.View {
			plot.Ground = w.world.At(plot.View.Scale)
		}
		plot.Around = int(around * scale)
		if whole := w.far.Shows(plot, 0); whole || w.near != nil && w.near.Shows(plot, plot.Around/2) {
			return
		}
		into := w.spare
		w.spare = nil
		m.make(plot, func(b *paint.Backdrop) { w.near, w.spare = b, w.near }, into)
	}
}

// make draws a backdrop.
func (m *Map) make(plot paint.Plot, have func(*paint.Backdrop), into *paint.Backdrop) {
	w := &m.work
	w.plotting = true
	go func() {
		b := w.plotter.Draw(plot, into)
		w.world.Prepare()
		w.post(func() {
			w.plotting = false
			have(b)
			m.repaint()
		})
	}()
}
