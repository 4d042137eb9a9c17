package feed

import (
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/exchange/container"
	"tarikh.org/tarikh/data/exchange/form"
)

// parseXML reads RSS and Atom. A fault ends the reading; the items before it stay.
func parseXML(ctx context.Context, text string) (feed, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict, d.Entity, d.AutoClose = false, xml.HTMLEntity, []string{"br", "img", "hr"}
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is decoded
	p := &parser{decoder: d, text: text}
	for n := 0; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return feed{}, ctx.Err()
		}
		token, err := d.Token()
		if err == nil {
			err = p.token(token)
		}
		switch {
		case errors.Is(err, io.EOF) && p.root:
			return p.feed, nil
		case err != nil && !p.root:
			return feed{}, errNone
		case err != nil:
			p.place.Line, _ = d.InputPos()
			p.broken = err
			if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
				p.broken = errors.New(syntax.Msg)
			}
			return p.feed, nil
		}
	}
}

type parser struct {
	feed
	decoder *xml.Decoder
	text    string
	root    bool
	depth   int
	inside  string // the element of the feed whose parts are others': image, textinput, author, source
	until   int    // the depth at which that ends
	item    *item
}

func (p *parser) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		if p.depth++; p.depth > maxDepth {
			return errDeep
		}
		return p.begin(t)
	case xml.EndElement:
		p.depth--
		if p.inside != "" && p.depth < p.until {
			p.inside = ""
		}
		if p.item != nil && (t.Name.Local == "item" || t.Name.Local == "entry") {
			p.items, p.item = append(p.items, *p.item), nil
		}
	}
	return nil
}

func (p *parser) begin(t xml.StartElement) error {
	name := t.Name.Local
	switch {
	case !p.root:
		p.root = name == "rss" || name == "feed" || name == "RDF"
		if !p.root {
			return errNone
		}
		p.lang, p.page = attribute(t, "lang"), form.WebAddress(attribute(t, "base"))
	case name == "item" || name == "entry":
		if len(p.items) >= container.MaxEntries {
			return errMany
		}
		line, _ := p.decoder.InputPos()
		p.item = &item{lang: attribute(t, "lang"), base: attribute(t, "base"), place: form.Place{Line: line, Path: name + "[" + strconv.Itoa(len(p.items)) + "]"}}
	case p.inside != "":
		if p.item != nil && p.inside == "author" && name == "name" {
			return p.into(t, func(words string, _ bool) { p.item.people = append(p.item.people, form.Line(words)) })
		}
	case others(t):
		p.inside, p.until = name, p.depth
	case p.item != nil:
		return p.part(t)
	case name == "title":
		return p.into(t, func(words string, _ bool) { p.title = words })
	case name == "link":
		return p.home(t)
	case name == "language":
		return p.into(t, func(words string, _ bool) { p.lang = form.Line(words) })
	}
	return nil
}

// others reports an element whose parts have the names of those of an item and are not
// its own.
func others(t xml.StartElement) bool {
	switch t.Name.Local {
	case "image", "textinput", "textInput", "source", "contributor":
		return true
	case "author":
		return isAtom(t.Name.Space)
	}
	return false
}

// isMedia reports the name space of Media RSS, or the usual prefix for it: pictures.
func isMedia(space string) bool {
	return space == "media" || strings.Contains(space, "search.yahoo.com/mrss")
}

