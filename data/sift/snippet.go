package sift

import (
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// snippetBefore and snippetLength are how much of a text is shown around the first
// find, in bytes.
const snippetBefore, snippetLength = 60, 240

// Snippets cuts out of texts what is shown of them.
type Snippets struct{ finder *query.Finder }

// NewSnippets returns one for the words of a query.
func NewSnippets(q query.Query) *Snippets { return &Snippets{q.Finder()} }

// Fill fills Snippet and Marks from the first of the texts in which something
// is found, else from the first that is not empty, and At with the first find. It
// returns which text that was.
func (h *Snippets) Fill(hit *data.Hit, texts []string) int {
	first := -1
	for i, text := range texts {
		if first < 0 && strings.TrimSpace(text) != "" {
			first = i
		}
		if marks := h.marks(text); len(marks) > 0 {
			hit.At = marks[0]
			hit.Snippet, hit.Marks = around(text, marks)
			return i
		}
	}
	if first >= 0 {
		hit.Snippet, _ = around(texts[first], nil)
	}
	return first
}

// marks are the first find in a text and those after it that a snippet may show.
func (h *Snippets) marks(text string) (out []data.Range) {
	for r := range h.finder.Ranges(text) {
		if out = append(out, r); r.Start > out[0].Start+snippetLength {
			break
		}
	}
	return out
}

// around cuts a text at words around the first mark. Line ends become spaces, of
// the same length; "…" stands where something was cut off.
func around(text string, marks []data.Range) (string, []data.Range) {
	start, end := 0, 0
	if len(marks) > 0 {
		start = wordBefore(text, marks[0].Start-snippetBefore)
		start, end = min(start, marks[0].Start), marks[0].End
	}
	end = max(end, wordAfter(text, start+snippetLength))
	cut := strings.TrimRight(text[start:end], " \t\n")
	before, after := "", ""
	if start > 0 {
		before = "…"
	}
	if strings.TrimSpace(text[start+len(cut):]) != "" {
		after = "…"
	}
	var inside []data.Range
	for _, m := range marks {
		if m.End <= start+len(cut) {
			inside = append(inside, data.Range{Start: m.Start - start + len(before), End: m.End - start + len(before)})
		}
	}
	return before + strings.ReplaceAll(cut, "\n", " ") + after, inside
}

// wordBefore returns where the word begins that follows the offset, wordAfter
// where the one ends that is before it; a text without spaces is cut anywhere.
func wordBefore(text string, at int) int {
	if at <= 0 {
		return 0
	}
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	if i := strings.IndexAny(text[at:min(len(text), at+snippetBefore/2)], " \n"); i >= 0 {
		return at + i + 1
	}
	return at
}

func wordAfter(text string, at int) int {
	if at >= len(text) {
		return len(text)
	}
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	if i := strings.LastIndexAny(text[max(0, at-snippetBefore):at], " \n"); i >= 0 {
		return max(0, at-snippetBefore) + i
	}
	return at
}
