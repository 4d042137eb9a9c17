package timelinejs

import (
	"fmt"
	"testing"

	"tarikh.org/tarikh/data"
)

func TestDatesOfVersion2(t *testing.T) {
	for _, c := range []struct{ start, end, edtf string }{
		{"2011,12,10", "", "2011-12-10"},
		{"2011,12,10,07,02,10", "2011,12,11,08,11", "2011-12-10T07:02:10/2011-12-11T08:11"},
		{"2013,1,12,0,0", "2013,1,12,0,0", "2013-01-12"},
		{"2011, 12", "2011,12", "2011-12"},
		{"2011", "2013", "2011/2013"},
		{"-44", "", "-0043"},
		{"12/10/2011", "", "2011-12-10"},
		{"25/12/2011", "", "2011-12-25"},
		{"12/2011", "", "2011-12"},
		{"12/10/2011 07:02", "", "2011-12-10T07:02"},
		{"2011-12", "", "2011-12"},
		{"2011-12-10", "2011-12-11", "2011-12-10/2011-12-11"},
		{"2011-12-10T07:02:10Z", "", "2011-12-10T07:02:10Z"},
		{"2011-12-10 07:02:10.5+0100", "", "2011-12-10T07:02:10+01:00"},
		{"2011", "now", "2011/.."},
		{"now", "", "2026-11-29"},
		{"2011,12,10,,", ",", "2011-12-10"},
	} {
		d := mustRead(t, fmt.Sprintf(`{"timeline": {"date": [{"startDate": %q, "endDate": %q, "headline": "x"}]}}`, c.start, c.end))
		if len(d.Events) != 1 || d.Events[0].Date.EDTF != c.edtf || len(d.Skipped) != 0 {
			t.Errorf("%s to %s: %v, want %s; %v", c.start, c.end, d.Events, c.edtf, d.Skipped)
		}
	}
}

func TestTheWholeOfVersion2(t *testing.T) {
	d := mustRead(t, `storyjs_jsonp_data = {
	"timeline":
	{
		"headline":"A life",
		"type":"default",
		"text":"<p>In short</p>",
		"startDate":"1932",
		"asset": {"media":"https://a.org/", "credit":"C", "caption":"D"},
		"date": [
			{
				"startDate":"1932,2,27", "endDate":"1932,2,27",
				"headline":"Born", "text":"<p>In London</p>", "tag":"Early",
				"classname":"big",
				"asset": {"media":"https://b.org/x.jpg", "thumbnail":"x.jpg", "credit":"", "caption":"E"}
			},
			{"headline":"never"},
		],
		"era": [{"startDate":"1932", "endDate":"1940", "headline":"Childhood", "tag":"x"}]
	}
};`)
	if d.Title != "A life" || d.About != "In short\n\nCredit: C\n\nhttps://a.org/" {
		t.Errorf("%q %q", d.Title, d.About)
	}
	if len(d.Events) != 1 || len(d.Notes) != 1 || len(d.Tracks) != 1 || len(d.Skipped) != 1 || d.Skipped[0].Where.Path != "timeline.date[1]" {
		t.Fatalf("%+v", d)
	}
	e := d.Events[0]
	if e.Title != "Born" || e.Description != "In London" || e.Date.EDTF != "1932-02-27" || d.Tracks[0].Name != "Early" || e.Source.Place.Line != 10 {
		t.Errorf("%+v", e)
	}
	if len(e.Links) != 1 || e.Links[0] != (data.Reference{URL: "https://b.org/x.jpg", Title: "E"}) {
		t.Errorf("%+v", e.Links)
	}
	if n := d.Notes[0]; n.Text != "Childhood" || n.Span.EDTF != "1932/1940" {
		t.Errorf("%+v", n)
	}
}

func TestSlidesBetweenTheVersions(t *testing.T) {
	d := mustRead(t, `{"timeline": {"slides": [{"start_date": {"year": "1888", "month": "5"}, "text": {"headline": "x"}, "unique_id": "u"}]}}`)
	if len(d.Events) != 1 || d.Events[0].Date.EDTF != "1888-05" || d.Events[0].Title != "x" || d.Events[0].Key != "u" || len(d.Skipped) != 0 {
		t.Errorf("%+v", d)
	}
}
