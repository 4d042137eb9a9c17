// Package svg writes a poster as a drawing of SVG 1.1 with texts that can be selected and
// searched.
//
// The one idea behind it: it draws the display list that package paint draws, shape by
// shape. A text is its string, set by the viewer in the very fonts that it was laid out in,
// of which the file has the glyphs that occur; its width is given too, so that a viewer
// without these fonts keeps its place. What no font of the file has is drawn as outlines
// under a text that is not painted. For programs that cut and print drawings there is a
// variant all of whose texts are outlines with names.
package svg

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"strconv"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Formats are the lines of drawings in the table of formats.
func Formats(fonts poster.Fonts) []form.Format {
	text := form.Format{
		Name: "svg", Title: "SVG", Endings: []string{".svg"}, Group: form.GroupPicture,
		Likeness: func(*form.Probe) int { return 0 },
		Speaks:   poster.Speaks(),
		Knows:    poster.Knows(),
		Loses:    poster.Loses(),
		Write: func(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
			return write(ctx, w, from, fonts, false)
		},
	}
	outlines := text
	outlines.Name, outlines.Title, outlines.Asked = "svg-outlines", "SVG, texts as outlines", true
	outlines.Write = func(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
		return write(ctx, w, from, fonts, true)
	}
	return []form.Format{text, outlines}
}

func write(ctx context.Context, w io.Writer, from form.Taken, fonts poster.Fonts, outlines bool) (form.Dropped, error) {
	set, err := poster.LayTaken(from, fonts)
	if err == nil {
		err = Write(ctx, w, set, Options{Title: from.Titled(), Outlines: outlines})
	}
	if err != nil {
		return nil, fmt.Errorf("svg: %w", err)
	}
	return set.Lost(from), nil
}

// Options are what a drawing says beside what it shows.
type Options struct {
	Title    string // its name, for programs that read it aloud
	Outlines bool   // no text is one; all are outlines with names
}

// Write writes a poster as a drawing, a pixel to the unit. The same poster gives the same
// bytes. Errors: w's, ctx.Err(), those of faces whose files cannot be read.
func Write(ctx context.Context, w io.Writer, set poster.Set, o Options) error {
	d := newDrawing(set.Fonts, o.Outlines)
	d.rect(&scene.Rect{W: set.W, H: set.H, Fill: set.Ground})
	d.layer(set.Bands, set.Lines, set.Marks, set.Texts)
	for _, l := range set.Over {
		if err := ctx.Err(); err != nil {
			return err
		}
		d.layer(l.Bands, l.Lines, l.Marks, l.Texts)
	}
	if d.err != nil {
		return d.err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	width, height := number(set.W), number(set.H)
	lang := "en"
	if set.View.RTL() {
		lang = "ar"
	}
	fmt.Fprintf(out, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%s" height="%s" viewBox="0 0 %s %s" xml:lang="%s" xml:space="preserve">`, width, height, width, height, lang)
	fmt.Fprintf(out, "<title>%s</title>", escaped(o.Title))
	if err := d.embedded.write(out); err != nil {
		return err
	}
	out.WriteString("<defs>")
	out.Write(d.fades.Bytes())
	d.glyphs.write(out)
	out.WriteString("</defs>\n")
	out.Write(d.body.Bytes())
	out.WriteString("</svg>\n")
	return out.Flush()
}

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

func newDrawing(f *layout.Fonts, outlines bool) *drawing {
	return &drawing{outlines: outlines, faded: map[fadeKey]int{}, glyphs: newGlyphs(f), embedded: newEmbedded(f), shaper: layout.NewShaper(f)}
}

func (d *drawing) layer(bands []scene.Rect, lines []scene.Line, marks []scene.Rect, texts []scene.Text) {
	d.body.WriteString("<g>")
	for i := range bands {
		d.rect(&bands[i])
	}
	for i := range lines {
		d.line(&lines[i])
	}
	for i := range marks {
		d.rect(&marks[i])
	}
	for i := range texts {
		d.text(&texts[i])
	}
	d.body.WriteString("</g>\n")
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

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// number writes a length to a thousandth of a unit; what is none is 0.
func number(v float32) string {
	if v != v || v-v != 0 {
		return "0"
	}
	s := strconv.AppendFloat(nil, float64(v), 'f', 3, 32)
	s = bytes.TrimRight(bytes.TrimRight(s, "0"), ".")
	if string(s) == "-0" {
		return "0"
	}
	return string(s)
}

// escaped is a text as XML has it: characters that XML has none for are replaced.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes all
	return b.String()
}
