package feed_test

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/data/exchange/feed"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Daily &amp; Weekly</title><link>https://daily.example/</link><language>en</language>
<image><title>not this</title></image>
<item><title>The bridge is open</title><link>https://daily.example/bridge</link><guid isPermaLink="false">id-1</guid>
 <pubDate>Fri, 04 Feb 2022 23:30:00 -0800</pubDate><dc:creator>Amira Haddad</dc:creator><category>roads</category><category>rivers</category>
 <media:content url="https://daily.example/a.jpg"><media:title>a picture</media:title></media:content>
 <description>Short.</description>
 <content:encoded><![CDATA[<p>The bridge over the river was opened on Friday.</p><p>Many came to see it.</p>]]></content:encoded></item>
<item><title>Only &lt;b&gt;words&lt;/b&gt; about it</title><link>https://daily.example/words</link><pubDate>3 Feb 2022</pubDate><description>&lt;p&gt;A summary of it.&lt;/p&gt;</description></item>
</channel></rss>`

const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title type="text">الأخبار</title>
<author><name>of the feed</name></author>
<entry><id>tag:example.org,2022:1</id><title type="html">افتتاح &lt;i&gt;الجسر&lt;/i&gt;</title><link rel="self" href="https://akhbar.example/self"/><link href="https://akhbar.example/1"/>
 <published>2022-02-04T10:00:00+03:00</published><updated>2022-02-06T10:00:00Z</updated><author><name>سلمى</name><email>s@example.org</email></author><category term="جسور"/>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>افتتح الجسر الجديد يوم الجمعة أمام المارة.</p><p>وحضر كثيرون.</p></div></content></entry>
<entry><id>2</id><title>Plain &amp; simple</title><link rel="alternate" href="https://akhbar.example/2"/><content>1 &lt; 2 and no markup</content></entry>
</feed>`

const jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"JSON <news>","items":[
{"id":7,"url":"https://j.example/7","title":"A < B","content_html":"<p>Words of it.</p>","date_published":"2022-02-04T10:00:00Z","authors":[{"name":"Jo"}],"tags":["x","x","y"],"attachments":"wrong"},
{"id":"8","external_url":"https://j.example/8","content_text":"Plain text.\n\nIn two parts.","language":"en"},
{"id":"9","url":"https://j.example/9","title":"Reference","summary":"About it","tags":5}]}`

func read(t testing.TB, text string) (form.Document, error) {
	t.Helper()
	_, doc, err := formtest.Contained(t, feed.Format(), "f.xml", text)
	return doc, err
}

// said is what articles say, a line each.
func said(doc form.Document) string {
	var b strings.Builder
	for _, a := range doc.Articles {
		c := a.Citation
		b.WriteString(strings.Join([]string{
			a.Key, a.Title, a.URL, a.Byline, a.Publisher, a.Lang, a.Published.EDTF, a.Changed.EDTF, strings.Join(c.Keywords, "+"), c.Abstract, strings.ReplaceAll(strings.TrimSpace(a.Text), "\n", "/"),
		}, "|") + "\n")
	}
	return b.String()
}

func TestRead(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"RSS": {rss, `id-1 https://daily.example/bridge|The bridge is open|https://daily.example/bridge|Amira Haddad|The Daily & Weekly|en|2022-02-04||roads+rivers|Short.|The bridge over the river was opened on Friday.//Many came to see it.
https://daily.example/words|Only words about it|https://daily.example/words||The Daily & Weekly|en|2022-02-03|||A summary of it.|
`},
		"Atom": {atom, `tag:example.org,2022:1|افتتاح الجسر|https://akhbar.example/1|سلمى|الأخبار|ar|2022-02-04|2022-02-06|جسور||افتتح الجسر الجديد يوم الجمعة أمام المارة.//وحضر كثيرون.
2 https://akhbar.example/2|Plain & simple|https://akhbar.example/2||الأخبار|en||||` + `|1 < 2 and no markup
`},
		"JSON Feed": {jsonFeed, `7 https://j.example/7|A < B|https://j.example/7|Jo|JSON <news>|en|2022-02-04||x+y||Words of it.
8 https://j.example/8|Plain text.|https://j.example/8||JSON <news>|en|||` + `||Plain text.//In two parts.
9 https://j.example/9|Reference|https://j.example/9||JSON <news>|||` + `||About it|
`},
		"RDF": {
			`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title></channel><item rdf:about="x"><title>One</title><link>https://old.example/1</link><dc:date>2001-05-06</dc:date></item></rdf:RDF>`,
			"https://old.example/1|One|https://old.example/1||Old||2001-05-06||||\n",
		},
		// As they are in the wild: names of HTML, an ampersand that is none, cut off.
		"broken": {
			`<rss version="2.0"><channel><title>A & B &nbsp; C</title><item><title>x &eacute; y</title><link>https://e.example/1</link></item><item><title>two`,
			"https://e.example/1|x é y|https://e.example/1||A & B C||||||\n",
		},
		"in windows-1256": {
			"<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss version=\"2.0\"><channel><item><title>\xe3\xd1\xcd\xc8\xc7 \xc8\xc7\xe1\xda\xc7\xe1\xe3</title><link>https://e.example/1</link></item></channel></rss>",
			"https://e.example/1|مرحبا بالعالم|https://e.example/1||||||||\n",
		},
		"not UTF-8, as it says": {
			"<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><item><title>caf\xe9</title><link>https://e.example/1</link></item></channel></rss>",
			"https://e.example/1|café|https://e.example/1||||||||\n",
		},
	} {
		doc, err := read(t, c.in)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := said(doc); got != c.want {
			t.Errorf("%s:\n%swant\n%s", name, got, c.want)
		}
		if cut := len(doc.Skipped) > 0; cut != (name == "broken") {
			t.Errorf("%s: skipped %v", name, doc.Skipped)
		}
	}
}

