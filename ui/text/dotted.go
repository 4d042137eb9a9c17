package text

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/text/layout"
)

// HoverHost is a TextHost that is told which highlights the pointer comes on, as
// TextHost.HighlightTapped gives them; none when it leaves them, and when the words
// move away under it.
type HoverHost interface {
	HighlightHovered(ids []any)
}

// point notes what the pointer is on, for the cursor and the host.
func (t *View) point(at fyne.Position) {
	var ids []any
	if len(t.highlights) > 0 && !t.press.held {
		ids = t.highlightsAt(at)
	}
	t.pointAt(ids)
}

func (t *View) pointAt(ids []any) {
	if slices.Equal(ids, t.pointing) {
		return
	}
	t.pointing = ids
	if host, ok := t.host.(HoverHost); ok {
		host.HighlightHovered(ids)
	}
}

// OffsetAt is the offset of the character nearest to a height in view, in units from
// the widget's top, at the reading start of its line.
func (t *View) OffsetAt(y float32) int {
	x := t.left
	h := t.hit(fyne.NewPos(x, y))
	if t.page.Block(h.block).RTL {
		h = t.hit(fyne.NewPos(x+t.column, y))
	}
	return h.offset
}

// Dots under words: how wide and far apart they are, in units.
const dotSize, dotStep = 1.5, 4

// dots draws a dotted line under a highlight's words.
func (s *sheet) dots(m marked, block int, c color.NRGBA) {
	size := float32(dotSize)
	if m.Emphasis {
		size++
	}
	for _, r := range s.rects(m.Start-block, m.End-block) {
		r = s.within(r)
		under := layout.Rect{Y: r.Y + r.H/2 + 0.62*s.p.Style.Size, W: size, H: size}
		for x := r.X + 1; x+size <= r.X+r.W; x += dotStep {
			under.X = x
			s.fill(under, size/2, c)
		}
	}
}
