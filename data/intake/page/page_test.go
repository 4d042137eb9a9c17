package page_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake/page"
)

// prose is a main text of two paragraphs that any reader would find.
const prose = `<p>The river rose for three days, and on the fourth the dike above the mill gave way. By noon the lower streets
were under a metre of water, and the boats of the fishermen went from door to door to bring people out.</p>
<p>Nobody was hurt. The mayor, who had slept in the town hall since Sunday, said that the new pumps had held, that the
old ones had not, and that the council would meet in the school until its own floor was dry again.</p>`

func document(head, above string) string {
	return "<!DOCTYPE html><html><head>" + head + "</head><body>" + above + "<div>" + prose + "</div></body></html>"
}

func read(t testing.TB, markup, address string) page.Page {
	t.Helper()
	p, err := page.Read(t.Context(), markup, address)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTitle(t *testing.T) {
	for _, c := range []struct {
		name, head, above, title string
		from                     page.Origin
	}{
		{"JSON-LD before all others", ld(`{"@type":"NewsArticle","headline":"The dike breaks"}`) + `<meta property="og:title" content="Look at this">`, "<h1>The dike breaks</h1>", "The dike breaks", page.JSONLD},
		{"escaped for HTML within JSON", ld(`{"@type":"Article","headline":"Dike &amp; mill"}`), "", "Dike & mill", page.JSONLD},
		{"cut short in JSON-LD", ld(`{"@type":"Article","headline":"The dike above the mill breaks after…"}`), "<h1>The dike above the mill breaks after three days of rain</h1>", "The dike above the mill breaks after three days of rain", page.JSONLD},
		{"a definition in place of the headline", ld(`{"@type":"Article","name":"Dike (construction)","headline":"wall against water"}`) + "<title>Dike (construction) - Encyclopedia</title>", "<h1>Dike (construction)</h1>", "Dike (construction)", page.JSONLD},
		{"broken JSON-LD", ld(`{"@type":"Article","headline":"The dike`) + `<meta property="og:title" content="The dike breaks">`, "", "The dike breaks", page.OpenGraph},
		{"JSON-LD of the site only", ld(`{"@type":"WebSite","name":"The Mill"}`), "<h1>The dike breaks</h1>", "The dike breaks", page.Heading},
		{"line ends within JSON strings", ld("{\"@type\":\"Article\",\"headline\":\"The dike\nbreaks\"}"), "", "The dike breaks", page.JSONLD},
		{"the site's name behind og:title", `<meta property="og:title" content="The dike breaks | The Mill"><meta property="og:site_name" content="The Mill">`, "", "The dike breaks", page.OpenGraph},
		{"the first heading names the site", "<title>The dike breaks - The Mill</title>", `<h1><a href="/">The Mill</a></h1><h2>The dike breaks</h2>`, "The dike breaks", page.Heading},
		{"no heading", "<title>The dike breaks | The Mill</title>", "", "The dike breaks", page.TitleTag},
		{"a title in which a hyphen stands", "<title>Rain - and then the dike breaks</title>", "<h1>Rain - and then the dike breaks</h1>", "Rain - and then the dike breaks", page.Heading},
		{"marks of direction around it", "<title>\u200fانهيار السد\u200f</title>", "", "انهيار السد", page.TitleTag},
		{"no title at all", "", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := read(t, document(c.head, c.above), "")
			if p.Title != (page.Field{Value: c.title, From: c.from}) {
				t.Errorf("got %+v, want %q from %q", p.Title, c.title, c.from)
			}
			if strings.Contains(p.Text, "dike breaks") {
				t.Errorf("the title stands in the text: %q", p.Text)
			}
		})
	}
}

