package control

import (
	"slices"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/input"
)

// reach brings what has got the keyboard into view, in the scroller that it is in; in
// the open dialog's while there is one.
func (k *Kit) reach(o fyne.CanvasObject) {
	if d := k.Dialogs.Top(); d != nil {
		d.sheet.scroll.reach(o)
		return
	}
	k.scrolls = slices.DeleteFunc(k.scrolls, func(w weak.Pointer[Scroll]) bool {
		s := w.Value()
		if s != nil {
			s.reach(o)
		}
		return s == nil
	})
}

// reach brings an object into view that lies in the content, in widgets too. Others are
// left alone: they do not move with the content, which is how the driver, that alone
// sees into widgets, tells.
func (s *Scroll) reach(o fyne.CanvasObject) {
	driver, place := fyne.CurrentApp().Driver(), s.content.Position()
	at := driver.AbsolutePositionForObject(o)
	s.content.Move(place.AddXY(0, 1))
	moved := driver.AbsolutePositionForObject(o).Y - at.Y
	s.content.Move(place)
	if moved > 0 {
		s.show(at.Y-driver.AbsolutePositionForObject(s.content).Y, o.Size().Height)
	}
}

// typed scrolls by a key that scrolls, and reports whether it is one.
func (s *Scroll) typed(ev *fyne.KeyEvent) bool {
	const line = 40
	at, page := float64(s.offset), float64(s.Size().Height)-line
	switch ev.Name {
	case fyne.KeyUp:
		at -= line
	case fyne.KeyDown:
		at += line
	case fyne.KeyPageUp:
		at -= page
	case fyne.KeyPageDown, fyne.KeySpace:
		at += page
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = float64(s.most())
	default:
		return false
	}
	s.scrollTo(at)
	return true
}

// opensMenu reports whether a key opens the menu of what has the keyboard: the menu
// key, or Shift+F10.
func opensMenu(ev *fyne.KeyEvent) bool {
	return ev.Name == desktop.KeyMenu || ev.Name == fyne.KeyF10 && input.Held()&fyne.KeyModifierShift != 0
}
