package control

import (
	"image/color"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/theme/palette"
)

// Scroll shows a column of flowing content in a vertical scroller, whose bar is
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
	s.bar = &scrollBar{scroll: s, thumb: newThumb(), bar: newBar(k)}
	s.bar.ExtendBaseWidget(s.bar)
	s.ExtendBaseWidget(s)
	k.scrolls = append(k.scrolls, weak.Make(s))
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

// shown is what the bar shows.
func (s *Scroll) shown() input.Range {
	view := float64(s.Size().Height)
	return input.Range{Top: float64(s.offset), View: view, Extent: view + float64(s.most())}
}

// Reveal scrolls as little as needed to show an object of the content, which may
// lie in containers but in no widget.
func (s *Scroll) Reveal(o fyne.CanvasObject) {
	if y, ok := topIn(s.content, o); ok {
		s.show(y, o.Size().Height)
	}
}

// show scrolls as little as needed to show what is at y in the content, with a little
// room around it.
func (s *Scroll) show(y, height float32) {
	const edge = 12
	view, at := s.Size().Height, s.offset
	switch bottom := y + height + edge; {
	case y-edge < at:
		at = y - edge
	case bottom > at+view:
		at = min(y-edge, bottom-view)
	default:
		return
	}
	s.scrollTo(float64(at))
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
func (s *Scroll) Scrolled(ev *fyne.ScrollEvent) {
	s.scrollTo(float64(s.offset - ev.Scrolled.DY*input.Wheel))
}

func (s *Scroll) scrollTo(top float64) {
	if offset := min(max(float32(top), 0), s.most()); offset != s.offset {
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
	var start, bar float32 = 0, size.Width - input.BarZone
	if s.rtl {
		start, bar = s.gutter, 0
	}
	s.content.Move(fyne.NewPos(start, -s.offset))
	place(s.bar, bar, 0, input.BarZone, size.Height)
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

// newBar returns the scrollbar of a scroller or a list.
func newBar(k *Kit) input.Bar { return input.Bar{Width: 6, Edge: 2, Least: 28, Left: k.RTL()} }

// newThumb makes what moves along a scrollbar.
func newThumb() *Surface {
	return NewSurface(func(p palette.Palette) color.NRGBA { return p.ScrollBar }, None, 3)
}

// scrolled is what a scrollBar scrolls.
type scrolled interface {
	shown() input.Range
	scrollTo(top float64)
}

// scrollBar is where the pointer takes the thumb of a scroller.
type scrollBar struct {
	widget.BaseWidget
	scroll scrolled
	thumb  *Surface
	bar    input.Bar
}

var (
	_ fyne.Scrollable   = (*Scroll)(nil)
	_ fyne.Draggable    = (*scrollBar)(nil)
	_ desktop.Mouseable = (*scrollBar)(nil)
)

// place puts the thumb where it belongs; without one the bar is hidden, so that it
// takes no presses.
func (b *scrollBar) place() {
	b.bar.Place(b.thumb, b.Size(), b.scroll.shown())
	if b.thumb.Visible() {
		b.Show()
	} else {
		b.Hide()
	}
}

// MouseDown takes the thumb, which comes to the pointer.
func (b *scrollBar) MouseDown(ev *desktop.MouseEvent) {
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	if top, ok := b.bar.Press(ev.Position, b.Size(), b.scroll.shown()); ok {
		b.scroll.scrollTo(top)
	}
}

// MouseUp, Dragged and DragEnd are Fyne's.
func (b *scrollBar) MouseUp(*desktop.MouseEvent) { b.bar.Release() }
func (b *scrollBar) DragEnd()                    { b.bar.Release() }
func (b *scrollBar) Dragged(ev *fyne.DragEvent) {
	if top, ok := b.bar.Drag(ev.Position.Y, b.Size().Height, b.scroll.shown()); ok {
		b.scroll.scrollTo(top)
	}
}

// CreateRenderer is Fyne's.
func (b *scrollBar) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Objects: []fyne.CanvasObject{b.thumb}})
}
