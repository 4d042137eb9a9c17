package paint

import (
	"image"
	"image/draw"
	"math"

	"tarikh.org/tarikh/ui/map/scene"
)

// kept is a picture of the ground at a scale, wider than what is in view: while the map is
// moved, only what comes into view is painted.
type kept struct {
	picture *image.RGBA
	of      grounded
	zero    image.Point     // where the plane's 0,0 is on the picture, in whole pixels
	have    image.Rectangle // what of the picture is painted
}

// grounded is what a kept ground is of.
type grounded struct {
	ground  *scene.Ground
	colours scene.Colours
	size    image.Point
	scale   float32 // pixels to the plane's unit
	density float32 // pixels to the unit of the surface
}

// around is how many pixels are kept around what is in view, ahead how many are painted
// at once where the map is moved.
const around, ahead = 192, 96

// lay covers a picture with the ground.
func (p *Painter) lay(dst *image.RGBA, l *scene.List, scale float32) {
	k, e := &p.ground, lensOf(l.View, scale)
	zero := image.Pt(int(e.x), int(e.y))
	size := dst.Rect.Size()
	bounds := image.Rectangle{Max: size.Add(image.Pt(2*around, 2*around))}
	if now := (grounded{l.Ground, l.Colours, size, e.scale, scale}); now != k.of {
		if k.picture == nil || k.picture.Rect != bounds {
			k.picture = image.NewRGBA(bounds)
		}
		k.of, k.have, k.zero = now, image.Rectangle{}, zero.Add(image.Pt(around, around))
	}
	need := image.Rectangle{Max: size}.Add(k.zero.Sub(zero))
	if !need.In(bounds) {
		middle := zero.Add(image.Pt(around, around))
		k.shift(middle.Sub(k.zero))
		k.zero, need = middle, image.Rectangle{Max: size}.Add(image.Pt(around, around))
	}
	if !need.Overlaps(k.have) {
		k.have = image.Rectangle{}
	}
	for _, part := range missing(k.have, need, bounds) {
		p.paintGround(k.picture, part, l, lens{float32(k.zero.X), float32(k.zero.Y), e.scale}, scale)
		k.have = k.have.Union(part)
	}
	for y := range size.Y {
		from := k.picture.PixOffset(need.Min.X, need.Min.Y+y)
		copy(dst.Pix[y*dst.Stride:y*dst.Stride+4*size.X], k.picture.Pix[from:])
	}
}

// shift moves what is painted.
func (k *kept) shift(by image.Point) {
	to := k.have.Add(by).Intersect(k.picture.Rect)
	from := to.Sub(by)
	row := 4 * to.Dx()
	for i := range to.Dy() {
		y := i
		if by.Y > 0 {
			y = to.Dy() - 1 - i // the lowest first, before it is written over
		}
		a, b := k.picture.PixOffset(from.Min.X, from.Min.Y+y), k.picture.PixOffset(to.Min.X, to.Min.Y+y)
		copy(k.picture.Pix[b:b+row], k.picture.Pix[a:a+row])
	}
	k.have = to
}

// missing are rectangles to be painted, one after the other, each beside what is there
// then, so that there is all that is needed, and some more in the same direction.
func missing(have, need, bounds image.Rectangle) (parts []image.Rectangle) {
	if have.Empty() {
		return []image.Rectangle{need}
	}
	all := have
	add := func(part image.Rectangle) {
		parts = append(parts, part)
		all = all.Union(part)
	}
	if need.Min.X < all.Min.X {
		add(image.Rect(max(need.Min.X-ahead, bounds.Min.X), all.Min.Y, all.Min.X, all.Max.Y))
	}
	if need.Max.X > all.Max.X {
		add(image.Rect(all.Max.X, all.Min.Y, min(need.Max.X+ahead, bounds.Max.X), all.Max.Y))
	}
	if need.Min.Y < all.Min.Y {
		add(image.Rect(all.Min.X, max(need.Min.Y-ahead, bounds.Min.Y), all.Max.X, all.Min.Y))
	}
	if need.Max.Y > all.Max.Y {
		add(image.Rect(all.Min.X, all.Max.Y, all.Max.X, min(need.Max.Y+ahead, bounds.Max.Y)))
	}
	return parts
}

// paintGround paints a part of a picture.
func (p *Painter) paintGround(of *image.RGBA, part image.Rectangle, l *scene.List, e lens, scale float32) {
	dst := &image.RGBA{Pix: of.Pix[of.PixOffset(part.Min.X, part.Min.Y):], Stride: of.Stride, Rect: image.Rectangle{Max: part.Size()}}
	e.x, e.y = e.x-float32(part.Min.X), e.y-float32(part.Min.Y)
	draw.Draw(dst, dst.Rect, image.NewUniform(l.Colours.Sea), image.Point{}, draw.Src)
	p.begin(dst)
	for i := range l.Graticule {
		p.line(dst, e, &l.Graticule[i], scale, 0)
	}
	p.end(dst, l.Colours.Grid)

	p.begin(dst)
	for i := range l.Ground.Land {
		p.fill(dst, e, &l.Ground.Land[i])
	}
	p.end(dst, l.Colours.Land)

	p.begin(dst)
	for kind, dash := range []float32{0, 0, 3 * scale} {
		for i := range l.Ground.Lines[kind] {
			p.line(dst, e, &l.Ground.Lines[kind][i], scale*[]float32{0.7, 0.9, 1.1}[kind], dash)
		}
	}
	p.end(dst, l.Colours.Border)
}

// whole is a number of pixels: the ground is moved by these, so that what is kept of it
// stays right.
func whole(v float64) float32 { return float32(math.Round(v)) }
