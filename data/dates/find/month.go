package find

import "tarikh.org/tarikh/data/dates"

// dayMonth reads the month behind a day, and its year.
func (p *parser) dayMonth(day, j int) (v value, end int, ok bool) {
	joined := p.at(j).oneOf("-/")
	if joined {
		j++
	} else {
		j = p.ofMonth(j)
		if v, end, ok = p.dayOfThisMonth(day, j); ok {
			return v, end, true
		}
	}
	if p.at(j).joined && !p.at(j).is(hijriMonth) {
		return v, 0, false
	}
	v, j, ok = p.monthName(j)
	if !ok || joined && !p.at(j).oneOf("-/") && p.at(j-1).has(common) {
		return v, 0, false
	}
	v.day = day
	return v, p.yearTail(&v, j), true
}

// ofMonth skips what stands between a day and its month: the point of 9. November,
// "of", «من شهر».
func (p *parser) ofMonth(j int) int {
	if p.at(j).isSign('.') && p.touching(j) && !p.at(j+1).english {
		j++
	}
	j = p.skip(j, of, from, the)
	if u := p.at(j); u.isUnit(months) && !u.has(definite) && !p.at(j+1).among(past, future, current) {
		j++
	}
	return j
}

// dayOfThisMonth reads the month of «15 من الشهر الجاري», the 15th of this month.
func (p *parser) dayOfThisMonth(day, j int) (v value, end int, ok bool) {
	if p.skip(j-1, of, from) != j || !p.at(j).among(unit, current, past, future) {
		return v, 0, false
	}
	v, end, ok = p.point(j, false)
	if !ok || v.void || v.kind != KindRelative || v.month == 0 || v.day != 0 || v.span != 0 || v.approx {
		return v, 0, false
	}
	v.day = day
	return v, end, true
}

// monthName reads a month by one name or by two.
func (p *parser) monthName(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v.kind = KindAbsolute
	switch {
	case t.kind != tokenWord:
		return v, 0, false
	case t.is(month):
	case t.is(hijriMonth):
		v.cal, v.kind = islamic, KindHijri
	case t.is(jalaliMonth):
		v.cal = solar
	default:
		return v, 0, false
	}
	if !p.likelyMonth(i) {
		return v, 0, false
	}
	v.month = int(t.meaning.n)
	end = i + 1
	if n := p.at(end); t.has(dual) && n.number() && n.digits == 1 && (n.n == 1 || n.n == 2) {
		v.month = (int(t.meaning.n)+int(n.n)-2)%12 + 1 // «كانون 2» is «كانون الثاني»
		end++
	} else if t.has(dual) {
		return v, 0, false
	}
	if t.has(short) {
		end = p.skipSign(end, '.')
	}
	return v, p.secondName(v, i, end), true
}

// likelyMonth reports whether the word at i, which may be another one too, is a
// month here.
func (p *parser) likelyMonth(i int) bool {
	t, prev, next := p.at(i), p.at(i-1), p.at(i+1)
	switch {
	case p.typed || !t.has(common|short), t.english && (t.capital || !t.is(month)):
		return true
	case t.english: // may, march, mar
		return prev.number() && next.number() && t.has(short) || next.isSign('-') && (prev.isSign('-') || p.at(i+3).isSign('-'))
	case p.amidDate(i), prev.is(of):
		return true
	case t.has(common): // «باب» is a door, and «آب» returned
		return next.oneOf("/(") || prev.isUnit(months) || !t.placed && (prev.among(ordinal, from) || !t.joined)
	}
	return !latin(p.text[t.start]) || next.isSign('.')
}

// amidDate reports whether a number, or a sign that joins dates, stands beside the
// word at i.
func (p *parser) amidDate(i int) bool {
	next := p.at(i + 1)
	return p.at(i-1).number() || p.at(i-1).oneOf("-/") || next.number() || next.isSign('-') && p.touching(i+1) && p.at(i+2).number()
}

// secondName skips the same month by another name behind the first: «شباط/فبراير».
func (p *parser) secondName(v value, i, end int) int {
	t := p.at(i)
	open := p.skipSign(end, '(')
	second := p.at(max(p.skipSign(end, '/'), p.skipSign(end, '-'), open))
	same := second.is(t.class) && int(second.meaning.n) == v.month
	if next := p.at(end); next.is(month) && t.is(month) && !next.joined && !latin(p.text[next.start]) && int(next.meaning.n) == v.month {
		return end + 1 // «ديسمبر كانون الأول»
	}
	if (p.at(end).isSign('/') || p.at(end).isSign('-') || open > end) && same {
		bracket := open > end
		end += 2
		if bracket {
			end = p.skipSign(end, ')')
		}
	}
	return end
}

// fromMonth reads what begins with a month: February 4, 2022; February 2022; and,
// where something before it tells of a time, February.
func (p *parser) fromMonth(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v, j, ok := p.monthName(i)
	if !ok {
		return v, 0, false
	}
	if w, end, ok := p.monthDay(v, i, j); ok {
		return w, end, true
	}
	if end = p.yearTail(&v, j); v.hasYear || v.void || v.direction != 0 {
		v.weak = v.weak || v.pivot
		return v, end, true
	}
	if t.has(short) && !p.typed || v.cal == solar {
		return v, 0, false
	}
	doubled := j > i+1
	monthWord := p.at(i - 1).isUnit(months)
	switch {
	case v.cal == islamic && !monthWord && !p.typed:
		return v, 0, false
	case doubled, monthWord, p.timely(i) && !p.at(i-1).is(about), p.typed:
		p.since(&v, i)
		return v, j, true
	case p.adjectiveMonth(i, j):
		v.weak = true
		return v, j, true
	}
	return v, 0, false
}

