package fold

import (
	"sort"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What becomes of a character, where it is not another character.
const (
	dropped   rune = -1 - iota // nothing: an invisible control
	extending                  // nothing: a mark, which belongs to what it stands on
	several                    // more than one character: see expand
)

// table is a property of characters, kept for those up to the Arabic block, in
// which nearly all of our text is written.
type table[T any] struct {
	block [0x700]T
	of    func(rune) T
}

// newTable returns a table that is made when it is first asked for.
func newTable[T any](of func(rune) T) func() *table[T] {
	return sync.OnceValue(func() *table[T] {
		t := &table[T]{of: of}
		for r := range t.block {
			t.block[r] = of(rune(r))
		}
		return t
	})
}

func (t *table[T]) at(r rune) T {
	if int(r) < len(t.block) {
		return t.block[r]
	}
	return t.of(r)
}

// foldTable holds what lookUp returns.
var foldTable = newTable(lookUp)

// lookUp returns the character that r becomes, or one of the constants above.
func lookUp(r rune) rune {
	switch text := []rune(expand(r)); {
	case len(text) == 1:
		return text[0]
	case len(text) > 1:
		return several
	case extends(r):
		return extending
	}
	return dropped
}

// extends reports whether a dropped character belongs to the one before it.
func extends(r rune) bool {
	return unicode.In(r, unicode.M, unicode.Lm, unicode.So) || r == zwj || r == zwnj || r == endOfAyah ||
		presented(r) || 0xE0020 <= r && r <= 0xE007F
}

const (
	zwnj      = 0x200C
	zwj       = 0x200D
	endOfAyah = 0x06DD
	tatweel   = 0x0640
)

// expand returns the folded text of one character, "" if it is dropped.
func expand(r rune) string {
	if ignored(r) {
		return ""
	}
	text := string(r)
	switch {
	case presented(r):
		text = norm.NFKD.String(text)
	case decomposed(r):
		text = norm.NFD.String(text)
	}
	var out strings.Builder
	for _, part := range text {
		if ignored(part) || part == ' ' && out.Len() == 0 && r != ' ' {
			// The forms of vowel signs that stand alone decompose into a space
			// and the sign.
			continue
		}
		out.WriteString(letter(part))
	}
	return out.String()
}

// ignored reports whether a character counts for nothing: marks of the scripts
// in which they are optional, tatweel, joiners, variation selectors, invisible
// controls. Marks of other scripts, such as Devanagari's vowels, make the word.
func ignored(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD || r == tatweel || r == 0x061C || r == 0xFEFF,
		0x06D6 <= r && r <= 0x06ED, // Quranic marks and signs
		0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x206F,
		0xE0000 <= r && r <= 0xE0FFF:
		return true
	case r == 0x3099 || r == 0x309A: // what makes は into ば
		return false
	}
	return unicode.In(r, unicode.Mn, unicode.Me) &&
		unicode.In(r, unicode.Inherited, unicode.Arabic, unicode.Hebrew, unicode.Cyrillic)
}

// presented reports whether r is a form of other characters: Arabic and Latin
// presentation forms and full-width ASCII.
func presented(r rune) bool {
	return 0xFB00 <= r && r <= 0xFB06 || 0xFB1D <= r && r <= 0xFDFF || 0xFE70 <= r && r <= 0xFEFC ||
		0xFF01 <= r && r <= 0xFF5E
}

// decomposed reports whether r loses its accents.
func decomposed(r rune) bool {
	return r >= 0xC0 && unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew)
}

// letter folds a character that has no marks on it.
func letter(r rune) string {
	switch r {
	case 'ٱ', 'ٲ', 'ٳ':
		return "ا"
	case 'ى', 'ی', 'ے':
		return "ي"
	case 'ک', 'ڪ':
		return "ك"
	case 'ة', 'ۃ', 'ہ', 'ھ', 'ە':
		return "ه"
	case 'ß', 'ẞ':
		return "ss"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'ø', 'Ø':
		return "o"
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d"
	case 'ł', 'Ł':
		return "l"
	}
	switch {
	case unicode.Is(unicode.Nd, r):
		return string('0' + digit(r))
	case unicode.Is(unicode.Zs, r):
		return " "
	}
	// By way of upper case, so that final sigma and long s are their letters.
	return string(unicode.ToLower(unicode.ToUpper(r)))
}

// digit returns the value of a decimal digit. Unicode keeps those of a script
// together in tens that begin with zero.
func digit(r rune) rune {
	r16, r32 := unicode.Nd.R16, unicode.Nd.R32
	if i := sort.Search(len(r16), func(i int) bool { return rune(r16[i].Hi) >= r }); i < len(r16) {
		return (r - rune(r16[i].Lo)) % 10
	}
	i := sort.Search(len(r32), func(i int) bool { return rune(r32[i].Hi) >= r })
	return (r - rune(r32[i].Lo)) % 10
}
