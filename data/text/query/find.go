package query

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// Range is bytes of a text, half-open.
type Range struct{ Start, End int }

// Pattern is what one term of words is found by. All of its words are folded.
type Pattern struct {
	// Phrase are the words that are side by side, in order; one or more.
	Phrase []string
	// Forms are what the first of them may be in a text, itself first.
	Forms []string
	// Stems are what the stem of a word that is found is, or the word itself; none
	// for a phrase.
	Stems []string
	// Prefix: the last word may go on. Where it is the only one, Beginnings are what
	// it may begin with.
	Prefix     bool
	Beginnings []string
}

// shortest is how many letters of a word that is being typed have a stem worth
// looking for.
const shortest = 4

// Pattern returns what a term of words is found by.
func (t Term) Pattern() Pattern {
	var p Pattern
	for _, value := range t.Values {
		for word := range fold.Words(value) {
			p.Phrase = append(p.Phrase, word)
		}
	}
	if len(p.Phrase) == 0 { // never from Parse
		return p
	}
	p.Prefix, p.Forms = t.Prefix, fold.Forms(p.Phrase[0])
	if p.Prefix && len(p.Phrase) == 1 {
		p.Beginnings = fold.Beginnings(p.Phrase[0])
	}
	begun := p.Prefix && utf8.RuneCountInString(p.Phrase[0]) < shortest
	if !t.Phrase && len(p.Phrase) == 1 && !begun {
		p.Stems = fold.Stems(p.Phrase[0])
	}
	return p
}

// Finder finds the words of a query in texts: just those that the search index
// finds. It is for one goroutine.
type Finder struct {
	patterns []matcher
}

// Finder returns a finder of the words that a query asks for; those that it
// excludes are not found.
func (q Query) Finder() *Finder {
	f := &Finder{}
	for _, t := range q.Terms {
		if p := t.Pattern(); t.Field == Words && !t.Not && len(p.Phrase) > 0 {
			f.patterns = append(f.patterns, newMatcher(p))
		}
	}
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
	window := make([]fold.Token, 0, longest(f.patterns))
	words := make([]string, 0, cap(window))
	last := 0              // the end of the last find
	flush := func() bool { // takes the first word of the window
		words = words[:0]
		for _, t := range window {
			words = append(words, t.Word)
		}
		end := f.at(words)
		if end == 0 {
			window = slices.Delete(window, 0, 1)
			return true
		}
		find := Range{window[0].Start, window[end-1].End}
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
	// A phrase may go on from the part before.
	return longest(f.patterns) > 1 || slices.ContainsFunc(f.patterns, func(m matcher) bool { return strings.Contains(folded, m.core) })
}

// longest is the most words that one of the patterns takes.
func longest(patterns []matcher) int {
	n := 1
	for _, m := range patterns {
		n = max(n, len(m.Phrase))
	}
	return n
}

// at returns how many words of the window are the longest find at its beginning.
func (f *Finder) at(window []string) int {
	longest := 0
	for i := range f.patterns {
		if f.patterns[i].matches(window) {
			longest = max(longest, len(f.patterns[i].Phrase))
		}
	}
	return longest
}

// matcher is a pattern that is ready to look.
type matcher struct {
	Pattern
	forms map[string]bool
	stems map[string]bool
	// core is what every word that is found holds: of Arabic words the stem, which is
	// left when the ends are taken off, of others the letters with which they begin.
	// It distinguishes most words.
	core string
	// seen are words and whether their stem is one of ours: to find that takes
	// longer than anything else here.
	seen map[string]bool
}

// maxSeen bounds what a matcher remembers.
const maxSeen = 10_000

func newMatcher(p Pattern) matcher {
	m := matcher{Pattern: p, forms: map[string]bool{}, stems: map[string]bool{}, seen: map[string]bool{}}
	for _, form := range p.Forms {
		m.forms[form] = true
	}
	for _, stem := range p.Stems {
		m.stems[stem] = true
	}
	m.core = slices.MinFunc(append(slices.Clone(p.Forms), p.Stems...), func(a, b string) int { return len(a) - len(b) })
	if len(p.Stems) > 0 && m.core[0] < utf8.RuneSelf {
		m.core = fold.StemCore(p.Stems[0])
	}
	return m
}

// matches reports whether the pattern is found at the beginning of some words.
func (m *matcher) matches(window []string) bool {
	n := len(m.Phrase)
	if n > len(window) {
		return false
	}
	first := window[0]
	if !strings.Contains(first, m.core) {
		return false
	}
	if n == 1 {
		return m.forms[first] || m.goesOn(first) || m.stemmed(first)
	}
	if !m.forms[first] {
		return false
	}
	for i := 1; i < n-1; i++ {
		if window[i] != m.Phrase[i] {
			return false
		}
	}
	last := window[n-1]
	return last == m.Phrase[n-1] || m.Prefix && strings.HasPrefix(last, m.Phrase[n-1])
}

func (m *matcher) stemmed(word string) bool {
	if len(m.stems) == 0 {
		return false
	}
	known, ok := m.seen[word]
	if !ok {
		known = m.stems[word] || m.stems[fold.Stem(word)]
		if len(m.seen) < maxSeen {
			m.seen[strings.Clone(word)] = known
		}
	}
	return known
}

func (m *matcher) goesOn(word string) bool {
	return slices.ContainsFunc(m.Beginnings, func(form string) bool { return strings.HasPrefix(word, form) })
}

// Tester says whether rows hold the words of a query, as the search index does;
// fields are not looked at. It is for one goroutine.
type Tester struct {
	must, not []matcher
}

// Tester returns a tester of a query's words.
func (q Query) Tester() *Tester {
	t := &Tester{}
	for _, term := range q.Terms {
		switch p := term.Pattern(); {
		case term.Field != Words || len(p.Phrase) == 0:
		case term.Not:
			t.not = append(t.not, newMatcher(p))
		default:
			t.must = append(t.must, newMatcher(p))
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

// Found reports of each term of words, first those that must be there and then
// those that must not, in order, whether it is in the texts.
func (t *Tester) Found(texts []string) []bool {
	found := make([]bool, len(t.must)+len(t.not))
	all := append(slices.Clip(t.must), t.not...)
	window := make([]string, 0, longest(all))
	look := func() {
		for i := range all {
			found[i] = found[i] || all[i].matches(window)
		}
	}
	for _, text := range texts {
		window = window[:0]
		for word := range fold.Words(text) {
			if window = append(window, word); len(window) == cap(window) {
				look()
				window = slices.Delete(window, 0, 1)
			}
		}
		for ; len(window) > 0; window = slices.Delete(window, 0, 1) {
			look()
		}
	}
	return found
}
