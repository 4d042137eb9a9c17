package scene

import "tarikh.org/tarikh/data/dates"

// division is the calendar's unit that ticks are counted in.
type division uint8

const (
	clockwork division = iota // seconds, any number that divides a day
	days                      // of the month, starting again with each month
	months
	years
	hijriDays // of the Islamic calendar, like the others
	hijriMonths
	hijriYears
)

// unit is a distance between ticks: n seconds, days, months or years. Ticks are
// numbered; their times never decrease with the number.
type unit struct {
	division division
	n        int64
	parent   int // index into units of the unit in the lower row; -1 for none
}

// makeUnits returns the table of ticks, from a second to ten billion years.
func makeUnits() []unit {
	var all []unit
	for _, n := range []int64{1, 5, 15, 30, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600} {
		all = append(all, unit{clockwork, n, 0})
	}
	day := len(all)
	all = append(all, unit{days, 1, 0}, unit{days, 2, 0}, unit{days, 7, 0})
	month := len(all)
	all = append(all, unit{months, 1, 0}, unit{months, 3, 0}, unit{months, 6, 0})
	for ten := int64(1); ten <= 10_000_000_000; ten *= 10 {
		all = append(all, unit{years, ten, 0}, unit{years, 2 * ten, 0}, unit{years, 5 * ten, 0})
	}
	year := month + 3
	for i := range all {
		switch u := &all[i]; {
		case u.division == clockwork:
			u.parent = day
		case u.division == days:
			u.parent = month
		case u.division == months:
			u.parent = year
		default: // decades, centuries and so on; beyond the last there is nothing
			if u.parent = year + (i-year)/3*3 + 3; u.parent >= len(all) {
				u.parent = -1
			}
		}
	}
	return all
}

// longestHijri is the most years between ticks of the Islamic calendar, of which there are
// a power of ten.
const longestHijri = 1000

// makeHijriUnits returns the ticks of the Islamic calendar, from a day to a thousand
// years; their places in a table are from first on.
func makeHijriUnits(first int) []unit {
	all := []unit{{hijriDays, 1, first + 3}, {hijriDays, 2, first + 3}, {hijriDays, 7, first + 3}, {hijriMonths, 1, first + 6}, {hijriMonths, 3, first + 6}, {hijriMonths, 6, first + 6}}
	for ten := int64(1); ten <= longestHijri; ten *= 10 {
		parent := first + len(all) + 3
		if ten == longestHijri {
			parent = -1
		}
		all = append(all, unit{hijriYears, ten, parent})
		if parent >= 0 {
			all = append(all, unit{hijriYears, 2 * ten, parent}, unit{hijriYears, 5 * ten, parent})
		}
	}
	return all
}

const secondsPerDay = 86_400

// least is the shortest distance between two of its ticks, in seconds.
func (u unit) least() float64 {
	n := float64(u.n)
	switch u.division {
	case clockwork:
		return n
	case months, hijriMonths:
		return n * 28 * secondsPerDay
	case hijriYears:
		return n * 353 * secondsPerDay
	case years:
		return n * 365 * secondsPerDay
	}
	return n * secondsPerDay
}

// before returns the number of the last tick at or before t.
func (u unit) before(t int64) int64 {
	switch u.division {
	case hijriDays, hijriMonths, hijriYears:
		return u.beforeHijri(t)
	case clockwork:
		return floorDiv(t, u.n)
	case days:
		c := dates.CivilFromUnix(t)
		return (c.Year*12+int64(c.Month)-1)*u.slots() + min(int64(c.Day-1)/u.n, u.slots()-1)
	case months:
		c := dates.CivilFromUnix(t)
		return floorDiv(c.Year*12+int64(c.Month)-1, u.n)
	}
	y := dates.CivilFromUnix(t).Year
	switch {
	case u.n == 1:
		return y
	case y >= 1:
		return y / u.n
	}
	return floorDiv(y-1, u.n)
}

// slots is the number of ticks a month has; those beyond its last day fall on
// the next month's first.
func (u unit) slots() int64 {
	switch {
	case u.n == 1 && u.division == hijriDays:
		return 30
	case u.n == 1:
		return 31
	case u.n == 2:
		return 15 // the 1st, 3rd, ... 29th: not the 31st, next to the 1st
	}
	return 4 // the 1st, 8th, 15th and 22nd
}

// civil returns the calendar date and time of tick k. Ticks of several years
// are at round years as people count them: 100 BCE, 1 CE, 100 CE.
func (u unit) civil(k int64) dates.Civil {
	switch u.division {
	case clockwork:
		return dates.CivilFromUnix(k * u.n)
	case days:
		month := floorDiv(k, u.slots())
		day := 1 + (k-month*u.slots())*u.n
		y, m := floorDiv(month, 12), int(month-floorDiv(month, 12)*12)+1
		if day > int64(dates.DaysIn(y, m)) {
			return unit{months, 1, 0}.civil(month + 1)
		}
		return dates.Civil{Year: y, Month: m, Day: int(day)}
	case months:
		month := k * u.n
		y := floorDiv(month, 12)
		return dates.Civil{Year: y, Month: int(month-y*12) + 1, Day: 1}
	}
	y := k * u.n
	switch {
	case u.n > 1 && k == 0:
		y = 1
	case u.n > 1 && k < 0:
		y++
	}
	return dates.Civil{Year: y, Month: 1, Day: 1}
}

// at returns the instant of tick k.
func (u unit) at(k int64) int64 {
	if u.division >= hijriDays {
		return u.atHijri(k)
	}
	return u.civil(k).Unix()
}

// label returns the words for tick k; long ones say more where there is room.
func (u unit) label(l Locale, k int64, long bool) string {
	if u.division >= hijriDays {
		return u.hijriLabel(l, k, long)
	}
	c := u.civil(k)
	switch u.division {
	case clockwork:
		return l.Clock(c.Hour, c.Minute, c.Second, u.n < 60)
	case days:
		if long {
			return l.Weekday(dates.Weekday(dates.DaysFromCivil(c.Year, c.Month, c.Day))) + " " + l.Number(int64(c.Day))
		}
		return l.Number(int64(c.Day))
	case months:
		if long {
			return l.Month(c.Month)
		}
		return l.MonthShort(c.Month)
	}
	return l.YearTick(c.Year, u.n)
}

// name returns the words for the time from tick k on; long ones of a day name its year.
func (u unit) name(l Locale, k int64, long bool) string {
	if u.division >= hijriDays {
		return u.hijriName(l, k)
	}
	c := u.civil(k)
	switch u.division {
	case days:
		name := l.Weekday(dates.Weekday(dates.DaysFromCivil(c.Year, c.Month, c.Day))) + " " + l.Number(int64(c.Day)) + " " + l.MonthShort(c.Month)
		if long {
			name += " " + l.Year(c.Year)
		}
		return name
	case months:
		return l.MonthYear(c.Year, c.Month)
	}
	switch {
	case u.n == 1:
		return l.Year(c.Year)
	case u.n <= 1000:
		return l.Span(c.Year, u.n)
	}
	return l.YearTick(c.Year, u.n) + " \u2013 " + l.YearTick(u.civil(k+1).Year, u.n)
}
