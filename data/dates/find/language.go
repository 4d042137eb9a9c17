package find

import (
	"strings"
	"unicode"
)

// Languages returns the languages of which dates are read, as BCP 47 tags.
func Languages() []string {
	return []string{"ar", "en", "fr", "es", "de", "pt", "it", "ru", "tr", "fa", "ur", "he", "hi", "id", "zh"}
}

// headForLanguage is the bytes of a text by which its language is told.
const headForLanguage = 4000

// Language tells the language of a text, one of Languages, by its script and its
// small words; "" where it has no letters or no script has two thirds of them.
func Language(text string) string {
	head := strings.ToValidUTF8(text[:min(len(text), headForLanguage)], "")
	counts, all := map[string]int{}, 0
	for _, r := range head {
		if unicode.IsLetter(r) {
			all++
			counts[scriptOf(r)]++
		}
	}
	for script, n := range counts {
		if n*3 < all*2 {
			continue
		}
		switch script {
		case "latin":
			return latinLanguage(head)
		case "ar":
			return arabicLanguage(head)
		}
		return script
	}
	return ""
}

// scriptOf returns the script of a letter, as the language that it is taken for
// where there is one only.
func scriptOf(r rune) string {
	switch {
	case r < 0x250, unicode.Is(unicode.Latin, r):
		return "latin"
	case unicode.Is(unicode.Arabic, r):
		return "ar"
	case unicode.Is(unicode.Cyrillic, r):
		return "ru"
	case unicode.Is(unicode.Hebrew, r):
		return "he"
	case unicode.Is(unicode.Devanagari, r):
		return "hi"
	case unicode.Is(unicode.Han, r):
		return "zh"
	}
	return ""
}

// arabicLanguage tells languages in Arabic script by letters that others lack.
func arabicLanguage(text string) string {
	switch {
	case strings.ContainsAny(text, "ٹڈڑےںہ۔"):
		return "ur"
	case strings.ContainsAny(text, "پچگژ"), strings.Contains(text, "ی") && strings.Contains(text, " در "):
		return "fa"
	}
	return "ar"
}

// latinLanguage tells languages in Latin script by their small words, by letters,
// and by the words for months and days.
func latinLanguage(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	best, most := "en", 0
	for _, l := range []struct{ lang, small, letters string }{
		{"en", " the of and in on to is was by at for ", ""},
		{"fr", " le la les des et du une est au en dans il ", ""},
		{"es", " el la los del y una las en se que con ", "ñ"},
		{"de", " der die das und den im am wurde ist von mit nicht ", "ß"},
		{"pt", " o os do da em no na uma foi não ao com dos ", "ãõ"},
		{"it", " il di del della nel è gli che una fu per dal si i al ", ""},
		{"tr", " ve bir bu için ile olarak ", "ışğ"},
		{"id", " yang dan di pada dengan untuk tahun ini itu dari ", ""},
	} {
		lexicon := latinLexicon(l.lang)
		n := 0
		for _, word := range words {
			if strings.Contains(l.small, " "+word+" ") {
				n++
			}
			if strings.ContainsAny(word, l.letters) {
				n++
			}
			switch m := lexicon.words[string(foldPhrase(word))]; m.class {
			case month, weekday, today, century, unit, ordinal, yearWord:
				if m.flags&(short|common) == 0 || m.class == weekday {
					n += 2
				}
			}
		}
		if n > most {
			best, most = l.lang, n
		}
	}
	return best
}

// latinLexicon returns the lexicon of a language in Latin script, English where it
// is another one.
func latinLexicon(lang string) *lexicon {
	switch lang {
	case "fr":
		return french()
	case "es":
		return spanish()
	case "pt":
		return portuguese()
	case "it":
		return italian()
	case "de":
		return german()
	case "tr":
		return turkish()
	case "id":
		return indonesian()
	}
	return english()
}
