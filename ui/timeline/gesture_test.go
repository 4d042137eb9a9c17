package timeline

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
)

func TestClickSelects(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0)
		x, y := s.mark(t, 4)
		s.click(x, y)
		s.host.said(t, "selected 4")
		if number(s.Selected()) != 4 {
			t.Errorf("selected is %d", number(s.Selected()))
		}
	}
}

func TestClickBesideMarksKeepsTheSelection(t *testing.T) {
	s := newStage(t, false, 0)
	s.Select(event(4), false)
	s.click(1190, 5)
	s.host.said(t)
	if number(s.Selected()) != 4 {
		t.Errorf("selected is %d", number(s.Selected()))
	}
}

func TestDoubleClickZoomsThoughTheFirstClickMovedTheView(t *testing.T) {
	s := newStage(t, false, 0)
	lo, hi := s.bounds(6)
	s.JumpTo(lo-400*day, hi+day) // so near the edge that selecting it moves the view
	x, y := s.mark(t, 6)
	s.click(x, y)
	if nx, _ := s.mark(t, 6); nx == x {
		t.Fatal("the first click did not move the view")
	}
	scale := s.Viewport().Scale()
	s.clock = s.clock.Add(200 * time.Millisecond)
	s.click(x, y)
	s.host.said(t, "selected 6", "activated 6")
	if got := s.Viewport().Scale(); got > scale/2 {
		t.Errorf("scale %v s a unit, was %v", got, scale)
	}
	if x, _ := s.mark(t, 6); math.Abs(float64(x)-(124+(1200-124)/2)) > 60 {
		t.Errorf("the event is at %v, not in the middle", x)
	}
}

func TestSlowOrDistantClicksAreSingle(t *testing.T) {
	for name, c := range map[string]struct {
		after time.Duration
		dx    float32
	}{"slow": {500 * time.Millisecond, 0}, "distant": {time.Millisecond, 7}} {
		s := newStage(t, false, 0)
		x, y := s.mark(t, 4)
		s.click(x, y)
		s.clock = s.clock.Add(c.after)
		s.click(x+c.dx, y)
		t.Run(name, func(t *testing.T) { s.host.said(t, "selected 4", "selected 4") })
	}
}

func TestClickOnADensityBarZoomsIntoIt(t *testing.T) {
	s := newStage(t, false, 2000)
	x, y, bar := s.bar(t)
	if bar.Count < 2 {
		t.Fatalf("a bar of %d events", bar.Count)
	}
	scale := s.Viewport().Scale()
	s.click(x, y)
	s.host.said(t)
	if got := s.Viewport().Scale(); got > scale/leastStep {
		t.Errorf("scale %v s a unit, was %v", got, scale)
	}
	single := 0
	for _, h := range s.scene().Hits {
		if h.Event >= 0 && h.Lo >= bar.Lo && h.Lo < bar.Hi {
			single++
		}
	}
	if single < 20 {
		t.Errorf("%d events of the bar stand apart", single)
	}
}

func TestSecondaryClickAsksForAMenu(t *testing.T) {
	s := newStage(t, false, 0)
	x, y := s.mark(t, 2)
	s.press(x, y, desktop.MouseButtonSecondary)
	s.release(x, y, desktop.MouseButtonSecondary)
	s.press(1190, 5, desktop.MouseButtonSecondary)
	s.release(1190, 5, desktop.MouseButtonSecondary)
	s.host.said(t, "menu 2", "menu -1")
}

func TestDragMovesWithThePointer(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0)
		at := s.Viewport().Time(500)
		s.press(500, 20, desktop.MouseButtonPrimary)
		s.drag(460, 20, -40, 0)
		s.drag(430, 20, -30, 0)
		if x := s.Viewport().X(at); math.Abs(x-430) > 1 {
			t.Errorf("right to left %v: what was at 500 is at %.1f, the pointer at 430", rtl, x)
		}
		s.release(430, 20, desktop.MouseButtonPrimary)
		s.host.said(t)
	}
}

func TestDragBeyondTheEndsResistsAndComesBack(t *testing.T) {
	s := newStage(t, false, 0)
	s.press(200, 20, desktop.MouseButtonPrimary)
	for range 40 {
		s.drag(300, 20, 100, 0)
	}
	lo, _, _ := s.model.Index.Span()
	x0, x1 := s.Viewport().Plot()
	far := s.Viewport().X(lo)
	if far <= (x0+x1)/2+1 || far > x1+1000 {
		t.Errorf("the first event is at %.0f after a drag of 4000 units", far)
	}
	s.release(300, 20, desktop.MouseButtonPrimary)
	s.DragEnd()
	if back := s.Viewport().X(lo); math.Abs(back-(x0+x1)/2) > 1 {
		t.Errorf("the first event came back to %.0f, not to the middle of the plot", back)
	}
}

