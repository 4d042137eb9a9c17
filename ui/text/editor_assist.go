package text

import (
	"fyne.io/fyne/v2"
)

// What a list of suggestions beside the caret needs of an editor.

// CaretAt is the top left corner of the caret's line in the editor and the line's
// height, false while the caret is out of view.
func (e *Editor) CaretAt() (at fyne.Position, height float32, ok bool) {
	if e.width <= 0 {
		return fyne.Position{}, 0, false
	}
	i, box := e.doc.CaretBox(e.doc.Head())
	e.view.Each(func(n int, top float64) {
		if n == i {
			area := e.area.self.Position()
			at = fyne.NewPos(area.X+areaReach+e.slide+box.X, area.Y+float32(top)+box.Top)
			height, ok = box.Bottom-box.Top, true
		}
	})
	return at, height, ok
}

// Replace writes a text in place of the bytes [start, end) and puts the caret behind
// it, as if it had been typed: it can be undone, and OnChanged is told.
func (e *Editor) Replace(start, end int, text string) {
	e.doc.Select(start, end)
	e.change(func() bool { return e.doc.Insert(text) })
}
