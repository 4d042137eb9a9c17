package form_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"html"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

func TestMomentIsNeverMorePreciseThanItsParts(t *testing.T) {
	noon := form.Clock{Said: true, Hour: 12, Minute: 5}
	for _, c := range []struct {
		m    form.Moment
		edtf string
	}{
		{form.Moment{Year: 2022}, "2022"},
		{form.Moment{Year: 2022, Month: 2}, "2022-02"},
		{form.Moment{Year: 2022, Month: 2, Day: 4}, "2022-02-04"},
		{form.Moment{Year: 2022, Month: 2, Day: 4, Clock: noon}, "2022-02-04T12:05"},
		{form.Moment{Year: 2022, Month: 2, Day: 4, Clock: noon, Offset: "+08:00"}, "2022-02-04T12:05+08:00"},
		{form.Moment{Year: 2022, Clock: noon, Offset: "Z"}, "2022"},
		{form.Moment{Year: 2022, Day: 4}, "2022"},
		{form.Moment{Year: 7}, "0007"},
		{form.Moment{Year: form.Historical(-44)}, "-0043"},
		{form.Moment{Year: form.Historical(-1)}, "0000"},
		{form.Moment{Year: form.Historical(44)}, "0044"},
		{form.Moment{Year: -13_800_000_000}, "Y-13800000000"},
		{form.Moment{Year: 12000}, "Y12000"},
	} {
		if got := c.m.EDTF(); got != c.edtf {
			t.Errorf("%+v: %s, want %s", c.m, got, c.edtf)
		} else if _, err := dates.Parse(got); err != nil {
			t.Errorf("%s: %v", got, err)
		}
	}
	at := form.MomentOf(time.Date(2021, 12, 7, 14, 0, 0, 0, time.FixedZone("", 3600)))
	if got := at.EDTF(); got != "2021-12-07T14:00:00+01:00" {
		t.Error(got)
	}
	if got := (form.Moment{Year: 2020, Month: 3, Day: 1, Clock: noon}).Eve().EDTF(); got != "2020-02-29" {
		t.Error(got)
	}
}

func TestSpan(t *testing.T) {
	for _, c := range [][3]string{{"2022", "2022", "2022"}, {"2022-01", "2022-03", "2022-01/2022-03"}, {"2022-03", "..", "2022-03/.."}} {
		if d, err := form.Span(c[0], c[1]); err != nil || d.EDTF != c[2] {
			t.Errorf("%v: %v, %v", c, d, err)
		}
	}
	if _, err := form.Span("2022", "2021"); err == nil {
		t.Error("an end before the beginning is taken")
	}
}

func TestHumanTakesOneReadingOnly(t *testing.T) {
	today := dates.Civil{Year: 2026, Month: 11, Day: 29}
	for text, edtf := range map[string]string{"about 1600": "1600~", "4 فبراير 2022": "2022-02-04", "4/2/2022": "", "soon": ""} {
		d, one := form.Human(text, today)
		if one != (edtf != "") || d.EDTF != edtf {
			t.Errorf("%q: %v, %v", text, d, one)
		}
	}
}

func TestPlainHTML(t *testing.T) {
	for _, c := range []struct{ html, text, links string }{
		{"plain", "plain", ""},
		{"a &amp; b", "a & b", ""},
		{"1 < 2", "1 < 2", ""},
		{"two\nlines <https://example.org> &lt;", "two\nlines <https://example.org> <", ""},
		{"<p>One</p><p>Two<br>lines</p>", "One\n\nTwo\nlines", ""},
		{"<b>bo</b>ld\n  space", "bold space", ""},
		{`see <a href="https://example.org/a?b=1&amp;c">this <i>page</i></a>.`, "see this page.", "https://example.org/a?b=1&c|this page"},
		{`<img src="http://example.org/x.png" alt="A tree">`, "", "http://example.org/x.png|A tree"},
		{`<a href="javascript:alert(1)">x</a><script>alert("<b>")</script>y`, "xy", ""},
		{"<ul><li>one<li>two</ul>after", "• one\n• two\n\nafter", ""},
		{"مرحبًا <em>بكم</em>", "مرحبًا بكم", ""},
		{"<style>p{}</style>", "", ""},
		{"if a<b and c>d", "if a<b and c>d", ""},
		{"less <i", "less <i", ""},
		{"a < p = 5 > b", "a < p = 5 > b", ""},
		{"one<br />two<br/>three", "one\ntwo\nthree", ""},
		{`<span class="x">y</span>`, "y", ""},
	} {
		text, links := form.PlainHTML(c.html)
		var said []string
		for _, l := range links {
			said = append(said, l.URL+"|"+l.Title)
		}
		if text != c.text || strings.Join(said, " ") != c.links {
			t.Errorf("%q: %q, %q", c.html, text, said)
		}
	}
}