func TestThrownStripGlidesAndStopsOnPress(t *testing.T) {
	s := newStage(t, false, 0)
	s.hold()
	s.press(700, 20, desktop.MouseButtonPrimary)
	for i := range 5 {
		s.clock = s.clock.Add(10 * time.Millisecond)
		s.drag(690-float32(i)*10, 20, -10, 0)
	}
	s.release(650, 20, desktop.MouseButtonPrimary)
	s.DragEnd()
	at := s.Viewport().Time(650)
	s.tick(0.2)
	early := s.Viewport().X(at)
	s.tick(0.4)
	later := s.Viewport().X(at)
	if !(early < 650 && later < early && early-later < 650-early) {
		t.Errorf("glides from 650 to %.1f, then to %.1f", early, later)
	}
	s.press(500, 20, desktop.MouseButtonPrimary)
	s.tick(0.8)
	if x := s.Viewport().X(at); x != later {
		t.Errorf("glides on after a press, to %.1f", x)
	}
}

func TestRestedDragDoesNotGlide(t *testing.T) {
	s := newStage(t, false, 0)
	s.press(700, 20, desktop.MouseButtonPrimary)
	s.clock = s.clock.Add(10 * time.Millisecond)
	s.drag(650, 20, -50, 0)
	v := s.Viewport()
	s.clock = s.clock.Add(300 * time.Millisecond)
	s.release(650, 20, desktop.MouseButtonPrimary)
	s.DragEnd()
	if s.Viewport() != v {
		t.Error("the strip moved on after the pointer had rested")
	}
}

func TestWheelZoomKeepsTheTimeUnderThePointer(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0)
		rapid.Check(t, func(t *rapid.T) {
			s.ZoomToFit()
			lo, hi, _ := s.model.Index.Span()
			x0, x1 := s.Viewport().X(lo), s.Viewport().X(hi)
			// Over the events: beyond them the ends hold the view.
			x := rapid.Float32Range(float32(min(x0, x1))+1, float32(max(x0, x1))-1).Draw(t, "x")
			for range rapid.IntRange(1, 20).Draw(t, "steps") {
				by := rapid.Float32Range(1, 60).Draw(t, "by")
				at, scale := s.Viewport().Time(float64(x)), s.Viewport().Scale()
				s.wheel(x, 0, by)
				if s.Viewport().Scale() >= scale {
					t.Fatalf("wheel up did not zoom in")
				}
				// The pointer's second begins up to its width before the pointer.
				off := 0.5 + 1/s.Viewport().Scale()
				if got := s.Viewport().X(at); math.Abs(got-float64(x)) > off {
					t.Fatalf("time at %v went to %v", x, got)
				}
			}
		})
	}
}

func TestWheelWithKeys(t *testing.T) {
	const shift, ctrl = fyne.KeyModifierShift, fyne.KeyModifierControl
	for _, c := range []struct {
		name   string
		rtl    bool
		held   fyne.KeyModifier
		dx, dy float32
		want   float64 // how far the content moves to the right
	}{
		{"shift and up goes back in time", false, shift, 0, 25, 100},
		{"shift and up goes back in time, mirrored", true, shift, 0, 25, -100},
		{"shift and down", false, shift, 0, -25, -100},
		{"sideways", false, 0, 25, 0, 100},
		{"sideways, mirrored, is where the fingers go", true, 0, 25, 0, 100},
		{"touchpad sideways", false, 0, -7, 1, -7},
		{"shift that the system turned sideways", false, shift, 25, 0, 100},
		{"ctrl scrolls tracks only", false, ctrl, 0, -25, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, c.rtl, 0)
			s.held = c.held
			at := s.Viewport().Time(600)
			x := s.Viewport().X(at)
			s.wheel(600, c.dx, c.dy)
			if got := s.Viewport().X(at) - x; math.Abs(got-c.want) > 0.01 {
				t.Errorf("moved by %.2f, want %.2f", got, c.want)
			}
		})
	}
}

