package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/theme/palette"
)

// LongRows say what a LongList shows.
type LongRows struct {
	// New makes what shows a row, Fill makes it show row i.
	New  func() fyne.CanvasObject
	Fill func(i int, o fyne.CanvasObject)
	// Height is the height of a row in units; nil: Row of all.
	Height func(i int) float32
	Row    float32
	// Lit reports whether a row is on the colour of what is selected; nil: the
	// current one does.
	Lit func(i int) bool
	// Pressed follows a press of the mouse on a row, Menu one of the other button;
	// may be nil.
	Pressed func(i int, p Press)
	Menu    func(i int, at fyne.Position)
	// Drop says what it does to drop a row on another one, -1 for none yet, "" where that
	// cannot be; Dropped follows when it is done. nil: rows are not dragged.
	Drop    func(row, on int) string
	Dropped func(row, on int)
	// Clicked follows the end of a press without a modifier that was no drag. May be nil.
	Clicked func(i int)
	// Out follows a row that is dragged beside the list, to a position on the canvas, done
	// when it is let go there; the zero position is that of one that is put down again. May
	// be nil.
	Out func(row int, at fyne.Position, done bool)
	// Fixed reports whether a row cannot be the current one, as a heading; may be nil.
	Fixed func(i int) bool
	// Moved follows a move of the current row by key, with the modifiers held.
	Moved func(i int, held fyne.KeyModifier)
	// Chosen follows Enter on the current row.
	Chosen func(i int)
	// Key and Shortcut see what is typed first; true: it has been taken. May be nil.
	Key      func(ev *fyne.KeyEvent) bool
	Shortcut func(s fyne.Shortcut) bool
}

// Press is a press of the mouse.
type Press struct {
	At     fyne.Position // in the list
	Held   fyne.KeyModifier
	Double bool
}

// LongList shows many rows of which only those in view exist as objects: what it costs
// does not depend on their number. It scrolls by itself, counts in float64 so that
// the millionth row stands still, and keeps one row as the current one for the
// keyboard.
type LongList struct {
	widget.BaseWidget
	kit     *Kit
	rows    LongRows
	count   int
	heights heights
	offset  float64 // of the view, in units from the first row's top
	current int
	focused bool
	hovered int
	held    func() fyne.KeyModifier

	items     map[int]*longItem
	free      []*longItem
	objects   []fyne.CanvasObject
	thumb     *Surface
	frame     *Surface // the ring where no row in view has it
	framed    bool     // it is shown
	bar       input.Bar
	clicks    input.Clicks
	clicked   int // row of the last press
	carry     *carried
	grabbed   int // row that is pressed and can be dragged, or -1
	grabbedAt fyne.Position
	pressed   bool // a key was, and has typed nothing yet
	repeats   bool // see Repeats
}

// longItem is what shows one row.
type longItem struct {
	ground    *Surface
	content   fyne.CanvasObject
	lit, over bool // what the ground shows
	ring      bool
	stale     bool // the content shows another row, or not what the row is now
}

var (
	_ fyne.Focusable     = (*LongList)(nil)
	_ fyne.Draggable     = (*LongList)(nil)
	_ fyne.Scrollable    = (*LongList)(nil)
	_ fyne.Shortcutable  = (*LongList)(nil)
	_ desktop.Mouseable  = (*LongList)(nil)
	_ desktop.Hoverable  = (*LongList)(nil)
	_ desktop.Cursorable = (*LongList)(nil)
	_ desktop.Keyable    = (*LongList)(nil)
)

// LongList makes an empty list.
func (k *Kit) LongList(rows LongRows) *LongList {
	l := &LongList{
		kit: k, rows: rows, current: -1, hovered: -1, clicked: -1, grabbed: -1, held: input.Held,
		items: map[int]*longItem{}, thumb: newThumb(), frame: NewSurface(None, None, 6), bar: newBar(k),
	}
	l.ExtendBaseWidget(l)
	return l
}

// SetCount shows that many rows, and fills all of them again; top goes to the first one. The
// current row stays where it is among them.
func (l *LongList) SetCount(count int, top bool) {
	l.count = count
	l.carry, l.grabbed = nil, -1 // the rows may be others
	l.heights = newHeights(count, l.rows)
	if l.current >= count {
		l.current = count - 1
	}
	if top {
		l.offset = 0
	}
	l.Update()
}

// Count is the number of rows.
func (l *LongList) Count() int { return l.count }

// Update fills all rows in view again.
func (l *LongList) Update() {
	for _, item := range l.items {
		item.stale = true
	}
	l.arrange()
}

// Repaint gives the rows in view the grounds of their state, as when the selection
// has changed.
func (l *LongList) Repaint() {
	for i, item := range l.items {
		l.paint(i, item)
	}
}

// Current returns the current row, or -1.
func (l *LongList) Current() int { return l.current }

// SetCurrent makes a row the current one, -1 for none, without telling; it is
// brought into view.
func (l *LongList) SetCurrent(i int) {
	l.current = min(i, l.count-1)
	l.reveal(l.current)
	l.arrange()
}

