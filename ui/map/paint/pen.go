package paint

import (
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"tarikh.org/tarikh/ui/map/scene"
)

// pen fills and strokes paths.
type pen struct {
	raster vector.Rasterizer
	mask   image.Alpha      // of the rasterizer
	ring   [2][]scene.Point // what is clipped, in turn
}

func (p *pen) begin(dst *image.RGBA) { p.raster.Reset(dst.Rect.Dx(), dst.Rect.Dy()) }

// end lays what was added in a colour over the picture. Most of a mask is all or nothing,
// so it goes eight pixels at a time.
func (p *pen) end(dst *image.RGBA, c color.NRGBA) {
	size := dst.Rect.Size()
	if cap(p.mask.Pix) < size.X*size.Y {
		p.mask.Pix = make([]uint8, size.X*size.Y)
	}
	p.mask = image.Alpha{Pix: p.mask.Pix[:size.X*size.Y], Stride: size.X, Rect: image.Rectangle{Max: size}}
	p.raster.DrawOp = draw.Src
	p.raster.Draw(&p.mask, p.mask.Rect, image.Opaque, image.Point{})
	var solid [32]uint8 // eight pixels
	for i := range solid {
		solid[i] = [4]uint8{c.R, c.G, c.B, 255}[i%4]
	}
	for y := range dst.Rect.Dy() {
		mask, pix := p.mask.Pix[y*p.mask.Stride:y*p.mask.Stride+dst.Rect.Dx()], dst.Pix[y*dst.Stride:]
		for x := 0; x < len(mask); {
			if x+8 <= len(mask) {
				eight := binary.LittleEndian.Uint64(mask[x:])
				if eight == 0 {
					x += 8
					continue
				}
				if eight == math.MaxUint64 && c.A == 255 {
					copy(pix[4*x:], solid[:])
					x += 8
					continue
				}
			}
			switch m := mask[x]; {
			case m == 0:
			case m == 255 && c.A == 255:
				copy(pix[4*x:], solid[:4])
			default:
				blend(pix[4*x:], c, float32(m)/255*float32(c.A)/255)
			}
			x++
		}
	}
}

// beyond is how far around the picture lines still go, in pixels.
const beyond = 4

// seen reports whether something of a path is on the picture, and whether all of it is.
func (e lens) seen(path *scene.Path, size image.Rectangle) (some, whole bool) {
	a, b := e.on(scene.Point{X: path.X0, Y: path.Y1}), e.on(scene.Point{X: path.X1, Y: path.Y0})
	w, h := float32(size.Dx()+beyond), float32(size.Dy()+beyond)
	return a.X < w && b.X > -beyond && a.Y < h && b.Y > -beyond, a.X >= -beyond && b.X <= w && a.Y >= -beyond && b.Y <= h
}

// fill adds a ring to what is filled, cut to the picture.
func (p *pen) fill(dst *image.RGBA, e lens, path *scene.Path) {
	some, whole := e.seen(path, dst.Rect)
	if !some {
		return
	}
	ring := p.ring[0][:0]
	for _, q := range path.Points {
		at := e.on(q)
		if n := len(ring); n > 0 && abs(at.X-ring[n-1].X) < 0.3 && abs(at.Y-ring[n-1].Y) < 0.3 {
			continue // less than is seen
		}
		ring = append(ring, at)
	}
	p.ring[0] = ring
	if !whole {
		ring = p.clipped(ring, float32(dst.Rect.Dx()+beyond), float32(dst.Rect.Dy()+beyond))
	}
	if len(ring) < 3 {
		return
	}
	p.raster.MoveTo(ring[0].X, ring[0].Y)
	for _, q := range ring[1:] {
		p.raster.LineTo(q.X, q.Y)
	}
	p.raster.ClosePath()
}

