package query_test

import (
	"testing"

	"tarikh.org/tarikh/data/text/query"
)

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"4 February 2022":           "2022-02-04",
		"February 4, 2022":          "2022-02-04",
		"summit 4 Feb 2022 Beijing": "2022-02-04",
		"٤ فبراير ٢٠٢٢":             "2022-02-04",
		"4 كانون الثاني 2022":       "2022-01-04",
		"شباط 2022":                 "2022-02",
		"2022-02-04":                "2022-02-04",
		"2022-02":                   "2022-02",
		"4/2/2022":                  "2022-02-04",
		"2022":                      "",
		"February":                  "",
		"4 February":                "",
		`"4 February 2022"`:         "",
		"4 -February 2022":          "",
		"covid-19":                  "",
		"2022-21":                   "",
		"summit 2022":               "",
		"on:2022-02-04":             "",
		"may 2022 june 2023":        "2022-05 2023-06",
		"4 February 2022 قمة 5 مارس 2021 ": "2022-02-04 2021-03-05",
	} {
		got := ""
		q := query.Parse(text, query.Options{})
		for _, d := range q.Dates() {
			if got != "" {
				got += " "
			}
			got += d.Date.EDTF
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestEither(t *testing.T) {
	q := query.Parse("summit 4 February 2022 -sport", query.Options{})
	either := q.Either()
	want := query.Query{Terms: []query.Term{word("summit"), date(t, query.Within, "2022-02-04"), not(word("sport"))}}
	if len(either) != 2 || !either[0].Equal(q) || !either[1].Equal(want) {
		t.Errorf("got %+v", either)
	}
	if q := query.Parse("summit 2022", query.Options{}); len(q.Either()) != 1 {
		t.Errorf("without a date: %+v", q.Either())
	}
}
