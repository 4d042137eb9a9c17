package query

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data/text/fold"
)

// place is where a pattern is looked for in a text.
type place struct {
	words  []string // from there on, folded; one or more
	before string   // the word before, "" for none
	text   string   // the text, or what of it the first word is
}

func newPlace(text string, words int) *place {
	return &place{text: text, words: make([]string, 0, words)}
}

// month is the month that is named there.
func (p *place) month() fold.Month {
	if !fold.MayNameMonth(p.words[0]) {
		return fold.Month{}
	}
	spelt := p.words[0] == augustFolded && fold.SpellsAugust(p.text)
	if p.before == "" {
		return fold.MonthAt(p.words, 0, spelt)
	}
	return fold.MonthAt(append([]string{p.before}, p.words...), 1, spelt)
}

// matcher is a pattern that is ready to look.
type matcher struct {
	Pattern
	forms map[string]bool
	keys  map[string]bool
	cores []string
	// seen are words and whether one of their keys is one of ours: to find that takes
	// longer than anything else here.
	seen map[string]bool
}

// maxSeen bounds what a matcher remembers.
const maxSeen = 10_000

func newMatcher(p Pattern) matcher {
	m := matcher{Pattern: p, forms: map[string]bool{}, keys: map[string]bool{}, seen: map[string]bool{}, cores: p.core()}
	for _, form := range p.Forms {
		m.forms[form] = true
	}
	for _, key := range p.Keys {
		m.keys[key] = true
	}
	return m
}

// mayBeIn reports whether folded text has letters that all finds have.
func (m *matcher) mayBeIn(folded string) bool {
	return slices.ContainsFunc(m.cores, func(core string) bool { return strings.Contains(folded, core) })
}

// matches returns how many words at a place are the pattern, 0 for none.
func (m *matcher) matches(at *place) int {
	if len(m.Near) > 0 {
		return m.near(at.words)
	}
	first := at.words[0]
	if !m.mayBeIn(first) {
		return 0
	}
	if m.Month != "" {
		if month := at.month(); month.Key == m.Month {
			return month.Words
		}
	}
	n := len(m.Phrase)
	switch {
	case n > len(at.words):
		return 0
	case n == 1:
		if m.forms[first] || m.goesOn(first) || m.kin(first) {
			return 1
		}
		return 0
	case !m.forms[first] || !slices.Equal(at.words[1:n-1], m.Phrase[1:n-1]):
		return 0
	}
	last := at.words[n-1]
	if last == m.Phrase[n-1] || m.Prefix && strings.HasPrefix(last, m.Phrase[n-1]) {
		return n
	}
	return 0
}

// near returns how many words from a place on have one of each group, the first word
// among them; 0 where fewer from the next place on have.
func (m *matcher) near(words []string) int {
	here := m.together(words)
	if here > 0 {
		if next := m.together(words[1:]); 0 < next && next < here {
			return 0
		}
	}
	return here
}

func (m *matcher) together(words []string) int {
	end, first, from := 0, false, 0
	for i, group := range m.Near {
		start, length := nearest(words[from:], group)
		start += from
		if start < from || start > NearWords+1 {
			return 0
		}
		first, end, from = first || start == 0, max(end, start+length), 0
		if i == 0 { // the year is after its month
			from = start + length
		}
	}
	if !first {
		return 0
	}
	return end
}

// nearest is where the first of some phrases is among words, -1 for nowhere.
func nearest(words []string, phrases [][]string) (start, length int) {
	for start := range words {
		for _, phrase := range phrases {
			if rest := words[start:]; len(rest) >= len(phrase) && slices.Equal(rest[:len(phrase)], phrase) {
				return start, len(phrase)
			}
		}
	}
	return -1, 0
}

func (m *matcher) kin(word string) bool {
	if len(m.keys) == 0 {
		return false
	}
	known, ok := m.seen[word]
	if !ok {
		known = m.keys[word] || slices.ContainsFunc(fold.Keys(word), func(key string) bool { return m.keys[key] })
		if len(m.seen) < maxSeen {
			m.seen[strings.Clone(word)] = known
		}
	}
	return known
}

func (m *matcher) goesOn(word string) bool {
	return slices.ContainsFunc(m.Beginnings, func(form string) bool { return strings.HasPrefix(word, form) })
}
