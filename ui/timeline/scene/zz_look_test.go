package scene_test

import (
	"image"
	"image/png"
	"os"
	"testing"

	"tarikh.org/tarikh/ui/bidi/glyph"
	"tarikh.org/tarikh/ui/timeline/paint"
	"tarikh.org/tarikh/ui/timeline/scene"
)

func savePNG(t *testing.T, l *scene.List, name string, scale float32) {
	img := image.NewRGBA(image.Rect(0, 0, int(l.W*scale), int(l.H*scale)))
	p := paint.Painter{Glyphs: glyph.NewCache(scene.LookFonts(t))}
	p.Paint(img, l, scale)
	f, _ := os.Create("/tmp/look-" + name + ".png")
	png.Encode(f, img)
	f.Close()
}

func TestLook(t *testing.T) {
	for _, c := range scene.LookCases(t) {
		savePNG(t, c.List, c.Name, c.Scale)
	}
}
