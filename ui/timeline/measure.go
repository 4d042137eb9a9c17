package timeline

import (
	"math"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// measure is a span of time that the reader measures: from where the drag began
// to where it is now, in either order. The zero measure is none.
type measure struct {
	on       bool
	from, to int64
	step     Step // both are on such steps
}

const (
	// measureUnits is the least width of a step that a span is measured in, in
	// units: as fine as can be aimed at. editUnits is that of dates made or dragged:
	// as fine as can be told apart on the scale.
	measureUnits, editUnits = 0.4, 6
	// spanNear is how near to an end of the span the pointer takes hold of it.
	spanNear = 5
	// plateTop is how far below the plot's top the words of the span are.
	plateTop = 12
)

// Measured returns the span that is measured, half-open; false if there is none.
func (t *board) Measured() (lo, hi int64, ok bool) {
	m := t.measure
	return min(m.from, m.to), max(m.from, m.to), m.on && m.from != m.to
}

// MeasuredDate returns that span as an interval, as precise as it was measured.
func (t *board) MeasuredDate() (dates.Date, bool) {
	lo, hi, ok := t.Measured()
	if !ok {
		return dates.Date{}, false
	}
	return t.measure.step.Span(lo, hi)
}

// Measure measures a span of time, as if it had been dragged.
func (t *board) Measure(lo, hi int64) {
	step := StepFor(t.view.Scale(), measureUnits)
	from := step.Snap(lo)
	t.setMeasure(measure{on: true, from: from, to: max(step.Snap(hi), step.at(step.number(from)+1)), step: step})
}

// MeasureDate measures the span of a date, as precise as it is.
func (t *board) MeasureDate(d dates.Date) {
	start, end, _ := d.Parts()
	step := Step{max(start.Precision, end.Precision), 1}
	if step.Precision == dates.PrecisionSeason {
		step.Precision = dates.PrecisionMonth
	}
	t.setMeasure(measure{on: true, from: d.Lo, to: d.Hi, step: step})
}

func (t *board) setMeasure(m measure) {
	if m != t.measure {
		t.measure = m
		t.strip.repaint()
		t.host.Measured()
	}
}

// overSpanEdge reports whether a point is on an end of the measured span, on the scale
// or below it, and on no mark.
func (t *board) overSpanEdge(at fyne.Position) bool {
	lo, hi, ok := t.Measured()
	if !ok || !t.overPlot(at) && !t.overScale(at) {
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
func (t *board) spanExtent() (x0, x1 float32) {
	lo, hi, _ := t.Measured()
	return t.extent(lo, hi)
}

// spanText is what is said of the span: its dates, its length, and how many
// events it touches.
func (t *board) spanText() (head, below string) {
	d, ok := t.MeasuredDate()
	if !ok || t.model.Words == nil || t.model.Length == nil || t.model.Many == nil {
		return "", ""
	}
	lo, hi, _ := t.Measured()
	return t.model.Words(data.ID{}, d), t.model.Length(lo, hi) + " · " + t.model.Many(t.model.Index.EventsIn(lo, hi))
}

// spanLayer draws the span as a band with its words at the top.
func (t *board) spanLayer() *scene.Layer {
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
		words := t.setPlate(t.plate(head, below, ""), (x0+x1)/2, plateTop)
		l.Marks, l.Texts = words.Marks, words.Texts
	}
	return l
}