// part reads a part of an item.
func (p *parser) part(t xml.StartElement) error {
	i, name := p.item, t.Name.Local
	if isMedia(t.Name.Space) || name == "content" && attribute(t, "src") != "" {
		return nil
	}
	if of := i.line(name); of != nil {
		return p.into(t, func(words string, _ bool) {
			if *of == "" {
				*of = form.Line(words)
			}
		})
	}
	if of := i.markup(name); of != nil {
		return p.into(t, func(words string, isHTML bool) {
			if !isHTML {
				words = paragraphs(words)
			}
			if len(words) > len(*of) {
				*of = words
			}
		})
	}
	switch name {
	case "title":
		return p.into(t, func(words string, isHTML bool) {
			if !isHTML {
				words = html.EscapeString(words)
			}
			i.title = cmp.Or(i.title, words)
		})
	case "link":
		return p.link(t)
	case "guid":
		permanent := attribute(t, "isPermaLink") != "false"
		return p.into(t, func(words string, _ bool) {
			i.id = form.Line(words)
			if i.url == "" && permanent {
				i.url = i.id
			}
		})
	case "author", "creator":
		return p.into(t, func(words string, _ bool) { i.people = append(i.people, author(form.Line(words))) })
	case "category", "subject":
		if term := attribute(t, "term"); term != "" {
			i.tags = append(i.tags, term)
			return nil
		}
		return p.into(t, func(words string, _ bool) { i.tags = append(i.tags, form.Line(words)) })
	}
	return nil
}

// line is the field of a line that an element has, markup that of a text; nil for others.
func (t *item) line(element string) *string {
	switch element {
	case "id":
		return &t.id
	case "pubDate", "published", "issued", "date":
		return &t.published
	case "updated", "modified":
		return &t.changed
	}
	return nil
}

func (t *item) markup(element string) *string {
	switch element {
	case "encoded", "content":
		return &t.content
	case "description", "summary", "abstract":
		return &t.summary
	}
	return nil
}

// link reads an address: of Atom an attribute, of RSS the text.
func (p *parser) link(t xml.StartElement) error {
	if href := attribute(t, "href"); href != "" {
		if rel := attribute(t, "rel"); rel == "" || rel == "alternate" {
			p.item.url = href
		}
		return nil
	}
	return p.into(t, func(words string, _ bool) { p.item.url = cmp.Or(p.item.url, form.Line(words)) })
}

// home reads the address of the feed, where it has said none, or that of the page that it is of.
func (p *parser) home(t xml.StartElement) error {
	if href := attribute(t, "href"); href != "" {
		p.page = cmp.Or(p.page, form.WebAddress(href))
		return nil
	}
	return p.into(t, func(words string, _ bool) { p.page = cmp.Or(p.page, form.WebAddress(form.Line(words))) })
}

// into reads an element to its end and hands over its words, and whether they are HTML:
// text of RSS is, text of Atom is where its type says so, elements in it are.
func (p *parser) into(t xml.StartElement, take func(words string, isHTML bool)) error {
	begin := p.decoder.InputOffset()
	kind := attribute(t, "type")
	isHTML := !isAtom(t.Name.Space) || kind == "html" || strings.HasSuffix(kind, "/html")
	var words strings.Builder
	inner := false
	for depth := 1; ; {
		before := p.decoder.InputOffset()
		token, err := p.decoder.Token()
		if err != nil {
			return err
		}
		switch part := token.(type) {
		case xml.CharData:
			words.Write(part)
		case xml.StartElement:
			inner = true
			if depth++; depth+p.depth > maxDepth {
				return errDeep
			}
		case xml.EndElement:
			if depth--; depth > 0 {
				continue
			}
			p.depth--
			if inner { // markup that is not escaped
				take(p.text[begin:before], true)
				return nil
			}
			take(words.String(), isHTML)
			return nil
		}
	}
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// isAtom reports the name spaces of Atom 1.0 and 0.3, or the usual prefix for them.
func isAtom(space string) bool {
	return strings.Contains(space, "w3.org/2005/Atom") || strings.Contains(space, "purl.org/atom/") || space == "atom"
}

// author is the name in "someone@example.org (Name)", as RSS wants it.
func author(said string) string {
	if address, name, found := strings.Cut(said, "("); found && strings.Contains(address, "@") {
		return strings.TrimRight(strings.TrimSpace(name), ")")
	}
	return said
}
