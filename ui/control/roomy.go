package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Part is an object of a line, and how soon it goes where there is no room for all. The
// zero Part is the space between both ends of the line.
type Part struct {
	object fyne.CanvasObject
	goes   int // 0: it stays
}

// Stays is a part that stays.
func Stays(o fyne.CanvasObject) Part { return Part{object: o} }

// Goes is a part that goes where there is no room for all, the sooner the greater the number:
// 1 to 8.
func Goes(soon int, o fyne.CanvasObject) Part { return Part{o, soon} }

// roomy is the layout of Roomy.
type roomy struct {
	rtl   bool
	gap   float32
	parts []Part
}

// Roomy sets parts in a line from the reading-start side and leaves out what has no room, that
// which goes first before the others.
func (k *Kit) Roomy(gap float32, parts ...Part) *fyne.Container {
	l := &roomy{rtl: k.RTL(), gap: gap, parts: parts}
	c := container.New(l)
	for _, p := range parts {
		if p.object != nil {
			c.Add(p.object)
		}
	}
	return c
}

// MinSize is that of what stays.
func (l *roomy) MinSize([]fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, p := range l.parts {
		if p.object == nil {
			continue
		}
		own := p.object.MinSize()
		size.Height = max(size.Height, own.Height)
		if p.goes == 0 {
			size.Width += own.Width
		}
	}
	return size
}

// least is the least goes of the parts that are left out at a width; they are all that go
// as soon as that or sooner.
func (l *roomy) least(width float32) int {
	for least := mostParts; least > 0; least-- {
		need := float32(0)
		for _, p := range l.parts {
			if p.object != nil && p.goes < least {
				need += p.object.MinSize().Width + l.gap
			}
		}
		if need-l.gap <= width {
			return least
		}
	}
	return 1
}

// mostParts is more than any part's goes.
const mostParts = 9

// Layout is Fyne's.
func (l *roomy) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	least := l.least(size.Width)
	var before, behind float32
	place := func(p Part, x float32) float32 {
		own := p.object.MinSize()
		if l.rtl {
			x = size.Width - x - own.Width
		}
		p.object.Resize(own)
		p.object.Move(fyne.NewPos(x, (size.Height-own.Height)/2))
		p.object.Show()
		return own.Width + l.gap
	}
	space := len(l.parts)
	for i, p := range l.parts {
		if p.object == nil {
			space = i
			break
		}
		if p.goes >= least {
			p.object.Hide()
			continue
		}
		before += place(p, before)
	}
	for i := len(l.parts) - 1; i > space; i-- {
		p := l.parts[i]
		if p.goes >= least {
			p.object.Hide()
			continue
		}
		behind += p.object.MinSize().Width
		place(p, size.Width-behind)
		behind += l.gap
	}
}
