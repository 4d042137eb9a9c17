package control

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme"
)

// DashedRing is a ring in dashes, in a colour of the palette; it follows a change of
// theme.
type DashedRing struct {
	widget.BaseWidget
	role   Role
	size   float32
	raster *canvas.Raster
}

// NewDashedRing makes a ring of a size in units; Set gives it a colour.
func NewDashedRing(size float32) *DashedRing {
	r := &DashedRing{role: None, size: size}
	r.raster = text.NewRaster(r.draw)
	r.raster.Hide()
	r.ExtendBaseWidget(r)
	return r
}

// Set changes the colour; with None there is no ring.
func (r *DashedRing) Set(role Role) {
	r.role = role
	r.Refresh()
}

// Drawn reports whether there is a ring.
func (r *DashedRing) Drawn() bool { return r.raster.Visible() }

// Refresh follows the theme.
func (r *DashedRing) Refresh() {
	if r.role(theme.Current()).A == 0 {
		r.raster.Hide()
		return
	}
	r.raster.Show()
	r.raster.Refresh()
}

func (r *DashedRing) draw(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	text.DashedPill(img, 0, 0, float32(w), float32(h), float32(h)/r.size, r.role(theme.Current()))
	return img
}

// MinSize is the ring's.
func (r *DashedRing) MinSize() fyne.Size { return fyne.NewSquareSize(r.size) }

// CreateRenderer is Fyne's.
func (r *DashedRing) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.raster) }
