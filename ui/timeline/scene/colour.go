package scene

import (
	"image/color"
	"math"
)

// mix blends a into b, share of a from 0 to 1; both opaque.
func mix(a, b color.NRGBA, share float32) color.NRGBA {
	f := func(x, y uint8) uint8 { return uint8(float32(x)*share + float32(y)*(1-share) + 0.5) }
	return color.NRGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), 0xFF}
}

// over is the opaque colour that c gives on a ground.
func over(c, ground color.NRGBA) color.NRGBA { return mix(c, ground, float32(c.A)/0xFF) }

// faded is c with a share of its opacity.
func faded(c color.NRGBA, share float32) color.NRGBA {
	c.A = uint8(float32(c.A)*share + 0.5)
	return c
}

// readable returns c with as much ink as it takes to read text in the colour of
// the panel on it: a contrast of 4.5:1 (WCAG 2.2, 1.4.3).
func readable(c, panel, ink color.NRGBA) color.NRGBA {
	const enough, step = 4.5, 0.04
	on := luminance(panel)
	for share := float32(1); share > 0; share -= step {
		if r := mix(c, ink, share); contrast(luminance(r), on) >= enough {
			return r
		}
	}
	return ink
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 0xFF; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return float64(v) / 0xFF / 12.92
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
