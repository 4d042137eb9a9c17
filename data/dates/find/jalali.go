package find

import "tarikh.org/tarikh/data/dates"

// The years of the solar calendar of Iran in which its leap years follow the rule
// of 33 years: those since the calendar became the official one, and ahead to
// where the rule and the equinox part.
const (
	firstJalali = 1304
	lastJalali  = 1500
)

// jalaliDays returns the days from 1970-01-01 to a day of the Jalali calendar; ok
// is false if there is no such day. 1 Farvardin 1304 was 21 March 1925.
func jalaliDays(year int64, month, day int) (n int64, ok bool) {
	if year < firstJalali || year > lastJalali || month < 1 || month > 12 || day < 1 || day > jalaliLength(year, month) {
		return 0, false
	}
	n = dates.DaysFromCivil(1925, 3, 21)
	for y := int64(firstJalali); y < year; y++ {
		n += 365
		if jalaliLeap(y) {
			n++
		}
	}
	for m := 1; m < month; m++ {
		n += int64(jalaliLength(year, m))
	}
	return n + int64(day) - 1, true
}

func jalaliLeap(year int64) bool { return (25*year+11)%33 < 8 }

func jalaliLength(year int64, month int) int {
	switch {
	case month <= 6:
		return 31
	case month < 12 || jalaliLeap(year):
		return 30
	}
	return 29
}
