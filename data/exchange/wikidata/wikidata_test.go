package wikidata

import (
	"context"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

func mustRead(t *testing.T, lang, contents string) form.Document {
	t.Helper()
	d, err := read(context.Background(), formtest.File("a.json", contents), form.Options{Lang: lang})
	if err != nil {
		t.Fatalf("%s: %v", contents, err)
	}
	formtest.Check(t, d)
	if likeness(form.NewProbe(formtest.File("a.json", contents))) < 80 {
		t.Errorf("it is not known for what it is:\n%s", contents)
	}
	return d
}

func TestPrecisions(t *testing.T) {
	for _, c := range []struct {
		time      string
		precision int
		calendar  string
		edtf      string
	}{
		{"-13798000000-00-00T00:00:00Z", 3, "", "Y-13798000000S5"},
		{"+1952-03-11T00:00:00Z", 11, "Q1985727", "1952-03-11"},
		{"+00000001952-03-11T00:00:00Z", 11, "Q1985727", "1952-03-11"},
		{"+1952-03-00T00:00:00Z", 10, "", "1952-03"},
		{"+1952-03-11T00:00:00Z", 10, "", "1952-03"},
		{"+1952-00-00T00:00:00Z", 9, "", "1952"},
		{"+1952-01-01T00:00:00Z", 9, "", "1952"},
		{"+1952-01-01T00:00:00Z", 8, "", "195X"},
		{"+1950-01-01T00:00:00Z", 7, "", "19XX"},
		{"+2000-01-01T00:00:00Z", 7, "", "19XX"},
		{"+2001-01-01T00:00:00Z", 7, "", "20XX"},
		{"+1500-01-01T00:00:00Z", 6, "", "1XXX"},
		{"-0350-01-01T00:00:00Z", 7, "", "-03XX"},
		{"-0400-01-01T00:00:00Z", 7, "", "-03XX"},
		{"-0001-00-00T00:00:00Z", 9, "", "0000"},
		{"+50000-00-00T00:00:00Z", 5, "", "Y50000S1"},
		{"+1952-03-11T10:20:30Z", 14, "", "1952-03-11T10:20:30"},
		{"+1952-03-11T10:20:00Z", 13, "", "1952-03-11T10:20"},
		{"-0044-03-15T00:00:00Z", 11, julian, "-0043-03-13"},
		{"+1616-04-23T00:00:00Z", 11, julian, "1616-05-03"},
		{"+1917-10-25T00:00:00Z", 11, julian, "1917-11-07"},
		{"+1616-04-00T00:00:00Z", 10, julian, "1616-04~"},
		{"+1616-00-00T00:00:00Z", 9, julian, "1616"},
		{"+1952-13-45T00:00:00Z", 11, "", ""},
		{"soon", 11, "", ""},
		{"+99999999999999999999-01-01T00:00:00Z", 9, "", ""},
	} {
		w, ok := dateOf(c.time, c.precision, "http://www.wikidata.org/entity/"+c.calendar, true)
		_, err := dates.Parse(w.edtf)
		if got := w.edtf; ok != (c.edtf != "") || ok && (got != c.edtf || err != nil) {
			t.Errorf("%s, %d: %s %v %v, want %s", c.time, c.precision, got, ok, err, c.edtf)
		}
	}
}

// Caesar died on 15 March 44 BCE by the calendar of his name: entities say that, queries
// the same day by the Gregorian calendar that counts through 0.
func TestQueriesAndEntitiesSayTheSameDay(t *testing.T) {
	entity := mustRead(t, "en", `{"entities": {"Q1048": {"id": "Q1048", "labels": {"en": {"value": "Julius Caesar"}}, "claims": {"P570": [{"rank": "normal", "mainsnak":
		{"snaktype": "value", "datavalue": {"value": {"time": "-0044-03-15T00:00:00Z", "precision": 11, "calendarmodel": "http://www.wikidata.org/entity/Q1985786"}}}}]}}}}`)
	query := mustRead(t, "en", `{"head": {"vars": ["item", "itemLabel", "death", "deathPrecision"]}, "results": {"bindings": [{
		"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q1048"}, "itemLabel": {"xml:lang": "en", "type": "literal", "value": "Julius Caesar"},
		"death": {"datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "type": "literal", "value": "-0043-03-13T00:00:00Z"},
		"deathPrecision": {"type": "literal", "value": "11"}}]}}`)
	if a, b := entity.Events[0], query.Events[0]; a.Date != b.Date || a.Date.EDTF != "-0043-03-13" || a.Title != b.Title || a.Key != "Q1048" || b.Key != "Q1048" {
		t.Errorf("%+v\n%+v", a, b)
	}
	if d := entity.Events[0].Description; d != "Julian calendar: -0043-03-15" {
		t.Errorf("%q", d)
	}
}

const adams = `{"id": "Q42", "type": "item",
 "labels": {"en": {"language": "en", "value": "Douglas Adams"}, "ar": {"language": "ar", "value": "دوغلاس آدمز"}},
 "descriptions": {"en": {"value": "English writer"}},
 "claims": {
  "P569": [{"rank": "deprecated", "mainsnak": {"datavalue": {"value": {"time": "+1900-00-00T00:00:00Z", "precision": 9}}}},
           {"rank": "normal", "mainsnak": {"datavalue": {"value": {"time": "+1952-03-11T00:00:00Z", "precision": 11}}}},
           {"rank": "normal", "mainsnak": {"datavalue": {"value": {"time": "+1952-00-00T00:00:00Z", "precision": 9}}}}],
  "P570": [{"rank": "preferred", "mainsnak": {"datavalue": {"value": {"time": "+2001-05-11T00:00:00Z", "precision": 11}}}}],
  "P577": [{"rank": "normal", "mainsnak": {"datavalue": {"value": {"time": "+1979-10-12T00:00:00Z", "precision": 11}}}}],
  "P625": [{"rank": "normal", "mainsnak": {"datavalue": {"value": {"latitude": 51.5, "longitude": -0.125, "globe": "http://www.wikidata.org/entity/Q2"}}}}],
  "P18": [{"rank": "normal", "mainsnak": {"datavalue": {"value": "Douglas adams.jpg"}}}],
  "P31": [{}]},
 "sitelinks": {"enwiki": {"title": "Douglas Adams"}, "arwiki": {"title": "دوغلاس آدمز"}}}`

func TestEntities(t *testing.T) {
	d := mustRead(t, "ar-EG", `{"entities": {"Q42": `+adams+`, "Q1": {"id": "Q1", "labels": {"de": {"value": "ohne"}}, "claims": {}}}}`)
	e := d.Events[0]
	if len(d.Events) != 2 || e.Title != "دوغلاس آدمز" || e.Date.EDTF != "1952-03-11/2001-05-11" || e.Event.Place != "51.5° N, 0.125° W" || e.Description != "English writer" ||
		e.Key != "Q42" || d.Events[1].Key != "Q42#P577" || !strings.Contains(e.Links[0].URL, "ar.wikipedia.org") || len(e.Links) != 3 {
		t.Errorf("%+v", d.Events)
	}
	if len(d.Skipped) != 1 || d.Skipped[0].Detail != "Q1 ohne" || d.Dropped["statements of P31"] != 1 || d.Dropped["further values of P569"] != 1 {
		t.Errorf("%v %v", d.Skipped, d.Dropped)
	}
	if e := mustRead(t, "fr", adams).Events[0]; e.Title != "Douglas Adams" {
		t.Errorf("%+v", e)
	}
	if d := mustRead(t, "en", "[\n"+adams+",\n"+adams+"\n]"); len(d.Events) != 4 || d.Events[2].Source.Place.Line < 10 {
		t.Errorf("%+v", d.Events)
	}
}

func TestQueryResults(t *testing.T) {
	for _, text := range []string{
		`{"head": {"vars": ["item", "itemLabel", "start", "end", "coord", "placeLabel", "image", "note"]}, "results": {"bindings": [
		{"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q9"}, "itemLabel": {"type": "literal", "value": "معركة"},
		 "start": {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "value": "1914-07-28T00:00:00Z"},
		 "end": {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "value": "1918-11-11T00:00:00Z"},
		 "coord": {"type": "literal", "datatype": "http://www.opengis.net/ont/geosparql#wktLiteral", "value": "Point(31.25 30)"},
		 "placeLabel": {"type": "literal", "value": "Cairo"}, "image": {"type": "uri", "value": "http://commons.wikimedia.org/wiki/Special:FilePath/A.jpg"}, "note": {"type": "literal", "value": "n"}},
		{"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q9"}, "itemLabel": {"type": "literal", "value": "معركة"},
		 "start": {"type": "literal", "value": "1914-07-28T00:00:00Z"}, "end": {"type": "literal", "value": "1918-11-11T00:00:00Z"}, "note": {"type": "literal", "value": "second"}},
		{"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q8"}, "start": {"type": "uri", "value": "http://www.wikidata.org/.well-known/genid/1"}},
		{"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q7"}, "start": {"type": "literal", "value": "1950-01-01T00:00:00Z"}}
		]}}`,
		`[{"item": "http://www.wikidata.org/entity/Q9", "itemLabel": "معركة", "start": "1914-07-28T00:00:00Z", "end": "1918-11-11T00:00:00Z", "coord": "Point(31.25 30)", "placeLabel": "Cairo", "image": "http://commons.wikimedia.org/wiki/Special:FilePath/A.jpg", "note": "n"},
		{"item": "http://www.wikidata.org/entity/Q9", "itemLabel": "معركة", "start": "1914-07-28T00:00:00Z", "end": "1918-11-11T00:00:00Z", "note": "second"},
		{"item": "http://www.wikidata.org/entity/Q8"}, {"item": "http://www.wikidata.org/entity/Q7", "start": "1950-01-01T00:00:00Z"}]`,
		"item,itemLabel,start,end,coord,placeLabel,image,note\n" +
			"http://www.wikidata.org/entity/Q9,معركة,1914-07-28T00:00:00Z,1918-11-11T00:00:00Z,Point(31.25 30),Cairo,http://commons.wikimedia.org/wiki/Special:FilePath/A.jpg,n\n" +
			"http://www.wikidata.org/entity/Q9,معركة,1914-07-28T00:00:00Z,1918-11-11T00:00:00Z,,,,second\nhttp://www.wikidata.org/entity/Q8\nhttp://www.wikidata.org/entity/Q7,,1950-01-01T00:00:00Z\n",
		"?item\t?itemLabel\t?start\t?end\t?coord\t?placeLabel\t?image\t?note\n" +
			"<http://www.wikidata.org/entity/Q9>\t\"معركة\"@ar\t\"1914-07-28T00:00:00Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>\t1918-11-11T00:00:00Z\tPoint(31.25 30)\tCairo\t<http://commons.wikimedia.org/wiki/Special:FilePath/A.jpg>\tn\n" +
			"<http://www.wikidata.org/entity/Q9>\tمعركة\t1914-07-28T00:00:00Z\t1918-11-11T00:00:00Z\t\t\t\tsecond\n<http://www.wikidata.org/entity/Q8>\n<http://www.wikidata.org/entity/Q7>\t\t1950-01-01T00:00:00Z\n",
	} {
		d := mustRead(t, "ar", text)
		if len(d.Events) != 2 {
			t.Fatalf("%s\n%+v %v", text, d.Events, form.SkippedRows(d.Skipped))
		}
		e := d.Events[0]
		if e.Title != "معركة" || e.Date.EDTF != "1914-07-28/1918-11-11" || e.Event.Place != "30° N, 31.25° E, Cairo" || e.Description != "note: n\n\nnote: second" || len(e.Links) != 2 || e.Key != "Q9" {
			t.Errorf("%s\n%+v", text, e)
		}
		if e := d.Events[1]; e.Title != "Q7" || e.Date.EDTF != "1950" || !strings.Contains(e.Description, "1950-01-01") {
			t.Errorf("%+v", e)
		}
		if len(d.Skipped) != 1 || d.Skipped[0].Why != form.NoDate || d.Skipped[0].Detail != "Q8" {
			t.Errorf("%s\n%v", text, form.SkippedRows(d.Skipped))
		}
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"head": {}, "results": {"bindings": [`, "import a.json: line 1: the file ends before its JSON does"},
		{`{"id": "Q1"}`, "import a.json: it has neither results of a query nor entities"},
		{"item,b\n\"x", "import a.json: line 2: it is no table: extraneous"},
	} {
		_, err := read(context.Background(), formtest.File("a.json", c.text), form.Options{})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v", c.text, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(adams)
	f.Add("?item\t?start\n<http://www.wikidata.org/entity/Q9>\t\"1914-07-28T00:00:00Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>\n")
	f.Add(`{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "http://www.wikidata.org/entity/Q9"}, "date": {"value": "-0043-03-13T00:00:00Z"}, "precision": {"value": "7"}}]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		d, err := read(context.Background(), formtest.File("a.json", text), form.Options{})
		if err == nil {
			formtest.Check(t, d)
		}
	})
}
