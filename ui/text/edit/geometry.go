package edit

import "tarikh.org/tarikh/ui/text/layout"

// HitIn is the caret nearest to a point of a paragraph. At the end of a line that
// wraps, it is before the white space that hangs there.
func (b *Body) HitIn(i int, x, y float32) Caret {
	s := b.Setting(i)
	local, a := s.hit(x, y)
	if box := s.caret(local, a); a == layout.Upstream && box.Line < s.Lines-1 {
		local = min(local, b.visibleEnd(i, box.Line))
	}
	return Caret{b.lengths.Before(i) + local, a}
}

// visibleEnd is the end of a line without its trailing white space; with it if the
// line has nothing else.
func (b *Body) visibleEnd(i, line int) int {
	text := b.paras[i].text
	at := b.graphemes(i, line)
	for n := len(at) - 1; n > 0; n-- {
		if g := text[at[n-1]:at[n]]; g != " " && g != "\t" {
			return at[n]
		}
	}
	return at[len(at)-1]
}

// attached is a caret that belongs to its neighbour on one side. There is none before
// the start of a paragraph, and where a line ends between its neighbours the caret
// is on the next line.
func (b *Body) attached(offset int, a layout.Affinity) Caret {
	i, local := b.locate(offset)
	s := b.Setting(i)
	if local == 0 || s.caret(local, layout.Upstream).Line != s.caret(local, layout.Downstream).Line {
		a = layout.Downstream
	}
	return Caret{offset, a}
}
