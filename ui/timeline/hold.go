package timeline

import (
	"math"
	"slices"
)

// dragSpan draws the span out to a point of the strip; where it began with a
// press on an end of the span there was, the other end stays.
func (t *Timeline) dragSpan(x float32) {
	step := StepFor(t.view.Scale(), measureUnits)
	m := t.measure
	if started := t.press.at; !t.press.spans {
		t.press.spans = true
		if t.overSpanEdge(started) {
			if math.Abs(t.view.X(m.from)-float64(started.X)) <= spanNear {
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
	p := t.plate(head, below, "")
	x = min(max((x0+x1)/2, p.w/2+tipEdge), t.size().Width-p.w/2-tipEdge)
	return x, plateTop + p.h, true
}

// dragBorder gives a track as many rows as reach down to a height of the strip.
func (t *Timeline) dragBorder(y float32) {
	if t.press.track < 0 {
		t.press.track = t.borderAt(t.press.at)
	}
	track := t.press.track
	height := t.rowHeight()
	if track < 0 || track >= len(t.model.Tracks) || height <= 0 {
		return
	}
	for _, box := range t.scene().Tracks {
		if box.Track != track {
			continue
		}
		rows := min(max(int((y-box.Y0)/height), 1), t.model.Index.Rows(track))
		if t.model.Tracks[track].Rows != rows || t.model.Tracks[track].Collapsed {
			t.model.Tracks = slices.Clone(t.model.Tracks) // the host's own stay
			t.model.Tracks[track].Rows, t.model.Tracks[track].Collapsed = rows, false
			t.invalidate()
		}
	}
}

// dropBorder ends that: the host is told.
func (t *Timeline) dropBorder() {
	if track := t.press.track; track >= 0 && track < len(t.model.Tracks) {
		t.host.TrackSized(track, t.model.Tracks[track].Rows)
	}
}
