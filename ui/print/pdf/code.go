package pdf

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// code is what shows a cluster: a code of a font, and how far it moves the pen, in
// thousandths of the size.
type code struct {
	font  string
	id    uint16
	long  bool // of two bytes
	width float64
}

// mostSaid is how many characters one code says at most: a cluster of more is no word, and
// the strings of a character map are short.
const mostSaid = 60

// whatSays is what a cluster says; nothing for what is not to be shown. Control characters say
// nothing, except for the joiners, which belong to words.
func whatSays(cluster string) (runes []rune) {
	for _, r := range cluster {
		switch {
		case r == '\t':
			r = ' '
		case r == '\u200c' || r == '\u200d':
		case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r == '\ufffe' || r == '\uffff':
			continue
		}
		if len(runes) < mostSaid {
			runes = append(runes, r)
		}
	}
	return runes
}

// endOfWord follows a sign at the end of a right-to-left word (RIGHT-TO-LEFT MARK): a sign
// alone says nothing of its direction, and where it is the leftmost of a run some programs
// would part it from its word.
const endOfWord = '\u200f'

// ends reports whether a word ends before some text.
func ends(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r)
}

// signsFrom is where the signs begin that follow a letter; the length where there are none,
// or others after them.
func signsFrom(says []rune) int {
	from := len(says)
	for from > 1 && (unicode.Is(unicode.Mn, says[from-1]) || says[from-1] == endOfWord) {
		from--
	}
	for _, r := range says[:from] {
		if unicode.Is(unicode.Mn, r) {
			return len(says)
		}
	}
	return from
}

// mostTogether is how many characters are mapped in one section of a character map.
const mostTogether = 100

// characterMap tells what codes of a number of bytes say (9.10.3).
func characterMap(said []string, bytes int) []byte {
	digits := 2 * bytes
	var b []byte
	b = append(b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"+
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"+
		"1 begincodespacerange\n<"+strings.Repeat("0", digits)+"> <"+strings.Repeat("F", digits)+">\nendcodespacerange\n"...)
	for from := 1; from < len(said); from += mostTogether {
		group := said[from:min(from+mostTogether, len(said))]
		b = append(strconv.AppendInt(b, int64(len(group)), 10), " beginbfchar\n"...)
		for i, s := range group {
			b = append(b, '<')
			b = append(b, string(appendHex(nil, uint16(from+i)))[4-digits:]...)
			b = append(b, "> <"...)
			b = append(appendUTF16(b, []rune(s)), ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
