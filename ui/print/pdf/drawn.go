package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"
	"strconv"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"

	"tarikh.org/tarikh/ui/text/layout"
)

// drawnFont is a font whose glyphs are drawings of their own (Type 3, 9.6.5): of faces of
// the system, whatever their kind, of emoji in their colours, and of marks, which no face
// has. Its codes are bytes.
type drawnFont struct {
	fonts  *layout.Fonts
	face   *font.Face // nil for marks
	glyphs []drawing
}

// drawing is a glyph of a drawn font.
type drawing struct {
	says  string
	width float64
	ops   []byte
	image image.Image // instead of ops
	box   [4]float64  // of the image
}

// mostDrawn is how many codes a drawn font has; code 0 is not used.
const mostDrawn = 255

// em is the size of a drawing, in its own units.
const em = 1000

func (d *drawnFont) add(parts []layout.Glyph, says string, advance float64) (code, bool) {
	if len(d.glyphs) >= mostDrawn {
		return code{}, false
	}
	g := drawing{says: says, width: advance}
	if d.face == nil {
		g.width = advance * em / 1000
		for _, p := range parts {
			g.ops = d.mark(g.ops, rune(p.ID), float64(p.X))
		}
	} else {
		scale := em / float64(d.face.Upem())
		g.width *= scale
		for _, p := range parts {
			d.glyph(&g, p, scale)
		}
	}
	d.glyphs = append(d.glyphs, g)
	return code{id: uint16(len(d.glyphs)), width: math.Round(g.width*100) / 100}, true
}

// glyph appends a glyph that is moved in font units.
func (d *drawnFont) glyph(g *drawing, p layout.Glyph, scale float64) {
	if coloured, ok := d.face.GlyphDataColor(tables.GlyphID(p.ID)); ok {
		if layers, ok := coloured.Paint.(tables.PaintColrLayersResolved); ok && len(d.face.CPAL) > 0 {
			for _, l := range layers {
				g.ops = append(g.ops, "q "...)
				if int(l.PaletteIndex) < len(d.face.CPAL[0]) {
					c := d.face.CPAL[0][l.PaletteIndex]
					g.ops = append(g.ops, fmt.Sprintf("%.3f %.3f %.3f rg ", float64(c.Red)/255, float64(c.Green)/255, float64(c.Blue)/255)...)
				}
				g.ops = d.outline(g.ops, uint32(l.GlyphID), float64(p.X), float64(p.Y), scale)
				g.ops = append(g.ops, "Q "...)
			}
			return
		}
	}
	if found, ok := d.face.GlyphDataBitmap(tables.GlyphID(p.ID)); ok && found.Format == font.PNG {
		if at, ok := d.face.GlyphExtents(font.GID(p.ID)); ok {
			if g.image = decode(found.Data); g.image != nil {
				g.box = [4]float64{float64(at.XBearing) * scale, float64(at.YBearing+at.Height) * scale, float64(at.Width) * scale, float64(-at.Height) * scale}
				return
			}
		}
	}
	g.ops = d.outline(g.ops, p.ID, float64(p.X), float64(p.Y), scale)
}

// mostPixels is how large a picture in a face may be.
const mostPixels = 1 << 20

// decode reads a picture of a face, nil where it cannot be.
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

// outline appends the outline of a glyph, filled.
func (d *drawnFont) outline(ops []byte, glyph uint32, dx, dy, scale float64) []byte {
	found, _ := d.face.GlyphDataOutline(tables.GlyphID(glyph))
	return path(ops, found.Segments, func(p font.SegmentPoint) (x, y float64) {
		return (float64(p.X) + dx) * scale, (float64(p.Y) + dy) * scale
	})
}