func TestTracksScroll(t *testing.T) {
	s := newStage(t, false, 0)
	s.show(t, 1200, 130)
	most := s.scene().ContentHeight - s.size().Height
	if most <= 0 {
		t.Fatal("all tracks fit")
	}
	s.held = fyne.KeyModifierControl
	s.wheel(600, 0, -25)
	if s.scrollY != 25 {
		t.Errorf("Ctrl and a notch down scrolled to %v", s.scrollY)
	}
	s.wheel(600, 0, -1e6)
	if s.scrollY != float32(math.Round(float64(most))) {
		t.Errorf("scrolled to %v, the end is %v", s.scrollY, most)
	}
	s.wheel(600, 0, 1e6)
	_, x1 := s.Viewport().Plot()
	s.press(float32(x1)-4, 5, desktop.MouseButtonPrimary)
	s.drag(float32(x1)-4, 400, 0, 395)
	s.release(float32(x1)-4, 400, desktop.MouseButtonPrimary)
	s.DragEnd()
	if s.scrollY != float32(math.Round(float64(most))) {
		t.Errorf("the scrollbar's end scrolled to %v, not %v", s.scrollY, most)
	}
}

func TestHoverNamesTheEventAndForgetsIt(t *testing.T) {
	s := newStage(t, false, 0)
	x, y := s.mark(t, 3)
	s.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	if s.Cursor() != desktop.PointerCursor {
		t.Error("no pointing cursor over a mark")
	}
	if s.hover.tip == nil || len(s.hover.tip.Texts) != 2 || s.hover.tip.Texts[0].P.Text != "Event 3" || s.hover.tip.Texts[1].P.Text != "2020" {
		t.Errorf("tip %+v", s.hover.tip)
	}
	s.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x+1, y)}})
	s.host.said(t, "hovered 3")
	if s.HideTip(); s.hover.tip != nil {
		t.Error("the tip stays over what is shown then")
	}
	s.MouseOut()
	s.host.said(t, "hovered -1")
	if s.hover.tip != nil || s.Cursor() != desktop.DefaultCursor {
		t.Error("the tip stays after the pointer left")
	}
}

// The tip quotes a passage below the date once that is loaded, where the strip is high
// enough for it.
func TestTheTipQuotesAPassage(t *testing.T) {
	s := newStage(t, false, 0)
	m, quote := s.model, ""
	m.Quote = func(data.ID) string { return quote }
	s.SetModel(m)
	x, y := s.mark(t, 3)
	lines := func() int { return len(s.hover.tip.Texts) }
	s.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	if lines() != 2 {
		t.Errorf("%d lines without words", lines())
	}
	quote = "“The words of a passage that reports it”"
	s.RefreshTip()
	if lines() != 3 || s.hover.tip.Texts[2].P.Text != quote {
		t.Fatalf("the tip has %+v", s.hover.tip.Texts)
	}
	panel, words, date := s.hover.tip.Marks[len(s.hover.tip.Marks)-1], s.hover.tip.Texts[2], s.hover.tip.Texts[1]
	if words.Y < date.Y+date.P.Height || words.Y+words.P.Height > panel.Y+panel.H {
		t.Errorf("words at %v of %v, the date at %v, in %+v", words.Y, words.P.Height, date.Y, panel)
	}
	s.MouseOut()
	s.RefreshTip()
	if s.hover.tip != nil {
		t.Error("the tip comes back without the pointer")
	}
	s.Resize(fyne.NewSize(1600, 84))
	x, y = s.mark(t, 3)
	s.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	if s.hover.tip == nil || lines() != 2 {
		t.Errorf("in a low strip: %+v", s.hover.tip)
	}
}

func TestTipStaysWithinTheStrip(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 300)
		size := s.size()
		for _, h := range s.scene().Hits {
			s.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos((h.M0+h.M1)/2, (h.Y0+h.Y1)/2)}})
			if s.hover.tip == nil {
				t.Fatalf("no tip for %+v", h)
			}
			panel := s.hover.tip.Marks[len(s.hover.tip.Marks)-1]
			if panel.X < 0 || panel.Y < 0 || panel.X+panel.W > size.Width || panel.Y+panel.H > size.Height {
				t.Errorf("tip %+v in a strip of %v", panel, size)
			}
			for _, text := range s.hover.tip.Texts {
				if text.X < panel.X+tipPadding-1 || text.X+text.P.Width > panel.X+panel.W-tipPadding+1 {
					t.Errorf("text %q from %v is not within %+v", text.P.Text, text.X, panel)
				}
			}
			s.MouseOut()
		}
	}
}
