package guide

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// row is a page in the list: its number and its title.
type row struct {
	widget.BaseWidget
	kit           *control.Kit
	number, title *text.Label
	content       *fyne.Container
}

func newRow(k *control.Kit) *row {
	r := &row{kit: k}
	r.number = k.Text("", text.LabelStyle{Size: control.SizeSmall, Lines: 1, Colour: fynetheme.ColorNamePlaceHolder})
	r.title = k.Text("", text.LabelStyle{Lines: 1, Shrink: true})
	r.content = k.Pad(10, 0, 8, 0, k.Row(8, 1, r.number, r.title))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is Fyne's.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

func (r *row) show(number int, title string) {
	r.number.SetText(r.kit.Locale.Count(number))
	r.title.SetText(title)
	r.content.Refresh()
}
