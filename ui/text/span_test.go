package text

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// hued counts pixels in which one channel stands out by far: 0 red, 1 green, 2 blue.
func hued(img image.Image, channel int) (n int) {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			v := [3]int{int(c.R), int(c.G), int(c.B)}
			if v[channel] > v[(channel+1)%3]+60 && v[channel] > v[(channel+2)%3]+60 {
				n++
			}
		}
	}
	return n
}

func TestSpansAreDrawnInTheirInk(t *testing.T) {
	l := NewLabel(typesetter(t), "انظر Wuhan lockdown ثم قمة بكين", LabelStyle{Size: 16, Colour: theme.ColorNameForeground})
	w := show(t, l, 300, 120)
	if n := hued(w.Canvas().Capture(), 0); n != 0 {
		t.Fatalf("%d red pixels without spans", n)
	}
	start := strings.Index(l.text, "Wuhan")
	l.SetSpans([]Span{{Start: start, End: start + len("Wuhan lockdown"), Ink: theme.ColorNameError, Line: Under, ID: 7}})
	picture := w.Canvas().Capture()
	if n := hued(picture, 0); n < 40 {
		t.Errorf("%d red pixels with one", n)
	}
	if ink(picture) < 300 {
		t.Error("the rest of the text is gone")
	}
}

// A point on a span finds it, wherever lines break and whichever way they run.
func TestSpanAt(t *testing.T) {
	text := "first paragraph with a link that breaks\nوالثانية فيها رابط آخر"
	l := NewLabel(typesetter(t), text, LabelStyle{Size: 14, LineHeight: 20})
	show(t, l, 120, 300)
	link, other := strings.Index(text, "link"), strings.Index(text, "رابط")
	l.SetSpans([]Span{{Start: link, End: link + len("link that breaks"), ID: "a"}, {Start: other, End: other + len("رابط"), ID: "b"}})
	found := map[any]int{}
	rows := map[any]map[int]bool{"a": {}, "b": {}}
	for y := float32(1); y < l.Size().Height; y += 2 {
		for x := float32(1); x < l.Size().Width; x += 2 {
			if id := l.SpanAt(fyne.NewPos(x, y)); id != nil {
				found[id]++
				rows[id][int(y/20)] = true
			}
		}
	}
	if found["a"] < 50 || found["b"] < 20 || len(found) != 2 {
		t.Errorf("found %v", found)
	}
	if len(rows["a"]) < 2 {
		t.Errorf("the long span is on %d lines", len(rows["a"]))
	}
	for row := range rows["b"] {
		if rows["a"][row] {
			t.Error("spans of two paragraphs are found on one line")
		}
	}
}

// A dashed bar has gaps; a whole one has none.
func TestDashedBarsHaveGaps(t *testing.T) {
	r, _, w := reader(t, strings.Repeat("word ", 200))
	gaps := func(dashed bool) (n int) {
		r.SetHighlights([]Highlight{{Start: 0, End: 900, Colour: "red", Bar: true, Dashed: dashed}})
		picture := w.Canvas().Capture()
		at := spot(t, r, 0, 900)
		x := int(r.left) - 11
		for y := 0; y < 60; y++ {
			c := color.NRGBAModel.Convert(picture.At(x, int(at.Y)+y-20)).(color.NRGBA)
			if c.R < c.G+40 {
				n++
			}
		}
		return n
	}
	if whole, dashed := gaps(false), gaps(true); whole != 0 || dashed < 10 || dashed > 50 {
		t.Errorf("%d rows of the ground in a whole bar, %d in a dashed one", whole, dashed)
	}
}
