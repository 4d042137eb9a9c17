package pane

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
)

// Links in notes are written [[words]]. What the words lead to is kept beside the
// text (data.Annotation.Links), so that a link outlives a change of title.

const linkOpen, linkClose = "[[", "]]"

// wikiLink is a link as it stands in a text.
type wikiLink struct {
	start, end int    // bytes, with the brackets
	words      string // between the brackets
}

// linksIn finds the links of a text. A link is in one line and holds something.
func linksIn(text string) []wikiLink {
	var links []wikiLink
	for at := 0; ; {
		i := strings.Index(text[at:], linkOpen)
		if i < 0 {
			return links
		}
		start := at + i
		inner := start + len(linkOpen)
		length := strings.Index(text[inner:], linkClose)
		if length < 0 {
			return links
		}
		words := text[inner : inner+length]
		if again := strings.LastIndex(words, linkOpen); again >= 0 { // "[[ [[words]]": the inner one
			at = inner + again
			continue
		}
		end := inner + length + len(linkClose)
		if at = end; strings.TrimSpace(words) == "" || strings.Contains(words, "\n") {
			at = inner
			continue
		}
		links = append(links, wikiLink{start, end, words})
	}
}

// openLink is the link that is being typed at a caret: the place of its brackets and
// the words so far. False where there is none.
func openLink(text string, caret int) (start int, words string, ok bool) {
	const longest = 120
	before := text[:caret]
	start = strings.LastIndex(before, linkOpen)
	if start < 0 {
		return 0, "", false
	}
	words = before[start+len(linkOpen):]
	if len(words) > longest || strings.Contains(words, linkClose) || strings.ContainsAny(words, "\n") {
		return 0, "", false
	}
	return start, words, true
}

// readLinks is a text as it is read, without the brackets of its links, and where
// these stand in it.
func readLinks(text string) (shown string, links []wikiLink) {
	var b strings.Builder
	at := 0
	for _, l := range linksIn(text) {
		b.WriteString(text[at:l.start])
		start := b.Len()
		b.WriteString(l.words)
		links = append(links, wikiLink{start, b.Len(), l.words})
		at = l.end
	}
	b.WriteString(text[at:])
	return b.String(), links
}

// keptLinks are those of the known links whose words a text still holds, each once;
// of two with the same words the later one.
func keptLinks(text string, known []data.Link) []data.Link {
	var kept []data.Link
	for _, l := range linksIn(text) {
		for i := len(known) - 1; i >= 0; i-- {
			if known[i].Text == l.words {
				if !slices.Contains(kept, known[i]) {
					kept = append(kept, known[i])
				}
				break
			}
		}
	}
	return kept
}

// linkFor is where the words of a link lead; without a target where nothing is known.
func linkFor(words string, known []data.Link) data.Link {
	for i := len(known) - 1; i >= 0; i-- {
		if known[i].Text == words {
			return known[i]
		}
	}
	return data.Link{Text: words}
}
