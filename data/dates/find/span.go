package find

// opened reads a range that "from" or "between" begins.
func (p *parser) opened(i int) (v value, end int, ok bool) {
	first := p.hyphenated(i + 1)
	if p.at(first).english {
		first = p.skip(first, the) // from the third of May
	}
	a, j, ok := p.side(first, true)
	if !ok {
		return v, 0, false
	}
	k := p.rangeTo(j)
	if p.at(i).is(between) {
		k = p.rangeAnd(j)
	}
	if k < 0 {
		return v, 0, false
	}
	return p.pair(a, i, p.hyphenated(k), false)
}

// hyphenated skips the hyphen between a Hebrew preposition and its number: «ל-1918».
func (p *parser) hyphenated(k int) int {
	if p.at(k).isSign('-') && p.touching(k) && p.touching(k+1) {
		return k + 1
	}
	return k
}

// rangeTo returns the place behind the "to" at j, or -1.
func (p *parser) rangeTo(j int) int {
	t := p.at(j)
	switch {
	case p.skip(j, to) > j && !p.at(j+1).joined && t.english:
		return p.skip(j+1, the)
	case p.skip(j, to) > j && !p.at(j+1).joined, t.isSign('–'), t.isSign('-') && p.typed:
		return j + 1
	}
	return -1
}

// rangeAnd returns the place behind the "and" at j, where it is no part of what
// follows, or -1.
func (p *parser) rangeAnd(j int) int {
	t := p.at(j)
	switch {
	case p.skip(j, and, to) > j:
		return p.skip(j+1, the) // entre el 3 y el 5 de abril
	case t.placed, t.joined:
		return j
	case p.typed && (t.isSign('–') || t.isSign('-')):
		return j + 1
	}
	return -1
}

// closed reads a range without such a word: 4–20 February, 2013–2015; and pairs:
// 4 and 5 February.
func (p *parser) closed(i int) (v value, end int, ok bool) {
	if !p.mayBeRange(i) {
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
	case s.isSign('/'):
		return p.slashedYears(a, i, j)
	case s.is(to) && !s.joined:
		if a.bare && a.hasYear && !p.timely(i) && !p.at(j+2).is(yearAfter) {
			return v, 0, false
		}
		return p.pair(a, i, j+1, false)
	}
	return p.closedPair(a, i, j)
}

// slashedYears reads two years with the slash at j between them: 348/347 BC, 2004/05.
func (p *parser) slashedYears(a value, i, j int) (v value, end int, ok bool) {
	if p.typed && a.hasYear && a.bare && p.at(j+1).digits == 2 { // 2020/21
		return p.pair(a, i, j+1, false)
	}
	switch {
	case !p.touching(j), !p.touching(j + 1), !p.nextYear(&a, i, j+1):
		return v, 0, false
	case !a.hasYear:
		return p.pair(a, i, j+1, false)
	}
	a.until, a.kind = &value{kind: KindAbsolute, year: a.year + 1, hasYear: true}, KindRange
	return a, j + 2, true
}

// nextYear reports whether the number at k, behind a slash, is the year after that
// of a: 348/347 BC, in 2004/05.
func (p *parser) nextYear(a *value, i, k int) bool {
	n := p.at(k)
	switch {
	case !n.number() || !a.bare:
		return false
	case p.at(k + 1).isEra(eraBCE):
		return n.n == a.year-1
	case p.at(k + 1).isEra(eraCE):
		return n.n == a.year+1
	}
	return a.hasYear && n.digits == 2 && !n.badRight && n.n == (a.year+1)%100 && (p.timely(i) || p.at(k+1).is(event) || p.at(i-1).is(event))
}

// mayBeRange reports whether a range may begin at i without a word that says so.
func (p *parser) mayBeRange(i int) bool {
	t := p.at(i)
	if t.number() {
		return !t.badLeft
	}
	if t.kind != tokenWord {
		return false
	}
	switch t.class {
	case hanDigit, hanEra, month, about, hijriMonth, yearWord, weekday, stage, era, ordinal, century, season:
		return true
	}
	return p.typed
}

