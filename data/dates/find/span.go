package find

import "tarikh.org/tarikh/data/dates"

// opened reads a range that "from" or "between" begins.
func (p *parser) opened(i int) (v value, end int, ok bool) {
	first := i + 1
	if p.at(first).isSign('-') && p.touching(first) && p.touching(first+1) { // «מ-1936»
		first++
	}
	a, j, ok := p.side(first, true)
	if !ok {
		return v, 0, false
	}
	t := p.at(i)
	k := j
	if t.is(from) || t.has(opens) {
		k = p.skip(j, to)
		if k == j && p.at(j).isSign('–') || k == j && p.typed && p.at(j).isSign('-') {
			k++
		}
	} else {
		k = p.skip(j, and, to)
		if k == j && p.at(j).placed {
			return p.pair(a, i, j, false)
		}
		if k == j && p.at(j).joined {
			return p.pair(a, i, j, false)
		}
		if k == j && p.typed && (p.at(j).isSign('–') || p.at(j).isSign('-')) {
			k++
		}
	}
	if k == j || !t.is(between) && p.at(k).joined {
		return v, 0, false
	}
	if p.at(k).isSign('-') && p.touching(k) && p.touching(k+1) { // «ל-1918»
		k++
	}
	return p.pair(a, i, k, false)
}

// closed reads a range without such a word: 4–20 February, 2013–2015; and pairs:
// 4 and 5 February.
func (p *parser) closed(i int) (v value, end int, ok bool) {
	t := p.at(i)
	switch {
	case p.typed && t.kind == tokenWord:
	case t.number() && !t.badLeft:
	case t.is(hanDigit), t.is(hanEra), t.is(month), t.is(about), t.is(hijriMonth), t.is(yearWord), t.is(weekday), t.is(stage), t.is(era), t.is(ordinal), t.is(century), t.is(season):
	default:
		return v, 0, false
	}
	a, j, ok := p.side(i, true)
	if !ok {
		return v, 0, false
	}
	s := p.at(j)
	switch {
	case s.isSign('–') || s.isSign('-') || p.typed && s.isSign('/') && !p.touching(j):
		return p.dashed(a, i, j)
	case p.typed && s.isSign('/') && a.hasYear && a.bare && p.at(j+1).digits == 2: // 2020/21
		return p.pair(a, i, j+1, false)
	case s.is(to) && !s.joined:
		if a.bare && a.hasYear && !p.timely(i) && !p.at(j+2).is(yearAfter) {
			return v, 0, false
		}
		return p.pair(a, i, j+1, false)
	case s.is(and) && !s.joined && a.bare && a.day != 0:
		return p.pair(a, i, j+1, true)
	case s.is(and) && t.is(month) && t.english && a.day != 0 && !a.hasYear: // April 24 and 25
		return p.dayPair(a, i, j+1)
	case s.joined && s.number() && a.bare && a.day != 0:
		return p.pair(a, i, j, true)
	}
	return v, 0, false
}

// dayPair reads the second day of a month that stands before both.
func (p *parser) dayPair(a value, i, k int) (v value, end int, ok bool) {
	n, next := p.at(k), p.at(k+1)
	if !n.number() || n.digits > 2 || n.n <= int64(a.day) || n.n > 31 || n.badRight || next.number() || next.is(month) || next.is(of) || next.is(count) || next.is(unit) ||
		next.kind == tokenWord && next.class == none || p.at(k+2).is(month) {
		return v, 0, false
	}
	v, end, ok = p.pair(a, i, k, false)
	v.set = true
	return v, end, ok
}

// dashed reads a range whose first side ends before the dash at j.
func (p *parser) dashed(a value, i, j int) (v value, end int, ok bool) {
	s := p.at(j)
	if s.isSign('-') && !a.bare && s.spaced != p.at(j+1).spaced && !p.typed {
		return v, 0, false
	}
	if a.bare && a.hasYear && !p.yearsMeant(i, j) && !p.at(j+2).is(era) {
		return v, 0, false
	}
	v, end, ok = p.pair(a, i, j+1, false)
	if ok && s.isSign('/') && v.cal != v.until.cal { // one day in two calendars
		return v, 0, false
	}
	return v, end, ok
}

// yearsMeant reports whether two numbers with a dash at j are years: in
// parentheses or where a time is expected, or both years of four digits.
func (p *parser) yearsMeant(i, j int) bool {
	second := p.at(j + 1)
	if !second.number() || second.badRight && !p.typed || p.counting(i) && !p.typed {
		return second.kind == tokenWord && p.typed
	}
	return p.timely(i) || p.at(j+2).is(event) || second.digits == 4 && p.at(i).n >= 1500 && second.n <= 2100
}

