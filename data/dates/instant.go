package dates

import "time"

const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
)

// largestYear is a year whose every second fits an int64, with room for a day.
const largestYear = 292_277_000_000

// Civil is a second of the proleptic Gregorian calendar in UTC.
type Civil struct {
	Year                 int64 // astronomical: 0 is 1 BCE
	Month, Day           int   // from 1
	Hour, Minute, Second int
}

// DayOf returns the day of a time in its own zone.
func DayOf(t time.Time) Civil {
	return Civil{Year: int64(t.Year()), Month: int(t.Month()), Day: t.Day()}
}

// CivilFromUnix returns the calendar fields of an instant in Unix seconds. Any
// int64 will do; for the time at an offset, add its seconds first.
func CivilFromUnix(t int64) Civil {
	days := floorDiv(t, day)
	rest := int(t - days*day)
	y, m, d := CivilFromDays(days)
	return Civil{Year: y, Month: m, Day: d, Hour: rest / hour, Minute: rest / minute % 60, Second: rest % 60}
}

// Unix returns the instant in Unix seconds. Fields below the month may lie
// outside their usual range and then count on. Years that don't fit give OpenLo
// or OpenHi.
func (c Civil) Unix() int64 {
	switch {
	case c.Year < -largestYear:
		return OpenLo
	case c.Year > largestYear:
		return OpenHi
	}
	return DaysFromCivil(c.Year, c.Month, c.Day)*day + int64(c.Hour)*hour + int64(c.Minute)*minute + int64(c.Second)
}
