package find

import (
	"unicode"
	"unicode/utf8"
)

// foldPhrase folds all words of a phrase.
func foldPhrase(phrase string) []byte {
	var out []byte
	for _, r := range phrase {
		out = appendFolded(out, r)
	}
	return out
}

// folded are letters that people do not tell apart, and what is compared instead.
var folded = map[rune]string{
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا", 'ى': "ي", 'ی': "ي", 'ئ': "ي", 'ة': "ه", 'ۀ': "ه", 'ہ': "ه", 'ک': "ك", 'ؤ': "و", 'ё': "е",
	'\u0640': "", '\u200c': "", '\u200d': "", '\u00ad': "", 'ʿ': "", 'ʾ': "", // tatweel, joiners, soft hyphen, ayn and hamza
	'é': "e", 'è': "e", 'ê': "e", 'ë': "e", 'û': "u", 'ü': "u", 'ú': "u", 'ù': "u", 'ū': "u", 'á': "a", 'â': "a", 'à': "a", 'ä': "a", 'ã': "a", 'ā': "a",
	'í': "i", 'î': "i", 'ì': "i", 'ï': "i", 'ı': "i", 'ī': "i", 'ó': "o", 'ö': "o", 'ô': "o", 'õ': "o", 'ò': "o", 'ñ': "n",
	'ç': "c", 'ş': "s", 'ṣ': "s", 'ğ': "g", 'ḥ': "h", 'ḍ': "d", 'ṭ': "t", 'ß': "ss",
}

// foldedLow holds the folded form of the characters below its length, which are
// those of most alphabets.
var foldedLow = func() (table [0x700]string) {
	for r := range rune(len(table)) {
		small := unicode.ToLower(r)
		switch s, ok := folded[small]; {
		case ok:
			table[r] = s
		case unicode.Is(unicode.Mn, r):
		case r == 'İ':
			table[r] = "i"
		default:
			table[r] = string(small)
		}
	}
	return table
}()

// appendFolded appends a character in the form in which words are compared: small,
// without marks, with the letters that people do not tell apart made one.
func appendFolded(out []byte, r rune) []byte {
	switch {
	case r < rune(len(foldedLow)) && r >= 0:
		return append(out, foldedLow[r]...)
	case unicode.Is(unicode.Mn, r) && !indic(r):
		return out
	}
	if s, ok := folded[unicode.ToLower(r)]; ok {
		return append(out, s...)
	}
	return utf8.AppendRune(out, unicode.ToLower(r))
}

// indic reports vowel signs that are part of a word's spelling and no mark on it.
func indic(r rune) bool { return r >= 0x900 && r < 0xe00 }
