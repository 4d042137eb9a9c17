package timeline

import (
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// spotted finds a spot of a kind in the picture.
func (s *stage) spotted(t *testing.T, kind scene.SpotKind) scene.Spot {
	t.Helper()
	for _, spot := range s.scene().Spots {
		if spot.Kind == kind {
			return spot
		}
	}
	t.Fatalf("there is no spot of kind %d", kind)
	return scene.Spot{}
}

// The handle of what was known is dragged in whole days, and stays on the strip; nothing
// else moves.
func TestTheHandleOfWhatWasKnown(t *testing.T) {
	for _, rtl := range []bool{false, true} {
		s := newStage(t, rtl, 0)
		m := s.model
		m.Known = scene.Known{On: true, At: epoch2020 + 100*day, Words: "10 April"}
		s.SetModel(m)
		view := s.Viewport()
		handle := s.spotted(t, scene.SpotKnown)
		x, y := (handle.X0+handle.X1)/2, (handle.Y0+handle.Y1)/2
		s.press(x, y, 1)
		to := float32(s.view.X(epoch2020 + 200*day))
		s.hover.at = fyne.NewPos(to, y)
		s.drag(to, y, to-x, 0)
		s.DragEnd()
		s.host.said(t, "known 2020-07-19 false", "known 2020-07-19 true")
		if s.model.Known.At != epoch2020+200*day || s.Viewport() != view {
			t.Errorf("rtl %v: the handle is at %d, the view moved: %v", rtl, s.model.Known.At, s.Viewport() != view)
		}
		s.press(x, y, 1)
		s.hover.at = fyne.NewPos(-500, y)
		s.drag(-500, y, -500, 0)
		s.DragEnd()
		if lo, hi := s.view.Range(); s.model.Known.At < lo-31*day || s.model.Known.At > hi+31*day {
			t.Errorf("rtl %v: it left the view: %d of [%d, %d)", rtl, s.model.Known.At, lo, hi)
		}
	}
}

// Signs beside the marks are pressed, and the pointer says what they mean.
func TestSpotsArePressed(t *testing.T) {
	s := newStage(t, false, 0)
	m := s.model
	m.Parts = func(id data.ID) (int, bool) {
		if number(id) == 3 {
			return 2, true
		}
		return 0, false
	}
	m.Relations = []scene.Relation{{From: 0, To: 7, Type: scene.RelationAnswers}}
	m.Spot = func(kind scene.SpotKind, id data.ID, n int) (head, below, words string) {
		return "A sign", "of parts", ""
	}
	s.SetModel(m)
	parts := s.spotted(t, scene.SpotParts)
	s.click((parts.X0+parts.X1)/2, (parts.Y0+parts.Y1)/2)
	s.host.said(t, "spot 2 of 3, 0")
	arc := s.spotted(t, scene.SpotRelation)
	onArc := 0
	for x := arc.X0; x < arc.X1; x++ {
		for y := arc.Y0; y < arc.Y1; y++ {
			if spot, on := s.spotAt(fyne.NewPos(x, y)); on && spot.Kind == scene.SpotRelation {
				onArc++
			}
		}
	}
	if area := (arc.X1 - arc.X0) * (arc.Y1 - arc.Y0); onArc == 0 || float32(onArc) > area*0.7 {
		t.Errorf("%d points of %v are on the arc", onArc, area)
	}
	s.host.log = nil
	if !s.pointSpot(fyne.NewPos((parts.X0+parts.X1)/2, (parts.Y0+parts.Y1)/2)) || !s.hover.onSpot || s.tip() == nil {
		t.Error("nothing is told of the sign")
	}
	if s.pointSpot(fyne.NewPos(parts.X1+300, parts.Y1+400)) || s.hover.onSpot {
		t.Error("it is told of elsewhere")
	}
}
