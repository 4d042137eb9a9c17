package sift

import (
	"iter"
	"slices"
	"strings"

	"tarikh.org/tarikh/data/text/fold"
)

// NoRank is that of an event without what is sorted by.
const NoRank = -1

// Numbers are the values of a column as ranks.
func Numbers[T uint8 | uint16](column []T) []int32 {
	out := make([]int32, len(column))
	for i, v := range column {
		out[i] = int32(v)
	}
	return out
}

// InOrder sorts places by rank, nil for by date: by counting, as there are at
// most as many ranks as events.
func InOrder(places, ranks []int32, descending bool) []int32 {
	places = slices.Clone(places)
	slices.Sort(places)
	if ranks == nil {
		if descending {
			slices.Reverse(places)
		}
		return places
	}
	most := int32(NoRank)
	for _, r := range ranks {
		most = max(most, r)
	}
	slot := func(p int32) int32 { // that without a rank last
		switch r := ranks[p]; {
		case r == NoRank:
			return most + 1
		case descending:
			return most - r
		default:
			return r
		}
	}
	next := make([]int32, most+3)
	for _, p := range places {
		next[slot(p)+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	out := make([]int32, len(places))
	for _, p := range places {
		k := slot(p)
		out[next[k]] = p
		next[k]++
	}
	return out
}

// SortKey is what a text is sorted by: its folded words.
func SortKey(text string) string {
	var b strings.Builder
	for word := range fold.Words(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// Rank numbers values in the order of their folded words, the same number for those that
// fold alike, and returns the rank of each of so many places.
func Rank(places int, values iter.Seq2[string, []int32]) []int32 {
	type keyed struct {
		key    string
		places []int32
	}
	var keys []keyed
	for value, its := range values {
		keys = append(keys, keyed{SortKey(value), its})
	}
	slices.SortStableFunc(keys, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	ranks := make([]int32, places)
	for i := range ranks {
		ranks[i] = NoRank
	}
	rank := int32(0)
	for i, k := range keys {
		if i > 0 && k.key != keys[i-1].key {
			rank++
		}
		for _, p := range k.places {
			ranks[p] = rank
		}
	}
	return ranks
}

// FoldName is how a name is compared.
func FoldName(s string) string { return strings.TrimSpace(fold.Line(s).String()) }

// SameName reports whether a name is compared as one of some others.
func SameName(values []string) func(string) bool {
	folded := make([]string, len(values))
	for i, v := range values {
		folded[i] = FoldName(v)
	}
	return func(s string) bool { return slices.Contains(folded, FoldName(s)) }
}
