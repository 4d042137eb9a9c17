package picture

import (
	"context"
	"fmt"
	"io"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/print/poster"
)

// Format is the line of PNG pictures in the table of formats.
func Format(fonts poster.Fonts) form.Format {
	return form.Format{
		Name: "png", Title: "PNG", Endings: []string{".png"}, Group: form.GroupPicture, Pictures: true,
		Likeness: func(*form.Probe) int { return 0 },
		Speaks:   poster.Speaks(),
		Knows:    append(poster.Knows(), form.LookScale),
		Loses:    poster.Loses(),
		Write: func(ctx context.Context, w io.Writer, from form.Taken) (form.Dropped, error) {
			return write(ctx, w, from, fonts)
		},
	}
}

// defaultScale is that of a picture for which none is asked: sharp on a screen of many dots.
const defaultScale = 2

func write(ctx context.Context, w io.Writer, from form.Taken, fonts poster.Fonts) (form.Dropped, error) {
	scale := from.Look.Scale
	if scale == 0 {
		scale = defaultScale
	}
	if !(scale >= LeastScale && scale <= MostScale) {
		return nil, fmt.Errorf("png: a scale of %g: want %g to %d", scale, LeastScale, MostScale)
	}
	set, err := poster.LayTaken(from, fonts)
	if err == nil {
		err = set.ReadPictures(ctx, from)
	}
	if err != nil {
		return nil, fmt.Errorf("png: %w", err)
	}
	if err := Write(ctx, w, set, float32(scale)); err != nil {
		return nil, fmt.Errorf("png: %w", err)
	}
	return set.Lost(from), nil
}
