package dates

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDaysFromCivil(t *testing.T) {
	for _, c := range []struct {
		y    int64
		m, d int
		days int64
	}{
		{1970, 1, 1, 0},
		{1969, 12, 31, -1},
		{2000, 2, 29, 11_016},
		{2022, 2, 4, 19_027},
		{0, 3, 1, -719_468},
		{0, 1, 1, -719_528},
		{-1, 12, 31, -719_529},
		{-400, 3, 1, -865_565},
	} {
		if got := DaysFromCivil(c.y, c.m, c.d); got != c.days {
			t.Errorf("DaysFromCivil(%d, %d, %d) = %d, want %d", c.y, c.m, c.d, got, c.days)
		}
		if y, m, d := CivilFromDays(c.days); y != c.y || m != c.m || d != c.d {
			t.Errorf("CivilFromDays(%d) = %d, %d, %d", c.days, y, m, d)
		}
	}
}

func TestCalendarAgreesWithTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.Int64Range(-4_000_000, 4_000_000).Draw(t, "days")
		want := time.Unix(days*day, 0).UTC()
		y, m, d := CivilFromDays(days)
		if int(y) != want.Year() || m != int(want.Month()) || d != want.Day() {
			t.Errorf("CivilFromDays(%d) = %d-%d-%d, want %v", days, y, m, d, want)
		}
		if got := Weekday(days); got != int(want.Weekday()) {
			t.Errorf("Weekday(%d) = %d, want %v", days, got, want.Weekday())
		}
		if last := time.Date(want.Year(), want.Month()+1, 0, 0, 0, 0, 0, time.UTC); DaysIn(y, m) != last.Day() {
			t.Errorf("DaysIn(%d, %d) = %d, want %d", y, m, DaysIn(y, m), last.Day())
		}
	})
}

func TestEveryInt64HasCivilFields(t *testing.T) {
	seconds := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1e12, 1e12),
		rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, -1, 0, 1}))
	rapid.Check(t, func(t *rapid.T) {
		at := seconds.Draw(t, "seconds")
		c := CivilFromUnix(at)
		if c.Month < 1 || c.Month > 12 || c.Day < 1 || c.Day > DaysIn(c.Year, c.Month) ||
			c.Hour < 0 || c.Hour > 23 || c.Minute < 0 || c.Minute > 59 || c.Second < 0 || c.Second > 59 {
			t.Fatalf("CivilFromUnix(%d) = %+v", at, c)
		}
		if back := c.Unix(); back != at && c.Year < largestYear && c.Year > -largestYear {
			t.Errorf("%+v.Unix() = %d, want %d", c, back, at)
		}
		w := Weekday(floorDiv(at, day))
		if next := Weekday(floorDiv(at, day) + 1); w < 0 || w > 6 || next != (w+1)%7 {
			t.Errorf("weekday %d is followed by %d", w, next)
		}
	})
}

func TestYearsThatDoNotFitSaturate(t *testing.T) {
	for year, want := range map[int64]int64{
		math.MinInt64: OpenLo, -300_000_000_000: OpenLo, 300_000_000_000: OpenHi, math.MaxInt64: OpenHi,
	} {
		if got := (Civil{Year: year, Month: 1, Day: 1}).Unix(); got != want {
			t.Errorf("year %d: %d, want %d", year, got, want)
		}
	}
}

func TestLeapYears(t *testing.T) {
	for year, want := range map[int64]int{2020: 29, 2021: 28, 1900: 28, 2000: 29, 0: 29, -1: 28, -4: 29, -100: 28, -400: 29} {
		if got := DaysIn(year, 2); got != want {
			t.Errorf("February %d has %d days, want %d", year, got, want)
		}
	}
}
