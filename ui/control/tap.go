package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// TapArea makes what is in it react to both buttons of the mouse.
type TapArea struct {
	widget.BaseWidget
	content fyne.CanvasObject
	first   func()
	second  func(at fyne.Position)
}

var (
	_ fyne.Tappable          = (*TapArea)(nil)
	_ fyne.SecondaryTappable = (*TapArea)(nil)
	_ desktop.Cursorable     = (*TapArea)(nil)
)

// NewTapArea makes one; second is given the place on the canvas and may be nil.
func NewTapArea(content fyne.CanvasObject, first func(), second func(at fyne.Position)) *TapArea {
	t := &TapArea{content: content, first: first, second: second}
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

// HeightFor is the height of what is in it.
func (t *TapArea) HeightFor(width float32) float32 { return HeightFor(t.content, width) }

// MinSize is that of what is in it.
func (t *TapArea) MinSize() fyne.Size { return t.content.MinSize() }

// CreateRenderer implements fyne.Widget.
func (t *TapArea) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }
