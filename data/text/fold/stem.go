package fold

import (
	"slices"
	"strings"

	"github.com/kljensen/snowball/english"
)

// Keys returns what a folded word shares with its other forms, apart from itself:
// what a search index keeps of it. For Arabic these are the word without what is
// written before and after it, and for endings that may be a part of the word what
// would be left without them, marked with their class; for English its stem by
// Porter's second stemmer (Snowball). A word with letters of another kind, or with
// digits, has none. Keys are for comparing, not for reading.
func Keys(word string) []string {
	switch {
	case isArabic(word):
		stem := arabicStemOf(word)
		if stem.strong == word {
			return stem.weak
		}
		return append([]string{stem.strong}, stem.weak...)
	case isEnglish(word):
		if stem := englishStem(word); stem != word {
			return []string{stem}
		}
	}
	return nil
}

// Lookups returns the Keys of the words that are kin of a folded word of a query:
// a word is found if it, or one of its keys, is among them.
func Lookups(word string) (out []string) {
	switch {
	case isArabic(word):
		for _, reading := range Readings(word) {
			for _, key := range arabicLookups(reading) {
				if !slices.Contains(out, key) {
					out = append(out, key)
				}
			}
		}
		return out
	case isEnglish(word):
		return []string{englishStem(word)}
	}
	return []string{word}
}

// Cores returns letters of which every word that is found by a folded word, by its Forms
// or Lookups, has some.
func Cores(word string) (out []string) {
	if isEnglish(word) {
		return []string{stemCore(englishStem(word))}
	}
	for _, reading := range Readings(word) {
		core := unarticled(reading)
		if isArabic(reading) {
			for _, key := range arabicLookups(reading) {
				if key = keyLetters(key); len(key) < len(core) {
					core = key
				}
			}
		}
		out = append(out, core)
	}
	return out
}

func isEnglish(word string) bool { return strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == "" }

func englishStem(word string) string {
	if stem, ok := ownStems()[word]; ok {
		return stem
	}
	return english.Stem(word, false)
}

// stemCore returns letters that all words with an English stem begin with: all of
// it but the last, which differs in some of them ("happi" for "happy", "hope" for
// "hoping").
func stemCore(stem string) string {
	switch {
	case stem == "die" || stem == "lie" || stem == "tie": // "dying"
		return stem[:1]
	case len(stem) < 3:
		return stem
	}
	return stem[:len(stem)-1]
}

// Forms returns a folded word as it may be written in a text: for Arabic, with each
// of the words that are written together with it (and, so, in, to, like, will;
// the article; and these together), without the article that it has, and itself
// first. They are whole words, for a word that is looked up by its letters.
func Forms(word string) []string {
	if !isArabic(word) || len(word) < 2*arabicLetter {
		return []string{word}
	}
	base := unarticled(word)
	out := begun(word, base, append(frequentProclitics(), rareProclitics()...))
	if strings.HasPrefix(word, "ال") && base != word {
		// Its first letters may be the word's own: "العاب" in "الالعاب". What stands
		// before an article as well is among the others.
		for _, before := range [...]string{"ل", "ول", "ال", "لل", "وال", "فال", "بال", "كال"} {
			out = append(out, before+word)
		}
	}
	return out
}

// Beginnings returns the more frequent of a word's Forms, itself first: as what
// words begin with that are not written to their end, where each form costs more.
func Beginnings(word string) []string {
	if !isArabic(word) || len(word) < 2*arabicLetter {
		return []string{word}
	}
	return begun(word, unarticled(word), frequentProclitics())
}

// unarticled returns an Arabic word without the article, if three letters are left.
func unarticled(word string) string {
	for _, article := range [...]string{"ال", "لل"} {
		if rest, ok := strings.CutPrefix(word, article); ok && len(rest) >= 3*arabicLetter {
			return rest
		}
	}
	return word
}

// begun returns a word, and its base after each proclitic.
func begun(word, base string, proclitics []string) []string {
	out := []string{word}
	for _, before := range proclitics {
		if form := before + base; form != word {
			out = append(out, form)
		}
	}
	return out
}

// What is written together with the word after it.
func frequentProclitics() []string {
	return []string{"", "ال", "و", "ب", "ل", "لل", "وال", "بال", "ف", "ك", "س"}
}

func rareProclitics() []string {
	return []string{"فال", "كال", "ول", "وب", "وك", "وس", "فل", "فب", "فس", "ولل", "فلل", "وبال", "فبال", "وكال"}
}
