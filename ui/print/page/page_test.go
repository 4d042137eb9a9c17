package page

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/take"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
)

// newStore creates a library with some rows in it, which is closed with the test.
func newStore(t testing.TB, first data.Edit) data.Store {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "Tarikh test").
		Create(t.Context(), filepath.Join(t.TempDir(), "test.tarikh"), "Test", first)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

// written is the page of a library, of what a selection takes.
func written(t testing.TB, store data.Store, s take.Selection) (string, form.Dropped) {
	t.Helper()
	taken, err := take.From(t.Context(), store, s)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	lost, err := Write(t.Context(), &out, taken)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), lost
}

func date(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func made[R any](rows ...R) (changes []data.Change[R]) {
	for i := range rows {
		changes = append(changes, data.Change[R]{After: &rows[i]})
	}
	return changes
}

// edtfs are dates of every kind.
var edtfs = []string{
	"2022-02-04", "2022-02-04T20:00+08:00", "2022", "2022-02", "2020-01-23/2020-04-08", "2020~", "201X", "2020/..", "../2020", "../..", "2020/",
	"[1667,1668]", "Y-13800000000", "-0043-03-15", "0000", "2020-21", "Y13800000000", "1950S2", "2022-02-04T20:00:05", "2020-01-23T10:00/2020-01-23T12:30", "-0043/..",
}

// library is an edit that makes a small library; evil is in all of its texts.
func library(t testing.TB, evil string) data.Edit {
	t.Helper()
	track := data.Track{ID: data.NewID(), Name: "News" + evil, Colour: "red"}
	text := "He said “yes" + evil + "” today."
	article := data.Article{ID: data.NewID(), Title: "Source" + evil, Publisher: "Paper" + evil, URL: "https://example.org/a", Lang: "en", Published: date(t, "2022-02-05")}.WithText(text)
	unread := data.Article{ID: data.NewID(), Title: "Secret", URL: "https://example.org/b"}.WithText("never cited")
	e := data.Edit{Tracks: made(track), Articles: made(article, unread)}
	for i, edtf := range edtfs {
		e.Events = append(e.Events, made(data.Event{
			ID: data.NewID(), Title: fmt.Sprintf("Event %d%s", i, evil), Date: date(t, edtf), Track: track.ID, Importance: 1 + i%5,
			Description: "What happened" + evil, Place: "Here" + evil, Source: "Office" + evil, Tags: []string{"a", "b"},
			Links: []data.Reference{{URL: "https://example.org/more", Title: "More" + evil}, {URL: "mailto:a@example.org"}},
		})...)
	}
	at := strings.Index(text, "yes")
	passage, err := anchor.Make(text, at, at+len("yes"+evil))
	if err != nil {
		t.Fatal(err)
	}
	e.Excerpts = made(data.Excerpt{ID: data.NewID(), Event: e.Events[0].After.ID, Article: article.ID, Anchor: passage})
	e.Annotations = made(data.Annotation{ID: data.NewID(), Event: e.Events[0].After.ID, Text: "private thoughts", Author: "me", Colour: "amber", Created: 1})
	return e
}

// unpacked reads the data of a page.
func unpacked(t testing.TB, page string) contents {
	t.Helper()
	block := regexp.MustCompile(`(?s)<script type="application/octet-stream" id="data">([^<]*)</script>`).FindStringSubmatch(page)
	if block == nil {
		t.Fatal("the page has no data")
	}
	zip, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(block[1])))
	if err != nil {
		t.Fatal(err)
	}
	var c contents
	if err := json.NewDecoder(zip).Decode(&c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheSameLibraryGivesTheSameBytes(t *testing.T) {
	store := newStore(t, library(t, ""))
	first, _ := written(t, store, take.Selection{})
	if second, _ := written(t, store, take.Selection{}); first != second {
		t.Error("two pages of one library differ")
	}
}

func TestNothingPrivateIsInThePage(t *testing.T) {
	store := newStore(t, library(t, ""))
	page, lost := written(t, store, take.Selection{})
	c := unpacked(t, page)
	all, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{"private thoughts", "Secret", "never cited", "today."} {
		if strings.Contains(page, private) || bytes.Contains(all, []byte(private)) {
			t.Errorf("%q is in the page", private)
		}
	}
	if len(lost) != 0 {
		t.Errorf("left out %v of what was taken", lost)
	}
	if len(c.Articles) != 1 || c.Excerpts[placeOf(c, "Event 0")][0].Exact != "yes" {
		t.Errorf("articles %v, excerpts %v", c.Articles, c.Excerpts)
	}
	if links := c.Links[0]; len(links) != 1 || links[0].URL != "https://example.org/more" {
		t.Errorf("links %v: only those that a browser may be sent to", links)
	}
}

func placeOf(c contents, title string) int {
	for i, t := range c.Titles {
		if t == title {
			return i
		}
	}
	return -1
}

func TestForeignTextIsOnlyText(t *testing.T) {
	const evil = `</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> {{script}} &amp; "'`
	page, _ := written(t, newStore(t, library(t, evil)), take.Selection{})
	if n := strings.Count(page, "<script"); n != 2 {
		t.Errorf("%d scripts, not those of the data and of the program alone", n)
	}
	for _, no := range []string{"<img", "alert(1)</script>", "<!--"} {
		if strings.Contains(page, no) {
			t.Errorf("%q is in the page", no)
		}
	}
	c := unpacked(t, page)
	if i := placeOf(c, "Event 0"+evil); i < 0 || c.Texts[i] != "What happened"+evil || c.Excerpts[i][0].Exact != "yes"+evil {
		t.Error("texts are not what they were")
	}
	if want := html.EscapeString("Event 0" + evil); !strings.Contains(page, want) {
		t.Error("the plain list lacks a title")
	}
}

func TestThePolicyNamesWhatIsThere(t *testing.T) {
	page, _ := written(t, newStore(t, library(t, "")), take.Selection{})
	part := func(pattern string) string {
		m := regexp.MustCompile("(?s)" + pattern).FindStringSubmatch(page)
		if m == nil {
			t.Fatalf("nothing is like %s", pattern)
		}
		return m[1]
	}
	policy := html.UnescapeString(part(`Content-Security-Policy" content="([^"]*)"`))
	for _, want := range []string{"default-src 'none'", "font-src data:", "script-src " + sourceHash(part(`<script>(.*?)</script>`)), "style-src " + sourceHash(part(`<style>(.*?)</style>`))} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy %q lacks %q", policy, want)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Errorf("the policy %q allows too much", policy)
	}
	program := part(`<script>(.*?)</script>`)
	for _, no := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttpRequest", "import("} {
		if strings.Contains(program, no) {
			t.Errorf("the program has %s", no)
		}
	}
}

// TestThePageIsSmall measures the code of the page, with the messages of both languages; fonts
// are data, as pictures are.
func TestThePageIsSmall(t *testing.T) {
	page, _ := written(t, newStore(t, data.Edit{}), take.Selection{Lang: "both"})
	code := len(regexp.MustCompile(`data:font/woff2;base64,[^)]*`).ReplaceAllString(page, ""))
	if most := 200 << 10; code > most {
		t.Errorf("an empty page has %d bytes of code, more than %d", code, most)
	}
	if most := 68 << 10; len(page)-code > most {
		t.Errorf("its fonts have %d bytes, more than %d", len(page)-code, most)
	}
	if c := unpacked(t, page); len(c.Titles) != 0 || c.Words["ar"]["page.events"] == nil {
		t.Errorf("an empty library gives %v", c.Titles)
	}
}

// TestThePageSpeaks has one language, or both.
func TestThePageSpeaks(t *testing.T) {
	store := newStore(t, data.Edit{})
	for lang, want := range map[string]string{"en": `<html lang="en" dir="ltr"`, "ar": `<html lang="ar" dir="rtl"`, "both": `<html lang="en" dir="ltr"`} {
		page, _ := written(t, store, take.Selection{Lang: lang})
		words := unpacked(t, page).Words
		if !strings.Contains(page, want) || (words["en"] != nil) != (lang != "ar") || (words["ar"] != nil) != (lang != "en") {
			t.Errorf("%s: %v, %.80s", lang, len(words), page)
		}
	}
}

