package timeline

import (
	"bytes"
	"image"
	"testing"

	"tarikh.org/tarikh/ui/theme/palette"
)

// Another picture takes the place of the one before softly; at once where animations are off.
func TestDissolve(t *testing.T) {
	s := newStage(t, false, 0)
	s.hold()
	paint := func() []byte { return bytes.Clone(s.strip.paint(1200, 452).(*image.RGBA).Pix) }
	light := paint()
	s.SetPalette(palette.Dark())
	dark := paint()
	s.SetPalette(palette.Light())
	paint()
	s.Dissolve()
	s.SetPalette(palette.Dark())
	if !bytes.Equal(paint(), light) {
		t.Error("the picture before is gone at once")
	}
	s.tick(0.5)
	half := paint()
	for i, v := range half {
		if want := (int(light[i]) + int(dark[i])) / 2; int(v) < want-2 || int(v) > want+2 {
			t.Fatalf("halfway byte %d is %d, between %d and %d", i, v, light[i], dark[i])
		}
	}
	s.tick(1)
	if !bytes.Equal(paint(), dark) {
		t.Error("the picture before stays")
	}
	s.SetAnimated(false)
	n := len(s.movers)
	s.Dissolve()
	if len(s.movers) != n || !bytes.Equal(paint(), dark) {
		t.Error("it is animated though animations are off")
	}
}
