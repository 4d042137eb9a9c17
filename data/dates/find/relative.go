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
	if next.is(following) {
		return p.ofUnit(i)
	}
	if next.is(ordinal) || next.is(same) || next.is(previous) || next.is(current) || !p.hasDay {
		return v, 0, false
	}
	v = on(p.day.days() + int64(t.meaning.n))
	end = i + 1
	j := p.skipSign(end, ',')
	if w := p.at(j); w.is(weekday) && !w.joined && !w.has(short) {
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
		if next.has(dual|plural) || t.is(current) && latin(p.text[t.start]) && next.meaning.n == days {
			return v, 0, false
		}
		return p.step(t.class, int(next.meaning.n), i+2)
	case yearWord:
		if p.at(i + 2).number() {
			return v, 0, false
		}
		return p.step(t.class, years, i+2)
	case weekday:
		if !p.hasDay || next.has(short) || t.is(same) || t.is(previous) {
			return v, 0, false
		}
		v = value{kind: KindWeekday, weekday: int(next.meaning.n) + 1, direction: t.class}
		return v, i + 2, true
	case month:
		v, end, ok = p.monthName(i + 1)
		if !ok || next.has(short) || p.at(end).number() || !latin(p.text[t.start]) || t.is(same) || t.is(previous) {
			return v, 0, false
		}
		v.direction = t.class
		return v, end, true
	case season:
		if !latin(p.text[t.start]) || !p.hasDay || t.is(same) || t.is(previous) {
			return v, 0, false
		}
		return value{kind: KindPeriod, season: dates.Season(next.meaning.n), direction: t.class}, i + 2, true
	}
	return v, 0, false
}

// ofUnit reads units with what stands behind them: الشهر المقبل, العام الماضي, and
// «يوم الجمعة», «شهر فبراير».
func (p *parser) ofUnit(i int) (v value, end int, ok bool) {
	t, next := p.at(i), p.at(i+1)
	u := int(t.meaning.n)
	switch {
	case t.is(today):
		u = days
	case t.is(yearWord):
		u = years
	}
	if latin(p.text[t.start]) || next.joined {
		return v, 0, false
	}
	switch {
	case next.is(weekday) && u == days:
		return p.onWeekday(i + 1)
	case (next.is(month) || next.is(hijriMonth)) && u == months && !t.has(dual|plural):
		if v, end, ok = p.fromMonth(i + 1); ok && v.direction == 0 {
			p.since(&v, i)
		}
		return v, end, ok
	case next.is(cardinal) && u == days:
		return v, 0, false
	case next.number() && u == days:
		v, end, ok = p.fromNumber(i+1, false)
		return v, end, ok && v.month != 0
	case next.number() && u == years && t.has(definite):
		return p.year(i+1, true)
	}
	switch next.class {
	case past, future, current, same, following, previous:
		if u != days && !t.has(definite) || t.has(dual|plural) || p.at(i-1).is(blocked) || u == days && !next.is(following) {
			return v, 0, false
		}
		return p.step(next.class, u, i+2)
	}
	return v, 0, false
}

// step returns the unit before or after the one of the text's day, or of the last
// date named.
func (p *parser) step(c class, u, end int) (v value, _ int, ok bool) {
	base, n := p.day, int64(0)
	known := p.hasDay
	switch c {
	case past:
		n = -1
	case future:
		n = 1
	case current:
	case same, following, previous:
		base, known = p.last, p.lastToken > 0
		switch c {
		case following:
			n = 1
		case previous:
			n = -1
		}
		if u == months && base.month == 0 || (u == days || u == weeks) && base.day == 0 {
			known = false
		}
	}
	if !known {
		return value{void: true}, end, u != days
	}
	return p.move(base, u, n, false), end, u <= years || u == decades && c == current || u == decades && c == past
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
	case centuries:
		v.year += 100 * n
		v.approx = true
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

// counted reads distances: two years ago, three days later, قبل ثلاثة أيام, منذ نحو
// عامين, بعد شهرين.
func (p *parser) counted(i int) (v value, end int, ok bool) {
	t := p.at(i)
	j := i
	how := none
	if t.is(before) || t.is(after) {
		how = t.class
		j++
	}
	if how != none && latin(p.text[t.start]) {
		return v, 0, false
	}
	if how == after && !p.opensClause(i) {
		return v, 0, false // the length of something, and no day
	}
	rough := false
	for range 2 {
		if !p.at(j).is(about) {
			break
		}
		rough = true
		j++
	}
	n, j, ok := p.amount(j)
	if !ok {
		return v, 0, false
	}
	u := p.at(j)
	if p.at(j).is(century) {
		return v, 0, false
	}
	year := u.is(yearWord) && !u.has(plural)
	if !u.is(unit) && !year || u.joined {
		return v, 0, false
	}
	amount, kind := n, int(u.meaning.n)
	if year {
		kind = years
	}
	switch {
	case u.has(dual) && n == 0:
		amount = 2
	case n == 0 && !u.has(plural|definite):
		amount = 1
	case n == 0:
		return v, 0, false
	}
	end = j + 1
	if p.at(end).number() || n == 0 && year && p.at(end).number() || p.at(end).is(weekday) {
		return v, 0, false // «قبل عام 2020»
	}
	if p.at(end).is(about) && !latin(p.text[u.start]) { // «قبل عامين تقريبا»
		rough = true
		end++
	}
	if how == none {
		switch {
		case p.at(end).is(ago):
			how = before
		case p.at(end).is(later):
			how = after
		default:
			return v, 0, false
		}
		end++
	} else if p.at(end).is(from) {
		return v, 0, false // «قبل يومين من» something else
	}
	base, known := p.day, p.hasDay
	if how == after {
		amount = -amount
		base, known = p.last, p.lastToken > 0 && p.last.year != 0
		if kind <= weeks && p.last.day == 0 || p.last.month == 0 && kind != years {
			known = false
		}
	}
	if amount > 9000 || amount < -9000 || !known {
		return v, 0, false
	}
	v = p.move(base, kind, -amount, true)
	v.approx = v.approx || rough
	return v, end, true
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
		next := p.at(end)
		if p.at(end).isSign('-') {
			next = p.at(end + 1)
		}
		switch {
		case n >= 20 && n%10 == 0 && next.is(cardinal) && next.meaning.n < 10: // twenty-one
			n += int64(next.meaning.n)
			end = p.skipSign(end, '-') + 1
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
