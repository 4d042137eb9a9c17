package paint

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"

	"tarikh.org/tarikh/ui/blend"
)

// ink is a colour ready for blending: not premultiplied, with its own alpha.
type ink struct {
	opaque uint64 // the colour with an alpha of 255, as blend.Wide gives it
	a      uint32
	solid  uint32 // the four bytes of an opaque pixel, little-endian
}

func inkOf(c color.NRGBA) ink {
	solid := uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | 0xFF000000
	return ink{opaque: blend.Wide(solid), a: uint32(c.A), solid: solid}
}

// over returns a premultiplied pixel with the ink over it, at an opacity of 0 to 255. Each
// channel is a sum of products of two bytes, at most 255*255.
func (k *ink) over(pixel, a uint32) uint32 {
	return blend.Narrow(k.opaque*uint64(a) + blend.Wide(pixel)*uint64(255-a))
}

// blend lays the ink over one pixel with a coverage of 0 to 255.
func (k *ink) blend(pix []uint8, coverage uint32) {
	if a := blend.Div255(k.a * coverage); a > 0 {
		binary.LittleEndian.PutUint32(pix, k.over(binary.LittleEndian.Uint32(pix), a))
	}
}

// row lays the ink over pixels of a row, each with its own coverage.
func (k *ink) row(pix []uint8, cover []uint8) {
	for i, c := range cover {
		if c == 0 {
			continue
		}
		px := pix[4*i : 4*i+4 : 4*i+4]
		if c == 255 && k.a == 255 {
			binary.LittleEndian.PutUint32(px, k.solid)
			continue
		}
		binary.LittleEndian.PutUint32(px, k.over(binary.LittleEndian.Uint32(px), blend.Div255(k.a*uint32(c))))
	}
}

// span lays the ink over the pixels of a row with one coverage.
func (k *ink) span(row []uint8, coverage uint32) {
	a := blend.Div255(k.a * coverage)
	switch {
	case a == 0 || len(row) < 4:
	case a == 255 && len(row) <= 4*shortSpan:
		for i := 0; i+4 <= len(row); i += 4 {
			binary.LittleEndian.PutUint32(row[i:], k.solid)
		}
	case a == 255:
		binary.LittleEndian.PutUint32(row, k.solid)
		for n := 4; n < len(row); n *= 2 {
			copy(row[n:], row[:n])
		}
	default:
		// Most of what lies below a wash is of one colour.
		below := binary.LittleEndian.Uint32(row)
		pixel := k.over(below, a)
		for i := 0; i+4 <= len(row); i += 4 {
			if d := binary.LittleEndian.Uint32(row[i:]); d != below {
				below, pixel = d, k.over(d, a)
			}
			binary.LittleEndian.PutUint32(row[i:], pixel)
		}
	}
}

// shortSpan is up to how many pixels are quicker set one by one than copied.
const shortSpan = 16

// clearTo gives every pixel of dst one opaque colour.
func clearTo(dst *image.RGBA, c color.NRGBA) {
	w, h := dst.Rect.Dx(), dst.Rect.Dy()
	if w <= 0 || h <= 0 {
		return
	}
	k := inkOf(color.NRGBA{c.R, c.G, c.B, 255})
	first := dst.Pix[:4*w]
	k.span(first, 255)
	for y := 1; y < h; y++ {
		copy(dst.Pix[y*dst.Stride:], first)
	}
}

// box is a rectangle in device pixels, right and bottom exclusive.
type box struct{ x0, y0, x1, y1 float64 }

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

// ring is the coverage of a line of a width, centred on the edge of a rounded
// rectangle.
func ring(cx, cy float64, b box, radius, width float64) float64 {
	d := math.Abs(distance(cx, cy, b, radius))
	return min(max(width/2+0.5-d, 0), min(width, 1))
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
func level(coverage float64) uint8 {
	return uint8(clampInt(coverage*255+0.5, 0, 255))
}

// fillPixels fills whole device pixels, [x0, x1) by [y0, y1), clipped.
func fillPixels(dst *image.RGBA, x0, y0, x1, y1 int, c color.NRGBA) {
	part := image.Rectangle{image.Pt(x0, y0), image.Pt(x1, y1)}.Intersect(dst.Rect)
	if part.Empty() {
		return
	}
	k := inkOf(c)
	from, n := dst.PixOffset(part.Min.X, part.Min.Y), 4*part.Dx()
	for range part.Dy() {
		k.span(dst.Pix[from:from+n], 255)
		from += dst.Stride
	}
}

// snap rounds a device coordinate to a whole pixel, kept so near to the picture,
// [low, high], that it converts to an int; NaN gives the far end.
func snap(v float64, low, high int) int {
	const margin = 1 << 12
	v = math.Floor(v + 0.5)
	if !(v < float64(high+margin)) {
		return high + margin
	}
	return int(max(v, float64(low-margin)))
}
