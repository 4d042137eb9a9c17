package input

import "fyne.io/fyne/v2"

// BarZone is the width of the area at a widget's edge where the pointer takes the
// thumb, in units.
const BarZone = 12

// Bar is a vertical scrollbar at the edge of a widget: where its thumb is, and what
// dragging it scrolls to. Measures are units.
type Bar struct {
	Width float32 // of the thumb
	Edge  float32 // from the thumb to the widget's edge
	Inset float32 // from the ends of the thumb's way to those of the widget
	Least float32 // height of the thumb
	Left  bool    // at the left edge, as in right-to-left interfaces

	held bool
	grab float32 // where the thumb is held, from its top
}

// Range is what a view shows: Top is its distance from the beginning, View its
// height, Extent that of everything.
type Range struct{ Top, View, Extent float64 }

// over is how far the view can be scrolled.
func (r Range) over() float64 { return r.Extent - r.View }

// Thumb is the top and the height of the thumb in a widget of some height, false if
// everything is in view.
func (b *Bar) Thumb(height float32, r Range) (y, h float32, ok bool) {
	track := float64(height - 2*b.Inset)
	if r.over() <= 0.5 || track <= 0 {
		return 0, 0, false
	}
	length := min(max(track*r.View/r.Extent, float64(b.Least)), track)
	return b.Inset + float32(min(r.Top/r.over(), 1)*(track-length)), float32(length), true
}

// Place puts the thumb where it belongs in a widget, or hides it.
func (b *Bar) Place(thumb fyne.CanvasObject, size fyne.Size, r Range) {
	y, h, ok := b.Thumb(size.Height, r)
	if !ok {
		thumb.Hide()
		return
	}
	x := b.Edge
	if !b.Left {
		x = size.Width - b.Edge - b.Width
	}
	thumb.Show()
	thumb.Move(fyne.NewPos(x, y))
	thumb.Resize(fyne.NewSize(b.Width, h))
}

// Press takes the thumb where a press is on the bar: at the pointer, or by its middle
// if the pointer is beside it. It returns where the view goes, false if the press is
// not on the bar.
func (b *Bar) Press(at fyne.Position, size fyne.Size, r Range) (top float64, ok bool) {
	b.held = false
	on := at.X >= size.Width-BarZone
	if b.Left {
		on = at.X < BarZone
	}
	y, h, ok := b.Thumb(size.Height, r)
	if !on || !ok {
		return 0, false
	}
	b.held, b.grab = true, h/2
	if at.Y >= y && at.Y < y+h {
		b.grab = at.Y - y
	}
	return b.Drag(at.Y, size.Height, r)
}

// Drag returns where the view goes as the pointer, which holds the thumb, is at y;
// false if it does not.
func (b *Bar) Drag(y, height float32, r Range) (top float64, ok bool) {
	_, h, ok := b.Thumb(height, r)
	if !b.held || !ok {
		return 0, false
	}
	way := height - 2*b.Inset - h
	if way <= 0 {
		return 0, true
	}
	return float64(min(max((y-b.grab-b.Inset)/way, 0), 1)) * r.over(), true
}

// Release ends the hold on the thumb.
func (b *Bar) Release() { b.held = false }
