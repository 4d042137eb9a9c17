package scene

import "testing"

// signature is the forms that a single event's mark is made of, in words.
func signature(l *List) (s string) {
	for _, r := range l.Marks {
		switch {
		case r.Form != FormBox:
			s += [...]string{"", "diamond ", "half ", "cross ", "hatch "}[r.Form]
		case r.StrokeWidth > 0 && r.Fill.A > 0:
			s += "ring "
		case r.H <= crossLine:
			s += "line "
		case max(r.W-r.H, r.H-r.W) < 0.1 && r.Radius > r.H/2-0.1:
			s += "disc "
		default:
			s += "bar "
		}
	}
	return s
}

// Every state has its own form, for points of any importance and for ranges; only
// corroborated and confirmed look alike.
func TestStatesHaveForms(t *testing.T) {
	for _, c := range []struct {
		name string
		days int64
		want [6]string
	}{
		{"a point", 1, [6]string{"ring ", "ring disc ", "disc ", "disc ", "diamond diamond half ", "ring cross "}},
		{"a landmark that lasts", 60, [6]string{"ring ", "ring disc ", "bar ", "bar ", "bar hatch diamond diamond half ", "ring line "}},
	} {
		for importance := uint8(1); importance <= 5; importance++ {
			if c.days > 1 && importance < landmark {
				continue
			}
			for _, rtl := range []bool{false, true} {
				for s, want := range c.want {
					in := testInput(NewIndex(columnsOf([]event{{testFrom, testFrom + c.days*secondsPerDay, 0, importance}}), 1), 1)
					in.View = NewViewport(900, rtl).Fit(testFrom-40*secondsPerDay, testFrom+100*secondsPerDay, 0)
					in.State = func(int) State { return State(s) }
					if got := signature(testBuilder(t).Build(in)); got != want {
						t.Errorf("%s of importance %d in state %d, rtl %v: %q, want %q", c.name, importance, s, rtl, got, want)
					}
				}
			}
		}
	}
}

// The filled half of a diamond is the left one in either direction.
func TestTheHalfIsNotMirrored(t *testing.T) {
	r := Rect{X: 10, Y: 20, W: 8, H: 8, Form: FormHalf}
	r.Outline(func(corners []Point) {
		for _, c := range corners {
			if c.X > 14 {
				t.Errorf("a corner at %v", c)
			}
		}
	})
}

// Stripes stay in their box and take about the share of it that they are to take.
func TestStripesAreInTheirBox(t *testing.T) {
	for _, size := range [][2]float32{{40, 18}, {18, 18}, {6, 18}, {300, 20}} {
		r := Rect{X: 5, Y: 7, W: size[0], H: size[1], Form: FormHatch}
		area := float32(0)
		r.Outline(func(corners []Point) {
			for i, c := range corners {
				if c.X < r.X-0.01 || c.X > r.X+r.W+0.01 || c.Y < r.Y-0.01 || c.Y > r.Y+r.H+0.01 {
					t.Errorf("%v: a corner at %v", size, c)
				}
				d := corners[(i+1)%len(corners)]
				area += (c.X*d.Y - d.X*c.Y) / 2
			}
		})
		if share := max(area, -area) / (r.W * r.H); share < 0.35 || share > 0.6 {
			t.Errorf("%v: stripes take %v of it", size, share)
		}
	}
}

// Where states are shown, a ring says that nobody has verified an event, so a date that is
// uncertain is soft instead.
func TestAnUncertainDateIsSoftWhereStatesAreShown(t *testing.T) {
	in := testInput(NewIndex(columnsOf([]event{{testFrom, testFrom + secondsPerDay, 0, 5}}), 1), 1)
	in.View = NewViewport(900, false).Fit(testFrom-40*secondsPerDay, testFrom+100*secondsPerDay, 0)
	in.Certainty = func(int) Certainty { return Certainty{Uncertain: true} }
	in.State = func(int) State { return StateConfirmed }
	if got := signature(testBuilder(t).Build(in)); got != "disc disc disc " {
		t.Errorf("got %q", got)
	}
	in.State = nil
	if got := signature(testBuilder(t).Build(in)); got != "ring " {
		t.Errorf("without states: %q", got)
	}
}
