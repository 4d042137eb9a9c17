package find

import (
	"testing"

	"tarikh.org/tarikh/data/dates"
)

func TestEaster(t *testing.T) {
	for year, want := range map[int64][2]int{1818: {3, 22}, 1913: {3, 23}, 1998: {4, 12}, 2000: {4, 23}, 2018: {4, 1}, 2019: {4, 21}, 2024: {3, 31}, 2038: {4, 25}} {
		if _, month, day := dates.CivilFromDays(easter(year)); month != want[0] || day != want[1] {
			t.Errorf("Easter %d is %d-%d, want %v", year, month, day, want)
		}
	}
}

func TestYearsInOneWord(t *testing.T) {
	for year, want := range map[int][2]string{
		1871: {"achtzehnhunderteinundsiebzig", "milleottocentosettantuno"},
		1988: {"neunzehnhundertachtundachtzig", "millenovecentottantotto"},
		1990: {"neunzehnhundertneunzig", "millenovecentonovanta"},
		2012: {"zweitausendzwölf", "duemiladodici"},
	} {
		if de, it := germanYear(year), italianYear(year); de != want[0] || it != want[1] {
			t.Errorf("%d is %q and %q, want %v", year, de, it, want)
		}
	}
}

func TestWeekends(t *testing.T) {
	for _, c := range [][4]string{
		{"en", "2021-03-10", "It rained last weekend.", "2021-03-06/2021-03-07"},
		{"en", "2021-03-13", "It rains this weekend.", "2021-03-13/2021-03-14"},
		{"en", "2021-03-13", "It rained last weekend.", "2021-03-06/2021-03-07"},
		{"en", "2021-03-15", "It rained over the weekend.", "2021-03-13/2021-03-14"},
		{"ar", "2021-03-12", "في عطلة نهاية الأسبوع الحالية.", "2021-03-12/2021-03-13"},
		{"en", "2021-03-10", "Weekend trips are cheap.", ""},
		{"en", "2021-03", "It rained last weekend.", ""},
	} {
		got := ""
		for _, f := range Dates(c[2], Options{Lang: c[0], Published: day(t, c[1])}) {
			got += f.Date.EDTF
		}
		if got != c[3] {
			t.Errorf("%s: %s is %q, want %q", c[1], c[2], got, c[3])
		}
	}
}
