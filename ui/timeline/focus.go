package timeline

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// keyScroll is how far Up and Down scroll the tracks, in units.
const keyScroll = 40

// TypedKey is part of fyne.Focusable. Up and Down scroll the tracks where they
// are higher than the strip; Esc releases what is dragged or measured. All other keys are the host's: what they do is
// said once for the whole program (package command), and is the same whether
// the timeline has the keyboard or nothing has.
func (t *Timeline) TypedKey(ev *fyne.KeyEvent) {
	by := float32(0)
	switch ev.Name {
	case fyne.KeyUp:
		by = -keyScroll
	case fyne.KeyDown:
		by = keyScroll
	case fyne.KeyEscape:
		if t.Cancel() {
			return
		}
	}
	if by == 0 || t.scrollRatio() == 0 {
		t.host.KeyTyped(ev)
		return
	}
	t.stop()
	t.scrollTo(t.scrollY + by)
	t.rested()
}

// KeyDown is part of desktop.Keyable: Esc puts an event down that is carried with Ctrl, with
// which no key is typed.
func (t *Timeline) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape && t.carry != nil && t.modifiers() != 0 {
		t.Cancel()
	}
}

// KeyUp is part of desktop.Keyable.
func (t *Timeline) KeyUp(*fyne.KeyEvent) {}

// TypedRune is part of fyne.Focusable.
func (t *Timeline) TypedRune(r rune) { t.host.RuneTyped(r) }

// FocusGained is part of fyne.Focusable. The ring is for focus that came by
// keyboard; a click needs none.
func (t *Timeline) FocusGained() {
	t.focused, t.keyboard = true, !t.pressFocuses
	t.strip.repaint()
}

// FocusLost is part of fyne.Focusable.
func (t *Timeline) FocusLost() {
	t.focused = false
	t.strip.repaint()
}

// takeFocus asks for the keyboard on a press of the mouse.
func (t *Timeline) takeFocus() {
	if t.focused {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		t.pressFocuses = true
		c.Focus(t)
		t.pressFocuses = false
	}
}

// focusRing shows that keys go to the timeline.
func (t *mover) focusRing() *scene.Layer {
	size := t.size()
	return &scene.Layer{Marks: []scene.Rect{{
		X: 2, Y: 2, W: size.Width - 4, H: size.Height - 4, Radius: 6, Stroke: t.palette.Focus, StrokeWidth: 2,
	}}}
}
