package scene

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestViewportMapsTime(t *testing.T) {
	// 954 units wide: a gutter of 124, 830 units of plot.
	ltr := NewViewport(954, false).Fit(0, 8300, 0)
	rtl := NewViewport(954, true).Fit(0, 8300, 0)
	cases := []struct {
		name string
		v    Viewport
		t    int64
		x    float64
	}{
		{"start at the gutter", ltr, 0, 124},
		{"end at the edge", ltr, 8300, 954},
		{"before the view", ltr, -100, 114},
		{"mirrored start", rtl, 0, 830},
		{"mirrored end", rtl, 8300, 0},
		{"dragged to the right", ltr.Pan(30), 0, 154},
		{"dragged to the left", ltr.Pan(-30), 0, 94},
		{"mirrored and dragged to the right", rtl.Pan(30), 0, 860},
		{"zoomed in at its place", ltr.ZoomAt(224, 4), 1000, 224},
		{"zoomed in beside", ltr.ZoomAt(224, 4), 1100, 264},
		{"narrow", ltr.WithWidth(500), 100, 22},
		{"fitted with padding", ltr.Fit(0, 8300, 40), 0, 164},
		{"revealed at the end", ltr.Reveal(9000, 9100, 20), 9100, 934},
		{"revealed at the start", ltr.Reveal(-500, -400, 20), -500, 144},
		{"revealed though too long", ltr.Reveal(-500, 20_000, 20), -500, 144},
		{"in view already", ltr.Reveal(4000, 4100, 20), 0, 124},
	}
	for _, c := range cases {
		if x := c.v.X(c.t); math.Abs(x-c.x) > 0.01 {
			t.Errorf("%s: X(%d) = %v, want %v", c.name, c.t, x, c.x)
		}
		if back := c.v.Time(c.x + 0.01*sign(c.v.rtl)); back < c.t-1 || back > c.t+1 {
			t.Errorf("%s: Time(%v) = %d, want %d", c.name, c.x, back, c.t)
		}
	}
}

// sign is the direction that time has on the screen.
func sign(rtl bool) float64 {
	if rtl {
		return -1
	}
	return 1
}

func TestViewportLimits(t *testing.T) {
	v := NewViewport(1000, false)
	if in := v.ZoomAt(500, 1e30); in.Scale() != minScale {
		t.Errorf("closest scale %v", in.Scale())
	}
	out := v.ZoomAt(500, 1e-30)
	if lo, hi := out.Range(); lo != -horizon || hi < horizon || hi > horizon+int64(out.Scale()) {
		t.Errorf("widest view [%d, %d)", lo, hi)
	}
	if far := v.Pan(-math.MaxFloat64); far.X(horizon) > 1000.5 {
		t.Errorf("panned beyond the end of time: %v", far.X(horizon))
	}
	within := NewViewport(1000, false).Fit(0, 8300, 0).Within(0, 8300)
	for _, c := range []struct {
		name string
		v    Viewport
	}{
		{"panned off to the left", within.Pan(-5000)},
		{"panned off to the right", within.Pan(5000)},
		{"zoomed out", within.ZoomAt(500, 1e-6)},
	} {
		w := c.v.Within(0, 8300)
		x0, x1 := w.Plot()
		if w.X(8300) < x0 || w.X(0) > x1 || w.X(8300)-w.X(0) < 8 {
			t.Errorf("%s: content at [%v, %v)", c.name, w.X(0), w.X(8300))
		}
	}
}

func TestInterpolateMeetsBothEnds(t *testing.T) {
	a := NewViewport(1000, false).Fit(0, 1e9, 0)
	b := a.ZoomAt(400, 5000)
	if Interpolate(a, b, 0) != a || Interpolate(a, b, 1) != b {
		t.Error("the ends differ from what was given")
	}
	fixed := a.Time(400)
	last := a.Scale()
	for i := 1; i < 20; i++ {
		v := Interpolate(a, b, float64(i)/20)
		if math.Abs(v.X(fixed)-400) > 1 {
			t.Errorf("the point zoomed about moved to %v", v.X(fixed))
		}
		if v.Scale() >= last {
			t.Errorf("scale %v after %v", v.Scale(), last)
		}
		last = v.Scale()
	}
}