func ld(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

func TestDates(t *testing.T) {
	for _, c := range []struct {
		name, head, above, address, published string
		from                                  page.Origin
	}{
		{"JSON-LD in the publisher's own time", ld(`{"@type":"NewsArticle","datePublished":"2022-02-04T23:30:00+08:00"}`), "", "", "2022-02-04", page.JSONLD},
		{"JSON-LD of the article, not of the page around it", ld(`[{"@type":"WebPage","datePublished":"2019-01-01"},{"@type":"BlogPosting","datePublished":"2022-02-04"}]`), "", "", "2022-02-04", page.JSONLD},
		{"a list of types", ld(`{"@graph":[{"@type":["Article","Thing"],"datePublished":"2022-02-04"}]}`), "", "", "2022-02-04", page.JSONLD},
		{"the date of nothing", ld(`{"@type":"Article","datePublished":"1970-01-01T00:00:00Z"}`) + `<meta property="article:published_time" content="2022-02-04T10:00:00Z">`, "", "", "2022-02-04", page.OpenGraph},
		{"a day that there is not", `<meta property="article:published_time" content="2022-02-31"><meta name="date" content="20220204">`, "", "", "2022-02-04", page.Meta},
		{"seconds", `<meta name="pubdate" content="1643932800">`, "", "", "2022-02-04", page.Meta},
		{"as people write it", `<meta name="date" content="February 4, 2022">`, "", "", "2022-02-04", page.Meta},
		{"microdata", "", `<span itemprop="datePublished" content="2022-02-04">Friday</span>`, "", "2022-02-04", page.Microdata},
		{"time", "", `<h1>The dike</h1><time datetime="2022-02-04T08:00">today</time>`, "", "2022-02-04", page.Time},
		{"time of publication before any other", "", `<h1>The dike</h1><time class="updated" datetime="2022-03-01">x</time><time class="published" datetime="2022-02-04">y</time>`, "", "2022-02-04", page.Time},
		{"time of a comment", "", `<h1>The dike</h1><div class="comments"><time datetime="2022-03-01">x</time></div>`, "", "", ""},
		{"the clock above the page", "", `<div><time datetime="2026-11-23">today</time></div><h1>The dike</h1>`, "", "", ""},
		{"below the heading in Arabic", "", `<h1>السد</h1><div>الجمعة 4 شباط/فبراير 2022</div>`, "", "2022-02-04", page.Beside},
		{"Hijri", "", `<h1>السد</h1><div>3 رجب 1443 هـ</div>`, "", "2022-02-04", page.Beside},
		{"far above the heading", "", `<p>4 February 2022</p><p>News</p><p>Sport</p><p>Culture</p><h1>The dike</h1>`, "", "", ""},
		{"in the address", "", "", "https://mill.example/2022/02/04/dike", "2022-02-04", page.Address},
		{"the month in the address", "", "", "https://mill.example/2022/02/dike", "2022-02", page.Address},
		{"none", "", "", "https://mill.example/2022/dike", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := read(t, document(c.head, c.above), c.address)
			if p.Published.Value.EDTF != c.published || p.Published.From != c.from {
				t.Errorf("got %s from %q, want %s from %q", p.Published.Value, p.Published.From, c.published, c.from)
			}
		})
	}
}

