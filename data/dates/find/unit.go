package find

import "tarikh.org/tarikh/data/dates"

// ofUnit reads units with what stands behind them: الشهر المقبل, العام الماضي, and
// «يوم الجمعة», «شهر فبراير»; la semaine dernière.
func (p *parser) ofUnit(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	u := t.unitOf()
	switch {
	case u == years && p.yearBehind(i):
		return p.yearOfUnit(i + 1)
	case u == months && next.is(of) && latin(p.text[t.start]) && p.at(i+2).is(month): // el mes de agosto
		return p.monthOfUnit(i, i+2)
	case u == weeks && next.is(ordinal) && t.has(definite) && !t.has(plural|dual) && !next.joined: // «الأسبوع الأول من مايو»
		return p.weekOfMonth(int(next.meaning.n), i+2)
	case u == weeks && next.among(of, from) && latin(p.text[t.start]):
		if v, end, ok = p.weekOf(i + 2); ok {
			return v, end, true
		}
	case u == days && t.english && p.at(i-1).is(the):
		return p.besideDay(i)
	}
	return p.unitWithName(i, u)
}

// yearBehind reports whether the word "year" at i needs no article for the year behind
// it: Jahr 1956, Jahr neunzehnhundertzwölf.
func (p *parser) yearBehind(i int) bool {
	t, next := p.at(i), p.at(i+1)
	if next.digits == 4 {
		return latin(p.text[t.start]) && !t.english && !t.has(plural)
	}
	return next.is(cardinal) && next.meaning.n > 1000
}

// yearOfUnit reads the year at j behind such a word.
func (p *parser) yearOfUnit(j int) (v value, end int, ok bool) {
	if p.at(j).digits == 4 {
		return p.yearAt(j, true)
	}
	year, end, ok := p.yearInWords(j)
	return value{kind: KindAbsolute, year: year, hasYear: true}, end, ok
}

// monthOfUnit reads the month at j behind the word "month" at i.
func (p *parser) monthOfUnit(i, j int) (v value, end int, ok bool) {
	if v, end, ok = p.monthAnyway(j); ok && v.direction == 0 && !v.hasYear {
		p.since(&v, i)
	}
	return v, end, ok
}

// unitWithName reads the unit at i in languages where what tells which one it is stands
// behind it.
func (p *parser) unitWithName(i, u int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	switch {
	case !t.behind || next.joined:
		return v, 0, false
	case t.has(plural | dual):
		return p.ofUnits(i, u)
	case next.number():
		v, end, ok = p.unitNumber(i, u)
	case u == decades:
		v, end, ok = p.ofDecade(i)
	case u == days && next.is(weekday):
		return p.onWeekday(i + 1)
	case u == months && next.among(month, hijriMonth):
		if v, end, ok = p.fromMonth(i + 1); ok && v.direction == 0 {
			p.since(&v, i)
		}
		return v, end, ok
	}
	if ok {
		return v, end, true
	}
	if p.at(i-1).is(in) && p.at(i-1).has(dual) && !t.has(definite) { // «في غضون أسبوع»
		return p.counted(i)
	}
	return p.unitBehind(i, u)
}

// weekOfMonth reads the month, at j, of which the nth week or the last one is meant.
func (p *parser) weekOfMonth(n, j int) (v value, end int, ok bool) {
	k := p.skip(p.skip(j, of, from), the)
	if p.at(k).isUnit(months) && p.at(k+1).is(month) {
		k++
	}
	if k == j || !p.at(k).is(month) || n == 0 || n > 4 {
		return v, 0, false
	}
	v, end, ok = p.monthAnyway(k)
	v.from = k
	if ok && !v.hasYear && !v.void {
		_, _, ok = p.complete(&v)
	}
	if !ok || v.void || v.day != 0 || v.cal != gregorian || v.bce {
		return v, 0, false
	}
	first := 7*n - 6
	if n == lastOrdinal {
		first = dates.DaysIn(v.year, v.month) - 6
	}
	const trust = 76
	v = on(dates.DaysFromCivil(v.year, v.month, first))
	v.week, v.approx, v.trust = true, true, trust
	return v, end, true
}

// weekOf reads the day by which a week is named: the week of March 6, la semana del 6
// de marzo.
func (p *parser) weekOf(i int) (v value, end int, ok bool) {
	v, end, ok = p.point(i, false)
	if !ok || !v.namesDay() || v.timed() || v.swap {
		return v, 0, false
	}
	v.from = i
	if !v.hasYear {
		if _, _, ok := p.complete(&v); !ok {
			return v, 0, false
		}
	}
	const trust = 82
	day := v.asCivil().days()
	v = on(day - int64(dates.Weekday(day)+6)%7)
	v.week, v.trust = true, trust
	return v, end, true
}

// besideDay reads the day before or after one that is named: the day before last
// Tuesday.
func (p *parser) besideDay(i int) (v value, end int, ok bool) {
	n, known := map[string]int64{"before": -1, "after": 1}[p.word(i+1)]
	if !known || p.word(i) != "day" || !p.at(i+2).among(past, weekday, month) {
		return v, 0, false
	}
	v, end, ok = p.point(i+2, false)
	v.from = i + 2
	var r result
	if ok && !v.hasYear {
		_, err := p.completed(&v, &r)
		ok = err == nil
	}
	if !ok || v.day == 0 || v.void || v.cal != gregorian || v.timed() {
		return v, 0, false
	}
	const trust = 84
	v = on(v.asCivil().days() + n)
	v.trust = trust
	return v, end, true
}

// unitOf returns the unit that a word stands for.
func (t *token) unitOf() int {
	switch {
	case t.is(today):
		return days
	case t.is(yearWord):
		return years
	}
	return int(t.meaning.n)
}

// unitNumber reads the number behind the unit at i: «يوم 4 فبراير», «العام 2020»,
// «عقد 1990».
func (p *parser) unitNumber(i, u int) (v value, end int, ok bool) {
	switch n := p.at(i + 1); {
	case u == days:
		return p.numberedDay(i+1, none)
	case u == years && p.at(i).has(definite):
		return p.yearAt(i+1, true)
	case u == decades && n.n%10 == 0 && n.digits == 4:
		v = value{kind: KindPeriod, span: 10}
		ok = p.setYear(&v, i+1)
	}
	return v, i + 2, ok
}

// numberedDay reads the day at i whose month is left out: el día 11. It is the last
// one or, behind words of what is to come, the next; side is such a word or none.
func (p *parser) numberedDay(i int, side class) (v value, end int, ok bool) {
	if v, end, ok = p.fromNumber(i, false); ok && v.month != 0 {
		if !v.hasYear {
			v.direction = side
		}
		return v, end, !v.void
	}
	n, end, ok := p.dayNumber(i)
	if next := p.at(end); !ok || !p.hasDay() || !latin(p.text[p.at(i-1).start]) || p.at(i).badRight || next.among(of, unit, count, month) || next.isSign('-') || next.isSign('%') {
		return v, 0, false
	}
	const trust = 76
	step := int64(-1)
	if side == future || side == none && p.tenseAt(i, end) == aheadOfUs {
		step = 1
	}
	const month = 32 // days
	for d := int64(0); d < 2*month; d++ {
		if at := p.day.days() + step*d; civilOf(at).day == n {
			v = on(at)
			v.trust = trust
			return v, end, true
		}
	}
	return v, 0, false
}

// ofUnits reads units in the plural: los años 30, «الأشهر الثلاثة الماضية».
func (p *parser) ofUnits(i, u int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	switch {
	case u == years && next.number() && latin(p.text[t.start]):
		return p.yearsNamed(i + 1)
	case u == years && next.isSign('\'') && latin(p.text[t.start]): // anni '60
		return p.yearsNamed(i + 2)
	case u == years && next.number() && t.has(definite):
		return p.yearAt(i+1, true)
	case p.overWhich(i+1) > i+1:
		return p.lastUnits(i, u)
	case u == centuries:
		return p.romanCenturies(i + 1)
	case p.at(i-1).is(in) && p.at(i-1).has(dual): // «في غضون شهرين»
		return p.counted(i)
	}
	return v, 0, false
}

