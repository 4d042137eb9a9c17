package chronology

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/print/content"
	"tarikh.org/tarikh/ui/print/pdf"
	"tarikh.org/tarikh/ui/print/pdf/pdftest"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/text/layout"
)

// fonts are the embedded ones, read once for all tests.
var fonts = sync.OnceValues(func() (poster.Faces, error) {
	f, err := layout.EmbeddedWithReading(assets.Files)
	return poster.Faces{Fonts: f}, err
})

func id(n int) data.ID { return data.ID{15: byte(n), 14: byte(n >> 8), 0: 1} }

func date(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// arabic are sentences whose words programs are to find again.
var arabic = []string{
	"وصل الوفد إلى العاصمة في 4 شباط/فبراير 2022 (نقلًا عن Reuters)، ولم يُعلن جزءٌ من البيان إلا لاحقًا.",
	"قَالَ المُعَلِّمُ: لِلإِنْسَانِ ذاكِرَةٌ، ولِلأُمَّةِ تاريخٌ، ثم كتب كِتابًا آخَرَ.",
}

// sample is what is taken of a small library with all that an event can have.
func sample(t testing.TB, lang string) form.Taken {
	t.Helper()
	article := data.Article{ID: id(101), Title: "خبر من العاصمة", Byline: "كاتب", Publisher: "The Paper", URL: "https://example.org/a?b=1", Lang: "ar", Published: date(t, "2022-02-05")}
	other := data.Article{ID: id(102), Title: "What happened?", Published: date(t, "2022")}
	excerpt := func(n int, a data.ID, words string) data.Excerpt {
		return data.Excerpt{ID: id(n), Article: a, Anchor: anchor.Selector{Exact: words}}
	}
	track := data.Track{ID: id(201), Name: "Diplomacy", Colour: "blue"}
	return form.Taken{
		Library: data.Library{Title: "Two winters"}, Lang: lang, Look: form.Look{Byline: "Amal <Haddad>"}, Edited: time.Unix(1_650_000_000, 0),
		Tracks: []data.Track{track}, Articles: []data.Article{article, other},
		Events: []form.TakenEvent{
			{Event: data.Event{ID: id(1), Title: "An early one", Date: date(t, "-0043-03-15"), Track: track.ID, Importance: 5, Place: "Rome", Tags: []string{"x", "y z"}, Source: "A chronicle", Links: []data.Reference{{URL: "https://example.org/", Title: "Page"}}}},
			{Event: data.Event{ID: id(2), Title: "قمة بكين", Date: date(t, "2022-02-04T20:00+08:00"), Track: track.ID, Importance: 4, Description: arabic[0] + "\n\n" + arabic[1]}, Excerpts: []data.Excerpt{
				excerpt(301, article.ID, arabic[1]), excerpt(302, other.ID, "He said so."), excerpt(303, id(999), "of no source"),
			}},
			{Event: data.Event{ID: id(3), Title: "\u202eHidden turn", Date: date(t, "2022-02?/.."), Track: track.ID, Importance: 1}},
		},
		Notes: []data.Annotation{
			{ID: id(401), Event: id(2), Text: "On the event, see [[that]]", Author: "Amal", Colour: "red"},
			{ID: id(402), Parent: id(401), Text: "An answer"},
			{ID: id(403), Article: article.ID, Anchor: anchor.Selector{Exact: "ذاكِرَةٌ"}},
			{ID: id(404), Span: date(t, "2020/2021"), Text: "On a span"},
		},
	}
}

func written(t testing.TB, from form.Taken) []byte {
	t.Helper()
	raw, _ := writtenAs(t, from)
	return raw
}

func writtenAs(t testing.TB, from form.Taken) ([]byte, form.Dropped) {
	t.Helper()
	var out bytes.Buffer
	lost, err := Format(fonts).Write(t.Context(), &out, from)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), lost
}

// TestWhatIsLeftOut counts passages that are in no source any more, and texts of articles.
func TestWhatIsLeftOut(t *testing.T) {
	from := sample(t, "en")
	from.Articles[0].Text = "the whole text"
	from.Events[1].Excerpts[0].Doubt.State = data.Orphan
	if _, lost := writtenAs(t, from); lost[form.LosesExcerpts] != 2 || lost[form.LosesArticles] != 1 {
		t.Errorf("lost %v", lost)
	}
}

