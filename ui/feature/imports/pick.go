package imports

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// pick is a small button that says what is chosen and opens a menu of the others; lit
// ones have a meaning.
func pick(k *control.Kit, c fyne.Canvas, words string, lit bool, items func() []control.Item) fyne.CanvasObject {
	fill, line := control.Role(control.None), control.Role(control.Line)
	if lit {
		fill, line = control.Selected, control.Accent
	}
	label := k.Text(words, text.LabelStyle{Size: control.SizeSmall, Bold: lit, Lines: 1, LineHeight: 20, Shrink: true})
	arrow := canvas.NewImageFromResource(fynetheme.NewColoredResource(fynetheme.MenuDropDownIcon(), fynetheme.ColorNameForeground))
	arrow.SetMinSize(fyne.NewSquareSize(16))
	var area *control.TapArea
	width := k.Measure(words, control.SizeSmall, lit) + 22 // with the arrow
	face := control.Stack(control.NewSurface(fill, line, 8), k.Pad(10, 5, 6, 5, control.Stack(control.Gap(width, 1), k.Row(4, 0, label, arrow))))
	area = k.TapArea(face, func() { k.ShowMenu(c, k.Over(area), items()) }, nil)
	return area
}
