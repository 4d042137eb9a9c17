package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// wordsIn are the words of a text.
func wordsIn(text string, v *lexicon) []word {
	var words []word
	depth := 0
	for at, raw := range fields(text) {
		core := strings.TrimFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
		from := at + strings.Index(raw, core)
		opened := strings.ContainsAny(raw[:from-at], "([")
		if opened {
			depth++
		}
		if core != "" {
			bare := strings.ReplaceAll(fold.String(core), "’", "'")
			known := v.classes[bare]
			if core == "WHO" && text != strings.ToUpper(text) { // the organization
				known = 0
			}
			words = append(words, word{part{from, from + len(core)}, bare, v.of(bare, known), known&idling != 0, depth > 0})
		}
		if depth > 0 && strings.ContainsAny(raw, ")]") {
			depth--
		}
	}
	if v.verb != nil && !v.arab { // "Will Smith", "May Brown"
		for i := 0; i+1 < len(words); i++ {
			if w := &words[i]; w.class&auxiliary != 0 && w.class&passive == 0 && capital(text[w.start:]) && capital(text[words[i+1].start:]) {
				w.class = 0
			}
		}
	}
	return words
}

// capital reports whether a text begins with a capital.
func capital(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first)
}

// fields yields the words of a text with their places.
func fields(text string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for at := 0; at < len(text); {
			r, size := utf8.DecodeRuneInString(text[at:])
			if divides(r) {
				at += size
				continue
			}
			end := strings.IndexFunc(text[at:], divides)
			if end < 0 {
				end = len(text) - at
			}
			if !yield(at, text[at:at+end]) {
				return
			}
			at += end
		}
	}
}

// divides reports white space, and the marks that stand in place of it.
func divides(r rune) bool {
	switch r {
	case '，', '；', '、', '：', '。':
		return true
	}
	return unicode.IsSpace(r)
}

// adverb reports an English adverb by its ending, which names have as well: "Italy".
func (y *syntax) adverb(at int) bool {
	w := y.words[at]
	first, _ := utf8.DecodeRuneInString(y.text[w.start:])
	return strings.HasSuffix(w.bare, "ly") && unicode.IsLower(first)
}

// Stems are what the words of a passage have in common with their other forms (see
// fold.Keys), without those that say nothing of what happened: by them passages of many
// articles are compared. With each is how much it tells of what happened: 1, half of it for
// a name, which is in all that is written about a matter, and between where the script has
// no capitals. lang is that of the text, "" for that of its script.
func Stems(text, lang string) map[string]float64 {
	const name, unknown = 0.5, 0.75
	v := lexiconOf(lang, text)
	stems := map[string]float64{}
	for word := range fold.Words(text) {
		if v.classes[word]&(idling|saying) != 0 || len(word) < 3 {
			continue
		}
		first, _ := utf8.DecodeRuneInString(word)
		if stem := stemOf(word); unicode.IsLetter(first) && !unicode.IsLower(first) {
			stems[stem] = unknown
		} else {
			stems[stem] = 1
		}
		if len(stems) == maxWords {
			break
		}
	}
	opens := true // as every sentence does with a capital
	for _, raw := range fields(text) {
		raw = strings.TrimLeftFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if !opens && capital(raw) {
			for word := range fold.Words(raw) {
				if stem := stemOf(word); stems[stem] > 0 {
					stems[stem] = name
				}
			}
		}
		opens = raw == "" && opens
	}
	return stems
}

// stemOf is what a folded word has in common with its other forms, itself if nothing.
func stemOf(word string) string {
	if keys := fold.Keys(word); len(keys) > 0 {
		return keys[0]
	}
	return word
}
