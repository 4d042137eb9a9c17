package epub

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/picture"
)

// Limits of what is read of a book, in bytes and parts.
const (
	maxPackage = 16 << 20
	maxFiles   = 100_000
)

// book is an open book.
type book struct {
	file  form.File
	files map[string]*zip.File // by their names
	pkg   pkg
	names map[string]string // of chapters, by their files
	known data.Article      // what is the same for all chapters
	id    string            // of the book, "" for none
	spine []manifestItem
}

// read reads a file of the book.
func (b *book) read(name string, limit int64) ([]byte, error) {
	f := b.files[name]
	if f == nil {
		return nil, errors.New("there is no such file in the book")
	}
	return form.Unzip(f, limit)
}

// picture finds the pictures that a file of a folder refers to.
func (b *book) picture(folder string) intake.Embedded {
	return func(address string) ([]byte, bool) {
		f := b.files[inFolder(folder, address)]
		if f == nil {
			return nil, false
		}
		raw, err := form.Unzip(f, picture.MaxBytes)
		return raw, err == nil
	}
}

// xml reads a file of the book into a value.
func (b *book) xml(name string, into any) error {
	raw, err := b.read(name, maxPackage)
	if err == nil {
		var text string
		if text, err = intake.DecodeAs(raw, ""); err == nil {
			err = decode(text, into)
		}
	}
	if err != nil {
		return b.file.Fail(form.Place{Path: name}, "%w", err)
	}
	return nil
}

// decode reads XML that need not be well-formed and is not nested too deep.
func decode(text string, into any) error {
	const deepest = 200
	depth := 0
	for at := 0; at < len(text); at++ { // the decoder calls itself for each level
		switch {
		case text[at] != '<':
		case strings.HasPrefix(text[at:], "</"):
			depth--
		default:
			if end := strings.IndexByte(text[at:], '>'); end > 0 && text[at+end-1] != '/' && text[at+1] != '!' && text[at+1] != '?' {
				if depth++; depth > deepest {
					return fmt.Errorf("its elements are nested more than %d deep", deepest)
				}
			}
		}
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d.Decode(into)
}

// inFolder is the name in the archive of an address in a file of a folder; what leads out
// of the archive names nothing.
func inFolder(folder, href string) string {
	href, _, _ = strings.Cut(href, "#")
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	return path.Join(folder, href)
}
