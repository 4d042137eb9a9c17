package clip

import (
	"strings"
	"unicode"
)

// marks are the quotation marks of a language: the outer ones, and those of a quotation
// within another.
type marks struct{ open, close, innerOpen, innerClose string }

var (
	curved    = marks{"“", "”", "‘", "’"}
	pointed   = marks{"«", "»", "“", "”"}
	low       = marks{"„", "“", "‚", "‘"}
	right     = marks{"”", "”", "’", "’"}
	corners   = marks{"「", "」", "『", "』"}
	apart     = marks{"«\u202f", "\u202f»", "“", "”"} // with narrow no-break spaces
	eastern   = marks{"«", "»", "„", "“"}
	norwegian = marks{"«", "»", "‘", "’"}
	lowAngled = marks{"„", "”", "«", "»"}
	angled    = marks{"«", "»", "‹", "›"}
)

// marksOf are the marks of a language, BCP 47 (Unicode CLDR, delimiters; in Arabic those of
// the press).
func marksOf(lang string) marks {
	switch primary(lang) {
	case "ar", "es", "it", "el":
		return pointed
	case "fa", "ckb", "ps":
		return angled
	case "fr":
		return apart
	case "de", "cs", "sk", "sl", "bg", "is", "lt":
		return low
	case "ru", "uk", "be":
		return eastern
	case "nb", "no", "nn":
		return norwegian
	case "pl", "ro", "hu":
		return lowAngled
	case "sv", "fi", "he":
		return right
	case "ja":
		return corners
	}
	return curved
}

// quoted is words in the quotation marks of a language. Marks of that kind within them
// become those of the second rank.
func quoted(lang, words string) string {
	m := marksOf(lang)
	words = strings.TrimSpace(words)
	open, end := strings.TrimRight(m.open, "\u202f"), strings.TrimLeft(m.close, "\u202f")
	if open == end {
		words = strings.ReplaceAll(words, open, m.innerOpen)
	} else {
		words = strings.NewReplacer(m.open, m.innerOpen, m.close, m.innerClose, open, m.innerOpen, end, m.innerClose).Replace(words)
	}
	return m.open + words + m.close
}

// script is what words and languages are written in, as far as quotation marks go.
type script uint8

const (
	otherScript script = iota
	arabic
	hebrew
)

// languageOf is the language of words: that of their article, or another one, where that is
// written as the words are.
func languageOf(words, article, otherwise string) string {
	in := scriptOf(words)
	for _, lang := range []string{article, otherwise} {
		if lang != "" && writtenIn(lang) == in {
			return lang
		}
	}
	return [...]string{otherScript: "en", arabic: "ar", hebrew: "he"}[in]
}

// scriptOf is that of the first letter.
func scriptOf(words string) script {
	for _, r := range words {
		switch {
		case unicode.Is(unicode.Arabic, r):
			return arabic
		case unicode.Is(unicode.Hebrew, r):
			return hebrew
		case unicode.IsLetter(r):
			return otherScript
		}
	}
	return otherScript
}

// writtenIn is the script of a language.
func writtenIn(lang string) script {
	switch primary(lang) {
	case "ar", "fa", "ur", "ps", "ckb", "ug", "sd":
		return arabic
	case "he", "yi":
		return hebrew
	}
	return otherScript
}

// primary is the language of a tag without script and region.
func primary(lang string) string {
	subtag, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return subtag
}
