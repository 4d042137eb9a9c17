package office

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	intake "tarikh.org/tarikh/data/intake/office"
	"tarikh.org/tarikh/data/text/anchor"
)

func id(n int) data.ID { return data.ID{15: byte(n), 14: byte(n >> 8), 0: 1} }

func date(t rapid.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sample is what is taken of a small library with all that a chronology has.
func sample(t rapid.TB, lang string) form.Taken {
	t.Helper()
	article := data.Article{ID: id(101), Title: "خبر من العاصمة", Byline: "كاتب", Publisher: "The Paper", URL: "https://example.org/a?b=1&c=2", Lang: "ar", Published: date(t, "2022-02-05")}
	other := data.Article{ID: id(102), Title: "What happened?", Lang: "fr-CA", Published: date(t, "2022"), URL: "javascript:alert(1)"}
	excerpt := func(n int, a data.ID, words string) data.Excerpt {
		return data.Excerpt{ID: id(n), Article: a, Anchor: anchor.Selector{Exact: words}}
	}
	track := data.Track{ID: id(201), Name: "Diplomacy & <trade>", Colour: "blue"}
	return form.Taken{
		Library: data.Library{Title: "Two winters"}, Lang: lang, Look: form.Look{Byline: "Amal <Haddad>", About: "One.\nTwo."}, Edited: time.Unix(1_650_000_000, 0),
		Tracks: []data.Track{track}, Articles: []data.Article{article, other},
		Events: []form.TakenEvent{
			{Event: data.Event{ID: id(1), Title: "An early one", Date: date(t, "-0043-03-15"), Track: track.ID, Place: "Rome", Tags: []string{"x", "y z"}, Source: "A chronicle", Links: []data.Reference{
				{URL: "https://example.org/?a=\"b\"", Title: "Page"}, {URL: "javascript:alert(2)", Title: "Script"}, {URL: "mailto:a@example.org", Title: "Letter"},
			}}},
			{Event: data.Event{ID: id(2), Title: "قمة بكين", Date: date(t, "2022-02-04T20:00+08:00"), Track: track.ID, Description: "وصل الوفد (نقلًا عن Reuters) في 2022.\n\n</w:t><b>bold</b>  &amp; \x01\x02"}, Excerpts: []data.Excerpt{
				excerpt(301, article.ID, "ثم كتب كِتابًا آخَرَ."), excerpt(302, other.ID, "He said so.\nTwice."), excerpt(303, id(999), "of no source"),
			}},
			{Event: data.Event{ID: id(3), Title: "\u202eHidden turn", Date: date(t, "2022-02?/.."), Track: track.ID}},
		},
		Notes: []data.Annotation{
			{ID: id(401), Event: id(2), Text: "On the event, see [[that]]", Author: "Amal", Colour: "red"},
			{ID: id(402), Parent: id(401), Text: "جواب"},
			{ID: id(403), Article: article.ID, Anchor: anchor.Selector{Exact: "ذاكِرَةٌ"}},
			{ID: id(404), Span: date(t, "2020/2021"), Text: "On a span"},
		},
	}
}

func written(t rapid.TB, f form.Format, from form.Taken) ([]byte, form.Dropped) {
	t.Helper()
	var out bytes.Buffer
	lost, err := f.Write(context.Background(), &out, from)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), lost
}

// parts are the files of a document by their names, and their order.
func parts(t rapid.TB, raw []byte) (map[string]string, []*zip.File) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		contents, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(contents)
	}
	return all, z.File
}

// element is one of XML with its children in their order.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Kids    []element  `xml:",any"`
	Text    string     `xml:",chardata"`
}

func parse(t rapid.TB, name, contents string) element {
	t.Helper()
	var e element
	d := xml.NewDecoder(strings.NewReader(contents))
	if err := d.Decode(&e); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return e
}

