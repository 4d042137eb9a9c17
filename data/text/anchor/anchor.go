// Package anchor ties a passage to the text it was taken from, and finds it
// again. A selector keeps position, quote and context as the W3C Web Annotation
// Data Model's TextPositionSelector and TextQuoteSelector do, with offsets in
// UTF-8 bytes. The passage is looked for where it was, then by its exact words,
// then by words like them, on text folded by package fold. Every match says how
// it was found and how far it can be trusted: a poor match is never passed off
// as an exact one, and one of which a person should judge says so (Match.Doubtful).
package anchor

import (
	"cmp"
	"errors"
	"fmt"
	"unicode/utf8"
)

// contextLength is how many characters before and after a passage are kept.
const contextLength = 32

// Selector names a passage of a text.
type Selector struct {
	Start, End     int    // UTF-8 bytes, half-open; End-Start == len(Exact)
	Exact          string // the passage
	Prefix, Suffix string // up to 32 characters before and after it
	// Part names the text, where its source has another beside its own, such as a title
	// before it; empty for its own. Resolve is asked with the text that it names. In rows it
	// is a field beside the others.
	Part string `json:"-"`
}

// Compare orders passages of one source by their places: those of parts are before those
// of its own text.
func (s Selector) Compare(t Selector) int {
	return cmp.Or(cmp.Compare(t.Part, s.Part), cmp.Compare(s.Start, t.Start), cmp.Compare(s.End, t.End))
}

// Make returns the selector of the passage text[start:end]. It is an error if
// the passage is empty, lies outside the text or splits a character.
func Make(text string, start, end int) (Selector, error) {
	switch {
	case start < 0 || end > len(text) || start > end:
		return Selector{}, fmt.Errorf("passage %d to %d: outside the text of %d bytes", start, end, len(text))
	case start == end:
		return Selector{}, errors.New("passage: is empty")
	case splits(text, start) || splits(text, end):
		return Selector{}, fmt.Errorf("passage %d to %d: splits a character", start, end)
	}
	return Selector{
		Start: start, End: end,
		Exact:  text[start:end],
		Prefix: text[before(text, start):start],
		Suffix: text[end:after(text, end)],
	}, nil
}

// splits reports whether offset lies inside a character.
func splits(text string, offset int) bool {
	return offset < len(text) && !utf8.RuneStart(text[offset])
}

// before returns the offset up to contextLength characters before offset.
func before(text string, offset int) int {
	for range contextLength {
		if offset == 0 {
			break
		}
		_, size := utf8.DecodeLastRuneInString(text[:offset])
		offset -= size
	}
	return offset
}

// after returns the offset up to contextLength characters after offset.
func after(text string, offset int) int {
	for range contextLength {
		if offset == len(text) {
			break
		}
		_, size := utf8.DecodeRuneInString(text[offset:])
		offset += size
	}
	return offset
}
