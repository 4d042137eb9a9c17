package slides

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"strconv"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/picture"
	"tarikh.org/tarikh/ui/slide"
	"tarikh.org/tarikh/ui/timeline/paint"
)

// mostSide is how many pixels a slide is wide at most: all of it is in memory.
const mostSide = 7680

func (m maker) writePNG(ctx context.Context, into form.Folder, from form.Taken) (form.Dropped, error) {
	scale := from.Look.Scale
	if scale == 0 {
		scale = 1
	}
	w, h := int(math.Round(slideW*min(scale, 100))), int(math.Round(slideH*min(scale, 100)))
	if !(scale >= 0.25) {
		return nil, fmt.Errorf("png-slides: a scale of %g: want 0.25 or more", scale)
	}
	if w > mostSide {
		return nil, fmt.Errorf("png-slides: %w", &form.SizeError{Width: w, Height: h, Most: mostSide})
	}
	d, err := m.deck(ctx, from)
	if err == nil {
		err = d.png(ctx, into, w, h)
	}
	if err != nil {
		return nil, fmt.Errorf("png-slides: %w", err)
	}
	return d.lost, nil
}

// png writes a picture for each step, numbered in order; of several stories each has a
// folder.
func (d *deck) png(ctx context.Context, into form.Folder, w, h int) error {
	painter := &paint.Painter{Glyphs: d.painter.Glyphs}
	for n, told := range d.told {
		folder := ""
		if len(d.told) > 1 {
			folder = numbered(n+1, len(d.told)) + "/"
		}
		of := d.tale(told)
		for at := range told.Steps {
			if err := ctx.Err(); err != nil {
				return err
			}
			m, err := d.picture(ctx, painter, of, at, w, h)
			if err != nil {
				return err
			}
			if err := into.Write(folder+numbered(at+1, len(told.Steps))+".png", func(out io.Writer) error { return png.Encode(out, m) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// numbered is a number in as many figures as the last one has, at least two.
func numbered(n, last int) string {
	return fmt.Sprintf("%0*d", max(len(strconv.Itoa(last)), 2), n)
}

// picture paints a step.
func (d *deck) picture(ctx context.Context, painter *paint.Painter, told tale, at, w, h int) (*image.RGBA, error) {
	var pixels *image.RGBA
	ok, err := d.pixels(ctx, told.Steps[at].Picture, func(raw []byte) (err error) {
		pixels, err = picture.Fit(ctx, raw, 2*w, 2*h)
		return err
	})
	if err != nil {
		return nil, err
	}
	scale := float32(w) / slideW
	l := d.lay(told, at, ok, scale)
	var shown image.Image
	if ok {
		shown = pixels
	}
	m := l.Paint(painter, shown, l.world, w, h, scale)
	slide.PaintOver(painter, m, &l.line, scale)
	return m, nil
}
