package page_test

import (
	"fmt"
	"testing"

	"tarikh.org/tarikh/data/intake/page"
)

func TestDayOfPublication(t *testing.T) {
	const h = "<h1>The ferry sails again</h1>"
	for _, c := range []struct {
		name, head, above, address string
		published, changed         string
		from                       page.Origin
	}{
		{name: "labels before <time>, the change first", above: h + `<p>Updated: <time datetime="2023-06-01">1 June 2023</time></p><p>Published: <time datetime="2019-03-04">4 March 2019</time></p>`, published: "2019-03-04", changed: "2023-06-01", from: page.Time},
		{name: "labels in one line", above: h + `<p>Last modified <time datetime="2023-06-01">1 June 2023</time> | First published <time datetime="2019-03-04">4 March 2019</time></p>`, published: "2019-03-04", changed: "2023-06-01", from: page.Time},
		{name: "labels in a list of terms", above: h + `<dl><dt>Updated</dt><dd><time datetime="2023-06-01">x</time></dd><dt>Published</dt><dd><time datetime="2019-03-04">y</time></dd></dl>`, published: "2019-03-04", changed: "2023-06-01", from: page.Time},
		{name: "labels without <time>", above: h + `<p>Updated: 1 June 2023</p><p>Published: 4 March 2019</p>`, published: "2019-03-04", changed: "2023-06-01", from: page.Beside},
		{name: "labels in one line without <time>", above: h + `<p>Updated 1 June 2023, published 4 March 2019</p>`, published: "2019-03-04", changed: "2023-06-01", from: page.Beside},
		{name: "labels in Arabic", above: h + `<p>آخر تحديث: 1 يونيو 2023</p><p>تاريخ النشر: 4 مارس 2019</p>`, published: "2019-03-04", changed: "2023-06-01", from: page.Beside},
		{name: "labels in German", above: h + `<p>Aktualisiert am 1. Juni 2023</p><p>Veröffentlicht am 4. März 2019</p>`, published: "2019-03-04", changed: "2023-06-01", from: page.Beside},
		{name: "labels in French", above: h + `<p>Mis à jour le 1 juin 2023</p><p>Publié le 4 mars 2019</p>`, published: "2019-03-04", changed: "2023-06-01", from: page.Beside},
		{name: "only a change is named", above: h + `<p>Updated: 4 March 2019</p>`, published: "2019-03-04", from: page.Guess},
		{name: "data of change before data of publication", head: `<meta property="article:published_time" content="2023-06-01T10:00:00Z"><meta property="article:modified_time" content="2019-03-04T10:00:00Z">`, above: h, published: "2019-03-04", changed: "2023-06-01", from: page.OpenGraph},
		{name: "microdata has the day of the change", head: `<meta property="article:published_time" content="2019-03-04T10:00:00Z"><meta property="article:modified_time" content="2023-06-01T10:00:00Z">`, above: h + `<meta itemprop="datePublished" content="2023-06-01T10:00:00Z">`, published: "2019-03-04", changed: "2023-06-01", from: page.OpenGraph},
		{name: "a UTC stamp of the next morning", head: `<meta property="article:published_time" content="2019-03-05T02:30:00Z">`, above: h, address: "https://mill.example/2019/03/04/ferry", published: "2019-03-04", from: page.Address},
		{name: "a UTC stamp of the evening before", head: `<meta property="article:published_time" content="2019-03-03T22:30:00+00:00">`, above: h, address: "https://mill.example/news/2019-03-04/ferry", published: "2019-03-04", from: page.Address},
		{name: "a UTC stamp beside the day as read", head: `<meta property="article:published_time" content="2019-03-05T02:30:00Z">`, above: h + "<div>Monday, March 4, 2019</div>", published: "2019-03-04", from: page.Beside},
		{name: "a stamp with the publisher's zone", head: `<meta property="article:published_time" content="2019-03-05T02:30:00+03:00">`, above: h, address: "https://mill.example/2019/03/04/ferry", published: "2019-03-05", from: page.OpenGraph},
		{name: "a stamp years after the address", head: `<meta property="article:published_time" content="2023-06-01">`, above: h, address: "https://mill.example/2019/03/04/ferry", published: "2019-03-04", from: page.Address},
		{name: "a season in the address", above: h, address: "https://mill.example/2021/22/ferry", published: ""},
		{name: "a season as month and year", above: h, address: "https://mill.example/season/2021-22/ferry", published: ""},
		{name: "a month by name in the address", above: h, address: "https://mill.example/news/2019/mar/04/ferry", published: "2019-03-04", from: page.Address},
		{name: "digits in the address", above: h, address: "https://mill.example/20190304/ferry.html", published: "2019-03-04", from: page.Address},
		{name: "the canonical address", head: `<link rel="canonical" href="https://mill.example/2019/03/04/ferry">`, above: h, published: "2019-03-04", from: page.Address},
		{name: "within a name in the address", above: h, address: "https://mill.example/a-ferry-2019-03-04-sails", published: "2019-03-04", from: page.Guess},
		{name: "an abbreviation with a title", above: h + `<p>by Ada, <abbr class="published" title="2019-03-04T10:00:00">long ago</abbr></p>`, published: "2019-03-04", from: page.Beside},
		{name: "an element called date", above: h + `<p>Ada</p><span class="entry-date">03/04/2019</span>`, head: `<meta http-equiv="content-language" content="en-US">`, published: "2019-03-04", from: page.Beside},
		{name: "a year of two digits", above: `<html lang="de">` + h + `<span class="date">04.03.19</span>`, published: "2019-03-04", from: page.Beside},
		{name: "a day of the week within", above: h + `<span class="post-date">Mar 4 Mon 2019 00:28</span>`, published: "2019-03-04", from: page.Beside},
		{name: "broken JSON-LD", head: ld(`{"@type":"NewsArticle","headline":"x "y"","datePublished":"2019-03-04T10:00:00+00:00"`), above: h, published: "2019-03-04", from: page.Guess},
		{name: "what a script is given", head: `<script>window.state = {"article":{"publishedAt":"2019-03-04T10:00:00+02:00"}}</script>`, above: h, published: "2019-03-04", from: page.Guess},
		{name: "JSON-LD of the page around", head: ld(`{"@type":"WebPage","datePublished":"2019-03-04"}`), above: h, published: "2019-03-04", from: page.JSONLD},
		{name: "the address of the picture", head: `<meta property="og:image" content="https://mill.example/media/2019/03/04/a.jpg">`, above: h, published: "2019-03-04", from: page.Guess},
		{name: "the future", head: `<meta property="article:published_time" content="2190-03-04">`, above: h, published: ""},
		{name: "before the web", head: `<meta property="article:published_time" content="1902-03-04">`, above: h, published: ""},
		{name: "before the web, as the text says", head: `<meta property="article:published_time" content="1972-03-04">`, above: h + "<p>March 4, 1972</p>", published: "1972-03-04", from: page.OpenGraph},
		{name: "birthday of whom it is on", above: h + `<p>Ada Marsh (born <span class="bday">1990-03-04</span> in Oslo)</p>`, published: ""},
		{name: "a standfirst with the day of what it is on", above: h + `<p>The storm of 12 January 2017 had broken its rudder.</p>`, published: ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := read(t, document(c.head, c.above), c.address)
			if p.Published.Value.EDTF != c.published || p.Published.From != c.from || p.Changed.Value.EDTF != c.changed {
				t.Errorf("got %s from %q, changed %s; want %s from %q, changed %s", p.Published.Value, p.Published.From, p.Changed.Value, c.published, c.from, c.changed)
			}
		})
	}
}

