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
	"context"
	"fmt"
	"io"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Formats are the lines of drawings in the table of formats.
func Formats(fonts poster.Fonts) []form.Format {
	text := form.Format{
		Name: "svg", Title: "SVG", Endings: []string{".svg"}, Group: form.GroupPicture, Pictures: true,
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
		err = set.ReadPictures(ctx, from)
	}
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
	// Under are shapes below everything, Between such that only the layers over it cover.
	Under, Between []Shape
}

// Write writes a poster as a drawing, a pixel to the unit. The same poster gives the same
// bytes. Errors: w's, ctx.Err(), those of faces whose files cannot be read.
func Write(ctx context.Context, w io.Writer, set poster.Set, o Options) error {
	d := newDrawing(set.Fonts, o.Outlines)
	d.rect(&scene.Rect{W: set.W, H: set.H, Fill: set.Ground})
	for i := range o.Under {
		d.shape(&o.Under[i])
	}
	d.layer(set.Bands, set.Lines, set.Marks, set.Curves, nil)
	if err := d.pictures(ctx, &set); err != nil {
		return err
	}
	d.layer(nil, nil, nil, nil, set.Texts)
	for i := range o.Between {
		d.shape(&o.Between[i])
	}
	for _, l := range set.Over {
		if err := ctx.Err(); err != nil {
			return err
		}
		d.layer(l.Bands, l.Lines, l.Marks, nil, l.Texts)
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
	if err := d.embedded.style(out); err != nil {
		return err
	}
	out.WriteString("<defs>")
	out.Write(d.fades.Bytes())
	d.glyphs.define(out)
	out.WriteString("</defs>\n")
	out.Write(d.body.Bytes())
	out.WriteString("</svg>\n")
	return out.Flush()
}

func (d *drawing) layer(bands []scene.Rect, lines []scene.Line, marks []scene.Rect, curves []scene.Curve, texts []scene.Text) {
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
	for i := range curves {
		d.curve(&curves[i])
	}
	for i := range texts {
		d.text(&texts[i])
	}
	d.body.WriteString("</g>\n")
}
