package svg

import (
	"bytes"
	"image/color"

	"tarikh.org/tarikh/ui/text/layout"
)

// drawing is the parts of the file that depend on what is drawn.
type drawing struct {
	outlines bool
	body     bytes.Buffer
	fades    bytes.Buffer // gradients
	faded    map[fadeKey]int
	glyphs   *glyphs
	embedded *embedded
	shaper   *layout.Shaper
	err      error
}

// fadeKey names a gradient; left and right are as written, parts of the width.
type fadeKey struct {
	colour      color.NRGBA
	left, right string
}

func newDrawing(f *layout.Fonts, outlines bool) *drawing {
	return &drawing{outlines: outlines, faded: map[fadeKey]int{}, glyphs: newGlyphs(f), embedded: newEmbedded(f), shaper: layout.NewShaper(f)}
}

// attribute writes an attribute whose value needs no escaping.
func (d *drawing) attribute(name, value string) {
	d.body.WriteByte(' ')
	d.body.WriteString(name)
	d.body.WriteString(`="`)
	d.body.WriteString(value)
	d.body.WriteByte('"')
}

func (d *drawing) measure(name string, v float32) { d.attribute(name, number(v)) }

// colour writes a colour and, where it is not opaque, its opacity.
func (d *drawing) colour(name string, c color.NRGBA) {
	d.attribute(name, hex(c))
	if c.A != 255 {
		d.attribute(name+"-opacity", number(float32(c.A)/255))
	}
}
