package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Well sets what scrolls into an outlined ground of a height in units, with what is
// shown over it, as where it is empty. In a low window a dialog takes of its height, so
// that not both scroll.
func (k *Kit) Well(height float32, o fyne.CanvasObject, over ...fyne.CanvasObject) *fyne.Container {
	return container.New(&well{height: height, wanted: height}, append([]fyne.CanvasObject{NewSurface(Ground, Line, 8), k.Pad(3, 3, 3, 3, o)}, over...)...)
}

// well is the layout of a Well.
type well struct{ height, wanted float32 }

// leastWell is the least height that is left to a well, in units.
const leastWell = 90

func (l *well) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, l.height) }

func (l *well) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

// wells are those below an object, outside of widgets.
func wells(o fyne.CanvasObject) (all []*well) {
	c, ok := o.(*fyne.Container)
	if !ok {
		return nil
	}
	if l, ok := c.Layout.(*well); ok {
		return []*well{l}
	}
	for _, part := range c.Objects {
		all = append(all, wells(part)...)
	}
	return all
}

// fitWells takes as much of the heights of an object's wells as it is too high for some
// room, the last first; what they have given up before they get back.
func fitWells(o fyne.CanvasObject, width, room float32) {
	all := wells(o)
	for _, l := range all {
		l.height = l.wanted
	}
	for i := len(all) - 1; i >= 0; i-- {
		over := HeightFor(o, width) - room
		if over <= 0 {
			return
		}
		all[i].height = max(all[i].wanted-over, min(leastWell, all[i].wanted))
	}
}
