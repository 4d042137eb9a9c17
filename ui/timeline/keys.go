package timeline

import (
	"runtime"

	"fyne.io/fyne/v2"
)

// What one press of a key does.
const (
	keyZoom   = 1.5
	keyPan    = 0.2 // of the plot's width
	keyScroll = 40  // units
)

// TypedKey is part of fyne.Focusable. Arrows, A and D go where they point on the
// screen, so that in a mirrored interface Left leads to the next event; comma
// and full stop go back and on in time.
func (t *Timeline) TypedKey(ev *fyne.KeyEvent) {
	name := ev.Name
	if name == fyne.KeyUnknown {
		name = latin(ev.Physical.ScanCode)
	}
	toRight := 1
	if t.view.RTL() {
		toRight = -1
	}
	x0, x1 := t.view.Plot()
	switch name {
	case fyne.KeyRight:
		t.Step(toRight)
	case fyne.KeyLeft:
		t.Step(-toRight)
	case fyne.KeyPeriod:
		t.Step(1)
	case fyne.KeyComma:
		t.Step(-1)
	case fyne.KeyW, fyne.KeyPlus, fyne.KeyEqual:
		t.Zoom(keyZoom)
	case fyne.KeyS, fyne.KeyMinus:
		t.Zoom(1 / keyZoom)
	case fyne.KeyA:
		t.Pan((x1 - x0) * keyPan)
	case fyne.KeyD:
		t.Pan(-(x1 - x0) * keyPan)
	case fyne.KeyUp:
		t.scrollTo(t.scrollY - keyScroll)
	case fyne.KeyDown:
		t.scrollTo(t.scrollY + keyScroll)
	case fyne.KeyF:
		t.ZoomToSelection()
	case fyne.Key0:
		t.ZoomToFit()
	case fyne.KeyHome:
		t.end(1)
	case fyne.KeyEnd:
		t.end(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.selected >= 0 {
			t.zoomTo(t.selected)
			t.host.EventActivated(t.selected)
		}
	case fyne.KeyEscape:
		if t.selected < 0 {
			t.host.KeyTyped(ev)
			return
		}
		t.Select(-1, false)
		t.host.EventSelected(-1)
	default:
		t.host.KeyTyped(ev)
	}
}

// end selects the first event (dir 1) or the last one (dir -1).
func (t *Timeline) end(dir int) {
	if event, ok := t.model.Index.Next(-1, dir); ok {
		t.choose(event)
	}
}

// TypedRune is part of fyne.Focusable.
func (t *Timeline) TypedRune(r rune) { t.host.RuneTyped(r) }

// FocusGained is part of fyne.Focusable. The ring is for those who came by
// keyboard; who clicked knows.
func (t *Timeline) FocusGained() {
	t.focused, t.keyboard = true, !t.pressFocuses
	t.repaint()
}

// FocusLost is part of fyne.Focusable.
func (t *Timeline) FocusLost() {
	t.focused = false
	t.repaint()
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

// latin returns the key that a QWERTY keyboard has at a place, for layouts whose
// letters Fyne has no names for, as the Arabic ones. The codes are evdev's plus
// 8 (X11 and Wayland; Linux input-event-codes.h) and plain on Windows, where
// they are those of set 1. macOS numbers its keys otherwise, and names them.
func latin(code int) fyne.KeyName {
	switch runtime.GOOS {
	case "darwin":
		return fyne.KeyUnknown
	case "windows":
	default:
		code -= 8
	}
	switch code {
	case 11:
		return fyne.Key0
	case 12:
		return fyne.KeyMinus
	case 13:
		return fyne.KeyEqual
	case 17:
		return fyne.KeyW
	case 30:
		return fyne.KeyA
	case 31:
		return fyne.KeyS
	case 32:
		return fyne.KeyD
	case 33:
		return fyne.KeyF
	case 51:
		return fyne.KeyComma
	case 52:
		return fyne.KeyPeriod
	}
	return fyne.KeyUnknown
}
