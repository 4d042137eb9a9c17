package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/text"
)

// Outcomes are the lines of a list that tells what became of things: the name of each, and
// below it what became of it.
type Outcomes struct {
	kit   *Kit
	lines map[fyne.CanvasObject]*outcome
}

// OutcomeRow is the height of a line, in units.
const OutcomeRow = 56

// outcome are the parts of a line.
type outcome struct {
	name       *text.Label
	state, bad *text.Label // of the two, one has words
}

// Outcomes returns the lines of a list.
func (k *Kit) Outcomes() *Outcomes {
	return &Outcomes{k, map[fyne.CanvasObject]*outcome{}}
}

// New makes a line of the list.
func (o *Outcomes) New() fyne.CanvasObject {
	k := o.kit
	style := text.LabelStyle{Size: SizeCaption, Lines: 1, LineHeight: 20, Shrink: true, Colour: theme.ColorNamePlaceHolder}
	l := &outcome{
		name:  k.Name("", text.LabelStyle{Lines: 1, LineHeight: 22, Shrink: true, Align: k.Start()}),
		state: k.Text("", style),
	}
	style.Colour = theme.ColorNameError
	l.bad = k.Text("", style)
	line := k.Pad(12, 6, 12, 6, Column(0, l.name, Stack(l.state, l.bad)))
	o.lines[line] = l
	return line
}

// Set fills a line: the name of a thing, and what became of it; bad says that it failed.
func (o *Outcomes) Set(line fyne.CanvasObject, name, words string, bad bool) {
	l, good := o.lines[line], ""
	if !bad {
		good, words = words, ""
	}
	l.name.SetText(name)
	l.state.SetText(good)
	l.bad.SetText(words)
	line.Refresh()
}
