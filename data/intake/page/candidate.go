package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tarikh.org/tarikh/data/text/fold"
)

// holds is how plainly an element says that it holds the text of an article: the
// lower the plainer, 0 for not at all.
func holds(n *html.Node) int {
	if prop := attr(n, "itemprop"); prop == "articleBody" || prop == "text" && n.DataAtom != atom.Meta {
		return 1
	}
	switch n.DataAtom {
	case atom.P, atom.Span, atom.A, atom.H1, atom.H2, atom.H3, atom.Li, atom.Body, atom.Html, atom.Head, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Figure:
		return 0
	}
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" || len(a.Val) > 500 {
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			if textName(cut(name)) {
				return 2
			}
		}
	}
	switch {
	case n.DataAtom == atom.Article:
		return 3
	case n.DataAtom == atom.Main || attr(n, "role") == "main":
		return 4
	}
	return 0
}

// textName reports names like "article-body", "entry_content" and "storyText".
func textName(words []string) bool {
	if len(words) > 5 {
		return false
	}
	about, part := false, false
	for _, w := range words {
		switch w {
		case "article", "story", "post", "entry", "news", "page", "blog", "message", "topic", "detail", "details", "single", "main", "field":
			about = true
		case "body", "content", "text", "copy", "fulltext", "paragraphs":
			part = true
		case "articlebody", "articletext", "articlecontent", "storybody", "storytext", "storycontent", "postcontent", "posttext", "postbody", "entrycontent",
			"newstext", "newsbody", "bodytext", "bodycopy", "contenttext", "textbody", "artikeltext", "artikel":
			about, part = true, true
		case "header", "footer", "head", "title", "meta", "sidebar", "comment", "comments", "related", "teaser", "list", "wrapper", "wrap", "container", "share", "widget":
			return false
		}
	}
	return about && part
}

// leastText is the least prose, in bytes, of an element that is taken for the one
// that holds the article.
const leastText = 200

// holder is the element that says most plainly that it holds the article, or nil: of
// those that say so alike the one with most prose, or what is around them if they
// are of a kind, as the posts of a live report are.
func (b body) holder() *html.Node {
	var best [5]*html.Node
	alike, called := map[*html.Node]int{}, map[string]int{}
	for n := range b.root.Descendants() {
		if n.Type == html.ElementNode && b.prose[n] >= leastText/2 && holds(n) == 2 {
			called[attr(n, "class")]++
		}
	}
	for n := range b.root.Descendants() {
		if n.Type != html.ElementNode || b.prose[n] < leastText/2 {
			continue
		}
		r := holds(n)
		// Many of one name are the posts of a thread.
		if r == 0 || r == 2 && called[attr(n, "class")] > 2 || b.outside(n) {
			continue
		}
		alike[n.Parent]++
		if best[r] == nil || b.prose[n] > b.prose[best[r]] {
			best[r] = n
		}
	}
	for _, n := range best[1:] {
		if n == nil {
			continue
		}
		if alike[n.Parent] > 1 && n.Parent.DataAtom != atom.Body && b.prose[n]*2 < b.prose[n.Parent] {
			n = n.Parent
		}
		if b.prose[n] >= leastText {
			return n
		}
	}
	return nil
}

// named reports that the element that holds the article is called so, or has the only
// heading of the first level.
func (b body) named() bool {
	if b.holding == nil {
		return false
	}
	if r := holds(b.holding); r == 1 || r == 2 {
		return true
	}
	for c := range b.holding.Descendants() {
		if c.DataAtom == atom.H1 {
			return true
		}
	}
	return false
}

// outside reports an element within an ornament of the page.
func (b body) outside(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && b.marks(p)&(junk|foreign) != 0 {
			return true
		}
	}
	return false
}

// keepHeld marks the paragraphs of prose in the element that holds the article, and
// reports how many bytes those have.
func keepHeld(all []paragraph) int {
	kept := 0
	for i := range all {
		p := &all[i]
		p.kept = p.held && p.inside&(junk|foreign|slides) == 0 && p.kind != pictured && p.linked*2 <= len(p.text) && (p.words >= 8 || p.kind == quotation || sentence(p.text))
		if p.kept {
			kept += len(p.text)
		}
	}
	return kept
}

// covers is the share of the words of a text that are also in paragraphs, each as
// often as it stands there; words of a few letters do not count.
func covers(text string, all []paragraph) float64 {
	there := map[string]int{}
	for _, p := range all {
		for w := range longWords(p.text) {
			there[w]++
		}
	}
	n, found := 0, 0
	for w := range longWords(text) {
		n++
		if there[w] > 0 {
			there[w]--
			found++
		}
	}
	if n == 0 {
		return 1
	}
	return float64(found) / float64(n)
}

func longWords(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(fold.String(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) }) {
			if len(w) > 3 && !yield(w) {
				return
			}
		}
	}
}

// measureWords is how many words a description must have to measure a text by it.
const measureWords = 10

// measures is what the page says elsewhere that its text is: the text itself, or
// what it is about; both may be empty.
func (d *metadata) measures() (text, about string) {
	text = d.graph.body()
	about = pick(Field{d.said("og:description", "description", "dc.description", "twitter:description"), Meta}, Field{d.graph.article.text("description"), JSONLD}).Value
	if strings.Count(about, " ") < measureWords {
		about = ""
	}
	return text, about
}
