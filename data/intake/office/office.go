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
	"strings"
)

// Format is the format of a document.
type Format string

// The formats.
const (
	DOCX Format = "docx"
	ODT  Format = "odt"
)

// Document is what was read.
type Document struct {
	HTML                         string // <h1> to <h6>, <p>, <li>, <blockquote>, <br>, <img>; text escaped
	Title, Author, Created, Lang string // as the document says; empty if it doesn't

	archive *zip.Reader
}

// maxPicture is how many bytes a picture of a document may have.
const maxPicture = 32 << 20

// Picture returns a picture that HTML names; it reports false where it is not in the document,
// and where it is too large.
func (d Document) Picture(name string) ([]byte, bool) {
	for _, f := range d.archive.File {
		if f.Name == name {
			raw, err := unpack(f, maxPicture)
			return raw, err == nil
		}
	}
	return nil, false
}

// Detect returns the format of an archive by the files in it. It reports false
// where it is neither.
func Detect(raw []byte) (Format, bool) {
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

// Read reads a document. Errors wrap ErrUnknown and those beside it.
func Read(raw []byte) (Document, error) {
	format, ok := Detect(raw)
	if !ok {
		return Document{}, ErrUnknown
	}
	archive, err := open(raw)
	if err != nil {
		return Document{}, err
	}
	text, about := "word/document.xml", "docProps/core.xml"
	if format == ODT {
		text, about = "content.xml", "meta.xml"
	}
	d := Document{archive: archive}
	body, err := file(archive, text)
	if err != nil {
		return Document{}, err
	}
	if format == ODT {
		if manifest, err := file(archive, "META-INF/manifest.xml"); err == nil && bytes.Contains(manifest, []byte("encryption-data")) {
			return Document{}, ErrEncrypted
		}
	}
	if format == ODT {
		d.HTML, err = odt(body)
	} else {
		var names []byte // a document without pictures may lack them
		if names, err = file(archive, "word/_rels/document.xml.rels"); err != nil {
			names = nil
		}
		d.HTML, err = docx(body, relations(names))
	}
	if err != nil {
		return Document{}, err
	}
	if meta, err := file(archive, about); err == nil {
		d.properties(meta)
	}
	return d, nil
}

// properties reads what a document says of itself; both formats use Dublin Core
// for it.
func (d *Document) properties(raw []byte) {
	fields := map[string]*string{
		"dc:title": &d.Title, "dc:creator": &d.Author, "dcterms:created": &d.Created, "meta:creation-date": &d.Created, "dc:language": &d.Lang,
	}
	var into *string
	// What comes before the damage in a damaged file counts.
	_ = tokens(raw, func(e xml.StartElement) { into = fields[name(e.Name)] }, func(string) { into = nil }, func(s string) {
		if into != nil && len(*into) < 1000 {
			*into += s
		}
	})
}
