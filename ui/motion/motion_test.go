package motion

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func window(t *rapid.T, name string) Window {
	at := rapid.Float64Range(-1e12, 1e12)
	return Window{at.Draw(t, name+" x"), at.Draw(t, name+" y"), math.Pow(10, rapid.Float64Range(-2, 10).Draw(t, name+" width"))}
}

// A way begins and ends exactly, goes straight on, and never shows less than the narrower
// of its ends.
func TestBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := window(t, "from"), window(t, "to")
		if Between(from, to, 0) != from || Between(from, to, 1) != to || Between(from, to, math.NaN()) != from {
			t.Fatal("it does not begin and end where it should")
		}
		gone := 0.0
		for i := range 21 {
			w := Between(from, to, float64(i)/20)
			least := min(from.Width, to.Width) * (1 - 1e-9)
			if !(w.Width >= least) || math.IsInf(w.Width, 0) {
				t.Fatalf("at %d of 20 it is %v wide, between %v and %v", i, w.Width, from.Width, to.Width)
			}
			way := math.Hypot(w.X-from.X, w.Y-from.Y)
			if all := math.Hypot(to.X-from.X, to.Y-from.Y); way < gone-all*1e-9 || way > all*(1+1e-9) {
				t.Fatalf("at %d of 20 it has gone %v of %v, %v before", i, way, all, gone)
			}
			gone = way
		}
	})
}

// Where one window is inside the other, the point that is at the same place in both stays
// there: a zoom about a point is one all the way.
func TestAZoomKeepsItsPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.Float64Range(-0.5, 0.5).Draw(t, "place") // of the width, from the middle
		from := Window{X: 1000, Width: rapid.Float64Range(1, 1e6).Draw(t, "from")}
		to := Window{Width: rapid.Float64Range(1, 1e6).Draw(t, "to")}
		point := from.X + part*from.Width
		to.X = point - part*to.Width
		w := Between(from, to, rapid.Float64Range(0, 1).Draw(t, "t"))
		if got := w.X + part*w.Width; math.Abs(got-point) > 1e-6*max(from.Width, to.Width) {
			t.Fatalf("what was at %v is at %v", point, got)
		}
	})
}

func TestRise(t *testing.T) {
	near, far := Window{X: 100, Width: 100}, Window{X: 900, Width: 100}
	from := Window{Width: 100}
	if w := Between(from, near, 0.5); math.Abs(w.Width-100) > 1e-9 || math.Abs(w.X-50) > 1e-9 {
		t.Errorf("beside each other: %+v", w)
	}
	if w := Between(from, far, 0.5); math.Abs(w.Width-300) > 1e-9 || math.Abs(w.X-450) > 1e-9 {
		t.Errorf("far from each other: %+v", w)
	}
	if a, b := Between(from, far, 0.25), Between(far, from, 0.75); math.Abs(a.Width-b.Width) > 1e-9 || math.Abs(a.X-b.X) > 1e-9 {
		t.Errorf("back it is %+v, there %+v", b, a)
	}
}

func TestEase(t *testing.T) {
	for _, c := range [][2]float64{{-1, 0}, {0, 0}, {0.25, 0.0625}, {0.5, 0.5}, {0.75, 0.9375}, {1, 1}, {2, 1}} {
		if got := Ease(c[0]); math.Abs(got-c[1]) > 1e-12 {
			t.Errorf("%v of the time: %v of the way, want %v", c[0], got, c[1])
		}
	}
}
