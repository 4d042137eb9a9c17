package shell

import (
	"fyne.io/fyne/v2"
)

// barForm is how much of the bar there is room for.
type barForm uint8

const (
	barWide  barForm = iota
	barBare          // the modes without titles
	barSmall         // and the main button without its words
	barLeast         // and no undo and redo, which are in the menu too
	barMenu          // and of the start the menu alone, with what else is no longer in the bar
)

// The widths of the bar in units below which it takes these forms.
const bareBelow, smallBelow, leastBelow, menuBelow = 1160, 900, 780, 610

func formFor(width float32) barForm {
	switch {
	case width < menuBelow:
		return barMenu
	case width < leastBelow:
		return barLeast
	case width < smallBelow:
		return barSmall
	case width < bareBelow:
		return barBare
	}
	return barWide
}

func (b *toolbar) setForm(f barForm) {
	b.form = f
	b.add.Hidden, b.small.Hidden = f >= barSmall, f < barSmall
	b.undo.Hidden, b.redo.Hidden = f >= barLeast, f >= barLeast
	b.clock.Hidden = f >= barSmall
	b.back.Hidden, b.on.Hidden, b.title.Hidden = f >= barMenu, f >= barMenu, f >= barMenu
	b.views.Hidden, b.small.Hidden = f >= barMenu, b.small.Hidden || f >= barMenu
}

// barLayout sets the modes into the middle of the bar, between its ends.
type barLayout struct{ b *toolbar }

// Measures of the bar in units: of its end with the search field, at most; of its start,
// at least; and between its parts.
const barEnd, barStart, barGap = 520, 44, 12

// MinSize is that of the least bar.
func (l *barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, max(objects[0].MinSize().Height, objects[2].MinSize().Height))
}

// Layout is Fyne's.
func (l *barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if f := formFor(size.Width); f != l.b.form {
		l.b.setForm(f)
		l.b.showModes()
	}
	modes := float32(0)
	if objects[1].Visible() {
		modes = objects[1].MinSize().Width
	}
	end := min(barEnd, max(size.Width*0.44, size.Width-barStart-modes-2*barGap-titleLeast))
	if size.Width-end-modes-2*barGap < barStart {
		end = size.Width - barStart - modes - 2*barGap
	}
	at := min(max((size.Width-modes)/2, barStart+barGap), size.Width-end-modes-barGap)
	l.put(objects[0], 0, at-barGap, size)
	l.put(objects[1], at, modes, size)
	l.put(objects[2], size.Width-end, end, size)
}

// titleLeast is how much of the library's title is kept before the search field grows.
const titleLeast = 120

func (l *barLayout) put(o fyne.CanvasObject, x, w float32, size fyne.Size) {
	if l.b.host.Kit().RTL() {
		x = size.Width - x - w
	}
	h := o.MinSize().Height
	o.Move(fyne.NewPos(x, (size.Height-h)/2))
	o.Resize(fyne.NewSize(max(w, 0), h))
}