// clipped is the part of a ring on the picture with its margin (Sutherland and Hodgman).
func (p *pen) clipped(ring []scene.Point, w, h float32) []scene.Point {
	for side := range 4 {
		out := p.ring[1][:0]
		depth := func(q scene.Point) float32 { // inside where not below 0
			switch side {
			case 0:
				return q.X + beyond
			case 1:
				return w - q.X
			case 2:
				return q.Y + beyond
			}
			return h - q.Y
		}
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			da, db := depth(a), depth(b)
			if da >= 0 {
				out = append(out, a)
			}
			if (da >= 0) != (db >= 0) {
				t := da / (da - db)
				out = append(out, scene.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t})
			}
		}
		p.ring[1], p.ring[0] = ring[:0], out
		ring = out
	}
	return ring
}

// line adds a line of the ground to what is stroked.
func (p *pen) line(dst *image.RGBA, e lens, path *scene.Path, width, dash float32) {
	some, whole := e.seen(path, dst.Rect)
	if !some {
		return
	}
	if whole {
		p.stroke(path.Points, width, dash, 0, e.on)
		return
	}
	// Only the stretches that are on the picture.
	w, h := float32(dst.Rect.Dx()+beyond), float32(dst.Rect.Dy()+beyond)
	from, gone, begun := -1, float32(0), float32(0)
	for i := 1; i < len(path.Points); i++ {
		a, b := e.on(path.Points[i-1]), e.on(path.Points[i])
		off := max(a.X, b.X) < -beyond || min(a.X, b.X) > w || max(a.Y, b.Y) < -beyond || min(a.Y, b.Y) > h
		switch {
		case off && from >= 0:
			p.stroke(path.Points[from:i], width, dash, begun, e.on)
			from = -1
		case !off && from < 0:
			from, begun = i-1, gone
		}
		if dash > 0 {
			gone += float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
		}
	}
	if from >= 0 {
		p.stroke(path.Points[from:], width, dash, begun, e.on)
	}
}

// farthest bounds coordinates of strokes: what the rasterizer walks through row by row.
const farthest = 1 << 14

// stroke adds a line of a width in pixels, as a thin rectangle a segment, all turning the
// same way, so that they join without a gap. gone is how much of it came before.
func (p *pen) stroke(points []scene.Point, width, dash, gone float32, on func(scene.Point) scene.Point) {
	if len(points) < 2 {
		return
	}
	at := on(points[0])
	if dash > 0 {
		gone = float32(math.Mod(float64(gone), float64(2*dash)))
	}
	for i, q := range points[1:] {
		b := on(q)
		dx, dy := b.X-at.X, b.Y-at.Y
		length := float32(math.Hypot(float64(dx), float64(dy)))
		if length < 0.6 && i+2 < len(points) {
			continue // less than is seen; the next one begins where this did
		}
		if length > 0 && max(abs(at.X), abs(at.Y), abs(b.X), abs(b.Y)) < farthest {
			nx, ny := -dy/length*width/2, dx/length*width/2
			if dash <= 0 {
				p.bar(at, b, nx, ny)
			} else {
				for s := -gone; s < length; s += 2 * dash {
					f, t := max(s, 0)/length, min(s+dash, length)/length
					if t > f {
						p.bar(scene.Point{X: at.X + dx*f, Y: at.Y + dy*f}, scene.Point{X: at.X + dx*t, Y: at.Y + dy*t}, nx, ny)
					}
				}
				gone = float32(math.Mod(float64(gone+length), float64(2*dash)))
			}
		}
		at = b
	}
}

func (p *pen) bar(a, b scene.Point, nx, ny float32) {
	p.raster.MoveTo(a.X+nx, a.Y+ny)
	p.raster.LineTo(b.X+nx, b.Y+ny)
	p.raster.LineTo(b.X-nx, b.Y-ny)
	p.raster.LineTo(a.X-nx, a.Y-ny)
	p.raster.ClosePath()
}

func abs(v float32) float32 { return max(v, -v) }
