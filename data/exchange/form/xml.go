package form

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// XML reads the XML of a file piece by piece, so that a long list is never in memory as a
// whole, and knows where each piece is. It knows no entities but those of XML and the
// characters that HTML names, so that none can grow. Errors are of type *Error, or those of
// the context.
type XML struct {
	context.Context
	file     File
	doc      *Document // where is noted what is not in the form of the format
	d        *xml.Decoder
	size     int64
	depth    int
	elements int
	tell     func(done float64)
}

// The most that is read: elements in each other, and after how many it is looked whether
// the reader is still wanted.
const (
	maxXMLDepth = 100
	xmlBatch    = 4096
)

// NewXML reads raw, the bytes of a file.
func NewXML(ctx context.Context, file File, raw []byte, doc *Document, o Options) *XML {
	text, encoded := fromUTF16(raw)
	if !encoded {
		text = bytes.TrimPrefix(raw, []byte("\ufeff"))
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf") {
			return input, nil // by its byte order mark already
		}
		encoding, err := htmlindex.Get(label)
		if err != nil {
			return nil, fmt.Errorf("its encoding %q is not known", label)
		}
		return encoding.NewDecoder().Reader(input), nil
	}
	return &XML{Context: ctx, file: file, doc: doc, d: d, size: int64(max(len(text), 1)), tell: o.Progress}
}

// Element is an element with what is in it.
type Element struct {
	Name     string // without its prefix
	Text     string
	Attr     []xml.Attr
	Place    Place
	Children []Element
}

// All are the elements of that name in it.
func (e Element) All(name string) (all []Element) {
	for _, c := range e.Children {
		if c.Name == name {
			all = append(all, c)
		}
	}
	return all
}

// One is the first element of that name in it, the zero Element for none.
func (e Element) One(name string) Element {
	for _, c := range e.Children {
		if c.Name == name {
			return c
		}
	}
	return Element{}
}

// Get is an attribute, "" for none. Names are without their prefixes.
func (e Element) Get(name string) string { return attr(e.Attr, name) }

func attr(all []xml.Attr, name string) string {
	for _, a := range all {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// Root reads the root element, which must be of one of the names, by child.
func (x *XML) Root(child func(path string, start xml.StartElement) error, names ...string) error {
	for {
		token, err := x.token()
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, name := range names {
			if start.Name.Local == name {
				return x.Each(name, child)
			}
		}
		return x.file.Fail(x.Place(""), "it begins with <%s>, where <%s> is expected", start.Name.Local, names[0])
	}
}

// Each reads the elements in one that is open, to its end. Other text in it is none of the
// format.
func (x *XML) Each(path string, child func(path string, start xml.StartElement) error) error {
	for {
		token, err := x.token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := child(path+"/"+t.Name.Local, t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				x.doc.Drop("text in " + path)
			}
		}
	}
}

// Element reads the rest of an element that has begun.
func (x *XML) Element(path string, start xml.StartElement) (Element, error) {
	e := Element{Name: start.Name.Local, Attr: start.Attr, Place: x.Place(path)}
	var text strings.Builder
	for {
		token, err := x.token()
		if err != nil {
			return e, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			child, err := x.Element(path+"/"+t.Name.Local, t)
			if err != nil {
				return e, err
			}
			e.Children = append(e.Children, child)
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			e.Text = text.String()
			return e, nil
		}
	}
}

// token is the next token.
func (x *XML) token() (xml.Token, error) {
	token, err := x.d.Token()
	if err != nil {
		return nil, x.broken(err)
	}
	switch token.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > maxXMLDepth {
			return nil, x.file.Fail(x.Place(""), "more than %d elements are in each other", maxXMLDepth)
		}
		if x.elements++; x.elements%xmlBatch == 0 {
			if x.tell != nil {
				x.tell(min(float64(x.d.InputOffset())/float64(x.size), 1))
			}
			return token, x.Err()
		}
	case xml.EndElement:
		x.depth--
	}
	return token, nil
}

// broken is the error of what is not XML, with its line.
func (x *XML) broken(err error) error {
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok && syntax.Msg != "unexpected EOF" {
		return x.file.Fail(Place{Line: syntax.Line}, "it is not XML: %s", syntax.Msg)
	} else if ok || errors.Is(err, io.EOF) {
		return x.file.Fail(x.Place(""), "the file ends before its XML does")
	}
	return x.file.Fail(x.Place(""), "it is not XML: %w", err)
}

// Place is where the decoder is.
func (x *XML) Place(path string) Place {
	line, _ := x.d.InputPos()
	return Place{Line: line, Path: path}
}
