package text

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/go-text/typesetting/segmenter"

	"tarikh.org/tarikh/ui/text/layout"
)

// shifted reports whether a Shift key is held.
func shifted() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// moving is the end of the selection that moves.
func (t *View) moving() int {
	if s := t.selection; s.start < s.from {
		return s.start
	}
	return t.selection.end
}

// selectByKey moves the selection's head by a key that is pressed with Shift, and
// reports whether the key is one of those. The arrows go with the text: in a
// right-to-left paragraph Left goes forward.
func (t *View) selectByKey(key fyne.KeyName, word bool) bool {
	head := t.moving()
	block := t.page.At(head)
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		forward := (key == fyne.KeyRight) != t.page.Block(block).RTL
		head = t.step(head, forward, word)
	case fyne.KeyUp:
		head = t.vertical(head, -1)
	case fyne.KeyDown:
		head = t.vertical(head, 1)
	case fyne.KeyHome, fyne.KeyEnd:
		b, p := t.page.Block(block), t.paragraph(block)
		line := p.Lines[p.Caret(min(head, b.End)-b.Start, layout.Downstream).Line]
		if head = b.Start + line.Start; key == fyne.KeyEnd {
			head = b.Start + line.End
		}
	default:
		return false
	}
	s := &t.selection
	s.grain = byGrapheme
	t.selectRange(min(head, s.from), max(head, s.to))
	t.follow(head)
	t.settled()
	return true
}

// step is the place a grapheme or a word on from an offset. At the end of a
// paragraph it goes over to the next one.
func (t *View) step(offset int, forward, word bool) int {
	b := t.page.Block(t.page.At(offset))
	if forward && offset >= b.End {
		return t.nextStart(offset)
	}
	if !forward && offset <= b.Start {
		if offset == 0 {
			return 0
		}
		prev := t.page.Block(t.page.At(offset - 1))
		if prev.End < offset { // over the line end
			return prev.End
		}
		b = prev
	}
	bounds := boundaries(t.text[b.Start:b.End], word)
	at := offset - b.Start
	if forward {
		for _, edge := range bounds {
			if edge > at {
				return b.Start + edge
			}
		}
		return b.End
	}
	best := 0
	for _, edge := range bounds {
		if edge < at {
			best = edge
		}
	}
	return b.Start + best
}

// nextStart is where the block after an offset at a block's end begins.
func (t *View) nextStart(offset int) int {
	if i := t.page.At(offset); i+1 < t.page.Len() {
		return t.page.Block(i + 1).Start
	}
	return offset
}

// boundaries are the byte offsets where graphemes end, or where words begin and end
// (UAX #29).
func boundaries(text string, word bool) []int {
	var s segmenter.Segmenter
	runes := []rune(text)
	s.Init(runes)
	var bounds []int
	at, done := 0, 0
	mark := func(rune int) {
		for ; done < rune; done++ {
			at += runeLen(text[at:])
		}
		bounds = append(bounds, at)
	}
	if word {
		for words := s.WordIterator(); words.Next(); {
			w := words.Word()
			mark(w.Offset)
			mark(w.Offset + len(w.Text))
		}
		return bounds
	}
	for graphemes := s.GraphemeIterator(); graphemes.Next(); {
		g := graphemes.Grapheme()
		mark(g.Offset + len(g.Text))
	}
	return append([]int{0}, bounds...)
}

// vertical is the place a line above (-1) or below (1) an offset.
func (t *View) vertical(offset, by int) int {
	i := t.page.At(offset)
	b, p := t.page.Block(i), t.paragraph(i)
	caret := p.Caret(min(offset, b.End)-b.Start, layout.Downstream)
	line := caret.Line + by
	switch {
	case line < 0 && i == 0:
		return 0
	case line >= len(p.Lines) && i+1 == t.page.Len():
		return b.End
	case line < 0:
		i--
		b, p = t.page.Block(i), t.paragraph(i)
		line = len(p.Lines) - 1
	case line >= len(p.Lines):
		i++
		b, p = t.page.Block(i), t.paragraph(i)
		line = 0
	}
	l := &p.Lines[line]
	found, _ := p.Hit(caret.X, l.Y+1)
	return b.Start + min(found, b.End-b.Start)
}

// follow scrolls as far as is needed to see an offset.
func (t *View) follow(offset int) {
	place := t.placeOf(offset)
	y, line := t.page.Between(t.page.Place(), place), float64(t.style(t.page.Block(place.Block)).LineHeight)
	switch {
	case y < 0:
		t.scroll(y)
	case y+line > t.page.View():
		t.scroll(y + line - t.page.View())
	}
}
