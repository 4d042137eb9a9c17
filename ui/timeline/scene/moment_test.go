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
	if len(parts) != 2 || parts[0].Y0 != axisHeight || parts[1].Y1 != l.H {
		t.Errorf("today's line is %v", parts)
	}
}

func TestScrolledTracksAreCovered(t *testing.T) {
	in := testInput(stackOf(9, 9, 9, 9), 4)
	in.Height, in.ScrollY = 200, 30
	for _, r := range testBuilder(t).Build(in).Over[axisLayer].Bands {
		if r.X <= 0 && r.W >= in.sane().Height && r.Y <= 0 && r.Y+r.H >= axisHeight {
			return
		}
	}
	t.Error("scrolled tracks show through the scale")
}

func TestTheFlagKeepsTicksAway(t *testing.T) {
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + secondsPerDay, 0, 3}, {testFrom + 700*secondsPerDay, testFrom + 701*secondsPerDay, 0, 3}}), 1)
	in := testInput(x, 1)
	in.Selected, in.SelectedDate = 1, "1 December 2021"
	in.HasToday, in.Today = true, testFrom+702*secondsPerDay
	l := testBuilder(t).Build(in)
	var flag Rect
	for _, r := range l.Over[headLayer].Marks {
		if r.Fill == in.Theme.Accent {
			flag = r
		}
	}
	if flag.W == 0 {
		t.Fatal("no flag")
	}
	for _, words := range append(l.Over[axisLayer].Texts, l.Over[headLayer].Texts...) {
		if x := words.X + words.P.Lines[0].X; words.P.Text != in.SelectedDate && x < flag.X+flag.W && x+words.P.Width > flag.X {
			t.Errorf("%q is under the flag", words.P.Text)
		}
	}
}