func TestThePlainListEnds(t *testing.T) {
	e := library(t, "")
	for i := range mostListed + 5 {
		e.Events = append(e.Events, made(data.Event{ID: data.NewID(), Title: fmt.Sprint("More ", i), Date: date(t, "2023-01-01"), Track: e.Tracks[0].After.ID, Importance: 3})...)
	}
	page, _ := written(t, newStore(t, e), take.Selection{Lang: "both"})
	if n := strings.Count(page, "<article>"); n != mostListed {
		t.Errorf("%d events are listed, want %d", n, mostListed)
	}
	for _, want := range []string{
		`<time datetime="2022-02-04"><bdi lang="en">Friday 4 February 2022</bdi> · <bdi lang="ar">الجمعة 4 شباط/فبراير 2022</bdi></time>`,
		`<h2><bdi lang="en">2022</bdi></h2>`, `<time><bdi lang="en">2010s</bdi> · <bdi lang="ar">عقد 2010</bdi></time>`,
		fmt.Sprintf(`<bdi lang="en">and %d more events`, len(e.Events)-mostListed),
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the plain list lacks %s", want)
		}
	}
}

func TestLinksOutliveOtherEvents(t *testing.T) {
	var ids []data.ID
	for range 5000 {
		ids = append(ids, data.NewID())
	}
	few, joined := keys(ids[:1])
	n, all := keys(ids)
	if few != leastKey || !strings.HasPrefix(all, joined) {
		t.Errorf("the key of an event is %q alone and %q among others", joined, all[:n])
	}
	seen := map[string]bool{}
	for i := 0; i < len(all); i += n {
		seen[all[i:i+n]] = true
	}
	if len(seen) != len(ids) {
		t.Errorf("%d keys of %d events", len(seen), len(ids))
	}
}

