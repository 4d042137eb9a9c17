package timeline

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
)

// borderNear is how near to the border below a track the pointer takes hold of it.
const borderNear = 4

// overGutter reports whether a point is beside the plot, on the tracks' names.
func (t *Timeline) overGutter(at fyne.Position) bool {
	x0, x1 := t.view.Plot()
	x, plot := float64(at.X), t.scene().Plot
	return (x < x0 || x >= x1) && x >= 0 && x < t.view.Width() && at.Y < plot.Y+plot.H
}

// trackAt returns the track at a height of the strip, or -1.
func (t *Timeline) trackAt(y float32) int {
	for _, box := range t.scene().Tracks {
		if y >= box.Y0 && y < box.Y1 {
			return box.Track
		}
	}
	return -1
}

// borderAt returns the track whose lower border a point of the gutter is on, or
// -1. A track of one row has nothing to fold or show.
func (t *Timeline) borderAt(at fyne.Position) int {
	if !t.overGutter(at) {
		return -1
	}
	for _, box := range t.scene().Tracks {
		if math.Abs(float64(at.Y-box.Y1)) <= borderNear && t.model.Index.Rows(box.Track) > 1 && t.rowHeight() > 0 {
			return box.Track
		}
	}
	return -1
}

// rowHeight is that of a row of a track, as the display list has it; 0 where no
// mark is in view.
func (t *Timeline) rowHeight() float32 {
	for _, h := range t.scene().Hits {
		return h.Y1 - h.Y0
	}
	return 0
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
