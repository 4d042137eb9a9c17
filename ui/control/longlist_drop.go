package control

import (
	"math"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/text"
)

// carried is a row of a LongList that the pointer drags, to be dropped on another one.
type carried struct {
	from, to int // rows; to is -1 where it cannot be dropped
	at       fyne.Position
	words    string // what dropping it there does; "" where it cannot be
	plate    *fyne.Container
	beside   bool // the pointer is beside the list
}

// carryFrom is how far the pointer moves before a press becomes a drag, and edgeScroll how
// near to an end of the list it scrolls.
const carryFrom, edgeScroll = 6, 16

// carryTo takes the row that was pressed to a point of the list.
func (l *LongList) carryTo(at fyne.Position) {
	if l.rows.Drop == nil || l.grabbed < 0 || l.grabbed >= l.count {
		return
	}
	if by := at.Subtract(l.grabbedAt); l.carry == nil && math.Hypot(float64(by.X), float64(by.Y)) < carryFrom {
		return
	}
	if l.carry == nil {
		l.carry = &carried{from: l.grabbed}
	}
	switch step := l.heights.top(l.grabbed+1) - l.heights.top(l.grabbed); {
	case at.Y < edgeScroll:
		l.scrollTo(l.offset - step/2)
	case at.Y > l.Size().Height-edgeScroll:
		l.scrollTo(l.offset + step/2)
	}
	c := l.carry
	c.at, c.to = at, l.at(at)
	inside := at.X >= 0 && at.X < l.Size().Width && at.Y >= 0 && at.Y < l.Size().Height
	if !inside || c.to == c.from {
		c.to = -1
	}
	l.out(c, !inside, false)
	if c.words = l.rows.Drop(c.from, c.to); c.words == "" {
		c.to = -1
	}
	l.arrange()
}

// endCarry puts the row down; dropped: on the row below the pointer.
func (l *LongList) endCarry(dropped bool) {
	c := l.carry
	if c == nil {
		return // an unsteady click: see MouseUp
	}
	l.carry, l.grabbed = nil, -1
	l.arrange()
	l.out(c, c.beside && dropped, dropped)
	if dropped && c.to >= 0 {
		l.rows.Dropped(c.from, c.to)
	}
}

// out tells where beside the list a row is, and that it is there no more.
func (l *LongList) out(c *carried, beside, done bool) {
	was := c.beside
	c.beside = beside
	switch {
	case l.rows.Out == nil:
	case beside:
		l.rows.Out(c.from, fyne.CurrentApp().Driver().AbsolutePositionForObject(l).Add(c.at), done)
	case was:
		l.rows.Out(c.from, fyne.Position{}, false)
	}
}

// target reports whether a carried row would be dropped on a row.
func (l *LongList) target(i int) bool { return l.carry != nil && l.carry.to == i && i >= 0 }

// carriedPlate is the panel at the pointer that says what dropping does; nil while no row is
// carried.
func (l *LongList) carriedPlate() fyne.CanvasObject {
	const below, side, edge = 16, 10, 4
	c := l.carry
	if c == nil || c.words == "" {
		return nil
	}
	room := l.Size()
	width := min(l.kit.Measure(c.words, SizeSmall, true)+2*side+2, room.Width-2*edge)
	words := l.kit.Name(c.words, text.LabelStyle{Size: SizeSmall, Bold: true, Lines: 1, Shrink: true})
	c.plate = Stack(NewSurface(Raised, Accent, 6), l.kit.Pad(side, 4, side, 4, words))
	size := fyne.NewSize(width, c.plate.MinSize().Height)
	y := c.at.Y + below
	if y+size.Height > room.Height-edge {
		y = c.at.Y - below - size.Height
	}
	c.plate.Move(fyne.NewPos(max(min(c.at.X-width/2, room.Width-width-edge), edge), max(y, edge)))
	c.plate.Resize(size)
	return c.plate
}
