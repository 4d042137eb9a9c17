package anchor

import (
	"unicode"
	"unicode/utf8"
)

const zeroWidthJoiner = 0x200D

// graphemes widens a span until it begins and ends where readers see a
// character begin and end: no mark, no half of an emoji or flag is left out.
// This is the part of UAX #29 that matters for text as it is written (GB9,
// GB9a, GB11 to GB13); Hangul is taken as composed.
func graphemes(text string, start, end int) (from, to int) {
	for start > 0 && joins(text, start) {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	for end < len(text) && joins(text, end) {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return start, end
}

// joins reports whether the characters before and after an offset are one to
// the reader.
func joins(text string, offset int) bool {
	if offset == 0 || offset == len(text) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:offset])
	after, _ := utf8.DecodeRuneInString(text[offset:])
	switch {
	case unicode.IsControl(before) || before == ' ' || unicode.IsControl(after):
		return false
	case unicode.Is(unicode.M, after) || after == zeroWidthJoiner || after == 0x200C,
		0x1F3FB <= after && after <= 0x1F3FF, 0xE0020 <= after && after <= 0xE007F:
		return true
	case before == zeroWidthJoiner:
		return after > unicode.MaxLatin1 && unicode.Is(unicode.So, after)
	case flagHalf(before) && flagHalf(after):
		n := 0
		for rest := text[:offset]; ; n++ {
			r, size := utf8.DecodeLastRuneInString(rest)
			if !flagHalf(r) {
				break
			}
			rest = rest[:len(rest)-size]
		}
		return n%2 == 1
	}
	return false
}

func flagHalf(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }
