package scene

import (
	"math"
	"testing"
)

func TestOverviewShowsTheWindow(t *testing.T) {
	x := NewIndex(synthetic(500, 2, 1), 2)
	b := testBuilder(t)
	lo, hi, _ := x.Span()
	for _, rtl := range []bool{false, true} {
		view := NewViewport(1200, rtl).Fit(lo, hi, 0)
		half := view.Fit(lo, lo+(hi-lo)/2, 0)
		cases := []struct {
			name   string
			view   Viewport
			x0, x1 float64 // left to right
		}{
			{"all", view, middleGutter + overviewPad, 1000 - overviewPad},
			{"first half", half, middleGutter + overviewPad, middleGutter + (1000-middleGutter)/2},
			{"closest", view.ZoomAt(600, 1e12), -1, -1},
			{"far outside", view.Fit(lo-100*year, lo-99*year, 0), -1, -1},
		}
		for _, c := range cases {
			l := b.BuildOverview(OverviewInput{Index: x, View: c.view, Width: 1000, Height: 50, Theme: testTheme()})
			if len(l.Hits) != 1 {
				t.Fatalf("%s: %d hits", c.name, len(l.Hits))
			}
			m0, m1 := float64(l.Hits[0].M0), float64(l.Hits[0].M1)
			x0, x1 := c.x0, c.x1
			if rtl {
				x0, x1 = 1000-c.x1, 1000-c.x0
			}
			if c.x0 >= 0 && (math.Abs(m0-x0) > 2 || math.Abs(m1-x1) > 2) {
				t.Errorf("%s, rtl %v: window [%v, %v), want [%v, %v)", c.name, rtl, m0, m1, x0, x1)
			}
			if m1-m0 < leastWindow-0.1 || m0 < 0 || m1 > 1000 {
				t.Errorf("%s, rtl %v: window [%v, %v)", c.name, rtl, m0, m1)
			}
		}
	}
}

func TestOverviewMapsTimeForDragging(t *testing.T) {
	x := NewIndex(synthetic(500, 2, 1), 2)
	lo, hi, _ := x.Span()
	v := x.Overview(1000, true)
	if v.X(lo) != 1000-middleGutter-overviewPad || math.Abs(v.X(hi)-overviewPad) > 1e-6 {
		t.Errorf("the library reaches from %v to %v", v.X(lo), v.X(hi))
	}
	if at := v.Time(v.X(lo + (hi-lo)/2)); at < lo+(hi-lo)/2-1 || at > lo+(hi-lo)/2+1 {
		t.Errorf("middle at %d", at)
	}
}

func TestOverviewOfHardInput(t *testing.T) {
	b := testBuilder(t)
	empty := NewIndex(columnsOf(nil), 1)
	one := NewIndex(columnsOf([]event{{math.MaxInt64 - 1, math.MaxInt64, 0, 3}}), 1)
	for _, in := range []OverviewInput{
		{},
		{Index: empty, View: NewViewport(800, false), Width: 800, Height: 50, Theme: testTheme()},
		{Index: one, View: NewViewport(800, true), Width: 800, Height: 50, Ticks: []int64{math.MinInt64, 0}},
		{Index: one, View: NewViewport(800, true), Width: float32(math.NaN()), Height: float32(math.Inf(1))},
	} {
		for _, r := range b.BuildOverview(in).Marks {
			if r.X != r.X || r.W < 0 || r.H < 0 || r.W > widest {
				t.Errorf("rectangle %+v", r)
			}
		}
	}
}
