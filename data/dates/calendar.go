package dates

// The range of years that dates may name: a little more than the age of the
// universe on either side. Their seconds fill a twentieth of an int64, so that
// views may add and double bounds of dates without overflow.
const (
	MinYear int64 = -13_800_000_000
	MaxYear int64 = 13_800_000_000
)

const (
	daysPerEra  = 146_097 // 400 Gregorian years
	daysToMarch = 719_468 // from 0000-03-01 to 1970-01-01
)

// DaysFromCivil returns the days from 1970-01-01 to a day of the proleptic
// Gregorian calendar. Year 0 is 1 BCE; m is 1 to 12; d may lie outside its month
// and then counts on from it. It doesn't overflow for years within ±10^16.
//
// Years are counted from March, so that the leap day is a year's last day
// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
func DaysFromCivil(y int64, m, d int) int64 {
	if m <= 2 {
		y--
		m += 12
	}
	era := floorDiv(y, 400)
	yearOfEra := y - era*400
	dayOfYear := int64(153*(m-3)+2)/5 + int64(d) - 1
	return era*daysPerEra + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - daysToMarch
}

// CivilFromDays is the inverse of DaysFromCivil. It doesn't overflow for the
// days of any instant that fits an int64 of seconds.
func CivilFromDays(days int64) (y int64, m, d int) {
	days += daysToMarch
	era := floorDiv(days, daysPerEra)
	dayOfEra := days - era*daysPerEra
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36_524 - dayOfEra/146_096) / 365
	dayOfYear := int(dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100))
	m = (5*dayOfYear + 2) / 153
	d = dayOfYear - (153*m+2)/5 + 1
	m += 3
	y = yearOfEra + era*400
	if m > 12 {
		m -= 12
		y++
	}
	return y, m, d
}

// Weekday returns the day of the week of a day counted from 1970-01-01:
// 0 for Sunday to 6 for Saturday.
func Weekday(days int64) int {
	return int((days%7 + 4 + 7) % 7)
}

// DaysIn returns the number of days of month m (1 to 12) of year y.
func DaysIn(y int64, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if leap(y) {
			return 29
		}
		return 28
	}
	return 31
}

func leap(y int64) bool {
	return y%4 == 0 && (y%100 != 0 || y%400 == 0)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
