package input

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func TestClicks(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	type press struct {
		x     float32
		after time.Duration
	}
	for _, c := range []struct {
		name    string
		most    int
		presses []press
		want    int
	}{
		{"one", 3, []press{{0, 0}}, 1},
		{"two", 3, []press{{0, 0}, {0, 100 * time.Millisecond}}, 2},
		{"three", 3, []press{{0, 0}, {1, clickTime}, {0, clickTime}}, 3},
		{"a fourth begins again", 3, []press{{0, 0}, {0, 0}, {0, 0}, {0, 0}}, 1},
		{"a third of two", 2, []press{{0, 0}, {0, 0}, {0, 0}}, 1},
		{"slow", 3, []press{{0, 0}, {0, clickTime + 1}}, 1},
		{"far", 3, []press{{0, 0}, {clickReach + 1, 0}}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var clicks Clicks
			now, got := start, 0
			for _, p := range c.presses {
				now = now.Add(p.after)
				got = clicks.Press(fyne.NewPos(p.x, 0), now, c.most)
			}
			if got != c.want {
				t.Errorf("press %d, want %d", got, c.want)
			}
			clicks.Reset()
			if got = clicks.Press(fyne.NewPos(0, 0), now, c.most); got != 1 {
				t.Errorf("after Reset %d", got)
			}
		})
	}
}

func TestBar(t *testing.T) {
	size := fyne.NewSize(200, 104)
	for _, left := range []bool{false, true} {
		b := Bar{Width: 6, Edge: 3, Inset: 2, Least: 20, Left: left}
		r := Range{Top: 0, View: 100, Extent: 400}
		x := size.Width - 5
		if left {
			x = 5
		}
		if y, h, ok := b.Thumb(size.Height, r); !ok || y != 2 || h != 25 {
			t.Fatalf("thumb at %v, %v high, %v", y, h, ok)
		}
		if _, ok := b.Press(fyne.NewPos(100, 10), size, r); ok {
			t.Error("a press beside the bar takes it")
		}
		// Beside the thumb: it comes to the pointer by its middle.
		if top, ok := b.Press(fyne.NewPos(x, 2+12.5+37.5), size, r); !ok || math.Abs(top-150) > 0.01 {
			t.Errorf("pressed in the middle: %v, %v", top, ok)
		}
		r.Top = 150
		// On the thumb: it stays.
		if top, ok := b.Press(fyne.NewPos(x, 41), size, r); !ok || math.Abs(top-150) > 0.01 {
			t.Errorf("pressed on the thumb: %v, %v", top, ok)
		}
		for y, want := range map[float32]float64{-50: 0, 900: 300} {
			if top, ok := b.Drag(y, size.Height, r); !ok || math.Abs(top-want) > 0.01 {
				t.Errorf("dragged to %v: %v, want %v", y, top, want)
			}
		}
		b.Release()
		if _, ok := b.Drag(50, size.Height, r); ok {
			t.Error("it follows the pointer after it was released")
		}
	}
}

func TestBarPlacesItsThumb(t *testing.T) {
	test.NewTempApp(t)
	thumb := canvas.NewRectangle(nil)
	b := Bar{Width: 6, Edge: 2, Least: 28}
	b.Place(thumb, fyne.NewSize(100, 50), Range{Top: 1e6, View: 50, Extent: 1e6 + 50})
	if thumb.Position() != fyne.NewPos(92, 22) || thumb.Size() != fyne.NewSize(6, 28) {
		t.Errorf("at %v, %v", thumb.Position(), thumb.Size())
	}
	b.Left = true
	b.Place(thumb, fyne.NewSize(100, 50), Range{View: 50, Extent: 100})
	if thumb.Position() != fyne.NewPos(2, 0) || thumb.Size().Height != 28 {
		t.Errorf("at %v, %v", thumb.Position(), thumb.Size())
	}
	b.Place(thumb, fyne.NewSize(100, 50), Range{View: 50, Extent: 50})
	if thumb.Visible() {
		t.Error("a thumb where all is in view")
	}
}
