package paint

import (
	"encoding/binary"
	"image"
	"image/draw"
	"math"

	"tarikh.org/tarikh/ui/map/project"
	"tarikh.org/tarikh/ui/map/scene"
)

// Plot is what a backdrop is drawn of: the ground of a view, with some more around it, in
// device pixels.
type Plot struct {
	View      project.View
	Ground    *scene.Ground
	Graticule []scene.Path
	Colours   scene.Colours
	Scale     float32     // device pixels to the unit
	Size      image.Point // of the view
	Around    int
}

// PlotOf is the plot of a list that is painted in a size.
func PlotOf(l *scene.List, size image.Point, scale float32, around int) Plot {
	return Plot{l.View, l.Ground, l.Graticule, l.Colours, scale, size, around}
}

// Backdrop is a picture of the ground. It does not change; it may be shared.
type Backdrop struct {
	of      grounded
	picture *image.RGBA
	zero    image.Point // where the plane's 0,0 is on the picture
}

// grounded is what a backdrop is of.
type grounded struct {
	ground  *scene.Ground
	colours scene.Colours
	scale   float32 // pixels to the plane's unit
	density float32 // pixels to the unit of the surface
}

func groundedOf(p *Plot) grounded {
	return grounded{p.Ground, p.Colours, float32(p.View.Scale) * p.Scale, p.Scale}
}

// Shows reports whether a plot can be laid of the backdrop as it is, pixel by pixel, with
// some pixels left around it.
func (b *Backdrop) Shows(p Plot, around int) bool {
	return b.of == groundedOf(&p) && b.Covers(p, around)
}

// Covers reports whether it has all of a plot, at whatever scale, with some pixels left
// around it.
func (b *Backdrop) Covers(p Plot, around int) bool {
	return image.Rectangle{Max: p.Size}.Inset(-around).In(b.on(lensOf(p.View, p.Scale)))
}

// Enlarged is how much larger a plot is than the backdrop.
func (b *Backdrop) Enlarged(p Plot) float64 {
	return p.View.Scale * float64(p.Scale) / float64(b.of.scale)
}

// on is where it is on a picture with a lens, in whole pixels that it covers.
func (b *Backdrop) on(e lens) image.Rectangle {
	by := float64(e.scale) / float64(b.of.scale)
	at := func(v int, zero float32, ownZero int) float64 { return float64(zero) + float64(v-ownZero)*by }
	r := b.picture.Rect
	return image.Rect(
		int(math.Ceil(at(r.Min.X, e.x, b.zero.X)-1e-3)), int(math.Ceil(at(r.Min.Y, e.y, b.zero.Y)-1e-3)),
		int(math.Floor(at(r.Max.X, e.x, b.zero.X)+1e-3)), int(math.Floor(at(r.Max.Y, e.y, b.zero.Y)+1e-3)),
	)
}

// lay lays the backdrop on a picture, enlarged by the nearest pixels where it is of another
// scale. columns is a buffer.
func (b *Backdrop) lay(dst *image.RGBA, e lens, columns []int32) []int32 {
	part := b.on(e).Intersect(dst.Rect)
	if part.Empty() {
		return columns
	}
	if e.scale == b.of.scale {
		from := part.Min.Sub(image.Pt(int(e.x), int(e.y))).Add(b.zero)
		for y := range part.Dy() {
			to := dst.PixOffset(part.Min.X, part.Min.Y+y)
			copy(dst.Pix[to:to+4*part.Dx()], b.picture.Pix[b.picture.PixOffset(from.X, from.Y+y):])
		}
		return columns
	}
	by := float64(b.of.scale) / float64(e.scale)
	at := func(v int, zero float32, ownZero, most int) int {
		return min(max(int(math.Floor((float64(v)+0.5-float64(zero))*by))+ownZero, 0), most-1)
	}
	columns = columns[:0]
	for x := part.Min.X; x < part.Max.X; x++ {
		columns = append(columns, 4*int32(at(x, e.x, b.zero.X, b.picture.Rect.Dx())))
	}
	last := -1
	for y := part.Min.Y; y < part.Max.Y; y++ {
		row := at(y, e.y, b.zero.Y, b.picture.Rect.Dy())
		to := dst.PixOffset(part.Min.X, y)
		pix := dst.Pix[to : to+4*len(columns)]
		if row == last {
			copy(pix, dst.Pix[to-dst.Stride:])
			continue
		}
		last = row
		from := b.picture.Pix[row*b.picture.Stride : (row+1)*b.picture.Stride]
		for i, x := range columns {
			binary.LittleEndian.PutUint32(pix[4*i:], binary.LittleEndian.Uint32(from[x:]))
		}
	}
	return columns
}

