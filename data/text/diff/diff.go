// Package diff says in what two texts differ, so that a person can read it:
// which paragraphs, and within them which words.
//
// The one idea behind it: paragraphs are matched first, then the words of what
// lies between matched ones; words are matched in their folded form, so that a
// word that only got its vowel signs is shown as that word changed. Work is
// bounded by a budget of steps and not by the clock: the answer for two texts is
// always the same one. Where the budget ends, what is left counts as replaced,
// which is coarse and never wrong: in every case the changes made to the old text
// give the new one.
package diff

// Texts compares two texts. The stretches cover both, in order, without gaps; no
// two in a row are the same paragraphs.
func Texts(before, after string) []Stretch {
	b := budget(steps)
	oldLines, newLines := paragraphs(before), paragraphs(after)
	ids := map[string]int32{}
	same := b.match(lineIDs(before, oldLines, ids), lineIDs(after, newLines, ids))
	var out []Stretch
	i, j := 0, 0
	upTo := func(oldEnd, newEnd int) {
		if i < oldEnd || j < newEnd {
			out = append(out, b.words(before, after, spanOf(before, oldLines, i, oldEnd), spanOf(after, newLines, j, newEnd))...)
		}
	}
	for _, r := range same {
		upTo(r.i, r.j)
		i, j = r.i+r.n, r.j+r.n
		out = append(out, Stretch{Old: spanOf(before, oldLines, r.i, i), New: spanOf(after, newLines, r.j, j)})
	}
	upTo(len(oldLines), len(newLines))
	return joined(out)
}

// paragraphs returns where each paragraph of a text begins: after each "\n".
func paragraphs(text string) []int {
	var out []int
	for i := 0; i < len(text); i++ {
		if i == 0 || text[i-1] == '\n' {
			out = append(out, i)
		}
	}
	return out
}

// spanOf returns the bytes of the paragraphs from i to j.
func spanOf(text string, starts []int, i, j int) Span {
	at := func(k int) int {
		if k < len(starts) {
			return starts[k]
		}
		return len(text)
	}
	return Span{at(i), at(j)}
}

func lineIDs(text string, starts []int, ids map[string]int32) []int32 {
	out := make([]int32, len(starts))
	for i := range starts {
		s := spanOf(text, starts, i, i+1)
		out[i] = number(ids, text[s.Start:s.End])
	}
	return out
}

// joined makes one stretch of those in a row that are the same in both texts.
func joined(list []Stretch) []Stretch {
	var out []Stretch
	for _, s := range list {
		if n := len(out); n > 0 && len(s.Changes) == 0 && len(out[n-1].Changes) == 0 {
			out[n-1].Old.End, out[n-1].New.End = s.Old.End, s.New.End
			continue
		}
		out = append(out, s)
	}
	return out
}

// Run is Len tokens that are the same in two lists, from Old and from New on.
type Run struct{ Old, New, Len int }

// Common returns the tokens, by their numbers, that two lists have in common, as runs in
// order in both.
func Common(old, now []int32) []Run {
	b := budget(steps)
	same := b.match(old, now)
	out := make([]Run, len(same))
	for i, r := range same {
		out[i] = Run{r.i, r.j, r.n}
	}
	return out
}
