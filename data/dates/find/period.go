package find

import "tarikh.org/tarikh/data/dates"

// staged reads "early", "mid" or "late" and what it is a part of.
func (p *parser) staged(i int) (v value, end int, ok bool) {
	t := p.at(i)
	j := p.skip(p.skipSign(i+1, '-'), of, the)
	j = p.skip(j, the)
	if p.at(j).is(unit) && p.at(j).meaning.n == months && p.at(j+1).kind == tokenWord && (p.at(j+1).is(month) || p.at(j+1).is(hijriMonth)) {
		j++
	}
	if p.at(j).is(month) {
		v, end, ok = p.monthAnyway(j)
	} else {
		v, end, ok = p.point(j, true)
	}
	if !ok || v.day != 0 || v.week || v.stage != 0 || v.timed || v.approx || v.weekday != 0 || v.cal != gregorian || v.bce && v.span == 0 {
		return v, 0, false
	}
	if v.void {
		return v, end, true
	}
	if v.season != 0 {
		return v, 0, false
	}
	v.stage = int(t.meaning.n)
	v.kind = KindPeriod
	return v, end, true
}

// monthAnyway reads a month without asking for a sign of time before it.
func (p *parser) monthAnyway(i int) (v value, end int, ok bool) {
	v, j, ok := p.monthName(i)
	if !ok {
		return v, 0, false
	}
	return v, p.yearTail(&v, j), true
}

// period reads quarters, halves, seasons, decades and centuries.
func (p *parser) period(i int) (v value, end int, ok bool) {
	t := p.at(i)
	switch t.class {
	case season:
		return p.seasonOf(i)
	case century: // «القرن التاسع عشر»
		return p.centuryAfter(i)
	case decade:
		return p.decadeNamed(i)
	case ordinal: // first quarter of 2021, nineteenth century
		switch next := p.at(i + 1); {
		case next.is(part) && latin(p.text[t.start]):
			return p.partOf(int(t.meaning.n), next, i+2)
		case next.is(century):
			return p.centuryOf(int(t.meaning.n), i+2)
		case (next.is(from) || next.is(of)) && t.meaning.n <= 31: // «السادس من فبراير»
			if v, end, ok = p.dayMonth(int(t.meaning.n), i+1); ok {
				return p.asDay(v, i), end, true
			}
		}
	case part:
		next := p.at(i + 1)
		switch {
		case t.has(short) && next.number() && !next.spaced && next.n < 5:
			return p.partOf(int(next.n), t, i+2)
		case next.is(ordinal) && !t.has(short):
			return p.partOf(int(next.meaning.n), t, i+2)
		}
	}
	return v, 0, false
}

// partOf reads the year behind a quarter or half.
func (p *parser) partOf(n int, t *token, j int) (v value, end int, ok bool) {
	most := 4
	if t.meaning.n == int16(dates.FirstHalf) {
		most = 2
	}
	if n < 1 || n > most {
		return v, 0, false
	}
	v = value{kind: KindPeriod, season: dates.Season(int(t.meaning.n) + n - 1)}
	end = p.yearTail(&v, j)
	if v.direction != 0 {
		return v, 0, false // «الربع الأول الماضي» says too little
	}
	v.kind = KindPeriod
	return v, end, v.hasYear || v.void
}

func (p *parser) seasonOf(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v = value{kind: KindPeriod, season: dates.Season(t.meaning.n)}
	end = p.yearTail(&v, i+1)
	v.kind = KindPeriod
	if s, n := p.at(end), p.at(end+1); v.hasYear && (s.isSign('-') || s.isSign('–')) && n.number() && (n.n == (v.year+1)%100 || n.n == v.year+1) {
		end += 2 // winter 2019–20 is the one that begins in 2019
	}
	if v.direction != 0 && !t.has(definite) {
		return v, 0, false
	}
	return v, end, v.hasYear || v.void || v.direction == past || v.direction == future || v.direction == current
}

// centuryOf reads the era behind "19th century".
func (p *parser) centuryOf(n, j int) (v value, end int, ok bool) {
	v = value{kind: KindPeriod, hasYear: true, span: 100, year: int64(n-1) * 100}
	if t := p.at(j); t.is(era) && t.meaning.n == eraBCE {
		v.bce, v.year = true, int64(n)
		return v, j + 1, true
	} else if t.is(era) && t.meaning.n == eraCE {
		j++
	} else if t.is(era) {
		return v, 0, false
	}
	return v, j, n < 22
}

// centuryAfter reads what follows «القرن».
func (p *parser) centuryAfter(i int) (v value, end int, ok bool) {
	switch t := p.at(i + 1); {
	case t.joined:
	case t.is(ordinal):
		return p.centuryOf(int(t.meaning.n), i+2)
	case t.number() && t.n > 0 && t.n < 22 && !t.badLeft && !t.badRight:
		return p.centuryOf(int(t.n), i+2)
	case t.is(past) && p.hasDay:
		v, _, ok = p.centuryOf(int(p.day.year/100), i+2)
		return v, i + 2, ok
	case t.is(current) && p.hasDay:
		v, _, ok = p.centuryOf(int(p.day.year/100)+1, i+2)
		return v, i + 2, ok
	}
	return v, 0, false
}

// decadeNamed reads nineties, التسعينيات, تسعينيات القرن الماضي.
func (p *parser) decadeNamed(i int) (v value, end int, ok bool) {
	t := p.at(i)
	if p.at(i+1).is(age) || p.at(i+1).is(from) && p.at(i+2).is(age) {
		return v, 0, false
	}
	j := p.skip(i+1, from)
	if p.at(j).is(century) {
		c, end, ok := p.centuryAfter(j)
		if ok && !c.bce {
			c.span, c.year = 10, c.year+int64(t.meaning.n)
			return c, end, true
		}
	}
	if !t.has(definite) || latin(p.text[t.start]) && !p.at(i-1).is(the) && !p.at(i-1).is(stage) {
		return v, 0, false
	}
	v = value{kind: KindPeriod, hasYear: true, span: 10, year: 1900 + int64(t.meaning.n), weak: true}
	if p.hasDay && v.year+100 <= p.day.year-5 {
		v.year += 100
	}
	return v, i + 1, true
}

// plural reads 1990s and the '90s.
func (p *parser) plural(i int) (v value, end int, ok bool) {
	t := p.at(i)
	v = value{kind: KindPeriod, hasYear: true, span: 10, year: t.n}
	switch {
	case t.badRight:
		return v, 0, false
	case t.digits == 4 && t.n >= 1000 && t.n <= 2100 && !t.badLeft:
		if t.n%100 == 0 && t.n < 2000 {
			v.span = 100
		}
		return v, i + 1, true
	case t.digits == 2 && t.n >= 20 && (p.at(i-1).isSign('\'') || p.at(i-1).is(the)):
		v.year += 1900
		v.weak = true
		return v, i + 1, true
	}
	return v, 0, false
}
