package control

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/text"
)

// StepHeight is how high a StepRow is, in units.
const StepHeight = 44

// StepRow is a row of a list of points in the life of something: what it was, when, and
// a dot that says whether it is the present one.
type StepRow struct {
	widget.BaseWidget
	name, at, here *text.Label
	dot            *Surface
	content        *fyne.Container
}

// NewStepRow makes a row.
func NewStepRow(k *Kit) *StepRow {
	f := &StepRow{dot: NewBar(None, 8, 8, 4)}
	f.ExtendBaseWidget(f)
	f.name = k.Text("", stepStyle(false))
	caption := text.LabelStyle{Size: SizeCaption, Lines: 1, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder}
	f.at = k.Text("", caption)
	caption.Colour = fynetheme.ColorNameHyperlink
	f.here = k.Text("", caption)
	f.content = k.Pad(14, 4, 14, 4, k.Row(10, 1, Stack(Gap(8, StepHeight-8), k.Pad(0, (StepHeight-16)/2, 0, (StepHeight-16)/2, f.dot)), f.name, f.here, f.at))
	return f
}

func stepStyle(undone bool) text.LabelStyle {
	style := text.LabelStyle{Size: SizeText, Lines: 1, LineHeight: 24, Shrink: true}
	if undone {
		style.Colour = fynetheme.ColorNamePlaceHolder
	}
	return style
}

// Set shows a point: faint where it is undone, and with a word where it is the present
// one.
func (f *StepRow) Set(name, at string, undone, here bool, word string) {
	style := stepStyle(undone)
	f.name.Restyle(style.Colour)
	f.name.SetText(name)
	f.at.SetText(at)
	dot, said := Role(Line), ""
	if here {
		dot, said = Accent, word
	} else if !undone {
		dot = MutedInk
	}
	f.dot.Set(dot, None)
	f.here.SetText(said)
	f.content.Refresh()
}

// CreateRenderer is Fyne's.
func (f *StepRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.content) }
