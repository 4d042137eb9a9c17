package text

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"

	look "tarikh.org/tarikh/ui/theme"
)

func TestFindsAreMarked(t *testing.T) {
	ts := typesetter(t)
	text := NewView(ts, &seen{})
	show(t, text, 700, 300)
	text.SetText("one two three\nfour two\n")
	plain := colours(text)
	text.SetFinds([]Found{{4, 7}, {19, 22}}, -1)
	marked := colours(text)
	text.SetFinds([]Found{{4, 7}, {19, 22}}, 1)
	shown := colours(text)
	if plain.find+plain.now > 0 || marked.find == 0 || marked.now > 0 || shown.find == 0 || shown.now == 0 || shown.find >= marked.find {
		t.Errorf("plain %+v, marked %+v, one shown %+v", plain, marked, shown)
	}
	text.SetText("something else\n")
	if c := colours(text); c.find+c.now > 0 {
		t.Errorf("the finds of another text are marked: %+v", c)
	}
}

// found counts pixels in the colours of finds.
type found struct{ find, now int }

func colours(text *View) (n found) {
	p := look.Current()
	img := fyne.CurrentApp().Driver().CanvasForObject(text).Capture()
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			switch color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA) {
			case p.Find:
				n.find++
			case p.FindNow:
				n.now++
			}
		}
	}
	return n
}
