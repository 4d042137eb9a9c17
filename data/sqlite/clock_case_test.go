package sqlite_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
	"tarikh.org/tarikh/data/text/query"
)

// localDay is a library whose events are near midnight at offsets far from UTC.
const localDay = `{"format":"tarikh-json","version":1,
"tracks":[{"id":"a","name":"A","colour":"blue"},{"id":"b","name":"B","colour":"red"}],"articles":[],"annotations":[],"events":[
{"id":"1","title":"Order signed in Riyadh, half past midnight on 4 Feb","date":"2022-02-04T00:30+03:00","track":"a"},
{"id":"2","title":"The whole of 4 Feb","date":"2022-02-04","track":"b"},
{"id":"3","title":"Speech in New York, 3 Feb, 23:30","date":"2022-02-03T23:30-05:00","track":"a"},
{"id":"4","title":"The whole of 3 Feb","date":"2022-02-03","track":"b"}]}`

// An event is on the day that its own clock shows, and is found on it; once the axis has
// a zone, on that of its instant.
func TestEventsAreOnTheDayOfTheirClock(t *testing.T) {
	s := create(t, libraryPath(t))
	e, err := tarikhjson.ReadEdit(t.Context(), fstest.MapFS{"a.json": {Data: []byte(localDay)}}, "a.json", "en")
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, e)
	const riyadh, fourth, newYork, third = "2022-02-04T00:30+03:00", "2022-02-04", "2022-02-03T23:30-05:00", "2022-02-03"
	for zone, days := range map[string]map[string][]string{
		"":                 {third: {newYork, third}, fourth: {riyadh, fourth}},
		"America/New_York": {third: {riyadh, newYork, third}, fourth: {fourth}},
		"Asia/Riyadh":      {third: {third}, fourth: {riyadh, newYork, fourth}},
	} {
		library, err := s.Library(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		apply(t, s, data.SetZone(library, zone))
		cols, err := s.Columns(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tracks, err := s.Tracks(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		events, err := s.EventRows(t.Context(), cols.IDs)
		if err != nil {
			t.Fatal(err)
		}
		for day, want := range days {
			q := query.Parse("on:"+day, query.Options{})
			places, err := s.Matching(t.Context(), q, cols, tracks)
			if err != nil {
				t.Fatal(err)
			}
			var matched, stand, found []string
			for _, p := range places {
				matched = append(matched, events[p].Date.EDTF)
			}
			date, err := dates.Parse(day)
			if err != nil {
				t.Fatal(err)
			}
			for i, e := range events {
				if cols.Lo[i] >= date.Lo && cols.Hi[i] <= date.Hi {
					stand = append(stand, e.Date.EDTF)
				}
			}
			r, err := s.Search(t.Context(), q, 10, data.KindEvent)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range r.Hits {
				found = append(found, h.Date.EDTF)
			}
			slices.Sort(want)
			for how, got := range map[string][]string{"matched": matched, "on the axis": stand, "found": found} {
				slices.Sort(got)
				if !slices.Equal(got, want) {
					t.Errorf("zone %q, %s: %s are %q, want %q", zone, day, how, got, want)
				}
			}
		}
	}
}
