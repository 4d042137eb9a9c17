package find

// opened reads a range that "from" or "between" begins.
func (p *parser) opened(i int) (v value, end int, ok bool) {
	a, j, ok := p.side(i+1, true)
	if !ok {
		return v, 0, false
	}
	t := p.at(i)
	k := j
	if t.is(from) || t.has(opens) {
		k = p.skip(j, to)
		if k == j && p.at(j).isSign('–') {
			k++
		}
	} else {
		k = p.skip(j, and, to)
		if k == j && p.at(j).joined {
			return p.pair(a, i, j, false)
		}
	}
	if k == j || !t.is(between) && p.at(k).joined {
		return v, 0, false
	}
	return p.pair(a, i, k, false)
}

// closed reads a range without such a word: 4–20 February, 2013–2015; and pairs:
// 4 and 5 February.
func (p *parser) closed(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if !t.number() && !t.is(hanDigit) && !t.is(month) && !t.is(about) && !t.is(hijriMonth) && !t.is(yearWord) && !t.is(weekday) && !t.is(stage) {
		return v, 0, false
	}
	if t.number() && t.badLeft {
		return v, 0, false
	}
	a, j, ok := p.side(i, true)
	if !ok {
		return v, 0, false
	}
	s := p.at(j)
	switch {
	case s.isSign('–') || s.isSign('-'):
		if s.isSign('-') && !a.bare && s.spaced != p.at(j+1).spaced {
			return v, 0, false
		}
		if a.bare && a.year != 0 && !p.yearsMeant(i, j) {
			return v, 0, false
		}
		return p.pair(a, i, j+1, false)
	case s.is(to) && !s.joined:
		if a.bare && a.year != 0 && !p.timely(i) && !p.at(j+2).is(yearAfter) {
			return v, 0, false
		}
		return p.pair(a, i, j+1, false)
	case s.is(and) && !s.joined && a.bare && a.day != 0:
		return p.pair(a, i, j+1, true)
	case s.joined && s.number() && a.bare && a.day != 0:
		return p.pair(a, i, j, true)
	}
	return v, 0, false
}

// yearsMeant reports whether two numbers with a dash at j are years: in
// parentheses or where a time is expected, or both years of four digits.
func (p *parser) yearsMeant(i, j int) bool {
	second := p.at(j + 1)
	if !second.number() || second.badRight || p.counting(i) {
		return false
	}
	return p.timely(i) || p.at(j+2).is(event) || second.digits == 4 && p.at(i).n >= 1500 && second.n <= 2100
}

// side reads one end of a range, which may be a lone number.
func (p *parser) side(i int, loose bool) (v value, end int, ok bool) {
	if v, end, ok = p.point(i, loose); ok {
		if v.void || v.swap {
			return v, 0, false
		}
		if t := p.at(i); t.number() && end == i+1 && t.digits == 4 {
			v.bare = true
		}
		return v, p.clock(&v, end), true
	}
	t := p.at(i)
	if !t.number() || t.plural {
		return v, 0, false
	}
	v.bare = true
	if n, j, isDay := p.dayNumber(i); isDay {
		v.day = n
		return v, j, true
	}
	if t.digits == 2 {
		v.year, v.kind = t.n, KindAbsolute
		return v, i + 1, true
	}
	return v, 0, false
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
	if !ok {
		return v, 0, false
	}
	if b.bare && p.at(end-1).number() && p.at(end-1).badRight {
		return v, 0, false
	}
	if b.bare && b.day != 0 && a.day != 0 && a.month != 0 && !a.hasYear {
		b.month, b.cal, b.bare = a.month, a.cal, false // February 4–20, 2022
		end = p.yearTail(&b, end)
		if b.hasYear {
			a.year, a.hasYear = b.year, true
		}
	}
	if b.bare && b.day > a.day && a.full() && p.at(end-1).is(hanDay) {
		b.year, b.month, b.hasYear, b.bare, b.kind = a.year, a.month, true, false, KindAbsolute // 2023年10月17日至18日
	}
	if a.bare && b.bare && a.hasYear && b.hasYear && a.year%50 == 0 && b.year%50 == 0 {
		return v, 0, false // from 1000 to 1500 of something
	}
	if b.void || b.weekday != 0 && b.day == 0 || a.weekday != 0 && a.day == 0 || b.until != nil || !share(&a, &b, p.at(k-1)) {
		return v, 0, false
	}
	a.until, a.set = &b, set
	a.kind = KindRange
	return a, end, true
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
	switch {
	case a.bare && !a.hasYear && a.month == 0: // 4–20 February
		if b.month == 0 || b.day == 0 || a.day == 0 || a.day >= b.day {
			return false
		}
		a.month, a.year, a.hasYear, a.cal, a.bare, a.direction, a.bce = b.month, b.year, b.hasYear, b.cal, false, b.direction, b.bce
		return true
	case b.bare && !b.hasYear: // 1914–18
		n := b.year
		if n == 0 {
			n = int64(b.day)
		}
		if !a.bare || a.year == 0 || between.kind != tokenSign || n <= a.year%100 || n > 99 || n < 10 {
			return false
		}
		*b = value{kind: KindAbsolute, year: a.year/100*100 + n, hasYear: true}
		return true
	}
	if a.cal != b.cal && a.cal+b.cal != islamic {
		return false
	}
	fine := func(v *value) bool { return v.month != 0 || v.season != 0 }
	if fine(b) && b.hasYear && fine(a) && !a.hasYear {
		a.year, a.hasYear, a.bce = b.year, true, b.bce
		if a.month > b.month && b.month != 0 {
			a.year--
		}
	}
	if fine(a) && a.hasYear && fine(b) && !b.hasYear {
		b.year, b.hasYear, b.bce = a.year, true, a.bce
		if b.month < a.month {
			b.year++
		}
	}
	if b.bce && !a.bce && a.year > b.year {
		a.bce = true
	}
	if a.hasYear != b.hasYear || !fine(a) && !a.hasYear {
		return false
	}
	return true
}
