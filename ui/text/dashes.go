package text

import (
	"image"
	"image/color"
	"math"
)

// Dashes of an outline, in units.
const dashOn, dashOff = 3, 2

// DashedPill outlines an area with half-round ends in dashes, within its edges, in device
// pixels; scale is how many of these are a unit. What waits for a decision has such an
// outline, as on the timeline.
func DashedPill(img *image.RGBA, x0, y0, x1, y1, scale float32, c color.NRGBA) {
	thick := float64(max(scale, 1))
	radius, middle := (float64(y1-y0)-thick)/2, float64(y0+y1)/2
	left := float64(x0) + thick/2 + radius
	right := max(float64(x1)-thick/2-radius, left)
	if radius <= 0 {
		return
	}
	straight, half := right-left, math.Pi*radius
	length := 2 * (straight + half)
	// A whole number of dashes, so that the last meets the first as the others do.
	step := length / max(math.Round(length/(float64(scale)*(dashOn+dashOff))), 1)
	on := step * dashOn / (dashOn + dashOff)
	area := image.Rect(floor(x0), floor(y0), -floor(-x1), -floor(-y1)).Intersect(img.Rect)
	for py := area.Min.Y; py < area.Max.Y; py++ {
		for px := area.Min.X; px < area.Max.X; px++ {
			x, y := float64(px)+0.5, float64(py)+0.5-middle
			// How far it is from the outline, and from the left end of the upper side along it,
			// clockwise.
			off, at := math.Abs(math.Abs(y)-radius), x-left
			switch {
			case x > right:
				off, at = math.Abs(math.Hypot(x-right, y)-radius), straight+radius*math.Atan2(x-right, -y)
			case x < left:
				off, at = math.Abs(math.Hypot(left-x, y)-radius), 2*straight+half+radius*math.Atan2(left-x, y)
			case y > 0:
				at = straight + half + right - x
			}
			in := math.Mod(at, step)
			ends := min(in, on-in) // from the nearer end of its dash, below 0 beside it
			if in > on {
				ends = -min(in-on, step-in)
			}
			cover := min(max(thick/2+0.5-off, 0), 1) * min(max(ends+0.5, 0), 1)
			blend(img.Pix[img.PixOffset(px, py):], c, float32(cover))
		}
	}
}
