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
