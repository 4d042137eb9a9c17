// Package offer makes pictures that a file of a format has in itself into what an import offers:
// nothing of them is taken before the reader chooses it, and nothing is fetched.
package offer

import (
	"encoding/base64"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/picture"
)

// decoration is how many pixels an icon has on a side at most.
const decoration = 63

// Base64 offers a picture of an event, of which said holds caption, credit and what can be
// seen. It reports false for one that cannot be read, and for a decoration.
func Base64(doc *form.Document, event data.ID, text string, said data.Picture) bool {
	if len(text) > 2*picture.MaxBytes {
		return false
	}
	raw, err := base64.StdEncoding.DecodeString(strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, text))
	if err != nil {
		return false
	}
	p, page, err := intake.ReadPicture(raw, "", false, 0)
	if err != nil || p.Width <= decoration || p.Height <= decoration {
		return false
	}
	p.Event, p.Caption, p.Alt = event, form.Shorten(said.Caption, data.MaxText), form.Shorten(said.Alt, data.MaxText)
	p.Credit = form.Shorten(form.Line(said.Credit), data.MaxTitle)
	doc.Offered = append(doc.Offered, form.Offered{Picture: p, Page: page})
	return true
}

// Address offers the picture that an address has in itself ("data:image/png;base64,…"). It
// reports false for other addresses, too.
func Address(doc *form.Document, event data.ID, address string, said data.Picture) bool {
	rest, ok := strings.CutPrefix(address, "data:image/")
	head, body, packed := strings.Cut(rest, ";base64,")
	if !ok || !packed || strings.Contains(head, "svg") {
		return false
	}
	body, _, _ = strings.Cut(body, "#")
	return Base64(doc, event, body, said)
}
