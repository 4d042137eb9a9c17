package page

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mark says what the elements around a paragraph are for.
type mark uint8

const (
	junk    mark = 1 << iota // navigation, advertising, tools
	foreign                  // part of another text: comments, links to other pages, the side column
	caption                  // of a picture
	credit                   // who made a picture
	slides                   // a row of pictures with their captions
	article                  // <article>, itemprop="articleBody" or such
)

// body is a page and where its prose is: text in pieces of at least proseBytes
// outside of links. Menus have many words and no prose.
type body struct {
	root  *html.Node
	prose map[*html.Node]int // bytes, of elements
	// harmless are the words for ornaments that a page puts on its main text.
	harmless map[string]bool
	// unseen are the boxes of prose among the paragraphs that stay hidden.
	unseen int
	// core are the elements that hold the title or the text of the article, which are
	// no ornament whatever they are called.
	core map[*html.Node]bool
	// holding is the element that says it holds the article, or nil.
	holding *html.Node
}

const proseBytes = 60

// measure counts the prose of a page.
func measure(root *html.Node) body {
	b := body{root: root, prose: map[*html.Node]int{}, harmless: map[string]bool{}, core: map[*html.Node]bool{}}
	all := b.countProse(root)
	named := map[string]int{}
	b.addNamed(root, named)
	for word, bytes := range named {
		if ornament(word)&foreign != 0 {
			b.harmless[word] = bytes*5 > all*4 // comments are often longer than what they are on
		} else {
			b.harmless[word] = bytes*2 > all
		}
	}
	b.findCore()
	return b
}

func (b body) countProse(n *html.Node) int {
	sum := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			if size := len(strings.TrimSpace(c.Data)); size >= proseBytes {
				sum += size
			}
		case c.DataAtom == atom.Script || c.DataAtom == atom.Style || c.DataAtom == atom.Noscript || c.DataAtom == atom.Template:
		default:
			sum += b.countProse(c)
		}
	}
	if n.DataAtom == atom.A {
		sum = 0
	}
	b.prose[n] = sum
	return sum
}

// addNamed adds up the prose in the elements of each name.
func (b body) addNamed(n *html.Node, named map[string]int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || b.prose[c] == 0 {
			continue
		}
		for word, m := range names(c) {
			if !b.most(c, m) {
				named[word] += b.prose[c]
			}
		}
		b.addNamed(c, named)
	}
}

// most reports whether n holds so much of the page's prose that it cannot be
// what its name says. Comments are often longer than what they are on.
func (b body) most(n *html.Node, m mark) bool {
	if m&foreign != 0 {
		return b.prose[n]*5 > b.prose[b.root]*4
	}
	return b.prose[n]*2 > b.prose[b.root]
}

// marks says what an element is for, by its tag, role, class and id. An element
// that holds most of a page's text is none of its ornaments, whatever it is called.
func (b body) marks(n *html.Node) mark {
	m := mark(0)
	switch n.DataAtom {
	case atom.Body, atom.Html, atom.Main:
		return 0
	case atom.Article:
		m |= article
	case atom.Figcaption, atom.Caption:
		m |= caption
	case atom.Nav, atom.Menu, atom.Form:
		m |= junk
	case atom.Aside:
		m |= foreign
	case atom.Footer:
		if !within(n, atom.Article, atom.Blockquote) {
			m |= junk
		}
	}
	switch attr(n, "role") {
	case "navigation", "search", "banner", "contentinfo", "menu", "alert", "toolbar", "tooltip":
		m |= junk
	case "complementary":
		m |= foreign
	}
	if attr(n, "itemprop") == "articleBody" {
		return article
	}
	for word, what := range names(n) {
		if !b.harmless[word] {
			m |= what
		}
	}
	if m&(junk|foreign) != 0 && (b.core[n] || b.most(n, m)) {
		m &^= junk | foreign
	}
	return m
}

// names yields the ornaments that the class and id of an element name. A name is
// cut into words: "c-relatedPosts" is "c", "related", "posts".
func names(n *html.Node) func(yield func(string, mark) bool) {
	return func(yield func(string, mark) bool) {
		for _, a := range n.Attr {
			if a.Key != "class" && a.Key != "id" || len(a.Val) > 500 {
				continue
			}
			for name := range strings.FieldsSeq(a.Val) {
				words := cut(name)
				if modifier(words, n) {
					continue
				}
				for i, w := range words {
					if m := ornament(w); m != 0 && !yield(w, m) {
						return
					}
					if i+1 == len(words) {
						continue
					}
					pair := w + " " + words[i+1]
					if m := ornament(pair); m != 0 && !yield(pair, m) {
						return
					}
				}
			}
		}
	}
}

// findCore finds the elements around the only heading of the first level, around the
// element that says it holds the body of the article, and around the longest of those
// that are called so.
func (b body) findCore() {
	var titles, bodies []*html.Node
	var longest *html.Node
	for n := range b.root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.DataAtom == atom.H1:
			titles = append(titles, n)
		case attr(n, "itemprop") == "articleBody":
			bodies = append(bodies, n)
		case b.prose[n] >= leastText && holds(n) == 2 && (longest == nil || b.prose[n] > b.prose[longest]):
			longest = n
		}
	}
	around := func(n *html.Node) {
		for p := n; p != nil; p = p.Parent {
			if p.Type == html.ElementNode && b.prose[p] >= leastText {
				b.core[p] = true
			}
		}
	}
	if len(titles) == 1 {
		around(titles[0].Parent)
	}
	if len(bodies) == 1 {
		around(bodies[0])
	}
	if longest != nil && len(bodies) != 1 && !slices.ContainsFunc(slices.Collect(longest.Ancestors()), commented) {
		around(longest)
	}
}

