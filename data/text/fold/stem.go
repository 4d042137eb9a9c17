package fold

import (
	"strings"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// Stem returns what a folded word shares with its other forms: for Arabic by the
// rules of light10 (Larkey, Ballesteros and Connell 2007: one "and", one article,
// then endings, as far as two letters are left), for English by Porter's second
// stemmer (Snowball). A word with letters of another kind, or with digits, is its
// own stem. What Stem returns is for comparing, not for reading.
func Stem(word string) string {
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case classOf(first) == arabic:
		return arabicStem(word)
	case strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == "":
		return english.Stem(word, false)
	}
	return word
}

// StemCore returns letters that all words with an English stem begin with: all of
// it but the last, which differs in some of them ("happi" for "happy", "hope" for
// "hoping").
func StemCore(stem string) string {
	switch {
	case stem == "die" || stem == "lie" || stem == "tie": // "dying"
		return stem[:1]
	case len(stem) < 3:
		return stem
	}
	return stem[:len(stem)-1]
}

// arabicLetter is the length in bytes of a letter of the Arabic block.
const arabicLetter = 2

func arabicStem(word string) string {
	word = bare(word)
	for _, ending := range [...]string{"ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"} {
		if rest, ok := strings.CutSuffix(word, ending); ok && len(rest) >= 2*arabicLetter {
			word = rest
		}
	}
	return word
}

// bare returns a word without the "and" and the article before it.
func bare(word string) string {
	if rest, ok := strings.CutPrefix(word, "و"); ok && len(rest) >= 3*arabicLetter {
		word = rest
	}
	for _, article := range [...]string{"ال", "وال", "بال", "كال", "فال", "لل"} {
		if rest, ok := strings.CutPrefix(word, article); ok && len(rest) >= 2*arabicLetter {
			return rest
		}
	}
	return word
}

// Forms returns a folded word as it may be written in a text: for Arabic, with each
// of the words that are written together with it (and, so, in, to, like, will;
// the article; and these together), without the article that it has, and itself
// first. They are whole words, for a word that is looked up by its letters.
func Forms(word string) []string {
	first, _ := utf8.DecodeRuneInString(word)
	if classOf(first) != arabic || len(word) < 2*arabicLetter {
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
	first, _ := utf8.DecodeRuneInString(word)
	if classOf(first) != arabic || len(word) < 2*arabicLetter {
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

// Stems returns the stem of a folded word, and for Arabic as it is left where a
// preposition is written together with a form of the word: "لرئيسها" for "رئيس".
func Stems(word string) []string {
	stem := Stem(word)
	first, _ := utf8.DecodeRuneInString(stem)
	if classOf(first) != arabic || len(stem) < 3*arabicLetter {
		return []string{stem}
	}
	return []string{stem, "ب" + stem, "ل" + stem, "ف" + stem, "ك" + stem}
}
