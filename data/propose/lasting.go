package propose

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

// longest is the longest time, in seconds, that two dates of one sentence can span.
const longest = 3 * 366 * 86_400

// lasting reports whether a date and the next one of its sentence are the beginning and
// the end of one event, and returns the date from one to the other: the next one stands in
// a clause without a subject of its own that says that something ended.
//
//	did not reach the city until 14 January 2021; its work there ended on 10 February
//	بدأ الإغلاق في 23 يناير 2020، وانتهى في 8 أبريل
func (y *syntax) lasting(at int, finds []find.Find) (dates.Date, bool) {
	if at+1 >= len(finds) || y.v.verb == nil {
		return dates.Date{}, false
	}
	first, last := finds[at], finds[at+1]
	begin, end := y.clauseOf(y.dates[at].at), y.clauseOf(y.dates[at+1].at)
	if begin >= end || len(first.Readings) > 0 || !plain(first.Date) || !y.begun(at) || !y.ended(end, y.dates[at+1]) {
		return dates.Date{}, false
	}
	close, ok := after(last, first.Date)
	if !ok {
		return dates.Date{}, false
	}
	d, err := dates.Parse(first.Date.EDTF + "/" + close.EDTF)
	return d, err == nil
}

// after is the way to read a find that follows a date soonest, as a day without its year
// does; false where none does in time.
func after(f find.Find, from dates.Date) (soonest dates.Date, ok bool) {
	reads(f, func(d dates.Date) bool {
		if plain(d) && d.Lo >= from.Hi && d.Lo-from.Lo <= longest && (!ok || d.Lo < soonest.Lo) {
			soonest, ok = d, true
		}
		return false
	})
	return soonest, ok
}

// plain reports a date that can be one end of an interval: a month or a day.
func plain(d dates.Date) bool {
	return strings.Trim(d.EDTF, "-0123456789") == "" && len(d.EDTF) > len("2021")
}

// begun reports whether a date can be when something begins: it tells when something
// happened, or until when it did not.
func (y *syntax) begun(at int) bool {
	d := y.dates[at]
	return d.role == tells || y.delayed(d)
}

// delayed reports a date until which something had not happened.
func (y *syntax) delayed(d when) bool {
	if d.role != bounds || d.first == 0 {
		return false
	}
	word := y.words[d.first-1].bare
	if y.words[d.first].bare == "until" || y.words[d.first].bare == "حتي" {
		word = y.words[d.first].bare
	}
	switch word {
	case "until", "till", "before", "حتي", "قبل":
	default:
		return false
	}
	c := y.clauses[y.clauseOf(d.at)]
	for i := c.first; i < d.at; i++ {
		if y.words[i].class&denying != 0 {
			return true
		}
	}
	return false
}

// ended reports whether a clause says that what the sentence is about ended on its date.
func (y *syntax) ended(at int, d when) bool {
	c := y.clauses[at]
	if c.verb < 0 || d.role != tells {
		return false
	}
	next := c.verb + 1
	free := next >= c.last || next >= d.first && next < d.last || y.words[next].class&preposition != 0
	if y.v.arab {
		verb := strings.TrimPrefix(strings.TrimPrefix(y.words[c.verb].bare, "و"), "ف")
		switch verb {
		case "انتهي", "انتهت", "ينتهي", "تنتهي", "اختتم", "اختتمت":
			return free || refers(y.text[y.words[next].start:y.words[next].end])
		}
		return false
	}
	switch y.words[c.verb].bare {
	case "ended", "ends", "concluded", "finished":
	default:
		return false
	}
	if !free && y.words[next].bare != "there" {
		return false
	}
	i := c.first
	for i < c.verb && y.words[i].class&(coordinating|opening) != 0 && y.words[i].class&pronoun == 0 {
		i++
	}
	return i == c.verb || y.words[i].class&pronoun != 0
}

// span is the candidate of a date and the next one, between which something lasted.
func (y *syntax) span(at int, s sentence, first, last find.Find, date dates.Date) Candidate {
	c := Candidate{Date: date, Lasting: true, Confidence: min(first.Confidence, last.Confidence)}
	title, worth := y.lastingTitle(at)
	if worth == 0 {
		title, worth, c.Edit = y.sentenceTitle(), worthEdit, true
	}
	c.Title = title
	c.Confidence *= worth
	to := s.start + y.words[y.clauses[y.clauseOf(y.dates[at+1].at)].first].start
	end := s.start + len(strings.TrimRight(y.text[:to-s.start], " \t,،;؛:"))
	c.Passage = Passage{s.start, max(end, first.End), first}
	c.Also = []Passage{{to, s.end, last}}
	return c
}

// lastingTitle names what lasts by its subject, where its clause only says that it began
// or came late; else by the whole clause.
func (y *syntax) lastingTitle(at int) (string, float64) {
	d := y.dates[at]
	i := y.clauseOf(d.at)
	c := y.clauses[i]
	if c.verb < 0 || !y.delayed(d) && !beginning(strings.TrimPrefix(y.words[c.verb].bare, "و")) {
		return y.title(at)
	}
	first, last := y.begin(i, d), c.verb
	if y.v.arab {
		first, last = c.verb+1, d.first
		for j := first; j < last; j++ {
			if y.words[j].class&preposition != 0 {
				last = j
			}
		}
	}
	if first >= last || y.content(first, last, d) < 2 {
		return y.title(at)
	}
	return y.write([]span{spanOf(first, last)}, d), worthJoined
}

// beginning reports a folded verb that says no more than that something began.
func beginning(verb string) bool {
	switch verb {
	case "began", "begins", "started", "starts", "بدا", "بدات", "انطلق", "انطلقت", "افتتح", "افتتحت":
		return true
	}
	return false
}