// Every name of <meta> that sites use for the day of publication.
func TestNamesOfMetaWithTheDay(t *testing.T) {
	for _, name := range []string{
		"article:published_time", "og:article:published_time", "dc.date", "DC.date.issued", "dcterms.created", "DCTERMS.issued", "sailthru.date", "parsely-pub-date", "pubdate", "publishdate",
		"publish-date", "citation_publication_date", "bt:pubDate", "datePublished", "date", "article:published", "og:pubdate", "publication_date", "displaydate", "cXenseParse:recs:publishtime",
	} {
		for _, attribute := range []string{"name", "property", "itemprop"} {
			if attribute == "itemprop" && name != "datePublished" {
				continue
			}
			p := read(t, document(fmt.Sprintf(`<meta %s="%s" content="2019-03-04T10:00:00+00:00">`, attribute, name), "<h1>x y</h1>"), "")
			if p.Published.Value.EDTF != "2019-03-04" {
				t.Errorf("%s=%s: %v", attribute, name, p.Published)
			}
		}
	}
}

func TestYearOfCopyrightComesLast(t *testing.T) {
	page1 := document("", "<h1>The ferry</h1>") + "<footer>© 2015-2019 The Mill, all rights reserved</footer>"
	if p := read(t, page1, ""); p.Published.Value.EDTF != "2019" || p.Published.From != page.Guess {
		t.Errorf("got %+v", p.Published)
	}
	if p := read(t, document("", "<h1>The ferry</h1><p>Posted on 4 March 2018</p>")+"<footer>© 2019 The Mill</footer>", ""); p.Published.Value.EDTF != "2018-03-04" || p.Published.From != page.Beside {
		t.Errorf("got %+v", p.Published)
	}
}
