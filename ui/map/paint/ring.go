package paint

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"slices"

	"tarikh.org/tarikh/ui/map/scene"
)

// rings keeps the pixels of rings by their sizes in half pixels.
type rings map[[2]int][]ringPixel

// ringPixel is one of a ring around a whole pixel.
type ringPixel struct {
	x, y  int16
	cover float32 // 0 to 1
	turn  float32 // clockwise from the top
	round float32 // pixels around the ring at this distance
}

// mostRings is how many sizes are kept; then it begins again.
const mostRings = 512

// gap is what is left free between two parts, in units.
const gap = 1.5

func (k *rings) draw(dst *image.RGBA, r *scene.Ring, scale float32) {
	cx, cy := int(math.Round(float64(r.X*scale))), int(math.Round(float64(r.Y*scale)))
	pixels := k.pixels(r.Radius*scale, r.Width*scale)
	side := int((r.Radius+r.Width)*scale) + 2
	inside := image.Rect(cx-side, cy-side, cx+side, cy+side).In(dst.Rect)
	from, at := float32(0), 0
	for i, part := range r.Parts {
		c := part.Colour
		for ; at < len(pixels) && (pixels[at].turn < part.To || i == len(r.Parts)-1); at++ {
			p := &pixels[at]
			x, y := cx+int(p.x), cy+int(p.y)
			if !inside && !image.Pt(x, y).In(dst.Rect) {
				continue
			}
			cover := p.cover
			if len(r.Parts) > 1 {
				cover = min(cover, min(p.turn-from, part.To-p.turn)*p.round-gap/2*scale+0.5)
			}
			if cover > 0 {
				blend(dst.Pix[dst.PixOffset(x, y):], c, cover)
			}
		}
		from = part.To
	}
}

// pixels are those of a ring, in the order of their turns.
func (k *rings) pixels(radius, width float32) []ringPixel {
	key := [2]int{int(math.Round(float64(radius * 2))), int(math.Round(float64(width * 2)))}
	if made, ok := (*k)[key]; ok {
		return made
	}
	if *k == nil || len(*k) >= mostRings {
		*k = rings{}
	}
	r, half := float64(key[0])/2, float64(key[1])/4
	side := int(math.Ceil(r + half + 1))
	var made []ringPixel
	for y := -side; y <= side; y++ {
		for x := -side; x <= side; x++ {
			d := math.Hypot(float64(x), float64(y))
			cover := min(half+0.5-math.Abs(d-r), 1)
			if cover <= 0 {
				continue
			}
			turn := math.Atan2(float64(x), float64(-y)) / (2 * math.Pi)
			if turn < 0 {
				turn++
			}
			made = append(made, ringPixel{int16(x), int16(y), float32(cover), float32(turn), float32(2 * math.Pi * d)})
		}
	}
	slices.SortFunc(made, func(a, b ringPixel) int { return cmp.Compare(a.turn, b.turn) })
	(*k)[key] = made
	return made
}

// blend lays an opaque colour over a pixel.
func blend(pix []uint8, c color.NRGBA, cover float32) {
	t := uint32(min(cover, 1)*255 + 0.5)
	pix = pix[:4:4]
	if t == 255 {
		pix[0], pix[1], pix[2], pix[3] = c.R, c.G, c.B, 255
		return
	}
	pix[0] = uint8((uint32(c.R)*t + uint32(pix[0])*(255-t) + 127) / 255)
	pix[1] = uint8((uint32(c.G)*t + uint32(pix[1])*(255-t) + 127) / 255)
	pix[2] = uint8((uint32(c.B)*t + uint32(pix[2])*(255-t) + 127) / 255)
	pix[3] = 255
}
