package claims

import (
	"strings"

	"tarikh.org/tarikh/data/dates/find"
)

// Extent returns the part of a text in which an excerpt's claims are looked for: the
// excerpt, bytes [start, end), and what follows it in its paragraph up to the first
// sentence that names another date. A toll is seldom in the sentence that dates an event:
// "A bomb exploded on Monday. At least 21 people were killed." finds are the dates of the
// whole text.
func Extent(text string, start, end int, finds []find.Find) (from, to int) {
	to = end + paragraphEnd(text[end:])
	for _, f := range finds {
		if f.Start >= end && f.Start < to && !sameDate(finds, f, start, end) {
			to = max(end, end+lastSentenceEnd(text[end:f.Start]))
			break
		}
	}
	return start, end + len(strings.TrimRight(text[end:to], " \t\n\r"))
}

func paragraphEnd(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

// lastSentenceEnd is behind the last sign in s that ends a sentence, 0 where there is
// none.
func lastSentenceEnd(s string) int {
	last := 0
	for i, r := range s {
		size := len(string(r))
		if strings.ContainsRune(".!?؟", r) && i+size < len(s) && s[i+size] == ' ' {
			last = i + size
		}
	}
	return last
}

// sameDate reports whether a date of the excerpt has what f says in it.
func sameDate(finds []find.Find, f find.Find, start, end int) bool {
	for _, g := range finds {
		if g.Start >= start && g.End <= end && f.Date.Lo < g.Date.Hi && g.Date.Lo < f.Date.Hi {
			return true
		}
	}
	return false
}
