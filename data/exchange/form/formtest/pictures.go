package formtest

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// Pages are the pages of a library beside those that it has, if there is one below.
type Pages struct {
	data.Store
	pages map[[32]byte]data.Page
}

// Page returns a page, or data.ErrNotFound.
func (p Pages) Page(ctx context.Context, hash [32]byte) (data.Page, error) {
	page, there := p.pages[hash]
	switch {
	case there:
		return page, nil
	case p.Store != nil:
		return p.Store.Page(ctx, hash)
	}
	return data.Page{}, data.ErrNotFound
}

// JPEG is the file of a picture of one colour.
func JPEG(t testing.TB, w, h int, c color.Color) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		m.Set(i%w, i/w, c)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Illustrate gives what is taken pictures: of its first event a wide one with all that is said
// of it, a file that is no picture, and one that is damaged; of its first article, if it has
// one, another. It returns the bytes of the wide one and of the file.
func Illustrate(t testing.TB, from *form.Taken) (wide, file []byte) {
	t.Helper()
	wide, file = JPEG(t, 600, 300, color.RGBA{200, 30, 30, 255}), []byte("%PDF-1.7 of nothing")
	pages := Pages{from.Store, map[[32]byte]data.Page{}}
	add := func(n byte, body []byte, p data.Picture) {
		page := data.NewPage(body, p.Type, "", 0)
		pages.pages[page.Hash] = page
		p.ID, p.Hash, p.Size = data.ID{0: 9, 15: n}, page.Hash, int64(len(body))
		from.Pictures = append(from.Pictures, p)
	}
	event := from.Events[0].ID
	add(1, wide, data.Picture{
		Event: event, Position: data.Lead, Type: "image/jpeg", Width: 600, Height: 300, Name: "wide one.jpg", Alt: "A red <field>", Caption: "حقل أحمر\nin two lines",
		Credit: "Amal & Co", Licence: "CC BY 4.0", Source: "https://example.org/wide?a=1&b=2",
	})
	add(2, file, data.Picture{Event: event, Position: data.Lead, Order: 1, Type: "application/pdf", Name: "../paper.pdf"})
	add(3, wide[:30], data.Picture{Event: event, Position: data.Lead, Order: 2, Type: "image/jpeg", Width: 600, Height: 300, Name: "torn.jpg"})
	if len(from.Articles) > 0 {
		add(4, JPEG(t, 40, 80, color.RGBA{30, 30, 200, 255}), data.Picture{Article: from.Articles[0].ID, Position: data.Lead, Type: "image/jpeg", Width: 40, Height: 80, Name: "lead.jpg", Caption: "Of the article"})
	}
	from.Store = pages
	return wide, file
}