// all is the text of all pages as their codes say it, without line ends, and turned around.
func all(f *pdftest.File) (text, back string) {
	for _, p := range f.Pages() {
		text += strings.ReplaceAll(f.Shown(p), "\n", "")
	}
	runes := []rune(text)
	slices.Reverse(runes)
	return text, string(runes)
}

// TestEverythingIsThere writes the sample in both languages and on all kinds of paper: the
// file is whole, and all that is known of the events and their sources is in it.
func TestEverythingIsThere(t *testing.T) {
	for lang, papers := range map[string][]string{"en": {"", "A5", "50x50mm"}, "ar": {"", "letter", "60x400mm"}} {
		for _, paper := range papers {
			from := sample(t, lang)
			from.Look.Paper = paper
			raw := written(t, from)
			f := pdftest.Read(t, raw)
			text, back := all(f)
			for _, want := range []string{"Two winters", "Amal <Haddad>", "An early one", "Diplomacy", "Rome", "A chronicle", "#y z", "Page", "He said so.", "On the event, see that", "An answer", "On a span", "What happened?", "The Paper", "example.org/a?b=1"} {
				plain := func(s string) string { return strings.ReplaceAll(s, " ", "") } // lines may end between words
				if !strings.Contains(plain(text), plain(want)) {
					t.Errorf("%s %s: there is no %q", lang, paper, want)
				}
			}
			for _, want := range []string{"بكين", "العاصمة", "المُعَلِّمُ", "ذاكِرَةٌ"} {
				if !strings.Contains(back, want) {
					t.Errorf("%s %s: there is no %q", lang, paper, want)
				}
			}
			if strings.Contains(text, "of no source") {
				t.Errorf("%s %s: a passage without its source is printed", lang, paper)
			}
			if d := pdftest.Text(f.Root()["Lang"]); d != lang {
				t.Errorf("the language is %q", d)
			}
			if paper == "" && !bytes.Equal(raw, written(t, from)) {
				t.Errorf("%s %s: other bytes the second time", lang, paper)
			}
		}
	}
}

// TestStructure checks what a screen reader is told of the sample, by the roles of elements
// in their order.
func TestStructure(t *testing.T) {
	f := pdftest.Read(t, written(t, sample(t, "en")))
	var roles []string
	var walk func(v any)
	walk = func(v any) {
		d := f.Dict(v)
		role, _ := d["S"].(pdftest.Name)
		if role == "" {
			return
		}
		says := string(role)
		if lang := pdftest.Text(d["Lang"]); lang != "" {
			says += ":" + lang
		}
		roles = append(roles, says)
		for _, kid := range f.Array(d["K"]) {
			walk(kid)
		}
	}
	walk(f.Array(f.Dict(f.Root()["StructTreeRoot"])["K"])[0])
	got := strings.Join(roles, " ")
	for _, want := range []string{
		"Document Sect H1 P P P H2 TOC TOCI Reference Link",
		"Sect H2 Event H3 P P P P",
		"Event H3:ar P P P P P:ar P:ar Reference Link Reference Link BlockQuote:ar Reference Link BlockQuote Reference Link P P P P Sect H2 Event",
		"Sect H2 L LI Lbl LBody P:ar P P Link P BlockQuote:ar LI",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s in\n%s", want, got)
		}
	}
	if got, want := f.Bookmarks(), []string{"Contents", "44 BCE", "2022", "Notes on spans of time", "Sources"}; !slices.Equal(got, want) {
		t.Errorf("bookmarks %q", got)
	}
}

// TestPagesAreNumbered checks the numbers at the feet and in the contents, of a document in
// which years begin on pages that are known late.
func TestPagesAreNumbered(t *testing.T) {
	from := many(t, 60)
	f := pdftest.Read(t, written(t, from))
	pages := f.Pages()
	if len(pages) < 8 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, p := range pages {
		if want := fmt.Sprintf("\n%d of %d\n", i+1, len(pages)); !strings.Contains(f.Shown(p), want) {
			t.Errorf("page %d is not numbered %q", i+1, want)
		}
	}
	place := f.Place(groupPlace(0))
	at := slices.Index(pages, place[0].(pdftest.Ref))
	if want := fmt.Sprintf("1900 37 events %d ", at+1); at < 1 || !strings.Contains(strings.Join(strings.Fields(f.Shown(pages[0])), " "), want) {
		t.Errorf("1900 begins on page %d; the contents say\n%s", at+1, f.Shown(pages[0]))
	}
}