// closedPair reads two days of a month, or two centuries, with "and" at j.
func (p *parser) closedPair(a value, i, j int) (v value, end int, ok bool) {
	s, lone := p.at(j), a.bare && a.day != 0
	k := j + 1
	switch {
	case s.is(and) && !s.joined && lone:
	case s.joined && s.number() && lone:
		k = j
	case s.is(and) && p.at(i).is(month) && p.at(i).english && a.day != 0 && !a.hasYear: // April 24 and 25
		return p.dayPair(a, i, k)
	default:
		return v, 0, false
	}
	if p.dayAt(k) {
		return p.pair(a, i, k, true)
	}
	b, end, ok := p.point(k, false)
	if !ok || !p.at(k).number() || b.span < 100 || !share(&a, &b, p.at(k-1)) {
		return v, 0, false
	}
	a.until, a.kind = &b, KindRange // 18th and 19th centuries
	return a, end, true
}

// dayPair reads the second day of a month that stands before both.
func (p *parser) dayPair(a value, i, k int) (v value, end int, ok bool) {
	n, next := p.at(k), p.at(k+1)
	if !n.number() || n.digits > 2 || n.n <= int64(a.day) || n.n > 31 || n.badRight || next.number() || p.at(k+2).is(month) {
		return v, 0, false
	}
	if next.kind == tokenWord {
		switch next.class {
		case none, month, of, count, unit:
			return v, 0, false
		}
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
	if t.is(month) && p.at(i-1).is(of) && p.at(i-1).has(opens) && !t.has(common|short) { // de abril a junio
		return p.monthAnyway(i)
	}
	if t.is(about) && t.has(strong) {
		v, end, ok = p.loneNumber(p.skipSign(i+1, '.'))
		v.approx = true
		return v, end, ok
	}
	if p.typed {
		if end, ok = p.timeOfDay(&v, i, p.at(i-1).is(at)); ok {
			return v, end, true
		}
		if t.is(ordinal) && t.meaning.n > 0 {
			return value{bare: true, year: int64(t.meaning.n), day: int(t.meaning.n)}, i + 1, true
		}
	}
	return p.loneNumber(i)
}

// loneNumber reads a number that the other side of a range explains.
func (p *parser) loneNumber(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if !t.number() || t.plural || t.grouped && !p.typed {
		return v, 0, false
	}
	v = value{bare: true, kind: KindAbsolute, year: t.n}
	if n, j, isDay := p.dayNumber(i); isDay {
		v.day = n
		if next := p.at(j + 1); p.at(j).isSign('.') && p.touching(j) && (next.is(to) || next.is(and)) { // vom 4. bis 20. Mai
			j++
		}
		return v, j, true
	}
	return v, i + 1, t.digits <= 3 || p.typed
}

// pair reads the second end of a range at k and completes each from the other. set
// says that two days are meant and not the days between them.
func (p *parser) pair(a value, i, k int, set bool) (v value, end int, ok bool) {
	b, end, ok := p.secondSide(k)
	if !ok {
		return v, 0, false
	}
	if b.bare && b.day != 0 && a.day != 0 && a.month != 0 {
		end = p.dayOfSameMonth(&a, &b, end)
	}
	if a.round50() && b.round50() && !b.bce && !p.typed { // from 1000 to 1500 of something
		return v, 0, false
	}
	if a.onlyWeekday() || b.onlyWeekday() || b.void || b.until != nil || !share(&a, &b, p.at(k-1)) {
		return v, 0, false
	}
	a.until, a.set = &b, set
	a.swap = a.swap || b.swap
	if a.kind != KindHijri || !p.typed {
		a.kind = KindRange
	}
	return a, end, true
}

// round50 reports a lone number that may be one of things rather than a year.
func (v *value) round50() bool { return v.bare && v.hasYear && v.month == 0 && v.year%50 == 0 }

// onlyWeekday reports a value that names a day of the week and no date.
func (v *value) onlyWeekday() bool { return v.weekday != 0 && v.day == 0 }

// secondSide reads the second end of a range at k.
func (p *parser) secondSide(k int) (b value, end int, ok bool) {
	t, sign := p.at(k), p.at(k-1).kind == tokenSign
	switch {
	case t.isSign('\n'), t.number() && t.badLeft && !sign && !t.joined:
		return b, 0, false
	case t.number() && t.badLeft && sign:
		t.badLeft = false // the dash is that of the range
		defer func() { t.badLeft = true }()
	}
	b, end, ok = p.side(k, true)
	if ok && b.bare && p.at(end-1).number() && p.at(end-1).badRight && !p.typed {
		return b, 0, false
	}
	return b, end, ok
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
