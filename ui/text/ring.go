package text

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// ring is the line around a text that has got the keyboard without the pointer: four
// thin sides, since one large outlined rectangle costs as much as all else in a frame.
type ring [4]*canvas.Rectangle

func newRing() ring {
	var r ring
	for i := range r {
		r[i] = canvas.NewRectangle(nil)
		r[i].Hide()
	}
	return r
}

// show shows or hides the ring.
func (r ring) show(on bool, t fyne.Theme) {
	for _, side := range r {
		side.FillColor = themed(t, theme.ColorNamePrimary)
		side.Hidden = !on
		side.Refresh()
	}
}

// fit sets the sides around a size.
func (r ring) fit(size fyne.Size) {
	const thick, inset = 2, 1
	w, h := size.Width-2*inset, size.Height-2*inset
	for i, at := range [4][4]float32{
		{inset, inset, w, thick}, {inset, size.Height - inset - thick, w, thick}, {inset, inset, thick, h}, {size.Width - inset - thick, inset, thick, h},
	} {
		r[i].Move(fyne.NewPos(at[0], at[1]))
		r[i].Resize(fyne.NewSize(at[2], at[3]))
	}
}
