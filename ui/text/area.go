package text

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// area holds the text of an editor, clipped.
type area struct {
	widget.BaseWidget
	objects []fyne.CanvasObject
}

// scrollArea is the area of an editor of many lines, which takes the wheel.
type scrollArea struct {
	area
	scroll func(dy float32)
}

var _ fyne.Scrollable = (*scrollArea)(nil)

// newArea returns an area and the widget that it is in the tree; without scroll it
// does not take the wheel.
func newArea(scroll func(dy float32), objects ...fyne.CanvasObject) (*area, fyne.Widget) {
	if scroll == nil {
		a := &area{objects: objects}
		a.ExtendBaseWidget(a)
		return a, a
	}
	s := &scrollArea{area{objects: objects}, scroll}
	s.ExtendBaseWidget(s)
	return &s.area, s
}

// add puts a picture behind the others.
func (a *area) add(o fyne.CanvasObject) { a.objects = append([]fyne.CanvasObject{o}, a.objects...) }

// MinSize is nothing: the editor says how large it is.
func (a *area) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// CreateRenderer implements fyne.Widget.
func (a *area) CreateRenderer() fyne.WidgetRenderer { return areaRenderer{a} }

// Scrolled implements fyne.Scrollable.
func (s *scrollArea) Scrolled(ev *fyne.ScrollEvent) { s.scroll(ev.Scrolled.DY) }

// areaRenderer places nothing: the editor does.
type areaRenderer struct{ area *area }

// IsClip tells Fyne to clip what is in the area.
func (r areaRenderer) IsClip() {}

func (r areaRenderer) Destroy()                     {}
func (r areaRenderer) Layout(fyne.Size)             {}
func (r areaRenderer) MinSize() fyne.Size           { return r.area.MinSize() }
func (r areaRenderer) Objects() []fyne.CanvasObject { return r.area.objects }
func (r areaRenderer) Refresh()                     {}
