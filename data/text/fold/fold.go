// Package fold brings text into the form in which it is compared and searched:
// what readers take for the same word becomes the same bytes. The one idea is
// the map that comes with it: every slice of folded text knows the slice of the
// source it came from, so that what is found in the one is shown in the other.
//
// Dropped are the Arabic vowel signs and Quranic marks, tatweel, the accents of
// Latin, Greek, Cyrillic and Hebrew letters, joiners and invisible controls.
// أ إ آ ٱ become ا; ى ی ئ become ي; ک becomes ك; ة becomes ه; ؤ becomes و; letters
// become lower case; decimal digits of every script become ASCII; presentation
// forms and full-width forms become the letters they represent. Punctuation
// stays. Each byte that is not UTF-8 becomes U+FFFD.
package fold

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Folded is a folded text and its way back to the source.
type Folded struct {
	text   string
	source int // bytes of the source
	spans  []span
}

// span is a stretch of folded text, up to the fold of the next span, and the
// source [from, to) it came from. Spans ascend in both; what lies in the source
// between two of them was dropped and belongs to neither. Texts are shorter than
// 4 GB.
type span struct {
	fold, from, to uint32
	// whole: any part of the stretch came from all of the source. Otherwise
	// the characters of both pair off, each with one of its own length.
	whole bool
}

// Text folds s; white space stays as it is, but that every space is U+0020.
func Text(s string) Folded { return fold(s, false) }

// Line folds s and makes one space of each run of white space, line ends too.
func Line(s string) Folded { return fold(s, true) }

// String returns the folded s without the way back, which takes most of the time.
func String(s string) string {
	t := foldTable()
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if to := t.block[c]; to >= 0 {
				out = append(out, byte(to))
			}
			i++
			continue
		}
		r, size := decode(s, i)
		i += size
		switch to := t.at(r); {
		case to == several:
			out = append(out, expand(r)...)
		case to >= 0:
			out = utf8.AppendRune(out, to)
		}
	}
	return string(out)
}

// decode is utf8.DecodeRuneInString(s[i:]), faster for characters of two bytes, in
// which Arabic is written.
func decode(s string, i int) (r rune, size int) {
	if c := s[i]; 0xC2 <= c && c <= 0xDF && i+1 < len(s) && s[i+1]&0xC0 == 0x80 {
		return rune(c&0x1F)<<6 | rune(s[i+1]&0x3F), 2
	}
	return utf8.DecodeRuneInString(s[i:])
}

// String is the folded text.
func (f Folded) String() string { return f.text }

// Source returns the half-open span of the source, in bytes, that the folded
// text from start to end came from: whole characters with the marks on them,
// and all of a character of which only a part is asked for, like a ligature.
// An empty span gives an empty one. Offsets outside the text are moved into it.
func (f Folded) Source(start, end int) (from, to int) {
	start = min(max(start, 0), len(f.text))
	end = min(max(end, start), len(f.text))
	if start == end {
		if start == len(f.text) {
			return f.source, f.source
		}
		from, _ = f.Source(start, start+1)
		return from, from
	}
	for !utf8.RuneStart(f.text[start]) {
		start--
	}
	for end < len(f.text) && !utf8.RuneStart(f.text[end]) {
		end++
	}
	first, last := f.at(start), f.at(end-1)
	from, to = int(first.from), int(last.to)
	if !first.whole {
		from += start - int(first.fold)
	}
	if !last.whole {
		to = int(last.from) + end - int(last.fold)
	}
	return from, to
}

// at returns the span that the byte of folded text at offset lies in.
func (f Folded) at(offset int) span {
	return f.spans[sort.Search(len(f.spans), func(i int) bool { return int(f.spans[i].fold) > offset })-1]
}

// folder builds a Folded, character by character.
type folder struct {
	out   strings.Builder
	spans []span
	line  bool // runs of white space become one space
	last  int  // bytes of folded text that the last source character became
	space bool // the folded text ends in white space
}

func fold(s string, line bool) Folded {
	t := foldTable()
	f := folder{line: line}
	f.out.Grow(len(s))
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch to := t.at(r); {
		case to == extending:
			f.extend(i + size)
		case to == dropped:
		case to == several:
			f.several(i, i+size, expand(r))
		case line && white(to):
			f.white(i, i+size)
		default:
			f.one(i, i+size, to)
		}
		i += size
	}
	return Folded{text: f.out.String(), source: len(s), spans: f.spans}
}

// one adds what became one character.
func (f *folder) one(from, to int, r rune) {
	at := f.out.Len()
	n := 1
	if r < utf8.RuneSelf {
		f.out.WriteByte(byte(r))
	} else {
		n, _ = f.out.WriteRune(r)
	}
	f.last, f.space = n, white(r)
	if n == to-from {
		if k := len(f.spans) - 1; k >= 0 && !f.spans[k].whole && int(f.spans[k].to) == from {
			f.spans[k].to = uint32(to)
			return
		}
	}
	f.spans = append(f.spans, span{fold: uint32(at), from: uint32(from), to: uint32(to), whole: n != to-from})
}

// several adds what became more than one character.
func (f *folder) several(from, to int, text string) {
	f.spans = append(f.spans, span{fold: uint32(f.out.Len()), from: uint32(from), to: uint32(to), whole: true})
	n, _ := f.out.WriteString(text)
	f.last, f.space = n, false
}

// white adds white space to the run that the text ends in, or begins one.
func (f *folder) white(from, to int) {
	if f.space {
		f.extend(to)
		return
	}
	f.one(from, to, ' ')
}

// extend lets the last character reach to an offset in the source: it takes in
// a mark that was dropped.
func (f *folder) extend(to int) {
	k := len(f.spans) - 1
	if k < 0 {
		return
	}
	at := uint32(f.out.Len() - f.last)
	if s := f.spans[k]; !s.whole && at > s.fold {
		from := s.from + at - s.fold
		f.spans[k].to = from
		f.spans = append(f.spans, span{fold: at, from: from})
		k++
	}
	f.spans[k].to, f.spans[k].whole = uint32(to), true
}

func white(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0x2028, 0x2029:
		return true
	}
	return r > unicode.MaxLatin1 && unicode.Is(unicode.Zs, r)
}
