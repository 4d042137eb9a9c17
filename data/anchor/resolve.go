package anchor

import (
	"strings"
	"unicode/utf8"
)

// Method says how a match was found.
type Method uint8

const (
	// MethodPosition: the quote stands where it stood.
	MethodPosition Method = iota + 1
	// MethodContext: the quote stands elsewhere; what stands around it and how
	// near it is chose the place.
	MethodContext
)

// Match is where a passage is found in a text.
type Match struct {
	Start, End int // UTF-8 bytes, half-open
	// Score is 1 for the quote at its place with its context; less the more is
	// missing, and never over Ambiguous where another place fits as well. It is
	// over 0.
	Score  float64
	Method Method
}

// Ambiguous is the highest score of a match that has a rival: its context is
// the same as that of another place, or nearly so, and only the distance from
// the stored position told them apart.
const Ambiguous = 0.5

// Weights of what a score is made of; they add up to 1.
const (
	quoteWeight    = 0.5 // for the exact quote, which every match has
	contextWeight  = 0.4 // for the share of the context that agrees
	nearnessWeight = 0.1 // for lying near the stored position
)

// rivalry is the difference in context below which two places are rivals.
const rivalry = 0.1

// maxOccurrences bounds the work on a quote that stands everywhere, like a
// single letter; more are not looked at and make the match ambiguous.
const maxOccurrences = 10_000

// enoughContext is how much of the context must agree at the stored position
// to look nowhere else: in a changed text a short quote stands there by chance.
const enoughContext = 0.5

// Resolve finds the passage of s in a text that may have changed since: at its
// stored position, or else at the place of the same words whose surroundings
// agree best, nearness deciding between equals. It returns false if the words
// are nowhere in the text.
func Resolve(text string, s Selector) (Match, bool) {
	if s.Exact == "" || len(s.Exact) > len(text) {
		return Match{}, false
	}
	if at := s.Start; at >= 0 && at <= len(text)-len(s.Exact) && standsAt(text, s.Exact, at) {
		if c := (candidate{at: at, context: agreement(text, s, at)}); c.context >= enoughContext {
			return c.match(text, s), true
		}
	}

	best := candidate{context: -1}
	second := -1.0 // the best context of another place
	count := 0
	for from := 0; count < maxOccurrences; count++ {
		i := strings.Index(text[from:], s.Exact)
		if i < 0 {
			break
		}
		at := from + i
		_, size := utf8.DecodeRuneInString(text[at:])
		from = at + size // occurrences may overlap
		if !standsAt(text, s.Exact, at) {
			continue
		}
		c := candidate{at: at, context: agreement(text, s, at), distance: distance(at, s.Start)}
		if c.better(best) {
			best, c = c, best
		}
		second = max(second, c.context)
	}
	if best.context < 0 {
		return Match{}, false
	}
	m := best.match(text, s)
	if count == maxOccurrences || best.context-second < rivalry {
		m.Score = min(m.Score, Ambiguous)
	}
	return m, true
}

// candidate is a place where the quote stands.
type candidate struct {
	at       int
	context  float64 // 0 to 1
	distance uint    // bytes from the stored position
}

func (c candidate) match(text string, s Selector) Match {
	m := Match{Start: c.at, End: c.at + len(s.Exact), Method: MethodContext}
	if c.at == s.Start {
		m.Method = MethodPosition
	}
	nearness := 1 - float64(min(c.distance, uint(len(text))))/float64(len(text))
	m.Score = min(1, quoteWeight+contextWeight*c.context+nearnessWeight*nearness)
	return m
}

func (c candidate) better(other candidate) bool {
	if c.context != other.context {
		return c.context > other.context
	}
	return c.distance < other.distance
}

func distance(a, b int) uint {
	if a < b {
		a, b = b, a
	}
	return uint(a) - uint(b)
}

// standsAt reports whether the quote stands at an offset without splitting a
// character of the text.
func standsAt(text, quote string, at int) bool {
	return strings.HasPrefix(text[at:], quote) && !splits(text, at) && !splits(text, at+len(quote))
}

// agreement returns how much of the prefix and suffix stands around a place, as
// a share of their bytes, counted from the quote outwards. Without either there
// is nothing to tell by: half, or all of it where the quote is the whole text.
func agreement(text string, s Selector, at int) float64 {
	end := at + len(s.Exact)
	total := len(s.Prefix) + len(s.Suffix)
	switch {
	case total > 0:
		same := commonSuffix(text[:at], s.Prefix) + commonPrefix(text[end:], s.Suffix)
		return float64(same) / float64(total)
	case at == 0 && end == len(text):
		return 1
	}
	return 0.5
}

func commonPrefix(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

func commonSuffix(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[len(a)-1-i] != b[len(b)-1-i] {
			return i
		}
	}
	return n
}