// side reads one end of a range, which may be a lone number.
func (p *parser) side(i int, loose bool) (v value, end int, ok bool) {
	if v, end, ok = p.point(i, loose); ok {
		if v.void || v.swap && !p.typed {
			return v, 0, false
		}
		if t := p.at(i); t.number() && end == i+1 && !t.plural && v.hasYear && v.month == 0 {
			v.bare = true
		}
		end = p.clockBehind(&v, end)
		return v, end, true
	}
	t := p.at(i)
	if p.typed {
		if end, ok = p.timeOfDay(&v, i, p.at(i-1).is(at)); ok {
			return v, end, true
		}
	}
	if t.is(ordinal) && t.meaning.n > 0 && p.typed {
		return value{bare: true, year: int64(t.meaning.n), day: int(t.meaning.n)}, i + 1, true
	}
	if !t.number() || t.plural || t.grouped && !p.typed {
		return v, 0, false
	}
	v.bare, v.kind = true, KindAbsolute
	v.year = t.n
	if n, j, isDay := p.dayNumber(i); isDay {
		v.day = n
		if next := p.at(j + 1); p.at(j).isSign('.') && p.touching(j) && (next.is(to) || next.is(and)) { // vom 4. bis 20. Mai
			j++
		}
		return v, j, true
	}
	return v, i + 1, t.digits <= 3 || p.typed
}

// pair reads the second end of a range at k and completes each from the other.
func (p *parser) pair(a value, i, k int, set bool) (v value, end int, ok bool) {
	if t := p.at(k); t.isSign('\n') || t.number() && t.badLeft && p.at(k-1).kind == tokenWord && !t.joined {
		return v, 0, false
	}
	if set && !p.dayAt(k) {
		return v, 0, false
	}
	if second := p.at(k); p.at(k-1).kind == tokenSign && second.number() && second.badLeft {
		second.badLeft = false // the dash is that of the range
		defer func() { second.badLeft = true }()
	}
	b, end, ok := p.side(k, true)
	if !ok || b.bare && p.at(end-1).number() && p.at(end-1).badRight && !p.typed {
		return v, 0, false
	}
	if b.bare && b.day != 0 && a.day != 0 && a.month != 0 {
		end = p.dayOfSameMonth(&a, &b, end)
	}
	if a.bare && b.bare && a.hasYear && b.hasYear && a.year%50 == 0 && b.year%50 == 0 && !b.bce && !p.typed && a.month == 0 {
		return v, 0, false // from 1000 to 1500 of something
	}
	if b.void || b.weekday != 0 && b.day == 0 || a.weekday != 0 && a.day == 0 || b.until != nil || !share(&a, &b, p.at(k-1)) {
		return v, 0, false
	}
	a.until, a.set = &b, set
	a.swap = a.swap || b.swap
	if a.kind != KindHijri || !p.typed {
		a.kind = KindRange
	}
	return a, end, true
}

// dayOfSameMonth completes b, a lone day behind a day and its month: February
// 4–20, 2022; 2023年10月17日至18日.
func (p *parser) dayOfSameMonth(a, b *value, end int) int {
	switch {
	case !a.hasYear:
		b.month, b.cal, b.bare = a.month, a.cal, false
		b.year, b.bce = 0, false
		end = p.yearTail(b, end)
		if b.hasYear {
			a.year, a.hasYear, a.bce = b.year, true, b.bce
		}
	case b.day > a.day && (p.at(end-1).is(hanDay) || p.typed):
		b.year, b.month, b.hasYear, b.bare, b.bce, b.cal = a.year, a.month, true, false, a.bce, a.cal
	}
	return end
}

// dayAt reports whether a day and its month begin at k.
func (p *parser) dayAt(k int) bool {
	n, j, ok := p.dayNumber(k)
	if !ok {
		return false
	}
	_, _, ok = p.dayMonth(n, j)
	return ok
}

