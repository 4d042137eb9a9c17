// Package links is the links in notes: finding them in a text, offering what they may
// lead to, and following them.
//
// The one idea behind it: a link is written [[words]]. What the words lead to is kept
// beside the text (data.Annotation.Links), so that a link outlives a change of title;
// where nothing is kept, it leads to what is called exactly so.
package links

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
)

// Opening and Closing are the brackets of a link.
const Opening, Closing = "[[", "]]"

// Span is a link in a text.
type Span struct {
	Start, End int    // bytes
	Words      string // of the link
}

// In finds the links of a text, with their brackets. A link is in one line and holds
// something.
func In(text string) []Span {
	var links []Span
	for at := 0; ; {
		i := strings.Index(text[at:], Opening)
		if i < 0 {
			return links
		}
		start := at + i
		inner := start + len(Opening)
		length := strings.Index(text[inner:], Closing)
		if length < 0 {
			return links
		}
		words := text[inner : inner+length]
		if again := strings.LastIndex(words, Opening); again >= 0 { // "[[ [[words]]": the inner one
			at = inner + again
			continue
		}
		end := inner + length + len(Closing)
		if at = end; strings.TrimSpace(words) == "" || strings.Contains(words, "\n") {
			at = inner
			continue
		}
		links = append(links, Span{start, end, words})
	}
}

// Open is the link that is being typed at a caret: the place of its brackets and
// the words so far. False where there is none.
func Open(text string, caret int) (start int, words string, ok bool) {
	const longest = 120
	before := text[:caret]
	start = strings.LastIndex(before, Opening)
	if start < 0 {
		return 0, "", false
	}
	words = before[start+len(Opening):]
	if len(words) > longest || strings.Contains(words, Closing) || strings.ContainsAny(words, "\n") {
		return 0, "", false
	}
	return start, words, true
}

// Read is a text as it is read, without the brackets of its links, and where these
// are in it.
func Read(text string) (shown string, links []Span) {
	var b strings.Builder
	at := 0
	for _, l := range In(text) {
		b.WriteString(text[at:l.Start])
		start := b.Len()
		b.WriteString(l.Words)
		links = append(links, Span{start, b.Len(), l.Words})
		at = l.End
	}
	b.WriteString(text[at:])
	return b.String(), links
}

// Kept are those of the known links whose words a text still holds, each once;
// of two with the same words the later one.
func Kept(text string, known []data.Link) []data.Link {
	var kept []data.Link
	for _, l := range In(text) {
		for i := len(known) - 1; i >= 0; i-- {
			if known[i].Text == l.Words {
				if !slices.Contains(kept, known[i]) {
					kept = append(kept, known[i])
				}
				break
			}
		}
	}
	return kept
}

// For is where the words of a link lead; without a target where nothing is known.
func For(words string, known []data.Link) data.Link {
	for i := len(known) - 1; i >= 0; i-- {
		if known[i].Text == words {
			return known[i]
		}
	}
	return data.Link{Text: words}
}
