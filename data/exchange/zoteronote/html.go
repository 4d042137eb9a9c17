package zoteronote

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
)

func readHTML(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	r, text, err := newReader(ctx, file, o)
	if err != nil {
		return form.Document{}, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return form.Document{}, file.Fail(form.Place{}, "it is not HTML: %w", err)
	}
	for n := range root.Descendants() {
		r.items(attribute(n, "data-citation-items"))
	}
	count := 0
	if err := r.blocks(root, &count); err != nil {
		return form.Document{}, err
	}
	return r.finish()
}

// blocks reads the innermost blocks below a node, in their order.
func (r *reader) blocks(n *html.Node, count *int) error {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			r.free(c.Data, form.Place{Row: *count + 1})
		case c.Type != html.ElementNode || hidden(c):
		case !hasBlock(c):
			*count++
			if err := r.block(c, form.Place{Row: *count}); err != nil {
				return err
			}
		default:
			if err := r.blocks(c, count); err != nil {
				return err
			}
		}
	}
	return nil
}

// hidden reports whether nothing of an element is shown.
func hidden(n *html.Node) bool {
	return n.DataAtom == atom.Head || n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Template
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Blockquote, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Table, atom.Td:
		return n.Type == html.ElementNode
	}
	return false
}

func hasBlock(n *html.Node) bool {
	for c := range n.Descendants() {
		if isBlock(c) {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// block reads a paragraph.
func (r *reader) block(n *html.Node, place form.Place) error {
	p := paragraph{reader: r}
	p.walk(n)
	if len(p.pieces) == 0 {
		said := p.before.String()
		if n.DataAtom == atom.H1 && r.Title == "" {
			r.Title = form.Shorten(form.Line(said), maxTitle)
			return nil
		}
		r.free(said, place)
		return nil
	}
	for i, piece := range p.pieces {
		piece.comment = strings.Join(p.said[i], "")
		if i == 0 {
			piece.comment = p.before.String() + piece.comment
		}
		if err := r.add(piece, place); err != nil {
			return err
		}
	}
	return nil
}

// paragraph is a paragraph being read.
type paragraph struct {
	*reader
	before strings.Builder // the words before the first annotation
	pieces []piece
	said   [][]string // the words behind each
}

func (p *paragraph) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		p.say(n.Data)
		return
	case hidden(n):
		return
	case n.DataAtom == atom.Br:
		p.say("\n")
	case attribute(n, "data-annotation") != "":
		p.annotation(n)
		return
	case attribute(n, "data-citation") != "":
		p.citation(n)
		return
	}
	for c := range n.ChildNodes() {
		p.walk(c)
	}
}

func (p *paragraph) say(words string) {
	if last := len(p.said) - 1; last >= 0 {
		p.said[last] = append(p.said[last], words)
	} else {
		p.before.WriteString(words)
	}
}

// annotation reads an element that is an annotation, with the JSON that it has.
func (p *paragraph) annotation(n *html.Node) {
	o := decoded(attribute(n, "data-annotation"))
	item := annotations.ObjectOf(o["citationItem"])
	uri := annotations.TextOf(item["uris"])
	p.said = append(p.said, nil)
	p.pieces = append(p.pieces, piece{
		quote: words(n), picture: n.DataAtom == atom.Img,
		key: annotations.TextOf(o["annotationKey"]), page: annotations.TextOf(o["pageLabel"]), colour: annotations.TextOf(o["color"]),
		source: p.sourceOf(uri, item["itemData"]),
	})
	if uri == "" {
		p.pieces[len(p.pieces)-1].source = annotations.Page{Name: annotations.TextOf(o["attachmentURI"])}
	}
}

// citation reads the citation behind an annotation, which names its source where nothing
// else does.
func (p *paragraph) citation(n *html.Node) {
	o := decoded(attribute(n, "data-citation"))
	items := annotations.ListOf(o["citationItems"])
	if len(p.pieces) == 0 || len(items) == 0 {
		p.say(words(n))
		return
	}
	item := annotations.ObjectOf(items[0])
	uri := annotations.TextOf(item["uris"])
	source := p.sourceOf(uri, item["itemData"])
	if source.Title == "" {
		source = cited(words(n), uri)
		p.sources[uri] = source
	}
	if last := &p.pieces[len(p.pieces)-1]; last.source.Title == "" {
		last.source = source
	}
}

// words are the words of an element.
func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// decoded is an object of JSON as an attribute has it, in percent-encoding; nil for none.
func decoded(text string) map[string]any {
	var v any
	decode(text, &v)
	return annotations.ObjectOf(v)
}

func decode(text string, v any) {
	plain, err := url.QueryUnescape(strings.ReplaceAll(text, "+", "%2B"))
	if err != nil {
		plain = text
	}
	d := json.NewDecoder(bytes.NewReader([]byte(plain)))
	d.UseNumber()
	_ = d.Decode(v) // what cannot be read says nothing
}

// items notes the sources that a note says whole.
func (r *reader) items(text string) {
	if text == "" {
		return
	}
	var v any
	decode(text, &v)
	for _, entry := range annotations.ListOf(v) {
		o := annotations.ObjectOf(entry)
		for _, uri := range annotations.ListOf(o["uris"]) {
			r.sourceOf(annotations.TextOf(uri), o["itemData"])
		}
	}
}

// sourceOf is the source of that address in the library of Zotero, with what is said of it
// here or before.
func (r *reader) sourceOf(uri string, item any) annotations.Page {
	o := annotations.ObjectOf(item)
	title := form.Line(annotations.TextOf(o["title"]))
	if title == "" {
		return r.sources[uri]
	}
	p := annotations.Page{Name: uri, Title: title, URL: form.WebAddress(annotations.TextOf(o["URL"]))}
	p.Citation.DOI = form.Shorten(form.Line(annotations.TextOf(o["DOI"])), data.MaxForeign)
	p.Citation.ISBN = form.Shorten(form.Line(annotations.TextOf(o["ISBN"])), data.MaxForeign)
	p.Citation.Container = form.Shorten(form.Line(annotations.TextOf(o["container-title"])), data.MaxForeign)
	var byline []string
	for _, v := range annotations.ListOf(o["author"]) {
		n := annotations.ObjectOf(v)
		name := data.Name{Literal: short(n["literal"])}
		if name.Literal == "" {
			name.Family, name.Given = short(n["family"]), short(n["given"])
		}
		if name.String() == "" || len(byline) == maxAuthors {
			continue
		}
		p.Citation.Authors = append(p.Citation.Authors, name)
		byline = append(byline, name.String())
	}
	p.Author = form.Shorten(strings.Join(byline, ", "), data.MaxTitle)
	if uri != "" {
		r.sources[uri] = p
	}
	return p
}

const maxAuthors = 100

func short(v any) string { return form.Shorten(form.Line(annotations.TextOf(v)), data.MaxForeign) }