func drawViewport(t *rapid.T) Viewport {
	lo := rapid.Int64Range(-horizon, horizon).Draw(t, "lo")
	length := rapid.Int64Range(1, 1<<rapid.IntRange(1, 60).Draw(t, "magnitude")).Draw(t, "length")
	return NewViewport(rapid.Float64Range(0, 4000).Draw(t, "width"), rapid.Bool().Draw(t, "rtl")).Fit(lo, add(lo, length), 10)
}

func TestZoomKeepsThePointUnderThePointer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawViewport(t)
		x0, x1 := v.Plot()
		x := x0 + rapid.Float64Range(0, 1).Draw(t, "x")*(x1-x0)
		at := v.Time(x)
		w := v.ZoomAt(x, math.Exp(rapid.Float64Range(-5, 5).Draw(t, "log factor")))
		lo, hi := w.Range()
		if lo == -horizon || hi >= horizon {
			return // held by the end of time
		}
		// Seconds are whole, so the point is known to a second.
		if off := math.Abs(w.X(at) - x); off > 0.5+1/w.scale {
			t.Fatalf("the time at %v moved by %v units", x, off)
		}
	})
}

func TestPanAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawViewport(t)
		dx := rapid.Float64Range(-5000, 5000).Draw(t, "dx")
		w := v.Pan(dx)
		if lo, hi := w.Range(); lo == -horizon || hi >= horizon {
			return
		}
		if off := math.Abs(w.Pan(-dx).X(v.edge) - v.X(v.edge)); off > 0.01 {
			t.Fatalf("off by %v", off)
		}
	})
}

func FuzzViewport(f *testing.F) {
	f.Add(int64(0), int64(8300), 1000.0, 40.0, 300.0, 2.0, false)
	f.Add(int64(math.MinInt64), int64(math.MaxInt64), 1600.0, 0.0, 800.0, 1e300, true)
	f.Add(int64(math.MaxInt64), int64(math.MinInt64), 0.0, -1.0, math.Inf(1), 0.0, false)
	f.Add(int64(-1), int64(1), math.NaN(), math.NaN(), math.NaN(), math.NaN(), true)
	f.Add(horizon-1, horizon, 1e9, 1e9, -1e300, 1e-300, false)
	f.Fuzz(func(t *testing.T, lo, hi int64, width, pad, x, factor float64, rtl bool) {
		v := NewViewport(width, rtl)
		for _, w := range []Viewport{
			v, v.Fit(lo, hi, pad), v.Pan(x), v.ZoomAt(x, factor), v.Fit(lo, hi, pad).ZoomAt(x, factor).Pan(pad),
			v.Reveal(lo, hi, pad), v.Fit(lo, hi, pad).Within(hi, lo), v.WithWidth(x), Interpolate(v, v.Fit(lo, hi, pad), factor),
		} {
			from, to := w.Range()
			if from >= to || from < -horizon || w.scale < minScale || w.frac < 0 || w.frac >= 1 {
				t.Fatalf("%+v shows [%d, %d)", w, from, to)
			}
			last := math.Inf(-1)
			for _, at := range []int64{math.MinInt64, -horizon, lo, hi, horizon, math.MaxInt64} {
				u := w.along(at)
				if math.IsNaN(u) || math.IsInf(u, 0) || math.Abs(w.X(at)) > 1e21 {
					t.Fatalf("%+v: %d is at %v", w, at, u)
				}
				if (at == lo) == (at == hi) && u < last {
					t.Fatalf("%+v: %d is at %v, before %v", w, at, u, last)
				}
				if at != lo && at != hi {
					last = u
				}
			}
			w.Time(x)
		}
	})
}
