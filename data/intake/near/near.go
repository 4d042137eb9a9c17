// Package near measures how alike two texts are without keeping either.
//
// The one idea behind it: a text is the set of its runs of four words, folded so
// that diacritics, hamzas, case and the kind of digits don't count. Every run is
// hashed once; the hash falls into one of Bins bins, and each bin keeps its
// smallest. The share of bins that two texts agree in is the share of runs that
// they have in common (Li, Owen and Zhang, One Permutation Hashing, 2012), off by
// 0.04 at the most in two cases of three.
package near

import (
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/text/fold"
)

// Bins is the number of bins of a sketch.
const Bins = 128

// words is the length of a run. Two reports of one event share single words and
// names; runs of four they share where one copied the other.
const words = 4

// Sketch represents a text: the smallest hash in each bin, 0 for an empty one.
// The zero Sketch is that of a text without words, and is like no other.
type Sketch [Bins]uint32

// Of sketches a text. A text of fewer than four words is one run.
func Of(text string) Sketch {
	var s Sketch
	var last [words]uint64
	n := 0
	for word := range strings.FieldsFuncSeq(fold.String(text), separates) {
		copy(last[:], last[1:])
		last[words-1] = hash(word)
		if n++; n >= words {
			s.add(last)
		}
	}
	if n > 0 && n < words {
		s.add(last)
	}
	return s
}

func separates(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

// add adds a run of words, given by their hashes.
func (s *Sketch) add(run [words]uint64) {
	h := uint64(0)
	for _, w := range run {
		h = mix(h ^ w)
	}
	bin, value := h%Bins, uint32(h>>32)
	if value == 0 {
		value = 1
	}
	if s[bin] == 0 || value < s[bin] {
		s[bin] = value
	}
}

// hash is 64-bit FNV-1a: the same in every run of the program, so that sketches
// may be kept.
func hash(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return h
}

// mix spreads every bit over all others (the finaliser of SplitMix64; Steele, Lea
// and Flood, 2014).
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// Alike is how much of two texts is the same, 0 to 1.
func Alike(a, b *Sketch) float64 {
	same, used := 0, 0
	for i, x := range a {
		y := b[i]
		if x|y == 0 {
			continue
		}
		used++
		if x == y {
			same++
		}
	}
	if used == 0 {
		return 0
	}
	return float64(same) / float64(used)
}
