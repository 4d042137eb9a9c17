package epub

import (
	"strings"

	"tarikh.org/tarikh/data/exchange/form"
)

// encryption says which files of a book are encrypted, and how.
type encryption struct {
	Data []struct {
		Method struct {
			Algorithm string `xml:"Algorithm,attr"`
		} `xml:"EncryptionMethod"`
		File struct {
			URI string `xml:"URI,attr"`
		} `xml:"CipherData>CipherReference"`
	} `xml:"EncryptedData"`
}

// protected refuses a book whose chapters are encrypted, by the name of the protection.
// Fonts that are only obscured protect no text.
func (b *book) protected() error {
	const name = "META-INF/encryption.xml"
	if b.files[name] == nil {
		return nil
	}
	var e encryption
	if err := b.xml(name, &e); err != nil {
		return err
	}
	chapters := map[string]bool{}
	for _, item := range b.spine {
		chapters[item.Href] = true
	}
	for _, d := range e.Data {
		if file := inFolder("", d.File.URI); chapters[file] {
			return b.file.Fail(form.Place{Path: file}, "the book is protected against reading in other programs (%s); ask its seller for a copy without protection", b.protection(d.Method.Algorithm))
		}
	}
	return nil
}

// protection is what the protection of the book is called.
func (b *book) protection(algorithm string) string {
	switch {
	case b.files["META-INF/license.lcpl"] != nil || strings.Contains(algorithm, "readium"):
		return "Readium LCP"
	case b.files["META-INF/sinf.xml"] != nil:
		return "Apple FairPlay"
	case b.files["META-INF/rights.xml"] != nil:
		return "Adobe ADEPT"
	}
	return "encryption: " + form.Shorten(form.Line(algorithm), 100)
}
