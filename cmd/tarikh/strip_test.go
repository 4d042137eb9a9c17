package main

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/shell"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/timeline"
)

// stripOf is the timeline in the content of a window.
func stripOf(t testing.TB, o fyne.CanvasObject) *timeline.Timeline {
	t.Helper()
	var find func(o fyne.CanvasObject) *timeline.Timeline
	find = func(o fyne.CanvasObject) *timeline.Timeline {
		var inside []fyne.CanvasObject
		switch o := o.(type) {
		case *timeline.Timeline:
			return o
		case *fyne.Container:
			inside = o.Objects
		case fyne.Widget:
			inside = test.WidgetRenderer(o).Objects()
		}
		for _, o := range inside {
			if line := find(o); line != nil {
				return line
			}
		}
		return nil
	}
	line := find(o)
	if line == nil {
		t.Fatal("the window has no timeline")
	}
	return line
}

// shownStrip is the timeline of a window with the sample, large enough to be used.
func shownStrip(t testing.TB) (*shell.Window, queue, *timeline.Timeline) {
	t.Helper()
	w, q := testWindow(t, "en")
	win := test.NewTempWindow(t, w.Content())
	win.Resize(fyne.NewSize(1280, 800))
	line := stripOf(t, w.Content())
	line.SetAnimated(false)
	return w, q, line
}

// markOf is the middle of an event's mark on the strip.
func markOf(t testing.TB, line *timeline.Timeline, event data.ID) (x, y float32) {
	t.Helper()
	for _, m := range line.Marks() {
		if m.Event == event {
			return m.X, m.Y
		}
	}
	t.Fatalf("event %v is not in view", event)
	return 0, 0
}

// pull drags the strip from a point to the right.
func pull(line *timeline.Timeline, x, y, dx float32, held fyne.KeyModifier) {
	mouse := func(x float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary, Modifier: held}
	}
	line.MouseDown(mouse(x))
	line.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x+dx, y)}, Dragged: fyne.NewDelta(dx, 0)})
	line.MouseUp(mouse(x + dx))
	line.DragEnd()
}

func TestDraggingAnEventIsOneUndoableEdit(t *testing.T) {
	w, q, line := shownStrip(t)
	s := w.Library()
	selectTitled(t, s, q, "Wuhan lockdown")
	old := s.Event().Date
	line.ShowSpan(old.Lo-40*24*3600, old.Hi+40*24*3600)
	x, y := markOf(t, line, s.Event().ID)
	pull(line, x, y, 200, fyne.KeyModifierShift)
	q.until(t, "the event has another date", func() bool {
		return s.Event() != nil && s.Event().Date != old && s.Snapshot().UndoLabel == "edit.event.change"
	})
	moved := s.Event().Date
	a0, a1, _ := old.Parts()
	b0, b1, _ := moved.Parts()
	if moved.Lo <= old.Lo || a0.Offset != b0.Offset || a1.Offset != b1.Offset || a0.Precision != b0.Precision {
		t.Errorf("%s became %s", old.EDTF, moved.EDTF)
	}
	s.Undo()
	q.until(t, "the date is back", func() bool { return s.Event() != nil && s.Event().Date == old })

	w.Commands().Run("strip.lock")
	view := line.Viewport()
	x, y = markOf(t, line, s.Event().ID)
	pull(line, x, y, 60, 0)
	if line.Viewport() == view {
		t.Error("a locked strip does not pan from an event")
	}
	if s.Saving() || s.Event().Date != old {
		t.Error("a locked strip changed an event")
	}
}

func TestASavedViewBringsTimeAndTracksBack(t *testing.T) {
	w, q, line := shownStrip(t)
	n := w.Library().Snapshot()
	a := w.State.Arrangement(n.Library.ID)
	date, err := dates.Parse("2021")
	if err != nil {
		t.Fatal(err)
	}
	hidden := n.Tracks[0].ID
	a.SetTrack(hidden, state.TrackView{Hidden: true})
	v := data.View{ID: data.NewID(), Name: "the second year", Query: "-no", Lo: date.Lo, Hi: date.Hi}
	a.Keep(v.ID)
	w.Library().Do(data.Edit{Label: "edit.view.add", Views: []data.Change[data.View]{data.Insert(v)}}, nil)
	q.until(t, "the view is saved", func() bool { return len(w.Library().Snapshot().Views) == 1 })
	a.SetTrack(hidden, state.TrackView{})
	w.Rebuild()
	tracks := func() map[int]bool {
		seen := map[int]bool{}
		for _, m := range line.Marks() {
			seen[m.Track] = true
		}
		return seen
	}
	if !tracks()[0] {
		t.Fatal("the first track is not in view")
	}
	line.TypedKey(&fyne.KeyEvent{Name: fyne.Key1})
	q.until(t, "the saved view is there", func() bool {
		lo, _ := line.Viewport().Range()
		return math.Abs(float64(lo-date.Lo)) < 24*3600
	})
	if tracks()[0] || !a.Tracks[hidden].Hidden {
		t.Error("the hidden track is shown")
	}
	if got := w.Library().Filter().String(); got != "-no " {
		t.Errorf("the filter is %q", got)
	}
	if a := w.State.Arrangement(data.NewID()); len(a.Views) > 0 {
		t.Error("another library has the view")
	}
}
