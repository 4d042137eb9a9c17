package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// witnesses is all that a page says of itself outside its text.
type witnesses struct {
	base      *url.URL
	graph     graph
	meta      map[string][]string // by name or property, in lower case
	canonical string
	lang      string // <html lang>
	tag       string // <title>
	items     map[string][]string
	times     []stamp
	headings  []title
	authors   []string // of elements that are called so
	title     Field    // decided by decideTitle
}

// stamp is a <time>.
type stamp struct {
	value string // its datetime, or else its text
	names string // class, itemprop and rel, in lower case
	after bool   // stands below the first heading
}

// title is a heading that may be the article's.
type title struct {
	text  string
	level int
	named bool // its class says headline or post title
	home  bool // leads to the front page
	mark  mark
}

// maxHeard is how many of each kind of witness are heard.
const maxHeard = 200

// listen collects what a page says of itself.
func (b body) listen(base *url.URL) *witnesses {
	w := &witnesses{base: base, graph: readGraph(b.root), meta: map[string][]string{}, items: map[string][]string{}}
	w.hear(b, b.root, 0)
	w.title = w.decideTitle()
	return w
}

// hear goes over the elements below n, which is inside of what around says.
func (w *witnesses) hear(b body, n *html.Node, around mark) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		inside := around | b.marks(c)
		w.element(c, inside)
		w.hear(b, c, inside)
	}
}

func (w *witnesses) element(n *html.Node, inside mark) {
	switch n.DataAtom {
	case atom.Html:
		w.lang = attr(n, "lang")
		if w.lang == "" {
			w.lang = attr(n, "xml:lang")
		}
	case atom.Title:
		if w.tag == "" && !within(n, atom.Svg) {
			w.tag = textOf(n)
		}
	case atom.Meta:
		w.metaElement(n)
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && w.canonical == "" {
			w.canonical = attr(n, "href")
		}
	case atom.Base:
		if u, err := w.base.Parse(attr(n, "href")); err == nil && w.base.Host == "" {
			w.base = u
		}
	case atom.H1, atom.H2, atom.H3, atom.H4:
		if text := textOf(n); text != "" && len(w.headings) < maxHeard {
			w.headings = append(w.headings, title{text, int(n.Data[1] - '0'), headline(n), leadsHome(n), inside})
		}
	}
	if inside&foreign != 0 {
		return
	}
	class := strings.ToLower(attr(n, "class"))
	if n.DataAtom == atom.Time && len(w.times) < maxHeard {
		value := attr(n, "datetime")
		if value == "" {
			value = textOf(n)
		}
		names := class + " " + strings.ToLower(attr(n, "itemprop"))
		if hasAttr(n, "pubdate") {
			names += " published"
		}
		w.times = append(w.times, stamp{value, names, len(w.headings) > 0})
	}
	if prop := attr(n, "itemprop"); prop != "" {
		w.item(n, prop)
	}
	if strings.EqualFold(attr(n, "rel"), "author") || n.DataAtom != atom.Body && writer(class) {
		if text := textOf(n); len(text) <= 200 && len(w.authors) < maxHeard {
			w.authors = append(w.authors, text)
		}
	}
}

func (w *witnesses) metaElement(n *html.Node) {
	name, content := strings.ToLower(attr(n, "property")), attr(n, "content")
	if name == "" {
		name = strings.ToLower(attr(n, "name"))
	}
	if name == "" {
		name = strings.ToLower(attr(n, "http-equiv"))
	}
	if content = oneLine(content); name != "" && content != "" && len(w.meta[name]) < 20 && len(w.meta) < maxHeard {
		w.meta[name] = append(w.meta[name], content)
	}
}

// item keeps a property of microdata. Of an object within (an author, a
// publisher) its name counts.
func (w *witnesses) item(n *html.Node, prop string) {
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
		case "headline", "datePublished", "dateModified", "author", "publisher", "inLanguage":
			if value != "" && len(w.items[name]) < 20 {
				w.items[name] = append(w.items[name], value)
			}
		}
	}
}

// headline reports a heading that is called the title of an article.
func headline(n *html.Node) bool {
	if attr(n, "itemprop") == "headline" {
		return true
	}
	for name := range strings.FieldsSeq(attr(n, "class")) {
		words := strings.Join(cut(name), " ")
		switch words {
		case "headline", "entry title", "post title", "posttitle", "article title", "story title", "news title", "articletitle", "p name":
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
