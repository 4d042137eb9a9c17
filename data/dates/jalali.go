package dates

// Jalali is a day of the solar calendar of Iran.
type Jalali struct {
	Year       int64
	Month, Day int // from 1
}

// The years in which the leap years follow the rule of 33 years: those since the
// calendar became the official one, and ahead to where the rule and the equinox
// part.
const (
	firstJalali = 1304
	lastJalali  = 1500
)

// JalaliYear reports whether the days of a year are known.
func JalaliYear(year int64) bool { return year >= firstJalali && year <= lastJalali }

// Days returns the days from 1970-01-01 to the day; ok is false if there is no such
// day or its year is not known. 1 Farvardin 1304 was 21 March 1925.
func (j Jalali) Days() (n int64, ok bool) {
	if !JalaliYear(j.Year) || j.Month < 1 || j.Month > 12 || j.Day < 1 || j.Day > jalaliLength(j.Year, j.Month) {
		return 0, false
	}
	n = DaysFromCivil(1925, 3, 21)
	for y := int64(firstJalali); y < j.Year; y++ {
		n += 365
		if jalaliLeap(y) {
			n++
		}
	}
	for m := 1; m < j.Month; m++ {
		n += int64(jalaliLength(j.Year, m))
	}
	return n + int64(j.Day) - 1, true
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
