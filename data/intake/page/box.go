package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// prepare changes the page so that names and styles no longer hide its text, and
// boxes about cookies no longer pass for it. It is called after collect, before strip.
//
//   - A consent box is removed, however long it is.
//   - A box in a row with paragraphs, which holds nothing but sentences, is text,
//     whatever its class says: it loses its class.
//   - Such a box that is hidden is shown where a control to read on belongs to it;
//     the others are counted in b.unseen.
func (b *body) prepare(n *html.Node) {
	r := b.rowOf(n)
	var next *html.Node
	for c := n.FirstChild; c != nil; c = next {
		next = c.NextSibling
		if c.Type != html.ElementNode {
			continue
		}
		if c == r.lastText {
			r.past = true
		}
		if b.consent(c) {
			n.RemoveChild(c)
			continue
		}
		if b.prose[c] >= proseBytes && (veiled(c) || b.ornamental(c)) && r.beside(c) && sentences(c) {
			switch {
			case veiled(c) && (unfolds(c) || r.more):
				drop(c, "style", "hidden", "class", "id", "aria-hidden")
			case veiled(c):
				b.unseen++
			case !b.reserved(c) && !r.remarks(c):
				drop(c, "class", "id")
				if c.DataAtom == atom.Footer {
					c.Data, c.DataAtom = "div", atom.Div
				}
			}
		}
		b.prepare(c)
	}
}

// ornamental reports an element that its name or tag says is an ornament.
func (b *body) ornamental(n *html.Node) bool {
	for range names(n) {
		return true
	}
	return n.DataAtom == atom.Footer || namedUnlikely(n)
}

// namedUnlikely reports names for which Readability drops an element.
func namedUnlikely(n *html.Node) bool {
	name := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	for _, word := range []string{
		"-ad-", "ai2html", "banner", "breadcrumb", "combx", "comment", "community", "cover-wrap", "disqus", "extra", "footer", "gdpr", "header", "legends", "menu", "related", "remark",
		"replies", "rss", "shoutbox", "sidebar", "skyscraper", "social", "sponsor", "supplemental", "ad-break", "agegate", "pagination", "pager", "popup", "share", "promo", "widget", "tags", "tool",
	} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// drop removes attributes.
func drop(n *html.Node, names ...string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return slices.Contains(names, a.Key) })
}

// siblings is what stands in an element, found once for all that is in it.
type siblings struct {
	texts    map[*html.Node]bool // the paragraphs of prose and, in the core, the boxes of sentences
	lastText *html.Node          // the last of the paragraphs of prose
	past     bool                // prepare has come past it
	comments int                 // the elements that are called comments
	more     bool                // there is a control to read on
}

func (b *body) rowOf(n *html.Node) siblings {
	r := siblings{texts: map[*html.Node]bool{}}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if b.prose[c] >= proseBytes {
			switch {
			case c.DataAtom == atom.P:
				r.texts[c], r.lastText = true, c
			case b.core[n] && !b.core[c] && (c.DataAtom == atom.Div || c.DataAtom == atom.Section || c.DataAtom == atom.Blockquote || c.DataAtom == atom.Span) && sentences(c):
				r.texts[c] = true
			}
		}
		if commented(c) {
			r.comments++
		}
		if !r.more && len(c.Data) <= 20 && b.prose[c] == 0 {
			text := textOf(c)
			r.more = len(text) <= 60 && readOn(text)
		}
	}
	return r
}

// beside reports that prose stands beside n: in a paragraph of the same parent or, where
// that holds the title or the text of the article, in another box.
func (r siblings) beside(n *html.Node) bool {
	return len(r.texts) > 1 || len(r.texts) == 1 && !r.texts[n]
}

// sentences reports that nearly all below n is prose, and hardly any of it in links.
func sentences(n *html.Node) bool {
	all, prose, linked := 0, 0, 0
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Form, atom.Input, atom.Textarea, atom.Iframe, atom.Nav:
			return false
		}
		if c.Type != html.TextNode || within(c, atom.Script, atom.Style, atom.Noscript, atom.Button, atom.Template) {
			continue
		}
		size := len(strings.TrimSpace(c.Data))
		all += size
		if withinBelow(c, n, atom.A) {
			linked += size
		}
		if size >= proseBytes || withinBelow(c, n, atom.P, atom.Li, atom.Blockquote) {
			prose += size
		}
	}
	return all >= proseBytes && prose*10 >= all*8 && linked*5 <= all && sentence(lastText(n))
}

// withinBelow reports whether an element of one of the tags is around n, below top.
func withinBelow(n, top *html.Node, tags ...atom.Atom) bool {
	for p := n.Parent; p != nil && p != top; p = p.Parent {
		if slices.Contains(tags, p.DataAtom) {
			return true
		}
	}
	return false
}

