package scene

import (
	"image/color"
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
