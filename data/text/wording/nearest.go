package wording

import "slices"

// Nearness is which of other wordings one is nearest to, and where it differs from it.
type Nearness struct {
	To      int // its place; -1 where none has nearly the same words
	Changes []Change
}

// Two wordings are near where such a share of the words of the longer one is in the other,
// and the shorter one has fewestNear words at least.
const (
	nearShare  = 0.5
	fewestNear = 5
)

// Nearest tells for each of some wordings which of the others it is nearest to: of several
// that are alike near the first. Wordings that say other things in other words have none, so
// that not all of their words are changes. names: see Changes.
func Nearest(texts []string, names Names) []Nearness {
	ids := map[string]int32{}
	words := make([][]int32, len(texts)) // sorted
	for i, text := range texts {
		words[i] = identified(tokens(text), ids)
		slices.Sort(words[i])
	}
	out := make([]Nearness, len(texts))
	for i := range texts {
		out[i].To = -1
		most := 0.0
		for j := range texts {
			if i == j || min(len(words[i]), len(words[j])) < fewestNear {
				continue
			}
			if share := float64(common(words[i], words[j])) / float64(max(len(words[i]), len(words[j]))); share >= nearShare && share > most {
				most, out[i].To = share, j
			}
		}
		if to := out[i].To; to >= 0 {
			out[i].Changes = Changes(texts[to], texts[i], names)
		}
	}
	return out
}

// common is how many words two sorted lists have in common.
func common(a, b []int32) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
