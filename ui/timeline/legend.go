package timeline

import (
	"image"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// ShowsStates reports whether the forms of marks are the states of events.
func (t *Timeline) ShowsStates() bool { return t.input.State != nil }

// Sign is a picture of a sign of the strip, on a raised panel.
func (t *Timeline) Sign(s scene.Sign) fyne.CanvasObject {
	// The strip's builder keeps the places of its labels.
	builder := scene.NewBuilder(t.typesetter.Shaper)
	r := text.NewRaster(func(w, h int) image.Image {
		theme := t.theme
		theme.Panel = t.palette.Raised
		list, x, y := builder.Sign(s, theme, t.model.Locale, t.model.RTL)
		scale := float32(w) / scene.SignWidth
		whole := image.NewRGBA(image.Rect(0, 0, int(list.W*scale+0.5), int(list.H*scale+0.5)))
		t.painter.Paint(whole, list, scale)
		picture := image.NewRGBA(image.Rect(0, 0, w, h))
		left, top := int(x*scale+0.5), int(y*scale+0.5)
		for row := range h {
			if from := (top+row)*whole.Stride + 4*left; from+4*w <= len(whole.Pix) {
				copy(picture.Pix[row*picture.Stride:], whole.Pix[from:from+4*w])
			}
		}
		return picture
	})
	r.SetMinSize(fyne.NewSize(scene.SignWidth, scene.SignHeight))
	return r
}
