package dates

import (
	"testing"
	"time"
)

func mustDate(t *testing.T, edtf string) Date {
	t.Helper()
	d, err := Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A date is on the axis where the clock of the zone has it, and by own clocks where its
// own has it; what has no instant stays.
func TestAxisShows(t *testing.T) {
	for _, c := range []struct{ name, zone, edtf, shown string }{
		{"own clocks", "", "2022-02-04T00:30+03:00", "2022-02-04T00:30+03:00"},
		{"not known", "Europe/Nowhere", "2022-02-04T00:30+03:00", "2022-02-04T00:30+03:00"},
		{"the day before", "America/New_York", "2022-02-04T00:30+03:00", "2022-02-03T16:30"},
		{"the day after", "Pacific/Auckland", "2022-02-03T23:30-05:00", "2022-02-04T17:30"},
		{"in summer", "Europe/Kyiv", "2022-07-04T10:00Z", "2022-07-04T13:00"},
		{"seconds", "Europe/Kyiv", "2022-02-04T10:00:05Z", "2022-02-04T12:00:05"},
		{"a day", "Europe/Kyiv", "2022-02-04", "2022-02-04"},
		{"no offset", "Europe/Kyiv", "2022-02-04T10:00", "2022-02-04T10:00"},
		{"an interval", "Europe/Kyiv", "2022-02-04T10:00Z/2022-02-04T12:00Z", "2022-02-04T12:00/2022-02-04T14:00"},
		{"one end", "Europe/Kyiv", "2022-02-04T23:00Z/2022-02-20", "2022-02-05T01:00/2022-02-20"},
		{"open", "Europe/Kyiv", "2022-02-04T23:00Z/..", "2022-02-05T01:00/.."},
		{"a set", "Europe/Kyiv", "[2022-02-04,2022-02-06]", "[2022-02-04,2022-02-06]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, d := AxisIn(c.zone), mustDate(t, c.edtf)
			want := mustDate(t, c.shown)
			if got := a.Shown(d); got != want {
				t.Errorf("shown as %s, want %s", got.EDTF, want.EDTF)
			}
			if lo, hi := a.Bounds(d); lo != want.Lo || hi != want.Hi {
				t.Errorf("at %d to %d, want %d to %d", lo, hi, want.Lo, want.Hi)
			}
		})
	}
}

// A range is never empty on the axis, whatever the clock does meanwhile.
func TestAxisAtChangesOfTheClock(t *testing.T) {
	for _, c := range []struct{ name, edtf, lo, hi string }{
		{"before the gap", "2022-03-27T00:59Z", "2022-03-27T01:59", "2022-03-27T02:00"},
		{"after the gap", "2022-03-27T01:00Z", "2022-03-27T03:00", "2022-03-27T03:01"},
		{"up to the gap", "2022-03-27T00:00Z/2022-03-27T01:00Z", "2022-03-27T01:00", "2022-03-27T02:00"},
		{"the clock shows the end as the start", "2022-10-30T00:30Z/2022-10-30T01:30Z", "2022-10-30T02:30", "2022-10-30T03:30"},
		{"the clock shows the end before the start", "2022-10-30T00:50Z/2022-10-30T01:10Z", "2022-10-30T02:50", "2022-10-30T03:10"},
		{"an end by its own clock", "2022-02-04T10:00-11:00/2022-02-04", "2022-02-04T22:00", "2022-02-05T00:00"},
		{"an end that is over by then", "2022-02-04T12:30-11:00/2022-02-04", "2022-02-05T00:30", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			lo, hi := AxisIn("Europe/Berlin").Bounds(mustDate(t, c.edtf))
			wantLo := mustDate(t, c.lo).Lo
			wantHi := wantLo + 1
			if c.hi != "" {
				wantHi = mustDate(t, c.hi).Lo
			}
			if lo != wantLo || hi != wantHi {
				t.Errorf("at %+v to %+v", CivilFromUnix(lo), CivilFromUnix(hi))
			}
		})
	}
}

func TestAxisMade(t *testing.T) {
	for _, c := range []struct {
		zone, shown, made string
		zoned             bool
	}{
		{"", "2022-02-04T10:00", "2022-02-04T10:00", false},
		{"Europe/Kyiv", "2022-02-04T10:00", "2022-02-04T10:00+02:00", true},
		{"Europe/Kyiv", "2022-07-04T10:00/2022-07-04T12:00", "2022-07-04T10:00+03:00/2022-07-04T12:00+03:00", true},
		{"Europe/Kyiv", "2022-07-04", "2022-07-04", false},
		{"Europe/Berlin", "2022-10-30T02:30", "2022-10-30T02:30+02:00", true},
	} {
		if made, zoned := AxisIn(c.zone).Made(mustDate(t, c.shown)); made.EDTF != c.made || zoned != c.zoned {
			t.Errorf("%s in %q: %s, %v", c.shown, c.zone, made.EDTF, zoned)
		}
	}
}

