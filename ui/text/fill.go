package text

import (
	"image"
	"image/color"
	"math"
)

// fillRound lays a rectangle with rounded corners over a picture, in device pixels,
// with soft edges. What is outside the picture is left out.
func fillRound(img *image.RGBA, x0, y0, x1, y1, radius float32, c color.NRGBA) {
	if x1 <= x0 || y1 <= y0 || c.A == 0 {
		return
	}
	radius = min(radius, (x1-x0)/2, (y1-y0)/2)
	left, right := max(floor(x0), img.Rect.Min.X), min(-floor(-x1), img.Rect.Max.X)
	top, bottom := max(floor(y0), img.Rect.Min.Y), min(-floor(-y1), img.Rect.Max.Y)
	// Between these columns every pixel of a row has the row's coverage.
	innerLeft, innerRight := -floor(-x0-radius), floor(x1-radius)
	for y := top; y < bottom; y++ {
		inset := float32(0) // how far the middle of the row is within a corner
		if middle := float32(y) + 0.5; middle < y0+radius {
			inset = y0 + radius - middle
		} else if middle > y1-radius {
			inset = middle - (y1 - radius)
		}
		row := overlap(float32(y), y0, y1)
		for x := left; x < right; x++ {
			cover := row
			if x < innerLeft || x >= innerRight {
				cover *= overlap(float32(x), x0, x1)
				across := float32(0)
				if middle := float32(x) + 0.5; middle < x0+radius {
					across = x0 + radius - middle
				} else if middle > x1-radius {
					across = middle - (x1 - radius)
				}
				if inset > 0 && across > 0 {
					cover = min(max(radius-float32(math.Hypot(float64(inset), float64(across)))+0.5, 0), 1)
				}
			}
			blend(img.Pix[img.PixOffset(x, y):], c, cover)
		}
	}
}

// overlap is how much of the pixel from v to v+1 lies between a and b.
func overlap(v, a, b float32) float32 { return max(min(v+1, b)-max(v, a), 0) }

func floor(v float32) int { return int(math.Floor(float64(v))) }

// blend lays a colour over a premultiplied pixel.
func blend(pixel []byte, c color.NRGBA, cover float32) {
	alpha := uint32(float32(c.A)*cover + 0.5)
	if alpha == 0 {
		return
	}
	rest := 255 - alpha
	for i, v := range [4]uint32{uint32(c.R), uint32(c.G), uint32(c.B), 255} {
		pixel[i] = byte((v*alpha + uint32(pixel[i])*rest + 127) / 255)
	}
}