func (e element) each(do func(element)) {
	do(e)
	for _, k := range e.Kids {
		k.each(do)
	}
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// schema is the order of the children of elements, by ECMA-376 (wml.xsd), of those that are
// written.
var schema = map[string]string{
	"pPr":       "pStyle keepNext keepLines widowControl numPr pBdr tabs bidi spacing ind jc outlineLvl",
	"rPr":       "rStyle rFonts b bCs i iCs color sz szCs u vertAlign rtl lang",
	"tblPr":     "tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook",
	"tbl":       "tblPr tblGrid tr",
	"tr":        "trPr tc",
	"tc":        "tcPr p",
	"sectPr":    "headerReference footerReference pgSz pgMar titlePg bidi",
	"style":     "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
	"settings":  "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang decimalSymbol listSeparator",
	"lvl":       "start numFmt lvlText lvlJc pPr",
	"sdt":       "sdtPr sdtContent",
	"numbering": "abstractNum num",
}

// TestWordFindsNothingToRepair checks what Word refuses a document for: the order of
// elements, names that are there twice, and references to what is not there.
func TestWordFindsNothingToRepair(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		raw, _ := written(t, Formats()[0], sample(t, lang))
		files, _ := parts(t, raw)
		styles := map[string]bool{}
		parse(t, "styles", files["word/styles.xml"]).each(func(e element) {
			if e.XMLName.Local == "style" {
				if styles[e.attr("styleId")] {
					t.Errorf("style %s is there twice", e.attr("styleId"))
				}
				styles[e.attr("styleId")] = true
			}
		})
		for name, contents := range files {
			tree := parse(t, name, contents)
			ids, refers := map[string]bool{}, map[string]bool{}
			tree.each(func(e element) {
				kind := e.XMLName.Local
				if order, known := schema[kind]; known {
					last := -1
					for _, k := range e.Kids {
						at := slices.Index(strings.Fields(order), k.XMLName.Local)
						if at < last || at < 0 {
							t.Errorf("%s: %s in %s is out of order", name, k.XMLName.Local, kind)
						}
						last = at
					}
				}
				switch kind {
				case "bookmarkStart", "footnote", "Relationship":
					for _, key := range []string{"id", "Id", "name"} {
						if v := e.attr(key); v != "" && kind != "footnote" || key == "id" && e.attr("type") == "" && kind == "footnote" && name == "word/footnotes.xml" {
							if ids[kind+key+v] {
								t.Errorf("%s: %s %s is there twice", name, kind, v)
							}
							ids[kind+key+v] = true
						}
					}
				case "pStyle", "rStyle", "tblStyle", "basedOn", "next":
					if !styles[e.attr("val")] {
						t.Errorf("%s: there is no style %q", name, e.attr("val"))
					}
				case "hyperlink":
					if a := e.attr("anchor"); a != "" && name == "word/document.xml" {
						refers["bookmarkStartname"+a] = true
					}
				case "footnoteReference":
					if !strings.Contains(files["word/footnotes.xml"], `<w:footnote w:id="`+e.attr("id")+`">`) {
						t.Errorf("there is no footnote %s", e.attr("id"))
					}
				}
				if r := relation(e); r != "" {
					base := name[strings.LastIndex(name, "/")+1:]
					if !strings.Contains(files["word/_rels/"+base+".rels"], `Id="`+r+`"`) {
						t.Errorf("%s: there is no relation %s", name, r)
					}
				}
			})
			for r := range refers {
				if !ids[r] {
					t.Errorf("%s: there is no %s", name, r)
				}
			}
			if !strings.HasSuffix(name, ".rels") && !strings.HasPrefix(name, "[") && !strings.Contains(files["[Content_Types].xml"], `PartName="/`+name+`"`) {
				t.Errorf("%s has no type", name)
			}
		}
		for _, want := range []string{`Target="https://example.org/?a=%22b%22" TargetMode`, `Target="mailto:a@example.org"`} {
			if !strings.Contains(files["word/_rels/document.xml.rels"], want) {
				t.Errorf("there is no %s: %s", want, files["word/_rels/document.xml.rels"])
			}
		}
	}
}

func relation(e element) string {
	for _, a := range e.Attrs {
		if a.Name.Local == "id" && strings.HasSuffix(a.Name.Space, "relationships") {
			return a.Value
		}
	}
	return ""
}

// TestDirections checks the direction of documents, of what is in them, and of runs.
func TestDirections(t *testing.T) {
	for _, c := range []struct {
		lang   string
		format int
		file   string
		want   []string
	}{
		{"en", 0, "word/document.xml", []string{
			`<w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">وصل الوفد (نقلًا عن </w:t></w:r><w:r><w:t xml:space="preserve">Reuters</w:t></w:r><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">) في 2022.</w:t></w:r>`,
			`<w:rtl/><w:lang w:bidi="ar"/>`, `<w:lang w:val="fr-CA"/>`, `<w:pBdr><w:right w:val="single"`,
		}},
		{"ar", 0, "word/document.xml", []string{`<w:bidiVisual/>`, `<w:titlePg/><w:bidi/></w:sectPr>`, `<w:bidi w:val="0"/><w:jc w:val="right"/></w:pPr><w:bookmarkStart`[:48]}},
		{"ar", 0, "word/styles.xml", []string{`<w:widowControl/><w:bidi/>`}},
		{"ar", 0, "docProps/core.xml", []string{`<dc:language>ar</dc:language>`, `<dcterms:modified xsi:type="dcterms:W3CDTF">2022-04-15T05:20:00Z<`, `<dc:creator>Amal &lt;Haddad&gt;<`}},
		{"ar", 1, "styles.xml", []string{`style:writing-mode="rl-tb" fo:text-align="right"`}},
		{"ar", 1, "content.xml", []string{`table:align="margins" style:writing-mode="rl-tb"`, `text:style-name="Lang_fr-CA"`, `xlink:href="https://example.org/?a=%22b%22"`}},
		{"ar", 1, "meta.xml", []string{`<dc:language>ar</dc:language>`, `<dc:date>2022-04-15T05:20:00Z<`}},
	} {
		raw, _ := written(t, Formats()[c.format], sample(t, c.lang))
		files, _ := parts(t, raw)
		for _, want := range c.want {
			if !strings.Contains(files[c.file], want) {
				t.Errorf("%s %s: there is no %s", c.lang, c.file, want)
			}
		}
		for name, contents := range files {
			if strings.Contains(contents, `"javascript`) || strings.ContainsAny(contents, "\u2068\u2069\u202e\x01") {
				t.Errorf("%s %s has what it must not have", c.lang, name)
			}
		}
	}
}