// TestThePageReadsItsData opens a page with the program that is in it.
func TestThePageReadsItsData(t *testing.T) {
	store := newStore(t, library(t, ""))
	page, _ := written(t, store, take.Selection{})
	type row struct {
		Title  string     `json:"title"`
		EDTF   string     `json:"edtf"`
		Lo     float64    `json:"lo"`
		Hi     float64    `json:"hi"`
		Core   [3]float64 `json:"core"`
		Quotes int        `json:"quotes"`
	}
	var want []row
	for e, err := range store.Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		excerpts, err := store.EventExcerpts(t.Context(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		lo, hi, doubts := e.Date.Core()
		want = append(want, row{e.Title, e.Date.EDTF, float64(e.Date.Lo), float64(e.Date.Hi), [3]float64{float64(lo), float64(hi), float64(doubts)}, len(excerpts)})
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "page.html")
	if err := os.WriteFile(path, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	var got []row
	if err := json.Unmarshal([]byte(node(t, "../../../assets/page/vectors/open.js", path)), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d events, want %d", len(got), len(want))
	}
	for i, w := range want {
		if g := got[i]; g.Title != w.Title || g.EDTF != w.EDTF || g.Quotes != w.Quotes || !near(g.Lo, w.Lo) || !near(g.Hi, w.Hi) ||
			!near(g.Core[0], w.Core[0]) || !near(g.Core[1], w.Core[1]) || g.Core[2] != w.Core[2] {
			t.Errorf("%s: %+v, want %+v", w.EDTF, g, w)
		}
	}
}

// near allows for what a number of JavaScript does not hold of seconds, and for ends that
// are open, which are further away than anything.
func near(a, b float64) bool {
	const open = 1e18
	return a == b || a > open && b > open || a < -open && b < -open || max(a-b, b-a) <= 64 && max(a, -a) > 1e15
}

// TestWholeTextsAndNotesComeWhereTheyAreTaken also holds the places of passages to the units
// of JavaScript.
func TestWholeTextsAndNotesComeWhereTheyAreTaken(t *testing.T) {
	e := library(t, "")
	text := "العنوان\n😀 قال «نعم» اليوم.\n"
	at := strings.Index(text, "نعم")
	passage, err := anchor.Make(text, at, at+len("نعم"))
	if err != nil {
		t.Fatal(err)
	}
	a := data.Article{ID: data.NewID(), Title: "عنوان طويل قبل كلمة مقالة", Lang: "ar", Citation: data.Citation{Container: "المجلة"}}.WithText(text)
	a.Blocks = []data.Block{{Start: 0, End: strings.Index(text, "\n"), Kind: data.Heading}}
	e.Articles = append(e.Articles, made(a)...)
	event := e.Events[1].After
	e.Excerpts = append(e.Excerpts, made(data.Excerpt{ID: data.NewID(), Event: event.ID, Article: a.ID, Anchor: passage})...)
	start := strings.Index(a.Title, "مقالة") // beyond the passage of the text
	title := anchor.Selector{Start: start, End: start + len("مقالة"), Exact: "مقالة", Part: data.OfTitle}
	e.Excerpts = append(e.Excerpts, made(data.Excerpt{ID: data.NewID(), Event: event.ID, Article: a.ID, Anchor: title})...)
	parent := e.Annotations[0].After.ID
	e.Annotations = append(e.Annotations, made(
		data.Annotation{ID: data.NewID(), Parent: parent, Text: "so it is", Colour: "slate", Created: 2},
		data.Annotation{ID: data.NewID(), Article: a.ID, Text: "on the article", Colour: "amber", Created: 3},
		data.Annotation{ID: data.NewID(), Article: a.ID, Anchor: passage, Colour: "rose", Created: 4},
		data.Annotation{ID: data.NewID(), Span: date(t, "-0043/2020"), Text: "see [[that]] and [[gone]]", Colour: "blue", Created: 5, Links: []data.Link{
			{Text: "that", Event: event.ID}, {Text: "gone", Event: data.NewID()},
		}},
	)...)
	page, lost := written(t, newStore(t, e), take.Selection{Notes: take.AllNotes, Articles: take.FullTexts})
	c := unpacked(t, page)
	i := placeOf(c, event.Title)
	if of := c.Excerpts[i][0]; of.Exact != "مقالة" || of.At+len(of.Exact) >= 0 {
		t.Errorf("the passage of the title is %+v", of)
	}
	x := c.Excerpts[i][1]
	taken := c.Articles[x.Article]
	if units := utf16.Encode([]rune(taken.Text)); string(utf16.Decode(units[x.At:x.At+3])) != "نعم" {
		t.Errorf("the passage is at %d of %q", x.At, taken.Text)
	}
	if want := []block{{0, 7, "heading"}}; taken.Text != text || taken.Publisher != "المجلة" || !slices.Equal(taken.Blocks, want) {
		t.Errorf("the text is %q with %v", taken.Text, taken.Blocks)
	}
	if want := []note{{Text: "private thoughts", Author: "me", Colour: "amber", Replies: []note{{Text: "so it is", Colour: "slate"}}}}; !reflect.DeepEqual(c.Notes[placeOf(c, "Event 0")], want) {
		t.Errorf("notes on an event: %+v", c.Notes)
	}
	want := []note{{Text: "on the article", Colour: "amber", At: -1}, {Colour: "rose", Quote: "نعم", At: x.At}}
	if !reflect.DeepEqual(taken.Notes, want) {
		t.Errorf("notes on an article: %+v", taken.Notes)
	}
	if len(c.Spans) != 1 || c.Spans[0].Note.Text != "see [[that]] and [[gone]]" || !reflect.DeepEqual(c.Spans[0].Note.Links, map[string]int{"that": i}) ||
		c.Spans[0].Lo[0]*secondsPerDay != date(t, "-0043").Lo || c.Spans[0].Hi[0]*secondsPerDay != date(t, "2020").Hi || len(lost) != 0 {
		t.Errorf("notes on spans of time: %+v; lost %v", c.Spans, lost)
	}
}

// TestOddInputGivesAWholePage: what is long, empty, early or in no script of the fonts.
func TestOddInputGivesAWholePage(t *testing.T) {
	track := data.Track{ID: data.NewID(), Name: "\u202eNews", Colour: "red"}
	e := data.Edit{Tracks: made(track)}
	for _, event := range []data.Event{
		{Title: strings.Repeat("長", data.MaxTitle/3), Date: date(t, "2020-01-01"), Description: strings.Repeat("و ", data.MaxText/3)},
		{Title: "The beginning", Date: date(t, "Y-13800000000")},
		{Title: "𓀀 😀", Date: date(t, "../..")},
	} {
		event.ID, event.Track, event.Importance = data.NewID(), track.ID, 3
		e.Events = append(e.Events, made(event)...)
	}
	for name, edit := range map[string]data.Edit{"events": e, "empty": {}} {
		taken, err := take.From(t.Context(), newStore(t, edit), take.Selection{Lang: "both"})
		if err != nil {
			t.Fatal(err)
		}
		taken.Look = form.Look{Title: strings.Repeat("</title><script>", 1<<16), About: "</script>\n<!--", Byline: `"><img src=x>`, Theme: "dark"}
		var out bytes.Buffer
		if lost, err := Write(t.Context(), &out, taken); err != nil || len(lost) > 0 {
			t.Fatal(name, lost, err)
		}
		c := unpacked(t, out.String())
		if c.Title != taken.Look.Title || c.About != taken.Look.About || c.Byline != taken.Look.Byline || len(c.Titles) != len(edit.Events) {
			t.Errorf("%s: the page is not of what was taken", name)
		}
		if n := strings.Count(out.String(), "<script"); n != 2 || strings.Contains(out.String(), "<!--") || !strings.Contains(out.String(), `<html lang="en" dir="ltr" data-theme="dark">`) {
			t.Errorf("%s: the page has %d scripts", name, n)
		}
		if name == "events" && (!strings.Contains(out.String(), "13.8 billion BCE") || !strings.Contains(out.String(), "13.8 مليار")) {
			t.Error("the beginning of the universe is not in the plain list")
		}
	}
}

// TestThePageIsCancelled: nothing is written of a page that nobody waits for.
func TestThePageIsCancelled(t *testing.T) {
	taken, err := take.From(t.Context(), newStore(t, library(t, "")), take.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	if _, err := Write(ctx, &out, taken); !errors.Is(err, context.Canceled) || out.Len() > 0 {
		t.Errorf("%v, %d bytes", err, out.Len())
	}
}

// Events have their states as words in the list of the page and as data for the strip; a
// library in which nothing is verified has none.
func TestStatesOfEvents(t *testing.T) {
	d := date(t, "2022")
	track := data.Track{ID: data.NewID(), Name: "T", Colour: "red"}
	from := form.Taken{Lang: "en", Tracks: []data.Track{track}}
	for i, s := range []data.State{data.StateUnverified, data.StateRefuted} {
		from.Events = append(from.Events, form.TakenEvent{Event: data.Event{ID: data.ID{1, byte(i)}, Title: "E", Date: d, Track: track.ID, Importance: 3}, State: s})
	}
	text := func() string {
		var out bytes.Buffer
		if _, err := Format().Write(t.Context(), &out, from); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if got := text(); !strings.Contains(got, ">refuted<") {
		t.Error("the list does not say that an event is refuted")
	}
	from.Events[1].State = data.StateUnverified
	if got := text(); strings.Contains(got, ">not verified<") {
		t.Error("a library without sources says that nothing is verified")
	}
}
