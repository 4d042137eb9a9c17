package find

import (
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// onToday reads today, yesterday, tomorrow, with the weekday that may follow.
func (p *parser) onToday(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if p.at(i+1).is(following) && !t.english {
		return p.ofUnit(i)
	}
	if p.isSameDay(i) {
		return p.move(p.last, days, 0, false), i + 2, true
	}
	if !t.english && p.word(i-1) == "هذا" && strings.HasSuffix(p.word(i-2), "مثل") {
		return p.onSuchADay(i)
	}
	if p.grain == dates.PrecisionNone || p.noToday(i) {
		return v, 0, false
	}
	if t.has(plural) { // heuer
		v, ok = p.fromToday(years, int64(t.meaning.n), false)
		return v, i + 1, ok
	}
	v, ok = p.fromToday(days, int64(t.meaning.n), false)
	if !ok {
		return v, 0, false
	}
	if v.trust = 93; p.at(i+1).isSign('\'') && t.english {
		v.trust = 72 // today's youth
	}
	if full, stop, ok := p.todayNamed(i); ok {
		if full.hasYear {
			v = full
		}
		return v, stop, true
	}
	return v, i + 1, true
}

// isSameDay reports whether the words at i are «اليوم نفسه», of the last date.
func (p *parser) isSameDay(i int) bool {
	t, next := p.at(i), p.at(i+1)
	return !t.english && t.behind && next.is(same) && !next.joined && t.meaning.n == 0 && p.lastToken > 0 && p.last.day != 0
}

// onSuchADay reads «في مثل هذا اليوم من العام الماضي», «… من عام 1954»: the text's own day in
// another year; it is no date where none is named. i is the place of «اليوم».
func (p *parser) onSuchADay(i int) (v value, end int, ok bool) {
	if !p.hasDay() || p.word(i+1) != "من" {
		return v, 0, false
	}
	v, end, ok = p.point(i+2, false)
	if !ok || !v.hasYear || v.month != 0 || v.void || v.approx || v.span != 0 || v.bce || v.until != nil {
		return value{}, 0, false
	}
	if p.day.month == 2 && p.day.day == 29 {
		return v, end, true // of most years there is none
	}
	v.month, v.day = p.day.month, p.day.day
	return v, end, true
}

// noToday reports whether the word at i is no day here: «اليوم العالمي», la mañana,
// the name of a programme.
func (p *parser) noToday(i int) bool {
	t, prev, next := p.at(i), p.at(i-1), p.at(i+1)
	switch {
	case t.english:
		return t.capital && prev.capital
	case next.among(ordinal, same, previous, current), next.is(title) && !next.joined:
		return true
	}
	if !t.behind { // "Am Morgen" is the morning
		return t.capital && t.meaning.n == 1 && prev.kind == tokenWord
	}
	return t.meaning.n == 1 && latin(p.text[t.start]) && prev.is(the)
}

// todayNamed reads the weekday behind "today" at i, if it is that day's, and the
// date that may follow; "Yesterday Friday" that was another day of the week names
// the weekday's own.
func (p *parser) todayNamed(i int) (full value, end int, ok bool) {
	t, j := p.at(i), p.skipSign(i+1, ',')
	w := p.at(j)
	if !p.hasDay() || !w.is(weekday) || w.joined || w.has(short) && w.english || int(w.meaning.n) != dates.Weekday(p.day.days()+int64(t.meaning.n)) {
		return full, 0, false
	}
	if full, end, ok = p.onWeekday(j); ok && full.day != 0 && full.hasYear {
		return full, end, true
	}
	return value{}, j + 1, true
}

// directed reads last, next, this, the following and what they stand before.
func (p *parser) directed(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if !t.among(past, future, current, same, following, previous) || next.joined {
		return v, 0, false
	}
	switch next.class {
	case unit:
		return p.directedUnit(i)
	case yearWord:
		if p.at(i + 2).number() {
			return v, 0, false
		}
		return p.unitBeside(t.class, years, i+2)
	case weekday:
		return p.directedWeekday(i)
	case month:
		return p.directedMonth(i)
	case none:
		return p.directedDay(i)
	case century:
		return p.directedCentury(i)
	case weekend:
		return p.onWeekend(i+1, t.class)
	case feast, part, season:
		return p.directedPeriod(i)
	}
	return v, 0, false
}

// directedPeriod reads last Christmas, the last quarter, this summer.
func (p *parser) directedPeriod(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	switch next.class {
	case feast:
		if v, _, _ = p.feastAt(i + 1); !v.hasYear && t.among(past, future, current) {
			v.direction = t.class
			return v, i + 2, true
		}
	case part:
		if v, end, ok = p.quarterBeside(t.class, i+1, i+2); ok {
			return v, end, true
		}
		if t.is(past) && latin(p.text[t.start]) {
			return p.partOf(lastOrdinal, next, i, i+2)
		}
	case season:
		if latin(p.text[t.start]) && p.grain != dates.PrecisionNone && !t.among(same, previous) {
			return value{kind: KindPeriod, season: dates.Season(next.meaning.n), direction: t.class}, i + 2, true
		}
	}
	return v, 0, false
}

// quarterBeside returns the quarter of the year before, of or behind the text's own
// day, whose word is at i.
func (p *parser) quarterBeside(c class, i, end int) (v value, _ int, ok bool) {
	n, known := map[class]int64{past: -1, current: 0, future: 1}[c]
	if t := p.at(i); !known || int(t.meaning.n) != int(dates.FirstQuarter) || t.has(short) || !p.hasDay() || p.at(end).among(of, from, in) || p.at(end).number() {
		return v, 0, false
	}
	q := p.day.year*4 + int64(p.day.month-1)/3 + n
	const sure = 76
	return value{kind: KindPeriod, hasYear: true, year: q / 4, season: dates.FirstQuarter + dates.Season(q%4), trust: sure}, end, true
}

// directedCentury reads this century and the last one.
func (p *parser) directedCentury(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if !t.english || !t.among(past, current) || p.at(i+1).meaning.n != 100 || p.grain == dates.PrecisionNone || strings.EqualFold(p.word(i), "past") {
		return v, 0, false // the past century is a length of time
	}
	v = value{kind: KindPeriod, hasYear: true, span: 100, year: p.day.year / 100 * 100}
	if t.is(past) {
		v.year -= 100
	}
	return v, i + 2, true
}

// directedWeekday reads last Friday, and the last Friday of a month.
func (p *parser) directedWeekday(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if p.grain == dates.PrecisionNone || next.has(short) && next.english || t.is(same) {
		return v, 0, false
	}
	if t.is(past) && latin(p.text[t.start]) {
		if v, end, ok = p.weekdayOf(lastOrdinal, int(next.meaning.n), i+2); ok {
			return v, end, true
		}
	}
	if !next.english {
		if v, end, ok = p.dayOfWeekday(i+1, i+2); ok { // el pasado martes 11 de septiembre
			if !v.hasYear && v.direction == none && t.among(past, future) {
				v.direction = t.class
			}
			return v, end, true
		}
	}
	return value{kind: KindWeekday, weekday: int(next.meaning.n) + 1, direction: t.class}, i + 2, true
}

// directedMonth reads last May.
func (p *parser) directedMonth(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v, end, ok = p.monthName(i + 1)
	if !ok || p.at(i+1).has(short) || p.at(end).number() || !latin(p.text[t.start]) || t.among(same, previous) {
		return v, 0, false
	}
	v.direction = t.class
	return v, end, true
}

// directedDay reads el pasado 5 de mayo.
func (p *parser) directedDay(i int) (v value, end int, ok bool) {
	t := p.at(i)
	day, j, isDay := p.dayNumber(i + 1)
	if !isDay || t.english || !t.among(past, future) {
		return v, 0, false
	}
	v, end, ok = p.dayMonth(day, j)
	v.direction = t.class
	return v, end, ok && !v.hasYear && !v.void
}

// directedUnit reads last week, this month, the following year.
func (p *parser) directedUnit(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if m := p.skip(i+2, of); next.isUnit(months) && m > i+2 && p.at(m).is(month) { // el pasado mes de mayo
		v, end, ok = p.monthName(m)
		v.direction = t.class
		return v, end, ok && t.among(past, future)
	}
	if v, end, ok = p.weekOfMonth(lastOrdinal, i+2); ok && next.isUnit(weeks) && t.is(past) {
		return v, end, true
	}
	switch {
	case next.isUnit(decades) && t.is(past) && p.at(i+2).is(of) && latin(p.text[t.start]): // the last decade of the 18th century
		return p.nthDecade(10, i+2)
	case next.isUnit(days) && !t.english && p.at(i+2).number() && t.among(past, future): // el próximo día 22
		return p.numberedDay(i+2, t.class)
	case p.undirected(i):
		return v, 0, false
	}
	return p.unitBeside(t.class, int(next.meaning.n), i+2)
}

// undirected reports whether the word at i does not say which one is meant by the unit
// behind it: a title, a length of time, a week of a month.
func (p *parser) undirected(i int) bool {
	t, next := p.at(i), p.at(i+1)
	switch {
	case next.isUnit(weeks) && latin(p.text[t.start]) && p.at(p.skip(i+2, of, from)).is(month):
		return true
	case next.has(dual | plural):
		return true
	case t.english:
		title := t.capital && next.capital                                // "This Week"
		length := next.isUnit(decades) && t.is(past) && p.at(i-1).is(the) // over the past decade
		return title || length || t.is(current) && next.isUnit(days)
	}
	return t.behind && next.has(definite) && p.at(i+2).is(past)
}
