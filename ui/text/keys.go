package text

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/text/edit"
)

// motions are the keys that move the caret, without Ctrl and with it.
var (
	motions = map[fyne.KeyName]edit.Motion{
		fyne.KeyLeft: edit.Left, fyne.KeyRight: edit.Right, fyne.KeyUp: edit.Up, fyne.KeyDown: edit.Down,
		fyne.KeyPageUp: edit.PageUp, fyne.KeyPageDown: edit.PageDown,
		fyne.KeyHome: edit.LineStart, fyne.KeyEnd: edit.LineEnd,
	}
	longMotions = map[fyne.KeyName]edit.Motion{
		fyne.KeyLeft: edit.WordLeft, fyne.KeyRight: edit.WordRight,
		fyne.KeyHome: edit.TextStart, fyne.KeyEnd: edit.TextEnd,
	}
)
