package find

import "tarikh.org/tarikh/data/dates"

// on makes a value of a day that was counted.
func on(n int64) value {
	c := civilOf(n)
	return value{kind: KindRelative, note: NoteCounted, hasYear: true, year: c.year, month: c.month, day: c.day}
}

// fromToday counts n units from the text's own day. Where that is known to the
// month or year only, what counts days or months is no more exact.
func (p *parser) fromToday(u int, n int64, distant bool) (v value, ok bool) {
	const near = 7 // days that may be told by the month or year of the text
	switch {
	case p.grain == dates.PrecisionNone:
		return v, false
	case p.hasDay(), u >= years, u == months && p.grain == dates.PrecisionMonth:
		return p.move(p.day, u, n, distant), true
	case u == months && n == 0, u == days && n >= -near && n <= near, u == weeks && n >= -1 && n <= 1:
		return value{kind: KindRelative, note: NoteCounted, hasYear: true, year: p.day.year, month: p.day.month, vague: true}, true
	}
	return v, false
}

// move counts n units from a day. distant says that the units are a distance
// ("two weeks ago", about that day) and not the calendar's ("last week").
func (p *parser) move(base civil, u int, n int64, distant bool) value {
	v := value{kind: KindRelative, note: NoteCounted, hasYear: true, year: base.year}
	switch u {
	case days:
		return on(base.days() + n)
	case weeks:
		day := base.days() + 7*n
		if !distant {
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
		if !distant {
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
