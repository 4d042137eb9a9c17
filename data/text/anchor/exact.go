package anchor

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxOccurrences bounds the work on a quote that stands everywhere, like a
// single letter; more are not looked at and make the match ambiguous.
const maxOccurrences = 10_000

// finding says how far the places of an exact quote can be relied on.
type finding uint8

const (
	uncertain  finding = iota // none, rivals, or none with its context
	certain                   // the first of them
	everywhere                // more than can be looked at
)

// exact returns the places where the quote itself stands, the best first, the
// context compared byte by byte.
func (t *Text) exact(s Selector) ([]place, finding) {
	at := s.Start
	if at >= 0 && at <= len(t.source)-len(s.Exact) && s.isAt(t.source, at) {
		if p := t.exactly(s, at); p.context >= enoughContext {
			return []place{p}, certain
		}
	}
	var places []place
	count := 0
	for from := 0; count < maxOccurrences; count++ {
		at := find(t.source, s.Exact, from)
		if at < 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(t.source[at:])
		from = at + size // occurrences may overlap
		if !s.isAt(t.source, at) {
			continue
		}
		places = append(places, t.exactly(s, at))
		if len(places) == 2*maxPlaces {
			places = best(places)
		}
	}
	places = best(places)
	switch {
	case len(places) == 0:
		return nil, uncertain
	case count == maxOccurrences:
		return places, everywhere
	case places[0].context >= enoughContext && (len(places) == 1 || places[0].context-places[1].context >= rivalry):
		return places, certain
	}
	return places, uncertain
}

// best returns at most maxPlaces of the places, by context and then nearness.
func best(places []place) []place {
	slices.SortStableFunc(places, func(a, b place) int {
		switch {
		case a.context > b.context, a.context == b.context && a.nearness > b.nearness:
			return -1
		case a.context == b.context && a.nearness == b.nearness:
			return 0
		}
		return 1
	})
	return places[:min(len(places), maxPlaces)]
}

// exactly is the place of the very same words.
func (t *Text) exactly(s Selector, at int) place {
	return place{
		start: at, end: at + len(s.Exact), quote: 1,
		context: agreement(t.source, s, at), nearness: t.nearness(at, s.Start),
	}
}

const (
	// probeLength is up to how many bytes strings.Index compares in words.
	probeLength = 60
	// maxProbes is how often no more than a probe may be found: then the text
	// repeats itself, and strings.Index, which is never slow, is the faster.
	maxProbes = 64
)

// find returns the offset of the quote in the text, not before from; -1 if it
// is not there. It looks for the beginning of a long quote only, which is
// several times as fast.
func find(text, quote string, from int) int {
	probe := quote[:min(len(quote), probeLength)]
	for range maxProbes {
		i := strings.Index(text[from:], probe)
		if i < 0 {
			return -1
		}
		if strings.HasPrefix(text[from+i:], quote) {
			return from + i
		}
		from += i + 1
	}
	i := strings.Index(text[from:], quote)
	if i < 0 {
		return -1
	}
	return from + i
}

// isAt reports whether the quote is at an offset without splitting a
// character of the text, nor leaving a mark outside that the quote's own
// surroundings did not have: that is another word.
func (s Selector) isAt(text string, at int) bool {
	end := at + len(s.Exact)
	return strings.HasPrefix(text[at:], s.Exact) && !splits(text, at) && !splits(text, end) &&
		(!joins(text, at) || joins(s.Prefix+s.Exact, len(s.Prefix))) &&
		(!joins(text, end) || joins(s.Exact+s.Suffix, len(s.Exact)))
}

// agreement returns how much of the prefix and suffix stands around a place, as
// a share of their bytes, counted from the quote outwards. Without either there
// is no evidence: half, or all of it where the quote is the whole text.
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
