package timeline

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func (s *stage) overPress(x float64) {
	s.overview.MouseDown(&desktop.MouseEvent{
		PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(x), 20)}, Button: desktop.MouseButtonPrimary,
	})
}

func (s *stage) overDrag(x float64) {
	s.overview.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(x), 20)}})
}

// quarter shows the second quarter of the events' time.
func quarter(s *stage) {
	lo, hi, _ := s.model.Index.Span()
	s.JumpTo(lo+(hi-lo)/4, lo+(hi-lo)/2)
}

func TestWindowFollowsThePointer(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0)
		quarter(s)
		x0, x1 := s.overview.window()
		scale := s.Viewport().Scale()
		s.overPress((x0 + x1) / 2)
		s.overDrag((x0+x1)/2 + 60)
		s.overview.DragEnd()
		if a, b := s.overview.window(); math.Abs(a-x0-60) > 1 || math.Abs(b-x1-60) > 1 {
			t.Errorf("right to left %v: window [%.1f, %.1f], was [%.1f, %.1f]", rtl, a, b, x0, x1)
		}
		if s.Viewport().Scale() != scale {
			t.Error("moving the window changed the scale")
		}
	}
}

func TestWindowStretchesByItsEdges(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		for _, right := range []bool{false, true} {
			s := newStage(t, rtl, 0)
			quarter(s)
			x0, x1 := s.overview.window()
			edge, want0, want1 := x0, x0-40, x1
			if right {
				edge, want0, want1 = x1, x0, x1-40
			}
			s.overPress(edge)
			s.overDrag(edge - 40)
			if a, b := s.overview.window(); math.Abs(a-want0) > 1 || math.Abs(b-want1) > 1 {
				t.Errorf("right to left %v, right edge %v: window [%.1f, %.1f], want [%.1f, %.1f]", rtl, right, a, b, want0, want1)
			}
		}
	}
}

func TestStretchedWindowNeverTurnsOver(t *testing.T) {
	s := newStage(t, false, 0)
	quarter(s)
	x0, x1 := s.overview.window()
	s.overPress(x0)
	s.overDrag(x1 + 500)
	if a, b := s.overview.window(); b-a < 1 || b > x1+1 {
		t.Errorf("window [%.1f, %.1f] before the right edge %.1f", a, b, x1)
	}
}

func TestPressBesideTheWindowCentresIt(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0)
		quarter(s)
		x0, x1 := s.overview.window()
		axis := s.overview.axis()
		p0, p1 := axis.Plot()
		x := p0 + p1 - (x0+x1)/2 // on the other side of its middle
		s.overPress(x)
		if a, b := s.overview.window(); math.Abs((a+b)/2-x) > 1 {
			t.Errorf("right to left %v: the window's middle is at %.1f", rtl, (a+b)/2)
		}
	}
}

func TestCursorTellsTheGrip(t *testing.T) {
	s := newStage(t, false, 0)
	quarter(s)
	x0, x1 := s.overview.window()
	for x, want := range map[float64]desktop.Cursor{
		x0: desktop.HResizeCursor, x1: desktop.HResizeCursor, (x0 + x1) / 2: desktop.PointerCursor, x1 + 80: desktop.DefaultCursor,
	} {
		s.overview.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(x), 20)}})
		if got := s.overview.Cursor(); got != want {
			t.Errorf("at %.0f the cursor is %v, want %v", x, got, want)
		}
	}
}

func TestNarrowWindowCanStillBeMoved(t *testing.T) {
	s := newStage(t, false, 0)
	s.JumpTo(epoch2020+100*day, epoch2020+100*day+3600)
	x0, x1 := s.overview.window()
	if got := s.overview.gripAt((x0 + x1) / 2); got != gripBody {
		t.Errorf("the middle of a window of %.2f units is grip %d", x1-x0, got)
	}
}
