package i18n

import (
	"tarikh.org/tarikh/data/dates"
)

// Dates of EDTF level 2 in words: seasons and other parts of a year, digits that
// aren't known, estimates, doubts about a part, sets.

// season returns a season, quarter, third or half of a year: "spring 2020",
// "winter 2020–2021", "first quarter of 2020".
func (l wording) season(p dates.Point, with parts) string {
	s := p.Season
	var name string
	switch {
	case s >= dates.FirstHalf:
		name = l.halves[s-dates.FirstHalf]
	case s >= dates.FirstThird:
		name = l.thirds[s-dates.FirstThird]
	case s >= dates.FirstQuarter:
		name = l.quarters[s-dates.FirstQuarter]
	default:
		name = l.seasons[(s-dates.FirstSeason)%4]
	}
	text := name
	switch {
	case with&withoutYear != 0:
	case s >= dates.FirstQuarter:
		text = l.own("date.of", "date", name, "period", l.inYear(p))
	case p.X != 0:
		text = l.own("date.of", "date", name, "period", l.inYear(p))
	case overlapsNextYear(p):
		next := p
		next.Year++
		text = l.own("date.season", "season", name, "year", l.years(p, next))
	default:
		text = l.own("date.season", "season", name, "year", l.Year(p.Year))
	}
	switch {
	case s >= dates.FirstQuarter:
	case s >= dates.FirstSouthern:
		return l.own("date.south", "date", text)
	case s >= dates.FirstNorthern:
		return l.own("date.north", "date", text)
	}
	return text
}

// estimate returns a year of which only the first digits are meant: "1950
// (estimate, 1900–1999)".
func (l wording) estimate(p dates.Point) string {
	from, to := p.Years()
	if from == to {
		return l.Year(p.Year)
	}
	return l.own("date.estimate", "year", l.Year(p.Year), "range", l.years(dates.Point{Year: from}, dates.Point{Year: to}))
}

// vague returns a date with digits that aren't known: "1560s", "some day in
// February 2004", "25 December of the 1560s".
func (l wording) vague(p dates.Point) string {
	switch {
	case p.Precision == dates.PrecisionYear:
		return l.vagueYear(p)
	case p.X&(dates.MonthDigits|dates.DayDigits) == 0 && p.Day == 0:
		return l.within(l.months[p.Month-1], p)
	case p.Precision == dates.PrecisionMonth:
		period, certain := l.inMonth(p)
		if certain {
			return period
		}
		return l.own("date.some.month", "period", period)
	case p.X&dates.DayDigits == dates.DayDigits:
		period, _ := l.inMonth(p)
		return l.own("date.some.day", "period", period)
	}
	days, one := l.fitting(31, p.FitsDay, func(d int) string { return l.Number(int64(d)) })
	months := monthsOf(p)
	if len(months) != 1 {
		period, _ := l.inMonth(p)
		return l.own("date.day.some.month", "day", days, "period", period)
	}
	text := l.within(l.own("date.day.short", "day", days, "month", l.months[months[0]-1]), p)
	if one {
		return text
	}
	return l.own("date.some.day", "period", text)
}

// within adds the year to a day or month: "25 December 1560", "25 December of
// the 1560s".
func (l wording) within(text string, p dates.Point) string {
	if p.X&dates.YearDigits == 0 {
		return l.own("date.month", "month", text, "year", l.Year(p.Year))
	}
	return l.own("date.of", "date", text, "period", l.inYear(p))
}

// inMonth returns the month of a point as a period for something within, and
// whether it is one: "December 1560", "October–December 2004", "the 1560s".
func (l wording) inMonth(p dates.Point) (period string, certain bool) {
	if p.X&dates.MonthDigits == dates.MonthDigits {
		return l.inYear(p), false
	}
	names, one := l.fitting(12, p.FitsMonth, func(m int) string { return l.months[m-1] })
	return l.within(names, p), one
}

// monthsOf returns the months that the point may be in.
func monthsOf(p dates.Point) (months []int) {
	for m := 1; m <= 12; m++ {
		if p.FitsMonth(m) {
			months = append(months, m)
		}
	}
	return months
}

// fitting lists the numbers up to last that fit, and whether there is one only:
// "10–19", "5, 15 or 25".
func (l wording) fitting(last int, fits func(int) bool, name func(int) string) (text string, one bool) {
	var found []int
	for n := 1; n <= last; n++ {
		if fits(n) {
			found = append(found, n)
		}
	}
	n := len(found)
	switch {
	case n == 0:
		return "", false
	case n == 1:
		return name(found[0]), true
	case found[n-1]-found[0] == n-1:
		return l.own("range.tight", "from", name(found[0]), "to", name(found[n-1])), false
	}
	text = name(found[0])
	for _, f := range found[1 : n-1] {
		text = l.own("list.next", "list", text, "next", name(f))
	}
	return l.own("list.or", "list", text, "next", name(found[n-1])), false
}

