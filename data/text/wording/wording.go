// Package wording says whether two wordings of a passage say the same, and if not,
// what kind of words differ: a figure, a date, a name, a negation, or other words.
//
// The one idea behind it: words are compared in their folded form and nothing else
// counts, so that accents, vowel signs, tatweel, case, punctuation, white space and the
// script of digits may differ, and any other change of a word, however small, is one.
// What is punctuation elsewhere is part of a number where it changes its value.
package wording

import (
	"slices"

	"tarikh.org/tarikh/data/text/diff"
)

// Kind is what kind of words a change concerns, the weightiest first.
type Kind uint8

// The kinds.
const (
	Figure   Kind = iota // a number in digits or words, what it counts in, how it is bounded
	Date                 // a day, month, year or time, or a word that places something in time
	Name                 // of a person, place or body
	Negation             // whether something is, or is not
	Words                // any other
)

// Weighty reports whether a change of that kind is to be looked at on its own.
func (k Kind) Weighty() bool { return k < Words }

// How is what happened to words of a kind.
type How uint8

// The ways.
const (
	Changed How = iota
	Added
	Removed
)

// Reason is a kind of words that differ, and how.
type Reason struct {
	Kind Kind
	How  How
}

// Change is a place in which two wordings differ by words: bytes of the one, and what
// the other has instead. One of the two may be empty.
type Change struct {
	Old, New diff.Span
	Reasons  []Reason // at least one, each kind once, the weightiest first
}

// Same reports whether two wordings have the same words in their folded form.
func Same(was, now string) bool { return was == now || joined(tokens(was)).same(joined(tokens(now))) }

// Changes returns the places in which two wordings differ by words, in order; none where
// they are the same. names are what the library calls a name; nil for none.
func Changes(was, now string, names Names) []Change {
	if was == now {
		return nil
	}
	old, new := tokens(was), tokens(now)
	if joined(old).same(joined(new)) {
		return nil
	}
	ids := map[string]int32{}
	var out []Change
	i, j := 0, 0
	upTo := func(oldEnd, newEnd int) {
		a, b := old[i:oldEnd], new[j:newEnd]
		if len(a)+len(b) == 0 || joined(a).same(joined(b)) {
			return
		}
		kinds := kindsOf(passage{old, i, oldEnd, names}, passage{new, j, newEnd, names})
		out = append(out, Change{Old: extent(was, old, i, oldEnd), New: extent(now, new, j, newEnd), Reasons: kinds})
	}
	for _, r := range diff.Common(identified(old, ids), identified(new, ids)) {
		upTo(r.Old, r.New)
		i, j = r.Old+r.Len, r.New+r.Len
	}
	upTo(len(old), len(new))
	if len(out) == 0 { // the same words with other spaces between them
		out = append(out, Change{Old: diff.Span{End: len(was)}, New: diff.Span{End: len(now)}, Reasons: []Reason{{Words, Changed}}})
	}
	return out
}

// Reasons are those of some changes, each kind once, the weightiest first; what was
// added in one place and removed in another was changed.
func Reasons(changes []Change) []Reason {
	var out []Reason
	for _, c := range changes {
		for _, r := range c.Reasons {
			i := slices.IndexFunc(out, func(o Reason) bool { return o.Kind == r.Kind })
			switch {
			case i < 0:
				out = append(out, r)
			case out[i].How != r.How:
				out[i].How = Changed
			}
		}
	}
	slices.SortFunc(out, func(a, b Reason) int { return int(a.Kind) - int(b.Kind) })
	return out
}

// Beside returns what became of the negations next to a passage: text that ends before
// the passage and text that begins after it, in two wordings; false where they are the
// same.
func Beside(beforeWas, beforeNow, afterWas, afterNow string) (How, bool) {
	was, now := neighbours{beforeWas, afterWas}, neighbours{beforeNow, afterNow}
	switch {
	case now.negatedUnlike(was):
		return Added, true
	case was.negatedUnlike(now):
		return Removed, true
	}
	return Changed, false
}

// Partial returns by how many bytes the words in which a passage begins and ends reach
// beyond it: "12" of "12,000" is a part of another word.
func Partial(prefix, passage, suffix string) (before, after int) {
	start, end := len(prefix), len(prefix)+len(passage)
	for _, t := range tokens(prefix + passage + suffix) {
		if t.start < start && t.end > start {
			before = start - t.start
		}
		if t.start < end && t.end > end {
			after = t.end - end
		}
	}
	return before, after
}

// identified numbers words by their folded form.
func identified(words []token, ids map[string]int32) []int32 {
	out := make([]int32, len(words))
	for i, t := range words {
		id, ok := ids[t.word]
		if !ok {
			id = int32(len(ids))
			ids[t.word] = id
		}
		out[i] = id
	}
	return out
}

// extent is the bytes of the words from i to j of a text; where there are none, the
// place between the words around it.
func extent(text string, words []token, i, j int) diff.Span {
	switch {
	case i < j:
		return diff.Span{Start: words[i].start, End: words[j-1].end}
	case i < len(words):
		return diff.Span{Start: words[i].start, End: words[i].start}
	}
	return diff.Span{Start: len(text), End: len(text)}
}
