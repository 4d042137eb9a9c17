package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// grip is how wide the invisible handle over a divider is, in units.
const grip = 9

// Split shares its room between two objects with a hairline between them that
// can be dragged. Unlike the stock one the line is one unit wide, its handle is
// not, the size of one side is kept when the window grows, and it mirrors.
type Split struct {
	widget.BaseWidget
	vertical    bool
	rtl         bool
	fixedSecond bool // which side keeps its size
	first       fyne.CanvasObject
	second      fyne.CanvasObject
	size        float32        // of the fixed side, units
	natural     func() float32 // see VSplit; else nil
	least       float32        // of either side
	line        *Surface
	handle      *handle
	changed     func(size float32)
}

// HSplit sets two objects side by side from the reading-start side. The first
// keeps size units, or the second where fixedSecond; changed is told of a new
// size and may be nil.
func HSplit(k *Kit, first, second fyne.CanvasObject, fixedSecond bool, size float32, changed func(float32)) *Split {
	return newSplit(&Split{rtl: k.RTL(), fixedSecond: fixedSecond, first: first, second: second, size: size, least: 180, changed: changed})
}

// VSplit sets two objects over each other; the first keeps size units, or takes its
// natural size where that is 0.
func VSplit(first, second fyne.CanvasObject, size float32, natural func() float32, changed func(float32)) *Split {
	return newSplit(&Split{vertical: true, first: first, second: second, size: size, natural: natural, least: 120, changed: changed})
}

// Relayout follows a change of the natural size.
func (s *Split) Relayout() { splitLayout{s}.Layout(nil, s.Size()) }

func newSplit(s *Split) *Split {
	s.line = HLine()
	s.handle = &handle{split: s}
	s.handle.ExtendBaseWidget(s.handle)
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is Fyne's.
func (s *Split) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: splitLayout{s}, Objects: []fyne.CanvasObject{s.first, s.second, s.line, s.handle}})
}

type splitLayout struct{ s *Split }

func (l splitLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

func (l splitLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s := l.s
	total := size.Width
	if s.vertical {
		total = size.Height
	}
	fixed := s.within(s.wanted(), total)
	at := fixed // length of the first
	if s.fixedSecond {
		at = total - fixed - 1
	}
	if s.vertical {
		place(s.first, 0, 0, size.Width, at)
		place(s.line, 0, at, size.Width, 1)
		place(s.second, 0, at+1, size.Width, total-at-1)
		place(s.handle, 0, at-grip/2, size.Width, grip)
		return
	}
	a, b := s.first, s.second
	if s.rtl {
		a, b, at = s.second, s.first, total-at-1
	}
	place(a, 0, 0, at, size.Height)
	place(s.line, at, 0, 1, size.Height)
	place(b, at+1, 0, total-at-1, size.Height)
	place(s.handle, at-grip/2, 0, grip, size.Height)
}

// wanted is the size of the fixed side, if there is room.
func (s *Split) wanted() float32 {
	if s.size == 0 && s.natural != nil {
		return s.natural()
	}
	return s.size
}

// within bounds the size of the fixed side.
func (s *Split) within(size, total float32) float32 {
	return max(min(s.least, total*s.share()), min(size, total-s.least-1, total*s.share()))
}

// share is how much of the room the side of fixed size may take at the most, so
// that a small window leaves some to the other.
func (s *Split) share() float32 {
	if s.vertical {
		return 0.62
	}
	return 0.32
}

type handle struct {
	widget.BaseWidget
	split *Split
}

var (
	_ fyne.Draggable     = (*handle)(nil)
	_ desktop.Cursorable = (*handle)(nil)
)

func (h *handle) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(Gap(1, 1)) }

func (h *handle) Cursor() desktop.Cursor {
	if h.split.vertical {
		return desktop.VResizeCursor
	}
	return desktop.HResizeCursor
}

func (h *handle) Dragged(ev *fyne.DragEvent) {
	s := h.split
	by, total := ev.Dragged.DX, s.Size().Width
	if s.vertical {
		by, total = ev.Dragged.DY, s.Size().Height
	}
	if s.rtl {
		by = -by
	}
	if s.fixedSecond {
		by = -by
	}
	s.size = s.within(s.wanted()+by, total)
	s.Refresh()
	s.Relayout()
}

func (h *handle) DragEnd() {
	if h.split.changed != nil {
		h.split.changed(h.split.size)
	}
}
