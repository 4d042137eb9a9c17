package window

import "fyne.io/fyne/v2"

// The window's size at the very first start, and the least that is kept.
const (
	firstWidth, firstHeight = 1440, 900
	leastWidth, leastHeight = 400, 300
)

// firstSize is the window's size before a library is open in it.
func (w *Window) firstSize() fyne.Size {
	p := w.State.Window
	if p.Width < leastWidth || p.Height < leastHeight {
		return fyne.NewSize(firstWidth, firstHeight)
	}
	return fyne.NewSize(p.Width, p.Height)
}

// keepSize remembers the size of the window for the next one.
func (w *Window) keepSize() {
	size := w.win.Canvas().Size()
	w.State.Window.Width, w.State.Window.Height = size.Width, size.Height
}

// leaveSize remembers the sizes of the window and of its panes with the open
// library. A library that is opened the first time takes those of the last one.
func (w *Window) leaveSize() {
	w.keepSize()
	p := w.State.Window
	w.arrangement().Panes = &p
}

// restoreSize gives the window and its panes the sizes that the open library was
// left with.
func (w *Window) restoreSize() {
	a := w.arrangement()
	if a == nil || a.Panes == nil {
		return
	}
	old, size := w.State.Window, w.win.Canvas().Size()
	p := *a.Panes
	w.State.Window = p
	if p.Width >= leastWidth && p.Height >= leastHeight && fyne.NewSize(p.Width, p.Height) != size {
		w.win.Resize(fyne.NewSize(p.Width, p.Height))
	}
	if p.Strip != old.Strip || p.Card != old.Card || p.Notes != old.Notes {
		w.Rebuild()
	}
}

func or(v, fallback float32) float32 {
	if v > 0 {
		return v
	}
	return fallback
}

func keep(v *float32) func(float32) { return func(size float32) { *v = size } }
