package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
)

// TapArea makes what is in it react to both buttons of the mouse, and to the keyboard:
// Tab reaches it, Space and Enter are the first button, the menu key is the second.
type TapArea struct {
	widget.BaseWidget
	kit     *Kit
	content fyne.CanvasObject
	ring    *Surface
	first   func()
	second  func(at fyne.Position)
}

var (
	_ fyne.Tappable          = (*TapArea)(nil)
	_ fyne.SecondaryTappable = (*TapArea)(nil)
	_ fyne.Focusable         = (*TapArea)(nil)
	_ desktop.Cursorable     = (*TapArea)(nil)
)

// TapArea makes one; second is given the place on the canvas and may be nil.
func (k *Kit) TapArea(content fyne.CanvasObject, first func(), second func(at fyne.Position)) *TapArea {
	t := &TapArea{kit: k, content: content, ring: NewSurface(None, None, 6), first: first, second: second}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *TapArea) Tapped(*fyne.PointEvent) { t.first() }

// TappedSecondary implements fyne.SecondaryTappable.
func (t *TapArea) TappedSecondary(ev *fyne.PointEvent) {
	if t.second != nil {
		t.second(ev.AbsolutePosition)
	}
}

// Cursor is a hand.
func (t *TapArea) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows a ring around it.
func (t *TapArea) FocusGained() {
	t.ring.Ring(None, Accent)
	t.kit.reach(t)
}

// FocusLost takes the ring away.
func (t *TapArea) FocusLost() { t.ring.Set(None, None) }

// TypedRune is the window's.
func (t *TapArea) TypedRune(r rune) { input.PassRune(t, r) }

// TypedKey does what the mouse does; what means nothing here is the window's.
func (t *TapArea) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case opensMenu(ev) && t.second != nil:
		t.second(t.kit.Over(t))
	case ev.Name == fyne.KeySpace, ev.Name == fyne.KeyReturn, ev.Name == fyne.KeyEnter:
		t.first()
	default:
		input.PassKey(t, ev)
	}
}

// HeightFor is the height of what is in it.
func (t *TapArea) HeightFor(width float32) float32 { return HeightFor(t.content, width) }

// MinSize is that of what is in it.
func (t *TapArea) MinSize() fyne.Size { return t.content.MinSize() }

// CreateRenderer implements fyne.Widget.
func (t *TapArea) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Stack(t.content, t.ring))
}
