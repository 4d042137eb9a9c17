package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// joinedPreposition reports an Arabic noun that a preposition is written together with.
func joinedPreposition(word string) bool {
	for _, p := range [...]string{"بال", "لل", "كال"} {
		if strings.HasPrefix(word, p) {
			return true
		}
	}
	for _, p := range [...]string{"ب", "ل"} {
		if rest, ok := strings.CutPrefix(word, p); ok && utf8.RuneCountInString(rest) >= 3 && !arabicBa()[word] {
			return true
		}
	}
	return false
}

// refers reports whether an Arabic word ends in a pronoun that refers to what is not said.
func refers(word string) bool {
	if strings.HasPrefix(word, "ال") || arabicOwn()[fold.String(word)] {
		return false
	}
	const least = len("ابت")
	return len(word) > least && (strings.HasSuffix(word, "ه") || strings.HasSuffix(word, "ها") || strings.HasSuffix(word, "هم"))
}

// of classifies a folded word, of which the list of words knows c.
func (v *lexicon) of(word string, c class) class {
	if v.verb == nil {
		return c
	}
	if v.arab {
		for _, joined := range [...]string{"و", "ف"} {
			if rest, cut := strings.CutPrefix(word, joined); cut && len(rest) >= len("اب") && !beginWithWaw()[word] {
				if inner := v.verb(rest, v.classes[rest]); inner != 0 && (joined == "و" || inner&that != 0 || arabicVerbs()[rest]) {
					return c | inner | coordinating
				}
			}
		}
	}
	return v.verb(word, c)
}

// lexiconOf returns the lexicon of a language, or of a text's script where the
// language is not said or not known.
func lexiconOf(lang, text string) *lexicon {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	switch lang {
	case "ar":
		return arabicLexicon()
	case "en":
		return englishLexicon()
	case "fa":
		return persianLexicon()
	case "fr":
		return frenchLexicon()
	case "es":
		return spanishLexicon()
	case "ru":
		return russianLexicon()
	case "tr":
		return turkishLexicon()
	case "":
	default:
		return otherLexicon()
	}
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r):
			return arabicLexicon()
		case unicode.Is(unicode.Cyrillic, r):
			return russianLexicon()
		case unicode.Is(unicode.Latin, r):
			return englishLexicon()
		}
	}
	return otherLexicon()
}

// conjunctionLength returns the length in bytes of the conjunction «و» that is written
// together with the first word of an Arabic text, 0 where there is none.
func conjunctionLength(text string) int {
	const waw = "و"
	word := text
	if i := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != '\u0640' }); i >= 0 {
		word = text[:i]
	}
	rest, ok := strings.CutPrefix(word, waw)
	folded := fold.String(rest)
	if !ok || len(folded) < len("ابت") && arabicLexicon().classes[folded]&preposition == 0 && !arabicVerbs()[folded] {
		return 0
	}
	if beginWithWaw()[fold.String(word)] {
		return 0
	}
	n := len(waw)
	for _, r := range rest { // harakat on it
		if !unicode.Is(unicode.Mn, r) {
			break
		}
		n += len(string(r))
	}
	return n
}
