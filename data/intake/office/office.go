// Package office reads the text of word processor documents: DOCX (Office Open
// XML, ECMA-376) and ODT (OpenDocument 1.3).
//
// The one idea behind it: both are an archive with one file of text in it, and of
// that only paragraphs, their kind and their words count. They are written as
// plain HTML, so that what reads pages reads them too. Archives and XML are
// hostile until read: every size and depth is bounded, and what lies outside of
// the text is not opened.
package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
)

// Format is the format of a document.
type Format string

// The formats.
const (
	DOCX Format = "docx"
	ODT  Format = "odt"
)

// Bounds on a document.
const (
	maxFile    = 64 << 20 // bytes of one file, unpacked
	maxEntries = 20_000   // files in the archive
	maxDepth   = 256      // of elements
)

// Document is what was read.
type Document struct {
	HTML                         string // <h1> to <h6>, <p>, <li>, <blockquote>, <br>; text escaped
	Title, Author, Created, Lang string // as the document says; empty if it doesn't
}

// Errors of Read.
var (
	ErrUnknown   = errors.New("it is an archive, but neither DOCX nor ODT")
	ErrEncrypted = errors.New("it is protected by a password")
	ErrBig       = fmt.Errorf("unpacked, it is over %d MB", maxFile>>20)
	ErrDeep      = fmt.Errorf("its elements are nested more than %d deep", maxDepth)
	ErrBroken    = errors.New("it is damaged")
)

// Tell returns the format of an archive by the files in it. It reports false
// where it is neither.
func Tell(raw []byte) (Format, bool) {
	archive, err := open(raw)
	if err != nil {
		return "", false
	}
	for _, f := range archive.File {
		switch f.Name {
		case "word/document.xml":
			return DOCX, true
		case "mimetype":
			if kind, _ := unpack(f, 200); strings.HasPrefix(string(kind), "application/vnd.oasis.opendocument.text") {
				return ODT, true
			}
		}
	}
	return "", false
}

// Read reads a document. Errors wrap those above.
func Read(raw []byte) (Document, error) {
	format, ok := Tell(raw)
	if !ok {
		return Document{}, ErrUnknown
	}
	archive, err := open(raw)
	if err != nil {
		return Document{}, err
	}
	text, about := "word/document.xml", "docProps/core.xml"
	read := docx
	if format == ODT {
		text, about, read = "content.xml", "meta.xml", odt
	}
	var d Document
	body, err := file(archive, text)
	if err != nil {
		return Document{}, err
	}
	if format == ODT {
		if manifest, err := file(archive, "META-INF/manifest.xml"); err == nil && bytes.Contains(manifest, []byte("encryption-data")) {
			return Document{}, ErrEncrypted
		}
	}
	if d.HTML, err = read(body); err != nil {
		return Document{}, err
	}
	if meta, err := file(archive, about); err == nil {
		d.properties(meta)
	}
	return d, nil
}

func open(raw []byte) (*zip.Reader, error) {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if len(archive.File) > maxEntries {
		return nil, ErrBig
	}
	return archive, nil
}

func file(archive *zip.Reader, name string) ([]byte, error) {
	for _, f := range archive.File {
		if f.Name == name {
			return unpack(f, maxFile)
		}
	}
	return nil, fmt.Errorf("%w: there is no %s in it", ErrBroken, name)
}

// unpack reads one file of an archive, at most limit bytes, whatever the
// archive says of its size.
func unpack(f *zip.File, limit int64) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, ErrEncrypted
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(raw)) > limit:
		return nil, ErrBig
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return raw, nil
}

// tokens goes through XML; enter and leave are told every element, text every
// piece of text. DTDs are passed over, so there are no entities to expand.
func tokens(raw []byte, enter func(xml.StartElement), leave func(name string), text func(string)) error {
	d := xml.NewDecoder(bytes.NewReader(raw))
	for depth := 0; ; {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrBroken, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return ErrDeep
			}
			enter(t)
		case xml.EndElement:
			depth--
			leave(name(t.Name))
		case xml.CharData:
			text(string(t))
		}
	}
}

// name is an element's or attribute's name with its usual prefix, which the
// programs that write these documents do not change.
func name(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func attr(e xml.StartElement, want string) string {
	for _, a := range e.Attr {
		if name(a.Name) == want {
			return a.Value
		}
	}
	return ""
}

// properties reads what a document says of itself; both formats use Dublin Core
// for it.
func (d *Document) properties(raw []byte) {
	fields := map[string]*string{
		"dc:title": &d.Title, "dc:creator": &d.Author, "dcterms:created": &d.Created, "meta:creation-date": &d.Created, "dc:language": &d.Lang,
	}
	var into *string
	// A damaged file tells what stands before the damage.
	_ = tokens(raw, func(e xml.StartElement) { into = fields[name(e.Name)] }, func(string) { into = nil }, func(s string) {
		if into != nil && len(*into) < 1000 {
			*into += s
		}
	})
}

// writer writes paragraphs as HTML.
type writer struct {
	out  strings.Builder
	tag  string // of the paragraph at hand
	line strings.Builder
}

func (w *writer) text(s string) { w.line.WriteString(html.EscapeString(s)) }

func (w *writer) lineBreak() { w.line.WriteString("<br>") }

// end ends the paragraph.
func (w *writer) end() {
	if w.line.Len() > 0 {
		fmt.Fprintf(&w.out, "<%s>%s</%s>\n", w.tag, w.line.String(), w.tag)
	}
	w.line.Reset()
}

// header is the tag of a heading of a level of the document's own.
func header(level string) string {
	if len(level) == 1 && level >= "1" && level <= "6" {
		return "h" + level
	}
	return "h6"
}
