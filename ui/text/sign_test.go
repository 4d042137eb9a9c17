package text

import (
	"image"
	"image/color"
	"testing"
)

// Signs are told by their forms: what is filled at the middle, at the edge, left and right.
func TestSigns(t *testing.T) {
	ink, ground := color.NRGBA{A: 255}, color.NRGBA{R: 255, G: 255, B: 255, A: 255}
	const size, radius = 40, 12
	for sign, want := range map[Sign]string{ // middle, between, left edge, right edge, left and right of the middle
		SignDisc: "1111" + "11", SignRing: "0011" + "00", SignDotted: "1011" + "00", SignDiamond: "1011" + "10",
	} {
		img := image.NewRGBA(image.Rect(0, 0, size, size))
		for i := range img.Pix {
			img.Pix[i] = 255
		}
		drawSign(img, sign, size/2, size/2, radius, ink, ground)
		dark := func(dx int) string {
			if img.RGBAAt(size/2+dx, size/2).R < 128 {
				return "1"
			}
			return "0"
		}
		got := dark(-1) + dark(7) + dark(-10) + dark(10)
		got += dark(-6) + dark(6)
		if sign == SignDiamond { // its points are further out
			got = dark(-1) + dark(3) + dark(-13) + dark(13) + dark(-6) + dark(6)
		}
		if got != want {
			t.Errorf("sign %d is %s, want %s", sign, got, want)
		}
	}
	checked, crossed := image.NewRGBA(image.Rect(0, 0, size, size)), image.NewRGBA(image.Rect(0, 0, size, size))
	drawSign(checked, SignChecked, size/2, size/2, radius, ink, ground)
	drawSign(crossed, SignCrossed, size/2, size/2, radius, ink, ground)
	if checked.RGBAAt(size/2-2, size/2+5) != (color.RGBA{255, 255, 255, 255}) {
		t.Error("the disc has no check")
	}
	if a := crossed.RGBAAt(size/2, size/2).A; a < 100 || a > 180 {
		t.Errorf("the cross is as strong as %d of 255", a)
	}
	if crossed.RGBAAt(size/2+5, size/2).A != 0 {
		t.Error("beside the cross there is something")
	}
}