func TestHeadlineKeepsEveryWord(t *testing.T) {
	long := "The first sentence is of a usual length. " + strings.Repeat("words and more words ", 20)
	for _, c := range []struct{ text, about, title, rest string }{
		{"Short", "About it", "Short", "About it"},
		{"Short\nsecond line", "About it", "Short", "second line\n\nAbout it"},
		{long, "", "The first sentence is of a usual length.", strings.TrimSpace(long)},
		{strings.Repeat("ب", 300), "x", strings.Repeat("ب", 118) + "…", strings.Repeat("ب", 300) + "\n\nx"},
		{"  \n ", "x", "", "x"},
	} {
		if title, rest := form.Headline(c.text, c.about); title != c.title || rest != c.rest {
			t.Errorf("%.30q: %q, %q", c.text, title, rest)
		}
	}
}

func TestShortenStaysInItsLimit(t *testing.T) {
	for _, s := range []string{"", "short", strings.Repeat("كلمة ", 80), strings.Repeat("x", 400)} {
		if got := form.Shorten(s, 100); len(got) > 100 || len(s) <= 100 && got != s {
			t.Errorf("%.20q: %q", s, got)
		}
	}
}

func fileOf(name string, raw []byte) form.File {
	return form.File{Name: name, Size: int64(len(raw)), ReaderAt: bytes.NewReader(raw)}
}

func TestProbe(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	if _, err := z.Create("xl/workbook.xml"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	big := `{"events": [` + strings.Repeat(`{"a":"`+strings.Repeat("x", 1000)+`"},`, 200) + `{}], "title": {}}`
	for _, c := range []struct {
		name, raw  string
		keys, root string
		array      bool
	}{
		{name: "x.json", raw: "\ufeff" + ` {"events": [{"start_date": 1}], "title": {"a": 1}}`, keys: "events title"},
		{name: "x.json", raw: big, keys: "events title"},
		{name: "x.json", raw: `[{"id": 1, "content": {"x": 2}}, {"other": 3}]`, keys: "id content", array: true},
		{name: "x.jsonp", raw: `storyjs_jsonp_data = {"timeline": {}}`, keys: "timeline"},
		{name: "x.txt", raw: "Text with {braces: 1}\nand [more]", keys: ""},
		{name: "x.json", raw: `{"cut": [1, 2`, keys: "cut"},
		{name: "x.timeline", raw: "<?xml version=\"1.0\"?>\n<!-- c --><timeline><version>1</version>\n<events/></timeline>", root: "timeline version events"},
		{name: "x.xlsx", raw: packed.String(), root: ""},
		{name: "x", raw: ""},
	} {
		p := form.NewProbe(fileOf(c.name, []byte(c.raw)))
		root := strings.TrimSpace(p.Root + " " + strings.Join(p.Children, " "))
		if keys := strings.Join(p.Keys, " "); keys != c.keys || root != c.root || p.Array != c.array {
			t.Errorf("%.40q: keys %q, root %q, array %v", c.raw, keys, root, p.Array)
		}
	}
	if p := form.NewProbe(fileOf("a.XLSX", packed.Bytes())); !p.HasMember("xl/") || !p.HasMember("xl/workbook.xml") || p.HasMember("x") || !p.Is(".xlsx") {
		t.Errorf("zip: %+v", p)
	}
	if p := form.NewProbe(fileOf("a.csv", []byte("\xff\xfea\x00,\x00\x28\x06"))); string(p.Head) != "a,ب" && string(p.Head) != "a,\u0628" {
		t.Errorf("UTF-16: %q", p.Head)
	}
}

func TestErrorsNameFileAndPlace(t *testing.T) {
	file := fileOf("a.csv", nil)
	cause := errors.New("deep")
	err := file.Fail(form.Place{Row: 3, Column: "Date"}, "it is odd: %w", cause)
	if err.Error() != `import a.csv: row 3, column "Date": it is odd: deep` || !errors.Is(err, cause) {
		t.Error(err)
	}
	if _, err := fileOf("big", make([]byte, 3<<20)).Bytes(1 << 20); err == nil || !strings.Contains(err.Error(), "3 MB") {
		t.Error(err)
	}
}

func TestSkippedHasWordsForEveryReason(t *testing.T) {
	for _, why := range form.Whys() {
		if (form.Skipped{Why: why}).Reason() == "" {
			t.Errorf("%s has no words", why)
		}
	}
	var d form.Document
	for range 10_002 {
		d.Skip(form.Place{}, form.NoDate, "")
	}
	if len(d.Skipped) != 10_000 || d.Dropped["skipped"] != 2 {
		t.Errorf("%d listed, %v", len(d.Skipped), d.Dropped)
	}
}

// A program that takes tags away and puts characters for entities, and sets the rest as HTML,
// shows the name and runs nothing of it.
func TestNamesOfGroupsAreNoHTML(t *testing.T) {
	for name, want := range map[string]string{
		"R&D, a < b":                                "R&D, a < b",
		"</script><img src=x onerror=alert(1)>":     "< /script>< img src=x onerror=alert(1)>",
		"&lt;img src=x onerror=alert(1)&gt; & more": "& lt;img src=x onerror=alert(1)& gt; &  more",
		"&#60img>": "& #60img>",
	} {
		got := form.SlideGroup(name)
		if got != want || html.UnescapeString(got) != got {
			t.Errorf("%q is written as %q, want %q", name, got, want)
		}
	}
}
