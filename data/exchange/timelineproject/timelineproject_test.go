package timelineproject

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

var now = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

func read1(contents string) (form.Document, error) {
	return Format().Read(context.Background(), formtest.File("a.timeline", contents), form.Options{Now: now})
}

// mustRead reads a file, and checks its rows.
func mustRead(t *testing.T, contents string) form.Document {
	t.Helper()
	d, err := read1(contents)
	if err != nil {
		t.Fatalf("%s: %v", contents, err)
	}
	formtest.Check(t, d)
	return d
}

// events are the events of a file that has these elements.
func events(t *testing.T, elements string) form.Document {
	t.Helper()
	return mustRead(t, "<timeline><events>"+elements+"</events></timeline>")
}

func TestTimes(t *testing.T) {
	for _, c := range []struct{ start, end, more, edtf string }{
		{"2013-03-30 11:16:00", "2013-03-30 11:16:00", "", "2013-03-30T11:16:00"},
		{"2013-07-07 00:00:00", "2013-07-07 00:00:00", "", "2013-07-07"},
		{"2013-07-07 00:00:00", "2013-07-08 00:00:00", "", "2013-07-07"},
		{"2013-07-07 00:00:00", "2013-07-10 00:00:00", "", "2013-07-07/2013-07-09"},
		{"2013-07-07 09:00:00", "2013-07-07 10:30:00", "", "2013-07-07T09:00:00/2013-07-07T10:30:00"},
		{"2013-07-07 00:00:00", "2013-07-07 10:30:00", "", "2013-07-07T00:00:00/2013-07-07T10:30:00"},
		{"2013-07-07 09:00:00", "2013-07-10 00:00:00", "", "2013-07-07T09:00:00/2013-07-10T00:00:00"},
		{"622-07-16 00:00:00", "622-07-16 00:00:00", "", "0622-07-16"},
		{"0-01-01 00:00:00", "0-01-01 00:00:00", "", "0000-01-01"},
		{"-43-03-15 00:00:00", "-43-03-15 00:00:00", "", "-0043-03-15"},
		{"-10000-01-01 00:00:00", "-4000-01-01 00:00:00", "", "Y-10000/-4001-12-31"},
		{"2013-7-7 9:00:00", "", "", "2013-07-07T09:00:00"},
		{"2013-07-07", "2013-07-08", "", "2013-07-07"},
		{" 2013-07-07T09:00 ", "", "", "2013-07-07T09:00:00"},
		{"2013-07-07 09:00:00", "2013-07-10 09:00:00", "<milestone>True</milestone>", "2013-07-07T09:00:00"},
		{"2013-07-07 00:00:00", "2013-07-10 00:00:00", "<ends_today>True</ends_today>", "2013-07-07/.."},
		{"2013-07-07 09:00:00", "2013-07-10 09:00:00", "<ends_today>True</ends_today>", "2013-07-07T09:00:00/.."},
		{"2027-07-07 00:00:00", "2027-07-10 00:00:00", "<ends_today>True</ends_today>", "2027-07-07/2027-07-09"},
		{"2013-07-07 00:00:00", "2013-07-10 00:00:00", "<ends_today>true</ends_today>", "2013-07-07/2013-07-09"},
		{"2013-07-07 00:00:00", "2013-07-10 00:00:00", "<fuzzy>True</fuzzy>", "2013-07-07~/2013-07-09~"},
		{"2013-07-07 00:00:00", "2013-07-10 00:00:00", "<fuzzy>False</fuzzy>", "2013-07-07/2013-07-09"},
		{"2013-07-07 00:00:00", "2013-07-10 00:00:00", "<fuzzy>1</fuzzy>", "2013-07-07/2013-07-09"},
		{"2013-07-07 00:00:00", "2013-07-07 00:00:00", "<fuzzy>True</fuzzy>", "2013-07-07~"},
		{"2013-07-07 09:00:00", "2013-07-07 09:00:00", "<fuzzy>True</fuzzy>", "2013-07-07~"},
		{"2013-07-07 09:00:00", "2013-07-07 10:00:00", "<fuzzy>True</fuzzy>", "2013-07-07~"},
		{"2013-07-07 09:00:00", "2013-07-10 10:00:00", "<fuzzy_start>True</fuzzy_start>", "2013-07-07~/2013-07-10T10:00:00"},
		{"2013-07-07 09:00:00", "2013-07-10 10:00:00", "<fuzzy_end>True</fuzzy_end>", "2013-07-07T09:00:00/2013-07-10~"},
		{"2013-07-07 09:00:00", "2013-07-07 09:00:00", "<fuzzy_end>True</fuzzy_end>", "2013-07-07~"},
		{"2013-07-07 00:00:00", "2013-07-10 00:00:00", "<fuzzy_start>True</fuzzy_start><ends_today>True</ends_today>", "2013-07-07~/.."},
	} {
		d := events(t, fmt.Sprintf("<event><start>%s</start><end>%s</end><text>x</text>%s</event>", c.start, c.end, c.more))
		if len(d.Events) != 1 || d.Events[0].Date.EDTF != c.edtf || len(d.Skipped) != 0 {
			t.Errorf("%s to %s %s: %v, want %s; %v", c.start, c.end, c.more, d.Events, c.edtf, form.SkippedRows(d.Skipped))
		}
	}
}

