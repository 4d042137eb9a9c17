package propose

import (
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

// Known is an event that the library has.
type Known struct {
	ID    data.ID
	Title string
	Date  dates.Date
}

// Passage is where a text reports an event: bytes of it, half-open, around a
// find.
type Passage struct {
	Start, End int
	Find       find.Find
}

// Candidate is an event that a text seems to report.
type Candidate struct {
	Title      string // in the text's own words, at most maxTitle characters; never empty
	Date       dates.Date
	Confidence float64 // 0 to 1: that this is an event, and on that date
	Passage            // the first that reports it
	Also       []Passage
	Event      data.ID // the event of the library that it seems to be; zero if none
}

// Passages are all passages that report the candidate, in the order of the text.
func (c *Candidate) Passages() []Passage { return append([]Passage{c.Passage}, c.Also...) }

// SureFrom is the confidence from which candidates can be accepted unseen.
const SureFrom = 0.8

// Sure reports whether a candidate can be accepted unseen: it is likely, there is
// one way to read its date, and the library has no event that it seems to be.
func (c *Candidate) Sure() bool {
	return c.Confidence >= SureFrom && c.Event == (data.ID{}) && len(c.Find.Readings) == 0
}
