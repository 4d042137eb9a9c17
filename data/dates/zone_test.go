package dates

import (
	"errors"
	"slices"
	"testing"
)

func TestIn(t *testing.T) {
	for _, c := range []struct {
		name, edtf, zone string
		want             []string
	}{
		{"Beijing", "2022-02-04T10:00", "Asia/Shanghai", []string{"2022-02-04T10:00+08:00"}},
		{"Kyiv in winter", "2022-02-04T20:00", "Europe/Kyiv", []string{"2022-02-04T20:00+02:00"}},
		{"Kyiv in summer", "2022-07-04T20:00:30", "Europe/Kyiv", []string{"2022-07-04T20:00:30+03:00"}},
		{"the hour that is left out", "2022-03-27T02:30", "Europe/Berlin", []string{"2022-03-27T02:30+01:00"}},
		{"the hour before it", "2022-03-27T01:59", "Europe/Berlin", []string{"2022-03-27T01:59+01:00"}},
		{"the hour after it", "2022-03-27T03:00", "Europe/Berlin", []string{"2022-03-27T03:00+02:00"}},
		{"the hour that is twice", "2022-10-30T02:30", "Europe/Berlin", []string{"2022-10-30T02:30+02:00", "2022-10-30T02:30+01:00"}},
		{"an offset that is given", "2022-02-04T20:00+05:00", "Europe/Kyiv", []string{"2022-02-04T20:00+05:00"}},
		{"across summer time", "2022-03-01T10:00/2022-04-01T00:00", "America/New_York", []string{"2022-03-01T10:00-05:00/2022-04-01T00:00-04:00"}},
		{"one end", "2022-03-01T10:00/..", "America/New_York", []string{"2022-03-01T10:00-05:00/.."}},
		{"a day", "2022-02-04", "Asia/Shanghai", []string{"2022-02-04"}},
		{"a set", "[2022-02-04,2023]", "Asia/Shanghai", []string{"[2022-02-04,2023]"}},
		{"before zones", "1850-02-04T10:00", "Europe/Kyiv", []string{"1850-02-04T10:00"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(c.edtf)
			if err != nil {
				t.Fatal(err)
			}
			in, err := d.In(c.zone)
			var got []string
			for _, d := range in {
				got = append(got, d.EDTF)
			}
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
	for _, zone := range []string{"Europe/Nowhere", "europe/kyiv", "Local", "../etc/passwd", ""} {
		_, err := Date{}.In(zone)
		if bad, ok := errors.AsType[*SyntaxError](err); !ok || bad.Fault != FaultZone {
			t.Errorf("%q: %v", zone, err)
		}
	}
}

func TestCutZone(t *testing.T) {
	for _, c := range []struct{ text, rest, zone string }{
		{"2022-02-04 20:00 Europe/Kyiv", "2022-02-04 20:00", "Europe/Kyiv"},
		{"4 Feb 2022 20:00 (America/Argentina/Buenos_Aires) ", "4 Feb 2022 20:00", "America/Argentina/Buenos_Aires"},
		{"4 فبراير 2022 Asia/Riyadh", "4 فبراير 2022", "Asia/Riyadh"},
		{"20:00 europe/kyiv", "20:00", "europe/kyiv"},
		{"20:00 Europe/Nowhere", "20:00", "Europe/Nowhere"},
		{"4 شباط/فبراير 2022", "4 شباط/فبراير 2022", ""},
		{"2020/2021", "2020/2021", ""},
		{"1 Jan/Feb", "1 Jan/Feb", ""},
		{"Europe/Kyiv", "Europe/Kyiv", ""},
		{"", "", ""},
	} {
		if rest, zone := CutZone(c.text); rest != c.rest || zone != c.zone {
			t.Errorf("%q is cut into %q and %q", c.text, rest, zone)
		}
	}
}

func TestIsZone(t *testing.T) {
	for name, want := range map[string]bool{
		"Asia/Shanghai": true, "America/Port-au-Prince": true, "Etc/GMT+8": true, "Europe/Nowhere": true, "UTC": false, "Feb/Mar": false, "asia/shanghai": false,
		"": false, "Local": false, "../x": false, "/Asia": false, "Asia/": false, "Asia/Ш": false, "Asia Shanghai": false,
	} {
		if IsZone(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}
