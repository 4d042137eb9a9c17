package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// grip is how wide the invisible handle over a divider is, in units.
const grip = 9

// Split shares its height between two objects over each other, with a hairline between
// them that can be dragged. Unlike the stock one the line is one unit wide, its handle is
// not, and the first keeps its size when the window grows.
type Split struct {
	widget.BaseWidget
	first, second fyne.CanvasObject
	size          float32        // of the first, units
	natural       func() float32 // see VSplit
	line          *Surface
	handle        *handle
	changed       func(size float32)
}

// leastSplit is the least height of either object, in units.
const leastSplit = 120

// VSplit sets two objects over each other; the first keeps size units, or takes its
// natural size where that is 0. changed is told of a new size and may be nil.
func VSplit(first, second fyne.CanvasObject, size float32, natural func() float32, changed func(float32)) *Split {
	s := &Split{first: first, second: second, size: size, natural: natural, changed: changed, line: HLine()}
	s.handle = &handle{split: s}
	s.handle.ExtendBaseWidget(s.handle)
	s.ExtendBaseWidget(s)
	return s
}

// Relayout follows a change of the natural size.
func (s *Split) Relayout() { splitLayout{s}.Layout(nil, s.Size()) }

// CreateRenderer is Fyne's.
func (s *Split) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: splitLayout{s}, Objects: []fyne.CanvasObject{s.first, s.second, s.line, s.handle}})
}

type splitLayout struct{ s *Split }

func (l splitLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

func (l splitLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s := l.s
	at := s.within(s.wanted(), size.Height)
	place(s.first, 0, 0, size.Width, at)
	place(s.line, 0, at, size.Width, 1)
	place(s.second, 0, at+1, size.Width, size.Height-at-1)
	place(s.handle, 0, at-grip/2, size.Width, grip)
}

// wanted is the size of the fixed side, if there is room.
func (s *Split) wanted() float32 {
	if s.size == 0 && s.natural != nil {
		return s.natural()
	}
	return s.size
}

// mostShare is how much of the room the first may take at the most.
const mostShare = 0.62

// within bounds the size of the first.
func (s *Split) within(size, total float32) float32 {
	return max(min(leastSplit, total*mostShare), min(size, total-leastSplit-1, total*mostShare))
}

// handle is the invisible handle over the line.
type handle struct {
	widget.BaseWidget
	split *Split
}

var (
	_ fyne.Draggable     = (*handle)(nil)
	_ desktop.Cursorable = (*handle)(nil)
)

// CreateRenderer and Cursor are Fyne's.
func (h *handle) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(Gap(1, 1)) }
func (h *handle) Cursor() desktop.Cursor              { return desktop.VResizeCursor }

// Dragged is part of fyne.Draggable.
func (h *handle) Dragged(ev *fyne.DragEvent) {
	s := h.split
	s.size = s.within(s.wanted()+ev.Dragged.DY, s.Size().Height)
	s.Relayout()
}

// DragEnd is part of fyne.Draggable.
func (h *handle) DragEnd() {
	if h.split.changed != nil {
		h.split.changed(h.split.size)
	}
}
