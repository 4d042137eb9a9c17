package find

import "tarikh.org/tarikh/data/dates"

// onWeekday reads a date that a weekday begins, or the weekday alone.
func (p *parser) onWeekday(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if !p.typed && p.noWeekday(i) {
		return v, 0, false
	}
	j := i + 1
	if t.has(short) {
		j = p.skipSign(j, '.')
	}
	if v, end, ok = p.dayOfWeekday(i, j); ok {
		if w, stop, nth := p.nthBehind(i, &v); nth {
			return w, stop, true
		}
		return v, end, true
	}
	if n := p.at(i + 1); n.is(ordinal) && t.behind && !n.joined {
		return p.weekdayOf(int(n.meaning.n), int(t.meaning.n), i+2)
	}
	if v, ok = p.weekdayNumber(i, j); ok {
		return v, j + 1, true
	}
	if t.has(short) && (t.english || !p.plainWeekday(i)) || p.grain == dates.PrecisionNone {
		return v, 0, false
	}
	if v, end, ok = p.weekdayOfWeek(i, j); ok {
		return v, end, true
	}
	v = value{kind: KindWeekday, weekday: int(t.meaning.n) + 1}
	if d := p.at(j); t.behind && !d.joined && d.among(past, future, current) {
		v.direction = d.class
		j++
	}
	return v, j, true
}

// nthBehind reads the weekday at i and the ordinal behind it as the nth of a month,
// where it is not the day of that month: «الأحد الثاني من مايو 2017».
func (p *parser) nthBehind(i int, day *value) (v value, end int, ok bool) {
	n := p.at(i + 1)
	if !n.is(ordinal) || !p.at(i).behind || !day.hasYear || day.day > 5 || !day.otherWeekday(day.asCivil()) {
		return v, 0, false
	}
	return p.weekdayOf(int(n.meaning.n), int(p.at(i).meaning.n), i+2)
}

// weekdayOfWeek reads the week behind the weekday at i: Wednesday of next week, am
// Mittwoch kommender Woche.
func (p *parser) weekdayOfWeek(i, j int) (v value, end int, ok bool) {
	k := p.skip(p.skip(j, of, from), the)
	if !p.at(k).among(past, future, current, unit) || p.at(k).joined || !p.at(k).isUnit(weeks) && !p.at(k+1).isUnit(weeks) {
		return v, 0, false
	}
	if v, end, ok = p.point(k, false); !ok || !v.week || v.weekend || v.stage != 0 {
		return v, 0, false
	}
	const trust = 88
	v = on(v.asCivil().days() + int64(p.at(i).meaning.n+6)%7)
	v.trust = trust
	return v, end, true
}

// weekdayNumber reads the day of a month behind its weekday, in languages that
// leave out the month: el lunes 5. It is the nearest day on which both fall.
func (p *parser) weekdayNumber(i, j int) (v value, ok bool) {
	n := p.at(j)
	if p.typed || p.at(i).english || !p.hasDay() || !n.number() || n.digits > 2 || n.badRight || n.plural || p.counting(j) || p.at(j+1).among(unit, month, of, hour, noon) || p.at(j+1).isSign(':') {
		return v, false
	}
	const far = 45
	base := p.day.days()
	for d := range int64(far) {
		for _, at := range []int64{base - d, base + d} {
			if c := civilOf(at); int64(c.day) == n.n && dates.Weekday(at) == int(p.at(i).meaning.n) {
				v = on(at)
				v.trust = 84
				return v, true
			}
		}
	}
	return v, false
}

// noWeekday reports whether the word at i is no weekday of a week that is meant:
// Black Friday, every Monday, a Sunday, the sun.
func (p *parser) noWeekday(i int) bool {
	t, prev, next := p.at(i), p.at(i-1), p.at(i+1)
	switch {
	case prev.is(holiday), next.is(event) && !next.spaced, t.english && p.ordinalAt(i-1) > 0: // the second Monday of each month
		return true
	case t.english && prev.is(cardinal): // on a Sunday, but: a Sunday night memorial
		return !next.is(none) && !next.isUnit(days)
	}
	return t.english && !t.capital && t.has(short) && t.end-t.start <= len("sun")
}

