package propose

import (
	"tarikh.org/tarikh/data/dates/find"
)

// parse divides a sentence, in which dates were found.
func parse(s sentence, v *lexicon, finds []find.Find) *syntax {
	y := &syntax{text: s.text(), v: v}
	for _, f := range finds {
		y.named = append(y.named, part{max(f.Start-s.start, 0), min(f.End, s.end) - s.start})
	}
	y.words = wordsIn(y.text, v)
	y.verbs, y.inDates = make([]verbal, len(y.words)), make([]bool, len(y.words))
	at := 0
	for _, p := range marksCut(y.text, y.named) {
		first := at
		for at < len(y.words) && y.words[at].start < p.end {
			at++
		}
		if at > first {
			y.divide(first, at)
		}
	}
	for i, f := range finds {
		d := y.when(f, y.named[i])
		for at := d.first; at < d.last; at++ {
			y.inDates[at] = true
		}
		y.dates = append(y.dates, d)
	}
	return y
}
