package paint

import (
	"image"
	"image/color"
	"testing"

	"tarikh.org/tarikh/ui/timeline/scene"
)

// Forms are filled where their outline is, at any scale, and in parts as in the whole.
func TestForms(t *testing.T) {
	ink := color.NRGBA{200, 0, 0, 255}
	for _, c := range []struct {
		form scene.Form
		in   [][2]float32 // of the box, as shares
		out  [][2]float32
	}{
		{scene.FormDiamond, [][2]float32{{0.5, 0.5}, {0.2, 0.5}, {0.8, 0.5}, {0.5, 0.15}}, [][2]float32{{0.1, 0.1}, {0.9, 0.9}}},
		{scene.FormHalf, [][2]float32{{0.3, 0.5}}, [][2]float32{{0.7, 0.5}, {0.1, 0.1}}},
		{scene.FormCross, [][2]float32{{0.5, 0.5}, {0.2, 0.2}, {0.8, 0.2}}, [][2]float32{{0.5, 0.15}, {0.15, 0.5}}},
	} {
		for _, scale := range []float32{1, 2, 1.25} {
			r := scene.Rect{X: 10.3, Y: 8.6, W: 20, H: 20, Form: c.form, Fill: ink, StrokeWidth: 3}
			l := &scene.List{Ground: color.NRGBA{255, 255, 255, 255}, Marks: []scene.Rect{r}}
			whole := image.NewRGBA(image.Rect(0, 0, 60, 60))
			p := Painter{}
			p.Paint(whole, l, scale)
			at := func(s [2]float32) color.RGBA {
				return whole.RGBAAt(int((r.X+s[0]*r.W)*scale), int((r.Y+s[1]*r.H)*scale))
			}
			for _, s := range c.in {
				if got := at(s); got.G > 40 {
					t.Errorf("form %d at scale %v: %v is %v", c.form, scale, s, got)
				}
			}
			for _, s := range c.out {
				if got := at(s); got.G < 215 {
					t.Errorf("form %d at scale %v: %v is %v", c.form, scale, s, got)
				}
			}
			part := image.NewRGBA(image.Rect(17, 13, 33, 29))
			p.Paint(part, l, scale)
			for y := part.Rect.Min.Y; y < part.Rect.Max.Y; y++ {
				for x := part.Rect.Min.X; x < part.Rect.Max.X; x++ {
					if part.RGBAAt(x, y) != whole.RGBAAt(x, y) {
						t.Fatalf("form %d at scale %v: a part differs at %d, %d", c.form, scale, x, y)
					}
				}
			}
		}
	}
}
