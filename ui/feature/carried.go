package feature

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
)

// Carried is an event that is dragged out of where it is shown, at a position on the
// canvas; the zero position is that of one that is put down again. Done: it is let go there.
type Carried struct {
	Event data.ID
	At    fyne.Position
	Done  bool
}
