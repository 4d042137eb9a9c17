package shell

import (
	"fyne.io/fyne/v2"
)

// The window's size at the very first start, and the least that is kept.
const (
	firstWidth, firstHeight = 1440, 900
	leastWidth, leastHeight = 400, 300
)

// firstSize is the window's size before a library is open in it.
func (c *core) firstSize() fyne.Size {
	p := c.State.Window
	if p.Width < leastWidth || p.Height < leastHeight {
		return fyne.NewSize(firstWidth, firstHeight)
	}
	return fyne.NewSize(p.Width, p.Height)
}

// keepSize remembers the size of the window for the next one.
func (c *core) keepSize() {
	size := c.win.Canvas().Size()
	c.State.Window.Width, c.State.Window.Height = size.Width, size.Height
}

// or is a size that was kept, else another.
func or(v, fallback float32) float32 {
	if v > 0 {
		return v
	}
	return fallback
}
