// Package story condenses what many articles of one matter report into its main events.
//
// The one idea behind it: what matters is named again. A day counts by the articles that
// name it, the more the longer afterwards they do, on the more days they appeared, and the
// more they are about what the others are about, too; on a day, passages that share their
// words report one event, whose title is the best of theirs. Nothing is made up and
// nothing is lost: every passage stays with its event.
package story

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/propose"
)

// Source is an article with the events that it proposes.
type Source struct {
	Published dates.Date // zero if unknown
	// Copy is the place of the first source that this one is a near copy of, its own
	// place if it is none: copies count once.
	Copy       int
	Text       string
	Candidates []propose.Candidate
}

// Report is a passage of a source that reports an event.
type Report struct {
	Source int // its place
	propose.Passage

	lead       bool // the first of its source
	arabic     bool
	words      map[string]float64
	title      string
	edit       bool
	confidence float64
}

// Event is a main event: what happened on a day, by the passages that report it.
type Event struct {
	Date     dates.Date // a day
	Title    string
	Edit     bool    // the title is a sentence, to be edited
	Articles int     // that report it, copies counted once
	Weight   float64 // of its day
	Main     bool    // the event of its day that the most articles report
	// Confidence is the highest of those of the candidates: 0 to 1.
	Confidence float64
	Reports    []Report // by the days of their sources, then by place; never empty
	// Shared is what passages in two scripts both say, for which they are taken as reports of
	// one event; nil where the words of all are alike.
	Shared []Fact
}

const secondsPerDay = 24 * 60 * 60

// Events returns the main events of sources: the days that articles name most (see rank), best
// first, each with its main event and further ones that three articles report. Days that
// one article names alone come after those; where every day is such a one, what each
// article says first comes before all else. top bounds how many days there are; 0 is all
// of them. facts finds what tells an event in several scripts; it may be nil, and is asked
// of days that passages in two scripts name.
func Events(sources []Source, top int, facts Facts) []Event {
	days := map[int64][]Report{}
	for i, s := range sources {
		for n, c := range s.Candidates {
			for _, p := range c.Passages() {
				if day, ok := oneDay(p.Find.Date); ok && dateOf(day) != (dates.Date{}) {
					days[day] = append(days[day], Report{
						Source: i, Passage: p, lead: n == 0,
						arabic: inArabic(s.Text[p.Start:p.End]), words: wordsOf(s.Text, p), title: c.Title, edit: c.Edit, confidence: c.Confidence,
					})
				}
			}
		}
	}
	var order []ranked
	alone := true
	matter := about(sources, days)
	for day, reports := range days {
		r := rank(sources, reports, day, matter)
		alone = alone && r.named == 1
		order = append(order, r)
	}
	slices.SortFunc(order, func(a, b ranked) int {
		if alone && a.lead != b.lead {
			return yesFirst(a.lead, b.lead)
		}
		return cmp.Or(yesFirst(a.named > 1, b.named > 1), cmp.Compare(b.weight, a.weight), cmp.Compare(a.day, b.day))
	})
	if top > 0 && len(order) > top {
		order = order[:top]
	}
	var events []Event
	both := bilingually(order, days, facts)
	for _, r := range order {
		events = append(events, eventsOf(sources, days[r.day], r, both)...)
	}
	return events
}

func yesFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// oneDay is the day that a date is on, in days since 1970-01-01; false where it is not on
// one.
func oneDay(d dates.Date) (int64, bool) {
	day := floorDiv(d.Lo, secondsPerDay)
	return day, !d.IsZero() && floorDiv(d.Hi-1, secondsPerDay) == day
}

// dateOf is the date of a day, zero where its year has five digits.
func dateOf(day int64) dates.Date {
	year, month, d := dates.CivilFromDays(day)
	sign := ""
	if year < 0 {
		sign, year = "-", -year
	}
	date, err := dates.Parse(fmt.Sprintf("%s%04d-%02d-%02d", sign, year, month, d))
	if err != nil { // of five digits
		return dates.Date{}
	}
	return date
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// day is that on which a source was published, in days since 1970-01-01; false where it
// is not one day.
func (s Source) day() (int64, bool) { return oneDay(s.Published) }

// order is where a source is among others: those without a day are last.
func (s Source) order() int64 {
	if day, ok := s.day(); ok {
		return day
	}
	return math.MaxInt64
}
