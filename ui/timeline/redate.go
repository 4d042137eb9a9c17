package timeline

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// redate is an event whose date is being dragged.
type redate struct {
	event     data.ID
	part      Part
	old, date dates.Date // before, and as it would be now
	row       scene.Hit
}

const (
	// eventMoves is how far the pointer moves before an event does, in units: a
	// click with an unsteady hand changes nothing.
	eventMoves = 4
	// endNear is how near to an end of a date's mark the pointer takes hold of it,
	// and endsFrom the least width of a mark that has ends.
	endNear, endsFrom = 6, 26
)

// ofEvent reports whether a drag changes the date of an event.
func (g grasp) ofEvent() bool { return g == holdsBody || g == holdsStart || g == holdsEnd }

// graspOfEvent is which part of the selected event's date a press at a point
// takes hold of; the view where there is none to be dragged.
func (t *Timeline) graspOfEvent(at fyne.Position) grasp {
	if t.selected < 0 || !t.model.Editable || t.model.Exact == nil {
		return holdsView
	}
	hit, on := t.scene().At(at.X, at.Y)
	if !on || hit.Event != t.selected {
		return holdsView
	}
	date, ok := t.model.Exact(t.chosen)
	if !ok {
		return holdsView
	}
	left, right := holdsStart, holdsEnd
	if t.view.RTL() {
		left, right = right, left
	}
	if hit.M1-hit.M0 >= endsFrom {
		switch {
		case at.X >= hit.M0-endNear && at.X <= hit.M0+endNear && Movable(date, left.part()):
			return left
		case at.X >= hit.M1-endNear && at.X <= hit.M1+endNear && Movable(date, right.part()):
			return right
		}
	}
	// The label beside a mark stands for it, too.
	if Movable(date, PartBody) {
		return holdsBody
	}
	return holdsView
}

func (g grasp) part() Part {
	switch g {
	case holdsStart:
		return PartStart
	case holdsEnd:
		return PartEnd
	}
	return PartBody
}

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
		t.redate = &redate{event: id, part: t.press.holds.part(), old: old, date: old, row: t.press.hit}
	}
	r := t.redate
	from, to := t.view.Time(float64(t.press.at.X)), t.view.Time(float64(x))
	if d, ok := Moved(r.old, r.part, from, to, t.editStep()); ok {
		r.date = d
	}
	t.repaint()
}

// editStep is what dates snap to at the present zoom.
func (t *Timeline) editStep() Step { return StepFor(t.view.Scale(), editUnits) }

// dropEvent ends a drag: the host is told the new date, if it is another.
func (t *Timeline) dropEvent() {
	r := t.redate
	t.redate = nil
	t.repaint()
	if r != nil && r.date != r.old {
		t.host.EventMoved(r.event, r.date)
	}
}

// makeEvent asks for an event at an empty place of the strip.
func (t *Timeline) makeEvent(at fyne.Position) {
	track := t.trackAt(at.Y)
	if !t.model.Editable || !t.overPlot(at) || track < 0 && len(t.scene().Tracks) > 0 {
		return
	}
	if d, ok := t.editStep().Date(t.view.Time(float64(at.X))); ok {
		t.host.EventWanted(track, d)
	}
}

// redateLayer draws the event where it would be, with its date beside it.
func (t *Timeline) redateLayer() *scene.Layer {
	const dot, pill, least = 13, 17, 20
	r := t.redate
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
	words := t.model.Words(r.date)
	length := ""
	if t.model.Length != nil && r.part != PartBody {
		length = t.model.Length(r.date.Lo, r.date.Hi)
	}
	p := t.plate(words, length)
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
func (t *Timeline) heldEnds(r *redate) []int64 {
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
