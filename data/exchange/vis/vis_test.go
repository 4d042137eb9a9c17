package vis

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

func mustRead(t *testing.T, contents string) form.Document {
	t.Helper()
	return formtest.MustRead(t, read, "a.json", contents, form.Options{})
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ members, edtf string }{
		{`"start": "2013-04-20"`, "2013-04-20"},
		{`"start": "2013-04-20", "end": "2013-04-22"`, "2013-04-20/2013-04-21"},
		{`"start": "2013-04-20", "end": "2013-04-22", "type": "point"`, "2013-04-20"},
		{`"start": 1198908717056`, "2007-12-29T06:11:57Z"},
		{`"start": 0, "end": 172800000`, "1970-01-01/1970-01-02"},
		{`"start": "/Date(1198908717056-0700)/"`, "2007-12-28T23:11:57-07:00"},
		{`"start": new Date(2013, 3, 20)`, "2013-04-20"},
		{`"start": "2013-04-20T10:00", "end": "2013-04-20T12:00"`, "2013-04-20T10:00/2013-04-20T12:00"},
		{`"start": "1914", "end": "1918"`, "1914/1918"},
		{`"start": "1900-01-01", "end": "+010000-01-01"`, "1900-01-01/9999"},
		{`"start": "1900-01-01T00:01:00", "end": "+010000-01-01T00:00:00"`, "1900-01-01T00:01:00/9999"},
		{`"start": "-000043-03-15"`, "-0043-03-15"},
		{`"start": "2013-04-20", "end": "2012"`, "2013-04-20"},
	} {
		d := mustRead(t, `[{"content": "x", `+c.members+`}]`)
		if len(d.Events) != 1 || d.Events[0].Date.EDTF != c.edtf {
			t.Errorf("%s: %v, want %s; %v", c.members, d.Events, c.edtf, form.SkippedRows(d.Skipped))
		}
	}
}

func TestGroupsAndBackgrounds(t *testing.T) {
	d := mustRead(t, `{"groups": [{"id": 1, "content": "<b>Truck</b> 1", "style": "color: #c83c36"}, {"id": "p", "content": "Fleet", "nestedGroups": [1]}, {"content": "none"}],
"items": [
 {"id": 7, "content": "Drive &amp; stop<br>more", "title": "a <a href='http://example.org/x'>tip</a>", "start": "2014-04-20", "group": 1, "className": "c"},
 {"content": "War", "start": "1914", "end": "1918", "type": "background", "style": "background-color: teal"},
 {"content": "no start"}, {"content": "bad", "start": "soon"}, 7, {"start": "2014"}, {"content": "قمة", "start": "2014", "group": "new", "data": {"a": 1}}
]}`)
	e := d.Events[0]
	if e.Title != "Drive & stop" || !strings.HasSuffix(e.Description, "a tip") || e.Key != "7" || !slices.Equal(e.Tags, []string{"Fleet"}) || len(e.Links) != 1 {
		t.Errorf("%+v", e)
	}
	if len(d.Tracks) != 2 || d.Tracks[0].Name != "Truck 1" || d.Tracks[0].Colour != "red" || d.Tracks[1].Name != "new" {
		t.Errorf("%+v", d.Tracks)
	}
	if len(d.Notes) != 1 || !d.Notes[0].Era || d.Notes[0].Colour != "teal" || d.Notes[0].Span.EDTF != "1914/1918" {
		t.Errorf("%+v", d.Notes)
	}
	var why []string
	for _, s := range form.SkippedRows(d.Skipped) {
		why = append(why, s.Where+": "+s.Why)
	}
	want := []string{
		"line 1, groups[2]: it cannot be read: a group without an id of its own", "line 5, items[4]: it cannot be read: it is not an object",
		"line 5, items[2]: it has no date: no start", "line 5, items[3]: its date cannot be read: start: soon", "line 5, items[5]: it has no title",
	}
	if !slices.Equal(why, want) || d.Dropped["data"] != 1 {
		t.Errorf("%q %v", why, d.Dropped)
	}
}

func TestScriptsAreRead(t *testing.T) {
	text := "// made by hand\nvar items = new vis.DataSet([\n  {id: 1, content: 'item 1', start: '2014-04-20'},\n  {id: 2, content: 'item 2', start: new Date(2014, 3, 14)},\n]);\n"
	d := mustRead(t, text)
	if len(d.Events) != 2 || d.Events[1].Date.EDTF != "2014-04-14" || d.Events[1].Source.Place.Line != 4 {
		t.Errorf("%+v", d.Events)
	}
	if n := likeness(form.NewProbe(formtest.File("a.js", text))); n < 60 {
		t.Errorf("it is like it by %d", n)
	}
}

// What is written is read as the same, but for what is counted.
func TestItemsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := formtest.Taken(t)
		var out bytes.Buffer
		lost, err := write(context.Background(), &out, taken)
		if err != nil || !json.Valid(out.Bytes()) {
			t.Fatalf("%v\n%s", err, out.String())
		}
		doc, err := read(context.Background(), formtest.File("x.json", out.String()), form.Options{})
		if err != nil || len(doc.Events)+len(doc.Notes)+lost[form.LosesRange] != len(taken.Events)+len(taken.Notes) || len(doc.Skipped)+len(doc.Dropped) > 0 {
			t.Fatalf("%v: %d events, %d eras, lost %v, skipped %v, dropped %v\n%s", err, len(doc.Events), len(doc.Notes), lost, doc.Skipped, doc.Dropped, out.String())
		}
		formtest.Check(t, doc)
		names := taken.DistinctNames()
		for _, e := range taken.Events {
			i := slices.IndexFunc(doc.Events, func(g form.Event) bool { return g.Key == e.ID.String() })
			if i < 0 {
				continue // out of range
			}
			got := doc.Events[i]
			track := doc.Tracks[slices.IndexFunc(doc.Tracks, func(track data.Track) bool { return track.ID == got.Track })].Name
			p := form.PlainOf(e.Date)
			lo, hi := p.Bounds()
			if got.Title != e.Title || track != names[e.Track] || !strings.HasPrefix(got.Description, form.Clean(e.Description)) {
				t.Fatalf("%+v\nis read as\n%+v on %q\n%s", e, got, track, out.String())
			}
			if got.Date.Lo != lo || got.Date.Hi != hi && got.Date.Hi != dates.OpenHi {
				t.Fatalf("%s is read as %s\n%s", e.Date, got.Date, out.String())
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(`{"groups": [{"id": 1, "content": "G", "nestedGroups": [1, 2]}, {"id": 2, "nestedGroups": [1]}], "items": [{"id": 7, "content": "x", "start": 0, "end": 5e15, "group": 1}]}`)
	f.Add(`var items = new vis.DataSet([{content: 'item 2', start: new Date(2014, 3, 14), type: 'background', style: 'color: red'}])`)
	f.Fuzz(func(t *testing.T, text string) {
		d, err := read(context.Background(), formtest.File("a.json", text), form.Options{})
		if err == nil {
			formtest.Check(t, d)
		}
	})
}
