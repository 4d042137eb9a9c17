package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// framed lays objects over each other, in the middle of a width, in a size that follows from
// that.
type framed struct{ size func(width float32) fyne.Size }

// Framed shows objects over each other in the middle of the width that there is, in the size
// that they have in it.
func Framed(size func(width float32) fyne.Size, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(framed{size}, objects...)
}

func (l framed) heightFor(_ []fyne.CanvasObject, width float32) float32 { return l.size(width).Height }

// Layout is Fyne's.
func (l framed) Layout(objects []fyne.CanvasObject, room fyne.Size) {
	size := l.size(room.Width)
	for _, o := range objects {
		o.Move(fyne.NewPos((room.Width-size.Width)/2, 0))
		o.Resize(size)
	}
}

// MinSize is that of the least of them: it grows with the width.
func (l framed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }
