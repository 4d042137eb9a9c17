package paint

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
)

// ink is a colour ready for blending: not premultiplied, with its own alpha.
type ink struct {
	r, g, b, a uint32
	solid      uint32 // the four bytes of an opaque pixel, little-endian
}

func inkOf(c color.NRGBA) ink {
	return ink{
		r: uint32(c.R), g: uint32(c.G), b: uint32(c.B), a: uint32(c.A),
		solid: uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | 0xFF000000,
	}
}

// blend lays the ink over one premultiplied pixel with a coverage of 0 to 255.
func (k ink) blend(pix []uint8, coverage uint32) {
	a := div255(k.a * coverage)
	switch a {
	case 0:
		return
	case 255:
		binary.LittleEndian.PutUint32(pix, k.solid)
		return
	}
	d := binary.LittleEndian.Uint32(pix)
	rest := 255 - a
	r := div255(k.r*a + d&0xFF*rest)
	g := div255(k.g*a + d>>8&0xFF*rest)
	b := div255(k.b*a + d>>16&0xFF*rest)
	binary.LittleEndian.PutUint32(pix, r|g<<8|b<<16|(a+div255(d>>24*rest))<<24)
}

// span lays the ink over the pixels of a row with one coverage.
func (k ink) span(row []uint8, coverage uint32) {
	if k.a*coverage == 255*255 {
		for i := 0; i+4 <= len(row); i += 4 {
			binary.LittleEndian.PutUint32(row[i:], k.solid)
		}
		return
	}
	for i := 0; i+4 <= len(row); i += 4 {
		k.blend(row[i:i+4], coverage)
	}
}

// div255 divides by 255, rounded to nearest; exact for products of two bytes.
func div255(v uint32) uint32 {
	v += 128
	return (v + v>>8) >> 8
}

// clearTo gives every pixel of dst one opaque colour.
func clearTo(dst *image.RGBA, c color.NRGBA) {
	w, h := dst.Rect.Dx(), dst.Rect.Dy()
	if w <= 0 || h <= 0 {
		return
	}
	k := inkOf(c)
	first := dst.Pix[:4*w]
	for i := 0; i < len(first); i += 4 {
		binary.LittleEndian.PutUint32(first[i:], k.solid)
	}
	for y := 1; y < h; y++ {
		copy(dst.Pix[y*dst.Stride:], first)
	}
}

// box is a rectangle in device pixels, right and bottom exclusive.
type box struct{ x0, y0, x1, y1 float64 }

// within reports the pixels of dst that a box touches when grown by a margin,
// in coordinates from dst's own corner; empty where there are none or the box is no box.
func (b box) within(dst *image.RGBA, margin float64) (x0, y0, x1, y1 int) {
	w, h := float64(dst.Rect.Dx()), float64(dst.Rect.Dy())
	left, top := max(math.Floor(b.x0-margin), 0), max(math.Floor(b.y0-margin), 0)
	right, bottom := min(math.Ceil(b.x1+margin), w), min(math.Ceil(b.y1+margin), h)
	if !(left < right && top < bottom) { // so written that NaN is empty too
		return 0, 0, 0, 0
	}
	return int(left), int(top), int(right), int(bottom)
}

// fade is the opacity of a fill along x: rising from 0 at the left edge over
// left pixels, and falling to 0 at the right edge over right pixels.
type fade struct{ left, right float64 }

func (f fade) at(x float64, b box) float64 {
	o := 1.0
	if f.left > 0 {
		o = min(o, max(0, (x-b.x0)/f.left))
	}
	if f.right > 0 {
		o = min(o, max(0, (b.x1-x)/f.right))
	}
	return o
}

// fillRound fills a rectangle with rounded corners. A corner's coverage is taken
// from the distance of the pixel's centre to the edge, which is within a few
// levels of the true area for radii of a pixel and more; straight edges are exact.
func fillRound(dst *image.RGBA, b box, radius float64, f fade, c color.NRGBA) {
	x0, y0, x1, y1 := b.within(dst, 0)
	if x0 == x1 || c.A == 0 {
		return
	}
	k := inkOf(c)
	radius = clampRadius(b, radius)
	for y := y0; y < y1; y++ {
		row := dst.Pix[y*dst.Stride : y*dst.Stride+4*dst.Rect.Dx()]
		cy := float64(y) + 0.5
		vertical := overlap(float64(y), b.y0, b.y1)
		// Where the row begins and ends to be touched, and to be whole: in from
		// the box by what the corners take.
		touched, whole := 0.0, 0.0
		if dy := max(b.y0+radius-cy, cy-(b.y1-radius)); dy > 0 && radius > 0 {
			touched, whole = radius-reach(radius+0.5, dy)-0.5, radius-reach(radius-0.5, dy)+0.5
		}
		from, to := clampInt(math.Floor(b.x0+touched), x0, x1), clampInt(math.Ceil(b.x1-touched), x0, x1)
		flat0 := clampInt(math.Ceil(b.x0+max(whole, f.left)), from, to)
		flat1 := clampInt(math.Floor(b.x1-max(whole, f.right)), flat0, to)
		for x := from; x < to; x++ {
			if x == flat0 && flat0 < flat1 {
				k.span(row[4*flat0:4*flat1], level(vertical))
				x = flat1 - 1
				continue
			}
			cx := float64(x) + 0.5
			cover := vertical * overlap(float64(x), b.x0, b.x1)
			if radius > 0 {
				cover = min(cover, inCorner(cx, cy, b, radius))
			}
			k.blend(row[4*x:4*x+4], level(cover*f.at(cx, b)))
		}
	}
}

