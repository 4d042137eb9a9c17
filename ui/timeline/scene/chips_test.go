package scene

import (
	"testing"

	"pgregory.net/rapid"
)

// Before, in and after the view are all events of a track, whether rows are counted or
// the table of starts is asked.
func TestEventsAreDividedByTheView(t *testing.T) {
	b := testBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, drawColumns(t, 3), 3)
		b.Build(in)
		for track, a := range b.divided {
			n := 0
			for _, of := range in.Index.cols.Track {
				if int(of) == track {
					n++
				}
			}
			if a.all != n || a.before < 0 || a.after < 0 || a.inView() < 0 {
				t.Fatalf("track %d: %+v of %d", track, a, n)
			}
			for _, after := range []bool{false, true} {
				e, count := in.Index.Beyond(in.View, track, after), a.before
				if after {
					count = a.after
				}
				if len(in.Index.tracks) > 0 && (e >= 0) != (count > 0) {
					t.Fatalf("track %d: %d beyond, the nearest is %d", track, count, e)
				}
			}
			if x := in.Index; x.Len() > 0 {
				got := int32(0)
				n := rapid.IntRange(0, x.Len()).Draw(t, "n")
				x.starts.before(x, n, func(of int, k int32) {
					if of == track {
						got += k
					}
				})
				want := int32(0)
				for _, of := range x.cols.Track[:n] {
					if int(of) == track {
						want++
					}
				}
				if got != want {
					t.Fatalf("%d of the first %d are of track %d, want %d", got, n, track, want)
				}
			}
		}
	})
}

// A second that is in view in part is in view, for the count beside the view and for the
// event that it leads to.
func TestTheLastSecondIsInView(t *testing.T) {
	b := testBuilder(t)
	view := NewViewport(700.5, false).Fit(0, 10, 0)
	last, part := view.instant(view.plotWidth())
	if part == 0 {
		t.Fatal("the view ends with a whole second")
	}
	for at, want := range map[int64]int{last: 0, last + 1: 1} {
		in := testInput(NewIndex(columnsOf([]event{{at, at + 1, 0, 3}}), 1), 1)
		in.View = view
		b.Build(in)
		if e := in.Index.Beyond(view, 0, true); b.divided[0].after != want || (e >= 0) != (want > 0) {
			t.Errorf("an event at %d of a view to %d: %d after it, the nearest is %d", at, last, b.divided[0].after, e)
		}
	}
}

func TestChipsAreHitAndCoverNoLabel(t *testing.T) {
	b := testBuilder(t)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t, drawColumns(t, 3), 3)
		in.Selected, in.Hovered = -1, -1
		l := b.Build(in)
		for _, c := range l.Chips {
			got, ok := l.ChipAt((c.X0+c.X1)/2, (c.Y0+c.Y1)/2)
			if !ok {
				t.Fatalf("the chip %+v is not hit", c)
			}
			if c.Beyond || got.Beyond {
				continue
			}
			if len(l.Unnamed(c)) == 0 {
				t.Fatalf("the chip %+v lists nothing", c)
			}
		}
		for _, c := range l.Chips {
			for _, text := range l.Texts {
				x, y := text.X+text.P.Lines[0].X, text.Y+text.P.Lines[0].Baseline-4
				if c.Beyond && x < c.X1 && x+text.P.Width > c.X0 && y > c.Y0 && y < c.Y1 {
					t.Fatalf("%q is under a chip", text.P.Text)
				}
			}
		}
	})
}

// Of many numbers that change at once some come with the next picture.
func TestNumbersFollow(t *testing.T) {
	x := NewIndex(synthetic(20_000, 20, 3), 20)
	b := testBuilder(t)
	in := testInput(x, 20)
	in.Height = 2000
	if b.Build(in).Unfinished {
		_ = b.Build(in)
	}
	in.View = in.View.ZoomAt(700, 3)
	if !b.Build(in).Unfinished {
		t.Fatal("all numbers are set at once")
	}
	for i := 0; b.Build(in).Unfinished; i++ {
		if i > 30 {
			t.Fatal("the numbers are never all set")
		}
	}
}

// A year or a month beside the view is that of one event, whose dot tells it from a
// number; in the year of the view it is a month.
func TestADateBesideTheViewHasADot(t *testing.T) {
	const day = secondsPerDay
	for _, c := range []struct {
		name, words string
		events      []event
	}{
		{"another year", "‹ 2001", []event{{testFrom - 19*365*day + 5*day, testFrom - 19*365*day + 6*day, 0, 3}}},
		{"this year", "‹ Jan", []event{{testFrom + 5*day, testFrom + 6*day, 0, 3}}},
		{"several", "‹ 2", []event{{testFrom + 5*day, testFrom + 6*day, 0, 3}, {testFrom + 8*day, testFrom + 9*day, 0, 3}}},
	} {
		for _, rtl := range []bool{false, true} {
			in := testInput(NewIndex(columnsOf(c.events), 1), 1)
			in.View = NewViewport(900, rtl).Fit(testFrom+30*day, testFrom+90*day, 0)
			l := testBuilder(t).Build(in)
			if len(l.Chips) != 1 {
				t.Fatalf("%s: %d chips", c.name, len(l.Chips))
			}
			chip := l.Chips[0]
			dots := 0
			for _, r := range l.Over[calloutLayer].Marks {
				if r.W == 2*chipDot && r.X > chip.X0 && r.X+r.W < chip.X1 {
					dots++
				}
			}
			want := map[bool]int{true: 1}[len(c.events) == 1]
			text := l.Over[calloutLayer].Texts[0].P.Text
			if dots != want || !rtl && text != c.words || chip.Count != len(c.events) {
				t.Errorf("%s, right to left %v: %q with %d dots, for %d", c.name, rtl, text, dots, chip.Count)
			}
		}
	}
}
