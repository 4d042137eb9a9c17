package page

import (
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/dates/find"
)

// Bounds of the lines of credits at the head of a text.
const (
	creditLines = 5  // how many paragraphs are looked at
	creditWords = 20 // the most words of such a line
)

// credits moves the lines at the head of the text that only say who wrote it and
// when to the paragraphs above it.
func (d *metadata) credits(m mainText) mainText {
	names := append(d.graph.names("author"), d.items["author"]...)
	names = append(append(names, d.meta["author"]...), d.nearest())
	kept := make([]paragraph, 0, len(m.text))
	for i, p := range m.text {
		if i < creditLines && p.kind == plain && p.words <= creditWords && creditLine(p.text, names) {
			m.above = append(m.above, p)
			continue
		}
		kept = append(kept, p)
	}
	if len(kept) > 0 {
		m.text = kept
	}
	return m
}

// creditLine reports a line of names, days and the words that go with them.
func creditLine(line string, names []string) bool {
	if announced(line) != "" && !sentence(line) {
		return true
	}
	rest := line
	known := false
	for _, name := range names {
		if name != "" && strings.Contains(rest, name) {
			rest, known = strings.ReplaceAll(rest, name, " "), true
		}
	}
	for _, f := range find.Dates(rest, find.Options{}) {
		if isDay(f) {
			rest, known = strings.Replace(rest, f.Text, " ", 1), true
		}
	}
	if !known {
		return false
	}
	for word := range strings.FieldsFuncSeq(strings.ToLower(rest), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !creditWord(word) {
			return false
		}
	}
	return true
}
