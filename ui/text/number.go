package text

import (
	"image/color"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/layout"
	look "tarikh.org/tarikh/ui/theme"
)

// Number is a small number before a passage: raised, where the space before its first
// word is.
type Number struct {
	At     int    // byte of the text
	Text   string // in the digits of the interface
	Colour string // of the palette
	State  NumberState
}

// NumberState is how a number is drawn.
type NumberState uint8

// The states.
const (
	NumberRing   NumberState = iota // in a dashed ring: it waits for a decision
	NumberBare                      // without one
	NumberFilled                    // on its colour
	NumberShown                     // on the accent: it is the one that is looked at
)

// Measures of a number, in units.
const numberHeight, numberSize, numberSide = 13, 9.5, 3.5

// numbered is a number as it is drawn.
type numbered struct {
	Number
	p *layout.Paragraph
}

// width is that of the number's disc.
func (n *numbered) width() float32 { return max(n.p.Width+2*numberSide, numberHeight) }

// SetNumbers shows numbers in place of those before.
func (t *View) SetNumbers(all []Number) {
	t.numbers = t.numbers[:0]
	for _, n := range all {
		t.numbers = append(t.numbers, numbered{n, t.ts.Shaper.Paragraph(n.Text, layout.Style{Size: numberSize, Bold: true, LineHeight: numberHeight}, 0)})
	}
	t.redraw()
}

// NumberHost is a TextHost that is told of numbers that are tapped, by their bytes.
type NumberHost interface{ NumberTapped(at int) }

// tapNumber tells the host of the number at a point, and reports whether there is one.
func (t *View) tapNumber(at fyne.Position) bool {
	host, ok := t.host.(NumberHost)
	n := t.numberAt(at)
	if !ok || n < 0 {
		return false
	}
	host.NumberTapped(n)
	return true
}

// numberAt is the byte of the number at a point of the widget, -1 for none.
func (t *View) numberAt(at fyne.Position) int {
	for i := range t.numbers {
		n := &t.numbers[i]
		pos, size, ok := t.RectOf(n.At, n.At+1)
		if !ok {
			continue
		}
		x0, x1 := pos.X-n.width(), pos.X
		if t.runsRTL(n.At) {
			x0, x1 = pos.X+size.Width, pos.X+size.Width+n.width()
		}
		if at.X >= x0 && at.X < x1 && at.Y >= pos.Y && at.Y < pos.Y+numberHeight+2 {
			return n.At
		}
	}
	return -1
}

// runsRTL reports whether the character at an offset runs from right to left, in whichever
// paragraph it is: a number is before it in reading.
func (t *View) runsRTL(offset int) bool {
	_, at := t.text.CaretBox(edit.Caret{Offset: offset + t.text.Headline()})
	return at.RTL
}

// drawNumbers draws the numbers of a sheet's lines, under its words.
func (t *View) drawNumbers(s *sheet) {
	p := look.Current()
	for i := range t.numbers {
		n := &t.numbers[i]
		if n.At < s.low || n.At >= s.high {
			continue
		}
		areas := s.areas(n.At, n.At+1)
		if len(areas) == 0 {
			continue
		}
		w := n.width()
		r := layout.Rect{X: areas[0].X - w + 1, Y: areas[0].Y + 0.5, W: w, H: numberHeight}
		if t.runsRTL(n.At) {
			r.X = areas[0].X + areas[0].W - 1
		}
		fill, ink := p.Panel, p.Ink
		switch n.State {
		case NumberFilled:
			fill, ink = p.Deep(n.Colour), p.OnDeep
		case NumberShown:
			fill, ink = p.Accent, p.OnAccent
		case NumberBare:
			ink = p.Muted
		case NumberRing:
		}
		s.fill(r, numberHeight/2.0, fill)
		if n.State == NumberRing {
			x, y := (s.dx+r.X)*s.scale, (s.dy+r.Y)*s.scale
			DashedPill(s.img, x, y, x+r.W*s.scale, y+r.H*s.scale, s.scale, p.Mark(n.Colour))
		}
		t.drawNumber(s, n, r, ink)
	}
}

func (t *View) drawNumber(s *sheet, n *numbered, r layout.Rect, ink color.NRGBA) {
	x, y := r.X+(r.W-n.p.Width)/2, r.Y
	t.ts.Glyphs.Draw(s.img, n.p, (s.dx+x)*s.scale, (s.dy+y)*s.scale, s.scale, ink)
}
