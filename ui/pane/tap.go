package pane

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/control"
)

// tapArea makes what is in it react to both mouse buttons.
type tapArea struct {
	widget.BaseWidget
	content fyne.CanvasObject
	first   func()
	second  func(at fyne.Position)
}

var (
	_ fyne.Tappable          = (*tapArea)(nil)
	_ fyne.SecondaryTappable = (*tapArea)(nil)
	_ desktop.Cursorable     = (*tapArea)(nil)
)

func newTapArea(content fyne.CanvasObject, first func(), second func(at fyne.Position)) *tapArea {
	t := &tapArea{content: content, first: first, second: second}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tapArea) Tapped(*fyne.PointEvent) { t.first() }
func (t *tapArea) TappedSecondary(ev *fyne.PointEvent) {
	if t.second != nil {
		t.second(ev.AbsolutePosition)
	}
}
func (t *tapArea) Cursor() desktop.Cursor              { return desktop.PointerCursor }
func (t *tapArea) HeightFor(width float32) float32     { return control.HeightFor(t.content, width) }
func (t *tapArea) MinSize() fyne.Size                  { return t.content.MinSize() }
func (t *tapArea) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }
