package find

// dayMonth reads the month behind a day, and its year.
func (p *parser) dayMonth(day, j int) (v value, end int, ok bool) {
	joined := p.at(j).isSign('-') || p.at(j).isSign('/')
	if joined {
		j++
	} else {
		j = p.skip(j, of, from)
		if u := p.at(j); u.is(unit) && u.meaning.n == months && !u.has(definite) {
			j++
		}
	}
	if p.at(j).joined {
		return v, 0, false
	}
	if u := p.at(j); !joined && p.skip(j-1, of, from) == j && (u.is(unit) || u.is(current) || u.is(past) || u.is(future)) {
		// «15 من الشهر الجاري», 15th of this month
		if v, end, ok = p.point(j, false); ok && !v.void && v.kind == KindRelative && v.month != 0 && v.day == 0 && v.span == 0 && !v.approx {
			v.day = day
			return v, end, true
		}
	}
	v, j, ok = p.monthName(j)
	if !ok || joined && !(p.at(j).isSign('-') || p.at(j).isSign('/')) {
		return v, 0, false
	}
	v.day = day
	return v, p.yearTail(&v, j), true
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
	if latin(p.text[t.start]) && !t.capital && t.class == month && t.has(common|short) {
		return v, 0, false // may, march, mar
	}
	v.month = int(t.meaning.n)
	end = i + 1
	if t.has(short) {
		end = p.skipSign(end, '.')
	}
	open := p.skipSign(end, '(')
	second := p.at(max(p.skipSign(end, '/'), p.skipSign(end, '-'), open))
	if next := p.at(end); next.is(month) && t.is(month) && !next.joined && !latin(p.text[next.start]) && next.meaning.n == t.meaning.n {
		return v, end + 1, true // «ديسمبر كانون الأول»
	}
	if (p.at(end).isSign('/') || p.at(end).isSign('-') || open > end) && second.is(t.class) && second.meaning.n == t.meaning.n {
		bracket := open > end
		end += 2
		if bracket {
			end = p.skipSign(end, ')')
		}
	}
	return v, end, true
}

// latin reports whether a byte begins a character of ASCII, as English words do.
func latin(b byte) bool { return b < 0x80 }

// yearTail reads the year behind a month, season or quarter, or what says where
// to look for it; it returns j where there is none.
func (p *parser) yearTail(v *value, j int) int {
	t := p.at(j)
	if next := p.at(j + 1); t.kind == tokenWord && !t.joined && !next.is(unit) && !next.is(yearWord) {
		switch t.class {
		case past, future, current, following, previous:
			if !latin(p.text[t.start]) {
				v.direction = t.class
				return j + 1
			}
		}
	}
	k := j
	if p.at(k).isSign('-') || p.at(k).isSign('/') {
		if p.touching(k) && p.touching(k+1) && p.at(k+1).number() {
			if p.setYear(v, k+1) {
				return p.afterYear(v, k+2)
			}
		}
		return j
	}
	comma := p.at(k).isSign(',')
	k = p.skipSign(k, ',')
	k = p.skip(k, of, from, in)
	word := p.skip(k, yearWord)
	if w := p.at(word); w.is(unit) && w.meaning.n == years && w.has(definite) && p.at(word+1).number() {
		word++
	}
	if n := p.at(word); n.number() && !n.joined {
		early := p.at(word + 1).is(era)
		if (n.digits >= 3 && n.digits <= 4 || early && n.digits < 3) && (!comma || n.digits == 4) && p.edgeRight(word) && !n.plural && p.setYear(v, word) {
			return p.afterYear(v, word+1)
		}
		return j
	}
	if shift, end, ok := p.relativeYear(k); ok {
		if shift == nil {
			v.void = true
			return end
		}
		v.year, v.hasYear = *shift, true
		v.kind = KindRelative
		return end
	}
	return j
}

// edgeRight reports that the number at i ends there, or goes on as a range.
func (p *parser) edgeRight(i int) bool {
	if !p.at(i).badRight {
		return true
	}
	return p.at(i+1).isSign('-') && (p.at(i+2).number() || p.at(i+2).is(month)) || p.at(i+1).isSign('/') && p.at(i+2).isSign('/')
}

// setYear takes the number at i for the year.
func (p *parser) setYear(v *value, i int) bool {
	n := p.at(i).n
	if n < 1 || n > 9999 || v.cal == islamic && n > 1700 || v.cal == solar && (n < firstJalali || n > lastJalali) {
		return false
	}
	v.year, v.hasYear = n, true
	if v.cal == gregorian && n > 2999 {
		return false
	}
	return true
}

// afterYear reads the era and the word "year" behind a year.
func (p *parser) afterYear(v *value, j int) int {
	t := p.at(j)
	switch {
	case t.is(yearAfter) && !t.joined:
		end := j + 1
		if p.at(j).end-p.at(j).start <= len("г") {
			end = p.skipSign(end, '.')
		}
		if p.at(end).is(era) {
			return p.afterYear(v, end)
		}
		return end
	case t.is(era) && !t.joined:
		switch t.meaning.n {
		case eraBCE:
			v.bce = true
		case eraHijri:
			if v.cal != gregorian || v.month == 0 {
				v.cal, v.kind = islamic, KindHijri
			}
		case eraJalali:
			if v.year < firstJalali || v.year > lastJalali {
				return j
			}
			v.cal = solar
		}
		return j + 1
	}
	return j
}

// fromMonth reads what begins with a month: February 4, 2022; February 2022; and,
// where something before it tells of a time, February.
func (p *parser) fromMonth(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v, j, ok := p.monthName(i)
	if !ok {
		return v, 0, false
	}
	if day, k, isDay := p.dayNumber(j); isDay && latin(p.text[t.start]) && !p.at(j).badLeft {
		plain := v
		v.day = day
		if end = p.yearTail(&v, k); v.hasYear || p.at(k-1).digits == 0 || !p.at(k-1).badRight || p.edgeRight(k-1) {
			return v, end, true
		}
		v = plain
	}
	if end = p.yearTail(&v, j); v.hasYear || v.void || v.direction != 0 {
		return v, end, true
	}
	if t.has(short) || v.cal == solar {
		return v, 0, false
	}
	doubled := j > i+1
	monthWord := p.at(i-1).is(unit) && p.at(i-1).meaning.n == months
	switch {
	case v.cal == islamic && !monthWord:
		return v, 0, false
	case doubled, monthWord, p.timely(i) && !p.at(i-1).is(about):
		p.since(&v, i)
		return v, j, true
	}
	return v, 0, false
}

// since says of a value without a year that it is over, where a word before it
// does.
func (p *parser) since(v *value, i int) {
	if t := p.at(i - 1); (t.is(in) || t.is(before)) && t.has(strong) {
		v.direction = past
	}
}
