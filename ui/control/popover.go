package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Popover is a panel over the window that a press beside it or Esc closes.
type Popover struct {
	*Scroll
	popup *widget.PopUp
}

var _ fyne.Focusable = (*Popover)(nil)

// popoverEdge is the least room between a popover and the canvas's edges, in units.
const popoverEdge = 16

// ShowPopover opens a popover of a width, as high as its content needs and there is room
// for, with its lower end corner at a point.
func (k *Kit) ShowPopover(c fyne.Canvas, at fyne.Position, width float32, content fyne.CanvasObject) *Popover {
	p := &Popover{Scroll: k.Scroll()}
	p.SetContent(k.Pad(16, 12, 16, 12, content), true)
	limit := c.Size()
	width = min(width, limit.Width-2*popoverEdge)
	height := min(HeightFor(p.content, width), at.Y-popoverEdge)
	p.popup = widget.NewPopUp(Stack(Gap(width, height), p), c)
	if !k.RTL() {
		at.X -= width
	}
	at.X = max(popoverEdge, min(at.X, limit.Width-width-popoverEdge))
	at.Y -= height
	p.popup.ShowAtPosition(at)
	p.popup.Resize(fyne.NewSize(width, height))
	c.Focus(p)
	return p
}

// Close closes it.
func (p *Popover) Close() { p.popup.Hide() }

// FocusGained, FocusLost and TypedRune are Fyne's.
func (p *Popover) FocusGained()   {}
func (p *Popover) FocusLost()     {}
func (p *Popover) TypedRune(rune) {}

// TypedKey closes it, or scrolls.
func (p *Popover) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.Close()
	case fyne.KeyDown:
		p.scrollTo(float64(p.offset + popoverStep))
	case fyne.KeyUp:
		p.scrollTo(float64(p.offset - popoverStep))
	}
}

// popoverStep is how far an arrow key scrolls, in units.
const popoverStep = 40
