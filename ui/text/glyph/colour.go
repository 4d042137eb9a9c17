package glyph

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
	"golang.org/x/image/draw"
)

// textColour is the index in a palette that stands for the colour of the text (CPAL).
const textColour = 0xffff

// layersOf returns the layers of a glyph, bottom first, or nil (COLR version 0, in the
// first palette). The gradients of version 1 are not drawn; faces of the system that
// have nothing else are not chosen.
func layersOf(face *font.Face, glyph uint32) []layer {
	coloured, ok := face.GlyphDataColor(tables.GlyphID(glyph))
	if !ok {
		return nil
	}
	found, ok := coloured.Paint.(tables.PaintColrLayersResolved)
	if !ok || len(face.CPAL) == 0 {
		return nil
	}
	layers := make([]layer, 0, len(found))
	for _, l := range found {
		at := layer{glyph: uint32(l.GlyphID), inInk: l.PaletteIndex == textColour}
		if int(l.PaletteIndex) < len(face.CPAL[0]) {
			c := face.CPAL[0][l.PaletteIndex]
			at.colour = color.NRGBA{c.Red, c.Green, c.Blue, c.Alpha}
		}
		layers = append(layers, at)
	}
	return layers
}

// mostPixels is how large a picture in a face may be.
const mostPixels = 1 << 20

// picture returns the bitmap of a glyph, scaled to its place, or nil. Only PNG is
// read: that is what emoji fonts have. Its edges fall on whole pixels.
func picture(face *font.Face, glyph uint32, scale float32) *mask {
	found, ok := face.GlyphDataBitmap(tables.GlyphID(glyph))
	if !ok || found.Format != font.PNG {
		return nil
	}
	place, ok := face.GlyphExtents(font.GID(glyph))
	if !ok {
		return nil
	}
	m := &mask{
		left:    int(math.Round(float64(place.XBearing * scale))),
		top:     int(math.Round(float64(-place.YBearing * scale))),
		width:   int(math.Round(float64(place.Width * scale))),
		height:  int(math.Round(float64(-place.Height * scale))),
		picture: true,
	}
	if m.width <= 0 || m.height <= 0 || m.width > largest || m.height > largest {
		return nil
	}
	whole := decode(found.Data)
	if whole == nil {
		return nil
	}
	scaled := image.NewRGBA(image.Rect(0, 0, m.width, m.height))
	draw.CatmullRom.Scale(scaled, scaled.Rect, whole, whole.Bounds(), draw.Src, nil)
	m.pix = scaled.Pix
	return m
}

// decode reads a PNG file that is not too large, or returns nil.
func decode(data []byte) image.Image {
	size, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil || size.Width*size.Height > mostPixels {
		return nil
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	return img
}