// many are n events, ten days apart, of several lines each.
func many(t testing.TB, n int) form.Taken {
	t.Helper()
	from := sample(t, "en")
	from.Notes = nil
	from.Events = nil
	at := dates.DaysFromCivil(1900, 1, 5)
	for i := range n {
		y, m, day := dates.CivilFromDays(at + 10*int64(i))
		from.Events = append(from.Events, form.TakenEvent{
			Event:    data.Event{ID: id(1000 + i), Title: fmt.Sprint("Event ", i), Date: date(t, fmt.Sprintf("%04d-%02d-%02d", y, m, day)), Track: id(201), Importance: 3, Description: strings.Repeat("Some words of it. ", i%40)},
			Excerpts: []data.Excerpt{{ID: id(5000 + i), Article: id(101 + i%2), Anchor: anchor.Selector{Exact: "The words that report it."}}},
		})
	}
	return from
}

// TestALongTextGoesOn prints a text of many pages: all of it, with the event's date again
// on each.
func TestALongTextGoesOn(t *testing.T) {
	from := sample(t, "en")
	var text strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&text, "word%d ", i)
		if i%500 == 499 {
			text.WriteString("\n")
		}
	}
	from.Events[1].Description = text.String()
	f := pdftest.Read(t, written(t, from))
	shown, _ := all(f)
	for _, i := range []int{0, 499, 500, 1000, 1499} {
		if !strings.Contains(shown, fmt.Sprintf("word%d", i)) {
			t.Errorf("word %d is not there", i)
		}
	}
	if n := strings.Count(shown, "4 February 2022, continued"); n < 2 {
		t.Errorf("the date is again on %d pages", n)
	}
}

// TestLinesStayTogether checks where a page may end: after no title, not within a short
// paragraph, and in a long one with two lines at least on both sides.
func TestLinesStayTogether(t *testing.T) {
	faces, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	s := newSetter(faces, false)
	of := func(n int, alone bool) *item {
		return &item{set: s.set(strings.TrimSpace(strings.Repeat("wordwordword ", n)), textStyle, 70), alone: alone}
	}
	c := &column{items: []*item{of(1, true), of(2, false), of(3, false), of(5, false)}}
	var free []bool
	for _, r := range c.rows() {
		free = append(free, r.free)
	}
	if want := []bool{false, false, true, false, false, true, false, true, true, false, true}; !slices.Equal(free, want) {
		t.Errorf("a page may end after %v, want %v", free, want)
	}
}

// TestOddLibraries writes what is empty, endless, or far away.
func TestOddLibraries(t *testing.T) {
	empty := form.Taken{Edited: time.Unix(0, 0), Lang: "en"}
	pdftest.Read(t, written(t, empty))

	odd := sample(t, "ar")
	odd.Library.Title = strings.Repeat("a very long title ", 200)
	for i, edtf := range []string{"Y-13800000000", "../-0500", "1999/..", "Y170000002", "[1667,1668]", "2021-21", "156X~", "2004-06-~01/2004-06-~20"} {
		odd.Events = append(odd.Events, form.TakenEvent{Event: data.Event{ID: id(20 + i), Title: strings.Repeat("x", 600), Date: date(t, edtf), Track: id(77)}})
	}
	pdftest.Read(t, written(t, odd))

	far := many(t, 10)
	far.Events = nil
	for i := range 130 {
		far.Events = append(far.Events, form.TakenEvent{Event: data.Event{ID: id(i), Title: "E", Date: date(t, fmt.Sprintf("Y%d", 20000+i*1000000)), Track: id(201)}})
	}
	f := pdftest.Read(t, written(t, far))
	if n := len(f.Bookmarks()); n > content.MostGroups+2 {
		t.Errorf("%d bookmarks", n)
	}
}

