package feature_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/uax9"
)

// The field says what it understood, and why where that is not what was written.
func TestDateFieldSaysWhatItUnderstood(t *testing.T) {
	w := featuretest.New(t)
	f := w.Host.DateField(dates.Date{})
	said := f.Body.(*fyne.Container).Objects[1].(*text.Label)
	for _, c := range []struct {
		typed, edtf, says string
		direction         uax9.Direction
	}{
		{"2022-02-04", "2022-02-04", "Friday 4 February 2022", uax9.LTR},
		{"2020~", "2020~", "c. 2020", uax9.LTR},
		{"2020-01-23/2020-04-08", "2020-01-23/2020-04-08", "8 April 2020", uax9.LTR},
		{"[1667,1760-12]", "[1667,1760-12]", "1667", uax9.LTR},
		{"4 Feb 2022", "2022-02-04", "2022-02-04", uax9.Auto},
		{"أوائل 1990", "1990-37~", "1990-37~", uax9.Auto},
		{"before 1950", "[..1949]", "1949 or earlier", uax9.Auto},
		{"last Friday", "2022-02-18", "counted from today", uax9.Auto},
		{"19-Nov-12", "2012-11-19", "nearest year", uax9.Auto},
		{"غرة محرم 1444", "2022-07-30", "Hijri", uax9.Auto},
	} {
		f.Entry.SetText(c.typed)
		f.Entry.OnChanged(c.typed)
		d, err := f.Date()
		if err != nil || d.EDTF != c.edtf || !strings.Contains(said.Text(), c.says) {
			t.Errorf("%q is %v, %v, and the field says %q; want %s and %q", c.typed, d, err, said.Text(), c.edtf, c.says)
		}
		if got := f.Entry.Direction(); got != c.direction {
			t.Errorf("%q is set in direction %v, want %v", c.typed, got, c.direction)
		}
	}
}

// EDTF runs from left to right while it is typed, too.
func TestHalfADateRunsFromLeftToRight(t *testing.T) {
	f := featuretest.New(t).Host.DateField(dates.Date{})
	for typed, want := range map[string]uax9.Direction{"2020-01-23/": uax9.LTR, "../20": uax9.LTR, "": uax9.Auto, "نحو 2020": uax9.Auto} {
		f.Entry.SetText(typed)
		f.Entry.OnChanged(typed)
		if got := f.Entry.Direction(); got != want {
			t.Errorf("%q is set in direction %v, want %v", typed, got, want)
		}
	}
}

// The name of a zone behind a date gives its times their offsets, and is kept; a time
// that its clock shows twice is asked for.
func TestDateFieldReadsZones(t *testing.T) {
	w := featuretest.New(t)
	f := w.Host.DateField(dates.Date{})
	said := f.Body.(*fyne.Container).Objects[1].(*text.Label)
	for _, c := range []struct{ typed, edtf, zone, says string }{
		{"2022-02-04 20:00 Europe/Kyiv", "2022-02-04T20:00+02:00", "Europe/Kyiv", "Kyiv time"},
		{"4 July 2022, 8 pm (Europe/Kyiv)", "2022-07-04T20:00+03:00", "Europe/Kyiv", "Kyiv time"},
		{"4 فبراير 2022 10:00 Asia/Shanghai", "2022-02-04T10:00+08:00", "Asia/Shanghai", "Beijing time"},
		{"2022-02-04T20:00+08:00 Asia/Shanghai", "2022-02-04T20:00+08:00", "Asia/Shanghai", "Beijing time"},
		{"10:00 Beijing time, 4 Feb 2022", "2022-02-04T10:00+08:00", "Asia/Shanghai", "Beijing time"},
		{"4 Feb 2022, 10:00 Beijing time", "2022-02-04T10:00+08:00", "Asia/Shanghai", "Beijing time"},
		{"٤ فبراير ٢٠٢٢، ٣ مساء بتوقيت القاهرة", "2022-02-04T15:00+02:00", "Africa/Cairo", "Cairo time"},
		{"4 Feb 2022 3 pm EST", "2022-02-04T15:00-05:00", "America/New_York", "New York time"},
		{"4 July 2022 3 pm EST", "2022-07-04T15:00-05:00", "", "UTC"},
		{"4 Feb 2022 10:00 GMT", "2022-02-04T10:00Z", "Etc/GMT", "GMT"},
		{"4 Feb 2022 10:00 GMT+3", "2022-02-04T10:00+03:00", "", "UTC+3"},
		{"27 March 2022 02:30 Berlin time", "2022-03-27T02:30+01:00", "Europe/Berlin", "the clocks skip this hour"},
		{"27 March 2022 02:30 Europe/Berlin", "2022-03-27T02:30+01:00", "Europe/Berlin", "the clocks skip this hour"},
		{"4 Feb 2022", "2022-02-04", "", ""},
	} {
		f.Entry.SetText(c.typed)
		f.Entry.OnChanged(c.typed)
		d, err := f.Date()
		if err != nil || d.EDTF != c.edtf || f.Zone() != c.zone || !strings.Contains(said.Text(), c.says) {
			t.Errorf("%q is %v in %q, %v, and the field says %q", c.typed, d, f.Zone(), err, said.Text())
		}
	}
	for typed, want := range map[string]string{
		"30 Oct 2022 02:30 Europe/Berlin": w.Host.Kit().T("date.which"),
		"30 Oct 2022 02:30 Berlin time":   w.Host.Kit().T("date.which"),
		"2022-02-04 20:00 Europe/Nowhere": w.Host.Kit().T("error.date.zone"),
	} {
		f.Entry.OnChanged(typed)
		if d, err := f.Date(); err == nil || !strings.Contains(said.Text(), want) {
			t.Errorf("%q is %v, and the field says %q", typed, d, said.Text())
		}
	}
	written := w.Host.ZonedDateField(parsedDate(t, "2022-02-04T20:00+02:00"), "Europe/Kyiv")
	if got, err := written.Date(); err != nil || got.EDTF != "2022-02-04T20:00+02:00" || written.Zone() != "Europe/Kyiv" {
		t.Errorf("it holds %v in %q, %v", got, written.Zone(), err)
	}
}

func parsedDate(t *testing.T, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