// share completes each side of a range from the other, and reports whether they
// can be a range.
func share(a, b *value, between *token) bool {
	if a.bare && !a.hasYear || b.bare && !b.hasYear {
		if !explain(a, b, between) {
			return false
		}
	}
	if b.timed() && b.day == 0 && !b.hasYear {
		borrowDay(b, a)
	}
	shareClock(a, b)
	if a.pivot && (b.bce || b.ce) { // 13 March 44 – 15 March 44 BC
		a.year, a.bce, a.pivot = a.year%100, b.bce, false
	}
	if a.cal != b.cal && !shareCalendar(a, b) {
		return false
	}
	shareYear(a, b)
	if b.bce && !a.bce && !a.ce && a.year > b.year {
		a.bce = true // 500–400 BC
	}
	return a.hasYear == b.hasYear && (fine(a) || a.hasYear)
}

// fine reports whether a value names more than a year.
func fine(v *value) bool { return v.month != 0 || v.season != 0 }

// shareCalendar gives a year or day of the Hijri calendar's side to the other.
func shareCalendar(a, b *value) bool {
	switch {
	case a.cal == gregorian && b.cal == islamic && a.month == 0 && a.hasYear && a.year < b.year && !a.ce && !a.bce:
		a.cal = islamic
	case a.cal+b.cal != islamic:
		return false
	}
	return !(a.cal != b.cal && (a.hasYear && b.hasYear || a.month != 0 && b.month != 0)) || a.month != 0 && b.month != 0
}

// explain says what the lone number of one side is by what the other is.
func explain(a, b *value, between *token) bool {
	lone := func(v *value) bool { return v.bare && !v.hasYear }
	switch {
	case lone(a) && lone(b):
		return false
	case lone(a) && b.day != 0 && b.month != 0: // 4–20 February
		if a.day == 0 || a.day >= b.day {
			return false
		}
		a.month, a.year, a.hasYear, a.cal, a.bare, a.direction, a.bce = b.month, b.year, b.hasYear, b.cal, false, b.direction, b.bce
		a.pivot = b.pivot
	case lone(a) && b.span >= 100: // 19th–20th century
		a.year, a.hasYear, a.span, a.bce, a.bare, a.day, a.kind, a.cal = (a.year-1)*b.span, true, b.span, b.bce, false, 0, b.kind, b.cal
		return a.year >= 0
	case lone(a) && b.hasYear && b.month == 0 && b.season == 0 && (b.bce || b.ce || b.cal != gregorian): // 44–40 BC
		a.hasYear, a.bare, a.day, a.cal = true, false, 0, b.cal
		a.bce = b.bce
		return a.year > 0
	case lone(b) && a.hasYear && a.month == 0 && a.season == 0 && a.span == 0 && !a.bce:
		return explainYear(a, b, between)
	default:
		return false
	}
	return true
}

// explainYear takes the lone number b behind the year a for a year: 1914–18, «بين
// عامي 780 و850».
func explainYear(a, b *value, between *token) bool {
	n := b.year
	switch {
	case n > a.year && n < a.year+1000 && n > 99:
	case !a.bare || between.kind != tokenSign || n <= a.year%100 || n > 99 || n < 10:
		return false
	default:
		n = a.year/100*100 + n
	}
	*b = value{kind: KindAbsolute, year: n, hasYear: true, cal: a.cal}
	return true
}

// borrowDay gives the time b the day of a, or the next one where it would be over
// before a begins.
func borrowDay(b, a *value) {
	c := b.clock
	*b = *a
	b.clock, b.until = c, nil
	before := (c.hour*60+c.minute)*60+c.second <= (a.hour*60+a.minute)*60+a.second
	if before && a.timed() && a.full() && a.cal == gregorian && !a.bce {
		b.year, b.month, b.day = dates.CivilFromDays(dates.DaysFromCivil(a.year, a.month, a.day) + 1)
	}
}

// shareClock gives the offset of one time to the other.
func shareClock(a, b *value) {
	if !a.timed() || !b.timed() {
		return
	}
	switch {
	case b.zoned && !a.zoned:
		a.offset, a.zoned = b.offset, true
	case a.zoned && !b.zoned:
		b.offset, b.zoned = a.offset, true
	}
}

// shareYear gives the year of one side to the other.
func shareYear(a, b *value) {
	if fine(b) && b.hasYear && fine(a) && !a.hasYear {
		a.year, a.hasYear, a.bce, a.pivot = b.year, true, b.bce, b.pivot
		if a.month > b.month && b.month != 0 && !a.timed() {
			a.year--
		}
	}
	if fine(a) && a.hasYear && fine(b) && !b.hasYear {
		b.year, b.hasYear, b.bce = a.year, true, a.bce
		if b.month < a.month {
			b.year++
		}
	}
}