// TestTheFrontGoesOn lays out titles and texts above the contents that are higher than a
// page: all is within pages, and words and entries are all there.
func TestTheFrontGoesOn(t *testing.T) {
	for paper, title := range map[string]string{"A4": strings.Repeat("a very long title ", 200), "100x100mm": "Short"} {
		from := sample(t, "en")
		from.Look = form.Look{Paper: paper, Title: title, About: strings.Repeat("What it shows. ", 400) + "The last word."}
		c, err := content.New(from)
		if err != nil {
			t.Fatal(err)
		}
		faces, err := fonts()
		if err != nil {
			t.Fatal(err)
		}
		size, err := form.PaperSize(paper)
		if err != nil {
			t.Fatal(err)
		}
		d := &document{Content: c, Document: pdf.New(io.Discard, faces.Fonts, pdf.Info{Title: c.Title}), text: newSetter(faces, false), page: newGeometry(size, false)}
		f := d.newFront()
		for page, blocks := range f.blocks {
			for _, b := range blocks {
				if b.y < d.page.top || b.y+b.height+b.after > d.page.bottom {
					t.Errorf("%s: page %d has something from %v to %v, and room from %v to %v", paper, page+1, b.y, b.y+b.height, d.page.top, d.page.bottom)
				}
			}
		}
		if len(f.blocks) < 2 {
			t.Errorf("%s: %d pages", paper, len(f.blocks))
		}
		shown, _ := all(pdftest.Read(t, written(t, from)))
		for _, word := range []string{"The last word.", "Contents", "44 BCE"} {
			if !strings.Contains(shown, word) {
				t.Errorf("%s: %q is not there", paper, word)
			}
		}
	}
}

// TestTimesWithoutEnds says of which time a document is, and divides it by years, where
// events have no beginning or no end.
func TestTimesWithoutEnds(t *testing.T) {
	from := sample(t, "en")
	from.Events = nil
	for i, edtf := range []string{"2020/..", "../2020", "1667"} {
		from.Events = append(from.Events, form.TakenEvent{Event: data.Event{ID: id(20 + i), Title: "E", Date: date(t, edtf), Track: id(201)}})
	}
	c, err := content.New(from)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Told(); !strings.HasSuffix(got, "1667 \u2013 2020") {
		t.Error(got)
	}
	if len(c.Groups) != 2 || c.Groups[0].Name != "1667" || c.Groups[1].Name != "2020" {
		t.Errorf("%+v", c.Groups)
	}
	if shown, _ := all(pdftest.Read(t, written(t, from))); strings.Contains(shown, "292,277") {
		t.Error(shown)
	}
}

// TestRefusals refuses what is no paper, and stops when it is told to or cannot write.
func TestRefusals(t *testing.T) {
	from := sample(t, "en")
	from.Look.Paper = "A9"
	if _, err := Format(fonts).Write(t.Context(), io.Discard, from); err == nil || !strings.Contains(err.Error(), "A9") {
		t.Errorf("paper A9: %v", err)
	}
	stop, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Format(fonts).Write(stop, io.Discard, sample(t, "en")); !errors.Is(err, context.Canceled) {
		t.Errorf("after cancelling: %v", err)
	}
	if _, err := Format(fonts).Write(t.Context(), closed{}, many(t, 30)); !errors.Is(err, os.ErrClosed) {
		t.Errorf("a writer that is closed: %v", err)
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, os.ErrClosed }

var word = regexp.MustCompile(`[\x{0621}-\x{065f}\x{0670}-\x{06d3}]+`)

// TestPdftotextFindsTheWords takes the text out with pdftotext: no Arabic word is lost.
func TestPdftotextFindsTheWords(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("there is no pdftotext here")
	}
	for _, lang := range []string{"en", "ar"} {
		file := filepath.Join(t.TempDir(), "file.pdf")
		if err := os.WriteFile(file, written(t, sample(t, lang)), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("pdftotext", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		found := word.FindAllString(string(out), -1)
		for _, w := range word.FindAllString(strings.Join(arabic, " ")+" "+arabic[1], -1) {
			i := slices.Index(found, w)
			if i < 0 {
				t.Errorf("%s: %s is not found", lang, w)
				continue
			}
			found = slices.Delete(found, i, i+1)
		}
	}
}