// ofDecade reads what stands behind the word "decade": la década de 1970, «العقد
// الأول من القرن العشرين».
func (p *parser) ofDecade(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	switch {
	case next.is(of) && latin(p.text[t.start]):
		return p.decadeOf(i + 2)
	case t.has(definite) && next.is(ordinal):
		return p.nthDecade(int(next.meaning.n), i+2)
	}
	return v, 0, false
}

// decadeOf reads the years of a decade: la década de los 80, de 1970, de los años
// noventa.
func (p *parser) decadeOf(i int) (v value, end int, ok bool) {
	j := p.skip(i, the)
	if t := p.at(j); t.number() && t.digits == 4 && t.n%10 == 0 && !t.badRight {
		v = value{kind: KindPeriod, span: 10}
		return v, j + 1, p.setYear(&v, j)
	}
	if p.at(j).is(decade) {
		return p.decadeNamed(j)
	}
	if u := p.at(j); u.isUnit(years) && u.has(plural) {
		return p.yearsNamed(j + 1)
	}
	return p.tensNamed(j)
}

// yearsNamed reads the decade behind "the years": les années 1930, los años 30.
func (p *parser) yearsNamed(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if !t.number() || t.badLeft || t.badRight || t.n%10 != 0 || t.digits != 4 && t.digits != 2 || next.among(and, to) && p.at(i+2).number() || next.isSign('-') || next.isSign('–') {
		return v, 0, false
	}
	v = value{kind: KindPeriod, hasYear: true, span: 10, year: t.n}
	if t.digits == 2 {
		v.year += 1900
		v.weak = true
	}
	return v, i + 1, v.year >= 1000 && v.year < 2100
}

// overWhich returns the place behind "the three last" or "last two" behind a unit in
// the plural: «الثلاثة الماضية», or i.
func (p *parser) overWhich(i int) int {
	j := i
	if n := p.at(j); n.is(ordinal) || n.is(cardinal) {
		j++
	}
	if t := p.at(j); t.is(past) || t.is(future) {
		return j + 1
	}
	return i
}

// lastUnits reads so many units that end, or begin, with the text's own day:
// «الأشهر الثلاثة الماضية».
func (p *parser) lastUnits(i, u int) (v value, end int, ok bool) {
	t, which := p.at(i), p.at(i+1)
	n := int64(2)
	if which.is(ordinal) || which.is(cardinal) {
		n = int64(which.meaning.n)
	} else if !t.has(dual) {
		return v, 0, false
	}
	end = p.overWhich(i + 1)
	ahead := p.at(end - 1).is(future)
	if !t.has(definite) || !p.hasDay() || n < 2 || n > 99 || u > decades {
		return v, 0, false
	}
	return p.spanOf(u, n, ahead), end, true
}

// unitBehind reads a unit and the word behind it that says which.
func (p *parser) unitBehind(i, u int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	switch next.class {
	case past, future, current, same, following, previous:
	default:
		return v, 0, false
	}
	if t.has(plural) && (next.is(past) || next.is(future)) {
		return v, 0, false
	}
	indefinite := u != days && !t.has(definite) && !latin(p.text[t.start])
	if indefinite || t.has(dual|plural) || p.at(i-1).is(blocked) || u == days && !next.is(following) && !latin(p.text[t.start]) {
		return v, 0, false
	}
	return p.unitBeside(next.class, u, i+2)
}

// unitBeside returns the unit before or after the one of the text's day, or of the last
// date named.
func (p *parser) unitBeside(c class, u, end int) (v value, _ int, ok bool) {
	n := map[class]int64{past: -1, future: 1, following: 1, previous: -1}[c]
	switch c {
	case same, following, previous:
		base := p.last
		if p.lastToken == 0 || u == months && base.month == 0 || (u == days || u == weeks) && base.day == 0 {
			return value{void: true}, end, u != days
		}
		return p.move(base, u, n, false), end, u <= years
	}
	v, ok = p.fromToday(u, n, false)
	if !ok {
		return value{void: true}, end, u != days
	}
	switch {
	case u == weeks:
		v.trust = 74
	case u == years && p.english:
		v.trust = 79
	case u == months:
		v.trust = 88
	}
	return v, end, u <= years || u == decades && c != future
}
