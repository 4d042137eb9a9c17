package scene

import "testing"

func TestTodayStopsAtWords(t *testing.T) {
	// One event whose label begins where it does, and today in the midst of it.
	in := testInput(NewIndex(columnsOf([]event{{testFrom, testFrom + 1, 0, 3}}), 1), 1)
	in.View = NewViewport(1170, false).Fit(testFrom-500, testFrom+500, 0)
	in.HasToday, in.Today = true, testFrom+60
	l := testBuilder(t).Build(in)
	label := l.Texts[0]
	x := float32(in.View.X(in.Today))
	if x < label.X || x > label.X+label.P.Width {
		t.Fatalf("today at %v is not within the label [%v, %v)", x, label.X, label.X+label.P.Width)
	}
	baseline := label.Y + label.P.Lines[0].Baseline
	var parts []Line
	for _, line := range l.Lines {
		if line.Colour == in.Theme.Today {
			parts = append(parts, line)
			if line.Y0 < baseline && line.Y1 > baseline-8 {
				t.Errorf("the line [%v, %v) crosses words on %v", line.Y0, line.Y1, baseline)
			}
		}
	}
	if len(parts) != 2 || parts[0].Y0 != topPad || parts[1].Y1 != l.Plot.H {
		t.Errorf("today's line is %v", parts)
	}
}

func TestScrolledTracksAreCovered(t *testing.T) {
	in := testInput(stackOf(9, 9, 9, 9), 4)
	in.Height, in.HasToday, in.Today = 200, true, testFrom
	b := testBuilder(t)
	covered := func(l *List, y float32) bool {
		for _, r := range l.Over[headLayer].Bands {
			if r.X <= 0 && r.W >= l.W && r.Y <= y && r.Y+r.H > y {
				return true
			}
		}
		return false
	}
	if covered(b.Build(in), 5) {
		t.Error("the top is covered though nothing is scrolled")
	}
	in.ScrollY = 30
	if !covered(b.Build(in), 5) {
		t.Error("scrolled tracks show above the first one")
	}
}
