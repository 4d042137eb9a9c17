package timeline

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// worded gives the stage the words that a window would.
func (s *stage) worded(editable bool, date string) *stage {
	m := s.model
	m.Words = func(_ data.ID, d dates.Date) string { return d.EDTF }
	m.Length = func(lo, hi int64) string { return fmt.Sprint((hi-lo)/day, " days") }
	m.Editable = editable
	m.Exact = func(data.ID) (dates.Date, bool) {
		d, err := dates.Parse(date)
		return d, err == nil
	}
	s.SetModel(m)
	s.host.log, s.host.spans = nil, 0
	return s
}

// pull drags from one point of the strip to another in small steps.
func (s *stage) pull(x, y, toX, toY float32) {
	s.press(x, y, desktop.MouseButtonPrimary)
	const steps = 5
	for i := range steps {
		part := float32(i+1) / steps
		s.drag(x+(toX-x)*part, y+(toY-y)*part, (toX-x)/steps, (toY-y)/steps)
	}
	s.release(toX, toY, desktop.MouseButtonPrimary)
	s.DragEnd()
}

func TestShiftDragMeasures(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0).worded(false, "")
		view := s.Viewport()
		lo, hi := int64(epoch2020+10*day), int64(epoch2020+86*day)
		from, to := float32(view.X(lo)), float32(view.X(hi))
		s.held = fyne.KeyModifierShift
		s.pull(from, 60, to, 90)
		s.held = 0
		if s.Viewport() != view {
			t.Error("the view moved")
		}
		d, ok := s.MeasuredDate()
		if !ok || d.EDTF != "2020-01-11/2020-03-26" {
			t.Fatalf("right to left %v: measured %q", rtl, d.EDTF)
		}
		head, below := s.spanText()
		if head != d.EDTF || below != fmt.Sprintf("76 days · %d events", s.model.Index.EventsIn(lo, hi)) {
			t.Errorf("it says %q, %q", head, below)
		}
		if x, y, ok := s.MeasuredAt(); !ok || x < 124 && !rtl || y < 20 || y > 120 {
			t.Errorf("its words stand at %v, %v: %v", x, y, ok)
		}
		if s.host.spans < 5 {
			t.Errorf("the host was told %d times", s.host.spans)
		}
		s.strip.paint(1200, 452)
		if s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}); s.measure.on {
			t.Error("Esc left the span")
		}
		s.host.said(t)
	}
}

func TestAnEndOfTheMeasuredSpanMoves(t *testing.T) {
	s := newStage(t, false, 0).worded(false, "")
	s.Measure(epoch2020+10*day, epoch2020+20*day)
	end := float32(s.Viewport().X(epoch2020 + 20*day))
	if s.MouseMoved(at(end, 3)); s.Cursor() != desktop.HResizeCursor {
		t.Error("the end shows no cursor to move it")
	}
	s.pull(end, 3, float32(s.Viewport().X(epoch2020+40*day)), 3)
	if d, _ := s.MeasuredDate(); d.EDTF != "2020-01-11/2020-02-09" {
		t.Errorf("measured %s", d.EDTF)
	}
	s.pull(float32(s.Viewport().X(epoch2020+10*day)), 3, float32(s.Viewport().X(epoch2020+60*day)), 3)
	if d, _ := s.MeasuredDate(); d.EDTF != "2020-02-10/2020-02-29" {
		t.Errorf("measured %s after the start passed the end", d.EDTF)
	}
}

func TestMeasuredSpanStaysInTheViewItIsIn(t *testing.T) {
	s := newStage(t, false, 0).worded(false, "")
	s.Measure(epoch2020, epoch2020+20*day)
	s.JumpTo(epoch2020+100*day, epoch2020+200*day)
	if _, _, ok := s.MeasuredAt(); ok {
		t.Error("a span out of view has a place")
	}
	s.strip.paint(1200, 452)
	m := s.model
	m.Library[0]++
	s.SetModel(m)
	if _, _, ok := s.Measured(); ok {
		t.Error("another library is measured by the span of the last")
	}
}

