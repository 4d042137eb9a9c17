package zoterordf

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"tarikh.org/tarikh/data/exchange/form"
)

// node is an element of the file. Its name has the prefix that Zotero uses for its
// vocabulary, whatever the file calls it.
type node struct {
	name     string
	about    string // rdf:about, rdf:ID with "#" or rdf:nodeID
	resource string // rdf:resource, of what it refers to
	text     string
	line     int
	children []*node
}

// vocabularies are the prefixes of namespaces, by how these begin.
var vocabularies = []struct{ begins, prefix string }{
	{"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
	{"http://www.zotero.org/namespaces/export#", "z"},
	{"http://purl.org/dc/terms/", "dcterms"},
	{"http://purl.org/dc/elements/", "dc"},
	{"http://purl.org/net/biblio#", "bib"},
	{"http://xmlns.com/foaf/", "foaf"},
	{"http://prismstandard.org/namespaces/", "prism"},
	{"http://nwalsh.com/rdf/vCard#", "vcard"},
	{"http://purl.org/rss/1.0/modules/link/", "link"},
}

func nameOf(n xml.Name) string {
	for _, v := range vocabularies {
		if strings.HasPrefix(n.Space, v.begins) {
			return v.prefix + ":" + n.Local
		}
	}
	return n.Local
}

// Limits of what is read.
const (
	maxBytes = 128 << 20
	maxDepth = 60 // elements in each other; Zotero has about ten
	maxNodes = 5_000_000
)

// parse reads the elements of a file.
func parse(ctx context.Context, file form.File, text []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf") {
			return input, nil // as it is by now
		}
		encoding, err := htmlindex.Get(label)
		if err != nil {
			return nil, fmt.Errorf("there is no encoding %q", label)
		}
		return encoding.NewDecoder().Reader(input), nil
	}
	top := &node{}
	open, texts := []*node{top}, []*bytes.Buffer{{}}
	for count := 0; ; {
		token, err := d.Token()
		line, _ := d.InputPos()
		switch {
		case errors.Is(err, io.EOF):
			return top, nil
		case err != nil:
			return nil, broken(file, line, err)
		}
		last := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if count++; count%10_000 == 0 && ctx.Err() != nil {
				return nil, fmt.Errorf("import %s: %w", file.Name, ctx.Err())
			}
			switch {
			case len(open) > maxDepth:
				return nil, file.Fail(form.Place{Line: line}, "it has more than %d elements in each other", maxDepth)
			case count > maxNodes:
				return nil, file.Fail(form.Place{Line: line}, "it has more than %d elements", maxNodes)
			}
			n := element(t, line)
			last.children = append(last.children, n)
			open, texts = append(open, n), append(texts, &bytes.Buffer{})
		case xml.EndElement:
			last.text = string(bytes.TrimSpace(texts[len(open)-1].Bytes()))
			open, texts = open[:len(open)-1], texts[:len(open)-1]
		case xml.CharData:
			texts[len(open)-1].Write(t)
		}
	}
}

func broken(file form.File, line int, err error) error {
	reason := err.Error()
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		line, reason = syntax.Line, syntax.Msg
	}
	return file.Fail(form.Place{Line: line}, "it is not whole XML: %s", reason)
}

func element(t xml.StartElement, line int) *node {
	n := &node{name: nameOf(t.Name), line: line}
	for _, a := range t.Attr {
		switch name := nameOf(a.Name); name {
		case "rdf:about", "about":
			n.about = a.Value
		case "rdf:ID":
			n.about = "#" + a.Value
		case "rdf:nodeID":
			n.about = "_:" + a.Value
			n.resource = n.about
		case "rdf:resource", "resource":
			n.resource = a.Value
		default: // a property in short
			if strings.Contains(name, ":") && !strings.HasPrefix(name, "rdf:") {
				n.children = append(n.children, &node{name: name, text: strings.TrimSpace(a.Value), line: line})
			}
		}
	}
	return n
}

// all yields the children of that name.
func (n *node) all(name string) func(func(*node) bool) {
	return func(yield func(*node) bool) {
		for _, c := range n.children {
			if c.name == name && !yield(c) {
				return
			}
		}
	}
}

// get is the text of the first child of that name that has one.
func (n *node) get(names ...string) string {
	for _, name := range names {
		for c := range n.all(name) {
			if c.text != "" {
				return c.text
			}
		}
	}
	return ""
}