// lastText is the last text below n that is long enough for a sentence.
func lastText(n *html.Node) string {
	last := ""
	for c := range n.Descendants() {
		if c.Type == html.TextNode && !within(c, atom.Script, atom.Style, atom.Button) {
			if text := strings.TrimSpace(c.Data); strings.Contains(text, " ") {
				last = text
			}
		}
	}
	return last
}

// reserved reports a box whose name is seldom that of text, and which has more in it than
// text: advertising, forms to subscribe, tools to log in, who the author is.
func (b *body) reserved(n *html.Node) bool {
	if n.DataAtom == atom.Nav || n.DataAtom == atom.Form || n.DataAtom == atom.Figcaption || n.DataAtom == atom.Figure || n.DataAtom == atom.Aside {
		return true
	}
	for word, what := range names(n) {
		switch word {
		case "share", "sharing", "social", "comment", "comments", "tools", "footer", "widget", "promo", "promotion", "flair", "banner", "tags", "poll",
			"rate", "rating", "popular", "trending", "sidebar", "related", "menu", "nav", "copyright", "skip", "credit", "pager", "pagination", "popup", "teaser":
			continue
		}
		switch word {
		case "popover", "tooltip", "hovercard", "modal", "login", "bio", "author bio", "author box", "authorbox", "about author", "pullquote", "pull quote", "toc", "navbox":
			return true
		}
		if what != 0 && (consentName(n) || tooled(n)) {
			return true
		}
	}
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && len(c.Data) <= 6 && elsewhere(paragraph{text: textOf(c)}) {
			return true
		}
	}
	for _, phrase := range closing {
		if folded := strings.ToLower(textOf(n)); strings.Contains(folded, phrase) {
			return true
		}
	}
	return false
}

// tooled reports a box with links, buttons or pictures.
func tooled(n *html.Node) bool {
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.A, atom.Button, atom.Img, atom.Input, atom.Form, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4:
			return true
		}
	}
	return false
}

// closing are phrases of the boxes that sites put below their articles.
var closing = []string{
	"all rights reserved", "subscribe", "newsletter", "follow us", "follow him on", "follow her on", "follow them on", "sign up", "log in",
	"powered by", "terms of use", "terms of service", "privacy policy", "جميع الحقوق محفوظة", "حقوق النشر", "اشترك", "تابعنا", "سياسة الخصوصية",
	"tous droits réservés", "alle rechte vorbehalten", "todos los derechos reservados",
}

// remarks reports the comments of readers, which stand at the end of a text: more
// than one box in a row, or one with a time, a link or a picture of its writer.
func (r siblings) remarks(n *html.Node) bool {
	if !commented(n) || r.lastText != nil && !r.past {
		return false
	}
	if r.comments > 1 {
		return true
	}
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Time, atom.A, atom.Img, atom.Ul, atom.Ol, atom.H2, atom.H3, atom.H4, atom.Cite, atom.Article:
			return true
		}
	}
	return false
}

func commented(n *html.Node) bool {
	for word, what := range names(n) {
		if what&foreign != 0 && (strings.HasPrefix(word, "comment") || word == "disqus" || word == "respond" || word == "replies") {
			return true
		}
	}
	return false
}

// veiled reports an element that a browser would not show at first.
func veiled(n *html.Node) bool {
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", ""))
	return hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// unfolds reports a box that is called the rest of a text.
func unfolds(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" || len(a.Val) > 500 {
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			for _, w := range cut(name) {
				switch w {
				case "more", "rest", "full", "expand", "expanded", "expandable", "collapse", "collapsed", "collapsible", "truncated", "remaining",
					"continued", "continue", "readmore", "fulltext", "folded", "accordion", "body", "content", "text", "paywall":
					return true
				}
			}
		}
	}
	return false
}

// readOn reports the words of a control that shows the rest of a text.
func readOn(text string) bool {
	lower := strings.ToLower(strings.Trim(text, " .…»«›‹→←▾▼+[]()"))
	for _, word := range []string{
		"read more", "show more", "continue reading", "read on", "see more", "view more", "load more", "expand", "full story", "read the full",
		"read full", "keep reading", "show all", "more", "اقرأ المزيد", "إقرأ المزيد", "قراءة المزيد", "عرض المزيد", "المزيد", "تابع القراءة", "أكمل القراءة", "مواصلة القراءة",
		"lire la suite", "lire plus", "voir plus", "weiterlesen", "mehr lesen", "mehr anzeigen", "leer más", "ver más", "seguir leyendo", "continua a leggere",
		"leggi tutto", "ler mais", "leia mais", "lees verder", "читать далее", "показать полностью", "devamını oku", "ادامه مطلب",
	} {
		if lower == word || len(word) > 5 && strings.HasPrefix(lower, word) {
			return true
		}
	}
	return false
}
