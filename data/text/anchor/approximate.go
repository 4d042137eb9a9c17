package anchor

import "slices"

const (
	// maxEdits is how many edits the approximate search allows for at most;
	// in a short quote it is half its letters.
	maxEdits = 256
	// longest is how many letters of a quote are searched for as one. Of a
	// longer one its two ends are.
	longest = 2048
	// shortQuote is up to how many letters a quote is searched for with its
	// context too, since it may stand nearly so in too many places.
	shortQuote = 32
	// unrelated is how like each other two unrelated texts are: the share of
	// letters that the best alignment leaves unedited.
	unrelated = 0.4
	// evidence is how many letters must speak for an approximate match beyond
	// those that speak against it: fewer agree by chance somewhere in an article.
	evidence = 12
	// sameFolded is how like the quote is what folds to the same: a little less
	// than the very same.
	sameFolded = 0.97
	// snapping is how many letters a span is moved at most to end with a word.
	snapping = 16
)

// search is one approximate search for one passage.
type search struct {
	*folded
	text           *Text
	selector       Selector
	quote          []uint16 // letters
	prefix, suffix []uint16
	expected       int // letter at which the passage began, in an unchanged text
	forward, back  *pattern
	words          *pattern
	before, after  *pattern // the context, before is reversed
}

// approximate looks for words like the quote and compares what it finds with
// the places of the exact quote, of which none is certain.
func (t *Text) approximate(s Selector, exact []place) (Match, bool) {
	f := t.folded()
	q := &search{
		folded: f, text: t, selector: s,
		quote: f.encode(s.Exact), prefix: f.encode(s.Prefix), suffix: f.encode(s.Suffix),
	}
	if len(q.quote) > longest && len(exact) == 0 {
		return t.ends(s)
	}
	if len(q.quote) == 0 || len(q.quote) > longest {
		return t.choose(s, exact)
	}
	q.expected = f.letterAt(s.Start)
	n := len(f.wordly)
	q.forward, q.back = newPattern(q.quote, n), newPattern(reversed(q.quote), n)
	q.words = newPattern(f.wordsOf(q.quote), n)
	q.before, q.after = newPattern(reversed(q.prefix), n), newPattern(q.suffix, n)
	return t.choose(s, q.places(exact))
}

// ends finds a long passage by how it begins and how it ends.
func (t *Text) ends(s Selector) (Match, bool) {
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

// places returns those of the exact quote, their context now compared with
// tolerance, and the approximate ones that can be believed.
func (q *search) places(exact []place) []place {
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
	scars := q.scars()
	if len(scars) == 0 {
		return out
	}
	// The passage was cut out. What is a little like it there is its own
	// context; what is like it elsewhere stood there all along or was moved
	// there, for a person to say.
	out = slices.DeleteFunc(out, func(p place) bool {
		reach := len(q.quote) + contextLength
		low, high := q.letterAt(p.start)-reach, q.letterAt(p.end)+reach
		return p.quote < 1 && slices.ContainsFunc(scars, func(scar int) bool { return low <= scar && scar <= high })
	})
	for i := range out {
		out[i].cut = out[i].context < enoughContext
	}
	return out
}

// kept reports whether a passage of some length is plainly still there, in its
// context.
func (p place) kept() bool { return p.quote >= 0.6 && p.context >= enoughContext }

// place measures a span of letters.
func (q *search) place(start, end int) place {
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
func (q *search) believes(p place) bool {
	m := float64(len(q.quote))
	if p.trust(len(q.quote)) < least {
		return false
	}
	errors := (1 - p.quote/sameFolded) / 1.5
	return errors < 0.05 || m*(1-2*errors)+p.context*float64(len(q.prefix)+len(q.suffix)) >= evidence
}

// context returns how like the prefix and suffix the surroundings of a span of
// letters are: 0 for unrelated ones.
func (q *search) context(start, end int) float64 {
	total := len(q.prefix) + len(q.suffix)
	if total == 0 {
		if start == 0 && end == len(q.letters) {
			return 1
		}
		return 0.5
	}
	edits := 0
	for _, side := range []struct {
		pattern *pattern
		text    []uint16
	}{
		{q.before, reversed(q.letters[max(0, start-2*len(q.prefix)):start])},
		{q.after, q.letters[end:min(len(q.letters), end+2*len(q.suffix))]},
	} {
		fewest := side.pattern.length
		side.pattern.prefixes(side.text, fewest, func(_, d int) { fewest = min(fewest, d) })
		edits += fewest
	}
	same := 1 - float64(edits)/float64(total)
	return max(0, (same-unrelated)/(1-unrelated))
}

// scars returns the letters at which the context closed over the gap that the
// passage left: prefix and suffix end to end.
func (q *search) scars() []int {
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
