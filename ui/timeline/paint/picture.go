package paint

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	xdraw "golang.org/x/image/draw"

	"tarikh.org/tarikh/ui/blend"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// mostFitted is how many pictures are kept in the sizes they are painted at.
const mostFitted = 256

// fittedKey names a picture as it is painted: in device pixels, on a ground.
type fittedKey struct {
	from   *image.RGBA
	w, h   int
	ground color.NRGBA
}

// picture paints the picture of a list: its pixels as they fill the box, on its fill where
// they are transparent, and the fill alone where there are none. Its sides are on whole
// device pixels.
func (p *Painter) picture(dst *image.RGBA, r *scene.Picture, scale float64) {
	at := dst.Rect
	x0, y0 := snap(float64(r.X)*scale, at.Min.X, at.Max.X), snap(float64(r.Y)*scale, at.Min.Y, at.Max.Y)
	w, h := int(math.Round(float64(r.W)*scale)), int(math.Round(float64(r.H)*scale))
	box := image.Rect(x0, y0, x0+w, y0+h)
	if w < 1 || h < 1 || w > widestForm || h > widestForm || !box.Overlaps(at) {
		return
	}
	var from *image.RGBA
	if p.Pixels != nil {
		from = p.Pixels(r.Event)
	}
	if from == nil || from.Rect.Empty() {
		p.rect(dst, &r.Rect, scale)
		return
	}
	p.lay(dst, p.fit(fittedKey{from, w, h, r.Fill}), box, float64(r.Radius)*scale)
	if r.StrokeWidth > 0 {
		frame := r.Rect
		frame.Fill = color.NRGBA{}
		p.rect(dst, &frame, scale)
	}
}

// fit returns pixels as they fill a size: cut at both sides, or above and below.
func (p *Painter) fit(k fittedKey) *image.RGBA {
	if made := p.fitted[k]; made != nil {
		return made
	}
	made := image.NewRGBA(image.Rect(0, 0, k.w, k.h))
	draw.Draw(made, made.Rect, image.NewUniform(color.NRGBA{k.ground.R, k.ground.G, k.ground.B, 255}), image.Point{}, draw.Src)
	part := covering(k.from.Rect, k.w, k.h)
	if part.Size() == made.Rect.Size() {
		draw.Draw(made, made.Rect, k.from, part.Min, draw.Over)
	} else {
		xdraw.BiLinear.Scale(made, made.Rect, k.from, part, draw.Over, nil)
	}
	if p.fitted == nil || len(p.fitted) >= mostFitted {
		p.fitted = map[fittedKey]*image.RGBA{}
	}
	p.fitted[k] = made
	return made
}

// covering is the largest part in the middle of a picture that has the shape of w x h.
func covering(all image.Rectangle, w, h int) image.Rectangle {
	cut := all
	if across := all.Dy() * w / h; across < all.Dx() {
		across = max(across, 1)
		cut.Min.X += (all.Dx() - across) / 2
		cut.Max.X = cut.Min.X + across
	} else if down := max(all.Dx()*h/w, 1); down < all.Dy() {
		cut.Min.Y += (all.Dy() - down) / 2
		cut.Max.Y = cut.Min.Y + down
	}
	return cut
}

// lay copies opaque pixels into a box with round corners.
func (p *Painter) lay(dst, from *image.RGBA, to image.Rectangle, radius float64) {
	clip := to.Intersect(dst.Rect)
	corner := min(int(math.Ceil(radius)), to.Dx()/2, to.Dy()/2)
	round := box{x1: float64(to.Dx()), y1: float64(to.Dy())}
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		fy := y - to.Min.Y
		row := from.Pix[from.PixOffset(clip.Min.X-to.Min.X, fy) : from.PixOffset(clip.Max.X-1-to.Min.X, fy)+4]
		into := dst.Pix[dst.PixOffset(clip.Min.X, y):][:len(row)]
		if fy >= corner && fy < to.Dy()-corner {
			copy(into, row)
			continue
		}
		for x := clip.Min.X; x < clip.Max.X; x++ {
			fx, i := x-to.Min.X, 4*(x-clip.Min.X)
			if fx == corner && to.Dx()-corner > corner {
				n := min(to.Max.X-corner, clip.Max.X) - x
				copy(into[i:i+4*n], row[i:])
				x += n - 1
				continue
			}
			cover := uint32(level(inCorner(float64(fx)+0.5, float64(fy)+0.5, round, radius)))
			for c := range 4 {
				into[i+c] = uint8(blend.Div255(uint32(row[i+c])*cover + uint32(into[i+c])*(255-cover)))
			}
		}
	}
}
