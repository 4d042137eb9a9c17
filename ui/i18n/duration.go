package i18n

import "tarikh.org/tarikh/data/dates"

// Length returns the time from lo to hi (Unix seconds, half-open) in words, in
// its two largest units: "76 days, 14 hours", "2 years, 3 months". Months and
// years are those of the calendar, in UTC, and are not said of less than four
// months: "100 days" says more than "3 months, 8 days".
func (l *Locale) Length(lo, hi int64) string {
	const minute, hour, day = 60, 60 * 60, 24 * 60 * 60
	if hi <= lo {
		return l.TN("length.seconds", 0)
	}
	a, b := dates.CivilFromUnix(lo), dates.CivilFromUnix(hi)
	months := (b.Year-a.Year)*12 + int64(b.Month-a.Month)
	if sinceMonth(a) > sinceMonth(b) {
		months--
	}
	if months >= 4 {
		return wording{l}.lengths("length.years", months/12, "length.months", months%12, "length.days", wording{l}.rest(a, months, hi))
	}
	seconds := hi - lo
	return wording{l}.lengths("length.days", seconds/day, "length.hours", seconds%day/hour, "length.minutes", seconds%hour/minute, "length.seconds", seconds%minute)
}

// sinceMonth is how many seconds have passed since the month began.
func sinceMonth(c dates.Civil) int { return ((c.Day*24+c.Hour)*60+c.Minute)*60 + c.Second }

// rest is how many whole days are left of the time from a to hi after months.
func (l wording) rest(a dates.Civil, months, hi int64) int64 {
	k := a.Year*12 + int64(a.Month) - 1 + months
	year := k / 12
	if k%12 < 0 {
		year--
	}
	a.Year, a.Month = year, int(k-12*year)+1
	a.Day = min(a.Day, dates.DaysIn(a.Year, a.Month))
	return max(hi-a.Unix(), 0) / (24 * 60 * 60)
}

// lengths joins the first unit of which there is any with the next one, if
// there is any of that. Units are keys and numbers in turn, from the largest.
func (l wording) lengths(units ...any) string {
	for i := 0; i < len(units); i += 2 {
		n := units[i+1].(int64)
		if n == 0 {
			continue
		}
		first := l.TN(units[i].(string), int(n))
		if i+3 < len(units) && units[i+3].(int64) > 0 {
			return l.own("length.two", "more", first, "less", l.TN(units[i+2].(string), int(units[i+3].(int64))))
		}
		return first
	}
	return l.TN("length.seconds", 0)
}
