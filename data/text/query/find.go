package query

import (
	"iter"
	"slices"

	"tarikh.org/tarikh/data/text/fold"
)

// Range is bytes of a text, half-open.
type Range struct{ Start, End int }

// Finder finds the words of a query in texts: just those that the search index
// finds. It is for one goroutine.
type Finder struct {
	patterns []matcher
	words    int // how many words of a text the patterns look at, at most
}

// Finder returns a finder of the words that a query asks for; those that it
// excludes are not found.
func (q Query) Finder() *Finder {
	f := &Finder{}
	for _, a := range q.Patterns() {
		if !a.Not {
			f.patterns = append(f.patterns, newMatcher(a.Pattern))
		}
	}
	f.words = longest(f.patterns)
	return f
}

// Empty reports whether there is nothing to find.
func (f *Finder) Empty() bool { return len(f.patterns) == 0 }

// Ranges yields every find in a text, in order, without overlap.
func (f *Finder) Ranges(text string) iter.Seq[Range] {
	return func(yield func(Range) bool) {
		if !f.Empty() {
			f.each(text, yield)
		}
	}
}

func (f *Finder) each(text string, yield func(Range) bool) {
	window := make([]fold.Token, 0, f.words)
	at := newPlace(text, f.words)
	last := 0              // the end of the last find
	flush := func() bool { // takes the first word of the window
		at.words = at.words[:0]
		for _, t := range window {
			at.words = append(at.words, t.Word)
		}
		at.text = text[window[0].Start:window[0].End]
		end := f.at(at)
		if end == 0 {
			at.before = window[0].Word
			window = slices.Delete(window, 0, 1)
			return true
		}
		find := Range{window[0].Start, window[end-1].End}
		at.before = window[end-1].Word
		window = slices.Delete(window, 0, end)
		if find.Start < last { // another word of the same ligature
			return true
		}
		last = find.End
		return yield(find)
	}
	for t := range fold.TokensWhere(text, f.worth) {
		if window = append(window, t); len(window) == cap(window) && !flush() {
			return
		}
	}
	for len(window) > 0 && flush() {
	}
}

// worth reports whether there may be a find in a part of a text, which is folded.
func (f *Finder) worth(folded string) bool {
	// What is of several words may go on from the part before.
	return f.words > 1 || slices.ContainsFunc(f.patterns, func(m matcher) bool { return m.mayBeIn(folded) })
}

// longest is the most words that one of the patterns takes.
func longest(patterns []matcher) int {
	n := 1
	for _, m := range patterns {
		n = max(n, m.Pattern.words())
	}
	return n
}

// at returns how many words are the longest find at a place.
func (f *Finder) at(p *place) int {
	longest := 0
	for i := range f.patterns {
		longest = max(longest, f.patterns[i].matches(p))
	}
	return longest
}

// Tester says whether rows hold the words of a query, as the search index does;
// fields are not looked at. It is for one goroutine.
type Tester struct {
	must, not []matcher
}

// Tester returns a tester of a query's words.
func (q Query) Tester() *Tester { return NewTester(q.Patterns()) }

// NewTester returns a tester of some patterns.
func NewTester(asked []Asked) *Tester {
	t := &Tester{}
	for _, a := range asked {
		if a.Not {
			t.not = append(t.not, newMatcher(a.Pattern))
		} else {
			t.must = append(t.must, newMatcher(a.Pattern))
		}
	}
	return t
}

// Test reports whether a row with these texts has all words that must be there,
// each in any of them, and none that must not.
func (t *Tester) Test(texts []string) bool {
	found := t.Found(texts)
	return !slices.Contains(found[:len(t.must)], false) && !slices.Contains(found[len(t.must):], true)
}

// Found reports of each pattern, first those that must be there and then those that must
// not, in order, whether it is in the texts.
func (t *Tester) Found(texts []string) []bool {
	found := make([]bool, len(t.must)+len(t.not))
	all := append(slices.Clip(t.must), t.not...)
	n := longest(all)
	for _, text := range texts {
		at := newPlace(text, n)
		look := func() {
			for i := range all {
				found[i] = found[i] || all[i].matches(at) > 0
			}
			at.before = at.words[0]
			at.words = slices.Delete(at.words, 0, 1)
		}
		for word := range fold.Words(text) {
			if at.words = append(at.words, word); len(at.words) == n {
				look()
			}
		}
		for len(at.words) > 0 {
			look()
		}
	}
	return found
}