func TestOtherCalendars(t *testing.T) {
	for _, c := range []struct{ timetype, start, end, edtf string }{
		{"coptic", "1-01-01 00:00:00", "1-01-01 00:00:00", "0284-08-29"},
		{"coptic", "1738-01-01 10:00:00", "1738-01-01 10:00:00", "2021-09-11T10:00:00"},
		{"coptic", "1739-13-06 00:00:00", "1740-01-01 00:00:00", "2023-09-11"},
		{"coptic", "1740-01-01 00:00:00", "1740-01-01 00:00:00", "2023-09-12"},
		{"coptic", "1742-04-29 00:00:00", "1742-04-30 00:00:00", "2026-01-07"},
		{"coptic", "-3-01-01 00:00:00", "-3-01-01 00:00:00", "0280-08-29"},
		{"numtime", "1914", "1918", "1914/1918"},
		{"numtime", "-44", "-44", "-0044"},
		{"numtime", "1.5", "1.5", "0001"},
		{"numtime", "-1.38e+10", "-1.38e+10", "Y-13800000000"},
		{"", "1914-01-01 00:00:00", "", "1914-01-01"},
	} {
		d := mustRead(t, fmt.Sprintf("<timeline><timetype>%s</timetype><events><event><start>%s</start><end>%s</end><text>x</text></event></events></timeline>", c.timetype, c.start, c.end))
		if len(d.Events) != 1 || d.Events[0].Date.EDTF != c.edtf {
			t.Errorf("%s %s to %s: %v, want %s; %v", c.timetype, c.start, c.end, d.Events, c.edtf, form.SkippedRows(d.Skipped))
		}
		if (len(d.Dropped) > 0) != (c.timetype == "numtime") {
			t.Errorf("%s: dropped %v", c.timetype, d.Dropped)
		}
	}
	for name, want := range map[string]string{
		"bosparaniantime": "line 2, timeline/timetype: it is in the Bosparanian calendar, which belongs to a game",
		"pharaonic":       "line 2, timeline/timetype: it is in the pharaonic calendar",
		"maya":            `line 2, timeline/timetype: its calendar "maya" is not known`,
	} {
		_, err := read1("<timeline>\n<timetype>" + name + "</timetype></timeline>")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatHasNoDateIsSkippedWithItsPlace(t *testing.T) {
	d := events(t, `
<event><text>none</text></event>
<event><start>yesterday</start><text>no time</text></event>
<event><start>2013-02-30 00:00:00</start><text>no such day</text></event>
<event><start>2013-02-03 24:00:00</start><text>no such hour</text></event>
<event><start>99999999999-01-01 00:00:00</start><text>too far</text></event>
<event><start>2013-02-03 00:00:00</start></event>
<event><start>2013-02-03 00:00:00</start><end>2012-01-01 00:00:00</end><text>ends before</text></event>
<event><start>2013-02-03 00:00:00</start><end>later</end><text>ends later</text></event>
<event><start>2013-02-03 00:00:00</start><end>99999999999-01-01 00:00:00</end><text>ends far</text></event>
`)
	var got []string
	for _, s := range form.SkippedRows(d.Skipped) {
		got = append(got, strings.TrimPrefix(s.Where, "line ")+": "+s.Why)
	}
	want := []string{
		"2, timeline/events/event[1]: it has no date: none", "3, timeline/events/event[2]: its date cannot be read: yesterday",
		"4, timeline/events/event[3]: its date cannot be read: 2013-02-30 00:00:00", "5, timeline/events/event[4]: its date cannot be read: 2013-02-03 24:00:00",
		"6, timeline/events/event[5]: its date is out of range: 99999999999-01-01 00:00:00", "7, timeline/events/event[6]: it has no title",
		"8, timeline/events/event[7]/end: its date cannot be read: 2012-01-01 00:00:00", "9, timeline/events/event[8]/end: its date cannot be read: later",
		"10, timeline/events/event[9]/end: its date is out of range: 99999999999-01-01 00:00:00",
	}
	if !slices.Equal(got, want) {
		t.Errorf("skipped\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(d.Events) != 3 {
		t.Errorf("%d events", len(d.Events))
	}
	for _, e := range d.Events {
		if e.Date.EDTF != "2013-02-03" {
			t.Errorf("%s: %s", e.Title, e.Date)
		}
	}
}

const whole = `<?xml version="1.0" encoding="utf-8"?>
<!-- written by hand -->
<timeline>
	<version>2.9.0 (abc 2024-01-01)</version>
	<timetype>gregoriantime</timetype>
	<eras>
		<era><name>An era</name><start>2000-01-01 00:00:00</start><end>2001-01-01 00:00:00</end><color>255,0,0</color><ends_today>False</ends_today></era>
		<era><name>Now</name><start>2020-01-01 00:00:00</start><end>2021-01-01 00:00:00</end><color>x</color><ends_today>True</ends_today></era>
	</eras>
	<categories>
		<category><name>War</name><color>0,0,255</color><font_color>0,0,0</font_color></category>
		<category><name>Battles</name><color>0,255,0</color><parent>War</parent></category>
		<category><name>Sieges</name><color>0,255,0</color><parent>Battles</parent></category>
		<category><name>Circle</name><color>1,2,3</color><parent>Circle</parent></category>
		<category><name>Unused</name><color>1,2,3</color></category>
	</categories>
	<events>
		<event>
			<start>1187-07-01 00:00:00</start><end>1187-10-03 00:00:00</end><text>[12]The campaign</text>
			<progress>0</progress><fuzzy>False</fuzzy><locked>False</locked><ends_today>False</ends_today>
			<category>War</category><default_color>200,200,200</default_color>
		</event>
		<event>
			<start>1187-07-04 00:00:00</start><end>1187-07-05 00:00:00</end><text>(12)Hattin &amp; after</text>
			<progress>40</progress><locked>True</locked><category>Sieges</category>
			<categories><category>Circle</category><category>Sieges</category></categories>
			<description>Two
lines.</description>
			<labels>July, summer July</labels><alert>1187-07-04 00:00:00;now</alert>
			<hyperlink>https://a.org/;C:\hattin.txt; http://b.org</hyperlink>
			<icon>iVBORw0KGgo=</icon><default_color>1,2,3</default_color><weather>hot</weather>
		</event>
		<event><start>1187-07-04 00:00:00</start><end>1187-07-04 00:00:00</end><text>(99)lost</text><category>Elsewhere</category></event>
		<event><start>1187-07-04 00:00:00</start><end>1187-07-04 00:00:00</end><text> (sic) a text</text></event>
		<event><start>1187-07-04 00:00:00</start><end>1187-07-04 00:00:00</end><text>[draft] a text</text></event>
		<other/>
	</events>
	<view><displayed_period><start>1187-01-01 00:00:00</start><end>1188-01-01 00:00:00</end></displayed_period></view>
</timeline>`

func TestTheWholeOfAFile(t *testing.T) {
	d := mustRead(t, whole)
	var tracks []string
	for _, track := range d.Tracks {
		tracks = append(tracks, fmt.Sprint(track.Name, " ", track.Colour, " ", track.Order))
	}
	if want := []string{"War blue 0", "Sieges green 1", "Elsewhere green 2"}; !slices.Equal(tracks[:2], want[:2]) || len(tracks) != 3 {
		t.Errorf("tracks %q", tracks)
	}
	var titles []string
	for _, e := range d.Events {
		titles = append(titles, e.Title)
	}
	if want := []string{"The campaign", "Hattin & after", "lost", "(sic) a text", "[draft] a text"}; !slices.Equal(titles, want) {
		t.Errorf("%q", titles)
	}
	if e := d.Events[0]; e.Importance != data.DefaultImportance+1 || e.Track != d.Tracks[0].ID || e.Date.EDTF != "1187-07-01/1187-10-02" || len(e.Tags) != 0 {
		t.Errorf("%+v", e)
	}
	e := d.Events[1]
	if e.Track != d.Tracks[1].ID || !slices.Equal(e.Tags, []string{"Circle", "Battles", "War", "The campaign", "July", "summer"}) || e.Importance != data.DefaultImportance {
		t.Errorf("%+v", e)
	}
	if e.Description != "Two\nlines.\n\nHyperlink: C:\\hattin.txt" || !slices.Equal(e.Links, []data.Reference{{URL: "https://a.org/"}, {URL: "http://b.org"}}) {
		t.Errorf("%q %v", e.Description, e.Links)
	}
	if d.Events[3].Track != (data.ID{}) {
		t.Error("an event without a category has a track")
	}
	if len(d.Notes) != 2 || d.Notes[0].Text != "An era" || d.Notes[0].Span.EDTF != "2000-01-01/2000-12-31" || d.Notes[0].Colour != "red" || !d.Notes[0].Era ||
		d.Notes[1].Span.EDTF != "2020-01-01/.." {
		t.Errorf("%+v", d.Notes)
	}
	if want := (form.Dropped{"progress": 1, "locked": 1, "alert": 1, "default_color": 1, "weather": 1, "font_color": 1, "other": 1, "view": 1}); !maps.Equal(d.Dropped, want) {
		t.Errorf("dropped %v, want %v", d.Dropped, want)
	}
	if len(d.Skipped) != 2 || d.Skipped[0].Why != form.PictureDamaged || d.Skipped[1].Why != form.Unknown || d.Skipped[1].Detail != "container (99)" || d.Skipped[1].Where != d.Events[2].Source.Place {
		t.Errorf("%v", form.SkippedRows(d.Skipped))
	}
}

func TestEventsMayHaveAnID(t *testing.T) {
	d := events(t, `
<event id="e1"><start>2000-01-01 00:00:00</start><text><![CDATA[a & b]]></text></event>
<event id="e1"><start>2000-01-01 00:00:00</start><text>x</text></event>
<event other="y"><start>2000-01-01 00:00:00</start><text>x</text></event>`)
	if len(d.Events) != 3 || d.Events[0].Key != "e1" || d.Events[0].Title != "a & b" || d.Events[1].Key != "" || d.Events[2].Key != "" {
		t.Errorf("%+v", d.Events)
	}
}

func TestEncodings(t *testing.T) {
	body := `<timeline><events><event><start>1187-07-04 00:00:00</start><text>حطين</text></event></events></timeline>`
	arabic, err := charmap.Windows1256.NewEncoder().String(body)
	if err != nil {
		t.Fatal(err)
	}
	var wide strings.Builder
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(`<?xml version="1.0" encoding="UTF-16"?>`+body))...) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	for name, contents := range map[string]string{
		"none":         body,
		"byte order":   "\ufeff" + body,
		"UTF-8":        `<?xml version="1.0" encoding="UTF-8"?>` + body,
		"windows-1256": `<?xml version="1.0" encoding="windows-1256"?>` + arabic,
		"UTF-16":       wide.String(),
	} {
		if d := mustRead(t, contents); len(d.Events) != 1 || d.Events[0].Title != "حطين" {
			t.Errorf("%s: %+v", name, d.Events)
		}
	}
}

func TestWhatIsNoTimelineIsAnErrorWithItsLine(t *testing.T) {
	bomb := `<!DOCTYPE timeline [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`
	for name, c := range map[string]struct{ contents, want string }{
		"empty":         {"", "import a.timeline: line 1: the file ends before its XML does"},
		"truncated":     {whole[:900], fmt.Sprintf("import a.timeline: line %d: the file ends before its XML does", 1+strings.Count(whole[:900], "\n"))},
		"another root":  {"<html>\n</html>", "import a.timeline: line 1: it begins with <html>, where <timeline> is expected"},
		"not XML":       {"<timeline>\n<events>\n</timeline>", "import a.timeline: line 3: it is not XML: element <events> closed by </timeline>"},
		"without parts": {"<timeline><x/></timeline>", "import a.timeline: it has no <events>"},
		"entities":      {bomb + "<timeline>\n<events><event><text>&b;</text></event></events></timeline>", "import a.timeline: line 2: it is not XML: invalid character entity &b;"},
		"no UTF-8":      {"<timeline>\n<events>\xe9</events></timeline>", "import a.timeline: line 2: it is not XML: invalid UTF-8"},
		"encoding":      {`<?xml version="1.0" encoding="klingon"?><timeline/>`, `import a.timeline: line 1: it is not XML: xml: opening charset "klingon": its encoding "klingon" is not known`},
		"deep":          {"<timeline><events><event>" + strings.Repeat("<a>", 200_000), "import a.timeline: line 1: more than 100 elements are in each other"},
		"late calendar": {"<timeline><events><event><start>1-01-01 00:00:00</start><text>x</text></event></events>\n<timetype>coptic</timetype></timeline>", "import a.timeline: line 2, timeline/timetype: it names its calendar only after events of it"},
		"form of 2009":  {"# Written by Timeline 0.2.0\nPREFERRED-PERIOD:2009-7-25 0:0:0;2009-8-1 0:0:0\nCATEGORY:Work;173,216,230;True\nEVENT:2009-7-13 0:0:0;2009-7-18 0:0:0;Course;Work\n", `import a.timeline: line 1: it is in the form that The Timeline Project wrote in 2009, with lines as "EVENT:…"; a file that a newer version of that program has saved can be read`},
	} {
		_, err := read1(c.contents)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if _, ok := errors.AsType[*form.Error](err); !ok {
			t.Errorf("%s: %T", name, err)
		}
	}
	big := form.File{Name: "a.timeline", Size: maxBytes + 1}
	if _, err := Format().Read(context.Background(), big, form.Options{}); err == nil || !strings.Contains(err.Error(), "up to 256 MB") {
		t.Error(err)
	}
}

func TestAReaderStopsWhenItIsNotWantedAnyMore(t *testing.T) {
	one := "<event><start>1-01-01 00:00:00</start><text>x</text></event>"
	file := formtest.File("a.timeline", "<timeline><events>"+strings.Repeat(one, 4*batch)+"</events></timeline>")
	ctx, cancel := context.WithCancel(context.Background())
	var told []float64
	_, err := Format().Read(ctx, file, form.Options{Progress: func(done float64) {
		if told = append(told, done); len(told) == 2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || len(told) != 2 || told[1] < 0.6 || told[1] > 0.7 {
		t.Errorf("%v, %v", err, told)
	}
}

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		contents string
		sure     bool
	}{
		{whole, true},
		{"<timeline><version>1.0.0</version><events></events></timeline>", true},
		{"<timeline><events/></timeline>", true},
		{"EVENT:2009-7-13 0:0:0;2009-7-18 0:0:0;Course;Work\n", true},
		{"<timeline><item/></timeline>", false},
		{"<data><event start=\"1\"/></data>", false},
		{"BEGIN:VCALENDAR\nEVENT:x\n", false},
		{`{"events": []}`, false},
	} {
		if got := likeness(form.NewProbe(formtest.File("a.timeline", c.contents))); got >= 50 != c.sure {
			t.Errorf("%.60s: %d", c.contents, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(whole))
	f.Fuzz(func(t *testing.T, contents []byte) {
		d, err := read1(string(contents))
		if err != nil {
			if _, ok := errors.AsType[*form.Error](err); !ok {
				t.Errorf("%T: %v", err, err)
			}
			return
		}
		formtest.Check(t, d)
	})
}
