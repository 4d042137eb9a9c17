package aeon

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

// template is one with the usual calendar; events are put into it.
func timeline(calendar, events string) string {
	var months []string
	for i, n := range lengths {
		months = append(months, fmt.Sprintf(`{"index": %d, "normalDuration": %s}`, i, n))
	}
	if calendar == "" {
		calendar = `{"name": "BC-AD", "hoursInDay": 24, "eras": [{"isBackwards": true, "hasLeapYears": false}, {"isBackwards": false, "hasLeapYears": true}], "months": [` + strings.Join(months, ",") + `]}`
	}
	return `{"entities": [
 {"guid": "e1", "entityType": "person", "name": "ليلى", "notes": "n"}, {"guid": "e2", "entityType": "arc", "name": "Main", "swatchColor": "midBlue"},
 {"guid": "e3", "entityType": "map", "name": "Cairo"}, {"guid": "e4", "entityType": "arc", "name": "Second"}],
"events": [
` + events + `
], "fileVersion": 2, "template": {"name": "T", "rangeProperties": [{"guid": "d", "type": "date", "calendar": ` + calendar + `}, {"guid": "n", "type": "number"}],
"properties": [{"guid": "p1", "name": "Description"}, {"guid": "p2", "name": "Notes"}],
"types": [{"guid": "person", "name": "Character", "roles": [{"guid": "r1", "name": "Observer"}]}, {"guid": "arc", "name": "Arc"}, {"guid": "map", "name": "Ort", "icon": "map"}]}}`
}

func mustRead(t *testing.T, name, contents string) form.Document {
	t.Helper()
	return formtest.MustRead(t, read, name, contents, form.Options{})
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		timestamp, precision, span, edtf string
	}{
		{"63773539200", "minute", "", "2021-11-26T16:00"},
		{"63773395200", "minute", "", "2021-11-25T00:00"},
		{"63773539200", "second", "", "2021-11-26T16:00:00"},
		{"63773539200", "day", "", "2021-11-26"},
		{"63773539200", "month", "", "2021-11"},
		{"63773539200", "year", "", "2021"},
		{"63773539200", "decade", "", "202X"},
		{"63773539200", "century", "", "20XX"},
		{"63773395200", "day", `"days": 2`, "2021-11-25/2021-11-26"},
		{"63773395200", "day", `"days": 1`, "2021-11-25"},
		{"63773395200", "day", `"weeks": 1, "days": 1`, "2021-11-25/2021-12-02"},
		{"63773395200", "month", `"months": 3`, "2021-11/2022-02"},
		{"63773395200", "year", `"years": 2`, "2021/2023"},
		{"63773539200", "minute", `"hours": 2, "minutes": 30`, "2021-11-26T16:00/2021-11-26T18:30"},
		{"0", "day", "", "0001-01-01"},
		{"-86400", "day", "", "0000-12-31"},
		{"-31536000", "day", "", "0000-01-01"},
		{"-63072000", "day", "", "-0001-01-01"},
		{"-1356048000", "year", "", "-0042"},
	} {
		d := mustRead(t, "timeline.json", timeline("", `{"guid": "g", "title": "T", "rangeValues": [{"rangeProperty": "d", "position": {"timestamp": `+c.timestamp+`, "precision": "`+c.precision+`"}, "span": {`+c.span+`}}]}`))
		if len(d.Events) != 1 || d.Events[0].Date.EDTF != c.edtf {
			t.Errorf("%+v: %v %v", c, d.Events, form.SkippedRows(d.Skipped))
		}
	}
}

