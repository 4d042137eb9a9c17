package form

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

// Moment is a date as a file has it in parts, of which the first that is not said ends
// it: a date is never more precise than its file.
type Moment struct {
	Year   int64 // astronomical: 0 is 1 BCE
	Month  int   // 0: not said
	Day    int   // 0: not said
	Clock  Clock
	Offset string // "+08:00", "Z"; "" if it is not known
}

// Clock is a time of day.
type Clock struct {
	Said                 bool
	Hour, Minute, Second int
	Seconds              bool // Second is said
}

// EDTF is the moment as EDTF; it may be no date (month 13), which dates.Parse finds.
func (m Moment) EDTF() string {
	var b strings.Builder
	b.WriteString(Year(m.Year))
	if m.Month == 0 {
		return b.String()
	}
	fmt.Fprintf(&b, "-%02d", m.Month)
	if m.Day == 0 {
		return b.String()
	}
	fmt.Fprintf(&b, "-%02d", m.Day)
	if !m.Clock.Said {
		return b.String()
	}
	fmt.Fprintf(&b, "T%02d:%02d", m.Clock.Hour, m.Clock.Minute)
	if m.Clock.Seconds {
		fmt.Fprintf(&b, ":%02d", m.Clock.Second)
	}
	return b.String() + m.Offset
}

// Year is an astronomical year as EDTF.
func Year(y int64) string {
	switch {
	case y > 9999 || y < -9999:
		return "Y" + strconv.FormatInt(y, 10)
	case y < 0:
		return fmt.Sprintf("-%04d", -y)
	}
	return fmt.Sprintf("%04d", y)
}

// Historical is the astronomical year of one that is counted without a year 0: -44 is
// 44 BCE.
func Historical(y int64) int64 {
	if y < 0 {
		return y + 1
	}
	return y
}

// DayOnly is a moment without its time of day.
func (m Moment) DayOnly() Moment { m.Clock, m.Offset = Clock{}, ""; return m }

// MomentOf is a time to the second with its offset.
func MomentOf(t time.Time) Moment {
	return Moment{
		Year: int64(t.Year()), Month: int(t.Month()), Day: t.Day(), Offset: t.Format("Z07:00"),
		Clock: Clock{Said: true, Hour: t.Hour(), Minute: t.Minute(), Second: t.Second(), Seconds: true},
	}
}

// Eve is the last day before a day, for formats whose spans end with the day after.
func (m Moment) Eve() Moment {
	y, month, day := dates.CivilFromDays(dates.DaysFromCivil(m.Year, max(m.Month, 1), max(m.Day, 1)) - 1)
	return Moment{Year: y, Month: month, Day: day}
}

// Span is the date from one EDTF text to another, of which the last unit counts whole;
// it is the first alone where both are the same.
func Span(from, to string) (dates.Date, error) {
	if from == to {
		return dates.Parse(from)
	}
	return dates.Parse(from + "/" + to)
}

// Human reads a date as people write it in a field, and says whether there is exactly
// one way to.
func Human(text string, today dates.Civil) (dates.Date, bool) {
	readings, err := find.Field(Line(text), find.Preferences{Today: today})
	if err != nil || len(readings) != 1 {
		return dates.Date{}, false
	}
	return readings[0].Date, true
}
