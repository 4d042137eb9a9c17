package intake

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// The charsets of Arabic text.
const (
	arabicName    = "windows-1256"
	isoArabicName = "ISO-8859-6"
)

// readsAsArabic reports whether text, decoded from windows-1256, is plausible.
// Every byte string decodes, so this is what distinguishes Arabic from a Western,
// Cyrillic, Greek or Hebrew text in an encoding of its own:
//
//   - Words do not mix Arabic with Latin letters. The charset holds the accented
//     letters of French among the Arabic ones; other encodings hit both.
//   - lam, mim, nun, ha, waw and ya, a third or more of any Arabic text, all lie
//     above E0, where KOI8-R has capitals only.
//   - Characters beyond ASCII are mostly letters.
func readsAsArabic(text string) bool {
	letters, common, other := 0, 0, 0 // characters beyond ASCII
	pure, mixed := 0, 0               // words that hold an Arabic letter
	arabic, latin := false, false     // of the word at hand
	endWord := func() {
		switch {
		case arabic && latin:
			mixed++
		case arabic:
			pure++
		}
		arabic, latin = false, false
	}
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r):
			letters++
			arabic = true
			if isCommon(r) {
				common++
			}
		case unicode.IsLetter(r) && !unicode.Is(unicode.Common, r):
			latin = true
			if r >= 0x80 {
				other++
			}
		case unicode.IsMark(r), r == '\u0640', unicode.Is(unicode.Cf, r):
			// Harakat, tatweel and direction marks belong to the word they are in.
		case r >= 0x80 && !quotation(r):
			other++
			endWord()
		default:
			endWord()
		}
	}
	endWord()
	return pure > 0 && mixed*20 <= pure && common*5 >= letters && letters >= other*2
}

func isCommon(r rune) bool { return strings.ContainsRune("لمنهويى", r) }

func beyondASCII(r rune) bool { return r >= utf8.RuneSelf }

// quotation reports the marks beyond ASCII that Arabic text is full of.
func quotation(r rune) bool {
	return strings.ContainsRune("«»“”‘’–—…،؛؟\u00a0•", r)
}

// arabicBytes decodes bytes that are Arabic in one of its two charsets. Of these
// the letters differ, so that many words begin with the article «ال» in one of
// them, and hardly any in the other. A part of a long text is enough
// to decide between them; whether it is Arabic at all is decided by all of it.
func arabicBytes(raw []byte) (text, name string, ok bool) {
	const part = 64 << 10
	start := bytes.IndexFunc(raw, beyondASCII)
	if start < 0 {
		return "", "", false
	}
	from, most := (*charmap.Charmap)(nil), -1
	for _, c := range [...]struct {
		name string
		from *charmap.Charmap
	}{{arabicName, charmap.Windows1256}, {isoArabicName, charmap.ISO8859_6}} {
		decoded := decodedBy(c.from, raw[start:min(len(raw), start+part)])
		if decoded == "" || !readsAsArabic(decoded) {
			continue
		}
		if n := countArticles(decoded); n > most {
			from, name, most = c.from, c.name, n
		}
	}
	if from == nil {
		return "", "", false
	}
	text = decodedBy(from, raw)
	return text, name, text != "" && readsAsArabic(text)
}

// decodedBy decodes bytes, or returns "" where the charset has no characters for
// some.
func decodedBy(c *charmap.Charmap, raw []byte) string {
	text, err := c.NewDecoder().String(string(raw))
	if err != nil || strings.Count(text, "\ufffd")*200 > len(raw) {
		return ""
	}
	return text
}

// countArticles counts the words that begin with «ال», after a proclitic too.
func countArticles(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		for _, prefix := range [...]string{"ال", "وال", "بال", "لل"} {
			if strings.HasPrefix(word, prefix) {
				n++
				break
			}
		}
	}
	return n
}
