package timeline

import (
	"math"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// measure is a span of time that the reader measures: from where the drag began
// to where it is now, in either order. The zero measure is none.
type measure struct {
	on       bool
	from, to int64
	step     Step // both stand on such steps
}

const (
	// measureUnits is the least width of a step that a span is measured in, in
	// units: as fine as can be aimed at. editUnits is that of dates made or dragged:
	// as fine as can be told apart on the scale.
	measureUnits, editUnits = 0.4, 6
	// spanNear is how near to an end of the span the pointer takes hold of it.
	spanNear = 5
	// plateTop is how far below the plot's top the words of the span stand.
	plateTop = 12
)

// Measured returns the span that is measured, half-open; false if there is none.
func (t *Timeline) Measured() (lo, hi int64, ok bool) {
	m := t.measure
	return min(m.from, m.to), max(m.from, m.to), m.on && m.from != m.to
}

// MeasuredDate returns that span as an interval, as precise as it was measured.
func (t *Timeline) MeasuredDate() (dates.Date, bool) {
	lo, hi, ok := t.Measured()
	if !ok {
		return dates.Date{}, false
	}
	return t.measure.step.Span(lo, hi)
}

// MeasuredAt returns the middle of the lower edge of the words of the span, in
// units of the strip; false where no part of the span is in view, and while it is
// being drawn out.
func (t *Timeline) MeasuredAt() (x, y float32, ok bool) {
	if t.press.down && t.press.spans {
		return 0, 0, false
	}
	head, below := t.spanText()
	x0, x1 := t.spanExtent()
	if head == "" || x0 >= x1 {
		return 0, 0, false
	}
	p := t.plate(head, below)
	x = min(max((x0+x1)/2, p.w/2+tipEdge), t.strip.Size().Width-p.w/2-tipEdge)
	return x, plateTop + p.h, true
}

// Measure measures a span of time, as if it had been dragged.
func (t *Timeline) Measure(lo, hi int64) {
	step := StepFor(t.view.Scale(), measureUnits)
	from := step.Snap(lo)
	t.setMeasure(measure{on: true, from: from, to: max(step.Snap(hi), step.at(step.number(from)+1)), step: step})
}

// MeasureDate measures the span of a date, as precise as it is.
func (t *Timeline) MeasureDate(d dates.Date) {
	start, end, _ := d.Parts()
	step := Step{max(start.Precision, end.Precision), 1}
	if step.Precision == dates.PrecisionSeason {
		step.Precision = dates.PrecisionMonth
	}
	t.setMeasure(measure{on: true, from: d.Lo, to: d.Hi, step: step})
}

// Cancel lets go of what is being dragged, else of the measured span; false if
// there is nothing of the kind.
func (t *Timeline) Cancel() bool {
	switch {
	case t.redate != nil:
		t.redate, t.press.holds = nil, holdsNothing
		t.repaint()
	case t.measure.on:
		if t.press.down && t.press.holds == holdsSpan {
			t.press.holds = holdsNothing
		}
		t.setMeasure(measure{})
	default:
		return false
	}
	return true
}

func (t *Timeline) setMeasure(m measure) {
	if m != t.measure {
		t.measure = m
		t.repaint()
		t.host.Measured()
	}
}

// dragSpan draws the span out to a point of the strip; where it began with a
// press on an end of the span there was, the other end stays.
func (t *Timeline) dragSpan(x float32) {
	step := StepFor(t.view.Scale(), measureUnits)
	m := t.measure
	if started := t.press.at; !t.press.spans {
		t.press.spans = true
		if t.overSpanEdge(started) {
			if near(fyne.NewPos(float32(t.view.X(m.from)), 0), fyne.NewPos(started.X, 0)) {
				m.from, m.to = m.to, m.from
			}
			if m.step.seconds() < step.seconds() {
				step = m.step // the end that stays is as precise as it was
			}
		} else {
			m.from = step.Snap(t.view.Time(float64(started.X)))
		}
	} else if m.step.seconds() < step.seconds() {
		step = m.step
	}
	x0, x1 := t.view.Plot()
	m.on, m.step = true, step
	m.to = step.Snap(t.view.Time(min(max(float64(x), x0), x1)))
	t.setMeasure(m)
}

// overSpanEdge reports whether a point is on an end of the measured span, and
// on no mark.
func (t *Timeline) overSpanEdge(at fyne.Position) bool {
	lo, hi, ok := t.Measured()
	if !ok || !t.overPlot(at) {
		return false
	}
	x := float64(at.X)
	if math.Abs(t.view.X(lo)-x) > spanNear && math.Abs(t.view.X(hi)-x) > spanNear {
		return false
	}
	_, on := t.scene().At(at.X, at.Y)
	return !on
}

// spanExtent is the part of the span in view, in units; empty where x0 >= x1.
func (t *Timeline) spanExtent() (x0, x1 float32) {
	lo, hi, _ := t.Measured()
	return t.extent(lo, hi)
}

// extent is the part of the plot that [lo, hi) takes, in units; empty where
// x0 >= x1.
func (t *Timeline) extent(lo, hi int64) (x0, x1 float32) {
	a, b := t.view.X(lo), t.view.X(hi)
	p0, p1 := t.view.Plot()
	return float32(min(max(min(a, b), p0), p1)), float32(min(max(a, b, p0), p1))
}

// spanText is what is said of the span: its dates, its length, and how many
// events it touches.
func (t *Timeline) spanText() (head, below string) {
	d, ok := t.MeasuredDate()
	if !ok || t.model.Words == nil || t.model.Length == nil || t.model.Many == nil {
		return "", ""
	}
	lo, hi, _ := t.Measured()
	return t.model.Words(d), t.model.Length(lo, hi) + " · " + t.model.Many(t.model.Index.EventsIn(lo, hi))
}

// spanLayer draws the span as a band with its words at the top.
func (t *Timeline) spanLayer() *scene.Layer {
	x0, x1 := t.spanExtent()
	if x0 >= x1 {
		return &scene.Layer{}
	}
	plot := t.scene().Plot
	bottom := plot.Y + plot.H
	band := scene.Rect{X: x0, W: x1 - x0, H: bottom, Fill: t.palette.Window}
	l := &scene.Layer{Bands: []scene.Rect{band}}
	lo, hi, _ := t.Measured()
	for _, end := range [...]int64{lo, hi} {
		if x := float32(t.view.X(end)); x >= x0 && x <= x1 {
			l.Lines = append(l.Lines, scene.Line{X0: x, X1: x, Y1: bottom, Width: 1.5, Colour: t.palette.Accent})
		}
	}
	if head, below := t.spanText(); head != "" {
		words := t.setPlate(t.plate(head, below), (x0+x1)/2, plateTop)
		l.Marks, l.Texts = words.Marks, words.Texts
	}
	return l
}
