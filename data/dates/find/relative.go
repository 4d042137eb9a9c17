package find

import "tarikh.org/tarikh/data/dates"

// on makes a value of a day that was counted.
func on(n int64) value {
	c := civilOf(n)
	return value{kind: KindRelative, note: NoteCounted, hasYear: true, year: c.year, month: c.month, day: c.day}
}

// onToday reads today, yesterday, tomorrow, with the weekday that may follow.
func (p *parser) onToday(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if next.is(following) && !next.english {
		return p.ofUnit(i)
	}
	if next.is(ordinal) && !t.english || next.is(same) && !t.english || next.is(previous) && !t.english || next.is(current) && !t.english ||
		next.is(title) && !next.joined || p.grain == dates.PrecisionNone {
		return v, 0, false
	}
	if t.english && t.capital && p.at(i-1).capital {
		return v, 0, false // the name of a programme
	}
	v, ok = p.fromToday(days, int64(t.meaning.n), false)
	if !ok {
		return v, 0, false
	}
	if v.trust = 93; next.isSign('\'') && t.english {
		v.trust = 72 // today's youth
	}
	end = i + 1
	j := p.skipSign(end, ',')
	if w := p.at(j); p.hasDay() && w.is(weekday) && !w.joined && (!w.has(short) || !w.english) {
		// "Yesterday Friday" that was another day of the week names the weekday's own.
		if int(w.meaning.n) == dates.Weekday(p.day.days()+int64(t.meaning.n)) {
			end = j + 1
			if full, stop, ok := p.onWeekday(j); ok && full.day != 0 && full.hasYear {
				return full, stop, true
			}
		}
	}
	return v, end, true
}

// fromToday counts n units from the text's own day. Where that is known to the
// month or year only, what counts days or months is no more exact.
func (p *parser) fromToday(u int, n int64, counted bool) (v value, ok bool) {
	const near = 7 // days that may be told by the month or year of the text
	switch {
	case p.grain == dates.PrecisionNone:
		return v, false
	case p.hasDay(), u >= years, u == months && p.grain == dates.PrecisionMonth:
		return p.move(p.day, u, n, counted), true
	case u == months && n == 0, u == days && n >= -near && n <= near, u == weeks && n >= -1 && n <= 1:
		return value{kind: KindRelative, note: NoteCounted, hasYear: true, year: p.day.year, month: p.day.month, vague: true}, true
	}
	return v, false
}

// directed reads last, next, this, the following and what they stand before.
func (p *parser) directed(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	switch t.class {
	case past, future, current, same, following, previous:
	default:
		return v, 0, false
	}
	if next.joined {
		return v, 0, false
	}
	switch next.class {
	case unit:
		return p.directedUnit(i)
	case yearWord:
		if p.at(i + 2).number() {
			return v, 0, false
		}
		return p.step(t.class, years, i+2)
	case weekday:
		if p.grain == dates.PrecisionNone || next.has(short) && next.english || t.is(same) {
			return v, 0, false
		}
		if t.is(past) && next.english {
			if v, end, ok = p.weekdayOf(lastOrdinal, int(next.meaning.n), i+2); ok {
				return v, end, true
			}
		}
		v = value{kind: KindWeekday, weekday: int(next.meaning.n) + 1, direction: t.class}
		return v, i + 2, true
	case month:
		v, end, ok = p.monthName(i + 1)
		if !ok || next.has(short) || p.at(end).number() || !t.english && t.behind || t.is(same) || t.is(previous) {
			return v, 0, false
		}
		v.direction = t.class
		return v, end, true
	case part:
		if t.is(past) && next.english {
			return p.partOf(lastOrdinal, next, i, i+2)
		}
	case season:
		if !latin(p.text[t.start]) || p.grain == dates.PrecisionNone || t.is(same) || t.is(previous) {
			return v, 0, false
		}
		return value{kind: KindPeriod, season: dates.Season(next.meaning.n), direction: t.class}, i + 2, true
	}
	return v, 0, false
}

// directedUnit reads last week, this month, the following year.
func (p *parser) directedUnit(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if t.english && t.capital && next.capital {
		return v, 0, false // a title: "This Week"
	}
	if next.has(dual|plural) || t.is(current) && t.english && next.isUnit(days) || t.behind && next.has(definite) && !t.english && p.at(i+2).is(past) {
		return v, 0, false
	}
	if next.isUnit(decades) && t.is(past) && t.english && p.at(i-1).is(the) {
		return v, 0, false // over the past decade: a length of time
	}
	return p.step(t.class, int(next.meaning.n), i+2)
}

