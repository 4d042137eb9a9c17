package find

import "tarikh.org/tarikh/data/dates"

// share completes each side of a range from the other, and reports whether they
// can be a range.
func share(a, b *value, between *token) bool {
	if (a.lone() || b.lone()) && !explain(a, b, between) {
		return false
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
	switch {
	case !b.lone():
		return explainFirst(a, b)
	case a.lone() || !a.hasYear || fine(a) || a.span != 0 || a.bce:
		return false
	}
	return explainYear(a, b, between)
}

// lone reports a number of which it is not known whether it is a day or a year.
func (v *value) lone() bool { return v.bare && !v.hasYear }

// explainFirst says what the lone number a is by the value b behind it.
func explainFirst(a, b *value) bool {
	switch {
	case b.day != 0 && b.month != 0: // 4–20 February
		if a.day == 0 || a.day >= b.day {
			return false
		}
		a.month, a.year, a.hasYear, a.cal, a.bare, a.direction, a.bce = b.month, b.year, b.hasYear, b.cal, false, b.direction, b.bce
		a.pivot = b.pivot
		return true
	case b.span >= 100: // 19th–20th century
		a.year, a.hasYear, a.span, a.bce, a.bare, a.day, a.kind, a.cal = (a.year-1)*b.span, true, b.span, b.bce, false, 0, b.kind, b.cal
		return a.year >= 0
	case b.hasYear && !fine(b) && (b.bce || b.ce || b.cal != gregorian): // 44–40 BC
		a.hasYear, a.bare, a.day, a.cal = true, false, 0, b.cal
		a.bce = b.bce
		return a.year > 0
	}
	return false
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
	sharePlace(a, b)
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
