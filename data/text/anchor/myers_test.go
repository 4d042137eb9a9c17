package anchor

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// column returns the last row of the table of edit distances, by definition:
// the fewest edits for each end in the text. Where free, the pattern may begin
// anywhere in the text.
func column(pattern, text []uint16, free bool) []int {
	previous := make([]int, len(text)+1)
	for j := range previous {
		if !free {
			previous[j] = j
		}
	}
	for i, c := range pattern {
		row := make([]int, len(text)+1)
		row[0] = i + 1
		for j, d := range text {
			change := previous[j]
			if c != d {
				change++
			}
			row[j+1] = min(change, previous[j+1]+1, row[j]+1)
		}
		previous = row
	}
	return previous
}

func drawLetters(t *rapid.T, label string, atLeast, atMost int) []uint16 {
	// Few letters make long matches, and many columns that differ by one.
	return rapid.SliceOfN(rapid.Uint16Range(0, 4), atLeast, atMost).Draw(t, label)
}

func TestMyersAgreesWithTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.SampledFrom([]int{1, 2, 9, 63, 64, 65, 127, 128, 129, 200}).Draw(t, "length")
		pattern := drawLetters(t, "pattern", length, length)
		text := drawLetters(t, "text", 0, 300)
		if rapid.Bool().Draw(t, "a copy in the text") {
			text = slices.Concat(text, pattern, text)
			for range rapid.IntRange(0, 20).Draw(t, "changes") {
				text[rapid.IntRange(0, len(text)-1).Draw(t, "at")] = 4
			}
		}
		k := rapid.IntRange(0, length).Draw(t, "k")
		p := newPattern(pattern, 5)
		for _, free := range []bool{true, false} {
			want := column(pattern, text, free)
			got := make([]int, len(text)+1)
			run := p.prefixes
			if free {
				run = p.search
			}
			for i := range got {
				got[i] = k + 1
			}
			run(text, k, func(end, edits int) { got[end] = edits })
			for j := 1; j < len(want); j++ {
				if got[j] != min(want[j], k+1) {
					t.Fatalf("free %v, k %d, end %d: got %d, want %d", free, k, j, got[j], want[j])
				}
			}
		}
		if got, want := p.distance(text, 1000), column(pattern, text, false)[len(text)]; got != want {
			t.Fatalf("distance %d, want %d", got, want)
		}
	})
}

func TestDistanceOfNothing(t *testing.T) {
	if d := newPattern(nil, 1).distance([]uint16{0, 0}, 9); d != 2 {
		t.Errorf("of no pattern to two letters: %d", d)
	}
	if d := newPattern([]uint16{0, 0}, 1).distance(nil, 1); d != 2 {
		t.Errorf("of two letters to no text, at most 1: %d", d)
	}
}

func TestGraphemes(t *testing.T) {
	cases := []struct {
		name, text string
		start, end int
		want       string
	}{
		{"plain letters", "abc", 1, 2, "b"},
		{"a vowel sign after the span", "قمَر", 2, 4, "مَ"},
		{"a vowel sign at its start", "قمَر", 4, 8, "مَر"},
		{"an accent of its own", "ae\u0301b", 1, 2, "e\u0301"},
		{"a mark on a space", "a \u0301b", 0, 2, "a "},
		{"a joined emoji", "x👩\u200d💻y", 1, 5, "👩\u200d💻"},
		{"a skin tone", "👍🏽", 0, 4, "👍🏽"},
		{"half of the second flag", "🇸🇦🇪🇬", 12, 16, "🇪🇬"},
		{"between two flags", "🇸🇦🇪🇬", 0, 8, "🇸🇦"},
		{"the whole text", "e\u0301", 0, 3, "e\u0301"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			from, to := graphemes(c.text, c.start, c.end)
			if got := c.text[from:to]; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLettersAndOffsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for range rapid.IntRange(0, 150).Draw(t, "n") {
			text += rapid.SampledFrom([]string{"ق", "مَ", "a", " \n", "٣", "ﻻ", "\u200f", "、"}).Draw(t, "piece")
		}
		f := newFolded(text)
		at := 0
		for i, r := range []rune(f.String()) {
			if f.offset(i) != at || f.letters[i] != f.numbers[plain(r)] {
				t.Fatalf("letter %d of %q: offset %d, want %d", i, f.String(), f.offset(i), at)
			}
			from, _ := f.span(i, i+1)
			if j := f.letterAt(from); j > i {
				t.Fatalf("letter at %d is %d, want at most %d", from, j, i)
			}
			at += len(string(r))
		}
		if f.offset(len(f.letters)) != at {
			t.Fatalf("end: %d, want %d", f.offset(len(f.letters)), at)
		}
	})
}
