package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// centred sets an object of at most a width in the middle, from the top.
type centred struct{ width float32 }

// Centred sets an object of at most a width in the middle of the room, from its top.
func Centred(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(centred{width}, o)
}

func (l centred) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], min(l.width, width))
}

// Layout is Fyne's.
func (l centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(l.width, size.Width)
	place(objects[0], (size.Width-w)/2, 0, w, size.Height)
}

// MinSize is Fyne's.
func (l centred) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
