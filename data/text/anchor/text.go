package anchor

import (
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// Text is an article in which passages are looked for. What the approximate
// search needs is made once, when a first passage calls for it. Safe for use by
// several goroutines.
type Text struct {
	source string
	folded func() *folded
}

// NewText takes a text for as many passages as are to be found in it.
func NewText(text string) *Text {
	return &Text{source: text, folded: sync.OnceValue(func() *folded { return newFolded(text) })}
}

// folded is a text as the approximate search sees it: on one line, without
// marks, each character a small number, its letter. Positions are those of
// letters.
type folded struct {
	fold.Folded
	letters  []uint16
	numbers  map[rune]uint16 // of characters, from 1 on
	wordly   []bool          // by number: a letter or digit
	spaces   uint16          // the number of the space
	landmark []int           // byte offset in the folded text of every 64th letter
}

const (
	// landmarkStep is how many letters lie between landmarks.
	landmarkStep = 64
	// unknown is the number of all characters beyond 65,534 different ones, and
	// of those in a quote that the text does not have.
	unknown = 0
)

func newFolded(text string) *folded {
	f := &folded{Folded: fold.Line(text), numbers: map[rune]uint16{}, wordly: []bool{true}}
	s := f.String()
	f.letters = make([]uint16, 0, utf8.RuneCountInString(s))
	f.spaces = f.number(' ')
	var small [0x700]uint16 // numbers of the characters that most text is written in
	for i, r := range s {
		if len(f.letters)%landmarkStep == 0 {
			f.landmark = append(f.landmark, i)
		}
		n := uint16(unknown)
		if int(r) < len(small) {
			n = small[r]
		}
		if n == unknown {
			n = f.number(r)
			if int(r) < len(small) {
				small[r] = n
			}
		}
		f.letters = append(f.letters, n)
	}
	f.landmark = append(f.landmark, len(s))
	return f
}

// number returns the number of a character of the text.
func (f *folded) number(r rune) uint16 {
	r = plain(r)
	n, ok := f.numbers[r]
	if !ok && len(f.wordly) <= 0xFFFF {
		n = uint16(len(f.wordly))
		f.numbers[r] = n
		f.wordly = append(f.wordly, unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
	}
	return n
}

// plain takes typographic punctuation for the one that stands on a keyboard.
func plain(r rune) rune {
	switch r {
	case '“', '”', '„', '«', '»', '‹', '›':
		return '"'
	case '‘', '’', '`':
		return '\''
	case '‐', '‑', '–', '—', '−':
		return '-'
	case '،':
		return ','
	case '؛':
		return ';'
	case '؟':
		return '?'
	}
	return r
}

// encode returns the letters of a quote or context.
func (f *folded) encode(text string) []uint16 {
	s := fold.Line(text).String()
	out := make([]uint16, 0, utf8.RuneCountInString(s))
	for _, r := range s {
		out = append(out, f.numbers[plain(r)])
	}
	return out
}

// wordsOf returns the letters that are letters or digits of the script.
func (f *folded) wordsOf(letters []uint16) []uint16 {
	out := make([]uint16, 0, len(letters))
	for _, c := range letters {
		if f.wordly[c] {
			out = append(out, c)
		}
	}
	return out
}

// span returns the bytes of the source of the letters from start to end.
func (f *folded) span(start, end int) (from, to int) {
	return f.Source(f.offset(start), f.offset(end))
}

// offset returns the byte offset of a letter in the folded text.
func (f *folded) offset(letter int) int {
	if letter >= len(f.letters) {
		return len(f.String())
	}
	at := f.landmark[letter/landmarkStep]
	for range letter % landmarkStep {
		_, size := utf8.DecodeRuneInString(f.String()[at:])
		at += size
	}
	return at
}

// letterAt returns the first letter that comes from an offset of the source or
// from after it.
func (f *folded) letterAt(offset int) int {
	lo, hi := 0, len(f.letters)
	for lo < hi {
		mid := (lo + hi) / 2
		if from, _ := f.span(mid, mid+1); from < offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

func reversed(letters []uint16) []uint16 {
	out := slices.Clone(letters)
	slices.Reverse(out)
	return out
}