// reach is half the width of a circle at a distance from its middle.
func reach(radius, at float64) float64 {
	if !(radius > at) {
		return 0
	}
	return math.Sqrt(radius*radius - at*at)
}

// strokeRound draws the outline of a rounded rectangle, its line centred on the edge.
func strokeRound(dst *image.RGBA, b box, radius, width float64, f fade, c color.NRGBA) {
	x0, y0, x1, y1 := b.within(dst, width/2+1)
	if x0 == x1 || c.A == 0 || !(width > 0) {
		return
	}
	k := inkOf(c)
	radius = clampRadius(b, radius)
	inset := radius + width/2 + 1
	flat0 := clampInt(math.Ceil(b.x0+max(inset, f.left)), x0, x1)
	flat1 := clampInt(math.Floor(b.x1-max(inset, f.right)), flat0, x1)
	for y := y0; y < y1; y++ {
		row := dst.Pix[y*dst.Stride : y*dst.Stride+4*dst.Rect.Dx()]
		cy := float64(y) + 0.5
		ring := func(cx float64) uint32 {
			d := math.Abs(distance(cx, cy, b, radius))
			return level(min(max(width/2+0.5-d, 0), min(width, 1)) * f.at(cx, b))
		}
		for x := x0; x < flat0; x++ {
			k.blend(row[4*x:4*x+4], ring(float64(x)+0.5))
		}
		if flat0 < flat1 {
			if cover := ring((float64(flat0) + float64(flat1)) / 2); cover > 0 {
				k.span(row[4*flat0:4*flat1], cover)
			}
		}
		for x := flat1; x < x1; x++ {
			k.blend(row[4*x:4*x+4], ring(float64(x)+0.5))
		}
	}
}

// clampRadius keeps a radius within half of the shorter side.
func clampRadius(b box, radius float64) float64 {
	return max(0, min(radius, (b.x1-b.x0)/2, (b.y1-b.y0)/2))
}

// overlap is the part of the pixel [at, at+1) that lies in [lo, hi), 0 to 1.
func overlap(at, lo, hi float64) float64 {
	return max(0, min(at+1, hi)-max(at, lo))
}

// inCorner is the coverage that the nearest rounded corner leaves a pixel, and 1
// outside of the corners' squares.
func inCorner(cx, cy float64, b box, radius float64) float64 {
	dx := max(b.x0+radius-cx, cx-(b.x1-radius))
	dy := max(b.y0+radius-cy, cy-(b.y1-radius))
	if dx <= 0 || dy <= 0 {
		return 1
	}
	return min(max(radius-math.Sqrt(dx*dx+dy*dy)+0.5, 0), 1)
}

// distance is the signed distance of a point to the edge of a rounded rectangle,
// negative inside.
func distance(cx, cy float64, b box, radius float64) float64 {
	dx := max(b.x0-cx, cx-b.x1) + radius
	dy := max(b.y0-cy, cy-b.y1) + radius
	if dx > 0 && dy > 0 {
		return math.Sqrt(dx*dx+dy*dy) - radius
	}
	return max(dx, dy) - radius
}

// clampInt converts v to an int between lo and hi; NaN gives lo.
func clampInt(v float64, lo, hi int) int {
	if !(v > float64(lo)) {
		return lo
	}
	return int(min(v, float64(hi)))
}

// level converts a coverage of 0 to 1 to 255 levels; NaN gives 0.
func level(coverage float64) uint32 {
	return uint32(clampInt(coverage*255+0.5, 0, 255))
}

// fillPixels fills whole device pixels, [x0, x1) by [y0, y1) from dst's corner, clipped.
func fillPixels(dst *image.RGBA, x0, y0, x1, y1 int, c color.NRGBA) {
	x0, x1 = max(x0, 0), min(x1, dst.Rect.Dx())
	y0, y1 = max(y0, 0), min(y1, dst.Rect.Dy())
	if x0 >= x1 {
		return
	}
	k := inkOf(c)
	for y := y0; y < y1; y++ {
		k.span(dst.Pix[y*dst.Stride+4*x0:y*dst.Stride+4*x1], 255)
	}
}
