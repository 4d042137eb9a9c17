package scene

import (
	"fmt"
	"testing"

	"tarikh.org/tarikh/data"
)

func TestPanningAllocatesNothing(t *testing.T) {
	for _, n := range []int{300, 1000, 100_000} {
		in := testInput(NewIndex(synthetic(n, 4, 1), 4), 4)
		in.View = in.View.ZoomAt(800, float64(n)/50)
		in.Selected, in.HasToday, in.Today = n/2, true, testFrom+year
		in.Certainty = func(e int) Certainty { return Certainty{Approximate: e%3 == 0, Uncertain: e%5 == 0} }
		b := testBuilder(t)
		dx := 3.0
		pan := func() {
			dx = -dx
			in.View = in.View.Pan(dx)
			b.Build(in)
		}
		for range 20 {
			pan()
		}
		if got := testing.AllocsPerRun(100, pan); got > 0 {
			t.Errorf("%d events: %v allocations a frame", n, got)
		}
	}
}

// BenchmarkBuild draws a strip of 1600x600 in steady state.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, 10_000, 1_000_000} {
		x := NewIndex(synthetic(n, 20, 1), 20)
		for _, zoom := range []float64{1, 30, 1000} {
			b.Run(fmt.Sprintf("%d/zoom%v", n, zoom), func(b *testing.B) {
				in := testInput(x, 20)
				in.View = in.View.ZoomAt(800, zoom)
				build := testBuilder(b)
				dx := 7.0
				for range 10 {
					dx = -dx
					in.View = in.View.Pan(dx)
					build.Build(in)
				}
				b.ReportAllocs()
				for b.Loop() {
					dx = -dx
					in.View = in.View.Pan(dx)
					build.Build(in)
				}
			})
		}
	}
}

// BenchmarkZoom zooms through the whole range, with all texts in the cache's reach.
func BenchmarkZoom(b *testing.B) {
	for _, n := range []int{1000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			in := testInput(NewIndex(synthetic(n, 20, 1), 20), 20)
			whole := in.View
			build := testBuilder(b)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				in.View = in.View.ZoomAt(900, 1.05)
				if i%200 == 0 {
					in.View = whole
				}
				build.Build(in)
			}
		})
	}
}

func BenchmarkOverview1M(b *testing.B) {
	x := NewIndex(synthetic(1_000_000, 20, 1), 20)
	in := OverviewInput{Index: x, View: testInput(x, 20).View, Width: 1600, Height: 50, Theme: testTheme()}
	build := testBuilder(b)
	b.ReportAllocs()
	for b.Loop() {
		build.BuildOverview(in)
	}
}

// BenchmarkArrange1M lays a million events out at other times, and BenchmarkKept1M hides
// half of them, as what was known by a date.
func BenchmarkArrange1M(b *testing.B) {
	x := NewIndex(synthetic(1_000_000, 20, 1), 20)
	for b.Loop() {
		places := make([]Placing, x.Len())
		for e := range places {
			places[e] = x.Placed(e)
			by := int64(e*7919%90) * secondsPerDay
			places[e].Lo, places[e].Hi = places[e].Lo+by, places[e].Hi+by
		}
		x.Arrange(places, 20)
	}
}

func BenchmarkKept1M(b *testing.B) {
	x := NewIndex(synthetic(1_000_000, 20, 1), 20)
	var places []int32
	var cols data.Columns
	for e := 0; e < x.Len(); e += 2 {
		places = append(places, int32(e))
		cols.Append(x.cols.At(e))
	}
	for b.Loop() {
		x.Kept(places, cols)
	}
}
