package project

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestForwardIsTheirs compares with values of the projection's paper and of PROJ (eqearth
// on a unit sphere).
func TestForwardIsTheirs(t *testing.T) {
	for _, tc := range []struct{ lat, lon, x, y float64 }{
		{0, 0, 0, 0},
		{0, 180, Width, 0},
		{90, 0, 0, Height},
		{-90, 0, 0, -Height},
		{95, 0, 0, Height}, // beyond the pole is the pole
	} {
		if x, y := Forward(tc.lat, tc.lon); math.Abs(x-tc.x) > 1e-9 || math.Abs(y-tc.y) > 1e-9 {
			t.Errorf("%g, %g: %.15g, %.15g", tc.lat, tc.lon, x, y)
		}
	}
	// A pole is a line, 0.59247 times as long as the equator.
	if x, _ := Forward(90, 180); math.Abs(x/Width-0.59247) > 1e-4 {
		t.Errorf("the pole is %g of the equator", x/Width)
	}
}

func TestInverseComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lat, lon := rapid.Float64Range(-90, 90).Draw(t, "lat"), rapid.Float64Range(-180, 180).Draw(t, "lon")
		x, y := Forward(lat, lon)
		la, lo, ok := Inverse(x, y)
		near := 1e-7
		if math.Abs(lat) > 89.99 {
			near = 1e-3 // the sine is flat there
		}
		if !ok || math.Abs(la-lat) > near || math.Abs(lo-lon) > 1e-6 {
			t.Fatalf("%g, %g came back as %g, %g, %v", lat, lon, la, lo, ok)
		}
	})
}

func TestBeyondTheEdgeIsNothing(t *testing.T) {
	for _, p := range [][2]float64{{Width + 0.01, 0}, {0, Height + 0.01}, {Width * 0.9, Height}, {math.NaN(), math.NaN()}, {0, math.Inf(1)}} {
		if lat, lon, ok := Inverse(p[0], p[1]); ok {
			t.Errorf("%v is %g, %g", p, lat, lon)
		}
	}
}

// TestAreasKeepTheirRatios compares a square degree at several latitudes.
func TestAreasKeepTheirRatios(t *testing.T) {
	for lat := -85.0; lat < 89; lat += 10 {
		_, y0 := Forward(lat-0.5, 10)
		_, y1 := Forward(lat+0.5, 10)
		xm, _ := Forward(lat, 10)
		xn, _ := Forward(lat, 11)
		area := (y1 - y0) * (xn - xm)
		want := radian * (math.Sin((lat+0.5)*radian) - math.Sin((lat-0.5)*radian))
		if math.Abs(area/want-1) > 1e-3 {
			t.Errorf("at %g: %g times its area", lat, area/want)
		}
	}
}

func TestViewsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := World(rapid.Float64Range(100, 3000).Draw(t, "w"), rapid.Float64Range(100, 2000).Draw(t, "h"))
		v = v.Zoom(rapid.Float64Range(0, v.W).Draw(t, "x"), rapid.Float64Range(0, v.H).Draw(t, "y"), rapid.Float64Range(0.1, 1000).Draw(t, "factor"))
		v = v.Pan(rapid.Float64Range(-5000, 5000).Draw(t, "dx"), rapid.Float64Range(-5000, 5000).Draw(t, "dy"))
		if v.Scale > closest || v.Scale < v.widest()-1e-9 {
			t.Fatalf("scale %g", v.Scale)
		}
		sx, sy := rapid.Float64Range(0, v.W).Draw(t, "sx"), rapid.Float64Range(0, v.H).Draw(t, "sy")
		x, y := v.At(sx, sy)
		if bx, by := v.On(x, y); math.Abs(bx-sx) > 1e-6 || math.Abs(by-sy) > 1e-6 {
			t.Fatalf("%g, %g came back as %g, %g", sx, sy, bx, by)
		}
		if math.Abs(v.X) > Width || math.Abs(v.Y) > Height {
			t.Fatalf("%+v has left the world", v)
		}
	})
}

func TestZoomKeepsWhatIsUnderThePointer(t *testing.T) {
	v := World(1000, 600).Zoom(300, 250, 4)
	x, y := v.At(420, 333)
	next := v.Zoom(420, 333, 1.5)
	if nx, ny := next.At(420, 333); math.Abs(nx-x) > 1e-9 || math.Abs(ny-y) > 1e-9 {
		t.Errorf("%g, %g became %g, %g", x, y, nx, ny)
	}
}

func TestBetweenBeginsAndEnds(t *testing.T) {
	a := World(800, 600)
	b := a.Fit(0.4, 0.4, 0.6, 0.6, closest)
	if got := Between(a, b, 1); got != b {
		t.Errorf("it ends at %+v", got)
	}
	if got := Between(a, b, 0); math.Abs(got.X-a.X) > 1e-9 || math.Abs(got.Scale-a.Scale) > 1e-9 {
		t.Errorf("it begins at %+v", got)
	}
}

func TestArcGoesOverTheDateLine(t *testing.T) {
	arc := Arc(35.7, 139.7, 34, -118.2, 32) // Tokyo, Los Angeles
	crossed := false
	for i := range arc[1:] {
		crossed = crossed || math.Abs(arc[i+1][1]-arc[i][1]) > 180
	}
	if !crossed || math.Abs(arc[32][1]+118.2) > 1e-6 {
		t.Errorf("%v", arc)
	}
	if same := Arc(10, 20, 10, 20, 4); math.Abs(same[2][0]-10) > 1e-9 || math.Abs(same[2][1]-20) > 1e-9 {
		t.Errorf("nowhere: %v", same)
	}
}
