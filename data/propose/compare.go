package propose

import (
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/text/fold"
)

// wordsOf are the words of a title that distinguish one event from another, without what
// Arabic writes together with them.
func wordsOf(text string, v *lexicon) map[string]bool {
	words := map[string]bool{}
	v.distinguish(words, fold.String(text))
	return words
}

// wordsBeside are wordsOf a sentence without one of its dates.
func (y *syntax) wordsBeside(d when) map[string]bool {
	words := map[string]bool{}
	for _, w := range y.words {
		if w.end <= d.named.start || w.start >= d.named.end {
			y.v.distinguish(words, w.bare)
		}
	}
	return words
}

// distinguish adds the words of a folded text.
func (v *lexicon) distinguish(words map[string]bool, folded string) {
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(words) == maxWords {
			return
		}
		if v.idle(word) {
			continue
		}
		word = stem(word)
		if len(word) > 2 && !v.idle(word) {
			words[word] = true
		}
	}
}

// maxWords bounds what a comparison of two passages costs.
const maxWords = 200

// stem removes the article and what is written before it.
func stem(word string) string {
	const least = len("ابت")
	for _, prefix := range [...]string{"وال", "بال", "كال", "فال", "ولل", "ال", "لل", "و"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && len(rest) >= least {
			return rest
		}
	}
	return word
}