func TestAddressesThatAreNotWhole(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"RSS":         {`<rss version="2.0"><channel><title>x</title><link>https://e.example/news/</link><item><title>x</title><link>/1</link></item></channel></rss>`, "https://e.example/1"},
		"xml:base":    {`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e.example/news/"><entry><title>x</title><link href="1"/></entry></feed>`, "https://e.example/news/1"},
		"of an entry": {`<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://e.example/"/><entry xml:base="https://o.example/a/"><title>x</title><link href="1"/></entry></feed>`, "https://o.example/a/1"},
		"JSON Feed":   {`{"version":"https://jsonfeed.org/version/1.1","home_page_url":"https://e.example/news/","items":[{"id":"1","title":"x","url":"1"}]}`, "https://e.example/news/1"},
		"not given":   {`<rss version="2.0"><channel><link>https://e.example/news/</link><item><title>x</title></item></channel></rss>`, ""},
		"no web":      {`<rss version="2.0"><channel><link>https://e.example/</link><item><title>x</title><link>javascript:alert(1)</link></item></channel></rss>`, ""},
		"no page":     {`<rss version="2.0"><channel><link>file:///etc/</link><item><title>x</title><link>passwd</link></item></channel></rss>`, ""},
	} {
		if doc, err := read(t, c.in); err != nil || len(doc.Articles) != 1 || doc.Articles[0].URL != c.want {
			t.Errorf("%s: %v, %v, want %q", name, doc.Articles, err, c.want)
		}
	}
}

func TestLongDescriptionIsTheText(t *testing.T) {
	long := strings.Repeat("Many words in a row. ", 60)
	doc, err := read(t, `<rss version="2.0"><channel><item><title>x</title><link>https://e.example/1</link><description>`+long+`</description></item></channel></rss>`)
	if err != nil || len(doc.Articles) != 1 || !strings.HasPrefix(doc.Articles[0].Text, "Many words") || doc.Articles[0].Citation.Abstract != "" {
		t.Errorf("%+v, %v", doc.Articles, err)
	}
}

func TestUsualOnesAreThoseWithText(t *testing.T) {
	c, _, err := formtest.Contained(t, feed.Format(), "f.xml", rss)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Usual(); len(got) != 1 || got[0] != 0 {
		t.Errorf("usual are %v of %v", got, c.Entries)
	}
	doc, err := feed.Format().Read(t.Context(), formtest.File("f.xml", rss), form.Options{})
	if err != nil || len(doc.Articles) != 1 {
		t.Errorf("%d articles, %v", len(doc.Articles), err)
	}
}

func TestHostile(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"deep in an item": {`<rss version="2.0"><channel><item><x>` + strings.Repeat("<a>", 1_000_000), ""},
		"deep in a text":  {`<rss version="2.0"><channel><item><title>` + strings.Repeat("<a>", 1_000_000), ""},
		"deep JSON":       {`{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 1_000_000), "max depth"},
		"no feed":         {"<html><body>", "there is no feed"},
		"empty":           {"<rss><channel></channel></rss>", "no article"},
	} {
		doc, err := read(t, c.in)
		switch {
		case c.want == "" && (err != nil || len(doc.Skipped) != 1 || !strings.Contains(doc.Skipped[0].Detail, "deep")):
			t.Errorf("%s: %v, %v", name, doc.Skipped, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "f.xml")):
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLikeness(t *testing.T) {
	for _, text := range []string{rss, atom, jsonFeed, "\ufeff" + rss} {
		if feed.Format().Likeness(form.NewProbe(formtest.File("x", text))) < 60 {
			t.Errorf("%.30s is not recognised", text)
		}
	}
	for _, text := range []string{"<html><body>rss", `{"version":"1","items":[]}`, "title,url"} {
		if feed.Format().Likeness(form.NewProbe(formtest.File("x", text))) > 0 {
			t.Errorf("%.30s is taken for a feed", text)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{rss, atom, jsonFeed, `<rss><channel><item><title><![CDATA[`, `<feed><entry></A>`, `<feed xmlns="http://purl.org/atom/ns#"><entry><content mode="escaped">&lt;`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<16 {
			_, _ = read(t, text)
		}
	})
}
