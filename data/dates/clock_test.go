package dates

import "testing"

// An offset says which instant it is; what has none has its own clock only.
func TestInstants(t *testing.T) {
	for _, c := range []struct {
		name, edtf, lo, hi string // "" where the text does not say
	}{
		{"Beijing", "2022-02-04T20:00:00+08:00", "2022-02-04T12:00:00Z", "2022-02-04T12:00:01Z"},
		{"a minute", "2022-02-04T00:30+03:00", "2022-02-03T21:30:00Z", "2022-02-03T21:31:00Z"},
		{"UTC", "2022-02-04T00:30Z", "2022-02-04T00:30:00Z", "2022-02-04T00:31:00Z"},
		{"no offset", "2022-02-04T00:30", "", ""},
		{"a day", "2022-02-04", "", ""},
		{"an interval", "2020-01-23T10:00:00+08:00/2020-04-08T00:00:00+08:00", "2020-01-23T02:00:00Z", "2020-04-07T16:00:00Z"},
		{"across offsets", "2022-02-04T20:00+08:00/2022-02-04T12:30Z", "2022-02-04T12:00:00Z", "2022-02-04T12:30:00Z"},
		{"one end", "2022-02-04T20:00+08:00/2022-02-20", "2022-02-04T12:00:00Z", ""},
		{"no end", "2020-01-01T00:00:00+01:00/..", "2019-12-31T23:00:00Z", ""},
		{"no beginning", "../2020-01-01T00:00:00+01:00", "", "2019-12-31T23:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(c.edtf)
			if err != nil {
				t.Fatal(err)
			}
			lo, hi := d.Instants()
			for _, end := range []struct {
				got  Instant
				own  int64
				want string
			}{{lo, d.Lo, c.lo}, {hi, d.Hi, c.hi}} {
				want := Instant{Unix: end.own}
				if end.want != "" {
					want = Instant{utc(t, end.want), true}
				}
				if end.got != want {
					t.Errorf("got %v, want %v", end.got, want)
				}
			}
		})
	}
}