// plainWeekday reports whether the weekday at i, in a language other than English,
// stands where it is likely a day of the text's own week.
func (p *parser) plainWeekday(i int) bool {
	prev, next := p.at(i-1), p.at(i+1)
	return !p.at(i).has(common) && (prev.among(the, in, of, past, future, current) || next.among(past, future))
}

// dayOfWeekday reads the date behind the weekday at i.
func (p *parser) dayOfWeekday(i, j int) (w value, end int, ok bool) {
	open := p.at(j).isSign('(') // Thursday (July 20)
	k := p.skip(p.skip(p.skipSign(p.skipSign(j, ','), '('), in), the, of)
	next := p.at(k)
	switch {
	case next.number():
		w, end, ok = p.fromNumber(k, false)
	case next.is(ordinal):
		w, end, ok = p.period(k)
	case next.is(month), p.typed && (next.is(hijriMonth) || next.is(jalaliMonth)):
		w, end, ok = p.fromMonth(k)
	}
	if !ok || w.day == 0 || w.kind == KindRelative {
		return w, 0, false
	}
	if open {
		if !p.at(end).isSign(')') {
			return w, 0, false
		}
		end++
	}
	w.weekday = int(p.at(i).meaning.n) + 1
	return w, end, true
}

// weekdayAfter reads the day of the week behind a day, if it is that day's: 6 Şubat
// 2023 Pazartesi.
func (p *parser) weekdayAfter(v *value, end int) int {
	if !v.plainDay() {
		return end
	}
	j, open := end, p.at(end).isSign('(')
	if open {
		j++
	} else if w := p.at(end + 1); p.at(end).isSign(',') && w.is(cardinal) && w.meaning.n == 1 { // , a Tuesday
		j += 2
	}
	t := p.at(j)
	if !t.is(weekday) || t.joined || t.placed || !t.spaced && !open {
		return end
	}
	w, day := v.other(), int(t.meaning.n)
	if day != dates.Weekday(v.asCivil().days()) && !(v.swap && day == dates.Weekday(w.asCivil().days())) {
		return end
	}
	v.weekday = day + 1
	if open {
		return p.skipSign(j+1, ')')
	}
	return j + 1
}

// weekdayOf reads the month and year of the nth, or last, weekday of a month.
func (p *parser) weekdayOf(n, day, j int) (v value, end int, ok bool) {
	k := p.skip(p.skip(j, of, in, from), the)
	if k == j && !p.at(j).is(month) || n == 0 || n > lastNth {
		return v, 0, false
	}
	switch {
	case p.at(k).is(month):
		v, end, ok = p.monthAnyway(k)
	case p.at(k-1).is(the) && p.at(k).isUnit(months) && !p.at(k+1).is(of): // the last Thursday of the month
		v, ok = p.fromToday(months, 0, false)
		end = k + 1
	default:
		v, end, ok = p.point(k, false)
	}
	if !ok || v.void || v.month == 0 || v.day != 0 || v.cal != gregorian || v.until != nil || v.stage != 0 {
		return v, 0, false
	}
	if !v.hasYear {
		v.from = j
		if _, _, ok := p.complete(&v); !ok {
			return v, 0, false
		}
		v.kind = KindPartial
	}
	if n == lastOrdinal {
		n = lastNth
	}
	v.day = nthWeekday(v.year, v.month, n, day)
	return v, end, n > 4 || v.day > 7*(n-1)
}

// nthWeekday returns the day of the month that is its nth of a day of the week, or the
// last one.
func nthWeekday(year int64, month, n, weekday int) int {
	first := dates.DaysFromCivil(year, month, 1)
	d := 1 + (weekday-dates.Weekday(first)+7)%7 + 7*(n-1)
	for d > dates.DaysIn(year, month) {
		d -= 7
	}
	return d
}