// TestOpenDocument checks what is asked of the archive, and that styles are there.
func TestOpenDocument(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		raw, _ := written(t, Formats()[1], sample(t, lang))
		files, order := parts(t, raw)
		if f := order[0]; f.Name != "mimetype" || f.Method != zip.Store || f.Flags != 0 || len(f.Extra) > 0 || !bytes.HasPrefix(raw[30:], []byte("mimetype"+odtType)) {
			t.Errorf("the first file is %+v", f.FileHeader)
		}
		named := map[string]bool{}
		for _, name := range []string{"styles.xml", "content.xml"} {
			parse(t, name, files[name]).each(func(e element) {
				if n := e.attr("name"); strings.HasSuffix(e.XMLName.Local, "style") {
					if named[n] && n != "" {
						t.Errorf("style %s is there twice", n)
					}
					named[n] = true
				}
			})
		}
		places := map[string]bool{}
		notes := 0
		content := parse(t, "content", files["content.xml"])
		content.each(func(e element) {
			if e.XMLName.Local == "bookmark" {
				places["#"+e.attr("name")] = true
			}
		})
		content.each(func(e element) {
			for _, a := range e.Attrs {
				if a.Name.Local == "style-name" && !named[a.Value] {
					t.Errorf("there is no style %s", a.Value)
				}
				if a.Name.Local == "href" && strings.HasPrefix(a.Value, "#") && !places[a.Value] {
					t.Errorf("there is no place %s", a.Value)
				}
			}
			if e.XMLName.Local == "note" {
				notes++
			}
		})
		if notes != 2 {
			t.Errorf("%d footnotes", notes)
		}
	}
}

// TestSameBytes writes twice, and counts what is left out.
func TestSameBytes(t *testing.T) {
	for _, f := range Formats() {
		from := sample(t, "ar")
		from.Articles[0].Text = "all of it"
		one, lost := written(t, f, from)
		two, _ := written(t, f, from)
		if !bytes.Equal(one, two) {
			t.Errorf("%s: other bytes the second time", f.Name)
		}
		if lost[form.LosesControls] != 2 || lost[form.LosesArticles] != 1 || lost[form.LosesExcerpts] != 1 || len(lost) != 3 {
			t.Errorf("%s: lost %v", f.Name, lost)
		}
	}
}

var (
	tags     = regexp.MustCompile(`<[^>]*>`)
	entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&quot;", `"`, "&#39;", "'", "&amp;", "&")
)

// words are those of a text without marks of direction, in one line.
func words(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r == lrm || r == rlm || turns(r) {
			return -1
		}
		return r
	}, s)), " ")
}

// TestEverythingComesBack reads documents by the reader of articles: all that people wrote
// is in them.
func TestEverythingComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab <>&\"'[]*_`\\ ابج 12,.-\u200f\u2067\u2069\u202a\u202c\u200d😀|{}$")), 1, 30, -1)
		from := sample(t, rapid.SampledFrom([]string{"en", "ar"}).Draw(t, "language"))
		says := []string{text.Draw(t, "title"), text.Draw(t, "text"), "Q" + text.Draw(t, "quotation")}
		e := &from.Events[1]
		e.Title, e.Description, e.Excerpts[0].Anchor.Exact = says[0], says[1], says[2]
		for _, f := range Formats() {
			raw, _ := written(t, f, from)
			read, err := intake.Read(raw)
			if err != nil {
				t.Fatal(err)
			}
			got := words(entities.Replace(tags.ReplaceAllString(read.HTML, " ")))
			for _, say := range append(says, "Two winters", "An early one", "He said so.", "Twice.", "On a span") {
				if !strings.Contains(got, words(form.Clean(say))) {
					t.Fatalf("%s: %q does not come back: %s", f.Name, say, got)
				}
			}
			if read.Title != "Two winters" || read.Author != "Amal <Haddad>" {
				t.Errorf("%s is by %q: %q", f.Name, read.Author, read.Title)
			}
		}
	})
}

