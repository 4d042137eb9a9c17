package timeline

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// dragEvent moves what is held of the event to a point of the strip. Where that
// is no date, the last one that was stays.
func (t *Timeline) dragEvent(x float32) {
	if t.redate == nil {
		id := t.model.Index.ID(t.press.hit.Event)
		old, ok := t.model.Exact(id)
		if !ok {
			t.press.holds = holdsNothing
			return
		}
		old = t.model.Axis.Shown(old)
		t.redate = &redate{event: id, part: t.press.holds.part(), old: old, date: old, row: t.press.hit}
	}
	r := t.redate
	from, to := t.view.Time(float64(t.press.at.X)), t.view.Time(float64(x))
	if d, ok := Moved(r.old, r.part, from, to, t.editStep()); ok {
		r.date = d
	}
	t.strip.repaint()
}

// editStep is what dates snap to at the present zoom.
func (t *mover) editStep() Step { return StepFor(t.view.Scale(), editUnits) }

// dropEvent ends a drag: the host is told the new date, if it is another.
func (t *Timeline) dropEvent() {
	r := t.redate
	t.redate = nil
	t.strip.repaint()
	if r != nil && r.date != r.old {
		t.host.EventMoved(r.event, r.date)
	}
}

// makeEvent asks for an event at an empty place of the strip.
func (t *Timeline) makeEvent(at fyne.Position) {
	if !t.model.Editable || !t.overPlot(at) {
		return
	}
	track, all := t.trackAt(at.Y), t.scene().Tracks
	if track < 0 && len(all) > 0 { // below the last one
		track = all[len(all)-1].Track
	}
	if d, ok := t.editStep().Date(t.view.Time(float64(at.X))); ok {
		t.host.EventWanted(track, d)
	}
}

// redateLayer draws the event where it would be, with its date beside it.
func (t *board) redateLayer(r *redate) *scene.Layer {
	const dot, pill, least = 13, 17, 20
	x0, x1 := t.extent(r.date.Lo, r.date.Hi)
	y, h := (r.row.Y0+r.row.Y1)/2, float32(pill)
	if x1-x0 < least {
		middle := (x0 + x1) / 2
		x0, x1, h = middle-dot/2, middle+dot/2, dot
	}
	fill := t.palette.Accent
	fill.A = 0x60
	plot := t.scene().Plot
	l := &scene.Layer{
		Marks: []scene.Rect{{X: x0, Y: y - h/2, W: x1 - x0, H: h, Radius: h / 2, Fill: fill, Stroke: t.palette.Accent, StrokeWidth: 1.5}},
	}
	for _, end := range t.heldEnds(r) {
		x := float32(t.view.X(end))
		l.Lines = append(l.Lines, scene.Line{X0: x, X1: x, Y0: 0, Y1: plot.Y + plot.H, Width: 1, Dash: 3, Colour: t.palette.Accent})
	}
	if t.model.Words == nil {
		return l
	}
	words := t.model.Words(r.event, r.date)
	length := ""
	if t.model.Length != nil && r.part != PartBody {
		length = t.model.Length(r.date.Lo, r.date.Hi)
	}
	p := t.plate(words, length, "")
	top := r.row.Y0 - tipGap - p.h
	if top < tipEdge {
		top = r.row.Y1 + tipGap
	}
	about := (x0 + x1) / 2
	switch {
	case r.part == PartStart != t.view.RTL() && r.part != PartBody:
		about = x0
	case r.part != PartBody:
		about = x1
	}
	set := t.setPlate(p, about, top)
	l.Marks, l.Texts = append(l.Marks, set.Marks...), set.Texts
	return l
}

// heldEnds are the ends of the date that move and can be seen.
func (t *board) heldEnds(r *redate) []int64 {
	var ends []int64
	lo, hi := t.view.Range()
	if r.part != PartEnd && r.date.Lo >= lo && r.date.Lo <= hi {
		ends = append(ends, r.date.Lo)
	}
	if r.part != PartStart && r.date.Hi >= lo && r.date.Hi <= hi {
		ends = append(ends, r.date.Hi)
	}
	return ends
}

// Cancel drops what is being dragged, else the measured span; false if
// there is nothing of the kind.
func (t *Timeline) Cancel() bool {
	switch {
	case t.redate != nil:
		t.redate, t.press.holds = nil, holdsNothing
		t.strip.repaint()
	case t.carry != nil:
		if c := t.carry; c.out {
			t.host.EventCarried(c.event, fyne.Position{}, false)
		}
		t.carry, t.press.holds = nil, holdsNothing
		t.strip.repaint()
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
