package text

import (
	"image"
	"image/color"
	"testing"
)

// An outline in dashes has as many as fit, of which the last meets the first as the others
// do, and nothing within or outside.
func TestDashedPill(t *testing.T) {
	for _, c := range []struct {
		name       string
		x0, x1, y1 float32
		scale      float32
		dashes     int
	}{{"ring", 4, 28, 28, 1, 14}, {"pill", 4, 44, 28, 1, 21}, {"ring at 2x", 8, 56, 56, 2, 14}} {
		t.Run(c.name, func(t *testing.T) {
			img := image.NewRGBA(image.Rect(0, 0, 64, 64))
			DashedPill(img, c.x0, c.x0, c.x1, c.y1, c.scale, color.NRGBA{R: 255, A: 255})
			seen := map[image.Point]bool{}
			inked := func(p image.Point) bool { return img.RGBAAt(p.X, p.Y).A > 100 && !seen[p] }
			var fill func(p image.Point)
			fill = func(p image.Point) {
				seen[p] = true
				for dx := -1; dx <= 1; dx++ {
					for dy := -1; dy <= 1; dy++ {
						if next := p.Add(image.Pt(dx, dy)); inked(next) {
							fill(next)
						}
					}
				}
			}
			dashes := 0
			for y := range 64 {
				for x := range 64 {
					if inked(image.Pt(x, y)) {
						dashes++
						fill(image.Pt(x, y))
					}
					if outside := float32(x) < c.x0 || float32(x) >= c.x1 || float32(y) < c.x0 || float32(y) >= c.y1; outside && img.RGBAAt(x, y).A > 0 {
						t.Fatalf("ink at %d, %d", x, y)
					}
				}
			}
			middle := img.RGBAAt(int(c.x0+c.x1)/2, int(c.x0+c.y1)/2)
			if dashes != c.dashes || middle.A > 0 {
				t.Errorf("%d dashes, not %d; ink in the middle: %v", dashes, c.dashes, middle)
			}
		})
	}
}

// What is outlined has dashes in its own colour under it, and no ground.
func TestOutlinedPassages(t *testing.T) {
	v := NewView(typesetter(t), deafHost{})
	v.SetText("one two three four five six seven\n")
	w := show(t, v, 500, 200)
	plain := ink(w.Canvas().Capture())
	v.SetHighlights([]Highlight{{Start: 4, End: 29, Colour: "red", Passage: true, Quiet: true}})
	solid := ink(w.Canvas().Capture()) - plain
	v.SetHighlights([]Highlight{{Start: 4, End: 29, Colour: "red", Outlined: true, Quiet: true}})
	at, size, _ := v.RectOf(4, 29)
	dashes := ink(w.Canvas().Capture()) - plain
	if least, most := int(size.Width*0.4), int(size.Width*1.6); dashes < least || dashes > most || dashes > solid/3 {
		t.Errorf("%d pixels of dashes under %v units at %v, %d of a ground", dashes, size.Width, at, solid)
	}
}
