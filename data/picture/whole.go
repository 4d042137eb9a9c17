package picture

import (
	"context"
	"image"
	"image/draw"
)

// Whole is a picture that is decoded, to show parts of it. Its pixels are kept as the decoder
// made them, which for a photograph takes less than half as much memory as RGBA does.
type Whole struct {
	info    Info
	pixels  image.Image // not turned
	colours *colours    // nil where they are those of sRGB
}

// Decode decodes all of a picture. Errors are those of Fit.
func Decode(ctx context.Context, raw []byte) (*Whole, error) {
	info, err := Look(raw)
	if err != nil {
		return nil, err
	}
	if info.Type == AVIF || info.Cut { // rows may be missing, or are not in memory of ours
		all, err := Fit(ctx, raw, info.Width, info.Height)
		return &Whole{info: Info{Width: info.Width, Height: info.Height}, pixels: all}, err
	}
	end, err := info.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	pixels, err := decode(info, raw)
	return &Whole{info, pixels, coloursOf(info, raw)}, err
}

// Part returns what is in a rectangle of the picture, upright and in sRGB, of so many pixels
// but of no more than are there. The rectangle is not outside of the picture as a whole. The
// error is that of ctx.
func (w *Whole) Part(ctx context.Context, part image.Rectangle, width, height int) (*image.RGBA, error) {
	part = part.Intersect(image.Rect(0, 0, w.info.Width, w.info.Height))
	width, height = max(min(width, part.Dx()), 1), max(min(height, part.Dy()), 1)
	if w.info.Orientation >= 5 {
		width, height = height, width
	}
	small := image.NewRGBA(image.Rect(0, 0, width, height))
	if err := shrink(ctx, crop(w.pixels, w.info.lying(part)), small); err != nil {
		return nil, err
	}
	if w.colours != nil {
		w.colours.toSRGB(small)
	}
	return upright(small, w.info.Orientation), nil
}

// lying is where a rectangle of the upright picture is in its file.
func (info Info) lying(part image.Rectangle) image.Rectangle {
	back := info.Orientation
	switch back {
	case 0, 1:
		return part
	case 6, 8: // a quarter there, a quarter back
		back = 14 - back
	}
	x0, y0 := turned(part.Min.X, part.Min.Y, info.Width, info.Height, back)
	x1, y1 := turned(part.Max.X-1, part.Max.Y-1, info.Width, info.Height, back)
	return image.Rect(min(x0, x1), min(y0, y1), max(x0, x1)+1, max(y0, y1)+1)
}

// crop is a part of a picture, counted from its corner.
func crop(whole image.Image, part image.Rectangle) image.Image {
	part = part.Add(whole.Bounds().Min)
	if of, ok := whole.(interface {
		SubImage(r image.Rectangle) image.Image
	}); ok {
		return of.SubImage(part)
	}
	out := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	draw.Draw(out, out.Rect, whole, part.Min, draw.Src)
	return out
}
