package page

import (
	"slices"
	"strings"

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
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
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

// textOf is the text below n in one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data[:min(len(c.Data), 4*maxField)])
			b.WriteByte(' ')
			if b.Len() > 4*maxField {
				break
			}
		}
	}
	return oneLine(b.String())
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

// within reports whether an element of one of the tags is around n.
func within(n *html.Node, tags ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if slices.Contains(tags, p.DataAtom) {
			return true
		}
	}
	return false
}