// ofUnit reads units with what stands behind them: الشهر المقبل, العام الماضي, and
// «يوم الجمعة», «شهر فبراير»; la semaine dernière.
func (p *parser) ofUnit(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	u := int(t.meaning.n)
	switch {
	case t.is(today):
		u = days
	case t.is(yearWord):
		u = years
	}
	switch {
	case u == years && next.number() && next.digits == 4 && latin(p.text[t.start]) && !t.english && !t.has(plural):
		return p.year(i+1, true)
	case !t.behind || next.joined:
		return v, 0, false
	case t.has(plural) && u == years && next.number() && latin(p.text[t.start]):
		return p.yearsNamed(i + 1)
	case u == decades && t.has(definite) && next.is(ordinal):
		return p.nthDecade(int(next.meaning.n), i+2)
	case t.has(plural|dual) && p.overWhich(i+1) > i+1:
		return p.lastUnits(i, u)
	}
	switch {
	case next.is(weekday) && u == days:
		return p.onWeekday(i + 1)
	case (next.is(month) || next.is(hijriMonth)) && u == months && !t.has(dual|plural):
		if v, end, ok = p.fromMonth(i + 1); ok && v.direction == 0 {
			p.since(&v, i)
		}
		return v, end, ok
	case next.number() && u == days:
		v, end, ok = p.fromNumber(i+1, false)
		return v, end, ok && v.month != 0
	case next.number() && u == decades && !t.has(dual|plural) && next.n%10 == 0 && next.digits == 4:
		v = value{kind: KindPeriod, span: 10}
		return v, i + 2, p.setYear(&v, i+1)
	case next.number() && u == years && t.has(definite):
		return p.year(i+1, true)
	}
	return p.unitBehind(i, u)
}

