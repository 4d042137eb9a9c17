package dates

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// daysOf counts the days from 1970-01-01, independently of calendar.go.
func daysOf(t testing.TB, date string) int64 {
	t.Helper()
	return utc(t, date+"T00:00:00Z") / day
}

func TestHijriAnchors(t *testing.T) {
	for _, c := range []struct {
		what    string
		h       Hijri
		date    string
		certain bool
	}{
		{"start of the table", Hijri{1356, 1, 1}, "1937-03-14", true},
		{"King Abdulaziz dies", Hijri{1373, 3, 2}, "1953-11-09", true},
		{"King Faisal is killed", Hijri{1395, 3, 13}, "1975-03-25", true},
		{"the Grand Mosque is seized", Hijri{1400, 1, 1}, "1979-11-20", true},
		{"Fahd becomes king", Hijri{1402, 8, 21}, "1982-06-13", true},
		{"Iraq invades Kuwait", Hijri{1411, 1, 11}, "1990-08-02", true},
		{"Basic Law of Saudi Arabia", Hijri{1412, 8, 27}, "1992-03-01", true},
		{"Abdullah becomes king", Hijri{1426, 6, 26}, "2005-08-01", true},
		{"Salman becomes king", Hijri{1436, 4, 3}, "2015-01-23", true},
		{"start of Ramadan", Hijri{1442, 9, 1}, "2021-04-13", true},
		{"new year by Umm al-Qura (by sight of the moon a day later)", Hijri{1443, 1, 1}, "2021-08-09", true},
		{"Olympic opening in Beijing", Hijri{1443, 7, 3}, "2022-02-04", true},
		{"start of Ramadan", Hijri{1444, 9, 1}, "2023-03-23", true},
		{"feast of the sacrifice", Hijri{1445, 12, 10}, "2024-06-16", true},
		{"start of Ramadan", Hijri{1446, 9, 1}, "2025-03-01", true},
		{"end of the table", Hijri{1500, 12, 30}, "2077-11-16", true},

		{"epoch, 16 July 622 in the Julian calendar", Hijri{1, 1, 1}, "0622-07-19", false},
		{"fall of Baghdad, 10 February 1258 in the Julian calendar", Hijri{656, 2, 4}, "1258-02-17", false},
		{"fall of Constantinople, 29 May 1453 in the Julian calendar", Hijri{857, 5, 20}, "1453-06-07", false},
	} {
		days, certain, ok := c.h.Days()
		if want := daysOf(t, c.date); days != want || certain != c.certain || !ok {
			t.Errorf("%s: %v is %s (%v, %v), want %s (%v)", c.what, c.h, time.Unix(days*day, 0).UTC().Format(time.DateOnly), certain, ok, c.date, c.certain)
		}
	}
}

func TestHijriMonthsFollowEachOther(t *testing.T) {
	next, _, _ := Hijri{FirstUmmAlQura, 1, 1}.Days()
	for year := FirstUmmAlQura; year <= LastUmmAlQura; year++ {
		for month := 1; month <= 12; month++ {
			h := Hijri{year, month, 1}
			if days, certain, ok := h.Days(); days != next || !certain || !ok {
				t.Fatalf("%v is day %d, %v, %v; want %d", h, days, certain, ok, next)
			}
			next += int64(h.length())
			if drift := next - (Hijri{year, month, h.length()}).tabular(); drift < -1 || drift > 2 {
				t.Errorf("the end of %v is %d days from the tabular calendar's", h, drift)
			}
		}
	}
}

func TestTabularMonthsFollowEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := Hijri{rapid.Int64Range(1, 9_000_000_000).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), 1}
		next := Hijri{h.Year, h.Month + 1, 1}
		if h.Month == 12 {
			next = Hijri{h.Year + 1, 1, 1}
		}
		if got := next.tabular() - h.tabular(); got != int64(tabularLength(h.Year, h.Month)) {
			t.Errorf("%v has %d days, want %d", h, got, tabularLength(h.Year, h.Month))
		}
	})
}

func TestNoSuchHijriDay(t *testing.T) {
	for _, h := range []Hijri{{0, 1, 1}, {-5, 1, 1}, {1443, 0, 1}, {1443, 13, 1}, {1443, 1, 0}, {1443, 2, 30}, {1364, 8, 29}, {2, 12, 31}, {1, 12, 30}, {700, 1, 31}} {
		if days, _, ok := h.Days(); ok {
			t.Errorf("%v is day %d", h, days)
		}
	}
}

func TestHijriOf(t *testing.T) {
	for _, c := range []struct {
		date    string
		h       Hijri
		certain bool
	}{
		{"2023-07-19", Hijri{1445, 1, 1}, true},
		{"2023-07-18", Hijri{1444, 12, 30}, true},
		{"2022-02-04", Hijri{1443, 7, 3}, true},
		{"1979-11-20", Hijri{1400, 1, 1}, true},
		{"1937-03-14", Hijri{1356, 1, 1}, true},
		{"2077-11-16", Hijri{1500, 12, 30}, true},
		{"2077-11-17", Hijri{1501, 1, 1}, false},
		{"1258-02-17", Hijri{656, 2, 4}, false},
		{"0622-07-19", Hijri{1, 1, 1}, false},
	} {
		if h, certain, ok := HijriOf(daysOf(t, c.date)); h != c.h || certain != c.certain || !ok {
			t.Errorf("%s is %v, certain %v, want %v, %v", c.date, h, certain, c.h, c.certain)
		}
	}
	if h, _, ok := HijriOf(daysOf(t, "0622-07-18")); ok {
		t.Errorf("the day before the Hijra is %v", h)
	}
}

// Every day of sixteen centuries has a name of its own, and the names follow each other.
func TestHijriDaysFollowEachOther(t *testing.T) {
	var last Hijri
	for days := int64(hijraStart); days < hijraStart+1600*355; days++ {
		h, certain, ok := HijriOf(days)
		if !ok || h.Year < last.Year || h == last {
			t.Fatalf("day %d is %v after %v", days, h, last)
		}
		if h.Day != last.Day+1 && h.Day != 1 {
			t.Fatalf("%v follows %v", h, last)
		}
		back, sure, valid := h.Days()
		if seam := h.Month == 12 && (h.Year == FirstUmmAlQura-1 || h.Year == LastUmmAlQura) && h.Day > 29 || h.Year == LastUmmAlQura+1; !seam && (back != days || sure != certain || !valid) {
			t.Fatalf("day %d is %v, which is day %d", days, h, back)
		}
		last = h
	}
}

func TestHijriOfFarDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := Hijri{rapid.Int64Range(1502, 9_000_000_000).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 29).Draw(t, "day")}
		days, _, _ := h.Days()
		if got, _, _ := HijriOf(days); got != h {
			t.Errorf("%v is day %d, which is %v", h, days, got)
		}
	})
}
