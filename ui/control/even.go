package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// even sets objects side by side in equal widths, from the top, or below each other.
type even struct {
	rtl        bool
	gap, least float32
}

// Even sets objects side by side in equal widths, from the top; below each other where each
// would have less than a width.
func (k *Kit) Even(gap, least float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&even{k.RTL(), gap, least}, objects...)
}

// width is that of each of n objects, and whether they are side by side.
func (l *even) width(n int, all float32) (each float32, beside bool) {
	each = (all - l.gap*float32(n-1)) / float32(n)
	if each < l.least {
		return all, false
	}
	return each, true
}

func (l *even) set(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) (high float32) {
	each, beside := l.width(max(len(objects), 1), width)
	var below float32
	for i, o := range objects {
		h := HeightFor(o, each)
		if !beside {
			put(o, 0, below, each, h)
			below += h + l.gap
			high = below - l.gap
			continue
		}
		x := float32(i) * (each + l.gap)
		if l.rtl {
			x = width - x - each
		}
		put(o, x, 0, each, h)
		high = max(high, h)
	}
	return high
}

func (l *even) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.set(objects, width, func(fyne.CanvasObject, float32, float32, float32, float32) {})
}

// Layout is Fyne's.
func (l *even) Layout(objects []fyne.CanvasObject, size fyne.Size) { l.set(objects, size.Width, place) }

// MinSize is Fyne's.
func (l *even) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return fyne.NewSize(size.Width, 1)
}
