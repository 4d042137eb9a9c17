package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Fold says whether a side column is folded.
type Fold uint8

// The states of a side column: it folds by itself in a narrow window, or it is as the
// user chose.
const (
	FoldAuto Fold = iota
	Folded
	Unfolded
)

// Side is a column beside the middle one. The zero Side is none.
type Side struct {
	Root       fyne.CanvasObject // nil: there is no such column
	Size       float32           // its width, units
	Fold       Fold
	FoldsBelow float32           // the width of all columns below which it folds by itself
	Opener     fyne.CanvasObject // unfolds it; shown in its place where it is folded
}

// Widths in units.
const (
	// FoldedWidth is that of a folded column.
	FoldedWidth = 40
	// sheetBelow is the width of all columns below which a side column lies over the
	// middle one, which would be too narrow beside it.
	sheetBelow = 900
	// leastSide is the least width of a side column.
	leastSide = 180
)

// Panes are a column in the middle with one on each side, at the reading start and end.
// The sides keep their widths when the window grows, can be dragged and folded, and
// fold by themselves in a narrow window; in a very narrow one they lie over the middle.
type Panes struct {
	widget.BaseWidget
	kit     *Kit
	middle  fyne.CanvasObject
	sides   [2]*paneSide // nil for none
	changed func(start, end float32, foldStart, foldEnd Fold)
}

// paneSide is a side column with what is drawn for it.
type paneSide struct {
	Side
	slim   *fyne.Container
	sheet  *Surface // its ground where it lies over the middle
	line   *Surface
	handle *paneHandle
	folded bool // as it was laid out last
}

// NewPanes makes the columns; changed is told of what the user chose, and may be nil.
func NewPanes(k *Kit, start Side, middle fyne.CanvasObject, end Side, changed func(start, end float32, foldStart, foldEnd Fold)) *Panes {
	p := &Panes{kit: k, middle: middle, changed: changed}
	for i, side := range [2]Side{start, end} {
		if side.Root == nil {
			continue
		}
		s := &paneSide{Side: side, sheet: NewSurface(Panel, Line, 0), line: NewBar(Line, 1, 1, 0)}
		s.slim = Column(0, k.Pad(4, 4, 4, 4, side.Opener))
		s.handle = &paneHandle{panes: p, end: i == 1}
		s.handle.ExtendBaseWidget(s.handle)
		p.sides[i] = s
	}
	p.ExtendBaseWidget(p)
	return p
}

// Toggle folds or unfolds the column at the start or the end; false where there is none.
func (p *Panes) Toggle(end bool) bool {
	s := p.sides[index(end)]
	if s == nil {
		return false
	}
	s.Fold = Folded
	if s.folded {
		s.Fold = Unfolded
		if other := p.sides[index(!end)]; other != nil && p.Size().Width < sheetBelow {
			other.Fold = Folded // both over the middle would leave nothing of it
		}
	}
	p.Relayout()
	p.tell()
	return true
}

// Folded reports whether the column at the start or the end is folded, or is not there.
func (p *Panes) Folded(end bool) bool {
	s := p.sides[index(end)]
	return s == nil || s.folded
}

// Unfold shows a column that is folded.
func (p *Panes) Unfold(end bool) {
	if s := p.sides[index(end)]; s != nil && s.folded {
		p.Toggle(end)
	}
}

func index(end bool) int {
	if end {
		return 1
	}
	return 0
}

func (p *Panes) tell() {
	if p.changed == nil {
		return
	}
	var sizes [2]float32
	var folds [2]Fold
	for i, s := range p.sides {
		if s != nil {
			sizes[i], folds[i] = s.Size, s.Fold
		}
	}
	p.changed(sizes[0], sizes[1], folds[0], folds[1])
}

// CreateRenderer is Fyne's.
func (p *Panes) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{p.middle}
	for _, s := range p.sides {
		if s != nil {
			objects = append(objects, s.sheet, s.Root, s.slim, s.line, s.handle)
		}
	}
	return widget.NewSimpleRenderer(&fyne.Container{Layout: panesLayout{p}, Objects: objects})
}

// Relayout places the columns again.
func (p *Panes) Relayout() { panesLayout{p}.Layout(nil, p.Size()) }

type panesLayout struct{ p *Panes }

// MinSize leaves a narrow window to be possible.
func (panesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

// Layout places the columns from the reading start on, and mirrors them.
func (l panesLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	p := l.p
	put := func(o fyne.CanvasObject, x, w float32) {
		if p.kit.RTL() {
			x = size.Width - x - w
		}
		place(o, x, 0, w, size.Height)
	}
	var taken [2]float32 // of the middle's room
	for i, s := range p.sides {
		if s == nil {
			continue
		}
		s.folded = s.Fold == Folded || s.Fold == FoldAuto && size.Width < s.FoldsBelow
		over := !s.folded && size.Width < sheetBelow
		width := p.width(s, size.Width)
		taken[i] = width + 1
		if s.folded || over {
			taken[i] = FoldedWidth + 1
		}
		at, line := float32(0), width
		if i == 1 {
			at, line = size.Width-width, size.Width-width-1
			if s.folded {
				line = size.Width - FoldedWidth - 1
			}
		} else if s.folded {
			line = FoldedWidth
		}
		show(s.sheet, over)
		show(s.Root, !s.folded)
		show(s.slim, s.folded)
		show(s.handle, !s.folded)
		put(s.Root, at, width)
		put(s.sheet, at, width)
		put(s.line, line, 1)
		put(s.handle, line-grip/2, grip)
		if i == 1 {
			at = size.Width - FoldedWidth
		} else {
			at = 0
		}
		put(s.slim, at, FoldedWidth)
	}
	put(p.middle, taken[0], size.Width-taken[0]-taken[1])
}

// width is that of a side column that is not folded, in all that there is.
func (p *Panes) width(s *paneSide, all float32) float32 {
	most := all*0.36 - 1
	if all < sheetBelow {
		most = all - 2*FoldedWidth
	}
	if p.sides[0] == nil || p.sides[1] == nil {
		most = max(most, all*0.5)
	}
	return max(min(s.Size, most), min(leastSide, all*0.32))
}

func show(o fyne.CanvasObject, visible bool) {
	if visible == o.Visible() {
		return
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

// paneHandle is the invisible handle over the line beside a side column.
type paneHandle struct {
	widget.BaseWidget
	panes *Panes
	end   bool
}

var (
	_ fyne.Draggable     = (*paneHandle)(nil)
	_ desktop.Cursorable = (*paneHandle)(nil)
)

// CreateRenderer and Cursor are Fyne's.
func (h *paneHandle) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Gap(1, 1))
}
func (h *paneHandle) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Dragged is part of fyne.Draggable.
func (h *paneHandle) Dragged(ev *fyne.DragEvent) {
	p, s := h.panes, h.panes.sides[index(h.end)]
	by := ev.Dragged.DX
	if p.kit.RTL() != h.end {
		by = -by
	}
	s.Size = p.width(s, p.Size().Width) + by
	s.Size = p.width(s, p.Size().Width)
	p.Relayout()
}

// DragEnd is part of fyne.Draggable.
func (h *paneHandle) DragEnd() { h.panes.tell() }
