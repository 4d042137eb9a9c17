package text

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text/edit"
)

// press takes the keyboard and the scrollbar, or begins a selection; it returns the
// number of the click, or 0 where there is no selection.
func (c *column) press(w fyne.Focusable, ev *desktop.MouseEvent) int {
	c.stop()
	if w != nil {
		c.presses = true
		input.Focus(w)
		c.presses = false
	}
	c.held = false
	if ev.Button != desktop.MouseButtonPrimary {
		return 0
	}
	if top, ok := c.bar.Press(ev.Position, c.holder.Size(), c.shown()); ok {
		c.page.ScrollTo(top)
		c.arrange()
		return 0
	}
	c.pointer, c.held = ev.Position, true
	n := c.clicks.Press(ev.Position, time.Now(), 3)
	if at := c.hit(ev.Position); ev.Modifier&fyne.KeyModifierShift != 0 {
		c.text.Drag(at) // by words after a double click
	} else {
		c.text.Press(at, edit.Grain(n-1))
	}
	c.arrange()
	return n
}

// drag moves the thumb or extends the selection, and scrolls while the pointer is
// outside. It reports whether it selects.
func (c *column) drag(ev *fyne.DragEvent) bool {
	if top, ok := c.bar.Drag(ev.Position.Y, c.holder.Size().Height, c.shown()); ok {
		c.page.ScrollTo(top)
		c.arrange()
	}
	if !c.held {
		return false
	}
	c.pointer = ev.Position
	c.text.Drag(c.hit(c.pointer))
	c.arrange()
	if dx, dy := c.overshoot(); (dx != 0 || dy != 0) && c.motion == nil {
		c.scrollWhileHeld()
	}
	return true
}

// release ends what press began, and reports whether that was a selection.
func (c *column) release() bool {
	c.bar.Release()
	held := c.held
	if c.held = false; held {
		c.stop()
	}
	return held
}

// overshoot is how far the pointer is outside, to the left (negative) or the right of
// a single line, above (negative) or below others.
func (c *column) overshoot() (dx, dy float32) {
	at, size := c.pointer, c.holder.Size()
	if c.single {
		return min(at.X, 0) + max(at.X-size.Width, 0), 0
	}
	return 0, min(at.Y, 0) + max(at.Y-size.Height, 0)
}

// scrollWhileHeld scrolls a little with every frame, the faster the further outside
// the pointer is.
func (c *column) scrollWhileHeld() {
	c.motion = fyne.NewAnimation(time.Second, func(float32) {
		dx, dy := c.overshoot()
		if !c.held || dx == 0 && dy == 0 {
			return
		}
		c.slide -= dx * 0.2
		c.page.ScrollBy(float64(dy) * 0.2)
		c.text.Drag(c.hit(c.pointer))
		c.arrange()
	})
	c.motion.RepeatCount = fyne.AnimationRepeatForever
	c.motion.Start()
}

// stop ends any motion.
func (c *column) stop() {
	if c.motion != nil {
		c.motion.Stop()
		c.motion = nil
	}
}
