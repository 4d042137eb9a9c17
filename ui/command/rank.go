package command

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// Match is how well a name fits what was typed.
type Match struct {
	Score int      // greater is better
	Spans [][2]int // the bytes of the name that fit, half-open, ascending
}

// Fit matches what was typed with a name, both folded: the letters have to be in
// the name in their order, from the beginning of a word on or all side by side.
// Whole words count most, then letters side by side, then beginnings of words. False
// if they do not fit.
func Fit(typed, name string) (Match, bool) {
	want := []rune(strings.Join(strings.Fields(fold.String(typed)), " "))
	if len(want) == 0 {
		return Match{}, true
	}
	folded := fold.Text(name)
	text := folded.String()
	best := Match{Score: -1}
	// The first letter may be in several places; the best run from any of them counts.
	for at, r := range text {
		if r != want[0] {
			continue
		}
		score, places := fitFrom(text, at, want)
		if !beginsWord(text, at) && !together(text, places) {
			continue // letters from the middle of words: not what is meant
		}
		if score > best.Score {
			best.Score = score
			best.Spans = spansOf(folded, places)
		}
	}
	if best.Score < 0 {
		return Match{}, false
	}
	best.Score = best.Score*64 - min(utf8.RuneCountInString(text), 63) // of equal ones the shorter
	return best, true
}

// fitFrom matches letters greedily from a byte of the text on: the next beginning of
// a word before the next place within one. places are bytes of the text.
func fitFrom(text string, at int, want []rune) (score int, places []int) {
	const begins, beside, within, whole = 8, 9, 1, 12
	last := -1
	for i, r := range want {
		if r == ' ' {
			last = -1 // the next letter begins a word
			continue
		}
		place := -1
		switch {
		case i == 0:
			place = at
		case last >= 0 && strings.HasPrefix(text[last:], string(r)):
			place = last
		default:
			place = nextPlace(text, at, r)
		}
		if place < 0 {
			return -1, nil
		}
		switch {
		case place == last:
			score += beside
		case beginsWord(text, place):
			score += begins
		default:
			score += within
		}
		places = append(places, place)
		last = place + utf8.RuneLen(r)
		at = last
	}
	if last >= 0 && endsWord(text, last) && beginsWord(text, places[0]) {
		score += whole
	}
	if len(places) > 0 && places[0] == 0 {
		score += begins
	}
	return score, places
}

// nextPlace returns where a letter is next, at the beginning of a word if it
// begins one; -1 if nowhere.
func nextPlace(text string, from int, r rune) int {
	if from > len(text) {
		return -1
	}
	first := -1
	for i, have := range text[from:] {
		if have != r {
			continue
		}
		if beginsWord(text, from+i) {
			return from + i
		}
		if first < 0 {
			first = from + i
		}
	}
	return first
}

func beginsWord(text string, at int) bool {
	if at == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return !unicode.IsLetter(before) && !unicode.IsDigit(before)
}

// together reports whether letters are adjacent.
func together(text string, places []int) bool {
	for i := 1; i < len(places); i++ {
		if _, size := utf8.DecodeRuneInString(text[places[i-1]:]); places[i] != places[i-1]+size {
			return false
		}
	}
	return true
}

func endsWord(text string, at int) bool {
	if at == len(text) {
		return true
	}
	after, _ := utf8.DecodeRuneInString(text[at:])
	return !unicode.IsLetter(after) && !unicode.IsDigit(after)
}

// spansOf are the stretches of the source that letters of the folded text came from.
func spansOf(f fold.Folded, places []int) (spans [][2]int) {
	for _, p := range places {
		_, size := utf8.DecodeRuneInString(f.String()[p:])
		from, to := f.Source(p, p+size)
		if n := len(spans); n > 0 && spans[n-1][1] >= from {
			spans[n-1][1] = max(spans[n-1][1], to)
			continue
		}
		spans = append(spans, [2]int{from, to})
	}
	return spans
}

// Ranked is an item with a name that fits what was typed.
type Ranked struct {
	Place int // among the items
	Name  int // which of its names fits best
	Match
}

// Rank returns the items that fit what was typed, the best first; each item has one or
// more names. Of equal ones the earlier one is first. Nothing typed: all of them, in
// order.
func Rank(typed string, things [][]string) []Ranked {
	out := make([]Ranked, 0, len(things))
	for place, names := range things {
		best, found := Ranked{}, false
		for i, name := range names {
			if m, ok := Fit(typed, name); ok && (!found || m.Score > best.Score) {
				best, found = Ranked{place, i, m}, true
			}
		}
		if found {
			out = append(out, best)
		}
	}
	slices.SortStableFunc(out, func(a, b Ranked) int { return cmp.Compare(b.Score, a.Score) })
	return out
}
