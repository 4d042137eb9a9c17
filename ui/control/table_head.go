package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
)

// tableHead is the row of a table's titles: a press sorts, and the edges between
// them can be dragged.
type tableHead struct {
	widget.BaseWidget
	table *Table
	cells []*headCell
	edges []*headEdge
	box   *fyne.Container
}

func newTableHead(t *Table) *tableHead {
	h := &tableHead{table: t, box: &fyne.Container{}}
	h.ExtendBaseWidget(h)
	h.build()
	return h
}

// build rebuilds the titles.
func (h *tableHead) build() {
	focused := -1
	for i, c := range h.cells {
		if c.focused {
			focused = i
		}
	}
	h.cells, h.edges, h.box.Objects = nil, nil, nil
	for i := range h.table.rows.Columns {
		c := newHeadCell(h.table, i)
		h.cells = append(h.cells, c)
		h.box.Objects = append(h.box.Objects, c)
	}
	for i := range h.table.rows.Columns {
		if i > 0 {
			e := &headEdge{table: h.table, column: i, line: NewSurface(None, None, 0)}
			e.ExtendBaseWidget(e)
			h.edges = append(h.edges, e)
			h.box.Objects = append(h.box.Objects, e)
		}
	}
	h.place()
	h.box.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(h); c != nil && focused >= 0 {
		c.Focus(h.cells[focused])
	}
}

// place puts the titles over their columns.
func (h *tableHead) place() {
	t := h.table
	if t.List.Size().Width < 1 {
		return
	}
	xs, width, rtl := t.edges(), t.List.Size().Width, t.kit.RTL()
	mirror := func(x, w float32) float32 {
		if rtl {
			return width - x - w
		}
		return x
	}
	for i, c := range h.cells {
		w := xs[i+1] - xs[i]
		place(c, mirror(xs[i]-headInset, w), 0, w, tableHeadUp)
	}
	for i, e := range h.edges {
		place(e, mirror(xs[i+1]-headInset-grip/2, grip), 6, grip, tableHeadUp-12)
	}
}

// headInset is how far a title's ground reaches over its words.
const headInset = 8

// MinSize is Fyne's.
func (h *tableHead) MinSize() fyne.Size { return fyne.NewSize(60, tableHeadUp) }

// CreateRenderer is Fyne's.
func (h *tableHead) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.box) }

// headCell is a column's title.
type headCell struct {
	widget.BaseWidget
	table            *Table
	column           int
	back             *Surface
	content          *fyne.Container
	hovered, focused bool
}

var (
	_ fyne.Tappable     = (*headCell)(nil)
	_ fyne.Focusable    = (*headCell)(nil)
	_ desktop.Hoverable = (*headCell)(nil)
)

func newHeadCell(t *Table, column int) *headCell {
	k, col := t.kit, t.rows.Columns[column]
	c := &headCell{table: t, column: column, back: NewSurface(None, None, 6)}
	c.ExtendBaseWidget(c)
	on := t.rows.Sort == col.Key
	ink := fynetheme.ColorNamePlaceHolder
	if on {
		ink = fynetheme.ColorNameForeground
	}
	title := k.Text(col.Title, text.LabelStyle{Size: SizeCaption, Bold: on, Lines: 1, LineHeight: 20, Colour: ink, Shrink: true})
	parts := []fyne.CanvasObject{title}
	if on {
		arrow := fynetheme.MenuDropUpIcon()
		if t.rows.Descending {
			arrow = fynetheme.MenuDropDownIcon()
		}
		icon := canvas.NewImageFromResource(fynetheme.NewColoredResource(arrow, ink))
		icon.SetMinSize(fyne.NewSquareSize(16))
		parts = append(parts, icon)
	}
	if col.Figure { // over its figures, and within its column where that is narrow
		title.SetStyle(text.LabelStyle{Size: SizeCaption, Bold: on, Lines: 1, LineHeight: 20, Colour: ink, Align: k.End(), Base: k.Direction(), Shrink: true})
	}
	c.content = Stack(k.Pad(1, 4, 1, 4, c.back), k.Pad(headInset, 0, headInset-2, 0, k.Row(2, 0, parts...)))
	return c
}

func (c *headCell) paint() {
	fill := Role(None)
	if c.hovered {
		fill = Hover
	}
	if c.focused {
		c.back.Ring(fill, Accent)
	} else {
		c.back.Set(fill, None)
	}
}

// Tapped sorts by the column; again, the other way round.
func (c *headCell) Tapped(*fyne.PointEvent) {
	t := c.table
	col := t.rows.Columns[c.column]
	if t.rows.Sorted == nil || col.Fixed {
		return
	}
	t.rows.Sorted(col.Key, t.rows.Sort == col.Key && !t.rows.Descending)
}

// CreateRenderer is Fyne's.
func (c *headCell) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.content) }

// MouseIn, MouseMoved, MouseOut, FocusGained, FocusLost, TypedRune and TypedKey are
// Fyne's.
func (c *headCell) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.paint() }
func (c *headCell) MouseMoved(*desktop.MouseEvent) {}
func (c *headCell) MouseOut()                      { c.hovered = false; c.paint() }
func (c *headCell) FocusGained()                   { c.focused = true; c.paint() }
func (c *headCell) FocusLost()                     { c.focused = false; c.paint() }
func (c *headCell) TypedRune(r rune)               { input.PassRune(c, r) }
func (c *headCell) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeySpace || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
		c.Tapped(nil)
		return
	}
	input.PassKey(c, ev)
}

// headEdge is the edge before a column, which gives it another width.
type headEdge struct {
	widget.BaseWidget
	table  *Table
	column int
	line   *Surface
}

var (
	_ fyne.Draggable     = (*headEdge)(nil)
	_ desktop.Cursorable = (*headEdge)(nil)
	_ desktop.Hoverable  = (*headEdge)(nil)
)

// Dragged and the others are Fyne's.
func (e *headEdge) Dragged(ev *fyne.DragEvent) {
	by := -ev.Dragged.DX
	if e.table.kit.RTL() {
		by = -by
	}
	xs := e.table.edges()
	e.table.widen(e.column, xs[e.column+1]-xs[e.column]+by)
}

// DragEnd reports the new width.
func (e *headEdge) DragEnd() {
	t := e.table
	if key := t.rows.Columns[e.column].Key; t.rows.Widened != nil {
		t.rows.Widened(key, t.rows.Widths[key])
	}
}

func (e *headEdge) Cursor() desktop.Cursor         { return desktop.HResizeCursor }
func (e *headEdge) MouseIn(*desktop.MouseEvent)    { e.line.Set(Line, None) }
func (e *headEdge) MouseMoved(*desktop.MouseEvent) {}
func (e *headEdge) MouseOut()                      { e.line.Set(None, None) }
func (e *headEdge) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: middleLine{}, Objects: []fyne.CanvasObject{e.line}})
}

// middleLine lays a line of one unit out in the middle.
type middleLine struct{}

func (middleLine) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }
func (middleLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place(objects[0], size.Width/2, 0, 1, size.Height)
}
