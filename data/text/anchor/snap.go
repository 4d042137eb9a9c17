package anchor

// snap moves the ends of a span of letters to those of words, where the quote ended
// with words, and leaves out the blanks around it. A word in which the span
// begins or ends is either a changed word of the quote or another word: it is taken
// in or left out, whichever is more like the quote.
func (q *query) snap(start, end int) (int, int) {
	first, last := q.quote[0], q.quote[len(q.quote)-1]
	for first != q.spaces && start < end && q.letters[start] == q.spaces {
		start++
	}
	for last != q.spaces && start < end && q.letters[end-1] == q.spaces {
		end--
	}
	if q.wordly[first] && !(len(q.prefix) > 0 && q.wordly[q.prefix[len(q.prefix)-1]]) {
		start = q.snapEnd(start, end, -1, func(at int) int { return q.edits(at, end) })
	}
	if q.wordly[last] && !(len(q.suffix) > 0 && q.wordly[q.suffix[0]]) {
		end = q.snapEnd(end, start, 1, func(at int) int { return q.edits(start, at) })
	}
	return start, end
}

// snapEnd returns where one end of a span goes: out to the end of the word that it
// lies in, or in to that of the word next to it. other is the span's other end,
// outward is -1 for its start and 1 for its end, and edits measures the span that
// ends there instead.
func (q *query) snapEnd(at, other, outward int, edits func(at int) int) int {
	out, in := at, at
	for q.inWord(out) && (out-at)*outward <= snapping {
		out += outward
	}
	inner := max(outward, 0) // the letter inside of a position is before the span's end
	for in != other && (q.inWord(in) || !q.wordly[q.letters[in-inner]]) && (at-in)*outward <= snapping {
		in -= outward
	}
	if q.inWord(out) {
		out = at // so long a word is no word of the quote's
	}
	if q.inWord(in) || edits(out) <= edits(in) {
		return out
	}
	return in
}
