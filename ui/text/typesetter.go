// Package text holds the widgets that show text people wrote, in Arabic, Latin and
// mixtures of both: Label for short text, View for an article, Editor for writing.
//
// The one idea behind it: Fyne lays out the runs of a mixed line in the wrong
// order, so these widgets draw pictures. Package layout says where every glyph
// is, package glyph blits it into one image per piece of text, and Fyne only
// moves the images. Offsets are UTF-8 bytes of the text, measures are units.
//
// Widgets and the Typesetter they share are touched on the UI goroutine only.
package text

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tarikh.org/tarikh/ui/text/glyph"
	"tarikh.org/tarikh/ui/text/layout"
)

// Typesetter is what the widgets lay out and draw text with. One is made for the
// program and passed to every widget.
type Typesetter struct {
	Shaper *layout.Shaper
	Glyphs *glyph.Cache

	pixels []byte
}

// NewTypesetter returns a typesetter that sets text in the given fonts.
func NewTypesetter(f *layout.Fonts) *Typesetter {
	return &Typesetter{Shaper: layout.NewShaper(f), Glyphs: glyph.NewCache(f)}
}

// picture returns an empty image of w by h device pixels. Its memory is that of the
// last one: Fyne's painters copy what a raster's generator returns before they ask
// the next one.
func (ts *Typesetter) picture(w, h int) *image.RGBA {
	n := 4 * w * h
	if cap(ts.pixels) < n {
		ts.pixels = make([]byte, n)
	}
	pixels := ts.pixels[:n:n]
	clear(pixels)
	return &image.RGBA{Pix: pixels, Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
}

// NewRaster returns a raster for a picture that is drawn in device pixels: it is
// shown without interpolation, which would blur it and costs a software renderer
// half as much again.
func NewRaster(draw func(w, h int) image.Image) *canvas.Raster {
	r := canvas.NewRaster(draw)
	r.ScaleMode = canvas.ImageScalePixels
	return r
}

// themedWidget is a widget that something else is drawn for.
type themedWidget interface{ Theme() fyne.Theme }

// themed is the colour that a theme has for a name in the variant in use.
func themed(th fyne.Theme, name fyne.ThemeColorName) color.NRGBA {
	return color.NRGBAModel.Convert(th.Color(name, fyne.CurrentApp().Settings().ThemeVariant())).(color.NRGBA)
}

// deviceScale is the number of device pixels to the unit where o is shown, 1 where it is not.
func deviceScale(o fyne.CanvasObject) float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.Scale() > 0 {
		return c.Scale()
	}
	return 1
}
