package timeline

import (
	"testing"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// The disc of a proposal fills when it is accepted, and at once where animations are off.
func TestAcceptedProposalsFill(t *testing.T) {
	for _, animated := range []bool{true, false} {
		s := newStage(t, false, 0)
		s.hold()
		s.SetAnimated(animated)
		m := s.model
		m.Found = &scene.Found{Marks: make([]scene.FoundMark, m.Index.Len())}
		s.SetModel(m)
		accepted := m
		accepted.Found = &scene.Found{Marks: make([]scene.FoundMark, m.Index.Len())}
		accepted.Found.Marks[1].State = scene.FoundAccepted
		s.SetModel(accepted)
		if n := len(s.movers); n != map[bool]int{true: 1}[animated] {
			t.Fatalf("animations %v: %d run", animated, n)
		}
		if !animated {
			if in := s.inputOf(s.view, 0); in.Filled != nil {
				t.Error("it fills without animations")
			}
			continue
		}
		s.movers[0].Tick(0.5)
		if in := s.inputOf(s.view, 0); in.Filled == nil || in.Filled(1) != 0.5 || in.Filled(0) != 1 {
			t.Error("half way it is not half full")
		}
		s.movers[0].Tick(1)
		if in := s.inputOf(s.view, 0); in.Filled != nil {
			t.Error("it does not end")
		}
		s.SetModel(accepted)
		if len(s.movers) != 1 {
			t.Error("it fills again")
		}
	}
}