// path appends segments as a path that is filled; quadratic curves become cubic ones.
func path(ops []byte, segments []font.Segment, at func(font.SegmentPoint) (x, y float64)) []byte {
	if len(segments) == 0 {
		return ops
	}
	point := func(x, y float64) {
		ops = append(appendNumber(ops, x, 1), ' ')
		ops = append(appendNumber(ops, y, 1), ' ')
	}
	var x, y float64 // of the pen
	for _, s := range segments {
		a := s.ArgsSlice()
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			x, y = at(a[0])
			point(x, y)
			ops = append(ops, "m "...)
		case opentype.SegmentOpLineTo:
			x, y = at(a[0])
			point(x, y)
			ops = append(ops, "l "...)
		case opentype.SegmentOpQuadTo:
			cx, cy := at(a[0])
			ex, ey := at(a[1])
			point(x+(cx-x)*2/3, y+(cy-y)*2/3)
			point(ex+(cx-ex)*2/3, ey+(cy-ey)*2/3)
			point(ex, ey)
			ops = append(ops, "c "...)
			x, y = ex, ey
		case opentype.SegmentOpCubeTo:
			for _, p := range a {
				x, y = at(p)
				point(x, y)
			}
			ops = append(ops, "c "...)
		}
	}
	return append(ops, "f "...)
}

// mark appends the picture of a character that no face has, or of a control character.
func (d *drawnFont) mark(ops []byte, r rune, dx float64) []byte {
	m := d.fonts.Mark(r)
	x0, y0 := float64(m.Frame.X)*em+dx, -float64(m.Frame.Y+m.Frame.H)*em
	w, h, stroke := float64(m.Frame.W)*em, float64(m.Frame.H)*em, float64(m.Stroke)*em
	ops = append(ops, fmt.Sprintf("%.1f w %.1f %.1f %.1f %.1f re S ", stroke, x0+stroke/2, y0+stroke/2, w-stroke, h-stroke)...)
	letters := &drawnFont{face: d.fonts.NewFace(m.Face)}
	scale := float64(m.Size) * em / float64(letters.face.Upem())
	for _, g := range m.Letters {
		ops = letters.outline(ops, g.ID, (float64(g.X)*em+dx)/scale, 0, scale)
	}
	return ops
}

// write writes the font.
func (d *drawnFont) write(f *file, name string) Ref {
	var widths, procs, names, images strings.Builder
	said := []string{""}
	for i, g := range d.glyphs {
		at := strconv.Itoa(i + 1)
		ops := append([]byte(number(g.width)+" 0 d0\n"), g.ops...)
		if g.image != nil {
			fmt.Fprintf(&images, " /I%s %s", at, writeImage(f, g.image))
			ops = append(ops, fmt.Sprintf("q %.1f 0 0 %.1f %.1f %.1f cm /I%s Do Q", g.box[2], g.box[3], g.box[0], g.box[1], at)...)
		}
		proc := f.alloc()
		f.stream(proc, "", ops)
		widths.WriteString(number(g.width) + " ")
		procs.WriteString(" /g" + at + " " + proc.String())
		names.WriteString(" /g" + at)
		said = append(said, g.says)
	}
	descriptor := f.add("<< /Type /FontDescriptor /FontName /" + name + " /Flags 4 /ItalicAngle 0 >>")
	tounicode := f.alloc()
	f.stream(tounicode, "", characterMap(said, 1))
	return f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar %d /Widths [%s] /CharProcs <<%s >>"+
		" /Encoding << /Type /Encoding /Differences [1%s] >> /Resources << /XObject <<%s >> >> /ToUnicode %s /FontDescriptor %s >>",
		len(d.glyphs), widths.String(), procs.String(), names.String(), images.String(), tounicode, descriptor))
}

// writeImage writes a picture with its alpha as a soft mask (8.9.5, 11.6.5.3).
func writeImage(f *file, img image.Image) Ref {
	b := img.Bounds()
	colours, alphas := make([]byte, 0, 3*b.Dx()*b.Dy()), make([]byte, 0, b.Dx()*b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			red, green, blue, alpha := img.At(x, y).RGBA()
			if alpha > 0 { // not premultiplied
				red, green, blue = red*0xffff/alpha, green*0xffff/alpha, blue*0xffff/alpha
			}
			colours, alphas = append(colours, byte(red>>8), byte(green>>8), byte(blue>>8)), append(alphas, byte(alpha>>8))
		}
	}
	size := fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8", b.Dx(), b.Dy())
	mask, r := f.alloc(), f.alloc()
	f.stream(mask, size+" /ColorSpace /DeviceGray", alphas)
	f.stream(r, size+" /ColorSpace /DeviceRGB /SMask "+mask.String(), colours)
	return r
}
