package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Sign is a small picture that shows whether something is chosen.
type Sign struct {
	Root *canvas.Image

	yes, no fyne.Resource
}

// signSize is how wide and high a sign is, in units.
const signSize = 16

// CheckSign is that of something that is chosen or not.
func CheckSign() *Sign {
	return newSign(fynetheme.CheckButtonCheckedIcon(), fynetheme.CheckButtonIcon())
}

// RadioSign is that of one of several of which one is chosen.
func RadioSign() *Sign {
	return newSign(fynetheme.RadioButtonCheckedIcon(), fynetheme.RadioButtonIcon())
}

func newSign(yes, no fyne.Resource) *Sign {
	s := &Sign{canvas.NewImageFromResource(no), yes, no}
	s.Root.SetMinSize(fyne.NewSquareSize(signSize))
	return s
}

// Set shows whether it is chosen.
func (s *Sign) Set(on bool) {
	icon, ink := s.no, fynetheme.ColorNamePlaceHolder
	if on {
		icon, ink = s.yes, fynetheme.ColorNamePrimary
	}
	s.Root.Resource = fynetheme.NewColoredResource(icon, ink)
	s.Root.Refresh()
}
