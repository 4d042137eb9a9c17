package timelinejs

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

var now = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

// mustRead reads a file, and checks its rows.
func mustRead(t *testing.T, contents string) form.Document {
	t.Helper()
	return formtest.MustRead(t, Format().Read, "a.json", contents, form.Options{Now: now})
}

// event is the one event of a file whose slide has these members besides a headline.
func event(t *testing.T, members string) (form.Event, form.Document) {
	t.Helper()
	d := mustRead(t, `{"events": [{"text": {"headline": "H"}, `+members+`}]}`)
	if len(d.Events) != 1 {
		t.Fatalf("%s: %d events, %v", members, len(d.Events), form.SkippedRows(d.Skipped))
	}
	return d.Events[0], d
}

func TestDatesAreAsExactAsTheirParts(t *testing.T) {
	for _, c := range []struct{ parts, edtf string }{
		{`"year": "1600"`, "1600"},
		{`"year": 1600`, "1600"},
		{`"year": 1600.0`, "1600"},
		{`"year": -13.8e9`, "Y-13800000000"},
		{`"year": "1600", "month": "", "day": null`, "1600"},
		{`"year": "1968", "month": "0", "day": "0"`, "1968"},
		{`"year": "1968", "month": "12"`, "1968-12"},
		{`"year": " 1968 ", "month": 12, "day": "09"`, "1968-12-09"},
		{`"year": 1968, "month": 12, "day": 9, "hour": "", "minute": "", "second": "", "millisecond": "", "format": ""`, "1968-12-09"},
		{`"year": 1968, "month": 12, "day": 9, "hour": 0, "minute": 0, "second": 0`, "1968-12-09"},
		{`"year": 1968, "month": 12, "day": 9, "hour": "15", "minute": "45"`, "1968-12-09T15:45"},
		{`"year": 1968, "month": 12, "day": 9, "hour": "15"`, "1968-12-09T15:00"},
		{`"year": 1968, "month": 12, "day": 9, "hour": 15, "minute": 45, "second": 7`, "1968-12-09T15:45:07"},
		{`"year": "12,000"`, "Y12000"},
		{`"year": "-10 000"`, "-9999"},
		{`"year": "-44"`, "-0043"},
		{`"year": -1`, "0000"},
		{`"year": "−44", "month": "٣", "day": "١٥"`, "-0043-03-15"},
		{`"year": "۱۳۲۰"`, "1320"},
		{`"year": "-3500"`, "-3499"},
		{`"year": "-315000"`, "Y-315000"},
		{`"year": "-13800000000"`, "Y-13800000000"},
	} {
		e, d := event(t, `"start_date": {`+c.parts+`}`)
		if e.Date.EDTF != c.edtf || len(d.Skipped) != 0 {
			t.Errorf("%s: %s, want %s; %v", c.parts, e.Date, c.edtf, form.SkippedRows(d.Skipped))
		}
	}
}

func TestEndsAreInclusive(t *testing.T) {
	for _, c := range []struct{ start, end, edtf string }{
		{`"year": 1914`, `"year": 1918`, "1914/1918"},
		{`"year": "1914"`, `"year": 1914`, "1914"},
		{`"year": 1914, "month": ""`, `"year": "1914", "month": "0"`, "1914"},
		{`"year": 2022, "month": 2, "day": 4`, `"year": 2022, "month": 2, "day": 20`, "2022-02-04/2022-02-20"},
		{`"year": 2022, "month": 2, "day": 4`, `"year": 2022`, "2022-02-04/2022"},
		{`"year": 2022, "month": 2, "day": 4, "hour": 0`, `"year": 2022, "month": 2, "day": 4, "hour": 10`, "2022-02-04T00:00/2022-02-04T10:00"},
		{`"year": 2022, "month": 2, "day": 4, "hour": 0`, `"year": 2022, "month": 2, "day": 5, "hour": 0, "minute": 0`, "2022-02-04/2022-02-05"},
		{`"year": -44`, `"year": 14`, "-0043/0014"},
		{`"year": 1914`, `"year": ""`, "1914"},
		{`"year": -4600000000`, `"year": "-538800000"`, "Y-4600000000/Y-538800000"},
	} {
		e, d := event(t, `"start_date": {`+c.start+`}, "end_date": {`+c.end+`}`)
		if e.Date.EDTF != c.edtf || len(d.Skipped) != 0 {
			t.Errorf("%s to %s: %s, want %s; %v", c.start, c.end, e.Date, c.edtf, form.SkippedRows(d.Skipped))
		}
	}
}

