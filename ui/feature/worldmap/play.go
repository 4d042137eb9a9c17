package worldmap

import (
	"slices"
	"time"

	"tarikh.org/tarikh/ui/map/scene"
)

// The time between two steps at the speed of one, and the steps at most: of more events,
// several come at once.
const (
	stepTime  = 600 * time.Millisecond
	mostSteps = 200
)

// speeds are those of time that is played.
var speeds = [...]float64{0.5, 1, 2, 4}

// play is time that is played: the events of what was in view light up in order.
type play struct {
	whole   scene.Span // what was in view
	moments []int64    // when something comes, ascending
	at      int        // how many have come
	speed   int        // of speeds
	running bool
	timer   *time.Timer
}

// newPlay is the play of the events of an index in a part of time.
func newPlay(begins []int64, whole scene.Span, speed int) *play {
	var moments []int64
	for _, lo := range begins {
		if lo < whole.Hi {
			moments = append(moments, max(lo, whole.Lo))
		}
	}
	slices.Sort(moments)
	moments = slices.Compact(moments)
	if n := len(moments); n > mostSteps {
		some := make([]int64, 0, mostSteps)
		for i := range mostSteps {
			some = append(some, moments[(i+1)*n/mostSteps-1])
		}
		moments = some
	}
	return &play{whole: whole, moments: moments, speed: speed}
}

// step lets the next come, or with -1 takes the last away; it reports whether there was one.
func (p *play) step(by int) bool {
	to := min(max(p.at+by, 0), len(p.moments))
	moved := to != p.at
	p.at = to
	return moved
}

// shown is the time that has come, and what of it has come last.
func (p *play) shown() (in, fresh scene.Span) {
	in = scene.Span{Lo: p.whole.Lo, Hi: p.whole.Lo + 1}
	if p.at == 0 {
		return in, scene.Span{}
	}
	in.Hi = p.moments[p.at-1] + 1
	fresh = scene.Span{Lo: p.whole.Lo, Hi: in.Hi}
	if p.at > 1 {
		fresh.Lo = p.moments[p.at-2] + 1
	}
	return in, fresh
}

// wait is the time to the next step.
func (p *play) wait() time.Duration { return time.Duration(float64(stepTime) / speeds[p.speed]) }

// stop ends the timer.
func (p *play) stop() {
	p.running = false
	if p.timer != nil {
		p.timer.Stop()
	}
}
