package propose

import (
	"slices"
	"sort"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/anchor"
)

// Report is a passage that reports an event of the library: bytes of the text,
// half-open, and the event's date.
type Report struct {
	Start, End int
	Date       dates.Date
}

// Review is what was decided on the finds of an article.
type Review struct {
	Open      []find.Find // to be decided on
	Dismissed []find.Find // the reader does not want events from them
	Reported  []find.Find // events from them are in the library
	// Rows are the dismissals of the dismissed finds, by their Start.
	Rows map[int][]data.Dismissal
}

// Sort divides the finds of a text. A find is reported where a passage around
// it reports an event of one of its dates, or where it is the only one in a
// passage, so that an event whose date was corrected does not come back.
func Sort(text *anchor.Text, finds []find.Find, reports []Report, dismissals []data.Dismissal) Review {
	r := Review{Rows: map[int][]data.Dismissal{}}
	for _, d := range dismissals {
		m, ok := text.Resolve(d.Anchor)
		if !ok {
			continue
		}
		for _, f := range within(finds, m.Start, m.End) {
			if reads(f, func(date dates.Date) bool { return date.EDTF == d.EDTF }) {
				r.Rows[f.Start] = append(r.Rows[f.Start], d)
			}
		}
	}
	reported := map[int]bool{}
	for _, p := range reports {
		inside := within(finds, p.Start, p.End)
		for _, f := range inside {
			touches := func(date dates.Date) bool { return date.Lo < p.Date.Hi && p.Date.Lo < date.Hi }
			if len(inside) == 1 || reads(f, touches) {
				reported[f.Start] = true
			}
		}
	}
	for _, f := range finds {
		switch {
		case reported[f.Start]:
			r.Reported = append(r.Reported, f)
		case r.Rows[f.Start] != nil:
			r.Dismissed = append(r.Dismissed, f)
		default:
			r.Open = append(r.Open, f)
		}
	}
	return r
}

// Item is a candidate, and what was decided on it.
type Item struct {
	Candidate
	Decision Decision
}

// Decision is what was decided on a candidate.
type Decision uint8

// The decisions.
const (
	Undecided Decision = iota // on one of its finds at least
	Accepted                  // events of the library are reported by its passages
	Dismissed
)

// Item says what was decided on a candidate. One of which some finds are open is what
// those say.
func (r *Review) Item(c Candidate) Item {
	var open []Passage
	accepted := false
	for _, p := range c.Passages() {
		switch {
		case has(r.Open, p.Find):
			open = append(open, p)
		case !has(r.Dismissed, p.Find):
			accepted = true
		}
	}
	switch {
	case len(open) > 0:
		if c.Lasting && len(open) < 2 {
			c.Lasting, c.Date = false, open[0].Find.Date
		}
		c.Passage, c.Also = open[0], open[1:]
		return Item{c, Undecided}
	case accepted:
		return Item{c, Accepted}
	}
	return Item{c, Dismissed}
}

// has reports whether a find is one of some, in the order of the text.
func has(finds []find.Find, f find.Find) bool {
	i := sort.Search(len(finds), func(i int) bool { return finds[i].Start >= f.Start })
	return i < len(finds) && finds[i].Start == f.Start
}

// within are the finds, in the order of the text, that touch a span of it.
func within(finds []find.Find, start, end int) []find.Find {
	from, _ := slices.BinarySearchFunc(finds, start, func(f find.Find, at int) int { return f.End - at - 1 })
	to := from
	for to < len(finds) && finds[to].Start < end {
		to++
	}
	return finds[from:to]
}

// reads reports whether something holds for one of the ways to read a find.
func reads(f find.Find, holds func(dates.Date) bool) bool {
	return holds(f.Date) || slices.ContainsFunc(f.Readings, func(r find.Reading) bool { return holds(r.Date) })
}
