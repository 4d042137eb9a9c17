package edit

import (
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"tarikh.org/tarikh/ui/text/layout"
)

// window is how many bytes on either side of a place are looked at for words.
const window = 512

// graphemes are the starts of the graphemes of a line (UAX #29), and its end. A line
// is enough, as it starts and ends between graphemes.
func (d *Document) graphemes(i, line int) []int {
	s := d.Setting(i)
	start, end := s.span(line)
	return starts(d.paras[i].text[start:end], start)
}

// starts are the starts of the graphemes of a text, counted from an offset, and its end.
func starts(text string, offset int) []int {
	at := make([]int, 0, len(text)+1)
	simple := true
	for i, r := range text {
		simple = simple && r < 0x300
		at = append(at, offset+i)
	}
	at = append(at, offset+len(text))
	if simple {
		return at
	}
	var seg segmenter.Segmenter
	seg.InitWithString(text)
	n := 0
	for it := seg.GraphemeIterator(); it.Next(); n++ {
		at[n] = at[it.Grapheme().Offset]
	}
	return append(at[:n], offset+len(text))
}

// next is the grapheme boundary after an offset; the end of the text has none.
func (d *Document) next(offset int) int {
	i, local := d.locate(offset)
	if local == len(d.paras[i].text) {
		return min(offset+1, d.Len())
	}
	for _, at := range d.graphemes(i, d.Setting(i).lineOf(local)) {
		if at > local {
			return offset + at - local
		}
	}
	return offset
}

// previous is the grapheme boundary before an offset.
func (d *Document) previous(offset int) int {
	i, local := d.locate(offset)
	if local == 0 {
		return max(offset-1, 0)
	}
	before := 0
	for _, at := range d.graphemes(i, d.Setting(i).lineOf(local-1)) {
		if at >= local {
			break
		}
		before = at
	}
	return offset + before - local
}

// snap moves an offset to a grapheme boundary if it is not on one: to the next one
// or to the one before.
func (d *Document) snap(offset int, forward bool) int {
	offset = min(max(offset, 0), d.Len())
	i, local := d.locate(offset)
	if local == 0 || local == len(d.paras[i].text) {
		return offset
	}
	before := 0
	for _, at := range d.graphemes(i, d.Setting(i).lineOf(local)) {
		if at >= local {
			if forward || at == local {
				return offset + at - local
			}
			break
		}
		before = at
	}
	return offset + before - local
}

// erased is how much Backspace takes of a grapheme: a mark or another last character
// of it, but a picture of several characters as a whole.
func erased(grapheme string) int {
	last, n := utf8.DecodeLastRuneInString(grapheme)
	if n == len(grapheme) || pictorial(last) {
		return len(grapheme)
	}
	for _, r := range grapheme {
		if pictorial(r) {
			return len(grapheme)
		}
	}
	return n
}

// pictorial reports characters that make one picture with their neighbours: emoji
// and their modifiers, flags, keycaps and tags.
func pictorial(r rune) bool {
	switch {
	case r < 0x203c:
		return false
	case r == 0x20e3, r >= 0xfe00 && r <= 0xfe0f, r >= 0x1f000 && r <= 0x1faff, r >= 0xe0020 && r <= 0xe007f:
		return true
	}
	return r < 0x3300 && unicode.Is(unicode.So, r)
}

// around is the text near a byte of a paragraph, cut at spaces if it can be, and
// where it starts.
func around(text string, at int) (near string, start int) {
	end := len(text)
	if at > 2*window {
		start = at - window
		for i := start; i > at-2*window; i-- {
			if text[i-1] == ' ' {
				start = i
				break
			}
		}
		for !utf8.RuneStart(text[start]) {
			start--
		}
	}
	if len(text)-at > 2*window {
		end = at + window
		for i := end; i < at+2*window; i++ {
			if text[i] == ' ' {
				end = i
				break
			}
		}
		for !utf8.RuneStart(text[end]) {
			end--
		}
	}
	return text[start:end], start
}

// words calls yield for the words (UAX #29) near a byte of a paragraph, until it
// returns false. It returns what part of the paragraph was looked at.
func words(text string, at int, yield func(start, end int) bool) (from, to int) {
	near, from := around(text, at)
	runes := []rune(near)
	var seg segmenter.Segmenter
	seg.Init(runes)
	done, offset := 0, from // rune, and its byte
	bytes := func(rune int) int {
		for ; done < rune; done++ {
			offset += utf8.RuneLen(runes[done])
		}
		return offset
	}
	for it := seg.WordIterator(); it.Next(); {
		w := it.Word()
		start := bytes(w.Offset)
		if !yield(start, bytes(w.Offset+len(w.Text))) {
			break
		}
	}
	return from, from + len(near)
}

// wordForward is the end of the word at or after an offset; at the end of a paragraph
// the start of the next one.
func (d *Document) wordForward(offset int) int {
	i, local := d.locate(offset)
	text := d.paras[i].text
	if local == len(text) {
		return min(offset+1, d.Len())
	}
	found := -1
	_, to := words(text, local, func(_, end int) bool {
		if end > local {
			found = end
		}
		return found < 0
	})
	if found < 0 {
		found = to
	}
	return d.snap(offset+found-local, true)
}

// wordBackward is the start of the word at or before an offset; at the start of a
// paragraph the end of the one before.
func (d *Document) wordBackward(offset int) int {
	i, local := d.locate(offset)
	if local == 0 {
		return max(offset-1, 0)
	}
	found := -1
	from, _ := words(d.paras[i].text, local, func(start, _ int) bool {
		if start < local {
			found = start
		}
		return start < local
	})
	if found < 0 {
		found = from
	}
	return d.snap(offset+found-local, false)
}

// word is the word at a caret, or the grapheme if it is in none. A caret between two
// words is in the one that its affinity names.
func (d *Document) word(c Caret) (start, end int) {
	i, local := d.locate(c.Offset)
	text := d.paras[i].text
	before := -1 // start of the word that ends here
	start, end = -1, -1
	words(text, local, func(from, to int) bool {
		switch {
		case to == local:
			before = from
		case from <= local && local < to:
			start, end = from, to
		}
		return to <= local
	})
	first := c.Offset - local
	switch {
	case before >= 0 && (start < 0 || c.Affinity == layout.Upstream):
		return d.snap(first+before, false), c.Offset
	case start >= 0:
		return d.snap(first+start, false), d.snap(first+end, true)
	case local == len(text):
		return c.Offset, c.Offset
	}
	return c.Offset, d.next(c.Offset)
}