func at(x, y float32) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}}
}

// event4 is the date of the fifth event of the test's library, [30 April, 10 May).
const event4 = "2020-04-30/2020-05-09"

func TestDraggingTheSelectedEventMovesIt(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0).worded(true, event4)
		s.JumpTo(epoch2020+60*day, epoch2020+200*day)
		s.Select(event(4), false)
		view := s.Viewport()
		x, y := s.mark(t, 4)
		step := float32(view.X(epoch2020+7*day) - view.X(epoch2020))
		s.held = fyne.KeyModifierShift
		s.pull(x, y, x+step, y+50)
		s.host.said(t, "moved 4 to 2020-05-07/2020-05-16")
		if s.Viewport() != view || s.redate != nil {
			t.Error("the view moved, or the drag goes on")
		}
		s.strip.paint(1200, 452)
	}
}

func TestDraggingAnEndChangesIt(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0).worded(true, event4)
		s.JumpTo(epoch2020+100*day, epoch2020+150*day)
		s.Select(event(4), false)
		_, y := s.mark(t, 4)
		lo, hi := s.model.Index.Bounds(4)
		from, to := float32(s.Viewport().X(lo)), float32(s.Viewport().X(hi))
		if s.MouseMoved(at(from, y)); s.Cursor() != desktop.HResizeCursor {
			t.Error("the start shows no cursor to drag it")
		}
		s.pull(to, y, float32(s.Viewport().X(hi+4*day)), y)
		s.pull(from, y, float32(s.Viewport().X(lo-2*day)), y)
		s.host.log = s.host.log[2:] // of the pointer over the event
		s.host.said(t, "moved 4 to 2020-04-30/2020-05-13", "moved 4 to 2020-04-28/2020-05-09")
	}
}

func TestEscEndsADragWithoutAChange(t *testing.T) {
	s := newStage(t, false, 0).worded(true, event4)
	s.Select(event(4), false)
	view := s.Viewport()
	x, y := s.mark(t, 4)
	s.held = fyne.KeyModifierShift
	s.press(x, y, desktop.MouseButtonPrimary)
	s.drag(x+90, y, 90, 0)
	if s.redate == nil || s.redate.date == s.redate.old {
		t.Fatal("nothing is dragged")
	}
	s.strip.paint(1200, 452)
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.drag(x+180, y, 90, 0)
	s.release(x+180, y, desktop.MouseButtonPrimary)
	s.DragEnd()
	s.host.said(t)
	if s.Viewport() != view {
		t.Error("the drag went on as a pan")
	}
}

func TestWhatMayNotBeDraggedPans(t *testing.T) {
	for _, c := range []struct {
		name, date string
		editable   bool
		selected   int
	}{
		{"without Shift", event4, true, 4},
		{"not selected", event4, true, 2},
		{"locked", event4, false, 4},
		{"a set", "{2020-04-30,2020-05-09}", true, 4},
		{"not loaded", "", true, 4},
	} {
		s := newStage(t, false, 0).worded(c.editable, c.date)
		s.Select(event(c.selected), false)
		view := s.Viewport()
		x, y := s.mark(t, 4)
		s.pull(x, y, x-80, y)
		if s.Viewport() == view {
			t.Errorf("%s: the view did not move", c.name)
		}
		s.host.said(t)
	}
}

// A dot is moved by the ring around it.
func TestTheRingMovesADot(t *testing.T) {
	s := newStage(t, false, 0).worded(true, event4)
	s.Select(event(4), false)
	var m scene.Hit
	for _, h := range s.scene().Hits {
		if h.Event == 4 {
			m = h
		}
	}
	if m.M1-m.M0 >= endsFrom {
		t.Skip("the mark is a range")
	}
	y := (m.Y0 + m.Y1) / 2
	s.pull(m.M1+ringOut, y, m.M1+ringOut+80, y)
	if len(s.host.log) != 1 {
		t.Errorf("the host was told %v", s.host.log)
	}
}

