package page

import (
	"cmp"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata is all that a page says of itself outside its text.
type metadata struct {
	base      *url.URL
	graph     graph
	meta      map[string][]string // by name or property, in lower case
	canonical string
	lang      string // <html lang>
	tag       string // <title>
	items     map[string][]string
	times     []stamp
	dated     []element
	scripted  []string // days of publication that scripts are given
	headings  []topHeading
	authors   []string        // of elements that are called so
	title     Field           // decided by decideTitle
	titles    map[string]bool // the letters of its forms, see isTitle
}

// stamp is a <time>.
type stamp struct {
	value string  // its datetime, or else its text
	names string  // class, itemprop and rel, in lower case
	after bool    // stands below the first heading
	label purpose // by the words before it
}

// topHeading is a heading that may be the article's.
type topHeading struct {
	text  string
	level int
	named bool // its class says headline or post title
	home  bool // leads to the front page
	mark  mark
}

// maxEach is how many of each kind are kept.
const maxEach = 200

// collect reads what a page says of itself.
func (b body) collect(base *url.URL) *metadata {
	d := &metadata{base: base, graph: readGraph(b.root), meta: map[string][]string{}, items: map[string][]string{}}
	d.below(b, b.root, 0)
	return d
}

// below goes over the elements below n, which is inside of what around says.
func (d *metadata) below(b body, n *html.Node, around mark) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		inside := around | b.marks(c)
		d.element(c, inside)
		d.below(b, c, inside)
	}
}

// element reads an element that may say something of the page or of the article.
func (d *metadata) element(n *html.Node, inside mark) {
	switch n.DataAtom {
	case atom.Html:
		d.lang = cmp.Or(attr(n, "lang"), attr(n, "xml:lang"))
	case atom.Title:
		if d.tag == "" && !within(n, atom.Svg) {
			d.tag = textOf(n)
		}
	case atom.Meta:
		d.metaElement(n)
	case atom.Script:
		d.scriptDates(n)
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && d.canonical == "" {
			d.canonical = attr(n, "href")
		}
	case atom.Base:
		if u, err := d.base.Parse(attr(n, "href")); err == nil && d.base.Host == "" {
			d.base = u
		}
	case atom.H1, atom.H2, atom.H3, atom.H4:
		if text := textOf(n); text != "" && len(d.headings) < maxEach {
			d.headings = append(d.headings, topHeading{text, int(n.Data[1] - '0'), isHeadline(n), leadsHome(n), inside})
		}
	}
	switch {
	case inside&foreign == 0:
		d.articleElement(n)
	case attr(n, "itemprop") == "datePublished":
		d.microdata(n, asideDate)
	}
}

// articleElement reads what an element says of the article: times, microdata, the
// author.
func (d *metadata) articleElement(n *html.Node) {
	class := strings.ToLower(attr(n, "class"))
	d.dateElement(n)
	if n.DataAtom == atom.Time && len(d.times) < maxEach {
		names := class + " " + strings.ToLower(attr(n, "itemprop"))
		if hasAttr(n, "pubdate") {
			names += " published"
		}
		d.times = append(d.times, stamp{cmp.Or(attr(n, "datetime"), textOf(n)), names, len(d.headings) > 0, labelled(wordsBefore(n))})
	}
	if prop := attr(n, "itemprop"); prop != "" {
		d.microdata(n, prop)
	}
	if strings.EqualFold(attr(n, "rel"), "author") || n.DataAtom != atom.Body && writer(class) {
		if text := textOf(n); len(text) <= 200 && len(d.authors) < maxEach {
			d.authors = append(d.authors, text)
		}
	}
}

// wordsBefore are the words before n in its paragraph or box, some 60 bytes of them at
// most, after the last date.
func wordsBefore(n *html.Node) string {
	var words string
	for at := n; at.Parent != nil && len(words) < 60; at = at.Parent {
		for c := at.PrevSibling; c != nil && len(words) < 60; c = c.PrevSibling {
			switch {
			case c.Type == html.TextNode:
				words = c.Data[max(0, len(c.Data)-100):] + " " + words
			case c.Type == html.ElementNode && (c.DataAtom == atom.Time || c.DataAtom == atom.Br || !inline(c) && inline(at)):
				return words
			case c.Type == html.ElementNode:
				words = textOf(c) + " " + words
			}
		}
		if strings.TrimSpace(words) != "" {
			break
		}
		if !inline(at.Parent) {
			if label := at.Parent.PrevSibling; label != nil && label.Type == html.ElementNode && attr(label, "datetime") == "" {
				if text := textOf(label); len(text) <= 40 {
					words = text
				}
			}
			break
		}
	}
	return words[max(0, len(words)-100):]
}

func (d *metadata) metaElement(n *html.Node) {
	name := strings.ToLower(cmp.Or(attr(n, "property"), attr(n, "name"), attr(n, "http-equiv")))
	content := attr(n, "content")
	if content = oneLine(content); name != "" && content != "" && len(d.meta[name]) < 20 && len(d.meta) < maxEach {
		d.meta[name] = append(d.meta[name], content)
	}
}

// microdata keeps a property of microdata. Of an object within (an author, a
// publisher) its name counts.
func (d *metadata) microdata(n *html.Node, prop string) {
	var value string
	switch {
	case hasAttr(n, "content"):
		value = oneLine(attr(n, "content"))
	case n.DataAtom == atom.Time && hasAttr(n, "datetime"):
		value = attr(n, "datetime")
	case hasAttr(n, "itemscope"):
		for c := range n.Descendants() {
			if attr(c, "itemprop") != "name" {
				continue
			}
			if value = textOf(c); value == "" {
				value = oneLine(attr(c, "content"))
			}
			break
		}
	default:
		value = textOf(n)
	}
	for name := range strings.FieldsSeq(prop) {
		switch name {
		case asideDate, "headline", "datePublished", "dateCreated", "dateModified", "author", "publisher", "inLanguage":
			if value != "" && len(d.items[name]) < 20 {
				d.items[name] = append(d.items[name], value)
			}
		}
	}
}

// asideDate is the name under which a datePublished in a side column is kept: that of
// the article, if it is the only one.
const asideDate = "datePublished-aside"

// isHeadline reports a heading that is called the title of an article.
func isHeadline(n *html.Node) bool {
	if attr(n, "itemprop") == "headline" {
		return true
	}
	for name := range strings.FieldsSeq(attr(n, "class")) {
		words := strings.Join(cut(name), " ")
		switch words {
		case asideDate, "headline", "entry title", "post title", "posttitle", "article title", "story title", "news title", "articletitle", "p name":
			return true
		}
		if strings.HasSuffix(words, " headline") {
			return true
		}
	}
	return false
}

// leadsHome reports that all of an element is one link to the front page.
func leadsHome(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.A && frontPage(attr(c, "href")) && textOf(c) == textOf(n) {
			return true
		}
	}
	return false
}

// writer reports a class that says who wrote.
func writer(class string) bool {
	for name := range strings.FieldsSeq(class) {
		switch name {
		case "byline", "author", "vcard", "fn", "writer", "p-author", "post-author", "entry-author", "article-author", "author-name",
			"story__byline", "byline-name", "article__author", "c-byline", "contributor":
			return true
		}
	}
	return false
}

// said is the first value of the named <meta> elements.
func (d *metadata) said(names ...string) string {
	for _, name := range names {
		if values := d.meta[name]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

func (d *metadata) property(name string) string {
	if values := d.items[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}