// TestMarks checks where marks are in place of isolates.
func TestMarks(t *testing.T) {
	for _, c := range []struct {
		text string
		rtl  bool
		want string
	}{
		{"\u2068plain 1\u2069 \u00b7 a", false, "plain 1 \u00b7 a"},
		{"\u2068نص\u2069 \u00b7 1", false, "\u200e\u200fنص\u200f\u200e \u00b7 1"},
		{"\u2068What?\u2069 1", true, "\u200f\u200eWhat?\u200e\u200f 1"},
		{"\u20682022-02-04\u2069", true, "\u200f\u200e2022-02-04\u200e\u200f"},
		{"\u2068a نص\u2069 1", false, "\u200e\u200ea نص\u200e\u200e 1"},
		{"\u202eturn", false, "\u200e\u200fturn"},
		{"\u2069\u202cend", false, "end"},
		{strings.Repeat("\u2067", 40) + "x", false, strings.Repeat("\u200f\u200f", 15)},
	} {
		got := marked(c.text, c.rtl)
		if strings.Count(c.text, "\u2067") == 40 {
			if len([]rune(got)) > 2*maxOpen+1 {
				t.Errorf("%q is long", got)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
	}
}

// TestRefusals refuses what is no paper, and stops when it is told to or cannot write.
func TestRefusals(t *testing.T) {
	for _, f := range Formats() {
		from := sample(t, "en")
		from.Look.Paper = "A9"
		if _, err := f.Write(t.Context(), io.Discard, from); err == nil || !strings.Contains(err.Error(), "A9") {
			t.Errorf("paper A9: %v", err)
		}
		stop, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := f.Write(stop, io.Discard, sample(t, "en")); !errors.Is(err, context.Canceled) {
			t.Errorf("after cancelling: %v", err)
		}
		if _, err := f.Write(t.Context(), closed{}, sample(t, "en")); !errors.Is(err, os.ErrClosed) {
			t.Errorf("a writer that is closed: %v", err)
		}
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, os.ErrClosed }

// FuzzEscape checks that a text comes back out of XML as it was, without what XML forbids.
func FuzzEscape(f *testing.F) {
	for _, seed := range []string{"", "a & b < c > \"d\"", "\x00\x1f\ufffe\uffff", "]]>", "<!--", "\xff\xfe", "سطر\tآخر", "&#x1;", "\U0010ffff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, dropped := escape(s)
		var got struct {
			Attr string `xml:"a,attr"`
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal([]byte(`<x a="`+clean+`">`+clean+`</x>`), &got); err != nil {
			t.Fatalf("%q: %v", clean, err)
		}
		if got.Text != got.Attr || strings.ContainsAny(clean, "<>\"\t\n") {
			t.Errorf("%q in an attribute is %q", got.Text, got.Attr)
		}
		if n := len([]rune(s)); len([]rune(got.Text))+dropped != n {
			t.Errorf("%d characters of %d, %d dropped", len([]rune(got.Text)), n, dropped)
		}
		for _, rtl := range []bool{false, true} {
			var all string
			for _, r := range runs([]span{{text: s}}, rtl) {
				all += r.text
			}
			if strings.IndexFunc(all, turns) >= 0 || words(all) != words(strings.ToValidUTF8(s, "\ufffd")) && strings.ToValidUTF8(s, "") == s {
				t.Errorf("%q as runs is %q", s, all)
			}
		}
	})
}

// many is what is taken of a library of n events.
func many(t testing.TB, n int) form.Taken {
	t.Helper()
	from := sample(t, "en")
	e := from.Events[1]
	from.Events = nil
	for i := range n {
		e.ID, e.Title, e.Date = id(1000+i), fmt.Sprint("Event ", i), date(t, fmt.Sprintf("%d-02-04", 1900+i%120))
		from.Events = append(from.Events, e)
	}
	return from
}

func BenchmarkWrite(b *testing.B) {
	for _, f := range Formats() {
		for _, n := range []int{40, 1_000, 10_000} {
			from := many(b, n)
			b.Run(fmt.Sprint(f.Name, n), func(b *testing.B) {
				for b.Loop() {
					raw, _ := written(b, f, from)
					b.ReportMetric(float64(len(raw)), "bytes")
				}
			})
		}
	}
}
