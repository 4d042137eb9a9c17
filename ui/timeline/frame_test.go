package timeline

import (
	"image"
	"strconv"
	"testing"

	"tarikh.org/tarikh/ui/timeline/scene"
)

func TestPictureIsMadeOnceForManyChanges(t *testing.T) {
	s := newStage(t, false, 0)
	s.strip.paint(1200, 452)
	for range 5 {
		s.wheel(600, -9, 0)
	}
	if !s.strip.asked || !s.strip.stale {
		t.Fatal("a moved strip asks for no picture")
	}
	first := s.strip.paint(1200, 452)
	if s.strip.asked || s.strip.stale || s.stale {
		t.Error("a picture was taken, and another one is wanted")
	}
	if s.strip.paint(1200, 452) != first {
		t.Error("an unchanged strip makes another picture")
	}
}

func TestPictureFollowsTheDeviceScale(t *testing.T) {
	s := newStage(t, false, 0)
	for _, scale := range []int{1, 2} {
		w, h := 1200*scale, 452*scale
		if got := s.strip.paint(w, h).(*image.RGBA); got.Rect.Dx() != w || got.Rect.Dy() != h || got.Stride != 4*w {
			t.Errorf("picture %v with a stride of %d", got.Rect, got.Stride)
		}
	}
}

func TestPanFrameAllocatesNothing(t *testing.T) {
	s := newStage(t, false, 2000)
	dx := 0.7
	frame := func() {
		s.strip.asked, s.plan.asked = true, true // Fyne's own Refresh is not ours to count
		s.setView(s.view.Pan(dx))
		s.strip.paint(1200, 452)
		s.plan.paint(1200, 48)
		dx = -dx
	}
	for range 4 {
		frame()
	}
	if n := testing.AllocsPerRun(20, frame); n != 0 {
		t.Errorf("%v allocations a frame", n)
	}
}

func BenchmarkFrame(b *testing.B) {
	for _, dense := range []int{22, 10_000, 1_000_000} {
		b.Run(strconv.Itoa(dense), func(b *testing.B) {
			s := newStage(b, false, 0)
			cols, tracks := library(dense)
			m := s.model
			m.Index, m.Tracks, m.Titles = scene.NewIndex(cols, len(tracks)), tracks, titles(cols.Len())
			s.SetModel(m)
			s.show(b, 1600, 648)
			s.ZoomToFit()
			dx := 3.3
			b.ReportAllocs()
			for b.Loop() {
				s.strip.asked, s.plan.asked = true, true
				s.setView(s.view.Pan(dx))
				s.strip.paint(1600, 600)
				s.plan.paint(1600, 48)
				dx = -dx
			}
		})
	}
}