// Below returns where a menu of a row opens in the window: at its lower end.
func (l *LongList) Below(i int) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	return at.AddXY(0, float32(min(l.heights.top(i+1)-l.offset, float64(l.Size().Height))))
}

// view returns the rows in view, [from, to).
func (l *LongList) view() (from, to int) {
	height := float64(l.Size().Height)
	from, to = l.heights.rowAt(l.offset), l.heights.rowAt(l.offset+height-0.5)+1
	return max(from, 0), min(to, l.count)
}

// reveal scrolls so far that a row is in view.
func (l *LongList) reveal(i int) {
	if i < 0 || i >= l.count {
		return
	}
	height := float64(l.Size().Height)
	if end := l.heights.top(i + 1); end > l.offset+height {
		l.offset = end - height
	}
	l.offset = min(l.offset, l.heights.top(i))
	l.arrange()
}

// most is how far the list can be scrolled.
func (l *LongList) most() float64 { return max(l.heights.top(l.count)-float64(l.Size().Height), 0) }

// arrange puts the rows in view into their places.
func (l *LongList) arrange() {
	size := l.Size()
	if size.Height < 1 {
		return
	}
	l.offset = min(max(l.offset, 0), l.most())
	from, to := l.view()
	for i, item := range l.items {
		if i < from || i >= to {
			delete(l.items, i)
			l.free = append(l.free, item)
		}
	}
	l.objects = l.objects[:0]
	for i := from; i < to; i++ {
		item := l.items[i]
		if item == nil {
			item = l.take()
			l.items[i] = item
		}
		l.paint(i, item)
		at, height := fyne.NewPos(0, float32(l.heights.top(i)-l.offset)), float32(l.heights.top(i+1)-l.heights.top(i))
		item.ground.Move(at)
		item.ground.Resize(fyne.NewSize(size.Width, height))
		item.content.Move(at)
		item.content.Resize(fyne.NewSize(size.Width, height))
		if item.stale {
			item.stale = false
			l.rows.Fill(i, item.content)
		}
		l.objects = append(l.objects, item.ground, item.content)
	}
	for _, item := range l.free {
		item.ground.Hide()
		item.content.Hide()
	}
	l.frame.Resize(size)
	l.paintFrame()
	l.objects = append(l.objects, l.frame, l.thumb)
	if plate := l.carriedPlate(); plate != nil {
		l.objects = append(l.objects, plate)
	}
	l.bar.Place(l.thumb, size, l.shown())
	canvas.Refresh(l) // rows that were never drawn belong to no canvas, so what they say reaches none
}

func (l *LongList) take() *longItem {
	var item *longItem
	if n := len(l.free); n > 0 {
		item, l.free = l.free[n-1], l.free[:n-1]
		item.ground.Show()
		item.content.Show()
	} else {
		item = &longItem{ground: NewSurface(None, None, 6), content: l.rows.New()}
	}
	item.stale = true
	return item
}

// paint gives a row the ground of its state.
func (l *LongList) paint(i int, item *longItem) {
	lit := i == l.current
	if l.rows.Lit != nil {
		lit = l.rows.Lit(i)
	}
	over, ring := i == l.hovered || l.target(i), i == l.current && l.focused && l.carry == nil || l.target(i)
	if item.lit == lit && item.over == over && item.ring == ring {
		return
	}
	item.lit, item.over, item.ring = lit, over, ring
	fill, line := Role(None), Role(None)
	switch {
	case lit:
		fill = Selected
	case over:
		fill = Hover
	}
	if ring {
		line = Accent
	}
	item.ground.Set(fill, line)
}

// paintFrame rings the whole list while it has the keyboard and shows no current row: the
// keys go somewhere, and that is to be seen.
func (l *LongList) paintFrame() {
	if on := l.focused && l.items[l.current] == nil; on != l.framed {
		l.framed = on
		line := Role(None)
		if on {
			line = Accent
		}
		l.frame.Ring(None, line)
		canvas.Refresh(l) // the frame may never have been drawn, see arrange
	}
}

// Selected is the ground of what is selected.
func Selected(p palette.Palette) color.NRGBA { return p.Selection }

// shown is what the scrollbar shows.
func (l *LongList) shown() input.Range {
	return input.Range{Top: l.offset, View: float64(l.Size().Height), Extent: l.heights.top(l.count)}
}

// MinSize is small: the list scrolls.
func (l *LongList) MinSize() fyne.Size { return fyne.NewSize(60, 40) }

// CreateRenderer is Fyne's.
func (l *LongList) CreateRenderer() fyne.WidgetRenderer { return &longRenderer{l} }

type longRenderer struct{ l *LongList }

func (r *longRenderer) Destroy()                     {}
func (r *longRenderer) MinSize() fyne.Size           { return r.l.MinSize() }
func (r *longRenderer) Objects() []fyne.CanvasObject { return r.l.objects }
func (r *longRenderer) Layout(fyne.Size)             { r.l.Update() }

// IsClip tells Fyne to clip the rows at the ends of the list.
func (r *longRenderer) IsClip() {}

// Refresh follows the theme. Scrolling does not come here: rows that only move
// keep their pictures.
func (r *longRenderer) Refresh() {
	for _, o := range r.l.objects {
		o.Refresh()
	}
}
