package anchor

import (
	"slices"
	"unicode/utf8"
)

// Method says how a match was found. Libraries hold it.
type Method string

const (
	// MethodPosition: the quote is where it was.
	MethodPosition Method = "position"
	// MethodContext: the quote is elsewhere; its surroundings and its nearness
	// decided on the place.
	MethodContext Method = "context"
	// MethodApproximate: the quote's words are there with changes, if only of
	// a vowel sign or a comma.
	MethodApproximate Method = "approximate"
)

// Match is where a passage is found in a text.
type Match struct {
	Start, End int // UTF-8 bytes, half-open
	// Score is 1 for the quote at its place with its context. It falls with all
	// that is missing or changed, is at most Ambiguous where another place fits
	// as well, and is over 0.
	Score  float64
	Method Method
}

const (
	// Ambiguous is the highest score of a match that has a rival: another place
	// fits as well or nearly so, and only the distance from the stored position
	// told them apart. It is also that of a quote found far from its context,
	// where the context itself closed over the gap that the quote left.
	Ambiguous = 0.5
	// Sure is the score from which a match may be taken without asking.
	Sure = 0.75
	// Adrift is the highest score of a match that has lost its context: however
	// long the quote, an article may say the same twice.
	Adrift = 0.7
	// least is the lowest score of an approximate match.
	least = 0.3
)

// Doubtful reports whether a person should check the match.
func (m Match) Doubtful() bool { return m.Score < Sure }

// adriftContext is how like its context the surroundings of a match must be to
// be more than Adrift: the better part of one side is enough.
const adriftContext = 0.25

// Weights by which places are compared; they add up to 1. See trust for those
// of a score.
const (
	quoteWeight    = 0.5 // for the quote
	contextWeight  = 0.4 // for the context
	nearnessWeight = 0.1 // for lying near the stored position
)

// rivalry is the difference in context between two places of the exact quote,
// and in rank between others, below which they are rivals.
const rivalry = 0.1

// enoughContext is how much of the context must agree at a place to look
// nowhere else: in a changed text a short quote can be there by chance.
const enoughContext = 0.5

// maxPlaces is how many places are compared by their context in full at most.
const maxPlaces = 32

// kept reports whether a passage of some length is plainly still there, in its
// context.
func (p place) kept() bool { return p.quote >= 0.6 && p.context >= enoughContext }

// place is where the quote may be.
type place struct {
	start, end int     // bytes of the source
	quote      float64 // how like the quote it is, 0 to 1; 1 only for the very same
	context    float64 // how like the context its surroundings are, 0 to 1
	nearness   float64 // 1 at the stored position, 0 a text's length away
	cut        bool    // the passage seems to have been cut out where it was
}

// rank compares places. The context weighs nearly as much as the quote, since
// it is what distinguishes similar sentences.
func (p place) rank() float64 {
	return quoteWeight*p.quote + contextWeight*p.context + nearnessWeight*p.nearness
}

// trust is the score of a place for a quote of so many characters: a long quote
// is recognised without its context, a single word is not. At the length of the
// context itself the context's weight is halved.
func (p place) trust(length int) float64 {
	context := contextWeight * 2 * contextLength / float64(2*contextLength+length)
	quote := 1 - nearnessWeight - context
	return 1 - quote*(1-p.quote) - context*(1-p.context) - nearnessWeight*(1-p.nearness)
}

func (p place) overlaps(other place) bool { return p.start < other.end && other.start < p.end }

func (t *Text) match(s Selector, p place, rival bool) Match {
	m := Match{Start: p.start, End: p.end, Method: MethodApproximate, Score: p.trust(utf8.RuneCountInString(s.Exact))}
	switch {
	case p.quote < 1:
	case p.start == s.Start:
		m.Method = MethodPosition
	default:
		m.Method = MethodContext
	}
	if p.context < adriftContext {
		m.Score = min(m.Score, Adrift)
	}
	if rival || p.cut {
		m.Score = min(m.Score, Ambiguous)
	}
	return m
}

// choose returns the match of the best of the places and whether there is one.
func (t *Text) choose(s Selector, places []place) (Match, bool) {
	if len(places) == 0 {
		return Match{}, false
	}
	first := slices.MaxFunc(places, func(a, b place) int {
		switch {
		case a.rank() != b.rank():
			if a.rank() < b.rank() {
				return -1
			}
			return 1
		}
		return b.start - a.start
	})
	rival := slices.ContainsFunc(places, func(p place) bool {
		if p.overlaps(first) {
			return p.quote == 1 && first.quote == 1 && p.start != first.start && first.context-p.context < rivalry
		}
		return p.quote == 1 && first.quote == 1 && first.context-p.context < rivalry || first.rank()-p.rank() < rivalry
	})
	return t.match(s, first, rival), true
}

// nearness returns how near an offset is to the stored position.
func (t *Text) nearness(at, stored int) float64 {
	if at < stored {
		at, stored = stored, at
	}
	length := uint(len(t.source))
	return 1 - float64(min(uint(at)-uint(stored), length))/float64(length)
}