// yearsNamed reads the decade behind "the years": les années 1930, los años 30.
func (p *parser) yearsNamed(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	if t.badLeft || t.badRight || t.n%10 != 0 || t.digits != 4 && t.digits != 2 || next.is(and) || next.is(to) || next.isSign('-') || next.isSign('–') {
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

// spanOf is the time of n units before, or after, the text's own day.
func (p *parser) spanOf(u int, n int64, ahead bool) value {
	if u == weeks {
		u, n = days, 7*n
	}
	here, there := p.move(p.day, u, 0, true), p.move(p.day, u, -n, true)
	if ahead {
		here, there = p.move(p.day, u, n, true), here
	}
	here.approx, there.approx = false, false
	there.until, there.kind, there.weak = &here, KindRange, true
	return there
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
	return p.step(next.class, u, i+2)
}

// step returns the unit before or after the one of the text's day, or of the last
// date named.
func (p *parser) step(c class, u, end int) (v value, _ int, ok bool) {
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

// move counts n units from a day. counted says that the units are a distance
// ("two weeks ago", about that day) and not the calendar's ("last week").
func (p *parser) move(base civil, u int, n int64, counted bool) value {
	v := value{kind: KindRelative, note: NoteCounted, hasYear: true, year: base.year}
	switch u {
	case days:
		return on(base.days() + n)
	case weeks:
		day := base.days() + 7*n
		if !counted {
			v = on(day - int64(dates.Weekday(day)+6)%7)
			v.week = true
			return v
		}
		v = on(day)
		v.approx = true
	case months:
		m := base.year*12 + int64(max(base.month, 1)-1) + n
		v.year, v.month = floorDiv(m, 12), int(m-12*floorDiv(m, 12))+1
	case years:
		v.year += n
	case decades:
		v.year += 10 * n
		if !counted {
			v.year, v.span = floorDiv(v.year, 10)*10, 10
		} else {
			v.approx = true
		}
	case centuries, millennia:
		v.year += map[int]int64{centuries: 100, millennia: 1000}[u] * n
		v.approx = true
	}
	if v.year <= 0 {
		v.year, v.bce = 1-v.year, true
	}
	return v
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}

// distance is a number of units, and on which side of a day they are counted.
type distance struct {
	n     int64
	unit  int
	how   class // before, after; earlier and later from the last date named
	rough bool
}

// counted reads distances: two years ago, three days later, قبل ثلاثة أيام, منذ نحو
// عامين, بعد شهرين, il y a deux ans.
func (p *parser) counted(i int) (v value, end int, ok bool) {
	d, end, ok := p.distance(i)
	if ok && p.at(i-1).is(in) && p.at(i-1).has(dual) && d.how == none && p.hasDay() && d.n < 100 && d.unit <= decades {
		return p.spanOf(d.unit, d.n, true), end, true // «في غضون أسبوعين»
	}
	if !ok || d.how == none {
		return v, 0, false
	}
	const most = 9000
	if d.n > most {
		return v, 0, false
	}
	switch d.how {
	case before:
		v, ok = p.fromToday(d.unit, -d.n, true)
	case future:
		v, ok = p.fromToday(d.unit, d.n, true)
	default:
		if p.lastToken == 0 || p.last.year == 0 || d.unit <= weeks && p.last.day == 0 || p.last.month == 0 && d.unit != years {
			return v, 0, false
		}
		n := d.n
		if d.how == earlier {
			n = -n
		}
		v = p.move(p.last, d.unit, n, true)
		if p.lastSeason != 0 && d.unit == years {
			v.season, v.kind = p.lastSeason, KindPeriod
		}
	}
	switch {
	case d.unit == years && d.n == 1 && p.english:
		v.trust = 55 // "a year ago" often is that quarter or month of the year
	case d.how == later || d.how == earlier, v.approx, d.rough:
		v.trust = 78
	}
	v.approx = v.approx || d.rough && v.season == 0
	return v, end, ok
}

// distance reads the number and the unit, and the words before and behind them.
func (p *parser) distance(i int) (d distance, end int, ok bool) {
	t := p.at(i)
	j := i
	if t.is(before) || t.is(after) {
		d.how = t.class
		j++
		if t.english {
			return d, 0, false
		}
	}
	if d.how == after && !t.has(definite) && !p.opensClause(i) {
		return d, 0, false // the length of something, and no day
	}
	for range 2 {
		if p.at(j).is(about) {
			d.rough = true
			j++
		}
	}
	n, j, ok := p.amount(j)
	if !ok || !p.units(&d, j, n) {
		return d, 0, false
	}
	u := p.at(j)
	end = j + 1
	if p.at(end).number() || p.at(end).is(weekday) {
		return d, 0, false // «قبل عام 2020»
	}
	if p.at(end).is(about) && !u.english { // «قبل عامين تقريبا»
		d.rough = true
		end++
	}
	return p.side1(d, i, end)
}

// side1 finds on which side a distance is counted.
func (p *parser) side1(d distance, i, end int) (distance, int, bool) {
	if d.how != none {
		if p.at(i).has(definite) && d.how == after { // in zwei Wochen, dans deux ans
			d.how = future
		}
		return d, end, !p.at(end).is(from) || latin(p.text[p.at(i).start]) // «قبل يومين من» something else
	}
	switch {
	case p.at(end).is(ago):
		d.how = before
	case p.at(end).is(later):
		d.how = later
	case p.at(end).is(earlier):
		d.how = earlier
	default:
		return d, end, p.at(i-1).is(in) && p.at(i-1).has(dual)
	}
	return d, end + 1, true
}

// units reads the unit at j, of which there are n; 0 where no number was said.
func (p *parser) units(d *distance, j int, n int64) bool {
	u := p.at(j)
	year := u.is(yearWord) && !u.has(plural)
	if !u.is(unit) && !year || u.joined {
		return false
	}
	d.n, d.unit = n, int(u.meaning.n)
	if year {
		d.unit = years
	}
	switch {
	case u.has(dual) && n == 0:
		d.n = 2
	case n == 0 && !u.has(plural|definite) && !latin(p.text[u.start]):
		d.n = 1
	case n == 0:
		return false
	}
	return true
}

// opensClause reports whether token i begins a sentence or a part of one.
func (p *parser) opensClause(i int) bool {
	return p.at(i).joined || p.at(i-1).kind == tokenSign
}

// amount reads a number in digits or words; 0 stands for none.
func (p *parser) amount(i int) (n int64, end int, ok bool) {
	t := p.at(i)
	switch {
	case t.number():
		return t.n, i + 1, t.n > 0 && t.digits <= 4 && !t.badLeft && !t.badRight
	case t.is(cardinal):
		n, end = int64(t.meaning.n), i+1
		k := p.skipSign(end, '-')
		next := p.at(k)
		switch {
		case n >= 20 && n < 100 && n%10 == 0 && next.is(cardinal) && next.meaning.n < 10 && !next.joined: // twenty-one
			n += int64(next.meaning.n)
			end = k + 1
		case n < 10 && next.is(cardinal) && next.joined && next.meaning.n >= 20: // «خمسة وعشرين»
			n += int64(next.meaning.n)
			end++
		}
		return n, end, true
	case t.is(unit), t.is(yearWord):
		return 0, i, true
	}
	return 0, i, false
}
