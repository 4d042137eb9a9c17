package text

import (
	"slices"

	"tarikh.org/tarikh/ui/text/layout"
	look "tarikh.org/tarikh/ui/theme"
)

// Found is a find of a search in a text: bytes, half-open.
type Found struct{ Start, End int }

// SetFinds shows what a search found in the text: finds ascend without overlap, and
// shown is the one that is looked at, or -1.
func (t *View) SetFinds(finds []Found, shown int) {
	if shown == t.find && slices.Equal(finds, t.finds) {
		return
	}
	t.finds, t.find = finds, shown
	t.redraw()
}

// drawFinds lays grounds behind the finds of the block that starts at an offset, in
// the bytes [start, end) of the text.
func (t *View) drawFinds(s *sheet, block, start, end int) {
	colours := look.Current()
	i, _ := slices.BinarySearchFunc(t.finds, start, func(f Found, start int) int { return f.End - start - 1 })
	for ; i < len(t.finds) && t.finds[i].Start < end; i++ {
		f, c := t.finds[i], colours.Find
		if i == t.find {
			c = colours.FindNow
		}
		inset := max((s.p.Style.LineHeight-1.5*s.p.Style.Size)/2, 0.5)
		for _, r := range s.rects(f.Start-block, f.End-block) {
			r = s.within(r)
			r.Y, r.H = r.Y+inset, r.H-2*inset
			s.fill(layout.Rect{X: r.X - 1, Y: r.Y, W: r.W + 2, H: r.H}, 4, c)
		}
	}
}
