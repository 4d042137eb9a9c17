package tour

import (
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"
)

// The bubble is always inside the window, and covers what it points at only
// where there is no room beside it.
func TestBubbleIsInTheWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := func(name string, least, most float32) float32 { return rapid.Float32Range(least, most).Draw(t, name) }
		window := fyne.NewSize(length("width", 500, 4000), length("height", 400, 3000))
		bubble := fyne.NewSize(tourWidth, length("bubble", 100, 300))
		a := fyne.NewPos(length("x0", 0, window.Width-1), length("y0", 0, window.Height-1))
		b := fyne.NewPos(length("x1", a.X, window.Width), length("y1", a.Y, window.Height))
		x, y := bubbleAt(a, b, bubble, window)
		if x < 0 || y < 0 || x+bubble.Width > window.Width || y+bubble.Height > window.Height {
			t.Fatalf("the bubble is at %v, %v of a window of %v", x, y, window)
		}
		const room = tourGap + tourMargin
		free := window.Height-b.Y >= bubble.Height+room || a.Y >= bubble.Height+room ||
			window.Width-b.X >= bubble.Width+room || a.X >= bubble.Width+room
		if covers := x < b.X && x+bubble.Width > a.X && y < b.Y && y+bubble.Height > a.Y; free && covers {
			t.Fatalf("the bubble at %v, %v covers %v to %v, and there is room", x, y, a, b)
		}
	})
}
