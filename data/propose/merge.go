package propose

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
)

// merger collects candidates and joins those that are about the same.
type merger struct {
	candidates []Candidate
	words      []map[string]bool
	at         map[dates.Date][]int // candidates by their date
	known      *library
}

// alike are the least words that two passages on one event share, and the least
// share of the words of the shorter one.
const alikeWords, alikeShare = 2, 0.5

func alike(shared, a, b int) bool {
	return shared >= alikeWords && float64(shared) >= alikeShare*float64(min(a, b))
}

// compared is how many candidates of one date a new one is compared with at most.
const compared = 64

func (m *merger) add(c Candidate, words map[string]bool) {
	same := m.at[c.Date]
	for _, i := range same[max(0, len(same)-compared):] {
		if !alike(shared(m.words[i], words), len(m.words[i]), len(words)) {
			continue
		}
		old := &m.candidates[i]
		if old.Start == c.Start && !old.Edit && !c.Edit && !strings.HasPrefix(c.Title, old.Title) && !strings.HasPrefix(old.Title, c.Title) {
			continue // a sentence says two things of one date
		}
		old.Also = append(old.Also, c.Passage)
		old.Confidence = max(old.Confidence, c.Confidence)
		if old.Edit && !c.Edit {
			old.Title, old.Edit = c.Title, false
		}
		return
	}
	c.Event = m.known.about(c, words)
	m.at[c.Date] = append(same, len(m.candidates))
	m.candidates, m.words = append(m.candidates, c), append(m.words, words)
}

func shared(a, b map[string]bool) (n int) {
	if len(a) > len(b) {
		a, b = b, a
	}
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// library are the events that are known, by the words of their titles.
type library struct {
	events []Known
	sizes  []int
	by     map[string][]int
}

func newKnown(events []Known) *library {
	k := &library{events: events, sizes: make([]int, len(events)), by: map[string][]int{}}
	for i, e := range events {
		words := wordsOf(e.Title, lexiconOf("", e.Title))
		k.sizes[i] = len(words)
		for w := range words {
			k.by[w] = append(k.by[w], i)
		}
	}
	return k
}

// about returns the event that a passage seems to report: one of its time whose
// title shares the most words with it. Of the same date, half the title is
// enough; of a date that only touches it, five sixths.
func (k *library) about(c Candidate, words map[string]bool) (best data.ID) {
	counts := map[int]int{}
	for w := range words {
		for _, i := range k.by[w] {
			counts[i]++
		}
	}
	most, at := 0.0, -1
	for i, n := range counts {
		e := k.events[i]
		if n < alikeWords || e.Date.Lo >= c.Date.Hi || e.Date.Hi <= c.Date.Lo {
			continue
		}
		share := float64(n) / float64(max(k.sizes[i], 1))
		if e.Date != c.Date {
			share *= 0.6
		}
		if share >= alikeShare && (share > most || share == most && i < at) {
			most, at, best = share, i, e.ID
		}
	}
	return best
}
