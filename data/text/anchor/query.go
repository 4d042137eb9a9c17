package anchor

const (
	// maxEdits is how many edits the approximate search allows for at most;
	// in a short quote it is half its letters.
	maxEdits = 256
	// longest is how many letters of a quote are searched for as one. Of a
	// longer one its two ends are.
	longest = 2048
	// shortQuote is up to how many letters a quote is searched for with its
	// context too, since too many places may be nearly like it.
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

// query is one approximate search for one passage.
type query struct {
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

// context returns how like the prefix and suffix the surroundings of a span of
// letters are: 0 for unrelated ones.
func (q *query) context(start, end int) float64 {
	total := len(q.prefix) + len(q.suffix)
	if total == 0 {
		if start == 0 && end == len(q.letters) {
			return 1
		}
		return 0.5
	}
	same := 1 - float64(q.editsBefore(start)+q.editsAfter(end))/float64(total)
	return max(0, (same-unrelated)/(1-unrelated))
}

// editsBefore returns how far what is before a letter is from the prefix.
func (q *query) editsBefore(start int) int {
	return fewestEdits(q.before, reversed(q.letters[max(0, start-2*len(q.prefix)):start]))
}

// editsAfter returns how far what is from a letter on is from the suffix.
func (q *query) editsAfter(end int) int {
	return fewestEdits(q.after, q.letters[end:min(len(q.letters), end+2*len(q.suffix))])
}

// fewestEdits returns how far a pattern is from the beginning of a text.
func fewestEdits(p *pattern, text []uint16) int {
	fewest := p.length
	p.prefixes(text, fewest, func(_, d int) { fewest = min(fewest, d) })
	return fewest
}

// edits returns how far the quote is from a span of letters.
func (q *query) edits(start, end int) int {
	return q.forward.distance(q.letters[start:end], len(q.quote)+end-start)
}

// inWord reports whether the letters before and after a position are of a word.
func (q *query) inWord(at int) bool {
	return at > 0 && at < len(q.letters) && q.wordly[q.letters[at-1]] && q.wordly[q.letters[at]]
}