func TestPartsThatNoCalendarHasAreLeftOut(t *testing.T) {
	for _, c := range []struct{ members, edtf, where, why string }{
		{`"start_date": {"year": 2021, "month": 4, "day": 31}`, "2021-04", "events[0].start_date", "its date cannot be read: 2021-04-31"},
		{`"start_date": {"year": 2021, "month": 13, "day": 1}`, "2021", "events[0].start_date", "its date cannot be read: 2021-13-01"},
		{`"start_date": {"year": 2021, "month": 21}`, "2021", "events[0].start_date", "its date cannot be read: 2021-21"},
		{`"start_date": {"year": 2021, "month": -1}`, "2021", "events[0].start_date", "its date cannot be read: 2021--1"},
		{`"start_date": {"year": 2021, "month": 4, "day": 3, "hour": 25}`, "2021-04-03", "events[0].start_date", "its date cannot be read: 2021-04-03T25:00"},
		{`"start_date": {"year": 2021, "month": "May"}`, "2021", "events[0].start_date.month", "its date cannot be read: May"},
		{`"start_date": {"year": 2021, "day": 5}`, "2021", "events[0].start_date.day", "its date cannot be read: 5"},
		{`"start_date": {"year": 2021, "month": 4, "hour": 5}`, "2021-04", "events[0].start_date.hour", "its date cannot be read: 5"},
		{`"start_date": {"year": 2021}, "end_date": {"year": 2019}`, "2021", "events[0].end_date", "its date cannot be read: 2019"},
		{`"start_date": {"year": 2021}, "end_date": {"year": "later"}`, "2021", "events[0].end_date", "its date cannot be read: later"},
		{`"start_date": {"year": 2021}, "end_date": {"year": 99999999999999}`, "2021", "events[0].end_date", "its date is out of range: 99999999999999"},
		{`"start_date": {"year": 2021}, "end_date": {"year": "", "month": 5}`, "2021", "events[0].end_date", "it has no date: 5"},
	} {
		e, d := event(t, c.members)
		if e.Date.EDTF != c.edtf {
			t.Errorf("%s: %s, want %s", c.members, e.Date, c.edtf)
		}
		if len(d.Skipped) != 1 || !strings.HasSuffix(d.Skipped[0].Where.String(), c.where) || strings.Join(strings.Fields(d.Skipped[0].Reason()), " ") != c.why {
			t.Errorf("%s: skipped %v, want %s %s", c.members, form.SkippedRows(d.Skipped), c.where, c.why)
		}
	}
}

