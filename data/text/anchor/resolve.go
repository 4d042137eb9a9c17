package anchor

import (
	"unicode/utf8"
)

// Resolve finds the passage of s in a text that may have changed since: at its
// stored position, or else at the place of the same words whose surroundings
// agree best, nearness deciding between equals, or else where words like it
// are. It returns false if there is no such place. For several passages of
// one text use Text.Resolve.
func Resolve(text string, s Selector) (Match, bool) { return NewText(text).Resolve(s) }

// Resolve is as the function of that name.
func (t *Text) Resolve(s Selector) (Match, bool) {
	if s.Exact == "" || t.source == "" {
		return Match{}, false
	}
	exact, found := t.exact(s)
	if found == certain || found == everywhere {
		return t.match(s, exact[0], found == everywhere), true
	}
	if !utf8.ValidString(s.Exact) {
		if len(exact) == 0 {
			return Match{}, false
		}
		return t.match(s, exact[0], true), true
	}
	return t.approximate(s, exact)
}

// approximate looks for words like the quote and compares what it finds with
// the places of the exact quote, of which none is certain.
func (t *Text) approximate(s Selector, exact []place) (Match, bool) {
	f := t.folded()
	q := &query{
		folded: f, text: t, selector: s,
		quote: f.encode(s.Exact), prefix: f.encode(s.Prefix), suffix: f.encode(s.Suffix),
	}
	if len(q.quote) > longest && len(exact) == 0 {
		return t.byEnds(s)
	}
	if len(q.quote) == 0 || len(q.quote) > longest {
		return t.choose(s, exact)
	}
	q.expected = f.letterAt(s.Start)
	n := len(f.wordly)
	q.forward, q.back = newPattern(q.quote, n), newPattern(reversed(q.quote), n)
	q.words = newPattern(f.wordsOf(q.quote), n)
	q.before, q.after = newPattern(reversed(q.prefix), n), newPattern(q.suffix, n)
	m, ok := t.choose(s, q.places(exact))
	if ok && m.Method == MethodApproximate {
		m.Start, m.End = q.refine(m.Start, m.End)
	}
	return m, ok
}

// byEnds finds a long passage by how it begins and how it ends.
func (t *Text) byEnds(s Selector) (Match, bool) {
	head, tail := s, s
	cut := min(longest, len(s.Exact)/2) // bytes; a few of them can fold to many letters
	for splits(s.Exact, cut) {
		cut--
	}
	end := len(s.Exact) - cut
	for splits(s.Exact, end) {
		end++
	}
	head.End, head.Exact = s.Start+cut, s.Exact[:cut]
	head.Suffix = s.Exact[cut:after(s.Exact, cut)]
	tail.Start, tail.Exact = s.Start+end, s.Exact[end:]
	tail.Prefix = s.Exact[before(s.Exact, end):end]
	a, ok := t.Resolve(head)
	if !ok {
		return Match{}, false
	}
	tail.Start += a.Start - head.Start
	b, ok := t.Resolve(tail)
	length := b.End - a.Start
	if !ok || b.Start < a.End || length < len(s.Exact)/2 || length > len(s.Exact)*2 {
		return Match{}, false
	}
	return Match{Start: a.Start, End: b.End, Score: min(a.Score, b.Score, sameFolded), Method: MethodApproximate}, true
}
