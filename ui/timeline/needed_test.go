package timeline

import "testing"

// In a low strip the overview is left out where a track that has room without it would be
// out of view; where not all tracks have room, it stays.
func TestTheOverviewTakesNoTracksPlace(t *testing.T) {
	s := newStage(t, false, 30)
	least := s.model.Index.Least(s.model.Tracks, s.model.Second)
	for _, c := range []struct {
		height float32
		plan   bool
	}{{least + 3*overviewHeight, true}, {least + overviewHeight, true}, {least + overviewHeight - 5, false}, {overviewFrom - 1, false}} {
		s.Resize(s.Size().SubtractWidthHeight(0, s.Size().Height-c.height))
		if s.overview.Visible() != c.plan {
			t.Errorf("at %v of %v the overview is shown: %v", c.height, least, !c.plan)
		}
		if got := s.Needed(c.height); got > c.height {
			t.Errorf("at %v it needs %v", c.height, got)
		}
	}
	if m := s.Needed(least + 20); m > least+20 || m < least-1 {
		t.Errorf("with room for the tracks alone it needs %v of %v", m, least+20)
	}
}
