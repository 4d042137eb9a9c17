package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr is the value of an attribute, without white space around it.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// inline reports the elements that do not break a paragraph. Unknown ones do
// not, as in a browser.
func inline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head, atom.Header,
		atom.Hgroup, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre,
		atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul:
		return false
	}
	return true
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
	for _, name := range []string{"screen-reader", "sr-only", "visually-hidden", "visuallyhidden", "mw-editsection"} {
		if strings.Contains(class, name) {
			return true
		}
	}
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// textOf is the text below n in one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			b.WriteByte(' ')
			if b.Len() > 4*maxField {
				break
			}
		}
	}
	return oneLine(b.String())
}

// oneLine makes a field of a text: white space collapsed, control characters
// and invisible marks at its ends dropped, cut at maxField bytes.
func oneLine(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if len(s) <= maxField {
		return s
	}
	s = s[:maxField]
	return strings.ToValidUTF8(s[:strings.LastIndexByte(" "+s, ' ')], "")
}

// frontPage reports a link that leads to the front page of a site.
func frontPage(href string) bool {
	_, path, absolute := strings.Cut(href, "://")
	if absolute {
		_, path, _ = strings.Cut(path, "/")
	}
	switch strings.Trim(strings.ToLower(path), "/") {
	case "", "index.html", "index.htm", "index.php", "index.asp", "home", "ar", "en":
		return href != "" && href[0] != '#'
	}
	return !absolute && href == "/"
}

// holdsData reports a table of data: two rows and two columns at least, and
// nothing but a line in any cell. Others serve the layout of the page.
func holdsData(table *html.Node) bool {
	rows, wide := 0, 0
	for n := range table.Descendants() {
		switch {
		case n.DataAtom == atom.Table || n.DataAtom == atom.Br || n.DataAtom == atom.Ul || n.DataAtom == atom.P || n.DataAtom == atom.Div:
			return false
		case n.DataAtom == atom.Tr:
			rows++
			cells := 0
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
					cells++
				}
			}
			if cells > 1 {
				wide++
			}
		}
	}
	return rows > 1 && wide > 1
}
