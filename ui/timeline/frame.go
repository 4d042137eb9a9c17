package timeline

import (
	"image"

	"fyne.io/fyne/v2/canvas"

	"tarikh.org/tarikh/ui/text"
)

// frame is a picture of the size of its raster in device pixels: however often it is
// asked for a new one between two frames, one is made.
type frame struct {
	raster  *canvas.Raster
	picture *image.RGBA
	draw    func(img *image.RGBA, scale float32) (unfinished bool)
	stale   bool // the picture does not show the state
	asked   bool // Fyne was asked for a new picture and did not yet take it
}

func newFrame(draw func(img *image.RGBA, scale float32) bool) *frame {
	f := &frame{draw: draw, stale: true}
	f.raster = text.NewRaster(f.paint)
	return f
}

// repaint asks Fyne for a new picture, once for each picture taken.
func (f *frame) repaint() {
	f.stale = true
	if !f.asked {
		f.asked = true
		f.raster.Refresh()
	}
}

// paint is the raster's generator: w and h are device pixels.
func (f *frame) paint(w, h int) image.Image {
	f.asked = false
	width := f.raster.Size().Width
	if w < 1 || h < 1 || width < 1 {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	if f.picture == nil || f.picture.Rect.Dx() != w || f.picture.Rect.Dy() != h {
		f.picture, f.stale = image.NewRGBA(image.Rect(0, 0, w, h)), true
	}
	if f.stale {
		f.stale = false
		if f.draw(f.picture, float32(w)/width) {
			f.repaint()
		}
	}
	return f.picture
}
