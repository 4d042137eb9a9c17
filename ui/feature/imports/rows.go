package imports

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// choiceRow is a row about which something is decided: what it is about, and two lines of
// which one is chosen; or what it is about with a check.
type choiceRow struct {
	widget.BaseWidget
	head         *text.Label
	here, there  *text.Label
	first, other *control.Sign
	content      *fyne.Container
}

// The heights of a row with two lines to choose from, and of one with a check, in units.
const choiceHeight, checkHeight = 78, 36

func newChoiceRow(k *control.Kit) *choiceRow {
	r := &choiceRow{first: control.RadioSign(), other: control.RadioSign()}
	r.ExtendBaseWidget(r)
	r.head = k.Text("", text.LabelStyle{Size: control.SizeSmall, Bold: true, Lines: 1, LineHeight: 22, Shrink: true})
	line := text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 22, Shrink: true}
	r.here, r.there = k.Text("", line), k.Text("", line)
	r.content = k.Pad(12, 5, 12, 5, control.Column(1, r.head, k.Row(8, 1, r.first.Root, r.here), k.Row(8, 1, r.other.Root, r.there)))
	return r
}

func newCheckRow(k *control.Kit) *choiceRow {
	r := &choiceRow{first: control.CheckSign()}
	r.ExtendBaseWidget(r)
	r.head = k.Text("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true})
	r.here = k.Muted("")
	r.content = k.Pad(12, 7, 12, 7, k.Row(8, 1, r.first.Root, r.head, r.here))
	return r
}

// newEntryRow is a row with a check, and a line more about what it is about.
func newEntryRow(k *control.Kit) *choiceRow {
	r := &choiceRow{first: control.CheckSign()}
	r.ExtendBaseWidget(r)
	r.head = k.Name("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true, Align: k.Start()})
	r.here = k.Text("", text.LabelStyle{Size: control.SizeSmall, Lines: 1, LineHeight: 20, Shrink: true, Colour: fynetheme.ColorNamePlaceHolder})
	r.content = k.Pad(12, 5, 12, 5, k.Row(10, 1, r.first.Root, control.Column(0, r.head, r.here)))
	return r
}

// choose shows what is chosen: the second line, or the check.
func (r *choiceRow) choose(second bool) {
	if r.other == nil {
		r.first.Set(second)
		return
	}
	r.first.Set(!second)
	r.other.Set(second)
}

// CreateRenderer is Fyne's.
func (r *choiceRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
