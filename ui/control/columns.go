package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// columns sets three objects side by side from the top.
type columns struct {
	rtl                     bool
	gap, first, least, last float32
}

// Columns sets three objects side by side from the top: the first and the last in widths of
// their own, the second in what is left. Where that would be less than a width, the last
// goes below the second; where it still is, all are below each other.
func Columns(k *Kit, gap, first, least, last float32, a, b, c fyne.CanvasObject) *fyne.Container {
	return container.New(&columns{k.RTL(), gap, first, least, last}, a, b, c)
}

// set places the objects, and returns how high they are together.
func (l *columns) set(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	at := func(o fyne.CanvasObject, x, y, w float32) float32 {
		h := HeightFor(o, w)
		if l.rtl {
			x = width - x - w
		}
		put(o, x, y, w, h)
		return h
	}
	a, b, c := objects[0], objects[1], objects[2]
	beside := width - l.first - l.gap
	if beside < l.least {
		h := at(a, 0, 0, width) + l.gap
		h += at(b, 0, h, width) + l.gap
		return h + at(c, 0, h, width)
	}
	h, x := at(a, 0, 0, l.first), l.first+l.gap
	if beside-l.last-l.gap < l.least {
		below := at(b, x, 0, beside) + l.gap
		return max(h, below+at(c, x, below, beside))
	}
	h = max(h, at(b, x, 0, beside-l.last-l.gap))
	return max(h, at(c, width-l.last, 0, l.last))
}

func (l *columns) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.set(objects, width, func(fyne.CanvasObject, float32, float32, float32, float32) {})
}

// Layout is Fyne's.
func (l *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.set(objects, size.Width, place)
}

// MinSize is Fyne's.
func (l *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(objects[0].MinSize().Width, objects[1].MinSize().Width, objects[2].MinSize().Width), 1)
}
