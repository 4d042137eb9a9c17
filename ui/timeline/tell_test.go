package timeline

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/motion"
)

// From step to step of a story the strip goes to each event, however it lies, and to the
// time of each view exactly; selecting the event then moves nothing more.
func TestTell(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0)
		s.JumpTo(epoch2020, epoch2020+60*day)
		scale := s.Viewport().Scale()
		for _, n := range []int{0, 6, 9, 3} {
			lo, hi := s.bounds(s.model.Index.Find(event(n)))
			s.Tell(event(n), lo, hi)
			v := s.Viewport()
			x0, x1 := v.Plot()
			if x := (v.X(lo) + v.X(hi)) / 2; math.Abs(x-(x0+x1)/2) > (x1-x0)/6+1 {
				t.Errorf("right to left %v: event %d is at %v of %v to %v", rtl, n, x, x0, x1)
			}
			if s.Select(event(n), true); s.Viewport() != v {
				t.Errorf("event %d: selecting it moves the strip again", n)
			}
		}
		if s.Viewport().Scale() != scale {
			t.Error("the scale does not stay")
		}
		s.Tell(data.ID{}, epoch2020+50*day, epoch2020+150*day)
		if lo, hi := s.Viewport().Range(); lo != epoch2020+50*day || hi != epoch2020+150*day {
			t.Errorf("of a view [%d, %d) is shown", lo, hi)
		}
		s.Tell(data.NewID(), epoch2020, epoch2020+400*day) // that the filter hides, longer than the plot
		if lo, hi := s.Viewport().Range(); lo > epoch2020 || hi < epoch2020+400*day {
			t.Errorf("a long event is beyond [%d, %d)", lo, hi)
		}
	}
}

// It takes as long as the rest of the step, and the same way.
func TestTellTakesItsTime(t *testing.T) {
	s := newStage(t, false, 0)
	s.SetAnimated(true)
	var under []*fyne.Animation
	s.start = func(a *fyne.Animation) { under = append(under, a) }
	s.Tell(data.ID{}, epoch2020+50*day, epoch2020+150*day)
	if len(under) != 1 || under[0].Duration != 300*time.Millisecond || under[0].Curve(0.25) != float32(motion.Ease(0.25)) {
		t.Fatalf("%d animations: %+v", len(under), under)
	}
	s.show(t, 900, 500) // as when a window leaves the full screen
	if lo, hi := s.Viewport().Range(); lo != epoch2020+50*day || hi != epoch2020+150*day {
		t.Errorf("in a window of another size it ends at [%d, %d)", lo, hi)
	}
	lo, hi := s.bounds(s.model.Index.Find(event(6)))
	s.Tell(event(6), lo, hi)
	if s.Select(event(6), true); len(under) != 2 {
		t.Errorf("%d ways in place of two: that of the step is cut off", len(under))
	}
}
