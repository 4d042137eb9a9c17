package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Scroll shows a column of flowing content in a vertical scroller, whose bar stands
// at the end side.
type Scroll struct {
	widget.BaseWidget
	content *fyne.Container
	bar     *scrollBar
	offset  float32 // of the view from the content's top, in units
	gutter  float32 // left free at the end side, for the bar
	rtl     bool
}

// Scroll makes a scroller; SetContent changes what is in it.
func (k *Kit) Scroll() *Scroll {
	s := &Scroll{content: Stack(), rtl: k.RTL()}
	s.bar = &scrollBar{scroll: s, thumb: newThumb(), grab: -1}
	s.bar.ExtendBaseWidget(s.bar)
	s.ExtendBaseWidget(s)
	return s
}

// SetContent replaces the content; top says whether to start at its beginning.
func (s *Scroll) SetContent(o fyne.CanvasObject, top bool) {
	s.content.Objects = []fyne.CanvasObject{o}
	if top {
		s.offset = 0
	}
	s.Refit()
}

// ToTop shows the beginning.
func (s *Scroll) ToTop() { s.scrollTo(0) }

// Reveal scrolls as little as needed to show an object of the content, which may
// lie in containers but in no widget.
func (s *Scroll) Reveal(o fyne.CanvasObject) {
	const edge = 12
	y, ok := topIn(s.content, o)
	if !ok {
		return
	}
	view, at := s.Size().Height, s.offset
	switch bottom := y + o.Size().Height + edge; {
	case y-edge < at:
		at = y - edge
	case bottom > at+view:
		at = min(y-edge, bottom-view)
	default:
		return
	}
	s.scrollTo(at)
}

// topIn is how far below the top of a container an object lies that is in it, or in
// containers in it; false if it is not. The positions of all between are added: the
// driver knows no place of what has not been drawn yet.
func topIn(c *fyne.Container, o fyne.CanvasObject) (y float32, ok bool) {
	for _, child := range c.Objects {
		if child == o {
			return child.Position().Y, true
		}
		if inner, is := child.(*fyne.Container); is {
			if y, ok := topIn(inner, o); ok {
				return child.Position().Y + y, true
			}
		}
	}
	return 0, false
}

// Refit follows content whose height has changed; the place in view stays.
func (s *Scroll) Refit() {
	s.content.Refresh()
	s.Refresh()
}

// Scrolled moves the content.
func (s *Scroll) Scrolled(ev *fyne.ScrollEvent) { s.scrollTo(s.offset - ev.Scrolled.DY*wheel) }

func (s *Scroll) scrollTo(offset float32) {
	if offset = min(max(offset, 0), s.most()); offset != s.offset {
		s.offset = offset
		s.place()
	}
}

// most is how far the content can be scrolled.
func (s *Scroll) most() float32 { return max(s.content.Size().Height-s.Size().Height, 0) }

// arrange gives the content its width and the height that follows.
func (s *Scroll) arrange() {
	size := s.Size()
	width := max(size.Width-s.gutter, 0)
	s.content.Resize(fyne.NewSize(width, max(HeightFor(s.content, width), size.Height)))
	s.place()
}

// place puts the content and the bar where they belong.
func (s *Scroll) place() {
	size := s.Size()
	s.offset = min(max(s.offset, 0), s.most())
	var start, bar float32 = 0, size.Width - thumbZone
	if s.rtl {
		start, bar = s.gutter, 0
	}
	s.content.Move(fyne.NewPos(start, -s.offset))
	place(s.bar, bar, 0, thumbZone, size.Height)
	s.bar.place()
}

// MinSize is small: the content scrolls.
func (s *Scroll) MinSize() fyne.Size { return fyne.NewSize(40, 40) }

// CreateRenderer is Fyne's.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer { return &scrollRenderer{s} }

type scrollRenderer struct{ s *Scroll }

func (r *scrollRenderer) Destroy()           {}
func (r *scrollRenderer) MinSize() fyne.Size { return r.s.MinSize() }
func (r *scrollRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.content, r.s.bar}
}
func (r *scrollRenderer) Layout(fyne.Size) { r.s.arrange() }

// IsClip tells Fyne to clip the content at the ends of the view.
func (r *scrollRenderer) IsClip() {}

// Refresh follows content that has changed.
func (r *scrollRenderer) Refresh() { r.s.arrange() }

// scrollBar is where the pointer takes the thumb of a Scroll.
type scrollBar struct {
	widget.BaseWidget
	scroll *Scroll
	thumb  *Surface
	grab   float32 // where the thumb is held, from its top; negative: it is not
}

var (
	_ fyne.Scrollable   = (*Scroll)(nil)
	_ fyne.Draggable    = (*scrollBar)(nil)
	_ desktop.Mouseable = (*scrollBar)(nil)
)

// thumbAt is where the thumb stands and how high it is; false where all is in view.
func (b *scrollBar) thumbAt() (y, h float32, ok bool) {
	most, height := b.scroll.most(), b.scroll.Size().Height
	if most < 1 || height < 1 {
		return 0, 0, false
	}
	h = min(max(height*height/(height+most), thumbLeast), height)
	return b.scroll.offset / most * (height - h), h, true
}

// place puts the thumb where it belongs; without one the bar is not there at all,
// so that it takes no presses.
func (b *scrollBar) place() {
	y, h, ok := b.thumbAt()
	if !ok {
		b.Hide()
		return
	}
	b.Show()
	var x float32 = thumbZone - thumbWidth - 2
	if b.scroll.rtl {
		x = 2
	}
	place(b.thumb, x, y, thumbWidth, h)
}

// MouseDown takes the thumb, which comes to the pointer.
func (b *scrollBar) MouseDown(ev *desktop.MouseEvent) {
	y, h, ok := b.thumbAt()
	if !ok || ev.Button != desktop.MouseButtonPrimary {
		return
	}
	b.grab = h / 2
	if ev.Position.Y >= y && ev.Position.Y < y+h {
		b.grab = ev.Position.Y - y
	}
	b.drag(ev.Position.Y)
}

// MouseUp, Dragged and DragEnd are Fyne's.
func (b *scrollBar) MouseUp(*desktop.MouseEvent) { b.grab = -1 }
func (b *scrollBar) DragEnd()                    { b.grab = -1 }
func (b *scrollBar) Dragged(ev *fyne.DragEvent) {
	if b.grab >= 0 {
		b.drag(ev.Position.Y)
	}
}

func (b *scrollBar) drag(y float32) {
	if _, h, ok := b.thumbAt(); ok && b.scroll.Size().Height > h {
		b.scroll.scrollTo((y - b.grab) / (b.scroll.Size().Height - h) * b.scroll.most())
	}
}

// CreateRenderer is Fyne's.
func (b *scrollBar) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Objects: []fyne.CanvasObject{b.thumb}})
}
