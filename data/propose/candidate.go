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

// Spelled reports whether the date is named by itself, not counted from another day as a
// weekday or "yesterday" is.
func (p Passage) Spelled() bool {
	return p.Find.Kind == find.KindAbsolute || p.Find.Kind == find.KindPartial || p.Find.Kind == find.KindHijri
}

// Candidate is an event that a text seems to report.
type Candidate struct {
	// Title is in the words of the passage, never empty. Edit says that no title could be
	// made of it: then it is the sentence, to be edited.
	Title      string
	Edit       bool
	Date       dates.Date
	Lasting    bool    // Date is from the find of the first passage to that of the second
	Confidence float64 // 0 to 1: that this is an event, on that date, and well named by the title
	Passage            // the first that reports it
	Also       []Passage
	Event      data.ID // the event of the library that it seems to be; zero if none
}

// Passages are all passages that report the candidate, in the order of the text.
func (c *Candidate) Passages() []Passage { return append([]Passage{c.Passage}, c.Also...) }

// Level is how likely it is that a candidate can be taken as it is.
type Level uint8

// The levels.
const (
	Doubtful Level = iota // as every one is that has no title yet
	Likely
	Sure
)

// The confidences from which candidates are likely and sure.
const likelyFrom, sureFrom = 0.7, 0.85

// worthShowing is the confidence below which a candidate is unlikely.
const worthShowing = 0.2

// Unlikely reports that a candidate is hardly an event, and is shown only to those who ask.
func (c *Candidate) Unlikely() bool { return c.Confidence < worthShowing }

// Level is how likely a candidate is.
func (c *Candidate) Level() Level {
	switch {
	case c.Edit || c.Confidence < likelyFrom:
		return Doubtful
	case c.Confidence < sureFrom:
		return Likely
	}
	return Sure
}

// Acceptable reports whether a candidate can be accepted unseen: it is likely to be an
// event, on the only date that its words can mean, its title can be kept, and the library
// has no event that it seems to be.
func (c *Candidate) Acceptable() bool {
	return c.Level() >= Likely && c.Event == (data.ID{}) && len(c.Find.Readings) == 0
}
