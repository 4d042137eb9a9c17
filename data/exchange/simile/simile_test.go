package simile

import (
	"context"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

func mustRead(t *testing.T, name, contents string) form.Document {
	t.Helper()
	return formtest.MustRead(t, read, name, contents, form.Options{})
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ attributes, edtf string }{
		{`start="Nov 14 1840 00:00:00 GMT"`, "1840-11-14"},
		{`start="Fri Nov 22 1963 12:30:00 GMT-0600"`, "1963-11-22T12:30:00-06:00"},
		{`start="1875" end="1879"`, "[1875..1879]"},
		{`start="1875" end="1879" isDuration="true"`, "1875/1879"},
		{`start="1875" end="1875" isDuration="true"`, "1875"},
		{`start="1871" latestStart="1872"`, "[1871..1872]"},
		{`start="1880" latestStart="1885" earliestEnd="1895" end="1900" isDuration="true"`, "1880~/1900~"},
		{`start="Jun 01 1861 00:00:00 GMT" latestStart="Jul 01 1861 00:00:00 GMT" earliestEnd="Jun 01 1863 00:00:00 GMT" end="Jul 01 1863 00:00:00 GMT" isDuration="true"`, "1861-06/1863-06"},
		{`start="Apr 01 1883 00:00:00 GMT" end="May 01 1883 00:00:00 GMT"`, "1883-04"},
		{`start="Apr 01 1883 00:00:00 GMT" end="Apr 03 1883 00:00:00 GMT" isDuration="true"`, "1883-04-01/1883-04-02"},
		{`start="Jan 01 1883 00:00:00 GMT" end="Jan 01 1885 00:00:00 GMT"`, "[1883..1884]"},
		{`start="Apr 01 1883 10:00:00 GMT" end="Apr 01 1883 12:00:00 GMT" isDuration="true"`, "1883-04-01T10:00:00Z/1883-04-01T12:00:00Z"},
		{`start="200 BC" end="66" isDuration="true"`, "-0199/0066"},
		{`start="-500"`, "-0500"},
		{`earliestEnd="1900" latestStart="1899" isDuration="true"`, "1899/1900"},
		{`start="1900" end="1890" isDuration="true"`, "1900"},
	} {
		d := mustRead(t, "a.xml", `<data><event `+c.attributes+` title="T">x</event></data>`)
		if len(d.Events) != 1 || d.Events[0].Date.EDTF != c.edtf {
			t.Errorf("%s: %v %v, want %s", c.attributes, d.Events, form.SkippedRows(d.Skipped), c.edtf)
		}
	}
}

func TestXML(t *testing.T) {
	d := mustRead(t, "a.xml", `<?xml version="1.0"?>
<data>
  <!-- c -->
  <event start="1900" title="A &amp;amp; B" link="http://example.org/a" image="p.png" icon="i.png" eventID="7" caption="C">Text &amp;amp;c. &lt;p&gt;more &lt;a href="http://example.org/b"&gt;b&lt;/a&gt;&lt;/p&gt;</event>
  <event title="none"/>
  <event start="soon" title="bad"/>
  <event start="1901" eventID="7" trackNum="2" extra="words here"/>
  <event start="1902" title="قمة"/>
  <other/>
</data>`)
	e := d.Events[0]
	if e.Title != "A & B" || e.Description != "Text &c.\n\nmore b\n\nImage: p.png\n\nCaption: C" || e.Key != "7" || e.Source.Place.Line != 4 ||
		len(e.Links) != 2 || e.Links[0].URL != "http://example.org/a" {
		t.Errorf("%+v", e)
	}
	if len(d.Events) != 2 || d.Events[1].Title != "قمة" {
		t.Errorf("%+v", d.Events)
	}
	var why []string
	for _, s := range form.SkippedRows(d.Skipped) {
		why = append(why, s.Where+": "+s.Why)
	}
	want := []string{
		"line 5, data/event[2]: it has no date: none", "line 6, data/event[3]: its date cannot be read: start: soon",
		"line 7, data/event[4]: it has no title",
	}
	if !slices.Equal(why, want) {
		t.Errorf("%q", why)
	}
	if d.Dropped["other"] != 1 || d.Dropped["icon"] != 1 {
		t.Errorf("%v", d.Dropped)
	}
}

func TestJSON(t *testing.T) {
	for _, text := range []string{
		`{"dateTimeFormat": "iso8601", "wikiURL": "http://example.org/wiki/", "events": [
			{"start": "1900-01-02", "end": "1900-01-05", "durationEvent": true, "title": "A b", "description": "x <b>y</b>", "link": "http://example.org/l"},
			{"start": "1901", "title": "C"}]}`,
		`var data = {dateTimeFormat: 'iso8601', wikiURL: "http://example.org/wiki", // c
			events: [{s: new Date(1900,0,2), e: '1900-01-05', de: true, t: 'A b', d: 'x <b>y</b>', link: 'http://example.org/l'},
			{start: '1901', title: "C",},]};
			Timeline.load(data);`,
	} {
		d := mustRead(t, "a.js", text)
		if len(d.Events) != 2 || d.Events[0].Date.EDTF != "1900-01-02/1900-01-04" || d.Events[0].Description != "x y" || len(d.Events[0].Links) != 2 ||
			d.Events[0].Links[1].URL != "http://example.org/wiki/A_b" || d.Events[1].Title != "C" {
			t.Errorf("%s\n%+v %v", text, d.Events, form.SkippedRows(d.Skipped))
		}
		p := form.NewProbe(formtest.File("a.js", text))
		if likeness(p) < 60 {
			t.Errorf("%s is like it by %d", text, likeness(p))
		}
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"<data>\n<event start='1900'", "import a.xml: line 2: the file ends before its XML does"},
		{"<data>\n<event></data>", "import a.xml: line 2: it is not XML: element <event> closed by </data>"},
		{"<rss></rss>", "import a.xml: line 1: it begins with <rss>, where <data> is expected"},
		{"{\"events\": [}", "import a.xml: line 1: it is not JSON"},
		{"{}", `import a.xml: it has no list of "events"`},
		{`{"dateTimeFormat": "Dinosaurs", "events": []}`, `import a.xml: line 1, dateTimeFormat: its dates are in the form "Dinosaurs", which is not read`},
		{strings.Repeat("<data>", 200), "import a.xml: line 1: more than 100 elements are in each other"},
	} {
		_, err := read(context.Background(), formtest.File("a.xml", c.text), form.Options{})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", c.text, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`<data><event start="1880" latestStart="1885" earliestEnd="1895" end="1900" isDuration="true" title="T" eventID="1">x &amp;lt;p&amp;gt;</event></data>`)
	f.Add(`var d = {dateTimeFormat: 'iso8601', events: [{s: new Date(1900,0,2), e: '200 BC', t: "x", image: 'http://a/b'}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		d, err := read(context.Background(), formtest.File("a.xml", text), form.Options{})
		if err == nil {
			formtest.Check(t, d)
		}
	})
}
