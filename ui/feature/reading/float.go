package reading

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/text"
)

// Float is something that is shown over the text beside some of its words, and follows
// them while the text scrolls.
type Float struct {
	Start, End int // bytes of the text
	Object     fyne.CanvasObject
	Width      float32 // units, less where there is less room
	Below      bool    // below the words where there is room, else above them
}

// Measures of floats, in units.
const (
	floatGap  = 6 // to the words
	floatEdge = 8 // to the pane's edges
)

// floats are the floats over a text by the names of those that show them.
type floats struct {
	text  *text.View
	names []string
	list  []*Float
	root  *fyne.Container
}

func newFloats(t *text.View) *floats { return &floats{text: t, root: container.NewWithoutLayout()} }

// set shows a float in place of the one with the same name; nil shows none.
func (f *floats) set(name string, fl *Float) {
	i := slices.Index(f.names, name)
	switch {
	case i < 0 && fl == nil:
		return
	case i < 0:
		f.names, f.list = append(f.names, name), append(f.list, fl)
	case fl == nil:
		f.names, f.list = slices.Delete(f.names, i, i+1), slices.Delete(f.list, i, i+1)
	default:
		f.list[i] = fl
	}
	f.root.Objects = nil
	for _, fl := range f.list {
		f.root.Objects = append(f.root.Objects, fl.Object)
	}
	f.place()
	f.root.Refresh()
}

func (f *floats) clear() {
	for len(f.names) > 0 {
		f.set(f.names[0], nil)
	}
}

// place puts the floats beside their words; one whose words are out of view is hidden.
func (f *floats) place() {
	for _, fl := range f.list {
		at, size, ok := f.text.RectOf(fl.Start, fl.End)
		if !ok {
			fl.Object.Hide()
			continue
		}
		driver := fyne.CurrentApp().Driver()
		origin := driver.AbsolutePositionForObject(f.text).Subtract(driver.AbsolutePositionForObject(f.root))
		room, top := f.root.Size(), origin.Y
		w := min(fl.Width, room.Width-2*floatEdge)
		h := control.HeightFor(fl.Object, w)
		x := origin.X + at.X + (size.Width-w)/2
		above, below := origin.Y+at.Y-h-floatGap, origin.Y+at.Y+size.Height+floatGap
		y := above
		if fl.Below && below+h <= room.Height-floatEdge || !fl.Below && above < top {
			y = min(below, room.Height-h-floatEdge)
		}
		fl.Object.Move(fyne.NewPos(max(floatEdge, min(x, room.Width-w-floatEdge)), y))
		fl.Object.Resize(fyne.NewSize(w, h))
		fl.Object.Show()
	}
}
