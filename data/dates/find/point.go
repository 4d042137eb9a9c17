package find

import "tarikh.org/tarikh/data/dates"

// expression reads the longest date or range that begins at token i; end is the
// token behind it.
func (p *parser) expression(i int) (v value, end int, ok bool) {
	t := p.at(i)
	switch {
	case t.is(the) && t.capital && !t.english && p.at(i+1).is(century): // nel I secolo
		return p.romanCentury(i)
	case t.isSign('\''):
		return p.apostrophe(i)
	case t.is(count) && t.meaning.n == 1000 && !p.english && latin(p.text[t.start]): // mil novecientos
		return p.point(i, false)
	case !p.mayBegin(i):
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
	end = p.partBehind(&v, end)
	end = p.stageBehind(&v, end)
	end = p.clockBehind(&v, end)
	end = p.weekdayAfter(&v, end)
	v, end = p.bothCalendars(v, end)
	v, end = p.apposed(v, end)
	return v, end, true
}

// mayBegin reports whether an expression may begin at token i.
func (p *parser) mayBegin(i int) bool {
	t := p.at(i)
	switch {
	case t.kind != tokenWord:
		return t.kind != tokenSign
	case t.is(the), (t.is(of) || t.is(in)) && !t.has(opens):
		return false
	}
	return t.class.begins() || t.is(none) && !p.english && t.romanLike(p.text)
}

// begins reports whether an expression may begin with a word of the class.
func (c class) begins() bool {
	switch c {
	case none, ago, later, earlier, orSo, stageAfter, exactly, to, and, at, noon, hour, count, blocked, matching, age, holiday, title, coming, gone, name, hemisphere, zone:
		return false
	}
	return true
}

// romanLike reports a word that may be a Roman numeral with its ending.
func (t *token) romanLike(text string) bool {
	c := text[t.start]
	return c == 'X' || c == 'V' || c == 'I'
}

// apostrophe reads a year of two digits behind an apostrophe: in '98, the class of
// '68.
func (p *parser) apostrophe(i int) (v value, end int, ok bool) {
	n := p.at(i + 1)
	if !n.number() || n.digits != 2 || n.plural || n.badRight || !p.touching(i+1) || !p.timelyWord(p.at(i-1), i+1) && !p.at(i-1).is(of) || p.counting(i+1) {
		return v, 0, false
	}
	v = value{kind: KindAbsolute}
	return v, i + 2, p.shortYear(&v, i+1)
}

// bothCalendars reads the same day in another calendar behind the first; the
// Gregorian one counts.
func (p *parser) bothCalendars(v value, end int) (value, int) {
	j := p.skip(p.skipSign(end, ','), matching)
	slash := p.at(end).isSign('/') && p.at(end).spaced
	if slash {
		j = end + 1
	}
	if j == end || !slash && !p.at(j-1).is(matching) {
		return v, end
	}
	other, stop, ok := p.point(j, false)
	years := v.month == 0 && other.month == 0 && v.hasYear && other.hasYear
	if !ok || !(other.cal != v.cal || v.day == 0 && v.weekday != 0) || other.day == 0 && !years {
		return v, end
	}
	if other.cal == gregorian {
		other.also, v.also = nil, nil
		other.also = &v
		return other, stop
	}
	v.also = &other
	return v, stop
}

// apposed reads the day that says more exactly what was counted: a month later, on
// April 28.
func (p *parser) apposed(v value, end int) (value, int) {
	lone := v.kind == KindWeekday && v.day == 0 && v.direction != none
	if v.kind != KindRelative && !lone || v.void || !p.at(end).isSign(',') {
		return v, end
	}
	j := p.skip(end+1, in)
	w, stop, ok := p.point(j, false)
	if !ok || !w.namesDay() {
		return v, end
	}
	if lone { // el martes pasado, 7 de marzo
		if w.weekday = v.weekday; w.hasYear && w.otherWeekday(w.asCivil()) {
			return v, end
		}
		return w, stop
	}
	if v.day != 0 && !v.approx && (w.day != v.day || w.month != v.month) {
		return v, end // another day than the one counted
	}
	if !w.hasYear && v.hasYear {
		const sure = 88
		w.year, w.hasYear = v.year, true
		w.kind, w.trust = KindPartial, sure
	}
	return w, stop
}

// point reads one date. yearAlone says that a number may be a year without
// anything that tells so.
func (p *parser) point(i int, yearAlone bool) (v value, end int, ok bool) {
	const deepest = 4 // "about late about late" and so on is no date
	if p.depth++; p.depth > deepest {
		p.depth--
		return value{}, 0, false
	}
	v, end, ok = p.anyPoint(i, yearAlone)
	p.depth--
	return v, end, ok
}

// anyPoint is point without its limit.
func (p *parser) anyPoint(i int, yearAlone bool) (v value, end int, ok bool) {
	t := p.at(i)
	switch {
	case t.number():
		return p.fromNumber(i, yearAlone)
	case t.kind == tokenSign:
		return v, 0, false
	}
	switch t.class {
	case none:
		return p.romanCentury(i)
	case about:
		return p.roughly(i, yearAlone)
	case unsure:
		if v, end, ok = p.point(i+1, true); ok && v.kind != KindRelative {
			v.unsure = true
			return v, end, true
		}
	case stage:
		return p.staged(i)
	case month, hijriMonth, jalaliMonth:
		return p.fromMonth(i)
	case season, part, ordinal, century, decade, firstDay:
		return p.period(i)
	case yearWord:
		return p.yearNamed(i)
	case event:
		return p.eventYear(i)
	case hanDigit:
		return p.hanDate(i)
	case hanEra, hanYuan:
		return p.chineseEra(i)
	case era:
		return p.eraFirst(i)
	case cardinal:
		if year, end, named := p.yearInWords(i); named && yearAlone {
			return value{kind: KindAbsolute, year: year, hasYear: true}, end, true
		}
	}
	return p.readRelative(i)
}

// readRelative reads what counts from a day.
func (p *parser) readRelative(i int) (v value, end int, ok bool) {
	switch p.at(i).class {
	case today:
		return p.onToday(i)
	case weekday:
		return p.onWeekday(i)
	case past, future, current, following, previous, same:
		return p.directed(i)
	case unit:
		return p.ofUnit(i)
	case cardinal:
		if year, end, ok := p.yearInWords(i); ok && (p.timely(i) || p.at(i).english) {
			return value{kind: KindAbsolute, year: year, hasYear: true}, end, true
		}
		if v, end, ok = p.spelledDay(i); ok {
			return v, end, true
		}
		if v, end, ok = p.inTheTens(i); ok {
			return v, end, true
		}
		return p.counted(i)
	case before, after:
		return p.counted(i)
	case count:
		if year, end, ok := p.yearInWords(i); ok && p.timely(i) {
			return value{kind: KindAbsolute, year: year, hasYear: true}, end, true
		}
	case nthWeekdays:
		return p.weekdayOf(int(p.at(i).meaning.n/10), int(p.at(i).meaning.n%10), i+1)
	case weekend:
		return p.onWeekend(i, none)
	case feast:
		return p.feastAt(i)
	}
	return v, 0, false
}

// roughly reads what stands behind "about".
func (p *parser) roughly(i int, yearAlone bool) (v value, end int, ok bool) {
	t := p.at(i)
	j := i + 1
	if t.has(strong) && p.at(j).isSign('.') && p.touching(j) { // c. 1200 BC
		j++
	}
	if !t.english {
		j = p.skip(j, the) // hacia el 440 a. C.
	}
	alone := yearAlone || p.typed || t.has(strong) || p.timely(i) && !t.has(common) && t.english
	if v, end, ok = p.point(j, alone); ok && v.kind != KindRelative && v.kind != KindWeekday && (!v.full() || t.has(strong) || p.typed) {
		v.approx = true
		return v, end, true
	}
	if ok && v.kind == KindWeekday {
		return v, 0, false // "to get around Wednesday's ruling"
	}
	return p.counted(i)
}

// fromNumber reads what begins with a number.
func (p *parser) fromNumber(i int, yearAlone bool) (v value, end int, ok bool) {
	t := p.at(i)
	for _, read := range []func(int) (value, int, bool){p.inDigits, p.dottedDay, p.typedDigits, p.hanDate, p.yearFirst, p.decadeBehind} {
		if v, end, ok = read(i); ok {
			return v, end, true
		}
	}
	if t.plural {
		return p.pluralYears(i)
	}
	if n, j, isDay := p.dayNumber(i); isDay && !t.badLeft {
		if v, end, ok = p.fromDayNumber(n, i, j); ok {
			return v, end, true
		}
	}
	if v, end, ok = p.scaled(i); ok {
		return v, end, true
	}
	if v, end, ok = p.counted(i); ok {
		return v, end, true
	}
	if v, end, ok = p.quarterBehind(i); ok {
		return v, end, true
	}
	if v, end, ok = p.inTheTens(i); ok {
		return v, end, true
	}
	return p.yearAt(i, yearAlone)
}

// typedDigits reads what only a field takes for a date.
func (p *parser) typedDigits(i int) (v value, end int, ok bool) {
	if !p.typed {
		return v, 0, false
	}
	return p.monthInDigits(i)
}

// fromDayNumber reads what begins with the number n that may be a day and ends
// before j: 4 February, 19th century, 8 pm on Friday.
func (p *parser) fromDayNumber(n, i, j int) (v value, end int, ok bool) {
	if v, end, ok = p.dayMonth(n, j); ok {
		return p.asDay(v, i), end, true
	}
	ordinal, k := j > i+1 || !p.at(j).english, j
	if p.ordinalSign(j) {
		k++
	}
	switch t := p.at(k); {
	case t.is(century) && ordinal && n < 30:
		return p.centuryOf(n, int64(t.meaning.n), k+1)
	case t.isUnit(centuries) && t.has(plural) && ordinal && n < 30:
		return p.centuryOf(n, 100, k+1)
	case t.is(part) && (j > i+1 || k > j):
		return p.partOf(n, t, i, k+1)
	case t.is(weekday) && j > i+1 && n <= 5:
		return p.weekdayOf(n, int(t.meaning.n), k+1)
	}
	return p.timeFirst(i)
}

// ordinalSign reports the sign between an ordinal and its noun at j: 19.
// Jahrhundert, 19th-century.
func (p *parser) ordinalSign(j int) bool {
	t, next := p.at(j), p.at(j+1)
	return p.touching(j) && (t.isSign('.') && !next.english || t.isSign('-') && next.is(century) && len(p.word(j+1)) > 1)
}

// quarterBehind reads a year and the quarter behind it: 2020 Q4, 1989's third
// quarter.
func (p *parser) quarterBehind(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if !t.fourDigits() {
		return v, 0, false
	}
	j := i + 1
	if p.at(j).isSign('-') && p.touching(j) {
		j++
	}
	q := p.at(j)
	var n int
	switch next := p.at(j + 1); {
	case q.is(part) && q.has(short) && next.number() && !next.spaced:
		n, end = int(next.n), j+2
	case q.is(ordinal) && next.is(part), q.is(part) && next.is(part):
		n, end = int(q.meaning.n), j+2
		if q.is(part) {
			n = 3
		}
		q = next
	default:
		return v, 0, false
	}
	most := map[int]int{int(dates.FirstQuarter): 4, int(dates.FirstHalf): 2}[int(q.meaning.n)]
	if n < 1 || n > most {
		return v, 0, false
	}
	v = value{kind: KindPeriod, season: dates.Season(int(q.meaning.n) + n - 1)}
	return v, end, p.setYear(&v, i)
}

// spelledDay reads a day of a month in words, where they are not ordinals: dos de
// mayo, due giugno.
func (p *parser) spelledDay(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if t.english || !latin(p.text[t.start]) {
		return v, 0, false
	}
	n, j, ok := p.amount(i)
	if m := p.at(p.skip(j, of)); !ok || n < 1 || n > 31 || !m.is(month) || m.has(common|short) {
		return v, 0, false
	}
	if v, end, ok = p.dayMonth(int(n), j); ok {
		return p.asDay(v, i), end, true
	}
	return v, 0, false
}

// timeFirst reads a time and the day behind it: 8 pm on Friday.
func (p *parser) timeFirst(i int) (v value, end int, ok bool) {
	var when value
	j, ok := p.timeOfDay(&when, i, p.at(i-1).is(at))
	if !ok {
		return v, 0, false
	}
	if p.at(j).isSign('(') && p.at(j+1).number() && p.at(j+2).is(zone) && p.at(j+3).isSign(')') { // 10:35 a.m. (0735 GMT) Friday
		j += 4
	}
	k := p.skip(p.skip(p.skipSign(p.skipSign(j, '.'), ','), in, from, of), the)
	v, end, ok = p.point(k, false)
	if !ok || v.day == 0 && v.weekday == 0 || v.timed() || v.week || v.approx {
		return v, 0, false
	}
	v.clock = when.clock
	return v, end, true
}
