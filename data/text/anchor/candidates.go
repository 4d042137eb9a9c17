package anchor

import (
	"slices"
)

// ending is where a stretch like the quote ends, with the fewest edits of the
// ends around it.
type ending struct {
	at, edits int // letters; half-open
}

// ends returns where stretches like the quote end: the likeliest, as many as
// can be compared in full.
func (q *query) ends() []ending {
	m := len(q.quote)
	limit := min(m/2, maxEdits)
	var out []ending
	if m <= 2*blockRows {
		out = q.scan(limit)
	} else {
		// Few edits need fewer blocks; half the limit is mostly enough to see
		// the place and its rivals.
		out = q.scan(limit / 2)
		if !q.enough(out, limit/2) {
			out = q.scan(limit)
		}
	}
	if m <= shortQuote {
		out = append(out, q.inContext(limit)...)
	}
	return out
}

// enough reports whether one of the ends found with up to k edits is so good
// that a place with more could not be its rival.
func (q *query) enough(found []ending, k int) bool {
	return slices.ContainsFunc(found, func(e ending) bool {
		return e.edits+len(q.quote)/8 <= k && q.context(q.start(e), e.at) >= enoughContext
	})
}

// inContext looks for the quote in the places where it and its context together
// fit best.
func (q *query) inContext(limit int) []ending {
	all := slices.Concat(q.prefix, q.quote, q.suffix)
	if len(all) == len(q.quote) {
		return nil
	}
	whole := newPattern(all, len(q.wordly))
	var out []ending
	const count = maxPlaces / 4
	for _, e := range q.gather(whole, 0, len(q.letters), len(all)*2/5, count) {
		from := max(0, e.at-len(all)*3/2)
		out = append(out, q.gather(q.forward, from, e.at, limit, count)...)
	}
	return out
}

// scan returns the likeliest ends of the quote in the text, with at most k edits.
func (q *query) scan(k int) []ending {
	return q.gather(q.forward, 0, len(q.letters), k, maxPlaces)
}

// gather is scan for any pattern, among the letters from start to end, and at
// most so many ends: the ones with the fewest edits, of equals the nearest to
// the stored position.
func (q *query) gather(p *pattern, start, end, k, count int) []ending {
	var all []ending
	apart := max(1, p.length/2)
	least := func(a, b ending) int {
		if a.edits != b.edits {
			return a.edits - b.edits
		}
		return q.away(a) - q.away(b)
	}
	var low int // where the current ending had as few edits first
	p.search(q.letters[start:end], k, func(at, edits int) {
		e := ending{at: start + at, edits: edits}
		if n := len(all); n > 0 && e.at-all[n-1].at < apart {
			last := &all[n-1]
			switch {
			case edits < last.edits:
				*last, low = e, e.at
			case edits == last.edits && e.at == last.at+1 && e.at-low <= edits:
				// The last letter changed rather than missing.
				*last = e
			}
			return
		}
		if len(all) >= 8*count {
			slices.SortFunc(all, least)
			all = all[:count]
		}
		all, low = append(all, e), e.at
	})
	slices.SortFunc(all, least)
	return all[:min(len(all), count)]
}

// away is how far an ending is from where it would be in an unchanged text.
func (q *query) away(e ending) int {
	d := e.at - len(q.quote) - q.expected
	return max(d, -d)
}

// start returns the letter at which the stretch that ends at e begins.
func (q *query) start(e ending) int {
	window := q.letters[max(0, e.at-len(q.quote)-e.edits):e.at]
	fewest, length := e.edits+1, 0
	q.back.prefixes(reversed(window), e.edits, func(at, edits int) {
		if edits < fewest || edits == fewest && at == length+1 && at <= len(q.quote) {
			fewest, length = edits, at
		}
	})
	return e.at - length
}
