package find

import "tarikh.org/tarikh/data/dates"

// expression reads the longest date or range that begins at token i; end is the
// token behind it.
func (p *parser) expression(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if t.kind == tokenSign || t.kind == tokenWord && t.class == none {
		return value{}, 0, false
	}
	if t.is(from) || t.is(between) {
		return p.opened(i)
	}
	if t.has(opens) && t.kind == tokenWord {
		if v, end, ok = p.opened(i); ok {
			return v, end, true
		}
	}
	if v, end, ok = p.closed(i); ok {
		return v, end, true
	}
	v, end, ok = p.point(i, false)
	if !ok {
		return value{}, 0, false
	}
	end = p.clock(&v, end)
	end = p.weekdayAfter(v, end)
	return p.bothCalendars(v, i, end)
}

// weekdayAfter reads the day of the week behind a day, if it is that day's: 6 Şubat
// 2023 Pazartesi.
func (p *parser) weekdayAfter(v value, end int) int {
	t := p.at(end)
	if !v.full() || v.weekday != 0 || v.timed || v.week || v.cal != gregorian || v.bce || v.kind != KindAbsolute ||
		!t.is(weekday) || t.joined || t.placed || !t.spaced || int(t.meaning.n) != dates.Weekday(v.civil().days()) {
		return end
	}
	return end + 1
}

// bothCalendars reads the same day in another calendar behind the first; the
// Gregorian one counts.
func (p *parser) bothCalendars(v value, i, end int) (value, int, bool) {
	if j := p.skip(p.skipSign(end, ','), matching); j > end && p.at(j-1).is(matching) {
		if other, stop, ok := p.point(j, false); ok && (other.cal != v.cal || v.day == 0 && v.weekday != 0) && other.day != 0 {
			if other.cal == gregorian {
				return other, stop, true
			}
			return v, stop, true
		}
	}
	return v, end, true
}

// point reads one date. yearAlone says that a number may be a year without
// anything that tells so.
func (p *parser) point(i int, yearAlone bool) (v value, end int, ok bool) {
	const deepest = 4 // "about late about late" and so on is no date
	if p.depth++; p.depth > deepest {
		p.depth--
		return value{}, 0, false
	}
	v, end, ok = p.read(i, yearAlone)
	p.depth--
	return v, end, ok
}

// read is point without its limit.
func (p *parser) read(i int, yearAlone bool) (v value, end int, ok bool) {
	t := p.at(i)
	if t.number() {
		return p.fromNumber(i, yearAlone)
	}
	switch t.class {
	case about:
		if v, end, ok = p.point(i+1, yearAlone || t.has(strong) || p.timely(i) && !t.has(common) && latin(p.text[t.start])); ok && v.kind != KindRelative && !v.full() {
			v.approx = true
			return v, end, true
		}
		return p.counted(i)
	case stage:
		return p.staged(i)
	case today:
		return p.onToday(i)
	case weekday:
		return p.onWeekday(i)
	case month, hijriMonth, jalaliMonth:
		return p.fromMonth(i)
	case season, part, ordinal, century, decade:
		return p.period(i)
	case yearWord:
		return p.yearNamed(i)
	case event:
		return p.eventYear(i)
	case past, future, current, following, previous, same:
		return p.directed(i)
	case unit:
		return p.ofUnit(i)
	case before, after, cardinal:
		return p.counted(i)
	case hanDigit:
		return p.chinese(i)
	case hanEra:
		return p.chineseEra(i)
	case era:
		return p.eraFirst(i)
	}
	return value{}, 0, false
}

// fromNumber reads what begins with a number.
func (p *parser) fromNumber(i int, yearAlone bool) (v value, end int, ok bool) {
	t := p.at(i)
	if v, end, ok = p.inDigits(i); ok {
		return v, end, true
	}
	if v, end, ok = p.chinese(i); ok {
		return v, end, true
	}
	if t.plural {
		return p.plural(i)
	}
	if n, j, isDay := p.dayNumber(i); isDay && !t.badLeft {
		if v, end, ok = p.dayMonth(n, j); ok {
			return p.asDay(v, i), end, true
		}
		if p.at(j).is(century) && j > i+1 && n < 30 {
			return p.centuryOf(n, j+1)
		}
		if v, end, ok = p.timeFirst(i); ok {
			return v, end, true
		}
	}
	if v, end, ok = p.counted(i); ok {
		return v, end, true
	}
	return p.year(i, yearAlone)
}

