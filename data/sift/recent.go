package sift

import (
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
)

// Recent are the words of the newest rows of a kind. A beginning of a word can be in every
// second row, and takes an index long to list; but then the newest rows have it as well,
// and as many as are shown are found among these at once.
type Recent struct {
	Numbers []int64 // of the rows, the newest first
	words   []string
	lists   map[string][]int32 // places in Numbers by word or key, ascending
}

// RecentRows is of how many of the newest rows of each kind the words are kept.
func RecentRows() [data.SearchedKinds]int {
	return [data.SearchedKinds]int{30_000, 200, 3000, 3000, 3000, 3000, 3000, 3000}
}

// recentKey begins what is the key of a word in the lists.
const recentKey = "\x00"

// Add adds a row that is older than those before, with its words and their keys.
func (k *Recent) Add(n int64, words, keys []string) {
	if k.lists == nil {
		k.lists = map[string][]int32{}
	}
	place := int32(len(k.Numbers))
	k.Numbers = append(k.Numbers, n)
	for _, word := range words {
		k.add(word, place)
	}
	for _, key := range keys {
		k.add(recentKey+key, place)
	}
}

func (k *Recent) add(word string, place int32) {
	its := k.lists[word]
	if len(its) == 0 {
		word = strings.Clone(word) // not all of its text
	}
	if len(its) == 0 || its[len(its)-1] != place {
		k.lists[word] = append(its, place)
	}
}

// Sort ends adding. After it Recent is immutable.
func (k *Recent) Sort() {
	for word := range k.lists {
		k.words = append(k.words, word)
	}
	slices.Sort(k.words)
}

// Having are the places of the rows that have what is asked for, ascending; false where
// only an index can tell, which knows where words are.
func (k *Recent) Having(asked []query.Asked) (out []int32, ok bool) {
	has := make([]bool, len(k.Numbers))
	for i := range has {
		has[i] = true
	}
	for _, a := range asked {
		if len(a.Near) > 0 || len(a.Phrase) > 1 {
			return nil, false
		}
		its := make([]bool, len(has))
		k.each(a.Pattern, func(list []int32) {
			for _, place := range list {
				its[place] = true
			}
		})
		for i := range has {
			has[i] = has[i] && its[i] != a.Not
		}
	}
	for i, is := range has {
		if is {
			out = append(out, int32(i))
		}
	}
	return out, true
}

// each calls fn with the places of each word that is a pattern's.
func (k *Recent) each(p query.Pattern, fn func([]int32)) {
	for _, word := range append(slices.Clip(p.Forms), p.Keys...) {
		fn(k.lists[word])
	}
	for _, key := range append(slices.Clip(p.Keys), p.Month) {
		fn(k.lists[recentKey+key])
	}
	for i, beginning := range p.Beginnings {
		if slices.ContainsFunc(p.Beginnings[:i], func(o string) bool { return strings.HasPrefix(beginning, o) }) {
			continue
		}
		from, _ := slices.BinarySearch(k.words, beginning)
		for _, word := range k.words[from:] {
			if !strings.HasPrefix(word, beginning) {
				break
			}
			fn(k.lists[word])
		}
	}
}