func TestAnUnsteadyClickMovesNoEvent(t *testing.T) {
	s := newStage(t, false, 0).worded(true, event4)
	s.Select(event(4), false)
	x, y := s.mark(t, 4)
	s.held = fyne.KeyModifierShift
	s.press(x, y, desktop.MouseButtonPrimary)
	s.drag(x+2, y, 2, 0)
	s.release(x+2, y, desktop.MouseButtonPrimary)
	s.DragEnd()
	s.host.said(t, "selected 4")
}

func TestDoubleClickOnAnEmptyPlaceMakesAnEvent(t *testing.T) {
	for _, c := range []struct {
		name     string
		editable bool
		days     int64 // in view
		want     []string
	}{
		{"months", true, 2000, []string{"wanted 2020-11 on 1"}},
		{"days", true, 100, []string{"wanted 2020-11-16 on 1"}},
		{"minutes", true, 1, []string{"wanted 2020-11-16T00:00 on 1"}},
		{"locked", false, 100, nil},
	} {
		s := newStage(t, false, 0).worded(c.editable, "")
		const middle = epoch2020 + 320*day
		s.JumpTo(middle-c.days*day/2, middle+c.days*day/2)
		x := float32(s.Viewport().X(middle)) + 0.5
		y := float32(0)
		for _, box := range s.scene().Tracks {
			if box.Track == 1 {
				y = box.Y1 - 2
			}
		}
		if _, on := s.scene().At(x, y); on {
			t.Fatalf("%s: a mark is there", c.name)
		}
		s.click(x, y)
		s.clock = s.clock.Add(100 * time.Millisecond)
		s.click(x, y)
		s.host.said(t, c.want...)
	}
}

func TestEventsOfOneInstantAreListed(t *testing.T) {
	s := newStage(t, false, 0)
	cols, tracks := library(0)
	for range 300 {
		cols.IDs = append(cols.IDs, event(len(cols.IDs)))
		cols.Lo, cols.Hi = append(cols.Lo, epoch2020+500*day), append(cols.Hi, epoch2020+500*day+1)
		cols.Track, cols.Importance = append(cols.Track, 3), append(cols.Importance, 3)
	}
	m := s.model
	m.Index, m.Tracks, m.Titles = scene.NewIndex(cols, len(tracks)), tracks, titles(cols.Len())
	s.SetModel(m)
	s.host.log = nil
	x, y, bar := s.bar(t)
	for range 30 {
		s.click(x, y)
		s.clock = s.clock.Add(time.Minute)
		if len(s.host.log) > 0 {
			break
		}
		x, y, bar = s.bar(t)
	}
	if len(s.host.log) != 1 || len(s.host.log[0]) < bar.Count {
		t.Fatalf("the host was told %q of a bar of %d", s.host.log, bar.Count)
	}
}

func TestGutter(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 2000)
		x := float32(40)
		if rtl {
			x = 1160
		}
		box := s.scene().Tracks[3]
		s.press(x, box.Y0+8, desktop.MouseButtonSecondary)
		s.release(x, box.Y0+8, desktop.MouseButtonSecondary)
		s.host.said(t, "track menu 3")
		if s.model.Index.Rows(3) < 3 {
			t.Fatalf("track 3 has %d rows", s.model.Index.Rows(3))
		}
		tracks := s.model.Tracks
		if s.MouseMoved(at(x, box.Y1)); s.Cursor() != desktop.VResizeCursor {
			t.Error("the border below a track shows no cursor")
		}
		view := s.Viewport()
		s.pull(x, box.Y1, x, box.Y0+s.rowHeight()+8)
		s.host.said(t, "track 3 of 1 rows")
		if now := s.scene().Tracks[3]; now.Y1-now.Y0 > 1.6*s.rowHeight() || s.Viewport() != view {
			t.Errorf("the track is %v high", now.Y1-now.Y0)
		}
		if tracks[3].Rows != 0 {
			t.Error("the host's own tracks were changed")
		}
	}
}