// lay covers a picture with the first backdrops and the later ones over them.
func (p *Painter) lay(dst *image.RGBA, l *scene.List, scale float32, backdrops []*Backdrop) {
	e := lensOf(l.View, scale)
	first := 0
	for i, b := range backdrops {
		if b.of.colours == l.Colours && dst.Rect.In(b.on(e)) {
			first = i
		}
	}
	if len(backdrops) == 0 || !dst.Rect.In(backdrops[first].on(e)) || backdrops[first].of.colours != l.Colours {
		draw.Draw(dst, dst.Rect, image.NewUniform(l.Colours.Sea), image.Point{}, draw.Src)
	}
	for _, b := range backdrops[first:] {
		if b.of.colours == l.Colours {
			p.columns = b.lay(dst, e, p.columns)
		}
	}
}

// Plotter draws backdrops. The zero Plotter is ready; every goroutine needs its own.
type Plotter struct{ pen pen }

// band is how many rows are drawn at once: the rasterizer keeps five bytes for each pixel.
const band = 256

// Draw draws a backdrop into the memory of one that nobody shows any more, or nil.
func (p *Plotter) Draw(plot Plot, into *Backdrop) *Backdrop {
	b := &Backdrop{of: groundedOf(&plot)}
	bounds := image.Rectangle{Max: plot.Size.Add(image.Pt(2*plot.Around, 2*plot.Around))}
	if into != nil && cap(into.picture.Pix) >= 4*bounds.Dx()*bounds.Dy() {
		b.picture = &image.RGBA{Pix: into.picture.Pix[:4*bounds.Dx()*bounds.Dy()], Stride: 4 * bounds.Dx(), Rect: bounds}
	} else {
		b.picture = image.NewRGBA(bounds)
	}
	e := lensOf(plot.View, plot.Scale)
	b.zero = image.Pt(int(e.x)+plot.Around, int(e.y)+plot.Around)
	for y := 0; y < bounds.Max.Y; y += band {
		rows := image.Rect(0, y, bounds.Max.X, min(y+band, bounds.Max.Y))
		p.rows(b.picture.SubImage(rows).(*image.RGBA), &plot, lens{float32(b.zero.X), float32(b.zero.Y - y), e.scale})
	}
	return b
}

// rows draws some rows of a backdrop.
func (p *Plotter) rows(of *image.RGBA, plot *Plot, e lens) {
	dst := &image.RGBA{Pix: of.Pix, Stride: of.Stride, Rect: image.Rectangle{Max: of.Rect.Size()}}
	draw.Draw(dst, dst.Rect, image.NewUniform(plot.Colours.Sea), image.Point{}, draw.Src)
	p.pen.begin(dst)
	for i := range plot.Graticule {
		p.pen.line(dst, e, &plot.Graticule[i], plot.Scale, 0)
	}
	p.pen.end(dst, plot.Colours.Grid)

	p.pen.begin(dst)
	for i := range plot.Ground.Land() {
		p.pen.fill(dst, e, &plot.Ground.Land()[i])
	}
	p.pen.end(dst, plot.Colours.Land)

	p.pen.begin(dst)
	for kind, lines := range plot.Ground.Lines() {
		width, dash := []float32{0.7, 0.9, 1.1}[kind], []float32{0, 0, 3}[kind]
		for i := range lines {
			p.pen.line(dst, e, &lines[i], plot.Scale*width, plot.Scale*dash)
		}
	}
	p.pen.end(dst, plot.Colours.Border)
}
