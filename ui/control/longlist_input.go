package control

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/ui/input"
)

// Resize is Fyne's.
func (l *LongList) Resize(size fyne.Size) {
	if size == l.Size() {
		return
	}
	l.BaseWidget.Resize(size)
	l.Update()
}

// Scrolled moves the rows.
func (l *LongList) Scrolled(ev *fyne.ScrollEvent) {
	l.scrollTo(l.offset - float64(ev.Scrolled.DY)*input.Wheel)
}

func (l *LongList) scrollTo(offset float64) {
	if offset = min(max(offset, 0), l.most()); offset != l.offset {
		l.offset = offset
		l.arrange()
	}
}

// MouseDown takes the keyboard and the thumb.
func (l *LongList) MouseDown(ev *desktop.MouseEvent) {
	input.Focus(l)
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	if top, ok := l.bar.Press(ev.Position, l.Size(), l.shown()); ok {
		l.scrollTo(top)
		return
	}
	i := l.at(ev.Position)
	if i < 0 || l.rows.Fixed != nil && l.rows.Fixed(i) {
		return
	}
	if i != l.clicked {
		l.clicks.Reset()
	}
	double := l.clicks.Press(ev.Position, time.Now(), 2) == 2
	l.current, l.clicked = i, i
	if l.grabbed = -1; ev.Modifier == 0 {
		l.grabbed, l.grabbedAt = i, ev.Position
	}
	if l.rows.Pressed != nil {
		l.rows.Pressed(i, Press{At: ev.Position, Held: ev.Modifier, Double: double})
	}
	l.arrange()
}

// at returns the row under a point, or -1.
func (l *LongList) at(p fyne.Position) int {
	if i := l.heights.rowAt(l.offset + float64(p.Y)); i >= 0 && i < l.count {
		return i
	}
	return -1
}

// Gap returns before which row something is that is dropped at a point of the list; the
// number of rows: behind all.
func (l *LongList) Gap(at fyne.Position) int {
	y := l.offset + float64(at.Y)
	i := min(max(l.heights.rowAt(y), 0), l.count)
	if i < l.count && y > (l.heights.top(i)+l.heights.top(i+1))/2 {
		i++
	}
	return i
}

// MouseUp releases the thumb, and opens the menu of a row after the press of the
// other button is over.
func (l *LongList) MouseUp(ev *desktop.MouseEvent) {
	l.bar.Release()
	if clicked := l.grabbed; l.carry == nil && clicked >= 0 {
		if l.grabbed = -1; l.rows.Clicked != nil && clicked < l.count {
			l.rows.Clicked(clicked)
		}
	}
	if i := l.at(ev.Position); ev.Button == desktop.MouseButtonSecondary && i >= 0 && l.rows.Menu != nil {
		l.rows.Menu(i, ev.AbsolutePosition)
		l.arrange()
	}
}

// Dragged moves the thumb, or a row.
func (l *LongList) Dragged(ev *fyne.DragEvent) {
	if top, ok := l.bar.Drag(ev.Position.Y, l.Size().Height, l.shown()); ok {
		l.scrollTo(top)
		return
	}
	l.carryTo(ev.Position)
}

// DragEnd releases the thumb, and drops a row.
func (l *LongList) DragEnd() {
	l.bar.Release()
	l.endCarry(true)
}

// MouseIn, MouseMoved and MouseOut light the row under the pointer.
func (l *LongList) MouseIn(ev *desktop.MouseEvent)    { l.MouseMoved(ev) }
func (l *LongList) MouseMoved(ev *desktop.MouseEvent) { l.hover(l.at(ev.Position)) }
func (l *LongList) MouseOut()                         { l.hover(-1) }

func (l *LongList) hover(i int) {
	if i == l.hovered {
		return
	}
	before := l.hovered
	l.hovered = i
	for _, row := range [2]int{before, i} {
		if item := l.items[row]; item != nil {
			l.paint(row, item)
		}
	}
}

// Cursor is Fyne's.
func (l *LongList) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// FocusGained and FocusLost show the ring of the current row, or that of the list.
func (l *LongList) FocusGained() { l.setFocus(true) }
func (l *LongList) FocusLost()   { l.setFocus(false) }

func (l *LongList) setFocus(on bool) {
	l.focused = on
	if item := l.items[l.current]; item != nil {
		l.paint(l.current, item)
	}
	l.paintFrame()
}

// KeyDown and KeyUp tell a press of a key from its repeats while it is held.
func (l *LongList) KeyDown(*fyne.KeyEvent) { l.pressed = true }
func (l *LongList) KeyUp(*fyne.KeyEvent)   { l.pressed = false }

// Repeats reports whether the key that is being handled was not pressed now but is
// held, perhaps since before the list had the keyboard.
func (l *LongList) Repeats() bool { return l.repeats }

// TypedKey moves the current row; what means nothing here is the window's.
func (l *LongList) TypedKey(ev *fyne.KeyEvent) {
	l.repeats, l.pressed = !l.pressed, false
	if ev.Name == fyne.KeyEscape && l.carry != nil {
		l.endCarry(false)
		return
	}
	if l.rows.Key != nil && l.rows.Key(ev) {
		return
	}
	from, to := l.view()
	page := max(to-from-2, 1)
	if opensMenu(ev) && l.rows.Menu != nil && l.current >= 0 {
		l.reveal(l.current)
		at := fyne.NewPos(24, float32(l.heights.top(l.current+1)-l.offset))
		l.rows.Menu(l.current, fyne.CurrentApp().Driver().AbsolutePositionForObject(l).Add(at))
		return
	}
	switch ev.Name {
	case fyne.KeyDown:
		l.Step(1)
	case fyne.KeyUp:
		l.Step(-1)
	case fyne.KeyPageDown:
		l.Step(page)
	case fyne.KeyPageUp:
		l.Step(-page)
	case fyne.KeyHome:
		l.Step(-l.count)
	case fyne.KeyEnd:
		l.Step(l.count)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.Choose()
	default:
		input.PassKey(l, ev)
	}
}

// Step moves the current row by some rows, and stops at the ends.
func (l *LongList) Step(by int) {
	if l.count == 0 {
		return
	}
	next := l.current + by
	if l.current < 0 && by < 0 && by > -l.count {
		next = l.count - 1
	}
	next = min(max(next, 0), l.count-1)
	if l.rows.Fixed != nil {
		next = l.unfixed(next, by)
	}
	l.current = next
	if l.rows.Moved != nil {
		l.rows.Moved(l.current, l.held())
	}
	l.reveal(l.current)
}

// unfixed returns the next row from i on, in the direction of a step and else in the
// other one, that may be the current one; where there is none, the present one.
func (l *LongList) unfixed(from, by int) int {
	on := 1
	if by < 0 {
		on = -1
	}
	for _, on := range [2]int{on, -on} {
		for i := from; i >= 0 && i < l.count; i += on {
			if !l.rows.Fixed(i) {
				return i
			}
		}
	}
	return l.current
}

// Choose is Enter on the current row.
func (l *LongList) Choose() {
	if l.current >= 0 && l.rows.Chosen != nil {
		l.rows.Chosen(l.current)
	}
}

// TypedRune is the window's.
func (l *LongList) TypedRune(r rune) { input.PassRune(l, r) }

// TypedShortcut is the window's, where the rows do not take it.
func (l *LongList) TypedShortcut(s fyne.Shortcut) {
	if l.rows.Shortcut == nil || !l.rows.Shortcut(s) {
		input.PassShortcut(l, s)
	}
}