// asDay completes a day and its month, which begin at i, from what stands before.
func (p *parser) asDay(v value, i int) value {
	if !v.hasYear && v.direction == 0 {
		v.void = v.void || p.named(i)
		p.since(&v, i)
	}
	return v
}

// named reports whether the day at i is part of a name: the 25 January revolution.
func (p *parser) named(i int) bool { return p.at(i-1).is(name) || p.at(i-1).is(event) }

// inDigits reads 2022-02-04, 4/2/2022, 4.2.2022 and 04-02-2022.
func (p *parser) inDigits(i int) (v value, end int, ok bool) {
	a, s1, b, s2, c := p.at(i), p.at(i+1), p.at(i+2), p.at(i+3), p.at(i+4)
	if !b.number() || !c.number() || s1.kind != tokenSign || s1.sign != s2.sign || s1.sign != '-' && s1.sign != '/' && s1.sign != '.' {
		return v, 0, false
	}
	for k := i + 1; k <= i+4; k++ {
		if !p.touching(k) {
			return v, 0, false
		}
	}
	if a.badLeft || c.badRight || b.digits > 2 {
		return v, 0, false
	}
	v = value{kind: KindAbsolute, hasYear: true, month: int(b.n)}
	switch {
	case a.digits == 4 && c.digits <= 2:
		v.year, v.day = a.n, int(c.n)
	case c.digits == 4 && a.digits <= 2:
		v.year, v.day = c.n, int(a.n)
		if s1.sign != '.' && (b.n > 12 || p.monthFirst && a.n <= 12) {
			v.day, v.month = v.month, v.day
		}
		v.swap = s1.sign != '.' && a.n <= 12 && b.n <= 12 && a.n != b.n
	default:
		return v, 0, false
	}
	if v.month < 1 || v.month > 12 || v.day < 1 || v.day > 31 || v.year < 1 {
		return v, 0, false
	}
	switch {
	case v.year >= 1300 && v.year < 1500 && p.at(i+5).is(era) && p.at(i+5).meaning.n == eraHijri:
		v.cal, v.kind, v.swap = islamic, KindHijri, false
	case v.year < 1500:
		return v, 0, false
	}
	return v, p.afterYear(&v, i+5), true
}

// onWeekday reads a date that a weekday begins, or the weekday alone.
func (p *parser) onWeekday(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if p.at(i-1).is(holiday) || p.at(i+1).is(event) && !p.at(i+1).spaced {
		return v, 0, false
	}
	if latin(p.text[t.start]) && !t.capital && t.has(short) && t.end-t.start <= len("sun") {
		return v, 0, false
	}
	j := i + 1
	if t.has(short) {
		j = p.skipSign(j, '.')
	}
	k := p.skip(p.skip(p.skipSign(j, ','), in), the)
	if next := p.at(k); next.number() || next.is(month) || next.is(ordinal) {
		var w value
		if next.number() {
			w, end, ok = p.fromNumber(k, false)
		} else if next.is(ordinal) {
			w, end, ok = p.period(k)
		} else {
			w, end, ok = p.fromMonth(k)
		}
		if ok && w.day != 0 && w.kind != KindRelative {
			w.weekday = int(t.meaning.n) + 1
			return w, end, true
		}
	}
	if t.has(short) || !p.hasDay {
		return v, 0, false
	}
	v = value{kind: KindWeekday, weekday: int(t.meaning.n) + 1}
	if d := p.at(j); d.kind == tokenWord && !d.joined && !latin(p.text[t.start]) {
		switch d.class {
		case past, future:
			v.direction = d.class
			return v, j + 1, true
		}
	}
	if p.at(i-1).is(unit) || p.at(i-1).is(before) && p.at(i-1).has(strong) {
		return v, j, true
	}
	v.weak = true
	return v, j, true
}
