package timeline

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSpeedIsThatOfTheLastMoments(t *testing.T) {
	start := time.Date(2022, 2, 4, 20, 0, 0, 0, time.UTC)
	type point struct {
		ms int
		x  float32
	}
	for _, c := range []struct {
		name   string
		points []point
		now    int
		want   float64
	}{
		{"steady", []point{{0, 0}, {20, 20}, {40, 40}, {60, 60}}, 60, 1000},
		{"slow start is forgotten", []point{{0, 0}, {1000, 10}, {1020, 50}, {1040, 90}}, 1040, 2000},
		{"to the left", []point{{0, 300}, {16, 268}, {32, 236}}, 32, -2000},
		{"rested before it was let go", []point{{0, 0}, {20, 100}}, 120, 0},
		{"a single point", []point{{0, 0}}, 0, 0},
		{"all at one instant", []point{{5, 0}, {5, 90}}, 5, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var r trail
			for _, p := range c.points {
				r.add(start.Add(time.Duration(p.ms)*time.Millisecond), p.x)
			}
			got := r.speed(start.Add(time.Duration(c.now) * time.Millisecond))
			if math.Abs(got-c.want) > 1e-6 {
				t.Errorf("speed %v, want %v", got, c.want)
			}
		})
	}
}

func TestTrailKeepsTheLatestPoints(t *testing.T) {
	var r trail
	start := time.Unix(0, 0)
	for i := range 100 {
		r.add(start.Add(time.Duration(i)*8*time.Millisecond), float32(4*i))
	}
	if got := r.speed(start.Add(99 * 8 * time.Millisecond)); math.Abs(got-500) > 1e-6 {
		t.Errorf("speed %v, want 500", got)
	}
}

func TestGlideComesToRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := glide{rapid.Float64Range(-glideFast, glideFast).Draw(t, "speed")}
		d := g.lasts().Seconds()
		if math.Abs(g.speed) <= glideSlow {
			if d != 0 {
				t.Fatalf("a resting strip glides for %v s", d)
			}
			return
		}
		if d <= 0 || d > 2 {
			t.Fatalf("glides for %v s", d)
		}
		// The last tenth of the time takes much less way than the first.
		first, last := g.distance(d/10), g.distance(d)-g.distance(d*9/10)
		if math.Abs(last) > math.Abs(first) || g.distance(d)*g.speed < 0 {
			t.Fatalf("moves %v in the first tenth and %v in the last", first, last)
		}
	})
}

func TestGlideOfNoSpeed(t *testing.T) {
	if d := (glide{math.NaN()}).lasts(); d != 0 {
		t.Errorf("a speed that is no number lasts %v", d)
	}
}