const scene = `{"guid": "g1", "title": "Scene", "color": "red", "tags": ["Journey"], "links": ["http://example.org/a", "notes.txt"], "attachments": [{"a": 1}],
 "rangeValues": [{"rangeProperty": "n", "position": {"timestamp": 5}}, {"rangeProperty": "d", "position": {"timestamp": 63773539200, "precision": "day"}, "span": {}}],
 "relationships": [{"entity": "e1", "role": "r1"}, {"entity": "e2"}, {"entity": "e3"}, {"entity": "e4"}, {"entity": "none"}],
 "values": [{"property": "p2", "value": "a note"}, {"property": "p1", "value": "what happens"}]},
 {"guid": "g2", "title": "Part", "parent": "g1", "rangeValues": [{"rangeProperty": "d", "position": {"timestamp": 63773539200, "precision": "day"}}]},
 {"guid": "g3", "title": "No date", "rangeValues": []},
 {"guid": "g4", "title": "Number", "rangeValues": [{"rangeProperty": "n", "position": {"timestamp": 5}}]},
 {"guid": "g5", "title": "Far", "rangeValues": [{"rangeProperty": "d", "position": {"timestamp": 1e300}}]}, 7`

func TestEvents(t *testing.T) {
	text := timeline("", scene)
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	w, _ := z.Create("timeline.json")
	fmt.Fprint(w, text)
	z.Close()
	for name, contents := range map[string]string{"a.aeonzip": packed.String(), "timeline.json": text} {
		if likeness(form.NewProbe(formtest.File(name, contents))) < 90 {
			t.Errorf("%s is not known for what it is", name)
		}
		d := mustRead(t, name, contents)
		if len(d.Events) != 2 || len(d.Tracks) != 1 || d.Tracks[0].Name != "Main" || d.Tracks[0].Colour != "blue" {
			t.Fatalf("%+v %+v", d.Events, d.Tracks)
		}
		e := d.Events[0]
		if e.Title != "Scene" || e.Key != "g1" || e.Event.Place != "Cairo" || e.Description != "what happens\n\nNotes: a note\n\nLink: notes.txt" ||
			!slices.Equal(e.Tags, []string{"Journey", "ليلى", "Second"}) || len(e.Links) != 1 || e.Track != d.Tracks[0].ID {
			t.Errorf("%+v", e)
		}
		if !slices.Equal(d.Events[1].Tags, []string{"Scene"}) {
			t.Errorf("%+v", d.Events[1])
		}
		var why []string
		for _, s := range form.SkippedRows(d.Skipped) {
			why = append(why, s.Where+": "+s.Why)
		}
		want := []string{
			"line 12, events[5]: it cannot be read: it is not an object", "line 5, events[0]: it refers to something that is not in the file: entity none",
			"line 10, events[2]: it has no date: No date", "line 11, events[3]: this is not supported: a range that is no date of the usual calendar",
			"line 12, events[4]: its date is out of range: 1e300",
		}
		if !slices.Equal(why, want) || d.Dropped["color"] != 1 || d.Dropped["attachments"] != 1 || d.Dropped["notes of entities"] != 1 {
			t.Errorf("%q %v", why, d.Dropped)
		}
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	_, _ = z.Create("timeline.xml")
	z.Close()
	for _, c := range []struct{ text, want string }{
		{timeline(`{"name": "Middle-earth", "hoursInDay": 24, "months": []}`, scene), `import a.aeonzip: line 13, template: its calendar "Middle-earth" is not the one of months and leap years as usual, which alone is read`},
		{packed.String(), "import a.aeonzip: timeline.xml: it is of a version whose timeline is XML"},
		{"PK\x03\x04", "import a.aeonzip: the archive is damaged: "},
		{`{"template": {}}`, `import a.aeonzip: it has no list of "events"`},
		{"{\"events\": [\n", "import a.aeonzip: line 2: the file ends before its JSON does"},
	} {
		_, err := read(context.Background(), formtest.File("a.aeonzip", c.text), form.Options{})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v\nwant %s", err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(timeline("", scene))
	f.Add(timeline("", `{"title": "x", "rangeValues": [{"rangeProperty": "d", "position": {"timestamp": -9e15, "precision": "day"}, "span": {"years": 1e12, "seconds": -5}}]}`))
	f.Fuzz(func(t *testing.T, text string) {
		d, err := read(context.Background(), formtest.File("a.json", text), form.Options{})
		if err == nil {
			formtest.Check(t, d)
		}
	})
}
