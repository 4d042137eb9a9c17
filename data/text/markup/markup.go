// Package markup is what the text of a note marks by the way in which it is written:
// links in double brackets, and tags behind a number sign.
//
// The one idea behind it: the text stays as it was typed. What is marked is found in it
// each time, in bytes.
package markup

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// Tags are the tags that a text names behind a number sign, in their order and without
// repeats: letters, digits and marks of any script, with "-" and "_" between them, of
// which "_" is the space of a tag. A sign within a word or an address begins none, nor
// does one before digits alone.
func Tags(text string) []string {
	var tags []string
	for _, s := range tagSpans(text) {
		if !slices.Contains(tags, s.Words) {
			tags = append(tags, s.Words)
		}
	}
	return tags
}

// TypedTag reports whether a caret is in a tag of the text, or right behind it: that one
// may still grow.
func TypedTag(text string, caret int) (tag string, ok bool) {
	for _, s := range tagSpans(text) {
		if s.Start < caret && caret <= s.End {
			return s.Words, true
		}
	}
	return "", false
}

// tagSpans are the tags of a text with their signs. Those within links are none.
func tagSpans(text string) []Span {
	var spans []Span
	links := In(text)
	for at := 0; at < len(text); {
		i := strings.IndexByte(text[at:], '#')
		if i < 0 {
			break
		}
		start := at + i
		at = start + 1
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		within := slices.ContainsFunc(links, func(l Span) bool { return l.Start <= start && start < l.End })
		if start > 0 && (inTag(before) || strings.ContainsRune("#/&=?", before)) || within {
			continue
		}
		end, letters := at, false
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !inTag(r) {
				break
			}
			letters = letters || unicode.IsLetter(r)
			end += size
		}
		words := strings.Trim(text[at:end], "-_")
		if words == "" || !letters {
			continue
		}
		end = at + strings.Index(text[at:end], words) + len(words)
		spans = append(spans, Span{start, end, strings.Join(strings.FieldsFunc(words, func(r rune) bool { return r == '_' }), " ")})
		at = end
	}
	return spans
}

// inTag reports whether a tag can hold a character. A zero-width non-joiner is part of
// words in Persian.
func inTag(r rune) bool {
	return r == '-' || r == '_' || r == '\u200c' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
