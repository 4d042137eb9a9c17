package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"tarikh.org/tarikh/ui/text/layout"
)

// window is how many bytes on either side of a place are looked at for words.
const window = 512

// graphemes are the starts of the graphemes of a line (UAX #29), and its end. A line
// is enough, as it starts and ends between graphemes.
func (b *Body) graphemes(i, line int) []int {
	s := b.Setting(i)
	start, end := s.Span(line, line+1)
	return starts(b.paras[i].text[start:end], start)
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
func (b *Body) next(offset int) int {
	i, local := b.locate(offset)
	if local == len(b.paras[i].text) {
		return min(offset+1, b.Len())
	}
	for _, at := range b.graphemes(i, b.Setting(i).lineOf(local)) {
		if at > local {
			return offset + at - local
		}
	}
	return offset
}

// locateBefore is locate for what is before an offset: the start of a block that is
// joined to the one before it is the end of that.
func (b *Body) locateBefore(offset int) (i, local int) {
	i, local = b.locate(offset)
	if local == 0 && i > 0 && b.paras[i-1].joined {
		i--
		local = len(b.paras[i].text)
	}
	return i, local
}

// previous is the grapheme boundary before an offset.
func (b *Body) previous(offset int) int {
	i, local := b.locateBefore(offset)
	if local == 0 {
		return max(offset-1, 0)
	}
	before := 0
	for _, at := range b.graphemes(i, b.Setting(i).lineOf(local-1)) {
		if at >= local {
			break
		}
		before = at
	}
	return offset + before - local
}

// snap moves an offset to a grapheme boundary if it is not on one: to the next one
// or to the one before.
func (b *Body) snap(offset int, forward bool) int {
	offset = min(max(offset, 0), b.Len())
	i, local := b.locate(offset)
	if local == 0 || local == len(b.paras[i].text) {
		return offset
	}
	before := 0
	for _, at := range b.graphemes(i, b.Setting(i).lineOf(local)) {
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
			_, n := utf8.DecodeRuneInString(near[offset-from:])
			offset += n
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
func (b *Body) wordForward(offset int) int {
	i, local := b.locate(offset)
	text := b.paras[i].text
	if local == len(text) {
		return min(offset+1, b.Len())
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
	return b.snap(offset+found-local, true)
}

// wordBackward is the start of the word at or before an offset; at the start of a
// paragraph the end of the one before.
func (b *Body) wordBackward(offset int) int {
	i, local := b.locateBefore(offset)
	if local == 0 {
		return max(offset-1, 0)
	}
	found := -1
	from, _ := words(b.paras[i].text, local, func(start, _ int) bool {
		if start < local {
			found = start
		}
		return start < local
	})
	if found < 0 {
		found = from
	}
	return b.snap(offset+found-local, false)
}

// word is the word at a caret, or the grapheme if it is in none. A caret between two
// words is in the one that its affinity names.
func (b *Body) word(c Caret) (start, end int) {
	i, local := b.locate(c.Offset)
	text := b.paras[i].text
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
		return b.snap(first+before, false), c.Offset
	case start >= 0:
		return b.snap(first+start, false), b.snap(first+end, true)
	case local == len(text):
		return c.Offset, c.Offset
	}
	return c.Offset, b.next(c.Offset)
}

// sentence is the sentence that an offset is in, without the white space around it: it
// ends with its full stop, question or exclamation mark and the quotation marks and
// brackets that close after it, before white space, or with its paragraph. A stop behind
// a single letter, as of initials, or before a small letter ends none.
func (b *Body) sentence(offset int) (start, end int) {
	i, local := b.locate(offset)
	text := b.paras[i].text
	first := offset - local
	for from := 0; from < len(text); {
		to := from + sentenceEnd(text[from:])
		if local < to || to == len(text) {
			piece := text[from:to]
			start = from + len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
			end = from + len(strings.TrimRightFunc(piece, unicode.IsSpace))
			return b.snap(first+start, false), b.snap(first+max(start, end), true)
		}
		from = to
	}
	return offset, offset
}

// sentenceEnd is where the first sentence of a text ends, with the white space after it.
func sentenceEnd(text string) int {
	const stops, closing = ".!?…؟。۔", "\"'”’»)]›"
	for i, r := range text {
		if !strings.ContainsRune(stops, r) {
			continue
		}
		after := text[i+utf8.RuneLen(r):]
		rest := strings.TrimLeft(after, stops+closing)
		next := strings.TrimLeftFunc(rest, unicode.IsSpace)
		if next == rest && rest != "" || r == '.' && initial(text[:i]) || startsSmall(next) {
			continue
		}
		return len(text) - len(next)
	}
	return len(text)
}

// initial reports whether a text ends with a word of one letter.
func initial(text string) bool {
	last, n := utf8.DecodeLastRuneInString(text)
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-n])
	return unicode.IsLetter(last) && (len(text) == n || !unicode.IsLetter(before) && !unicode.IsMark(before))
}

func startsSmall(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r)
}
