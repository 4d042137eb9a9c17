package dates

import "testing"

func TestJalali(t *testing.T) {
	for _, c := range []struct {
		day  Jalali
		want string // of the Gregorian calendar; "" for no such day
	}{
		{Jalali{1304, 1, 1}, "1925-03-21"},
		{Jalali{1357, 11, 22}, "1979-02-11"},
		{Jalali{1399, 12, 30}, "2021-03-20"},
		{Jalali{1400, 1, 1}, "2021-03-21"},
		{Jalali{1400, 12, 30}, ""},
		{Jalali{1400, 7, 31}, ""},
		{Jalali{1400, 13, 1}, ""},
		{Jalali{1303, 1, 1}, ""},
		{Jalali{1501, 1, 1}, ""},
	} {
		n, ok := c.day.Days()
		got := ""
		if ok {
			y, m, d := CivilFromDays(n)
			got = Point{Year: y, Month: m, Day: d, Precision: PrecisionDay}.String()
		}
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%v is %q, want %q", c.day, got, c.want)
		}
	}
}
