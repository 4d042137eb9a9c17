package i18n

import (
	"testing"

	"tarikh.org/tarikh/data/dates"
)

func TestHijri(t *testing.T) {
	en, ar := locale(t, English, Options{}), locale(t, Arabic, Options{})
	for _, c := range []struct{ edtf, en, ar string }{
		{"2023-07-19", "1 Muharram 1445 AH", "1 محرم 1445 هـ"},
		{"2022-02-04T20:00+08:00", "3 Rajab 1443 AH", "3 رجب 1443 هـ"},
		{"2022-02-04/2022-02-20", "3–19 Rajab 1443 AH", "3–19 رجب 1443 هـ"},
		{"2022-03-03/2022-03-05", "30 Rajab – 2 Sha‘ban 1443 AH", "30 رجب – 2 شعبان 1443 هـ"},
		{"2022-07-29/2022-07-30", "30 Dhu al-Hijja 1443 AH – 1 Muharram 1444 AH", "30 ذو الحجة 1443 هـ – 1 محرم 1444 هـ"},
		{"2022-02", "Jumada II – Rajab 1443 AH", "جمادى الآخرة – رجب 1443 هـ"},
		{"2022", "1443–1444 AH", "1443–1444 هـ"},
		{"1258-02-17", "c. 4 Safar 656 AH", "نحو 4 صفر 656 هـ"},
		{"0622", "", ""}, // begins before the Hijra
		{"2022~", "", ""},
		{"2022/..", "", ""},
		{"[2022,2023]", "", ""},
		{"", "", ""},
	} {
		d, err := dates.Parse(c.edtf)
		if err != nil && c.edtf != "" {
			t.Fatal(err)
		}
		if got := en.Hijri(d); got != c.en {
			t.Errorf("%s: %q, want %q", c.edtf, got, c.en)
		}
		if got := ar.Hijri(d); got != c.ar {
			t.Errorf("%s: %q, want %q", c.edtf, got, c.ar)
		}
	}
}
