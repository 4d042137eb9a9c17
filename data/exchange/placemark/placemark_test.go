package placemark

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

func mustRead(t *testing.T, name, contents string) form.Document {
	t.Helper()
	file := formtest.File(name, contents)
	best, most := form.Format{}, 0
	for _, f := range Formats()[:2] {
		if n := f.Likeness(form.NewProbe(file)); n > most {
			best, most = f, n
		}
	}
	if most < 80 {
		t.Fatalf("it is not known for what it is:\n%s", contents)
	}
	d, err := best.Read(context.Background(), file, form.Options{})
	if err != nil {
		t.Fatalf("%s: %v", contents, err)
	}
	formtest.Check(t, d)
	return d
}

const earth = `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
<Document><name>Voyages</name><Style id="s"/>
<Folder><name>Outer</name>
 <Folder><name>Ships</name>
  <Placemark id="p1"><name>Landing</name><description><![CDATA[<b>bold</b> <a href="http://example.org/x">x</a>]]></description>
   <TimeStamp><when>1876-08</when></TimeStamp><Point><coordinates>31.25,30.05,0</coordinates></Point>
   <ExtendedData><Data name="crew"><value>12</value></Data><SchemaData><SimpleData name="flag">none</SimpleData></SchemaData></ExtendedData></Placemark>
  <Placemark><name>Voyage</name><TimeSpan><begin>1875</begin><end>1876</end></TimeSpan><LineString><coordinates>
    0,10 5,11 10,-12 </coordinates></LineString></Placemark>
  <Placemark><name>Still there</name><TimeSpan><begin>0725-01-02</begin></TimeSpan></Placemark>
  <Placemark><name>Before</name><TimeSpan><end>-0043</end></TimeSpan></Placemark>
  <Placemark><name>No time</name><Point><coordinates>1,2</coordinates></Point></Placemark>
  <Placemark><name>Bad</name><TimeStamp><when>soon</when></TimeStamp></Placemark>
 </Folder>
 <Placemark><name>Walk</name><gx:Track>
   <when>2010-05-28T02:02:09Z</when><when>2010-05-28T02:05:09Z</when><when>2010-05-28T02:02:56Z</when>
   <gx:coord>-122.2 37.37 1</gx:coord><gx:coord>-122.3 37.3 1</gx:coord><gx:coord>-122.4 37.2 1</gx:coord>
 </gx:Track></Placemark>
</Folder><NetworkLink><Link><href>http://example.org/more.kml</href></Link></NetworkLink>
</Document></kml>`

func TestKML(t *testing.T) {
	d := mustRead(t, "a.kml", earth)
	var got []string
	for _, e := range d.Events {
		got = append(got, e.Title+" | "+e.Date.EDTF+" | "+e.Event.Place)
	}
	want := []string{
		"Landing | 1876-08 | 30.05° N, 31.25° E", "Voyage | 1875/1876 | 10° N, 0° E – 12° S, 10° E", "Still there | 0725-01-02/.. | ", "Before | ../-0043 | ",
		"Walk | 2010-05-28T02:02:09Z/2010-05-28T02:05:09Z | 37.37° N, 122.2° W – 37.2° N, 122.4° W",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	e := d.Events[0]
	if e.Description != "bold x\n\ncrew: 12\n\nflag: none" || e.Key != "p1" || len(e.Links) != 1 || !slices.Equal(e.Tags, []string{"Outer"}) || d.Events[4].Description != "Points: 3" {
		t.Errorf("%+v\n%+v", e, d.Events[4])
	}
	if len(d.Tracks) != 2 || d.Tracks[0].Name != "Ships" || d.Tracks[1].Name != "Outer" || d.Title != "Voyages" || d.Dropped["network link"] != 1 {
		t.Errorf("%v %q %v", d.Tracks, d.Title, d.Dropped)
	}
	if len(d.Skipped) != 2 || d.Skipped[0].Detail != "No time" || d.Skipped[1].Detail != "soon" || d.Skipped[0].Where.Line != 13 {
		t.Errorf("%v", form.SkippedRows(d.Skipped))
	}
}

func TestKMZ(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, text := range map[string]string{"other.kml": "<kml/>", "doc.kml": earth, "files/a.png": "x"} {
		w, _ := z.Create(name)
		fmt.Fprint(w, text)
	}
	z.Close()
	if d := mustRead(t, "a.kmz", packed.String()); len(d.Events) != 5 {
		t.Errorf("%v", d.Events)
	}
}

func TestGPX(t *testing.T) {
	var points strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&points, `<trkpt lat="47.%04d" lon="-8.5"><ele>4</ele><time>2009-10-17T18:%02d:%02dZ</time></trkpt>`, i, i/60, i%60)
	}
	d := mustRead(t, "a.gpx", `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>Trip</name><time>2009-10-17T22:58:43Z</time></metadata>
<wpt lat="30.5" lon="31.25"><time>2009-10-17T18:00:00Z</time><name>Hut</name><desc>a &lt;b&gt;b&lt;/b&gt;</desc><link href="http://example.org/h"><text>H</text></link><type>rest</type></wpt>
<wpt lat="1" lon="2"><name>No time</name></wpt>
<trk><name>Walk</name><trkseg>`+points.String()+`</trkseg><trkseg><trkpt lat="1" lon="1"/></trkseg></trk>
<rte><name>Plan</name><rtept lat="1" lon="2"/></rte></gpx>`)
	if len(d.Events) != 2 || d.Title != "Trip" {
		t.Fatalf("%v %q", d.Events, d.Title)
	}
	hut, walk := d.Events[0], d.Events[1]
	if hut.Title != "Hut" || hut.Date.EDTF != "2009-10-17T18:00:00Z" || hut.Event.Place != "30.5° N, 31.25° E" || hut.Description != "a b" || hut.Links[0].Title != "H" || hut.Tags[0] != "rest" {
		t.Errorf("%+v", hut)
	}
	if walk.Date.EDTF != "2009-10-17T18:00:00Z/2009-10-17T18:49:59Z" || walk.Description != "Points: 3001" {
		t.Errorf("%+v", walk)
	}
	if len(d.Skipped) != 2 || d.Skipped[0].Detail != "No time" || d.Skipped[1].Detail != "Plan" {
		t.Errorf("%v", form.SkippedRows(d.Skipped))
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"<kml>\n<Placemark>", "import a.kml: line 2: the file ends before its XML does"},
		{"<kml>" + strings.Repeat("<Folder>", 200), "import a.kml: line 1: more than 100 elements are in each other"},
		{"PK\x03\x04 no", "import a.kml: the archive is damaged: "},
	} {
		_, err := readKML(context.Background(), formtest.File("a.kml", c.text), form.Options{})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v", err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(earth)
	f.Add(`<gpx><wpt lat="1e3" lon="NaN"><time>2009-10-17T18:00:00Z</time></wpt><trk><trkseg><trkpt lat="1" lon="1"><time>2009</time></trkpt></trkseg></trk></gpx>`)
	f.Fuzz(func(t *testing.T, text string) {
		for _, format := range Formats()[:2] {
			d, err := format.Read(context.Background(), formtest.File("a", text), form.Options{})
			if err == nil {
				formtest.Check(t, d)
			}
		}
	})
}
