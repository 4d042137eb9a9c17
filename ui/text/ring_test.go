package text

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// A text that gets the keyboard by a key shows it at its edges, and one that gets it by
// a press of the mouse does not; a field is told of the first only.
func TestRing(t *testing.T) {
	v := NewView(typesetter(t), deafHost{})
	v.SetText(article)
	w := show(t, v, 400, 300)
	shown := func() bool { return v.ring[0].Visible() && v.ring[3].Visible() }
	press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, 100)}}
	if shown() {
		t.Error("a ring without the keyboard")
	}
	if w.Canvas().Focus(v); !shown() {
		t.Error("no ring with the keyboard")
	}
	if at, size := v.ring[3].Position(), v.ring[3].Size(); at.X+size.Width > 400 || at.Y+size.Height > 300 || at.X < 390 || size.Height < 290 {
		t.Errorf("its last side is at %v, %v", at, size)
	}
	if w.Canvas().Unfocus(); shown() {
		t.Error("the ring stays")
	}
	v.MouseDown(press)
	if v.MouseUp(press); w.Canvas().Focused() != fyne.Focusable(v) || shown() {
		t.Errorf("after a press the keyboard is with %T, the ring is shown: %v", w.Canvas().Focused(), shown())
	}

	reached := 0
	e, w := field(t, "words", EditorOptions{OnReached: func() { reached++ }})
	if reached != 1 {
		t.Errorf("told %d times", reached)
	}
	w.Canvas().Unfocus()
	e.MouseDown(press)
	if e.MouseUp(press); reached != 1 || w.Canvas().Focused() != fyne.Focusable(e) {
		t.Errorf("after a press it was told %d times", reached)
	}
}