// modifier reports a name that says how an element is, not what: "has-sidebar",
// "no-comments", or the categories of a post.
func modifier(words []string, n *html.Node) bool {
	if len(words) < 2 {
		return false
	}
	switch words[0] {
	case "has", "no", "with", "without", "is", "not", "category", "cat", "format", "template", "layout":
		return true
	case "tag", "topic", "term", "section":
		return n.DataAtom == atom.Article || strings.Contains(attr(n, "class"), "hentry") || strings.Contains(attr(n, "class"), "type-post")
	}
	switch last := words[len(words)-1]; last {
	case "open", "closed", "left", "right", "none", "enabled", "disabled":
		return words[0] == "comments" || words[0] == "comment" || words[0] == "sidebar" || words[len(words)-2] == "sidebar"
	}
	return false
}

// cut cuts a name at hyphens, underscores and changes of case.
func cut(name string) []string {
	var words []string
	start := 0
	lower := false
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r):
			if i > start {
				words = append(words, strings.ToLower(name[start:i]))
			}
			start, lower = i+1, false
			continue
		case unicode.IsUpper(r) && lower:
			words = append(words, strings.ToLower(name[start:i]))
			start = i
		}
		lower = unicode.IsLower(r)
	}
	if start < len(name) {
		words = append(words, strings.ToLower(name[start:]))
	}
	return words
}

// ornament is what a word, or a pair of words, stands for in the names by which
// pages call what is not their main text.
func ornament(word string) mark {
	switch word {
	case "ad", "ads", "advert", "advertisement", "adsense", "dfp", "sponsor", "sponsored", "taboola", "outbrain", "promo", "promotion",
		"share", "sharing", "sharedaddy", "social", "addthis", "addtoany", "flair", "newsletter", "subscribe", "subscription", "signup",
		"cookie", "cookies", "consent", "gdpr", "popup", "popover", "tooltip", "hovercard", "modal", "nav", "navbar", "navigation", "menu", "breadcrumb",
		"breadcrumbs", "pager", "pagination", "toolbar", "tools", "footer", "copyright", "skip", "tags", "taglist", "rating", "rate", "poll",
		"login", "masthead", "banner", "topbar", "author bio", "author box", "authorbox", "about author", "bio", "pullquote", "pull quote",
		"noprint", "toc", "navbox", "catlinks":
		return junk
	case "comment", "comments", "disqus", "respond", "replies", "commentlist", "related", "relatedposts", "relatedarticles", "relatedcontent", "relatednews", "recommended", "recommendations", "trending",
		"popular", "read also", "also read", "readalso", "read more", "readmore", "more stories", "see also", "seealso", "most read",
		"mostread", "next up", "read next", "latest news", "teaser", "teasers", "sidebar", "widget":
		return foreign
	case "credit", "credits", "photocredit":
		return credit
	case "gallery", "slideshow", "carousel", "slider", "slides":
		return slides
	case "caption", "figcaption", "imgcaption", "thumbcaption":
		return caption
	}
	return 0
}

// lead reports an element that is called a standfirst.
func lead(n *html.Node) bool {
	class := attr(n, "class")
	if class == "" || len(class) > 200 {
		return attr(n, "itemprop") == "description"
	}
	for name := range strings.FieldsSeq(class) {
		for _, w := range cut(name) {
			switch w {
			case "lead", "lede", "standfirst", "dek", "deck", "intro", "summary", "subtitle", "subheadline", "subhead", "excerpt", "sapo", "chapo":
				return true
			}
		}
	}
	return attr(n, "itemprop") == "description"
}

// strip removes what is never text: scripts and styles, fields of forms, what is
// hidden, comments. It reports whether there were scripts.
func (b body) strip(n *html.Node) (scripts bool) {
	var next *html.Node
	for c := n.FirstChild; c != nil; c = next {
		next = c.NextSibling
		switch {
		case c.DataAtom == atom.Script && !dataScript(c):
			scripts = true
			n.RemoveChild(c)
		case c.Type == html.CommentNode || c.Type == html.ElementNode && (neverText(c) || hidden(c) && !b.most(c, 0)):
			n.RemoveChild(c)
		case b.strip(c):
			scripts = true
		}
	}
	return scripts
}

func dataScript(n *html.Node) bool {
	t := strings.ToLower(attr(n, "type"))
	return strings.HasSuffix(t, "json") || strings.Contains(t, "template")
}

func neverText(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Applet, atom.Svg,
		atom.Math, atom.Canvas, atom.Audio, atom.Video, atom.Button, atom.Input, atom.Select, atom.Textarea, atom.Datalist,
		atom.Dialog, atom.Rp, atom.Rt, atom.Map:
		return true
	}
	return false
}

// hidden reports an element that a browser would not show, or that is there for
// editing the page. Where it holds most
// of the text, a script was meant to show it.
func hidden(n *html.Node) bool {
	if hasAttr(n, "hidden") || attr(n, "role") == "dialog" {
		return true
	}
	class := attr(n, "class")
	named := func(name string) bool { return strings.Contains(class, name) }
	if slices.ContainsFunc([]string{"screen-reader", "sr-only", "visually-hidden", "visuallyhidden", "mw-editsection"}, named) {
		return true
	}
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}