func TestEventsWithoutADateAreSkippedWithTheirPlace(t *testing.T) {
	d := mustRead(t, `{"events": [
  {"text": {"headline": "<b>none</b>"}},
  {"start_date": {"month": 5}, "text": {"headline": "no year"}},
  {"start_date": "2020", "text": {"headline": "not an object"}},
  {"start_date": {"year": "c. 1600"}, "text": {"headline": "not a number"}},
  {"start_date": {"year": -99999999999999}},
  {"start_date": {"year": 1600}},
  {"start_date": {"year": 1601}, "text": {"headline": "read"}},
  7, null, [], "x"
]}`)
	if len(d.Events) != 1 || d.Events[0].Title != "read" || d.Events[0].Source.Place.Line != 8 {
		t.Errorf("%+v", d.Events)
	}
	var got []string
	for _, s := range form.SkippedRows(d.Skipped) {
		got = append(got, s.Where+": "+s.Why)
	}
	want := []string{
		"line 2, events[0]: it has no date: none", "line 3, events[1]: it has no date: no year", "line 4, events[2]: it has no date: not an object",
		"line 5, events[3]: its date cannot be read: c. 1600", "line 6, events[4]: its date is out of range: -99999999999999",
		"line 7, events[5]: it has no title", "line 9, events[7]: it has no date", "line 9, events[8]: it has no date",
		"line 9, events[9]: it has no date", "line 9, events[10]: it has no date",
	}
	if !slices.Equal(got, want) {
		t.Errorf("skipped\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestDisplayDateIsADoubtOrKeptInWords(t *testing.T) {
	for _, c := range []struct{ start, display, edtf, words string }{
		{`"year": 1600`, "about 1600", "1600~", ""},
		{`"year": 1600`, "c. 1600", "1600~", ""},
		{`"year": 1600`, "1600?", "1600?", ""},
		{`"year": 1600`, "<i>1600</i>", "1600", ""},
		{`"year": 1600`, "حوالي عام 1600", "1600~", ""},
		{`"year": 1990`, "1990s", "199X", ""},
		{`"year": 1801, "month": 1, "day": 1`, "19th century", "18XX", ""},
		{`"year": 1850`, "19th century", "1850", "19th century"},
		{`"year": 1995, "month": 7, "day": 1`, "Summer 1995", "1995-22", ""},
		{`"year": -44`, "44 BC", "-0043", ""},
		{`"year": -1250`, "c. 1250 BC", "-1249~", ""},
		{`"year": 1995, "month": 6, "day": 5`, "June 1995", "1995-06-05", ""},
		{`"year": 1995`, "5 June 1995", "1995", "5 June 1995"},
		{`"year": 1995`, "around June 1995", "1995", "around June 1995"},
		{`"year": 1600`, "about 1700", "1600", "about 1700"},
		{`"year": 1914`, "1914–1918", "1914", "1914–1918"},
		{`"year": 1995`, "early in the war", "1995", "early in the war"},
	} {
		e, _ := event(t, fmt.Sprintf(`"start_date": {%s}, "display_date": %q`, c.start, c.display))
		if e.Date.EDTF != c.edtf || e.Description != form.Said("Display date", c.words) {
			t.Errorf("%s, %q: %s, %q, want %s, %q", c.start, c.display, e.Date, e.Description, c.edtf, c.words)
		}
	}
	// The words of a date itself are shown where the slide has none.
	e, _ := event(t, `"start_date": {"year": 1600, "display_date": "about 1600"}`)
	if e.Date.EDTF != "1600~" {
		t.Error(e.Date)
	}
	e, _ = event(t, `"start_date": {"year": 1914, "display_date": "the shots"}, "end_date": {"year": 1918, "display_date": "the treaty"}`)
	if e.Date.EDTF != "1914/1918" || e.Description != "Display date: the shots – the treaty" {
		t.Errorf("%s %q", e.Date, e.Description)
	}
}

func TestMediaAreLinksAndWords(t *testing.T) {
	link := func(url, title string) data.Reference { return data.Reference{URL: url, Title: title} }
	for _, c := range []struct {
		media, text string
		links       []data.Reference
	}{
		{`{"url": "https://a.org/x.jpg", "caption": "A <b>pot</b>", "credit": "<a href=\"https://b.org/\">B</a>"}`, "Credit: B", []data.Reference{link("https://a.org/x.jpg", "A pot"), link("https://b.org/", "B")}},
		{`{"url": "//a.org/x.jpg", "alt": "a pot"}`, "", []data.Reference{link("https://a.org/x.jpg", "a pot")}},
		{`{"url": "youtu.be/abc"}`, "", []data.Reference{link("https://youtu.be/abc", "")}},
		{`{"url": "/img/x.jpg", "caption": "A pot"}`, "Media: /img/x.jpg\n\nCaption: A pot", nil},
		{`{"url": "<iframe src='https://maps.org/1'></iframe>"}`, "", []data.Reference{link("https://maps.org/1", "")}},
		{`{"url": "<blockquote>To be</blockquote>", "caption": "Hamlet"}`, "To be\n\nCaption: Hamlet", nil},
		{`{"url": "https://a.org/", "link": "https://c.org/", "title": "T", "caption": "C"}`, "Title of the media: T", []data.Reference{link("https://a.org/", "C"), link("https://c.org/", "")}},
		{`{"url": "javascript:alert(1)"}`, "Media: javascript:alert(1)", nil},
		{`"https://a.org/"`, "", []data.Reference{link("https://a.org/", "")}},
		{`null`, "", nil},
	} {
		e, d := event(t, `"start_date": {"year": 1}, "media": `+c.media)
		if e.Description != c.text || !slices.Equal(e.Links, c.links) || len(d.Dropped) != 0 {
			t.Errorf("%s: %q %v, want %q %v; dropped %v", c.media, e.Description, e.Links, c.text, c.links, d.Dropped)
		}
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ slide, title, text string }{
		{`"text": {"headline": "<h1>A<br>B</h1> &amp; C"}`, "A B & C", ""},
		{`"text": {"headline": "", "text": "<p>One.</p><p>Two.</p>"}`, "One.", "Two."},
		{`"text": "as a string"`, "as a string", ""},
		{`"media": {"caption": "a caption", "url": "https://a.org/"}`, "a caption", ""},
		{`"media": {"url": "https://a.org/"}`, "https://a.org/", ""},
		{`"display_date": "early in the war"`, "early in the war", "Display date: early in the war"},
	} {
		d := mustRead(t, `{"events": [{"start_date": {"year": 1}, `+c.slide+`}]}`)
		if len(d.Events) != 1 || d.Events[0].Title != c.title || d.Events[0].Description != c.text {
			t.Errorf("%s: %+v", c.slide, d.Events)
		}
	}
}

func TestTheWholeOfVersion3(t *testing.T) {
	d := mustRead(t, "\ufeff"+`{
  "title": {"text": {"headline": "The <em>whole</em>", "text": "<p>About</p>"}, "media": {"url": "https://a.org/"}, "unique_id": "t"},
  "scale": "human", "author": "x",
  "events": [
    {"start_date": {"year": 1, "millisecond": 5, "format": "yyyy"}, "text": {"headline": "one", "text": "See <a href='https://b.org/'>b</a>."}, "group": " G &amp; H ",
     "unique_id": "one", "background": {"color": "red"}, "autolink": false, "place": "Rome", "rank": 7},
    {"start_date": {"year": 2}, "text": {"headline": "two"}, "group": "G & H", "unique_id": "one"},
    {"start_date": {"year": 3}, "text": {"headline": "three"}, "group": "I"}
  ],
  "eras": [
    {"start_date": {"year": "650"}, "end_date": {"year": "700"}, "text": {"headline": "Era", "text": "More"}, "unique_id": "e"},
    {"end_date": {"year": 5}, "text": {"headline": "no start"}},
    {"start_date": {"year": 1}, "end_date": {"year": 5}}
  ]
}`)
	if d.Title != "The whole" || d.About != "About\n\nhttps://a.org/" {
		t.Errorf("%q %q", d.Title, d.About)
	}
	if len(d.Events) != 3 || len(d.Tracks) != 2 || d.Tracks[0].Name != "G & H" || d.Events[1].Track != d.Events[0].Track || d.Events[2].Track == d.Events[0].Track {
		t.Errorf("%+v %+v", d.Events, d.Tracks)
	}
	one := d.Events[0]
	if one.Key != "one" || one.Description != "See b.\n\nplace: Rome" || one.Links[0] != (data.Reference{URL: "https://b.org/", Title: "b"}) {
		t.Errorf("%+v", one)
	}
	if d.Events[1].Key != "" {
		t.Error("two events have the same id")
	}
	if len(d.Notes) != 1 || !d.Notes[0].Era || d.Notes[0].Text != "Era\n\nMore" || d.Notes[0].Span.EDTF != "0650/0700" || d.Notes[0].Key != "e" {
		t.Errorf("%+v", d.Notes)
	}
	if want := (form.Dropped{"background": 1, "autolink": 1, "rank": 1, "author": 1, "start_date.millisecond": 1, "start_date.format": 1}); !maps.Equal(d.Dropped, want) {
		t.Errorf("dropped %v, want %v", d.Dropped, want)
	}
	if len(d.Skipped) != 2 || d.Skipped[0].Where.Path != "eras[1]" || d.Skipped[0].Why != form.NoDate || d.Skipped[1].Why != form.NoTitle {
		t.Errorf("%v", form.SkippedRows(d.Skipped))
	}
}

func TestPlacesOfStoryMap(t *testing.T) {
	e, d := event(t, `"start_date": {"year": 1835}, "location": {"name": "Florida,\nMissouri", "lat": 39.49, "line": true}`)
	if e.Event.Place != "Florida, Missouri" || !maps.Equal(d.Dropped, form.Dropped{"location.lat": 1, "location.line": 1}) {
		t.Errorf("%q, dropped %v", e.Event.Place, d.Dropped)
	}
	if e, _ := event(t, `"start_date": {"year": 1835}, "location": "Paris"`); e.Event.Place != "Paris" {
		t.Errorf("%q", e.Event.Place)
	}
}

func TestArabicIsReadLikeAnyLanguage(t *testing.T) {
	raw, err := os.ReadFile("testdata/arabic.json")
	if err != nil {
		t.Fatal(err)
	}
	d := mustRead(t, string(raw))
	if d.Title != "حوادث من تاريخ الجزيرة والشام" || len(d.Skipped) != 0 || len(d.Dropped) != 0 {
		t.Errorf("%q %v %v", d.Title, form.SkippedRows(d.Skipped), d.Dropped)
	}
	var got []string
	for _, e := range d.Events {
		got = append(got, e.Title+" "+e.Date.EDTF)
	}
	want := []string{"فتح مكة 0630-01", "بناء بغداد 0762~", "معركة حطين 1187-07-04", "وصول سكة الحجاز إلى المدينة 1908", "مقتل يوليوس قيصر -0043"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if e := d.Events[3]; e.Description != "Display date: بداية القرن العشرين" {
		t.Errorf("%q", e.Description)
	}
	if len(d.Tracks) != 3 || d.Notes[0].Span.EDTF != "0750/1258" {
		t.Errorf("%v %v", d.Tracks, d.Notes)
	}
}

func TestUTF16AndBytesThatAreNoText(t *testing.T) {
	text := `{"events": [{"start_date": {"year": 1941}, "text": {"headline": "حدث"}}]}`
	for _, big := range []bool{false, true} {
		var b strings.Builder
		for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(text))...) {
			if big {
				b.Write([]byte{byte(u >> 8), byte(u)})
			} else {
				b.Write([]byte{byte(u), byte(u >> 8)})
			}
		}
		if d := mustRead(t, b.String()); d.Events[0].Title != "حدث" {
			t.Errorf("%q", d.Events[0].Title)
		}
	}
	d := mustRead(t, "{\"events\": [{\"start_date\": {\"year\": 1941}, \"text\": {\"headline\": \"caf\xe9\"}}]}")
	if d.Events[0].Title != "caf\ufffd" || d.Dropped[form.NotUTF8] != 1 {
		t.Errorf("%q %v", d.Events[0].Title, d.Dropped)
	}
}

func TestWhatIsNoTimelineIsAnErrorWithItsLine(t *testing.T) {
	for name, c := range map[string]struct{ contents, want string }{
		"empty":              {"", `import a.json: line 1: it has no object ({…})`},
		"truncated":          {"{\"events\": [\n{\"start_date\": {\"year\": 1},\n\"text\"", "import a.json: line 3: the file ends before its JSON does"},
		"truncated anywhere": {"{", "import a.json: line 1: the file ends before its JSON does"},
		"not JSON":           {"{\"events\":\n[\n{]}", "import a.json: line 3: it is not JSON: invalid character ']' looking for beginning of object key string"},
		"no events":          {`{"title": {}}`, `import a.json: it has no list of "events"`},
		"events are none":    {`{"events": {"a": [1, {}]}}`, `import a.json: it has no list of "events"`},
		"a list":             {`[{"start_date": {}}]`, "import a.json: line 1: it begins with [, where an object ({…}) is expected"},
		"a page":             {`<html>{}</html>`, "import a.json: line 1: it is not JSON: invalid character '<' looking for beginning of value"},
		"deep":               {`{"events": [` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `]}`, "import a.json: line 1: it is not JSON: invalid character '[' exceeded max depth"},
		"deep elsewhere":     {`{"x": ` + strings.Repeat(`{"y":`, 20_000), "import a.json: line 1: it is not JSON: invalid character '{' exceeded max depth"},
	} {
		_, err := Format().Read(context.Background(), formtest.File("a.json", c.contents), form.Options{Now: now})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if _, ok := errors.AsType[*form.Error](err); !ok {
			t.Errorf("%s: %T", name, err)
		}
	}
	big := form.File{Name: "a.json", Size: maxBytes + 1}
	if _, err := Format().Read(context.Background(), big, form.Options{}); err == nil || !strings.Contains(err.Error(), "up to 256 MB") {
		t.Error(err)
	}
}

func TestAReaderStopsWhenItIsNotWantedAnyMore(t *testing.T) {
	one := `{"start_date": {"year": 1}, "text": {"headline": "x"}},`
	file := formtest.File("a.json", `{"events": [`+strings.Repeat(one, 3*batch)+`{}]}`)
	ctx, cancel := context.WithCancel(context.Background())
	var told []float64
	_, err := Format().Read(ctx, file, form.Options{Progress: func(done float64) {
		if told = append(told, done); len(told) == 2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || len(told) != 2 || told[1] < 0.2 || told[1] > 0.5 {
		t.Errorf("%v, %v", err, told)
	}
}

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		contents string
		sure     bool
	}{
		{`{"events": [{"start_date": {"year": 1}}]}`, true},
		{`{"title": {"text": {}}, "events": [{"media": {}, "start_date": {}}], "eras": []}`, true},
		{`storyjs_jsonp_data = {"timeline": {}}`, true},
		{"// mine\nvar storyjs_jsonp_data = {timeline: {}}", true},
		{`{"timeline": {"headline": "x", "date": [{"startDate": "2011"}]}}`, true},
		{`{"timeline": {"slides": [{"start_date": {"year": "1888"}}]}}`, true},
		{`var t = {"events": [{"start_date": {"year": 1}}]}`, true},
		{`{"dateTimeFormat": "iso8601", "events": [{"start": "2006"}]}`, false},
		{`{"format": "tarikh", "events": [{"title": "x", "date": "2006"}]}`, false},
		{`[{"start_date": {"year": 1}}]`, false},
		{`{"annotations": []}`, false},
		{`<timeline>`, false},
	} {
		if got := likeness(form.NewProbe(formtest.File("a.json", c.contents))); got >= 50 != c.sure {
			t.Errorf("%s: %d", c.contents, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"events": [{"start_date": {"year": "1600"}, "text": {"headline": "x"}}]}`))
	formtest.Fuzz(f, Format().Read, "a.json", form.Options{Now: now})
}
