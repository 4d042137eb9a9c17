package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// above sets one object over another, which gets the height that is left.
type above struct{}

// Above sets an object over another at the full width: the first as high as it
// needs to be, none while it is hidden, the other below it in the rest.
func Above(first, rest fyne.CanvasObject) *fyne.Container {
	return container.New(above{}, first, rest)
}

func (above) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var h float32
	if objects[0].Visible() {
		h = min(HeightFor(objects[0], size.Width), size.Height)
	}
	place(objects[0], 0, 0, size.Width, h)
	place(objects[1], 0, h, size.Width, size.Height-h)
}

func (above) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }
