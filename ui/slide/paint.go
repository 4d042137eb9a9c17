package slide

import (
	"image"
	"image/draw"

	xdraw "golang.org/x/image/draw"

	"tarikh.org/tarikh/ui/timeline/paint"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Paint draws a slide without its line of time: w x h pixels, of which there are scale to
// the unit. picture is nil where the slide has none, and world where its map is drawn by
// others, or it has none.
func (l *Laid) Paint(p *paint.Painter, picture image.Image, world *image.RGBA, w, h int, scale float32) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(dst, dst.Rect, image.NewUniform(l.Ground), image.Point{}, draw.Src)
	if picture != nil && l.Picture.W > 0 {
		to := l.Picture.At(scale)
		from := picture.Bounds()
		if l.Cover {
			from = Covering(from, to.Dx(), to.Dy())
		}
		if from.Size() == to.Size() {
			draw.Draw(dst, to, picture, from.Min, draw.Over)
		} else {
			xdraw.ApproxBiLinear.Scale(dst, to, picture, from, draw.Over, nil)
		}
	}
	if world != nil {
		draw.Draw(dst, l.Map.At(scale), world, world.Rect.Min, draw.Over)
	}
	p.Over(dst, &l.Over, scale)
	return dst
}

// PaintOver draws a line of time over a slide.
func PaintOver(p *paint.Painter, dst *image.RGBA, line *scene.Layer, scale float32) {
	p.Over(dst, line, scale)
}

// Covering is the largest part in the middle of a picture that has the shape of w x h.
func Covering(all image.Rectangle, w, h int) image.Rectangle {
	cut := all
	if across := all.Dy() * w / max(h, 1); across < all.Dx() {
		cut.Min.X += (all.Dx() - across) / 2
		cut.Max.X = cut.Min.X + max(across, 1)
	} else if down := all.Dx() * h / max(w, 1); down < all.Dy() {
		cut.Min.Y += (all.Dy() - down) / 2
		cut.Max.Y = cut.Min.Y + max(down, 1)
	}
	return cut
}
