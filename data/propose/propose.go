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
// Passages that report the same thing on the same day are one candidate, so are the dates
// of a sentence on which something began and ended, and one that seems to report an event which the library has says so.
package propose

import (
	"slices"

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

// Events returns the candidates among all finds of find.Dates(text, …), in
// the order of the text; blocks are those of the article. Headings, bylines, captions,
// stamps of web pages and datelines propose nothing. It is safe for use by many at
// once.
func Events(text string, blocks []data.Block, finds []find.Find, o Options) []Candidate {
	m := merger{known: newKnown(o.Known), at: map[dates.Date][]int{}}
	stamps := stamper{text, map[int]int{}}
	lines := sentenceFinder{text: text, blocks: blocks}
	var y *syntax
	var of sentence
	ended := -1 // the Start of a find that is the end of the candidate before
	for _, f := range finds {
		if f.Start == ended {
			continue
		}
		if f.Why == find.NoteDateline || f.Start < 0 || f.End > len(text) || f.End <= f.Start {
			continue
		}
		s := lines.sentence(f)
		if s.heading {
			continue
		}
		s, ok := stamps.unstamped(s, within(finds, s.start, s.end), f)
		if !ok {
			continue
		}
		s = item(text, s, within(finds, s.start, s.end), f)
		v := lexiconOf(o.Lang, s.text())
		if s.opens {
			if stamp(s.text(), v) {
				continue
			}
			n := leadLength(s.text(), v)
			if f.End <= s.start+n {
				continue
			}
			s.start += min(n, f.Start-s.start)
		} else {
			s.start += min(hourLength(s.text()), f.Start-s.start)
		}
		inside := within(finds, s.start, s.end)
		if y == nil || s != of {
			y, of = parse(s, v, inside), s
		}
		at := slices.IndexFunc(inside, func(other find.Find) bool { return other.Start == f.Start })
		if at < 0 {
			continue
		}
		if y.repeated(at, inside) {
			continue
		}
		if date, ok := y.lasting(at, inside); ok {
			ended = inside[at+1].Start
			m.add(y.span(at, s, f, inside[at+1], date), y.wordsBeside(y.dates[at]))
			continue
		}
		if c, ok := candidate(y, at, f); ok {
			c.Passage, c.Title = Passage{s.start, s.end, f}, undated(c.Title, inside)
			m.add(c, y.wordsBeside(y.dates[at]))
		}
	}
	return m.candidates
}

// repeated reports whether a date only says again, less exactly, when the one beside it
// is: "Fifty years ago, on July 20, 1969", "Friday, 2 Shaban 583".
func (y *syntax) repeated(at int, finds []find.Find) bool {
	d, f := y.dates[at], finds[at]
	for _, i := range [...]int{at - 1, at + 1} {
		if i < 0 || i >= len(finds) {
			continue
		}
		other, g := y.dates[i], finds[i]
		touch := d.last == other.first || other.last == d.first
		exact := g.Date.Lo >= f.Date.Lo && g.Date.Hi <= f.Date.Hi && g.Date != f.Date
		alone := y.content(y.clauses[y.clauseOf(d.first)].first, y.clauses[y.clauseOf(d.first)].last, d) == 0
		if touch && other.role == tells && (exact && alone || f.Kind == find.KindWeekday && g.Kind != find.KindWeekday) {
			return true
		}
	}
	return false
}

// unlikely is how likely a passage is to be an event from which on its title is offered
// as it is.
const unlikely = 0.5

// candidate is what one of the dates of a sentence proposes, without its passage; false
// where the sentence says nothing but the date.
func candidate(y *syntax, at int, f find.Find) (Candidate, bool) {
	event := weight(f) * y.eventful(at)
	if event < 0.8 && y.measures() { // of a year or a quarter
		event *= 0.6
	}
	c := Candidate{Date: f.Date, Confidence: f.Confidence * event}
	title, worth := y.title(at)
	if worth == 0 || event < unlikely {
		title, worth, c.Edit = y.sentenceTitle(), worthEdit, true
	}
	c.Title = title
	c.Confidence *= worth
	return c, y.content(0, len(y.words), y.dates[at]) > 0 && title != ""
}

// worthEdit is how much a sentence is worth in place of a title.
const worthEdit = 0.5
