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

// refine moves the ends of a match, in bytes of the source, to those ends of words
// nearby at which quote and context together fit best: of a word at the edge that was
// replaced or removed, the quote alone does not tell where it was.
func (q *query) refine(from, to int) (int, int) {
	start, end := q.letterAt(from), q.letterAt(to)
	first, last := q.quote[0], q.quote[len(q.quote)-1]
	if len(q.suffix) > 0 && q.wordly[last] && !q.wordly[q.suffix[0]] {
		end = q.fit(end, q.wordEnds(end, start), func(at int) int { return q.edits(start, at) + q.editsAfter(at) })
	}
	if len(q.prefix) > 0 && q.wordly[first] && !q.wordly[q.prefix[len(q.prefix)-1]] {
		start = q.fit(start, q.wordStarts(start, end), func(at int) int { return q.edits(at, end) + q.editsBefore(at) })
	}
	a, b := q.span(start, end)
	return graphemes(q.text.source, a, b)
}

// fit returns the one of some places at which there are the fewest edits, at itself if no
// other has fewer.
func (q *query) fit(at int, others []int, edits func(at int) int) int {
	best, fewest := at, edits(at)
	for _, o := range others {
		if n := edits(o); n < fewest {
			best, fewest = o, n
		}
	}
	return best
}

// nearbyWords is how many words on either side of an end are looked at.
const nearbyWords = 2

// wordEnds returns the ends of the words around a letter that lie after start.
func (q *query) wordEnds(at, start int) (out []int) {
	isEnd := func(i int) bool { return q.wordly[q.letters[i-1]] && !q.inWord(i) }
	n := 0
	for i := at - 1; i > start && n < nearbyWords; i-- {
		if isEnd(i) {
			out, n = append(out, i), n+1
		}
	}
	n = 0
	for i := at + 1; i <= len(q.letters) && n < nearbyWords; i++ {
		if isEnd(i) {
			out, n = append(out, i), n+1
		}
	}
	return out
}

// wordStarts returns the beginnings of the words around a letter that lie before end.
func (q *query) wordStarts(at, end int) (out []int) {
	isStart := func(i int) bool { return q.wordly[q.letters[i]] && !q.inWord(i) }
	n := 0
	for i := at - 1; i >= 0 && n < nearbyWords; i-- {
		if isStart(i) {
			out, n = append(out, i), n+1
		}
	}
	n = 0
	for i := at + 1; i < end && n < nearbyWords; i++ {
		if isStart(i) {
			out, n = append(out, i), n+1
		}
	}
	return out
}
