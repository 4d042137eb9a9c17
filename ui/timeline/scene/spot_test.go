package scene

import (
	"slices"
	"testing"
)

func spotsOf(l *List, kind SpotKind) (out []Spot) {
	for _, s := range l.Spots {
		if s.Kind == kind {
			out = append(out, s)
		}
	}
	return out
}

// The dates that sources give are drawn for the selected event, and for landmarks where
// they differ and nothing else is there.
func TestDatesOfSources(t *testing.T) {
	const day = secondsPerDay
	all := []event{{testFrom, testFrom + day, 0, 5}, {testFrom + 60*day, testFrom + 61*day, 0, 3}, {testFrom + 120*day, testFrom + 121*day, 0, 5}}
	x := NewIndex(columnsOf(all), 1)
	given := map[int][]Given{0: {{testFrom - 20*day, testFrom - 19*day}}, 1: {{testFrom + 61*day, testFrom + 62*day}}, 2: {{testFrom + 120*day, testFrom + 121*day}}}
	for _, rtl := range []bool{false, true} {
		in := testInput(x, 1)
		in.View = NewViewport(1200, rtl).Fit(testFrom-60*day, testFrom+200*day, 0)
		in.Titles = nil
		in.Given = func(e int) []Given { return given[e] }
		events := func() (out []int) {
			for _, s := range spotsOf(testBuilder(t).Build(in), SpotGiven) {
				out = append(out, s.Event)
			}
			return out
		}
		if got := events(); !slices.Equal(got, []int{0}) {
			t.Errorf("rtl %v: dates of %v are drawn, want those of the landmark that differs", rtl, got)
		}
		in.Selected = 1
		if got := events(); !slices.Equal(got, []int{0, 1}) {
			t.Errorf("rtl %v: with one selected, of %v", rtl, got)
		}
		s := spotsOf(testBuilder(t).Build(in), SpotGiven)[0]
		if at := float32(in.View.X(testFrom - 20*day + day/2)); at < s.X0 || at > s.X1 {
			t.Errorf("rtl %v: it is at %v to %v, want %v", rtl, s.X0, s.X1, at)
		}
	}
	// Another event where the date would be.
	near := NewIndex(columnsOf(append(all, event{testFrom - 20*day, testFrom - 19*day, 0, 3})), 1)
	in := testInput(near, 1)
	in.View, in.Titles, in.Height = NewViewport(1200, false).Fit(testFrom-60*day, testFrom+200*day, 0), nil, 120
	in.Tracks[0].Rows = 1
	in.Given = func(e int) []Given { return given[e-1] }
	if got := spotsOf(testBuilder(t).Build(in), SpotGiven); len(got) > 0 && near.Rows(0) == 1 {
		t.Error("a date is drawn over another event")
	}
}

// Each type of relation has a form of its own, and arcs end near the marks.
func TestRelationsAreDrawn(t *testing.T) {
	const day = secondsPerDay
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + day, 0, 3}, {testFrom + 80*day, testFrom + 81*day, 1, 3}}), 2)
	for _, rtl := range []bool{false, true} {
		seen := map[Curve]bool{}
		for kind := RelationCauses; kind <= RelationContradicts; kind++ {
			in := testInput(x, 2)
			in.View = NewViewport(1000, rtl).Fit(testFrom-20*day, testFrom+100*day, 0)
			in.Relations = []Relation{{0, 1, kind}, {1, 1, kind}, {0, 99, kind}}
			l := testBuilder(t).Build(in)
			if len(l.Curves) != 1 || len(spotsOf(l, SpotRelation)) != 1 {
				t.Fatalf("%d arcs, %d to point at", len(l.Curves), len(spotsOf(l, SpotRelation)))
			}
			c := l.Curves[0]
			from, _ := hitOf(l, 0)
			to, _ := hitOf(l, 1)
			for i, h := range [2]Hit{from, to} {
				end := c.P[3*i]
				if dx, dy := end.X-(h.M0+h.M1)/2, end.Y-(h.Y0+h.Y1)/2; dx*dx+dy*dy > 15*15 {
					t.Errorf("type %d, rtl %v: end %d is %v, %v from its mark", kind, rtl, i, dx, dy)
				}
			}
			c.P = [4]Point{}
			if seen[c] {
				t.Errorf("type %d looks like another", kind)
			}
			seen[c] = true
			middle := l.Curves[0].At(0.5)
			if s, on := l.SpotAt(middle.X, middle.Y); !on || s.Kind != SpotRelation || s.N != 0 {
				t.Errorf("type %d: nothing is found on the arc", kind)
			}
			if _, on := l.SpotAt(middle.X, middle.Y+40); on {
				t.Errorf("type %d: it is found far off", kind)
			}
		}
	}
}

// An arc to an event that is out of view or in a bar still begins at the one in view.
func TestArcsLeaveTheView(t *testing.T) {
	x := NewIndex(synthetic(2000, 3, 5), 3)
	in := testInput(x, 3)
	in.View = in.View.ZoomAt(700, 200)
	l := testBuilder(t).Build(in)
	seen := -1
	for _, h := range l.Hits {
		if h.Event >= 0 && h.M0 > l.Plot.X && h.M1 < l.Plot.X+l.Plot.W {
			seen = h.Event
			break
		}
	}
	if seen < 0 {
		t.Fatal("no event is drawn on its own")
	}
	in.Relations = []Relation{{seen, 0, RelationCauses}, {x.Len() - 1, seen, RelationCauses}}
	if l = testBuilder(t).Build(in); len(l.Curves) != 2 {
		t.Errorf("%d arcs", len(l.Curves))
	}
	in.Tracks[x.Track(seen)].Hidden = true
	if l = testBuilder(t).Build(in); len(l.Curves) != 0 {
		t.Errorf("%d arcs to an event on a hidden track", len(l.Curves))
	}
}

// The sign of parts says how many there are, and whether they are folded.
func TestPartsOfAnEvent(t *testing.T) {
	const day = secondsPerDay
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + day, 0, 3}}), 1)
	for _, folded := range []bool{false, true} {
		in := testInput(x, 1)
		in.View = in.View.Fit(testFrom-20*day, testFrom+100*day, 0)
		in.Parts = func(int) (int, bool) { return 3, folded }
		l := testBuilder(t).Build(in)
		want := map[bool]string{false: "−3", true: "+3"}[folded]
		if !slices.ContainsFunc(l.Texts, func(t Text) bool { return t.P.Text == want }) || len(spotsOf(l, SpotParts)) != 1 {
			t.Errorf("folded %v: there is no %q", folded, want)
		}
	}
}

// The handle of what was known stays in view, wherever its date is.
func TestKnownHandleStaysInView(t *testing.T) {
	const day = secondsPerDay
	x := NewIndex(columnsOf([]event{{testFrom, testFrom + day, 0, 3}}), 1)
	for _, rtl := range []bool{false, true} {
		for _, at := range []int64{testFrom - 9000*day, testFrom + 30*day, testFrom + 9000*day} {
			in := testInput(x, 1)
			in.View = NewViewport(1000, rtl).Fit(testFrom-20*day, testFrom+100*day, 0)
			in.Known = Known{On: true, At: at, Words: "4 Feb 2020"}
			l := testBuilder(t).Build(in)
			s := spotsOf(l, SpotKnown)
			if len(s) != 1 || s[0].X0 < l.Plot.X-4 || s[0].X1 > l.Plot.X+l.Plot.W+4 {
				t.Errorf("rtl %v: the handle is at %+v", rtl, s)
			}
		}
	}
}
