package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// This file is what the reader changes on the strip, and the bar of buttons
// below a measured span.

// editable reports whether events can be made and dragged on the strip.
func (s *strip) editable() bool {
	ro, _ := s.w.session.ReadOnly()
	return s.w.session.Library() != nil && !ro && !s.w.State.Locked
}

// EventWanted asks for an event on a track.
func (s *strip) EventWanted(track int, date dates.Date) {
	n := s.w.session.Library()
	if n == nil {
		return
	}
	id := data.ID{}
	if track >= 0 && track < len(n.Tracks) {
		id = n.Tracks[track].ID
	}
	s.w.later(func() { s.w.events.Add(date, id) })
}

// EventMoved writes the new date of the selected event.
func (s *strip) EventMoved(event data.ID, date dates.Date) {
	n, v := s.w.session.Library(), s.w.session.Event()
	if n == nil || v == nil || event != v.ID || !s.editable() {
		return
	}
	after := v.Event
	after.Date = date
	s.w.session.Do(data.Edit{Label: "edit.event.change", Events: []data.Change[data.Event]{data.Update(v.Event, after)}}, nil)
}

// mostMet is how many events a menu lists.
const mostMet = 12

// EventsMet lists events of a track that no zoom separates, to choose one of them.
func (s *strip) EventsMet(track int, events []data.ID, at fyne.Position) {
	w, k := s.w, s.w.env.Kit
	n := w.session.Library()
	if n == nil || track < 0 || track >= len(n.Tracks) {
		return
	}
	colour := n.Tracks[track].Colour
	listed := events[:min(len(events), mostMet)]
	w.later(func() {
		w.session.LoadCaptions(listed, func() {
			items := []control.Item{{Text: k.Locale.TN("count.events", len(events))}}
			for _, e := range listed {
				title, _ := s.title(e)
				items = append(items, control.Item{Text: title, Colour: colour, Run: func() { w.session.SelectAndRead(e) }})
			}
			if more := len(events) - mostMet; more > 0 {
				items = append(items, control.Item{Text: k.Locale.TN("events.met.more", more)})
			}
			k.ShowMenu(w.win.Canvas(), at, items)
		})
	})
}

// toggleLock switches what the reader does on the strip between reading and editing.
func (w *Window) toggleLock() {
	w.State.Locked = !w.State.Locked
	w.remember()
	w.strip.model()
}

// measure measures the selected event where it lasts, else the middle of the
// view; again, it stops measuring.
func (s *strip) measure() {
	if s.line.Cancel() {
		return
	}
	if v := s.w.session.Event(); v != nil && v.Date.Lo != dates.OpenLo && v.Date.Hi != dates.OpenHi && v.Date.Hi-v.Date.Lo > 24*60*60 {
		s.line.Measure(v.Date.Lo, v.Date.Hi)
		return
	}
	v := s.line.Viewport()
	x0, x1 := v.Plot()
	a, b := v.Time(x0+(x1-x0)/4), v.Time(x1-(x1-x0)/4)
	s.line.Measure(min(a, b), max(a, b))
}

// showSpan goes to a span of time and measures it, so that it is seen as such.
func (s *strip) showSpan(d dates.Date) {
	if d.Lo == dates.OpenLo || d.Hi == dates.OpenHi {
		return
	}
	s.line.ShowSpan(d.Lo, d.Hi)
	s.line.MeasureDate(d)
}

// measureBar is the row of buttons below the words of a measured span.
func (s *strip) measureBar() *fyne.Container {
	w, k := s.w, s.w.env.Kit
	s.annotate = k.Button(control.Quiet, k.T("measure.note"), nil, func() {
		if d, ok := s.line.MeasuredDate(); ok {
			w.notes.Begin(data.Annotation{Span: d})
		}
	})
	zoom := k.Button(control.Quiet, k.T("measure.zoom"), nil, func() {
		if lo, hi, ok := s.line.Measured(); ok {
			s.line.ShowSpan(lo, hi)
		}
	})
	stop := k.IconButton(fynetheme.CancelIcon(), k.T("button.cancel"), func() { s.line.Cancel() })
	bar := control.Stack(control.NewSurface(control.Raised, control.Line, 8), k.Pad(3, 2, 3, 2, k.Row(2, -1, zoom, s.annotate, stop)))
	bar.Hide()
	return bar
}

// Measured places that bar.
func (s *strip) Measured() {
	if s.bar == nil {
		return
	}
	x, y, ok := s.line.MeasuredAt()
	if !ok {
		s.bar.Hide()
		return
	}
	if ro, _ := s.w.session.ReadOnly(); ro {
		s.annotate.Disable()
	} else {
		s.annotate.Enable()
	}
	const gap = 6
	size := s.bar.MinSize()
	s.bar.Resize(size)
	s.bar.Move(fyne.NewPos(min(max(x-size.Width/2, gap), max(s.line.Size().Width-size.Width-gap, gap)), y+gap))
	s.bar.Show()
	s.bar.Refresh()
}

// over lays the strip out in full, with the bar over it where it has been put.
type over struct{ s *strip }

func (o over) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	o.s.Measured()
}

func (o over) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (s *strip) withBar() *fyne.Container {
	s.bar = s.measureBar()
	return container.New(over{s}, s.line, s.bar)
}

// certainty is how sure the date of an event is, as far as it is loaded.
func (s *strip) certainty(event data.ID) scene.Certainty {
	d, ok := s.date(event)
	if !ok {
		return scene.Certainty{}
	}
	return scene.CertaintyOf(d)
}