// adjectiveMonth reports whether the month in [i, j) says which event is meant:
// the October slaying.
func (p *parser) adjectiveMonth(i, j int) bool {
	t, next := p.at(i), p.at(j)
	return t.english && t.capital && p.at(i-1).is(the) && next.kind == tokenWord && next.class == none && !next.capital && next.spaced
}

// monthDay reads the day behind a month, as English writes it, and the year behind
// both.
func (p *parser) monthDay(v value, i, j int) (value, int, bool) {
	t := p.at(i)
	if !t.english && !p.typed {
		return v, 0, false
	}
	k := p.skip(j, the)
	if n := p.ordinalAt(k); n > 0 && n <= 31 && t.english { // May eighth
		v.day = n
		return v, p.yearTail(&v, k+1), true
	}
	day, end, ok := p.dayNumber(k)
	if !ok || p.at(k).badLeft || p.at(k).plural || p.countedAfterMonth(k) || p.at(k+1).isSign(':') && p.at(k+2).number() {
		return v, 0, false
	}
	if p.typed && p.at(end).is(era) && end == k+1 { // March 44 BC
		return v, 0, false
	}
	v.day = day
	if w, stop, ok := p.stamped(v, end); ok {
		return w, stop, true
	}
	stop := p.yearTail(&v, end)
	n := p.at(end - 1)
	if v.hasYear || n.digits == 0 || !n.badRight || p.edgeRight(end-1) {
		return v, stop, true
	}
	return v, 0, false
}

// stamped reads the time and the year behind a day of a log: Oct 26 11:00:09 EDT
// 2023.
func (p *parser) stamped(v value, j int) (value, int, bool) {
	if !p.at(j).number() || !p.at(j+1).isSign(':') {
		return v, 0, false
	}
	w := v
	end, ok := p.timeOfDay(&w, j, false)
	if n := p.at(end); !ok || !n.number() || n.digits != 4 || n.n < 1900 || n.badRight || !p.setYear(&w, end) {
		return v, 0, false
	}
	if s := p.at(j + 3); s.isSign(':') && p.at(j+4).digits == 2 {
		w.second, w.precision = int(p.at(j+4).n), dates.PrecisionSecond
	}
	return w, end + 1, true
}

// yearFirst reads a year and the month behind it: 2017/Oct/31, 1998 Jan.
func (p *parser) yearFirst(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if !t.fourDigits() {
		return v, 0, false
	}
	if p.at(i + 1).oneOf("-/") {
		return p.yearJoinedFirst(i)
	}
	j := p.skipSign(i+1, ',')
	comma := j > i+1 && !p.typed
	m := p.at(j)
	jalali := m.is(jalaliMonth) && dates.JalaliYear(t.n)
	if t.badRight && !p.typed || !m.is(month) && !jalali || m.joined || m.placed {
		return v, 0, false
	}
	v, j, ok = p.monthName(j)
	if !ok || p.at(j).digits > 2 {
		return v, 0, false
	}
	p.setYear(&v, i)
	if day, stop, isDay := p.dayNumber(j); isDay && !p.countedAfterMonth(j) && !p.beginsClock(j) {
		v.day = day
		return v, stop, true
	}
	return v, j, !comma && (!m.has(common) || p.typed || p.at(j).kind == tokenSign || p.at(j).class != none)
}

// yearJoinedFirst reads 2017/Oct/31 and 2017-Oct.
func (p *parser) yearJoinedFirst(i int) (v value, end int, ok bool) {
	sep, j := p.at(i+1), i+2
	if m := p.at(j); !m.is(month) || m.joined || m.placed || !p.touching(i+1) || !p.touching(j) {
		return v, 0, false
	}
	v, j, ok = p.monthName(j)
	if !ok {
		return v, 0, false
	}
	p.setYear(&v, i)
	if p.at(j).sign != sep.sign || !p.touching(j) || !p.touching(j+1) {
		return v, j, !p.at(j).number()
	}
	v.day, end, ok = p.dayNumber(j + 1)
	return v, end, ok
}

// since says of a value without a year that it is over, where a word before it
// does.
func (p *parser) since(v *value, i int) {
	if t := p.at(i - 1); (t.is(in) || t.is(before)) && t.has(strong) {
		v.direction = past
	}
}

// asDay completes a day and its month, which begin at i, from what stands before.
func (p *parser) asDay(v value, i int) value {
	if !v.hasYear && v.direction == 0 {
		v.void = v.void || p.inName(i)
		p.since(&v, i)
	}
	return v
}

// inName reports whether the day at i is part of a name: the 25 January revolution.
func (p *parser) inName(i int) bool { return !p.typed && (p.at(i-1).is(name) || p.at(i-1).is(event)) }
