package timeline

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/data"
)

// merging is a stage whose events can be dropped on others.
func merging(t *testing.T, rtl bool) *stage {
	t.Helper()
	s := newStage(t, rtl, 0)
	m := s.model
	m.Editable = true
	m.Dropping = func(event, on data.ID) (head, below string) {
		if on == (data.ID{}) {
			return "Drop it on another event", ""
		}
		return "Merge", "into " + string(rune('0'+number(on)))
	}
	s.SetModel(m)
	return s
}

// carryTo drags from one place to another with modifiers held, without letting go.
func (s *stage) carryTo(held fyne.KeyModifier, x, y, toX, toY float32) {
	s.held = held
	s.press(x, y, desktop.MouseButtonPrimary)
	s.drag((x+toX)/2, (y+toY)/2, (toX-x)/2, (toY-y)/2)
	s.drag(toX, toY, (toX-x)/2, (toY-y)/2)
}

func (s *stage) letGo(x, y float32) {
	s.release(x, y, desktop.MouseButtonPrimary)
	s.DragEnd()
}

// With Ctrl an event is dragged on another one, whichever way time runs; the one below the
// pointer is ringed, and the view stays.
func TestEventDroppedOnAnother(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		for _, held := range []fyne.KeyModifier{fyne.KeyModifierControl, fyne.KeyModifierSuper} {
			s := merging(t, rtl)
			x, y := s.mark(t, 4)
			toX, toY := s.mark(t, 6)
			view := s.Viewport()
			s.carryTo(held, x, y, toX, toY)
			l := s.carryLayer(s.carry)
			target := l.Marks[1]
			if toX < target.X || toX > target.X+target.W || toY < target.Y || toY > target.Y+target.H || target.StrokeWidth <= l.Marks[0].StrokeWidth {
				t.Errorf("the ring of the target is %+v, the pointer at %v, %v", target, toX, toY)
			}
			if l.Texts[0].P.Text != "Merge" || l.Texts[1].P.Text != "into 6" {
				t.Errorf("it says %q", l.Texts[0].P.Text)
			}
			s.letGo(toX, toY)
			s.host.said(t, "dropped 4 on 6")
			if s.Viewport() != view || s.carry != nil {
				t.Error("the view moved, or the event is still held")
			}
		}
	}
}

// What ends beside the events, on the event itself, after Esc or after a change of the
// library does nothing; neither does one that cannot be edited.
func TestEventDroppedOnNothing(t *testing.T) {
	for name, end := range map[string]func(s *stage, x, y float32) (dropX, dropY float32){
		"beside": func(*stage, float32, float32) (float32, float32) { return 1190, 5 },
		"itself": func(s *stage, x, y float32) (float32, float32) { s.drag(x+1, y, 0, 0); return x + 1, y },
		"Ctrl and Esc": func(s *stage, x, y float32) (float32, float32) {
			s.KeyDown(&fyne.KeyEvent{Name: fyne.KeyEscape})
			s.drag(x, y, 1, 0)
			return x, y
		},
		"Esc": func(s *stage, x, y float32) (float32, float32) {
			s.held = 0
			s.KeyDown(&fyne.KeyEvent{Name: fyne.KeyEscape})
			s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
			s.drag(x, y, 1, 0)
			return x, y
		},
		"change": func(s *stage, x, y float32) (float32, float32) { s.SetModel(s.model); return x, y },
	} {
		t.Run(name, func(t *testing.T) {
			s := merging(t, false)
			x, y := s.mark(t, 4)
			toX, toY := s.mark(t, 6)
			if name == "itself" {
				toX, toY = x+8, y
			}
			if name == "beside" {
				toX, toY = 1190, 5
			}
			view := s.Viewport()
			s.carryTo(fyne.KeyModifierControl, x, y, toX, toY)
			if name == "beside" && s.carryLayer(s.carry).Texts[0].P.Text != "Drop it on another event" {
				t.Error("it does not say what to do")
			}
			if name == "itself" {
				toX, toY = x, y
			}
			toX, toY = end(s, toX, toY)
			s.letGo(toX, toY)
			s.host.said(t)
			if s.carry != nil || s.Viewport() != view {
				t.Error("it is still held, or the view moved")
			}
		})
	}
	s := merging(t, false)
	m := s.model
	m.Editable = false
	s.SetModel(m)
	x, y := s.mark(t, 4)
	toX, toY := s.mark(t, 6)
	s.carryTo(fyne.KeyModifierControl, x, y, toX, toY)
	if s.carry != nil {
		t.Error("an event of a library that is only read is taken up")
	}
}

// With Ctrl a click is a click, and a drag beside the events moves the view.
func TestCtrlWithoutADrop(t *testing.T) {
	s := merging(t, false)
	s.held = fyne.KeyModifierControl
	x, y := s.mark(t, 4)
	s.press(x, y, desktop.MouseButtonPrimary)
	s.drag(x+1, y+1, 1, 1)
	s.release(x+1, y+1, desktop.MouseButtonPrimary)
	s.host.said(t, "selected 4")
	view := s.Viewport()
	s.carryTo(fyne.KeyModifierControl, 500, 20, 450, 20)
	if s.Viewport() == view || s.carry != nil {
		t.Error("the view is not dragged")
	}
}

// One that is dragged beside the strip is told of, until it is let go or comes back.
func TestEventCarriedBesideTheStrip(t *testing.T) {
	s := merging(t, false)
	x, y := s.mark(t, 4)
	outside := s.Size().Height + 40
	s.carryTo(fyne.KeyModifierControl, x, y, 200, outside)
	s.letGo(200, outside)
	s.host.said(t, "carried 4 to 200, "+strconv.Itoa(int(outside))+", done false", "carried 4 to 200, "+strconv.Itoa(int(outside))+", done true")
	s.carryTo(fyne.KeyModifierControl, x, y, 200, outside)
	s.drag(300, 5, 100, -outside)
	s.letGo(300, 5)
	s.host.said(t, "carried 4 to 200, "+strconv.Itoa(int(outside))+", done false", "carried 4 to 0, 0, done false")
}
