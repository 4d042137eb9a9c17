package feature

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
)

// TrackMenu offers the library's tracks for all that a review adds to it; the zero ID is
// the one that each suggests.
func (h *Host) TrackMenu(at fyne.Position, chosen data.ID, choose func(data.ID)) {
	k := h.Kit()
	items := []control.Item{{Text: k.T("found.suggested"), Checked: chosen == (data.ID{}), Run: func() { choose(data.ID{}) }}}
	for _, t := range h.Library.Tracks() {
		items = append(items, control.Item{Text: t.Name, Colour: t.Colour, Checked: t.ID == chosen, Run: func() { choose(t.ID) }})
	}
	k.ShowMenu(h.Canvas, at, items)
}

// TrackChosen names what was chosen in that menu.
func (h *Host) TrackChosen(chosen data.ID) string {
	k := h.Kit()
	for _, t := range h.Library.Tracks() {
		if t.ID == chosen {
			return k.Given(control.OneLine(t.Name, 24))
		}
	}
	return k.T("found.suggested")
}
