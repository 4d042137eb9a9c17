package intake

import "unicode"

// readsAsArabic reports whether text, decoded from windows-1256, is plausible.
// Every byte string decodes, so this is what tells Arabic from a Western,
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

func isCommon(r rune) bool {
	switch r {
	case 'ل', 'م', 'ن', 'ه', 'و', 'ي', 'ى':
		return true
	}
	return false
}

// quotation reports the marks beyond ASCII that Arabic text is full of.
func quotation(r rune) bool {
	switch r {
	case '«', '»', '“', '”', '‘', '’', '–', '—', '…', '،', '؛', '؟', '\u00a0', '•':
		return true
	}
	return false
}