// vagueYear returns the decade, century or millennium where the last digits of a
// year aren't known.
func (l wording) vagueYear(p dates.Point) string {
	switch n := p.VagueYears(); n {
	case 0:
		return l.T("date.year.pattern", "year", yearDigits(p))
	case 10_000:
		return l.T("date.year.unknown")
	default:
		from, _ := p.Years()
		return l.span(from, n)
	}
}

// inYear returns the year of a point as a period for something within: "2020",
// "the 1560s", "an unknown year".
func (l wording) inYear(p dates.Point) string {
	switch p.VagueYears() {
	case 0:
		return l.T("date.year.some.pattern", "year", yearDigits(p))
	case 1:
		return l.own("date.year.in", "year", l.Year(p.Year))
	case 10_000:
		return l.T("date.year.some")
	}
	return l.own("date.span.in", "span", l.vagueYear(p))
}

// yearDigits returns a year as it was written: "19X5".
func yearDigits(p dates.Point) string {
	return dates.Point{Year: p.Year, X: p.X & dates.YearDigits, Minus: p.Minus, Precision: dates.PrecisionYear}.String()
}

// doubts adds the doubts about parts of a date to it: "11 June 2004 (year
// uncertain, month approximate)".
func (l wording) doubts(p dates.Point, text string) string {
	list := ""
	for i, part := range []string{"year", "month", "day"} {
		if i == 1 && p.Precision == dates.PrecisionSeason {
			part = "season"
		}
		doubt := ""
		switch p.Parts[i] {
		case dates.Uncertain:
			doubt = l.T("doubt." + part + ".uncertain")
		case dates.Approximate:
			doubt = l.T("doubt." + part + ".approximate")
		case dates.Uncertain | dates.Approximate:
			doubt = l.T("doubt." + part + ".both")
		default:
			continue
		}
		if list != "" {
			doubt = l.own("list.next", "list", list, "next", doubt)
		}
		list = doubt
	}
	if list == "" {
		return text
	}
	return l.own("date.doubts", "date", text, "doubts", list)
}

// shownMembers is how many dates of a set are named; of more, all but the last
// shown are counted.
const shownMembers = 8

// setWords are the keys of a kind of set.
type setWords struct{ next, last, earlier, later string }

var (
	oneWords = setWords{"set.one.next", "set.one.last", "date.or.earlier", "date.or.later"}
	allWords = setWords{"set.all.next", "set.all.last", "date.and.earlier", "date.and.later"}
)

// oneOf returns "one of 1667, 1668 or 1670–1672".
func (l wording) oneOf(members []dates.Member) string {
	list := l.members(members, oneWords)
	years := true
	for _, m := range members {
		open := m.Start.Open || m.End.Open
		if len(members) == 1 && (open || !m.Range) {
			return list
		}
		for _, p := range []dates.Point{m.Start, m.End} {
			years = years && !open && p.Precision == dates.PrecisionYear && !doubtful(p)
		}
	}
	if years {
		return l.own("set.one.years", "list", list)
	}
	return l.own("set.one", "list", list)
}

// allOf returns "all of 1667, 1668 and 1670–1672".
func (l wording) allOf(members []dates.Member) string {
	list := l.members(members, allWords)
	if len(members) == 1 {
		return list
	}
	return l.own("set.all", "list", list)
}

func (l wording) members(members []dates.Member, words setWords) string {
	shown := members
	if len(members) > shownMembers {
		shown = members[:shownMembers-1]
	}
	text := ""
	for i, m := range shown {
		name := l.member(m, words)
		switch {
		case i == 0:
			text = name
		case i == len(members)-1:
			text = l.own(words.last, "list", text, "next", name)
		default:
			text = l.own(words.next, "list", text, "next", name)
		}
	}
	if len(shown) < len(members) {
		text = l.own("set.more", "list", text, "n", l.Count(len(members)))
	}
	return text
}

func (l wording) member(m dates.Member, words setWords) string {
	switch {
	case !m.Range:
		return l.point(m.Start, 0)
	case m.Start.Open:
		return l.own(words.earlier, "date", l.point(m.End, 0))
	case m.End.Open:
		return l.own(words.later, "date", l.point(m.Start, 0))
	}
	return l.interval(m.Start, m.End, 0)
}
