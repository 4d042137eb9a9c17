package strip

import (
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/timeline"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// pan moves a third of the view along time: on where direction > 0.
func (s *view) pan(direction float64) {
	x0, x1 := s.line.Viewport().Plot()
	by := (x1 - x0) / 3 * direction
	if !s.parts.Choices.AxisRTL() {
		by = -by
	}
	s.line.Pan(by)
}

// CentreDay is the day in the middle of the view.
func (s *view) CentreDay() dates.Date {
	v := s.line.Viewport()
	x0, x1 := v.Plot()
	d, err := dates.Parse(time.Unix(v.Time((x0+x1)/2), 0).UTC().Format("2006-01-02"))
	if err != nil {
		return dates.Date{}
	}
	return d
}

// SpanInView is the time in view as a date, as precise as the zoom; false where no
// date says it.
func (s *view) SpanInView() (dates.Date, bool) {
	const tenth = 10
	v := s.line.Viewport()
	lo, hi := v.Range()
	x0, x1 := v.Plot()
	step := timeline.StepFor(v.Scale(), (x1-x0)/tenth)
	lo, hi = step.Snap(lo), step.Snap(hi)
	return step.Span(lo, max(hi, lo+1))
}

// Range is the time in view, in Unix seconds.
func (s *view) Range() (lo, hi int64) { return s.line.Viewport().Range() }

// OnMoved follows each change of the time in view.
func (s *view) OnMoved(told func()) (unsubscribe func()) {
	return s.moves.Subscribe(func(struct{}) { told() })
}

// GoTo shows a span of time.
func (s *view) GoTo(lo, hi int64) { s.line.GoTo(lo, hi) }

// Tell goes to a step of a story: to an event, or the time of a view.
func (s *view) Tell(event data.ID, lo, hi int64) { s.line.Tell(event, lo, hi) }

// Light highlights events of the shown index; nil: none.
func (s *view) Light(l *scene.Lit) {
	s.lighted = l
	s.line.Light(s.lit(l))
}

// Focused reports whether the timeline has the keyboard.
func (s *view) Focused() bool { return s.host.Canvas.Focused() == fyne.Focusable(s.line) }

// measure measures the selected event where it lasts, else the middle of the
// view; again, it stops measuring.
func (s *view) measure() {
	if s.line.Cancel() {
		return
	}
	if v := s.host.Library.Event(); v != nil {
		lo, hi := s.host.Library.Axis().Bounds(v.Date)
		if lo != dates.OpenLo && hi != dates.OpenHi && hi-lo > 24*60*60 {
			s.line.Measure(lo, hi)
			return
		}
	}
	v := s.line.Viewport()
	x0, x1 := v.Plot()
	a, b := v.Time(x0+(x1-x0)/4), v.Time(x1-(x1-x0)/4)
	s.line.Measure(min(a, b), max(a, b))
}

// ShowSpan goes to a span of time and measures it, so that its extent is visible.
func (s *view) ShowSpan(d dates.Date) {
	d = s.host.Library.Axis().Shown(d)
	if d.Lo == dates.OpenLo || d.Hi == dates.OpenHi {
		return
	}
	s.line.ShowSpan(d.Lo, d.Hi)
	s.line.MeasureDate(d)
}

// ShowDate shows a date with some time around it, and measures it where it lasts.
func (s *view) ShowDate(d dates.Date) {
	const around = 2
	d = s.host.Library.Axis().Shown(d)
	length := d.Hi - d.Lo
	s.line.ShowSpan(d.Lo-around*length, d.Hi+around*length)
	s.line.MeasureDate(d)
}
