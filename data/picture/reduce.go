package picture

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
)

// Reduced is a picture as others get it to look at: a JPEG file of its pixels, upright, in
// sRGB and on white, and of nothing else that its file said.
type Reduced struct {
	JPEG          []byte
	Width, Height int
}

// quality is that of reduced pictures: higher ones are larger and look the same.
const quality = 82

// Reduce returns the picture that raw is the file of, as large as fits into width times
// height pixels and never larger than it is. Errors are those of Fit.
func Reduce(ctx context.Context, raw []byte, width, height int) (Reduced, error) {
	m, err := Fit(ctx, raw, width, height)
	if err != nil {
		return Reduced{}, err
	}
	if !m.Opaque() {
		white := image.NewRGBA(m.Rect)
		draw.Draw(white, m.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(white, m.Rect, m, m.Rect.Min, draw.Over)
		m = white
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: quality}); err != nil {
		return Reduced{}, err
	}
	return Reduced{out.Bytes(), m.Rect.Dx(), m.Rect.Dy()}, nil
}
