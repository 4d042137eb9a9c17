package anchor

import (
	"slices"
)

// places returns those of the exact quote, their context now compared with
// tolerance, and the approximate ones that can be believed.
func (q *query) places(exact []place) []place {
	out := slices.Clone(exact)
	for i := range out {
		p := &out[i]
		p.context = max(p.context, q.context(q.letterAt(p.start), q.letterAt(p.end)))
	}
	for _, e := range q.ends() {
		start, end := q.snap(q.start(e), e.at)
		if start >= end {
			continue
		}
		if p := q.place(start, end); q.believes(p) && !slices.ContainsFunc(exact, p.overlaps) {
			out = append(out, p)
		}
	}
	if len(out) == 0 || len(q.quote) > shortQuote && slices.ContainsFunc(out, place.kept) {
		return out
	}
	gaps := q.closedGaps()
	if len(gaps) == 0 {
		return out
	}
	// The passage was cut out. What is a little like it there is its own
	// context; what is like it elsewhere was there all along or was moved
	// there, for a person to say.
	out = slices.DeleteFunc(out, func(p place) bool {
		reach := len(q.quote) + contextLength
		low, high := q.letterAt(p.start)-reach, q.letterAt(p.end)+reach
		return p.quote < 1 && slices.ContainsFunc(gaps, func(gap int) bool { return low <= gap && gap <= high })
	})
	for i := range out {
		out[i].cut = out[i].context < enoughContext
	}
	return out
}

// place measures a span of letters.
func (q *query) place(start, end int) place {
	letters := q.letters[start:end]
	m := len(q.quote)
	limit := m + len(letters)
	errors := float64(q.forward.distance(letters, limit)) / float64(m)
	if q.words.length > 0 {
		// What is not a letter or digit counts for little: a comma, a quotation mark.
		words := q.wordsOf(letters)
		errors = 0.1*errors + 0.9*float64(q.words.distance(words, limit))/float64(q.words.length)
	}
	from, to := q.span(start, end)
	from, to = graphemes(q.text.source, from, to)
	quote := sameFolded * max(0, 1-1.5*errors)
	if q.text.source[from:to] == q.selector.Exact {
		quote = 1
	}
	return place{
		start: from, end: to,
		quote:    quote,
		context:  q.context(start, end),
		nearness: q.text.nearness(from, q.selector.Start),
	}
}

// believes reports whether a place can be the passage's and not mere chance.
func (q *query) believes(p place) bool {
	m := float64(len(q.quote))
	if p.trust(len(q.quote)) < least {
		return false
	}
	errors := (1 - p.quote/sameFolded) / 1.5
	return errors < 0.05 || m*(1-2*errors)+p.context*float64(len(q.prefix)+len(q.suffix)) >= evidence
}

// closedGaps returns the letters at which the context closed over the gap that the
// passage left: prefix and suffix end to end.
func (q *query) closedGaps() []int {
	const side = contextLength * 3 / 4
	a, b := q.prefix[max(0, len(q.prefix)-side):], q.suffix[:min(side, len(q.suffix))]
	if len(a) < side/3 || len(b) < side/3 {
		return nil
	}
	joined := newPattern(slices.Concat(a, b), len(q.wordly))
	k := min(joined.length/8, (len(q.quote)-1)/2)
	var out []int
	joined.search(q.letters, k, func(end, _ int) {
		if at := end - len(b); len(out) == 0 || at-out[len(out)-1] > side {
			out = append(out, at)
		}
	})
	return out
}
