// Package propose turns the dates that a text names into events that a reader
// may want: each with a title, the passage that reports it, and how sure it is.
//
// The one idea behind it: a date is part of a clause, and the clause without the
// date, its attribution and its conjunctions says what happened then. Nothing is
// made up, every word of a title is in the text, and nothing is decided: the
// reader takes a candidate, changes it or dismisses it.
//
//	وقال المتحدث إن القوات انسحبت من المدينة أمس -> القوات انسحبت من المدينة
//	On February 4, 2022, the Games opened in the capital -> The Games opened in the capital
//
// Passages that report the same thing on the same day are one candidate, and one
// that seems to report an event which the library has says so.
package propose

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

// Options are what the text does not say itself.
type Options struct {
	// Lang is the text's language as a BCP 47 tag; without one, each sentence is
	// taken for Arabic or English by its script.
	Lang string
	// Known are events of the library that candidates may be about. Those whose
	// dates lie elsewhere do no harm.
	Known []Known
}

// Events returns the candidates among the finds of find.Dates(text, …), in
// the order of the text; blocks are those of the article. The dateline of the
// text and those of its paragraphs are no events. It is safe for use by many at
// once.
func Events(text string, blocks []data.Block, finds []find.Find, o Options) []Candidate {
	m := merger{known: newKnown(o.Known), at: map[dates.Date][]int{}}
	lines := sentenceFinder{text: text, blocks: blocks}
	for _, f := range finds {
		if f.Why == find.NoteDateline || f.Start < 0 || f.End > len(text) || f.End <= f.Start {
			continue
		}
		s := lines.sentence(f)
		v := lexiconOf(o.Lang, s.text())
		if s.opens {
			if n := datelineEnd(s.text(), v); n > 0 {
				if f.End <= s.start+n {
					continue
				}
				s.start += n
			}
		}
		c := Candidate{Title: title(s, f, v), Date: f.Date, Passage: Passage{s.start, s.end, f}}
		if c.Title == "" {
			continue
		}
		c.Confidence = f.Confidence * weight(f, s.heading)
		m.add(c, wordsOf(without(text, s.start, s.end, f.Start, f.End), v))
	}
	return m.candidates
}

// without is text[start:end] without its part [from, to).
func without(text string, start, end, from, to int) string {
	return text[start:max(from, start)] + " " + text[min(to, end):end]
}

// weight is how likely a date of a find's kind is that of an event: days mostly
// are, while years and decades often only set a scene, and what has lasted since
// is rather a state.
func weight(f find.Find, heading bool) float64 {
	w := 1.0
	start, _, interval := f.Date.Parts()
	switch {
	case f.Kind == find.KindPeriod:
		w = 0.6
	case f.Kind == find.KindRelative && start.Precision < dates.PrecisionMonth:
		w = 0.6
	case interval:
		w = 0.9
	case start.Precision < dates.PrecisionMonth:
		w = 0.75
	case start.Precision < dates.PrecisionDay:
		w = 0.9
	}
	if heading {
		w *= 0.7
	}
	return w
}
