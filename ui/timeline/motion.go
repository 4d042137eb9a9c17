package timeline

import (
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// How long jumps take: steps are the small ones of a wheel or a held key.
const (
	jumpTime = 220 * time.Millisecond
	stepTime = 130 * time.Millisecond
)

// movement is one of the view under way. The zero movement is none.
type movement struct {
	running *fyne.Animation
	goal    scene.Viewport // where it ends
	scrollY float32        // the same
}

// mover is a board whose view moves: in jumps, smoothly, and with what was wanted to
// be seen before there was a size.
type mover struct {
	board
	follow   follower
	now      func() time.Time
	start    func(*fyne.Animation)
	animated bool
	moved    bool // the view was moved by the reader
	wanted   span // what to show until then; none: all events
	motion   movement
}

// follower is told when the view begins to move by itself, and when it rests.
type follower interface {
	moving()
	rested()
}

// span is a half-open range of time; the zero span is none.
type span struct{ lo, hi int64 }

// stop ends a movement where it is.
func (t *mover) stop() {
	if t.motion.running != nil {
		t.motion.running.Stop()
		t.motion = movement{}
	}
}

// goal is the view that a movement under way leads to, else the present one.
func (t *mover) goal() scene.Viewport {
	if t.motion.running != nil {
		return t.motion.goal
	}
	return t.view
}

// scrollGoal is the same for the position of the tracks.
func (t *mover) scrollGoal() float32 {
	if t.motion.running != nil {
		return t.motion.scrollY
	}
	return t.scrollY
}

// setView is show for what the reader did: the view stays as they left it.
func (t *mover) setView(v scene.Viewport) {
	t.moved = true
	t.show(v)
}

// moveTo goes to a view, and to a scroll position of the tracks, in a time; at
// once where animations are off. A movement under way goes on from where it is.
func (t *mover) moveTo(v scene.Viewport, scrollY float32, d time.Duration) {
	t.travel(v, scrollY, d, easeOut)
}

func (t *mover) travel(v scene.Viewport, scrollY float32, d time.Duration, curve fyne.AnimationCurve) {
	from, fromY := t.view, t.scrollY
	t.move(v, d, curve, func(p float64) {
		t.setView(scene.Interpolate(from, v, p))
		if scrollY != fromY {
			t.scrollTo(fromY + (scrollY-fromY)*float32(p))
		}
	})
	t.motion.scrollY = scrollY
}

// move runs at with the progress from 0 to 1, always with 1 in the end unless
// it is stopped before.
func (t *mover) move(goal scene.Viewport, d time.Duration, curve fyne.AnimationCurve, at func(p float64)) {
	t.stop()
	if !t.animates() {
		at(1)
		t.follow.rested()
		return
	}
	t.follow.moving()
	var a *fyne.Animation
	a = fyne.NewAnimation(d, func(p float32) {
		if t.motion.running != a {
			return
		}
		at(float64(p))
		if p >= 1 {
			t.motion = movement{}
			t.follow.rested()
		}
	})
	a.Curve = curve
	t.motion = movement{running: a, goal: goal, scrollY: t.scrollY}
	t.start(a)
}

func (t *mover) animates() bool {
	return t.animated && fyne.CurrentApp().Settings().ShowAnimations()
}

// easeOut starts fast and comes to rest softly.
func easeOut(p float32) float32 {
	q := 1 - p
	return 1 - q*q*q
}

// throw lets the strip go on with a speed in units per second to the right.
func (t *mover) throw(speed float64) {
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
func (t *mover) comeBack() {
	if in := t.limit(t.view); in != t.view {
		t.moveTo(in, t.scrollY, jumpTime)
	}
}

// SetAnimated switches inertia and animated jumps on or off. They are off too
// where Fyne's settings say so.
func (t *mover) SetAnimated(on bool) {
	t.stop()
	t.animated = on
}

// SetViewport shows what v shows, at the timeline's own width and direction.
func (t *mover) SetViewport(v scene.Viewport) {
	lo, hi := v.Range()
	t.JumpTo(lo, hi)
}

// JumpTo shows the time [lo, hi) at once.
func (t *mover) JumpTo(lo, hi int64) {
	t.stop()
	t.wanted, t.moved = span{lo, hi}, false
	t.place()
}

// resized takes the width of the strip.
func (t *mover) resized(width float32) {
	if width < 1 || float64(width) == t.view.Width() {
		return
	}
	goal, under := t.goal(), t.motion.running != nil
	t.moved = t.moved || under
	t.stop()
	lo, hi := goal.Range()
	t.view = goal.WithWidth(float64(width))
	if t.moved {
		// What was in view stays in view.
		t.show(t.view.Fit(lo, hi, 0))
		return
	}
	t.place()
}

// place shows what is wanted, or all events; a library without events shows the
// year around today.
func (t *mover) place() {
	const halfYear = 183 * day
	lo, hi, ok := t.model.Index.Main()
	switch {
	case t.wanted != span{}:
		t.show(t.view.Fit(t.wanted.lo, t.wanted.hi, 0))
	case ok:
		t.show(t.view.FitAll(lo, hi))
	case t.model.HasToday:
		t.show(t.view.Fit(t.model.Today-halfYear, t.model.Today+halfYear, 0))
	}
}
