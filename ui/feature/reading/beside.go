package reading

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
)

// Measures of what is shown beside the text, in units.
const (
	besideWidth = 340
	besideGap   = 14  // to the column of the text
	leastText   = 640 // what is left for the text with its sides, for there to be room
)

// beside lays out the text with what is shown at its reading end, over the view of the
// text, which keeps its scrollbar at the edge.
type beside struct {
	text   *text.View
	rtl    bool
	object fyne.CanvasObject // nil for nothing
	told   func(room bool)
	room   bool
	box    *fyne.Container
}

// set shows an object in place of the one before.
func (b *beside) set(o fyne.CanvasObject, told func(room bool)) {
	b.object, b.told = o, told
	if b.box != nil {
		b.box.Objects = b.objects()
		b.box.Refresh()
	}
}

func (b *beside) objects() []fyne.CanvasObject {
	if b.object == nil {
		return []fyne.CanvasObject{b.text}
	}
	return []fyne.CanvasObject{b.text, b.object}
}

// root is the text with what is beside it.
func (b *beside) root() fyne.CanvasObject {
	if b.box == nil {
		b.box = container.New(b, b.objects()...)
	}
	return b.box
}

// Layout is Fyne's.
func (b *beside) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	room, width := b.object != nil && size.Width >= leastText+besideWidth, float32(0)
	if room {
		width = besideWidth + input.BarZone
	}
	b.text.SetRoom(width)
	b.text.Move(fyne.NewPos(0, 0))
	b.text.Resize(size)
	if b.object == nil {
		return
	}
	if room {
		left, column := b.text.ColumnAt()
		x := min(left+column+besideGap, size.Width-width)
		if b.rtl {
			x = max(left-besideGap-besideWidth, input.BarZone)
		}
		b.object.Show()
		b.object.Move(fyne.NewPos(x, 0))
		b.object.Resize(fyne.NewSize(besideWidth, size.Height))
	} else {
		b.object.Hide()
	}
	if room != b.room {
		b.room = room
		b.told(room)
	}
}

// MinSize is that of the text.
func (b *beside) MinSize([]fyne.CanvasObject) fyne.Size { return b.text.MinSize() }
