package timeline

import (
	"math"
	"time"
)

// A glide is the way a thrown strip comes to rest: its speed, in units per
// second, falls by the factor e in every glideDecay.
type glide struct{ speed float64 }

const (
	glideDecay = 0.3  // seconds
	glideSlow  = 25.0 // units per second: slower counts as resting
	glideFast  = 9000.0
)

// distance is how far the strip has come after some seconds.
func (g glide) distance(seconds float64) float64 {
	return g.speed * glideDecay * (1 - math.Exp(-seconds/glideDecay))
}

// lasts is how long it takes to come to rest; 0 for a speed that is none.
func (g glide) lasts() time.Duration {
	speed := math.Abs(g.speed)
	if !(speed > glideSlow) {
		return 0
	}
	return time.Duration(glideDecay * math.Log(speed/glideSlow) * float64(time.Second))
}

// trail holds the last positions of a drag, to know its speed when it ends.
type trail struct {
	points [16]trailPoint
	n      int // of all that were added; the last 16 are kept
}

type trailPoint struct {
	at time.Time
	x  float32
}

// trailWindow is how much of the end of a drag tells its speed.
const trailWindow = 80 * time.Millisecond

func (r *trail) add(at time.Time, x float32) {
	r.points[r.n%len(r.points)] = trailPoint{at, x}
	r.n++
}

// speed is the mean speed over the last moments before now, in units per second;
// 0 where the pointer rested before it was released.
func (r *trail) speed(now time.Time) float64 {
	if r.n < 2 {
		return 0
	}
	last := r.points[(r.n-1)%len(r.points)]
	if now.Sub(last.at) > trailWindow/2 {
		return 0
	}
	first := last
	for i := 2; i <= min(r.n, len(r.points)); i++ {
		p := r.points[(r.n-i)%len(r.points)]
		if now.Sub(p.at) > trailWindow {
			break
		}
		first = p
	}
	seconds := now.Sub(first.at).Seconds()
	if seconds < 0.001 {
		return 0
	}
	return float64(last.x-first.x) / seconds
}
