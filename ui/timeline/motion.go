package timeline

import (
	"math"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// How long jumps take: steps are the small ones of a wheel or a held key.
const (
	jumpTime = 220 * time.Millisecond
	stepTime = 130 * time.Millisecond
)

// motion is a movement of the view under way. The zero motion is none.
type motion struct {
	running *fyne.Animation
	goal    scene.Viewport // where it ends
}

// stop ends a movement where it is.
func (t *Timeline) stop() {
	if t.motion.running != nil {
		t.motion.running.Stop()
		t.motion = motion{}
	}
}

// goal is the view that a movement under way leads to, else the present one.
func (t *Timeline) goal() scene.Viewport {
	if t.motion.running != nil {
		return t.motion.goal
	}
	return t.view
}

// moveTo goes to a view, and to a scroll position of the tracks, in a time; at
// once where animations are off. A movement under way goes on from where it is.
func (t *Timeline) moveTo(v scene.Viewport, scrollY float32, d time.Duration) {
	from, fromY := t.view, t.scrollY
	t.move(v, d, easeOut, func(p float64) {
		t.setView(scene.Interpolate(from, v, p))
		if scrollY != fromY {
			t.scrollTo(fromY + (scrollY-fromY)*float32(p))
		}
	})
}

// move runs at with the progress from 0 to 1, always with 1 in the end unless
// it is stopped before.
func (t *Timeline) move(goal scene.Viewport, d time.Duration, curve fyne.AnimationCurve, at func(p float64)) {
	t.stop()
	if !t.animates() {
		at(1)
		t.settle()
		return
	}
	t.hideTip()
	a := fyne.NewAnimation(d, nil)
	a.Curve = curve
	a.Tick = func(p float32) {
		if t.motion.running != a {
			return
		}
		at(float64(p))
		if p >= 1 {
			t.motion = motion{}
			t.settle()
		}
	}
	t.motion = motion{running: a, goal: goal}
	t.start(a)
}

// settle looks what is under the pointer now that the view rests.
func (t *Timeline) settle() {
	if t.hover.inside && !t.press.down {
		t.point(t.hover.at)
	}
}

func (t *Timeline) animates() bool {
	return t.animated && fyne.CurrentApp().Settings().ShowAnimations()
}

// easeOut starts fast and comes to rest softly.
func easeOut(p float32) float32 {
	q := 1 - p
	return 1 - q*q*q
}

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

// throw lets the strip go on with a speed in units per second to the right.
func (t *Timeline) throw(speed float64) {
	g := glide{min(max(speed, -glideFast), glideFast)}
	d := g.lasts()
	if d == 0 || !t.animates() {
		t.comeBack()
		return
	}
	from := t.view
	end := t.limit(from.Pan(g.distance(d.Seconds())))
	t.move(end, d, fyne.AnimationLinear, func(p float64) {
		free := from.Pan(g.distance(p * d.Seconds()))
		t.setView(t.limit(free))
	})
}

// comeBack returns to the events from beyond their ends.
func (t *Timeline) comeBack() {
	if in := t.limit(t.view); in != t.view {
		t.moveTo(in, t.scrollY, jumpTime)
	}
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
// 0 where the pointer rested before it was let go.
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