// What is dragged stays at the time that the axis shows, by the event's own clock and at
// the offset that this has by then.
func TestAxisSettled(t *testing.T) {
	for _, c := range []struct{ name, axis, zone, was, shown, want string }{
		{"into summer time", "", "Europe/Kyiv", "2022-02-04T20:00+02:00", "2022-07-04T20:00+02:00", "2022-07-04T20:00+03:00"},
		{"an offset without a zone", "", "", "2022-02-04T20:00+02:00", "2022-07-04T20:00+02:00", "2022-07-04T20:00+02:00"},
		{"an offset that is not the zone's", "", "Europe/Kyiv", "2022-02-04T20:00+05:00", "2022-07-04T20:00+05:00", "2022-07-04T20:00+05:00"},
		{"no offset", "", "Europe/Kyiv", "2022-02-04T20:00", "2022-07-04T20:00", "2022-07-04T20:00"},
		{"a day", "", "Europe/Kyiv", "2022-02-04", "2022-07-04", "2022-07-04"},
		{"the end alone", "", "Europe/Kyiv", "2022-02-04T20:00+02:00/2022-02-05T20:00+02:00", "2022-02-04T20:00+02:00/2022-07-05T20:00+02:00", "2022-02-04T20:00+02:00/2022-07-05T20:00+03:00"},
		{"into the gap", "", "Europe/Berlin", "2022-03-26T02:30+01:00", "2022-03-27T02:30+01:00", "2022-03-27T02:30+01:00"},
		{"the first of two", "", "Europe/Berlin", "2022-10-29T02:30+02:00", "2022-10-30T02:30+02:00", "2022-10-30T02:30+02:00"},
		{"the second of two", "", "Europe/Berlin", "2022-10-31T02:30+01:00", "2022-10-30T02:30+01:00", "2022-10-30T02:30+01:00"},
		{"on another axis", "Europe/Berlin", "Asia/Shanghai", "2022-02-04T20:00+08:00", "2022-02-04T14:00", "2022-02-04T21:00+08:00"},
		{"on another axis, into its summer", "Europe/Berlin", "Asia/Shanghai", "2022-02-04T20:00+08:00", "2022-07-04T13:00", "2022-07-04T19:00+08:00"},
		{"on another axis, both into summer", "America/New_York", "Europe/Kyiv", "2022-02-04T20:00+02:00", "2022-07-04T13:00", "2022-07-04T20:00+03:00"},
		{"an offset on another axis", "Europe/Berlin", "", "2022-02-04T20:00+08:00", "2022-02-05T13:00", "2022-02-05T20:00+08:00"},
		{"over midnight", "Pacific/Auckland", "", "2022-02-03T23:30-05:00", "2022-02-05T17:30", "2022-02-04T23:30-05:00"},
		{"one end with an offset", "Europe/Kyiv", "", "2022-02-04T20:00+08:00/2022-02-20", "2022-02-05T14:00/2022-02-21", "2022-02-05T20:00+08:00/2022-02-21"},
		{"drawn out", "Europe/Kyiv", "Asia/Shanghai", "2022-02-04T20:00+08:00", "2022-02-04T14:00/2022-02-05T14:00", "2022-02-04T20:00+08:00/2022-02-05T20:00+08:00"},
		{"the axis shows the second of two", "Europe/Berlin", "", "2022-10-30T03:30+02:00", "2022-10-30T02:30", "2022-10-30T03:30+02:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := AxisIn(c.axis)
			got := a.Settled(mustDate(t, c.was), mustDate(t, c.shown), c.zone)
			if got.EDTF != c.want {
				t.Errorf("%s, want %s", got.EDTF, c.want)
			}
		})
	}
	// What is not moved stays.
	for _, zone := range []string{"", "Europe/Berlin", "Pacific/Auckland"} {
		for _, edtf := range []string{"2022-02-04T20:00+08:00", "2022-10-30T02:30+01:00", "2022-10-30T02:30+02:00", "2022-02-04T20:00:05Z/.."} {
			a, d := AxisIn(zone), mustDate(t, edtf)
			if got := a.Settled(d, a.Shown(d), "Europe/Berlin"); got != d {
				t.Errorf("%s on %q becomes %s", edtf, zone, got.EDTF)
			}
		}
	}
}

func TestAxisNow(t *testing.T) {
	at := time.Date(2022, 2, 4, 23, 0, 0, 0, time.FixedZone("", -5*hour))
	for zone, want := range map[string]string{"": "2022-02-04T23:00", "Asia/Tokyo": "2022-02-05T13:00"} {
		a := AxisIn(zone)
		if got := CivilFromUnix(a.Now(at)); got != CivilFromUnix(mustDate(t, want).Lo) {
			t.Errorf("%q: %+v", zone, got)
		}
		if got := a.Day(at); got.Day != CivilFromUnix(mustDate(t, want).Lo).Day {
			t.Errorf("%q: day %d", zone, got.Day)
		}
	}
}

func TestAxisRules(t *testing.T) {
	seen := map[string]bool{}
	for _, zone := range []string{"", "Europe/Berlin", "Europe/Vienna", "Asia/Tokyo"} {
		rules := AxisIn(zone).Rules()
		if seen[rules] || rules != AxisIn(zone).Rules() || (rules == "") != (zone == "") {
			t.Errorf("%q: %q", zone, rules)
		}
		seen[rules] = true
	}
}
