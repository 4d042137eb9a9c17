package timeline

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/timeline/scene"
)

func TestKeysAreTheHostsButForScrolling(t *testing.T) {
	s := newStage(t, false, 0)
	for _, name := range []fyne.KeyName{fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyF, fyne.KeyUnknown} {
		s.TypedKey(&fyne.KeyEvent{Name: name})
	}
	s.TypedRune('?')
	s.host.said(t, "key Right", "key Up", "key Down", "key F", "key ", "rune ?")

	s.show(t, 1200, 110) // now the tracks are higher than the strip
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if s.scrollY != keyScroll {
		t.Errorf("Down scrolled to %v", s.scrollY)
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if s.scrollY != 0 {
		t.Errorf("Up scrolled to %v", s.scrollY)
	}
	s.host.said(t)
}

func TestZoomAndPan(t *testing.T) {
	for _, c := range []struct {
		name string
		rtl  bool
		act  func(*Timeline)
		zoom float64 // factor
		pan  float64 // of the content, to the right
	}{
		{"zoom in", false, func(t *Timeline) { t.Zoom(2) }, 2, 0},
		{"zoom out", false, func(t *Timeline) { t.Zoom(0.5) }, 0.5, 0},
		{"pan right", false, func(t *Timeline) { t.Pan(120) }, 1, 120},
		{"pan left", false, func(t *Timeline) { t.Pan(-120) }, 1, -120},
		{"mirrored, right is right", true, func(t *Timeline) { t.Pan(120) }, 1, 120},
		{"two at once add up", false, func(t *Timeline) { t.Pan(60); t.Pan(60) }, 1, 120},
	} {
		for _, animated := range []bool{false, true} {
			s := newStage(t, c.rtl, 0)
			s.SetAnimated(animated)
			x0, x1 := s.Viewport().Plot()
			middle, scale := (x0+x1)/2, s.Viewport().Scale()
			at := s.Viewport().Time(middle)
			c.act(s.Timeline)
			if got := scale / s.Viewport().Scale(); math.Abs(got-c.zoom) > 1e-6 {
				t.Errorf("%s: zoomed by %v, want %v", c.name, got, c.zoom)
			}
			if got := s.Viewport().X(at) - middle; math.Abs(got-c.pan) > 0.5 {
				t.Errorf("%s: moved by %v, want %v", c.name, got, c.pan)
			}
		}
	}
}

func TestStepsAddUpWhileTheViewMoves(t *testing.T) {
	s := newStage(t, false, 0)
	s.hold()
	at := s.Viewport().Time(600)
	x := s.Viewport().X(at)
	s.Pan(100)
	s.tick(0.3)
	s.Pan(100)
	s.tick(1)
	if got := s.Viewport().X(at) - x; math.Abs(got-200) > 0.5 {
		t.Errorf("two pans of 100 moved by %v", got)
	}
}

func TestZoomIsAboutTheSelectionInView(t *testing.T) {
	s := newStage(t, false, 0)
	s.Select(event(9), false)
	x, _ := s.mark(t, 9)
	s.Zoom(2)
	if got, _ := s.mark(t, 9); math.Abs(float64(got-x)) > 1 {
		t.Errorf("the selected event went from %v to %v", x, got)
	}
}

func TestZoomToSelectionAndBack(t *testing.T) {
	s := newStage(t, false, 0)
	whole := s.Viewport()
	s.ZoomToSelection()
	if s.Viewport() != whole {
		t.Error("the view moved though nothing is selected")
	}
	s.Select(event(7), false)
	s.ZoomToSelection()
	lo, hi := s.bounds(7)
	a, b := s.Viewport().Range()
	if a > lo || b < hi || b-a > 20*(hi-lo) {
		t.Errorf("in view [%d, %d), the event is [%d, %d)", a, b, lo, hi)
	}
	s.ZoomToFit()
	if s.Viewport() != whole {
		t.Error("fit does not show everything again")
	}
}

func TestRevealMovesNoMoreThanNeeded(t *testing.T) {
	s := newStage(t, false, 0)
	v := s.Viewport()
	s.Select(event(6), true)
	if s.Viewport() != v {
		t.Error("an event in sight moved the view")
	}
	s.JumpTo(epoch2020, epoch2020+60*day)
	scale := s.Viewport().Scale()
	s.Select(event(9), true)
	x, _ := s.mark(t, 9)
	if x0, x1 := s.Viewport().Plot(); float64(x) < x0+nearEdge || float64(x) > x1-nearEdge {
		t.Errorf("the event is at %v, of a plot from %v to %v", x, x0, x1)
	}
	if s.Viewport().Scale() != scale {
		t.Error("revealing an event changed the scale")
	}
	s.host.said(t)
}

func TestSelectionThatIsGoneIsNone(t *testing.T) {
	s := newStage(t, false, 0)
	for _, id := range []data.ID{{}, event(12), data.NewID()} {
		s.Select(event(3), false)
		s.Select(id, true)
		if s.Selected() != (data.ID{}) {
			t.Errorf("event %v: selected is %v", id, s.Selected())
		}
	}
	s.Select(event(3), false)
	s.SetModel(Model{Locale: s.model.Locale})
	if number(s.Selected()) != -1 {
		t.Error("an empty library has a selection")
	}
}

func TestFocusIsShownOnlyToTheKeyboard(t *testing.T) {
	s := newStage(t, false, 0)
	s.FocusGained()
	if !s.keyboard {
		t.Error("focus by keyboard is not shown")
	}
	s.FocusLost()
	s.click(600, 5)
	if !s.focused || s.keyboard {
		t.Errorf("after a click: focused %v, shown %v", s.focused, s.keyboard)
	}
}

// An event stays selected by what it is, whatever place it has after a change.
func TestSelectionFollowsItsEvent(t *testing.T) {
	s := newStage(t, false, 0)
	s.Select(event(3), false)
	cols, tracks := library(0)
	cols.IDs = append([]data.ID{event(99)}, cols.IDs...)
	cols.Lo, cols.Hi = append([]int64{epoch2020 - 9*day}, cols.Lo...), append([]int64{epoch2020 - 8*day}, cols.Hi...)
	cols.Track, cols.Importance = append([]uint16{0}, cols.Track...), append([]uint8{3}, cols.Importance...)
	m := s.model
	m.Index, m.Titles = scene.NewIndex(cols, len(tracks)), titles(100)
	s.SetModel(m)
	if s.Selected() != event(3) || s.selected != 4 {
		t.Errorf("selected is %d, at place %d", number(s.Selected()), s.selected)
	}
	for _, mark := range s.Marks() {
		if mark.Event == event(99) && mark.Track != 0 {
			t.Errorf("the new event is on track %d", mark.Track)
		}
	}
}