func TestDateline(t *testing.T) {
	for text, want := range map[string]string{
		"BERLIN, Nov. 9, 1999 (CW) – Berliners gathered at the gate.":                                          "1999-11-09",
		"جوبا 9 تموز/يوليو 2011 (ضفاف)\n\nأُعلن في جوبا اليوم السبت قيام الدولة.":                              "2011-07-09",
		"04-فبراير-2022\n\nشهدت العاصمة الصينية بكين اليوم الجمعة قمة.":                                        "2022-02-04",
		"On 4 February 2022 – a Friday – the two presidents met in the capital.":                               "",
		"The wall fell on 9 November 1989. Less than a year later it was gone.":                                "",
		"A summit in Beijing\n\nThe presidents met on 4 February 2022 in Beijing and signed a long statement.": "",
	} {
		if got := page.DatelineOf(text, ""); got.EDTF != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestOtherFields(t *testing.T) {
	for _, c := range []struct {
		name, head, above, address string
		want                       page.Page
	}{
		{
			"authors once each, by reference",
			ld(`{"@graph":[{"@type":"Article","author":[{"@id":"#a"},{"name":"Ida"},"Ida"],"publisher":{"@id":"#p"}},{"@id":"#a","name":"Ada"},{"@id":"#p","name":"The Mill"}]}`), "", "",
			page.Page{Byline: page.Field{Value: "Ada, Ida", From: page.JSONLD}, Publisher: page.Field{Value: "The Mill", From: page.JSONLD}},
		},
		{
			"an address in place of an author", `<meta property="article:author" content="https://social.example/ada"><meta name="author" content="Ada">`, "", "",
			page.Page{Byline: page.Field{Value: "Ada", From: page.Meta}},
		},
		{
			"a line with a name, a date and a count", "", `<h1>The dike</h1><p>By Ada Marsh 22 Dec 2016 651</p>`, "",
			page.Page{Byline: page.Field{Value: "Ada Marsh", From: page.Beside}},
		},
		{
			"an Arabic byline", "", `<h1>السد</h1><div>بقلم: ليلى حداد</div>`, "",
			page.Page{Byline: page.Field{Value: "ليلى حداد", From: page.Beside}},
		},
		{
			"a canonical address to the front page", `<link rel="canonical" href="https://mill.example/"><meta property="og:url" content="/news/dike?utm_source=x&id=7#top">`, "", "https://mill.example/news/dike?id=7",
			page.Page{URL: page.Field{Value: "https://mill.example/news/dike?id=7", From: page.OpenGraph}},
		},
		{
			"an address that is none", `<link rel="canonical" href="javascript:alert(1)">`, "", "",
			page.Page{},
		},
		{
			"a locale for a language", `<meta property="og:locale" content="ar_AE">`, "", "",
			page.Page{Lang: page.Field{Value: "ar-AE", From: page.OpenGraph}},
		},
		{
			"what it asks of robots, and of payment", `<meta name="robots" content="max-image-preview:large, NOAI,noarchive,noai">` + ld(`{"@type":"Article","isAccessibleForFree":"False"}`), "", "",
			page.Page{Robots: "noai, noarchive", Paywalled: true},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := read(t, document(c.head, c.above), c.address)
			if c.address != "" && c.want.Publisher.Value == "" {
				p.Publisher = page.Field{} // the host
			}
			got := page.Page{Byline: p.Byline, Publisher: p.Publisher, Lang: p.Lang, URL: p.URL, Robots: p.Robots, Paywalled: p.Paywalled}
			if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", c.want) {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// What stands between the paragraphs of a text is dropped or kept as a reader would.
func TestMainText(t *testing.T) {
	first, second, _ := strings.Cut(prose, "</p>\n")
	within := func(between string) string {
		return "<html><body><div class=x>" + first + "</p>" + between + second + strings.Repeat(strings.ReplaceAll(second, "Nobody", "None"), 2) + "</div></body></html>"
	}
	for _, c := range []struct {
		name, between string
		kept          bool
	}{
		{"a short paragraph", "<p>Then it rained.</p>", true},
		{"a heading", "<h3>Then it rained</h3>", true},
		{"a list", "<ul><li>Then it rained</li><li>Then it snowed</li></ul>", true},
		{"a quotation", "<blockquote>Then it rained</blockquote>", true},
		{"a link within a sentence", `<p>Then it <a href="/rain">rained</a>.</p>`, true},
		{"a class of a paywall on paragraphs", `<p class="paywall">Then it rained, and it did not stop until the evening of the third day.</p>`, true},
		{"an advertisement", `<div class="ad-slot"><p>Then it rained.</p></div>`, false},
		{"links to other articles", `<div class="related-posts"><p>Then it rained.</p></div>`, false},
		{"a link on a line of its own", `<p><a href="/rain">Then it rained</a></p>`, false},
		{"a caption", "<figure><img src=x><figcaption>Then it rained.</figcaption></figure>", true},
		{"what is hidden", `<p style="display: none">Then it rained.</p>`, false},
		{"a script", `<script>"Then it rained."</script>`, false},
		{"for screens without scripts", `<noscript>Then it rained.</noscript>`, false},
		{"a form", `<form><p>Then it rained.</p></form>`, false},
		{"a comment of HTML", `<!-- Then it rained. -->`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := read(t, within(c.between), "")
			if strings.Contains(p.Text, "Then it rained") != c.kept {
				t.Errorf("kept: %v, want %v:\n%s", !c.kept, c.kept, p.Text)
			}
			for _, part := range []string{"The river rose", "Nobody was hurt", "floor was dry again."} {
				if !strings.Contains(p.Text, part) {
					t.Errorf("%q was lost:\n%s", part, p.Text)
				}
			}
		})
	}
}

// A long table between the head of an article and its body, as in encyclopedias.
func TestTableWithinTheText(t *testing.T) {
	table := "<table>" + strings.Repeat("<tr><th><a href=x>Area</a><td>12 km²", 40) + "</table>"
	body := strings.Repeat(strings.ReplaceAll(prose, "Nobody", "None"), 12)
	p := read(t, "<html><body><div>"+prose+table+"<h2>Since then</h2>"+body+"</div></body></html>", "")
	if !strings.HasPrefix(p.Text, "The river rose") || !strings.Contains(p.Text, "\nSince then\n") || strings.Count(p.Text, "None was hurt") != 12 {
		t.Errorf("got %.600s", p.Text)
	}
}

func TestFragment(t *testing.T) {
	for _, c := range []struct{ name, markup, text string }{
		{"paragraphs", "<p>a  b\n c</p><p>d</p>", "a b c\n\nd\n"},
		{"breaks", "a<br>b<br><br>c", "a\nb\n\nc\n"},
		{"a list", "<p>x</p><ul><li>a<li>b</ul>", "x\n\n[item]a\n[item]b\n"},
		{"headings", "<h2>a</h2>b<h3>c</h3>d<h2>e</h2>f", "[heading]a\n\nb\n\n[subheading]c\n\nd\n\n[heading]e\n\nf\n"},
		{"a line in bold for a heading", "<p><b>a b</b></p><p>c</p>", "[subheading]a b\n\nc\n"},
		{"words in bold", "<p><b>a</b> b</p>", "a b\n"},
		{"a quotation", "a<blockquote><p>b<br>c</p></blockquote>d", "a\n\n[quotation]b\n[quotation]c\n\nd\n"},
		{"a table of data", "<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a | b\nc | d\n"},
		{"a table for layout", "<table><tr><td><p>a</p><td><p>b</p></table>", "a\n\nb\n"},
		{"a short quotation", "he said <q>a</q>", "he said “a”\n"},
		{"layout hints", "a\u00adb c\u00a0d\ufeff", "ab c d\n"},
		{"entities", "&lt;b&gt; &amp;amp; &#1587;&#0;", "<b> &amp; س\n"},
		{"preformatted", "<pre>a\n  b</pre>", "a\nb\n"},
		{"loose words", "<div>a<p>b</p>c</div>", "a\n\nb\n\nc\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := page.ReadFragment(t.Context(), c.markup)
			if err != nil {
				t.Fatal(err)
			}
			got := f.Text
			for i := len(f.Blocks) - 1; i >= 0; i-- {
				b := f.Blocks[i]
				got = got[:b.Start] + "[" + string(b.Kind) + "]" + got[b.Start:]
			}
			if got != c.text {
				t.Errorf("got %q, want %q", got, c.text)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct {
		name, markup string
		want         error
	}{
		{"nothing", "", page.ErrEmpty},
		{"tags without text", "<html><body><img src=x></body></html>", page.ErrEmpty},
		{"scripts only", "<div id=root></div><script src=app.js></script><noscript>Please turn scripts on.</noscript>", page.ErrScripts},
		{"10,000 nested tags", strings.Repeat("<div>", 10_000) + "text", page.ErrDeep},
		{"10,000 nested inline tags", strings.Repeat("<b><i>", 5_000) + "text", page.ErrDeep},
		{"a million elements", strings.Repeat("<p>a", 1_000_000), page.ErrTooBig},
		{"17 MB", strings.Repeat("a", 17<<20), page.ErrTooBig},
	} {
		t.Run(c.name, func(t *testing.T) {
			if p, err := page.Read(t.Context(), c.markup, ""); !errors.Is(err, c.want) {
				t.Errorf("got %.80q, %v; want %v", p.Text, err, c.want)
			}
		})
	}
}

func TestReadIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := page.Read(ctx, document("", ""), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAddressesOfOnePage(t *testing.T) {
	for _, same := range [][]string{
		{"https://mill.example/a/b", "http://www.mill.example/a/b/", "HTTPS://MILL.example:443/a/b#c", "https://m.mill.example/a/b?utm_source=x&fbclid=y", "https://mill.example/a/b/index.html"},
		{"https://mill.example/?id=7&x=1", "http://mill.example?x=1&id=7"},
		{"https://mill.example:8080/a", "http://www.mill.example:8080/a"},
		{"ftp://mill.example/a", "mailto:a@mill.example", "a", ""},
	} {
		for _, address := range same[1:] {
			if page.Plain(address) != page.Plain(same[0]) {
				t.Errorf("%q is %q, %q is %q", address, page.Plain(address), same[0], page.Plain(same[0]))
			}
		}
	}
	for _, other := range [][2]string{{"https://mill.example/a", "https://mill.example/b"}, {"https://mill.example/a?id=1", "https://mill.example/a?id=2"}, {"https://www.example/a", "https://m.example/a"}} {
		if page.Plain(other[0]) == page.Plain(other[1]) {
			t.Errorf("%q and %q are the same", other[0], other[1])
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", document(ld(`{"@type":"Article","headline":"x","author":{"@id":"x"},"@id":"x"}`), "<h1>x</h1><time>2022</time>"),
		"<table><tr><td>a<td>b<tr><td>c<td>d</table>", "<title>a - b - c: d | e</title>" + prose, "<b><br><i>a<br>", "<svg><title>x</title></svg>" + prose,
		document(ld(`{"@type":"LiveBlogPosting","articleBody":"a\nb <p>c</p>","datePublished":"2022-02-04T23:30:00Z"}`), `<h1>x</h1><p>Updated: <time datetime="2023">x</time> Published 4 March 2019</p>`),
		`<article><h1>x</h1><div class="share-body" style="display:none">` + prose + `</div><button>Read more</button><time>14:20</time><p>a<sup>2</sup> m<sup>2</sup><a href="#n">3</a></p></article>`,
		`<div role="dialog">` + prose + `<p>cookies and partners, your consent on your device</p><button>OK</button></div><script>{"publishedAt":"1643932800","pubDate":"2022-02-04T"}</script>` + prose,
		`<figure><figcaption>c <span class="credit">d</span></figcaption></figure>` + prose + `<h3>Related</h3><ul><li>a</ul><p>© 2015-2019 x</p><span class="date" title="4.3.19">x</span><abbr class="published" title="::">y</abbr>`,
		"<plaintext>" + prose, "<base href='//['><link rel=canonical href='::'>" + prose, strings.Repeat("<blockquote><li>", 100) + prose,
	} {
		f.Add(seed, "https://mill.example/2022/02/04/")
	}
	f.Fuzz(func(t *testing.T, markup, address string) {
		p, err := page.Read(t.Context(), markup, address)
		if err != nil {
			return
		}
		check(t, p.Text, p.Blocks)
		for _, field := range []page.Field{p.Title, p.Byline, p.Publisher, p.Lang, p.URL} {
			if strings.ContainsAny(field.Value, "\n\r\x00") || len(field.Value) > 2000 || field.Value == "" && field.From != "" && field.From != page.TitleTag {
				t.Fatalf("field %+q", field)
			}
		}
		whole, err := page.ReadFragment(t.Context(), markup)
		if err == nil {
			check(t, whole.Text, whole.Blocks)
		}
	})
}

// check asserts what holds of every text: an article takes it.
func check(t *testing.T, text string, blocks []data.Block) {
	t.Helper()
	a := data.Article{ID: data.NewID(), Title: "x"}.WithText(text)
	a.Blocks = blocks
	a.Published = page.ParseDay("2022-02-04", "")
	if err := a.Validate(); err != nil {
		t.Fatalf("%v: %q %v", err, text, blocks)
	}
}

// A page of 100 KB, of which a third is text.
func BenchmarkRead(b *testing.B) {
	var body strings.Builder
	for i := range 85 {
		fmt.Fprintf(&body, "<h2>Part %d</h2>%s", i, prose)
		fmt.Fprintf(&body, `<div class="c-related"><ul>%s</ul></div>`, strings.Repeat(`<li class="item"><a href="/news/an-article-about-rain" class="link link--big">Rain again</a></li>`, 8))
	}
	markup := "<html><head><title>The dike</title></head><body><h1>The dike</h1><article>" + body.String() + "</article></body></html>"
	markup = markup[:100<<10]
	b.SetBytes(int64(len(markup)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := page.Read(b.Context(), markup, "https://mill.example/dike"); err != nil {
			b.Fatal(err)
		}
	}
}
